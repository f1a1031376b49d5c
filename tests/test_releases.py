"""Releases: whole or not at all, the same bytes twice, and the same cells in every file."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sqlite3
import stat
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from django.apps import apps
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from countries.choices import LawStatus
from countries.dossier.load import load
from countries.models import DataVersion, Jurisdiction
from countries.releases.catalogue import TABLES
from countries.releases.formats import FORMULA_STARTS, csv_lines, neutral
from countries.releases.media import TITLES
from countries.releases.package import NotValid, OtherData, build, publish, validate
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


def emptied() -> None:
    """A database made anew."""
    for model in apps.get_app_config("countries").get_models(include_auto_created=True):
        rows = model._default_manager.all()
        rows._raw_delete(rows.db)


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
        assert names == {f"{table.name}.csv" for table in TABLES} | set(TITLES)
        sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
        assert sums == {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.iterdir()
            if path.name != "SHA256SUMS"
        }
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755

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

    def test_a_release_of_other_data_is_not_taken_for_this_one(self, version: DataVersion, tmp_path: Path) -> None:
        build(version, tmp_path)
        version.hash = "0" * 64
        with pytest.raises(OtherData, match=f"{version.version} is a release of other data"):
            build(version, tmp_path)

    def test_a_database_made_anew_takes_no_name_of_other_data(
        self, version: DataVersion, tmp_path: Path, settings: Any
    ) -> None:
        settings.RELEASES_DIR = root = tmp_path / "releases"
        former = build(version, root)
        sums = (former / "SHA256SUMS").read_text()
        files = minimal.dossier()
        files["cases/vivastreet.yaml"]["summary"] = minimal.t("Another summary")
        year, month, number = version.version.split(".")
        emptied()
        assert load(minimal.write(tmp_path / "next", files)).version == f"{year}.{month}.{int(number) + 1}"
        call_command("release", str(root))
        assert sorted(path.name for path in root.iterdir()) == [version.version, f"{year}.{month}.{int(number) + 1}"]
        assert (former / "SHA256SUMS").read_text() == sums

    def test_a_database_made_anew_of_the_same_data_is_the_version_that_was_released(
        self, version: DataVersion, tmp_path: Path, settings: Any
    ) -> None:
        settings.RELEASES_DIR = tmp_path / "releases"
        build(version, settings.RELEASES_DIR)
        emptied()
        again = load(tmp_path / "kb")
        assert again.version == version.version
        call_command("release", str(settings.RELEASES_DIR))
        assert [path.name for path in settings.RELEASES_DIR.iterdir()] == [version.version]

    def test_the_command_renames_what_another_database_has_released_with_other_data(
        self, version: DataVersion, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        former = build(version, tmp_path / "releases")
        DataVersion.objects.update(hash="0" * 64)
        call_command("release", str(tmp_path / "releases"))
        renamed = DataVersion.objects.get().version
        assert renamed != version.version
        assert capsys.readouterr().out == (
            f"Version {version.version} was released earlier from another database, with other data. That release "
            f"stays; the data of this database are version {renamed} from now on.\n{former.parent / renamed}\n"
        )
        call_command("release", str(tmp_path / "releases"))
        assert capsys.readouterr().out == f"{former.parent / renamed}\n"

    def test_of_two_that_are_made_at_once_one_stands(self, version: DataVersion, tmp_path: Path) -> None:
        first = build(version, tmp_path / "one")
        second = build(version, tmp_path / "two")
        (second / "README.md").write_text("the second")
        publish(second, first)
        assert (first / "README.md").read_text() != "the second"
        with pytest.raises(OSError, match="No such file"):
            publish(tmp_path / "nothing", tmp_path / "nowhere")

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
        assert list((tmp_path / "releases").iterdir()) == []

    def test_a_formula_in_the_data_is_only_text(self, version: DataVersion, tmp_path: Path) -> None:
        Jurisdiction.objects.filter(code="FR").update(name_en='=HYPERLINK("x")')
        folder = build(version, tmp_path / "releases")
        assert "'=HYPERLINK" in (folder / "jurisdictions.csv").read_text()
        book = openpyxl.load_workbook(folder / "jalons.xlsx")
        cells = [cell for row in book["jurisdictions"].iter_rows() for cell in row if cell.value == '=HYPERLINK("x")']
        assert [cell.data_type for cell in cells] == ["s"]

    @pytest.mark.parametrize("name", ["codings.csv", "jurisdictions.geojson", "jalons.sqlite", "LICENSE", "CHANGES.md"])
    def test_a_file_that_is_not_as_described_does_not_validate(
        self, version: DataVersion, tmp_path: Path, name: str
    ) -> None:
        folder = build(version, tmp_path)
        with (folder / name).open("ab") as file:
            file.write(b"\n")
        with pytest.raises(NotValid, match="Hash Count Error"):
            validate(folder)

    def test_every_reference_leads_to_a_row(self, version: DataVersion, tmp_path: Path) -> None:
        database = sqlite3.connect(build(version, tmp_path) / "jalons.sqlite")
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert dict(database.execute("SELECT * FROM about").fetchall())["Data version"] == version.version
        evidence = database.execute(
            "SELECT s.title, c.quote FROM evidence e JOIN citations c USING (citation) JOIN sources s USING (source) "
            "WHERE e.record_type = 'coding' AND e.record = 'FR.buying.2016-04-15'"
        )
        assert evidence.fetchall() == [("Code pénal", "est puni de l’amende")]
        database.close()

    def test_a_cell_of_a_closed_vocabulary_is_one_of_its_words(self, version: DataVersion, tmp_path: Path) -> None:
        package: Any = json.loads((build(version, tmp_path) / "datapackage.json").read_text())
        fields = {
            (resource["name"], field["name"]): field.get("constraints", {})
            for resource in package["resources"]
            if "schema" in resource
            for field in resource["schema"]["fields"]
        }
        assert fields["codings", "confidence"] == {"enum": ["high", "medium", "low"]}
        assert fields["laws", "status"]["enum"] == LawStatus.values

    def test_it_says_how_it_is_cited(self, version: DataVersion, tmp_path: Path, settings: Any) -> None:
        settings.SITE_URL = "https://jalons.example"
        cff = yaml.safe_load((build(version, tmp_path) / "CITATION.cff").read_text())
        assert (cff["cff-version"], cff["type"], cff["version"], cff["license"]) == (
            "1.2.0",
            "dataset",
            version.version,
            "CC-BY-4.0",
        )
        assert cff["date-released"] == version.loaded_at.date()
        assert cff["url"] == f"https://jalons.example/data/{version.version}/"
        assert cff["authors"] == [{"name": "The Jalons contributors"}]
        assert cff["identifiers"][0]["value"] == f"sha256:{version.hash}"

    def test_catalogues_find_every_file_with_its_checksum(self, version: DataVersion, tmp_path: Path) -> None:
        folder = build(version, tmp_path)
        data = json.loads((folder / "dcat.jsonld").read_text())
        sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
        assert data["@type"] == ["dcat:Dataset", "schema:Dataset"]
        assert data["dcat:version"] == version.version
        found = {one["@id"]: one["spdx:checksum"]["spdx:checksumValue"] for one in data["dcat:distribution"]}
        assert found == {
            name: digest for name, digest in sums.items() if name not in {"datapackage.json", "dcat.jsonld"}
        }
        prefixes = {key.split(":")[0] for key in _keys(data) if not key.startswith("@")} - set(data["@context"])
        assert prefixes == set()
        assert all((folder / one["dcat:downloadURL"]["@id"]).is_file() for one in data["dcat:distribution"])

    def test_it_tells_what_changed_since_the_release_before(self, version: DataVersion, tmp_path: Path) -> None:
        first = build(version, tmp_path / "releases")
        assert (first / "CHANGES.md").read_text() == f"# {version.version}\n\nThe first release: all of it is new.\n"
        assert json.loads((first / "changes.json").read_text())["since"] is None
        changed = minimal.dossier()
        changed["jurisdictions/FR.yaml"]["codings"][3]["value"] = "administrative_offence"
        load(minimal.write(tmp_path / "unreleased", changed))
        changed["jurisdictions/FR.yaml"]["codings"][3]["value"] = "permitted"
        load(minimal.write(tmp_path / "changed", changed))
        newest = DataVersion.objects.current()
        assert newest is not None
        folder = build(newest, tmp_path / "releases")
        listed = json.loads((folder / "changes.json").read_text())
        assert (listed["version"], listed["since"]) == (newest.version, version.version)
        assert [one for one in listed["changes"] if one["record_type"] == "coding"] == [
            {
                "action": "changed",
                "record_type": "coding",
                "record_id": "FR.brothels.1999-01-01",
                "jurisdiction": "FR",
                "changed": {"value_id": ["brothels:criminal_offence", "brothels:permitted"]},
            }
        ]
        said = (folder / "CHANGES.md").read_text()
        assert said.startswith(f"# {newest.version}, since {version.version}\n")
        assert "- FR, brothels: criminal_offence → permitted\n" in said
        assert "- changed: FR.brothels.1999-01-01 (value_id: brothels:criminal_offence → brothels:permitted)\n" in said
        assert "administrative_offence" not in said

    def test_the_description_counts_the_rows(self, version: DataVersion, tmp_path: Path) -> None:
        package: Any = json.loads((build(version, tmp_path) / "datapackage.json").read_text())
        counts = {one["name"]: one["jalons:rows"] for one in package["resources"] if "jalons:rows" in one}
        year = version.loaded_at.year  # with which the panel ends
        assert counts == {
            "jurisdictions": 2,
            "memberships": 1,
            "indicators": 6,
            "codebook": 56,
            "rules": 7,
            "codings": 8,
            "coding_provisions": 1,
            "spells": 4,
            "transitions": 2,
            "panel": 5 * (year - 1998) + (year - 2024),
            "laws": 2,
            "law_relations": 1,
            "provisions": 1,
            "platforms": 1,
            "cases": 1,
            "milestones": 2,
            "milestone_links": 2,
            "second_codings": 2,
            "coding_differences": 1,
            "statements": 1,
            "schemes": 1,
            "classifications": 1,
            "profiles": 1,
            "sources": 3,
            "citations": 7,
            "evidence": 21,
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


def _keys(data: Any) -> set[str]:
    """Every key below the context."""
    if isinstance(data, list):
        return {key for one in data for key in _keys(one)}
    if not isinstance(data, dict):
        return set()
    return set(data) | {key for name, one in data.items() if name != "@context" for key in _keys(one)}
