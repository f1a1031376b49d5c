"""The release of the project's own data, as researchers read it: the same counts in every program."""

from __future__ import annotations

import csv
import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from countries import models as m
from countries.dossier.load import Outcome
from countries.releases.catalogue import TABLES
from countries.releases.package import build
from countries.releases.tables_coding import CODINGS
from tests.servers import program

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def release(
    real_base: Outcome, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, int]]:
    """The folder, and how many rows each table has by its description."""
    with django_db_blocker.unblock():
        folder = build(m.DataVersion.objects.get(version=real_base.version), tmp_path_factory.mktemp("releases"))
    package = json.loads((folder / "datapackage.json").read_text())
    return folder, {one["name"]: one["jalons:rows"] for one in package["resources"] if "jalons:rows" in one}


def test_the_description_counts_what_the_base_holds(release: tuple[Path, dict[str, int]]) -> None:
    counts = release[1]
    assert set(counts) == {table.name for table in TABLES}
    models = {
        "jurisdictions": m.Jurisdiction, "codings": m.CodingInForce, "spells": m.RegimeSpell, "laws": m.Law,
        "provisions": m.Provision, "platforms": m.Platform, "cases": m.Case, "milestones": m.Milestone,
        "milestone_links": m.MilestoneLink, "statements": m.Statement, "classifications": m.Classification,
        "second_codings": m.SecondCoding, "sources": m.Source, "citations": m.Citation, "evidence": m.Support,
    }  # fmt: skip
    assert {name: counts[name] for name in models} == {name: model.objects.count() for name, model in models.items()}


def test_pandas_reads_every_table(release: tuple[Path, dict[str, int]]) -> None:
    folder, counts = release
    assert {name: len(pd.read_csv(folder / f"{name}.csv", dtype=str)) for name in counts} == counts


def test_duckdb_reads_every_table(release: tuple[Path, dict[str, int]]) -> None:
    folder, counts = release
    with duckdb.connect() as base:
        found = {
            name: base.execute(f"SELECT count(*) FROM read_csv('{folder}/{name}.csv', header = true)").fetchall()[0][0]  # noqa: S608
            for name in counts
        }
    assert found == counts


def test_sqlite_holds_every_table(release: tuple[Path, dict[str, int]]) -> None:
    folder, counts = release
    base = sqlite3.connect(f"file:{folder}/jalons.sqlite?mode=ro", uri=True)
    found = {name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in counts}  # noqa: S608
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    base.close()
    assert found == counts


def test_libreoffice_reads_every_sheet(release: tuple[Path, dict[str, int]], tmp_path: Path) -> None:
    """Each sheet written back as CSV: as many rows, and of the codings the same cells."""
    folder, counts = release
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    done = subprocess.run(
        [
            program("soffice"),
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            every_sheet,
            "--outdir",
            str(tmp_path),
            str(folder / "jalons.xlsx"),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert {name: len(rows(tmp_path / f"jalons-{name}.csv")) - 1 for name in counts} == counts
    text = [position for position, column in enumerate(CODINGS.columns) if column.type == "string"]
    written, ours = (
        [[row[position] for position in text] for row in rows(path)]
        for path in (tmp_path / "jalons-codings.csv", folder / "codings.csv")
    )
    assert written == ours


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))
