"""The rooms of the code and who may import whom (DESIGN, section 2), read from the imports themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEAVES = {"kb.drf", "kb.pagination", "kb.markdown", "kb.env", "kb.problem", "kb.access", "kb.deprecation"}
ROOMS: list[set[str]] = [
    {"choices", "dates", "classify", "cascade", "evidence", "folding", "layers", "typography", "deprecated"},
    {"models"},
    {"queries"},
    {"filters", "releases", "cite", "dossier"},
    {"views", "api", "feeds", "admin", "management", "templatetags", "apps"},
]
LEVEL = {room: level for level, rooms in enumerate(ROOMS) for room in rooms}
TOP = {
    "kb", "countries", "fixtures", "templates", "tests", "manage.py", "pyproject.toml", "README.md", "Makefile",
    "requirements.txt", "requirements-dev.txt", "LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md",
    "CONTRIBUTING.md", ".ci", ".gitignore", ".pre-commit-config.yaml",
}  # fmt: skip


def modules(package: str) -> list[Path]:
    return sorted(path for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module the file imports, as absolute names; a name imported from a package counts as its module."""
    package = list(path.relative_to(ROOT).parent.parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "countries" and len(parts) > 1 else ""


def sideways(ours: str, theirs: str) -> bool:
    return {ours, theirs} == {"views", "api"}


@pytest.mark.parametrize("path", modules("countries"), ids=dotted)
def test_imports_go_downward_only(path: Path) -> None:
    ours = room(dotted(path)) or room(dotted(path) + ".x")
    wrong = [
        name
        for name in imports(path)
        if (theirs := room(name)) in LEVEL and ours in LEVEL and (LEVEL[theirs] > LEVEL[ours] or sideways(ours, theirs))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", modules("countries"), ids=dotted)
def test_the_subject_takes_only_the_leaves_of_kb(path: Path) -> None:
    taken = {".".join(name.split(".")[:2]) for name in imports(path) if name.split(".")[0] == "kb"}
    assert taken <= LEAVES


@pytest.mark.parametrize("path", modules("kb"), ids=dotted)
def test_the_wiring_knows_nothing_of_countries(path: Path) -> None:
    if dotted(path) == "kb.urls":
        return
    assert [name for name in imports(path) if name.split(".")[0] == "countries"] == []


@pytest.mark.parametrize("path", modules("countries"), ids=dotted)
def test_every_module_stands_in_a_room(path: Path) -> None:
    assert dotted(path) == "countries" or room(dotted(path)) in LEVEL


def test_pure_rooms_use_no_orm() -> None:
    for name in ("dates", "classify", "cascade", "evidence", "folding", "layers", "typography"):
        used = [module for module in imports(ROOT / "countries" / f"{name}.py") if module.startswith("django")]
        assert used == [], name


def test_queries_take_no_request() -> None:
    for path in modules("countries/queries"):
        arguments = [node.arg for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.arg)]
        assert "request" not in arguments, path


def test_the_top_level_is_fixed() -> None:
    import subprocess

    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.split("/")[0] for line in tracked.splitlines()} <= TOP


def test_files_stay_small() -> None:
    long = {
        dotted(path): lines
        for package in ("kb", "countries")
        for path in modules(package)
        if (lines := len(path.read_text().splitlines())) > 300
    }
    assert long == {}


def test_functions_stay_small() -> None:
    """90 % of functions have at most 25 lines."""
    sizes = [
        (node.end_lineno or 0) - node.lineno + 1
        for package in ("kb", "countries")
        for path in modules(package)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef)
    ]
    assert sorted(sizes)[int(len(sizes) * 0.9)] <= 25
