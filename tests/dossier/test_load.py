"""Loading: idempotent, whole or not at all, with a list of what changed; and the round trip."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from countries import models as m
from countries.dossier.load import Rejected, load, read_and_check
from countries.dossier.write import files, write

from . import minimal

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return minimal.write(tmp_path / "kb", minimal.dossier())


CREATED = 118


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the subject."""
    from django.apps import apps

    return {
        model._meta.label: sorted(model._default_manager.values_list(), key=str)
        for model in apps.get_app_config("countries").get_models(include_auto_created=True)
    }


def test_the_minimal_dossier_is_in_order(root: Path) -> None:
    assert [law.pk for law in read_and_check(root).tables[m.Law].values()] == ["fr-code-penal", "fr-loi-2016"]


def test_a_load_creates_what_the_files_say(root: Path) -> None:
    outcome = load(root)
    assert {name: counts["created"] for name, counts in outcome.counts.items() if counts["created"]} == {
        "indicator": 6,
        "indicatorvalue": 6 + 5 + 6 + 4 + 4 + 1 + 6 * 5,
        "ruleset": 2,
        "rule": 7,
        "source": 3,
        "citation": 7,
        "jurisdiction": 2,
        "membership": 1,
        "passage": 1,
        "law": 2,
        "lawdate": 3,
        "lawrelation": 1,
        "provision": 1,
        "coding": 7,
        "platform": 1,
        "case": 1,
        "milestone": 2,
        "milestonelink": 2,
        "statement": 1,
        "qualification": 1,
        "scheme": 1,
        "schemelabel": 1,
        "classification": 1,
        "secondcoding": 2,
        "codingdifference": 1,
        "page": 1,
        "regimespell": 4,
    }
    coding = m.Coding.objects.get(pk="FR.buying.2016-04-15")
    assert (coding.value_id, coding.trigger_id, coding.support, coding.confidence) == (
        "buying:criminal_offence",
        "fr-loi-2016",
        "primary",
        "high",
    )
    assert [p.pk for p in coding.provisions.all()] == ["fr-loi-2016/art-20"]


def test_a_second_load_changes_nothing(root: Path) -> None:
    first = load(root)
    before = everything()
    second = load(root)
    assert (second.changes, second.version) == ([], first.version)
    assert everything() == before


def test_the_members_of_a_union_inherit_from_it(root: Path) -> None:
    load(root)
    row = m.CodingInForce.objects.get(jurisdiction="FR", indicator="max_sanction")
    assert (row.inherited_from_id, row.start, row.end) == ("EU", dt.date(2024, 2, 17), None)


def test_spells_follow_from_the_codings(root: Path) -> None:
    load(root)
    spells = m.RegimeSpell.objects.order_by("ruleset", "start")
    assert [(s.ruleset_id, s.family, s.model, s.rule, s.start, s.end, s.trigger_id) for s in spells] == [
        ("kb-1", "abolitionist", "abolitionist", "K5", dt.date(1999, 1, 1), dt.date(2016, 4, 15), None),
        ("kb-1", "abolitionist", "neo_abolitionist", "K4", dt.date(2016, 4, 15), None, "fr-loi-2016"),
        ("who-is-criminalised", "none", "third_parties", "W3", dt.date(1999, 1, 1), dt.date(2016, 4, 15), None),
        ("who-is-criminalised", "none", "buyer_third_parties", "W23", dt.date(2016, 4, 15), None, "fr-loi-2016"),
    ]
    assert spells[1].inputs == {
        "selling": {"value": "permitted", "coding": "FR.selling.1999-01-01"},
        "buying": {"value": "criminal_offence", "coding": "FR.buying.2016-04-15"},
    }


def test_the_round_trip_is_exact(root: Path, tmp_path: Path) -> None:
    load(root)
    out = tmp_path / "out"
    write(out)
    written = {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}
    assert load(out).changes == []
    assert dict(files()) == written
    assert write(out) == []


def test_the_export_is_canonical_whatever_the_order_of_the_files(root: Path, tmp_path: Path) -> None:
    load(root)
    expected = dict(files())
    shuffled = minimal.dossier()
    shuffled["jurisdictions/FR.yaml"]["codings"].reverse()
    shuffled["sources/FR.yaml"]["sources"].reverse()
    shuffled["cases/vivastreet.yaml"]["milestones"].reverse()
    load(minimal.write(tmp_path / "shuffled", shuffled))
    assert dict(files()) == expected


def test_a_change_is_listed_old_to_new(root: Path, tmp_path: Path) -> None:
    load(root)
    changed = minimal.dossier()
    codings = changed["jurisdictions/FR.yaml"]["codings"]
    codings[1]["value"] = "offence_in_defined_cases"
    outcome = load(minimal.write(tmp_path / "changed", changed))
    stored = m.Change.objects.filter(version__version=outcome.version)
    assert [(c.action, c.record_type, c.record_id, c.jurisdiction_code) for c in stored] == [
        ("changed", "coding", "FR.buying.1999-01-01", "FR"),
        ("changed", "regimespell", "FR.who-is-criminalised.1999-01-01", "FR"),
    ]
    assert stored[0].fields == {"value_id": ["buying:permitted", "buying:offence_in_defined_cases"]}


def test_moving_a_boundary_between_two_codings_loads(root: Path, tmp_path: Path) -> None:
    load(root)
    moved = minimal.dossier()
    codings = moved["jurisdictions/FR.yaml"]["codings"]
    codings[1]["valid_to"] = codings[2]["valid_from"] = "2016-04-14"
    load(minimal.write(tmp_path / "moved", moved))
    assert list(m.Coding.objects.filter(indicator="buying").values_list("id", "valid_to")) == [
        ("FR.buying.1999-01-01", dt.date(2016, 4, 14)),
        ("FR.buying.2016-04-14", None),
    ]


def test_what_the_files_no_longer_say_is_removed(root: Path, tmp_path: Path) -> None:
    load(root)
    less = minimal.dossier()
    del less["cases/vivastreet.yaml"]
    outcome = load(minimal.write(tmp_path / "less", less))
    assert m.Milestone.objects.count() == 0
    assert outcome.counts["milestone"]["removed"] == 2


def test_check_writes_nothing(root: Path) -> None:
    before = everything()
    out = StringIO()
    call_command("loadkb", str(root), "--check", stdout=out)
    assert out.getvalue() == "The data files are in order.\n"
    assert everything() == before


def test_loadkb_prints_counts_and_the_version(root: Path) -> None:
    out = StringIO()
    call_command("loadkb", str(root), stdout=out)
    last = out.getvalue().splitlines()[-1]
    version = m.DataVersion.objects.current()
    assert version is not None
    assert last == f"Data version {version.version}: {CREATED} created, 0 changed, 0 removed, 0 unchanged"


def test_a_database_error_rolls_the_load_back(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from countries.dossier import load as module

    before = everything()
    monkeypatch.setattr(module, "content_hash", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(root)
    assert everything() == before


def test_exportkb_refuses_an_empty_database(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nothing to export"):
        call_command("exportkb", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_loadkb_says_every_problem_at_once(tmp_path: Path) -> None:
    broken = minimal.dossier()
    broken["jurisdictions/FR.yaml"]["codings"][4]["value"] = "legal"
    broken["cases/vivastreet.yaml"]["milestones"][0]["jurisdictions"] = ["XX"]
    folder = minimal.write(tmp_path / "broken", broken)
    before = everything()
    err = StringIO()
    with pytest.raises(CommandError, match="2 problems; the database is as it was"):
        call_command("loadkb", str(folder), stderr=err)
    assert [line.split(": ", 1)[1] for line in err.getvalue().splitlines()] == [
        "milestones[1].jurisdictions[1]: unknown jurisdiction “XX”",
        "codings[5].value: “legal” is not a value of procuring: expected one of contested, criminal_offence, "
        "not_addressed, not_applicable, not_coded, not_found, offence_if_exploitative, permitted, varies",
    ]
    assert everything() == before


def test_rejected_carries_the_problems(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as caught:
        load(tmp_path)
    assert [problem.file for problem in caught.value.problems] == [
        "classifications.yaml",
        "codebook.yaml",
        "platforms.yaml",
        "report-2019.yaml",
    ]
