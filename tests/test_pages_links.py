"""Wherever a filtered page leads, its reader is let in: no link takes a filter along that the other page refuses."""

from __future__ import annotations

from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.test import Client

from countries import filters
from countries.filters import StrictFilterSet
from countries.filters.fields import AsOfField, BoundField, ManyField, OneField, TextField
from countries.views.calendar import CalendarPage
from countries.views.changes import ChangesPage
from countries.views.enforcement import MilestonesPage
from countries.views.reforms import ReformsPage
from countries.views.search import SearchPage
from countries.views.texts import SourcesPage, StatementsPage
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
PAGES: dict[str, type[StrictFilterSet]] = {
    "countries": filters.JurisdictionFilters,
    "laws": filters.LawFilters,
    "milestones": MilestonesPage,
    "graph": filters.MilestoneFilters,
    "report-2019": StatementsPage,
    "sources": SourcesPage,
    "changes": ChangesPage,
    "calendar": CalendarPage,
    "reforms": ReformsPage,
    "search": SearchPage,
}
# Where the first value of a vocabulary finds nothing, or goes with no other.
TELLING = {
    ("countries", "value"): "buying:criminal_offence",
    ("countries", "model"): "neo_abolitionist",
    ("changes", "updated_since"): "2026-11-01",
    ("search", "q"): "France",
}


def value_of(field: Any) -> str:
    """A value that the filter knows."""
    if isinstance(field, ManyField | OneField):
        return min(field.vocabulary.labels(), default="")
    if isinstance(field, AsOfField):
        return "2019-06-04"
    if isinstance(field, BoundField):
        return "2016"
    return "a" if isinstance(field, TextField) else "true"


def queries(name: str) -> dict[str, str]:
    fields = PAGES[name](QueryDict("")).form.fields
    found = {word: TELLING.get((name, word), value_of(field)) for word, field in fields.items()}
    return {word: value for word, value in found.items() if value}


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_filtered_page_leads_somewhere(client: Client, name: str) -> None:
    followed = set[str]()
    for word, value in queries(name).items():
        page = client.get(f"/en/{name}/", {word: value, **({"q": "France"} if name == "search" else {})})
        if page.status_code == 400 and word in {"updated_since", "to", "from"}:
            continue
        assert page.status_code == 200, (word, value)
        links = [unescape(str(link["href"])) for link in Reader(page.content.decode()).all("a") if link.get("href")]
        taken = {
            link.partition("#")[0] for link in links if link.startswith("/") and f"{word}=" in urlsplit(link).query
        }
        for link in sorted(taken - followed):
            answer = client.get(link)
            assert answer.status_code == 200, (word, value, link)
            assert answer.getvalue()
        followed |= taken


def test_a_country_that_was_found_by_an_answer_is_opened_at_that_question(client: Client) -> None:
    page = client.get("/en/countries/?value=buying:criminal_offence&as_of=2019-06-04").content.decode()
    assert 'href="/en/countries/fr/?as_of=2019-06-04#buying"' in page
    assert (
        'href="/en/countries/fr/?as_of=2019-06-04"'
        in client.get("/en/countries/?region=Europe&as_of=2019-06-04").content.decode()
    )
