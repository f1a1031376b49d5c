"""Releases: whole or not at all, the same bytes twice, and the same cells in every file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from countries.dossier.load import load
from countries.models import DataVersion, Jurisdiction
from countries.releases.catalogue import TABLES
from countries.releases.formats import FORMULA_STARTS, csv_lines, neutral
from countries.releases.package import NotValid, build, validate
from tests.dossier import minimal


@given(st.text())
def test_no_text_cell_begins_like_a_formula(text: str) -> None:
    written = neutral(text)
    assert isinstance(written, str)
    assert not written.startswith(FORMULA_STARTS)
    assert written in {text, f"'{text}"}


@given(st.lists(st.tuples(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers()), max_size=5))
def test_csv_reads_back_as_it_was_written(rows: list[tuple[str, int]]) -> None:
    text = "".join(csv_lines(["a", "b"], rows))
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read == [["a", "b"], *[[str(neutral(a)), str(b)] for a, b in rows]]


@pytest.mark.django_db
class TestARelease:
    @pytest.fixture
    def version(self, tmp_path: Path) -> DataVersion:
        load(minimal.write(tmp_path / "kb", minimal.dossier()))
        version = DataVersion.objects.current()
        assert version is not None
        return version

    def test_it_holds_every_table_and_its_checksums(self, version: DataVersion, tmp_path: Path) -> None:
        folder = build(version, tmp_path / "releases")
        names = {path.name for path in folder.iterdir()}
        assert names == {f"{table.name}.csv" for table in TABLES} | {
            "SHA256SUMS",
            "changes.json",
            "datapackage.json",
            "jalons.sqlite",
            "jalons.xlsx",
        }
        sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
        assert sums == {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.iterdir()
            if path.name != "SHA256SUMS"
        }

    def test_built_twice_it_is_the_same(self, version: DataVersion, tmp_path: Path) -> None:
        first = build(version, tmp_path / "one")
        time.sleep(1.1)  # file formats keep times to the second
        second = build(version, tmp_path / "two")
        assert (first / "SHA256SUMS").read_text() == (second / "SHA256SUMS").read_text()

    def test_csv_sqlite_and_spreadsheet_hold_the_same_cells(self, version: DataVersion, tmp_path: Path) -> None:
        folder = build(version, tmp_path / "releases")
        book = openpyxl.load_workbook(folder / "jalons.xlsx", read_only=True)
        database = sqlite3.connect(folder / "jalons.sqlite")
        for table in TABLES:
            with (folder / f"{table.name}.csv").open(newline="", encoding="utf-8") as file:
                rows = list(csv.reader(file))[1:]
            stored = database.execute(f'SELECT * FROM "{table.name}"').fetchall()  # noqa: S608
            width = len(table.columns)
            sheet = [
                (*row, *[None] * (width - len(row))) for row in book[table.name].iter_rows(min_row=2, values_only=True)
            ]
            assert [[_plain(cell) for cell in row] for row in stored] == [
                [_plain(cell) for cell in row] for row in rows
            ]
            assert [[_plain(cell) for cell in row] for row in sheet] == [[_plain(cell) for cell in row] for row in rows]
        database.close()
        book.close()

    def test_the_panel_agrees_with_as_of(self, version: DataVersion, tmp_path: Path) -> None:
        folder = build(version, tmp_path / "releases")
        with (folder / "panel.csv").open(newline="", encoding="utf-8") as file:
            rows = {(row["jurisdiction"], row["year"], row["indicator"]): row["value"] for row in csv.DictReader(file)}
        assert rows["FR", "2016", "buying"] == "permitted"
        assert rows["FR", "2017", "buying"] == "criminal_offence"
        assert ("FR", "2024", "max_sanction") not in rows
        assert rows["FR", "2025", "max_sanction"] == "stated"

    def test_a_release_that_stands_is_left_alone(self, version: DataVersion, tmp_path: Path) -> None:
        folder = build(version, tmp_path)
        (folder / "codings.csv").write_text("kept")
        assert build(version, tmp_path) == folder
        assert (folder / "codings.csv").read_text() == "kept"

    def test_what_does_not_validate_is_not_published(
        self, version: DataVersion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from countries.releases import package

        def broken(folder: Path) -> None:
            text = (folder / "codings.csv").read_text().replace("2016-04-15", "in April 2016", 1)
            (folder / "codings.csv").write_text(text)
            validate(folder)

        monkeypatch.setattr(package, "validate", broken)
        with pytest.raises(NotValid, match="in April 2016"):
            build(version, tmp_path / "releases")
        assert [path.name for path in (tmp_path / "releases").iterdir() if not path.name.startswith(".")] == []

    def test_a_formula_in_the_data_is_only_text(self, version: DataVersion, tmp_path: Path) -> None:
        Jurisdiction.objects.filter(code="FR").update(name_en='=HYPERLINK("x")')
        folder = build(version, tmp_path / "releases")
        assert "'=HYPERLINK" in (folder / "jurisdictions.csv").read_text()
        book = openpyxl.load_workbook(folder / "jalons.xlsx")
        cells = [cell for row in book["jurisdictions"].iter_rows() for cell in row if cell.value == '=HYPERLINK("x")']
        assert [cell.data_type for cell in cells] == ["s"]

    def test_the_description_counts_the_rows(self, version: DataVersion, tmp_path: Path) -> None:
        package: Any = json.loads((build(version, tmp_path) / "datapackage.json").read_text())
        counts = {resource["name"]: resource["jalons:rows"] for resource in package["resources"]}
        assert {name: counts[name] for name in ("jurisdictions", "codings", "laws", "spells", "sources")} == {
            "jurisdictions": 2,
            "codings": 8,
            "laws": 2,
            "spells": 4,
            "sources": 3,
        }


@pytest.mark.django_db
def test_without_data_there_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="run loadkb first"):
        call_command("release", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def _plain(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return {"true": "1", "false": "0"}.get(str(cell), str(cell))
