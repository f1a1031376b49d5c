"""What is said when something is wrong, in the reader's language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from countries.models import Page
from countries.views.errors import bad_request, server_error
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


@pytest.mark.parametrize(
    ("path", "parameter", "suggestion"),
    [
        ("/en/countries/?famly=regulated", "famly", "?family=regulated"),
        ("/en/countries/?family=regulatd", "family", "?family=regulated"),
        ("/en/compare/?j=FR,US-NX", "j", "?j=FR,US-NV"),
        ("/en/compare/?j=FR,SE,DE,US,US-NV,EU,XX", "j", None),
        ("/en/countries/fr/?as_of=2019-13-01", "as_of", None),
        ("/en/countries/fr/?as_of=2019", "as_of", None),
        ("/en/laws/?page=none", "page", None),
        ("/en/changes/?fields=id", "fields", None),
        ("/fr/transitions/?ruleset=kb-2", "ruleset", "?ruleset=kb-1"),
        ("/fr/search/?kind=lawz", "kind", "?kind=law"),
    ],
)
def test_a_wrong_parameter_is_named(client: Client, path: str, parameter: str, suggestion: str | None) -> None:
    response = client.get(path)
    html = response.content.decode()
    assert response.status_code == 400
    assert re.findall(r"<dd><code>([^<]+)</code></dd>", html)[0] == parameter
    assert re.findall(r'<dd><a href="(\?[^"]+)">', html) == ([suggestion] if suggestion else [])


def test_it_is_said_in_the_language_of_the_page(client: Client) -> None:
    text = Reader(client.get("/fr/countries/?famly=x").content.decode()).text
    assert "Cette adresse demande quelque chose d’impossible" in text
    assert "Il n’y a pas ici de paramètre « famly »." in text.replace("\u00a0", " ")


def test_too_many_columns_are_refused(client: Client) -> None:
    text = Reader(client.get("/en/compare/?j=FR,SE,DE,US,US-NV,EU,EU-X").content.decode()).text
    assert "“EU-X” is not one of the values of this parameter." in text


def test_a_text_that_is_not_written_is_a_404(client: Client) -> None:
    assert client.get("/en/methodology/").status_code == 200
    Page.objects.filter(pk="methodology").delete()
    cache.clear()
    assert client.get("/en/methodology/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/en/countries/xx/",
        "/en/laws/none/",
        "/en/cases/none/",
        "/en/platforms/none/",
        "/en/sources/none/",
        "/en/regimes/none/",
        "/en/laws/?page=99",
        "/en/nothing/",
    ],
)
def test_what_is_not_there_is_a_404(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "There is no such page" in Reader(response.content.decode()).text


@pytest.mark.parametrize(
    ("path", "addresses"),
    [
        ("/en/countries/uk/", ["/en/countries/"]),
        ("/en/countries/france/", ["/en/countries/fr/", "/en/countries/"]),
        ("/fr/countries/suede/", ["/fr/countries/se/", "/fr/countries/"]),
        ("/en/countries/swe/", ["/en/countries/se/", "/en/countries/"]),
        ("/en/countries/Germny/", ["/en/countries/de/", "/en/countries/"]),
        ("/en/countries/usa/", ["/en/countries/us/", "/en/countries/"]),
        ("/en/laws/fr-loi-2016-443/", ["/en/laws/fr-loi-2016-444/", "/en/laws/"]),
        ("/en/cases/back-page/", ["/en/cases/backpage/"]),
        ("/en/platforms/bacpage/", ["/en/platforms/backpage/"]),
        ("/en/Nevada/", ["/en/countries/us-nv/"]),
        ("/fr/pays/nevada/", ["/fr/countries/us-nv/"]),
        ("/en/contries/", ["/en/countries/"]),
        ("/en/law/", ["/en/laws/"]),
        ("/en/milestone/", ["/en/milestones/"]),
        ("/en/backpage/", ["/en/cases/backpage/", "/en/platforms/backpage/"]),
        ("/en/nothing/", []),
        (f"/en/{'x' * 3000}/", []),
        ("/en/countries/%00/", ["/en/countries/"]),
        ("/en/countries/💥/", ["/en/countries/"]),
    ],
)
def test_a_404_names_what_comes_near(client: Client, path: str, addresses: list[str]) -> None:
    response = client.get(path)
    assert response.status_code == 404
    section = re.search(
        r'<section class="part" aria-labelledby="meant">(.*?)</section>', response.content.decode(), re.DOTALL
    )
    assert re.findall(r'href="([^"]+)"', section[1] if section else "") == addresses


def test_a_404_offers_the_search_and_costs_little(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(7):  # version of the cache, five kinds of records, the footer
        page = Reader(client.get("/en/backpage-case/").content.decode())
    assert [found["value"] for found in page.all("input", name="q")] == ["", "backpage case"]


def test_a_page_beyond_the_last_leads_to_the_first(client: Client) -> None:
    html = client.get("/en/laws/?jurisdiction=FR&page=99").content.decode()
    assert 'href="?jurisdiction=FR">The first page of this list' in html


def test_an_unknown_address_is_answered_in_the_language_asked_for(client: Client) -> None:
    assert "Cette page n’existe pas" in client.get("/fr/rien/").content.decode()


def test_the_page_of_our_own_failure_needs_no_database(rf: Any, django_assert_num_queries: Any) -> None:
    with override("en"), django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Something failed on our side" in response.content.decode()


def test_a_request_that_cannot_be_read_is_a_400(rf: Any) -> None:
    with override("en"):
        response = bad_request(rf.get("/en/"), ValueError("unreadable"))
    assert response.status_code == 400
    assert "The request cannot be read." in response.content.decode()


def test_a_405_says_what_the_address_answers(client: Client) -> None:
    response = client.post("/fr/laws/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert "Ces pages sont en lecture seule" in response.content.decode()


def test_pages_are_read_only(client: Client) -> None:
    assert [client.post(reverse(name)).status_code for name in ("home", "countries", "compare", "laws")] == [405] * 4
