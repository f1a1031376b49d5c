"""On the project's own data, a list costs as many queries for all of its rows as for one, and a page as many for much
as for little. Whatever is added has to be counted here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver

from countries.api.urls import ENDPOINTS
from countries.api.urls import urlpatterns as api_patterns
from countries.dossier.load import Outcome
from countries.views.urls import TEXTS
from countries.views.urls import urlpatterns as page_patterns
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db
SINGLES = 200


@pytest.fixture(autouse=True)
def base(real_base: Outcome) -> Outcome:
    return real_base


def cost(client: Client, path: str) -> int:
    """The queries of one answer of which nothing is remembered."""
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response: Any = client.get(path)
        if response.streaming:
            b"".join(response.streaming_content)
    assert response.status_code == 200, path
    return len(captured)


# Lists of the API: every one, found by its address. What it needs to have rows at all stands beside its name.

NEEDED = {"search-list": "q=prostitution&", "reforms-list": "from=1999-01-01&"}
WHOLE = {
    "compare-list": ("j=FR,SE", "j=FR,SE,DE,NZ,US,GB,NL,IT,AU,EU"),
    "nearest-list": ("j=LB", "j=FR"),
    "graph-list": ("platform=vivastreet", "platform=backpage"),
    "search-list": ("q=craigslist", "q=prostitution&limit=1000"),
}
LISTS = {
    str(pattern.name): f"/api/v1/{pattern.pattern}" for pattern in api_patterns if str(pattern.name).endswith("-list")
}


@pytest.mark.parametrize("name", sorted(LISTS.keys() - WHOLE.keys() | NEEDED.keys()))
def test_all_rows_of_a_list_cost_as_much_as_one(client: Client, name: str) -> None:
    address = f"{LISTS[name]}?{NEEDED.get(name, '')}limit="
    whole = cost(client, f"{address}1000")
    singles = (cost(client, f"{address}1&page={number}") for number in range(1, SINGLES))
    assert any(single == whole for single in singles), f"no single row costs {whole} queries"


@pytest.mark.parametrize("name", WHOLE)
def test_what_has_no_pages_costs_as_much_for_much_as_for_little(client: Client, name: str) -> None:
    little, much = WHOLE[name]
    assert cost(client, f"{LISTS[name]}?{little}") == cost(client, f"{LISTS[name]}?{much}")


# Facets: what narrows each list to few rows.

FACETED = {name: facets for name, endpoint in ENDPOINTS.items() if (facets := endpoint(action="list").facet_words())}
FEW = {"search": "q=craigslist&", "indicators": "theme=platform_liability&", "versions": "version=2026.11.1&"}


@pytest.mark.parametrize("name", FACETED)
def test_facets_of_all_rows_cost_as_much_as_those_of_few(client: Client, name: str) -> None:
    """But for the query that labels a facet of which the few rows have no value."""
    whole, few = (
        f"/api/v1/{name}/?{asked}limit=1&facets={','.join(FACETED[name])}"
        for asked in (NEEDED.get(f"{name}-list", ""), FEW.get(name, "jurisdiction=FR&"))
    )
    with_all, with_few = (client.get(address).json() for address in (whole, few))
    assert with_few["count"] <= with_all["count"]
    empty = [facet for facet in FACETED[name] if with_all["facets"][facet] and not with_few["facets"][facet]]
    assert cost(client, whole) <= cost(client, few) + len(empty)


# Pages: by the name of the address, with little and with much.

PAGES = {
    "home": ("", ""),
    "map": ("map/?indicator=buying", "map/?indicator=selling"),
    "map-file": ("map.svg?indicator=buying", "map.svg?indicator=selling"),
    "countries": ("countries/?jurisdiction=LB", "countries/?jurisdiction=FR,US,DE,SE,NZ,AU"),
    "country": ("countries/lb/", "countries/us/"),
    "compare": ("compare/?j=FR,SE", "compare/?j=FR,SE,DE,NZ,US,GB"),
    "compare-text": ("compare.txt?j=FR,SE", "compare.md?j=FR,SE,DE,NZ,US,GB"),
    "nearest": ("nearest/?j=LB", "nearest/?j=FR"),
    "regimes": ("regimes/", "regimes/?as_of=2000-01-01"),
    "regime": ("regimes/mixed/", "regimes/abolitionist/"),
    "laws": ("laws/?jurisdiction=LB", "laws/?jurisdiction=FR,US,DE,SE,AU"),
    "law": ("laws/fr-loi-2016-444/", "laws/ca-criminal-code/"),
    "platform-liability": ("platform-liability/?as_of=2000-01-01", "platform-liability/"),
    "milestones": ("milestones/?jurisdiction=GB", "milestones/?jurisdiction=US"),
    "graph": ("graph/?platform=vivastreet", "graph/?platform=backpage"),
    "case": ("cases/coco/", "cases/backpage/"),
    "platform": ("platforms/coco/", "platforms/backpage/"),
    "transitions": ("transitions/", "transitions/"),
    "reforms": ("reforms/?from=2026-01-01", "reforms/?from=1999-01-01"),
    "codebook": ("codebook/", "codebook/"),
    "coverage": ("coverage/?jurisdiction=FR", "coverage/?jurisdiction=FR,US,DE,SE,AU"),
    "report": ("report-2019/?jurisdiction=US", "report-2019/?jurisdiction=US,FR,GB"),
    "classifications": ("classifications/", "classifications/"),
    "sources": ("sources/?kind=academic", "sources/?kind=primary_law"),
    "source": ("sources/ar-carestia-2016/", "sources/afp-2019/"),
    "source-cite": ("sources/ar-carestia-2016.bib", "sources/afp-2019.bib"),
    "citation": ("cite/?page=/en/countries/lb/", "cite/?page=/en/countries/us/"),
    "cite": ("cite.bib?page=/en/countries/lb/", "cite.ris?page=/en/countries/us/"),
    "data": ("data/", "data/"),
    "key": ("data/key/", "data/key/"),
    "opensearch": ("opensearch.xml", "opensearch.xml"),
    "manifest": ("site.webmanifest", "site.webmanifest"),
    "search": ("search/?q=craigslist", "search/?q=prostitution"),
    "corrections": ("corrections/", "corrections/"),
    "calendar": ("calendar/", "calendar/"),
    "embed-map": ("embed/map/?indicator=buying", "embed/map/?indicator=selling"),
    "embed-country": ("embed/country/lb/", "embed/country/us/"),
    "embed-compare": ("embed/compare/?j=FR,SE", "embed/compare/?j=FR,SE,DE,NZ,US,GB"),
    "preview": ("preview.png?page=/en/countries/lb/", "preview.png?page=/en/countries/us/"),
    "changes": ("changes/?jurisdiction=EU", "changes/?jurisdiction=FR,US"),
    "changes-between": ("changes/between/", "changes/between/"),
    **{slug: (f"{slug}/", f"{slug}/") for slug in TEXTS},
}  # fmt: skip
UNREAD = {"data-release"}  # files of a folder, and no rows of the database


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)


def test_every_page_is_counted() -> None:
    assert set(names(page_patterns)) == PAGES.keys() | UNREAD


def test_every_list_is_counted(client: Client) -> None:
    listed = {f"{name}-list" for name in client.get("/api/v1/").json()["endpoints"]}
    assert listed <= LISTS.keys()


@pytest.mark.parametrize("name", PAGES)
def test_much_on_a_page_costs_as_much_as_little(client: Client, name: str) -> None:
    little, much = PAGES[name]
    assert cost(client, f"/en/{little}") == cost(client, f"/en/{much}")
