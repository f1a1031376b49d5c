"""Citations to take away: what a page says of itself, and of a part of it, is what its citation says."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from tests.formats import CSL_SCHEMA, read_bibtex, read_ris, untex
from tests.pages import LANGUAGES, PATHS, Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
SITE = "http://127.0.0.1:8000"
CITED = [path for path in PATHS if path not in {"data/key/", "corrections/"}]  # forms, which say nothing to cite
EVERY = [f"/{language}/{path}" for language in LANGUAGES for path in CITED]
TODAY = timezone.localdate()


def items(client: Client, page: str) -> list[dict[str, Any]]:
    answer = client.get("/en/cite.json", {"page": page})
    assert answer.status_code == 200, page
    found: list[dict[str, Any]] = json.loads(answer.content)
    return found


def test_a_page_names_its_day_and_data_version(client: Client) -> None:
    answer = client.get("/fr/cite.json?page=/fr/countries/fr/%3Fas_of%3D2019-06-04")
    assert answer.headers["Content-Type"] == "application/vnd.citationstyles.csl+json; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="jalons-countries-fr-2019-06-04.json"'
    assert json.loads(answer.content) == [
        {
            "id": "jalons-countries-fr-2019-06-04",
            "type": "webpage",
            "title": "France\u00a0: droit de la prostitution",
            "author": [{"literal": "Les contributeurs de Jalons"}],
            "container-title": "Jalons",
            "publisher": "Jalons",
            "issued": {"date-parts": [[2026, 11, 20]]},
            "accessed": {"date-parts": [[TODAY.year, TODAY.month, TODAY.day]]},
            "URL": f"{SITE}/fr/countries/fr/?as_of=2019-06-04",
            "language": "fr",
            "version": "2026.11.1",
            "note": "état au 4 juin 2019, version des données 2026.11.1, CC BY 4.0",
        }
    ]


@pytest.mark.parametrize("path", EVERY)
def test_every_page_can_be_cited_as_it_names_itself(client: Client, path: str) -> None:
    page = Reader(client.get(path).content.decode())
    (item,) = items(client, path)
    assert f"<title>{item['title']} – Jalons</title>".replace("'", "&#x27;") in client.get(path).content.decode()
    (shown,) = page.all("meta", name="citation_title")
    assert (shown["content"], item["language"], item["version"]) == (item["title"], path[1:3], "2026.11.1")
    assert Draft202012Validator(CSL_SCHEMA).is_valid([item])
    (address,) = page.all("meta", name="citation_public_url")
    assert address["content"] == item["URL"]
    assert client.get(item["URL"].removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("path", CITED)
def test_the_links_at_the_foot_of_a_page_lead_to_its_citations(client: Client, path: str) -> None:
    page = Reader(client.get(f"/en/{path}").content.decode())
    links = [str(found["href"]) for found in page.all("a") if "/en/cite" in str(found.get("href"))]
    (item,) = items(client, f"/en/{path}")
    own = [link for link in links if not re.search(r"%23", link)]
    assert [link.partition("?")[0] for link in own] == ["/en/cite.bib", "/en/cite.ris", "/en/cite.json", "/en/cite/"]
    (entry,) = read_bibtex(client.get(own[0]).content.decode())
    ((*record,),) = read_ris(client.get(own[1]).content.decode())
    assert untex(entry["title"]) == dict(record)["TI"] == item["title"]
    assert (entry["key"], dict(record)["ID"]) == (item["id"], item["id"])
    assert client.get(own[3]).status_code == 200


def test_keys_are_stable_tell_pages_apart_and_are_the_same_in_both_languages(client: Client) -> None:
    keys = {path: items(client, f"/en/{path}")[0]["id"] for path in CITED}
    assert {path: items(client, f"/fr/{path}")[0]["id"] for path in CITED} == keys
    assert len(set(keys.values())) == len(keys)
    assert keys["compare/?j=FR,SE,DE&as_of=2019-06-04"] == "jalons-compare-fr-se-de-2019-06-04-2026-11-1"
    assert keys["laws/fr-loi-2016-444/"] == "jalons-laws-fr-loi-2016-444"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/en/", "Prostitution law, side by side"),
        ("/en/laws/fr-loi-2016-444/", "Act fr-loi-2016-444"),
        ("/en/cases/backpage/", "Backpage"),
        ("/en/sources/fr-text/", "Source: Text fr-text"),
        ("/en/compare/?j=FR,EU", "France and European Union, side by side"),
        ("/fr/regimes/neo_abolitionist/", "Abolitionniste, l’achat est puni"),
    ],
)
def test_a_citation_is_titled_as_its_page(client: Client, page: str, title: str) -> None:
    assert items(client, page)[0]["title"] == title


def test_an_answer_is_cited_with_what_it_rests_on(client: Client) -> None:
    answer, *sources = items(client, "/en/countries/fr/?as_of=2019-06-04#buying")
    assert {name: answer[name] for name in ("id", "type", "title", "URL", "note")} == {
        "id": "jalons-countries-fr-2019-06-04-buying",
        "type": "entry",
        "title": "France: Buying – Criminal offence",
        "URL": f"{SITE}/en/countries/fr/?as_of=2019-06-04#buying",
        "note": "buying = criminal_offence, verified 3 November 2026, as of 4 June 2019, "
        "data version 2026.11.1, CC BY 4.0",
    }
    assert [(source["id"], source["note"], source["accessed"]) for source in sources] == [
        ("fr-text", "art. 1", {"date-parts": [[2026, 11, 2]]}),
        ("fr-press", "art. 1", {"date-parts": [[2026, 11, 2]]}),
    ]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("/en/laws/fr-loi-2016-444/#611-1", "Act fr-loi-2016-444, art. 611-1"),
        ("/en/cases/backpage/#seizure", "Seizure of backpage"),
    ],
)
def test_provisions_and_milestones_are_cited_by_themselves(client: Client, page: str, title: str) -> None:
    part, *sources = items(client, page)
    assert part["title"] == title
    assert sources != []


def test_every_answer_on_a_page_leads_to_its_citation(client: Client) -> None:
    for path in (
        "/en/countries/fr/",
        "/fr/compare/?j=FR,SE&as_of=2019-06-04",
        "/en/laws/fr-loi-2016-444/",
        "/en/cases/backpage/",
    ):
        page = Reader(client.get(path).content.decode())
        links = [str(found["href"]) for found in page.all("a") if re.search(r"/cite/\?.*%23", str(found.get("href")))]
        assert links != [], path
        assert [link for link in links if client.get(link).status_code != 200] == [], path


def test_the_citation_page_shows_what_the_files_hold(client: Client) -> None:
    address = "/en/countries/fr/?as_of=2019-06-04#buying"
    page = Reader(client.get("/en/cite/", {"page": address}).content.decode())
    assert "“France: Buying – Criminal offence”. Jalons, 20 November 2026, buying = criminal_offence" in page.text
    for ending in ("bib", "ris", "json"):
        written = client.get(f"/en/cite.{ending}", {"page": address}).content.decode()
        assert " ".join(written.split()) in page.text
    assert [found["href"] for found in page.all("a") if found.get("href") == address] == [address]


def test_a_source_as_bibtex_and_ris(client: Client) -> None:
    bib = client.get("/en/sources/fr-text.bib")
    (entry,) = read_bibtex(bib.content.decode())
    assert (bib.headers["Content-Type"], entry["key"], entry["urldate"]) == (
        "application/x-bibtex; charset=utf-8",
        "fr-text",
        "2026-11-02",
    )
    ris = client.get("/en/sources/fr-text.ris")
    assert dict(read_ris(ris.content.decode())[0])["TY"] == "STAT"


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("/nowhere/", 400),
        ("", 400),
        ("/api/v1/laws/", 400),
        ("/en/cite/?page=/en/", 400),
        ("/en/sources/fr-text.bib", 400),
        ("/en/corrections/", 400),
        ("/en/countries/fr/?foo=1", 400),
        ("/en/countries/fr/#nothing", 400),
        ("/en/laws/#buying", 400),
        ("/en/laws/none/", 404),
        ("https://example.org/en/", 400),
        ("//example.org/en/", 400),
        ("javascript:/en/", 400),
        ("http://[", 400),
        (f"{SITE}/en/laws/", 200),
    ],
)
def test_what_cannot_be_cited(client: Client, page: str, status: int) -> None:
    for address in ("cite/", "cite.bib", "cite.json"):
        answer = client.get(f"/en/{address}?page={quote(page, safe='')}" if page else f"/en/{address}")
        assert answer.status_code == status, page
        assert b'href="https://example.org' not in answer.content
        assert b'href="javascript' not in answer.content


@pytest.mark.parametrize(
    ("path", "status"),
    [("/en/cite.bib?page=/en/&foo=1", 400), ("/en/cite.doc?page=/en/", 404), ("/en/sources/none.bib", 404)],
)
def test_a_wrong_request_for_a_citation(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status
