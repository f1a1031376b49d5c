"""Citations to take away from pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client

from countries.dossier.load import load
from countries.models import DataVersion
from tests.dossier import minimal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def version(tmp_path: Path) -> str:
    load(minimal.write(tmp_path, minimal.dossier()))
    found = DataVersion.objects.current()
    assert found is not None
    return found.version


def test_a_page_names_its_day_and_data_version(client: Client, version: str) -> None:
    answer = client.get("/fr/cite.json?page=/fr/countries/fr/%3Fas_of%3D2019-06-04")
    assert answer.headers["Content-Type"] == "application/vnd.citationstyles.csl+json; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="jalons-country-fr.json"'
    (item,) = json.loads(answer.content)
    assert (item["id"], item["title"], item["language"], item["version"], item["URL"], item["note"]) == (
        "jalons-country-fr",
        "France",
        "fr",
        version,
        "http://127.0.0.1:8000/fr/countries/fr/?as_of=2019-06-04",
        f"Law as of 2019-06-04; data version {version}",
    )


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/en/laws/fr-loi-2016/", "2016 Act"),
        ("/en/cases/vivastreet/", "Vivastreet"),
        ("/en/about/", "About"),
        ("/en/compare/%3Fj%3DFR,EU", "France, European Union"),
    ],
)
def test_a_citation_is_titled_as_its_page(client: Client, page: str, title: str) -> None:
    assert json.loads(client.get(f"/en/cite.json?page={page}").content)[0]["title"] == title


def test_a_source_as_bibtex_and_ris(client: Client) -> None:
    bib = client.get("/en/sources/fr-code.bib")
    assert (bib.headers["Content-Type"], bib.content.decode().splitlines()[0]) == (
        "application/x-bibtex; charset=utf-8",
        "@misc{fr-code,",
    )
    lines = client.get("/en/sources/fr-code.ris").content.decode().split("\r\n")
    assert (lines[0], lines[-2]) == ("TY  - STAT", "ER  - ")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/cite.bib?page=/nowhere/", 400),
        ("/en/cite.bib", 400),
        ("/en/cite.bib?page=/en/&foo=1", 400),
        ("/en/cite.doc?page=/en/", 404),
        ("/en/cite.bib?page=/en/laws/none/", 404),
        ("/en/sources/none.bib", 404),
        ("/en/cite.bib?page=https://example.org/en/", 200),
    ],
)
def test_what_cannot_be_cited(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert b"example.org" not in answer.content
