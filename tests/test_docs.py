"""The documents say what the code does: commands, variables, lists and libraries, read from both sides."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from countries.dossier import schema

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
FORMAT = (ROOT / "fixtures/README.md").read_text()


def test_every_variable_is_documented_and_every_documented_one_is_read() -> None:
    code = "".join(path.read_text() for path in (ROOT / "kb").glob("*.py")) + (ROOT / "Makefile").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', code))
    table = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.M))
    assert table - {"PORT"} == read - {"DEBUG"}
    assert "PORT ?=" in code


def test_every_make_target_named_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"\bmake ([a-z-]+)", README + CONTRIBUTING))
    assert named <= targets


def test_every_library_has_its_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[<>=]", line)[0].lower() for line in project["dependencies"]]
    table = CONTRIBUTING[CONTRIBUTING.index("## Dependencies") :].lower()
    spelled = {"django": "django 5.2", "djangorestframework": "django rest framework", "psycopg": "psycopg 3"}
    assert [name for name in names if spelled.get(name, name.removesuffix("-sidecar")) not in table] == []


def _routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> list[str]:
    found: list[str] = []
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        found += _routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]
    return found


def test_every_list_named_in_the_readme_is_served_and_every_list_served_is_named() -> None:
    served = {
        match[1]
        for route in _routes(get_resolver().url_patterns)
        if (match := re.fullmatch(r"\^?api/v1/\^?([a-z]+)/\$?", route))
    }
    section = README[README.index("- **Lists**") : README.index("- **Time**")]
    named = set(re.search(r"`([a-z\s]+)`", section)[1].split()) | {"compare", "nearest"}  # type: ignore[index]
    assert served - {"schema", "docs"} == named


@pytest.mark.parametrize(
    "model",
    [
        schema.CitationDoc,
        schema.CodingDoc,
        schema.PenaltyDoc,
        schema.JurisdictionFile,
        schema.LawDoc,
        schema.ProvisionDoc,
        schema.SourceDoc,
        schema.PlatformDoc,
        schema.CaseFile,
        schema.MilestoneDoc,
        schema.MilestoneLinkDoc,
        schema.StatementDoc,
        schema.AdjudicationDoc,
        schema.LawDates,
        schema.Identifiers,
    ],
    ids=lambda model: model.__name__,
)
def test_every_key_of_a_data_file_is_documented(model: type[schema.Node]) -> None:
    names = [field.alias or name for name, field in model.model_fields.items()]
    assert [name for name in names if not re.search(rf"\b{name}:", FORMAT)] == []


def test_every_allowed_word_of_a_data_file_is_documented() -> None:
    from countries import choices

    vocabularies = [
        choices.SourceKind,
        choices.CslType,
        choices.SeenAs,
        choices.JurisdictionKind,
        choices.ReportStatus,
        choices.Scope,
        choices.PenaltyKind,
        choices.LawKind,
        choices.LawStatus,
        choices.LawRelationKind,
        choices.PlatformKind,
        choices.MilestoneKind,
        choices.LinkType,
        choices.StatementTopic,
        choices.Adjudication,
    ]
    missing = [
        f"{vocabulary.__name__}.{word}"
        for vocabulary in vocabularies
        for word in vocabulary.values
        if not re.search(rf"\b{re.escape(word)}\b", FORMAT)
    ]
    assert missing == []
