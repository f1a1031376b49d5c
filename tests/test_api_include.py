"""Whole records sent along, and counts by facets: what they hold, and that they cost the same however much there is."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from countries import models as m
from countries.api.urls import ENDPOINTS
from tests import world
from tests.test_api_lists import more, queries

pytestmark = pytest.mark.django_db
INCLUDES = [(name, word) for name, endpoint in ENDPOINTS.items() for word in endpoint(action="list").include_words()]


@pytest.fixture(autouse=True)
def base() -> world.World:
    made = world.build()
    m.LawRelation.objects.create(
        id="us-18-usc-1952:amends", law_id="us-18-usc-1952", kind="amends", target_id="fr-loi-2016-444"
    )
    world.change(made.version, "FR.buying.2016-04-15")
    return made


def get(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def first(client: Client, path: str) -> Any:
    return get(client, path)["results"][0]


def record(client: Client, path: str) -> Any:
    """A record as its own endpoint gives it, without the version of the data."""
    found = get(client, path)
    del found["data_version"]
    return found


def test_nothing_is_included_unasked(client: Client) -> None:
    assert "included" not in first(client, "codings/")
    assert "included" not in get(client, "codings/FR.buying.2016-04-15/")


BUYING = "codings/?jurisdiction=FR&indicator=buying&as_of=2026-11-01"
SAME: list[tuple[str, str, str, bool]] = [
    (BUYING, "indicator", "indicators/buying/", False),
    (BUYING, "trigger", "laws/fr-loi-2016-444/", False),
    (BUYING, "provisions", "provisions/fr-loi-2016-444/611-1/", True),
    (BUYING, "laws", "laws/fr-loi-2016-444/", True),
    ("regimes/?jurisdiction=FR", "trigger", "laws/fr-loi-2016-444/", False),
    ("spells/?jurisdiction=FR&as_of=2026-11-01", "trigger", "laws/fr-loi-2016-444/", False),
    ("laws/?jurisdiction=FR", "provisions", "provisions/fr-loi-2016-444/611-1/", True),
    ("laws/?jurisdiction=US", "relations", "laws/fr-loi-2016-444/", True),
    ("provisions/", "law", "laws/fr-loi-2016-444/", False),
    ("platforms/", "cases", "cases/backpage/", True),
    ("cases/", "platforms", "platforms/backpage/", True),
    ("milestones/?kind=seizure", "case", "cases/backpage/", False),
    ("milestones/?kind=seizure", "platforms", "platforms/backpage/", True),
    ("statements/", "platforms", "platforms/backpage/", True),
    ("statements/", "laws", "laws/us-18-usc-1952/", True),
    ("changes/", "version", "versions/2026.11.1/", False),
]


@pytest.mark.parametrize(("path", "word", "same", "many"), SAME, ids=lambda value: str(value))
def test_what_is_included_is_the_record_itself(client: Client, path: str, word: str, same: str, many: bool) -> None:
    sent = first(client, f"{path}{'&' if '?' in path else '?'}include={word}")["included"]
    expected = record(client, same)
    assert sent == {word: [expected] if many else expected}


@pytest.mark.parametrize(
    ("path", "word", "code", "many"),
    [
        (BUYING, "jurisdiction", "FR", False),
        ("regimes/?jurisdiction=FR", "jurisdiction", "FR", False),
        ("laws/?jurisdiction=FR", "jurisdiction", "FR", False),
        ("classifications/", "jurisdiction", "DE", False),
        ("cases/", "jurisdictions", "US", True),
        ("milestones/", "jurisdictions", "US", True),
        ("statements/", "jurisdictions", "US", True),
        ("jurisdictions/?jurisdiction=US-NV", "parent", "US", False),
        ("jurisdictions/?jurisdiction=US", "parts", "US-NV", True),
    ],
)
def test_an_included_jurisdiction_is_as_its_list_has_it(
    client: Client, path: str, word: str, code: str, many: bool
) -> None:
    sent = first(client, f"{path}{'&' if '?' in path else '?'}include={word}")["included"]
    expected = first(client, f"jurisdictions/?jurisdiction={code}")
    assert sent == {word: [expected] if many else expected}


def test_a_regime_brings_the_codings_it_was_derived_from_with_their_evidence(client: Client) -> None:
    spell = first(client, "regimes/?jurisdiction=FR&as_of=2020-01-01&include=inputs")
    codings = get(client, "codings/?jurisdiction=FR&as_of=2020-01-01")["results"]
    read = {answer["coding"] for answer in spell["inputs"].values()}
    assert spell["included"]["inputs"] == [coding for coding in codings if coding["id"] in read]
    assert read == {"FR.selling.1999-01-01", "FR.buying.2016-04-15"}
    assert all(coding["citations"] for coding in spell["included"]["inputs"])


def test_a_coding_brings_its_sources_once_in_the_order_of_its_citations(client: Client) -> None:
    sent = first(client, f"{BUYING}&include=sources")["included"]["sources"]
    expected = [record(client, f"sources/{key}/") for key in ("fr-text", "fr-press")]
    assert sent == [{name: value for name, value in one.items() if name != "citation_count"} for one in expected]


def test_a_jurisdiction_brings_its_spells_and_a_source_its_citations(client: Client) -> None:
    spells = first(client, "jurisdictions/?jurisdiction=FR&include=spells")["included"]["spells"]
    assert [spell["id"] for spell in spells] == [
        "FR.kb-1.1999-01-01",
        "FR.kb-1.2016-04-15",
        "FR.who-is-criminalised.1999-01-01",
        "FR.who-is-criminalised.2016-04-15",
    ]
    (reading,) = first(client, "sources/?q=fr-press&include=citations")["included"]["citations"]
    assert reading == {
        "id": "fr:fr-press-a",
        "pinpoint": "art. 1",
        "quote": "Citation de fr-press",
        "lang": "fr",
        "translation": {"en": "Quotation from fr-press", "fr": None},
        "seen_on": "2026-11-02",
        "seen_as": "original",
    }


def test_a_platform_and_a_case_bring_their_milestones(client: Client) -> None:
    milestones = get(client, "milestones/")["results"]
    for path in ("platforms/", "cases/"):
        sent = first(client, f"{path}?include=milestones")["included"]["milestones"]
        assert sorted(sent, key=lambda one: one["date"]) == sorted(milestones, key=lambda one: one["date"])


def test_what_there_is_not_is_null(client: Client) -> None:
    assert first(client, "codings/?jurisdiction=SE&include=trigger,laws,provisions")["included"] == {
        "trigger": None,
        "provisions": [],
        "laws": [],
    }
    assert first(client, "jurisdictions/?jurisdiction=FR&include=parent")["included"] == {"parent": None}


def test_include_adds_to_fields_and_works_on_a_record(client: Client) -> None:
    sent = get(client, "codings/FR.buying.2016-04-15/?fields=id&include=indicator")
    assert (sent["id"], set(sent), sent["included"]["indicator"]["code"]) == (
        "FR.buying.2016-04-15",
        {"id", "included", "data_version"},
        "buying",
    )
    assert set(first(client, "codings/?fields=id&include=indicator")) == {"id", "included"}


@pytest.mark.parametrize(
    ("path", "parameter", "value", "suggestion"),
    [
        ("codings/?include=jurisdictoin", "include", "jurisdictoin", "jurisdiction"),
        ("codings/?include=citations", "include", "citations", None),
        ("codings/?fields=included", "fields", "included", None),
        ("codings/FR.buying.2016-04-15/?include=x", "include", "x", None),
        ("codings/?facets=indicatr", "facets", "indicatr", "indicator"),
        ("codings/?facets=as_of", "facets", "as_of", None),
        ("milestones/?facets=q", "facets", "q", None),
    ],
)
def test_what_cannot_be_included_or_counted(
    client: Client, path: str, parameter: str, value: str, suggestion: str | None
) -> None:
    response = client.get(f"/api/v1/{path}")
    body = response.json()
    assert (response.status_code, body["parameter"], body["value"]) == (400, parameter, value)
    if suggestion:
        assert body["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("indicators/?include=values", "include"),
        ("codings.csv?include=laws", "include"),
        ("nearest/?j=FR&facets=region", "facets"),
    ],
)
def test_where_nothing_can_be_included_or_counted(client: Client, path: str, parameter: str) -> None:
    body = client.get(f"/api/v1/{path}").json()
    assert (body["type"], body["parameter"]) == ("/api/v1/docs/#unknown-parameter", parameter)


# Queries beyond those of the list itself (tests/test_api_lists.py), the same with one row and with many.

COSTS = {
    "jurisdictions parent": 2,  # the parents, their memberships
    "jurisdictions parts": 2,
    "jurisdictions spells": 1,
    "regimes jurisdiction": 2,  # the jurisdictions, their memberships
    "regimes trigger": 5,  # the laws, their dates, relations, provisions, evidence
    "regimes inputs": 5,  # the jurisdictions, what is in force there, its provisions, their laws, evidence
    "spells jurisdiction": 2,
    "spells trigger": 5,
    "spells inputs": 5,
    "transitions jurisdiction": 2,
    "transitions trigger": 5,
    "transitions spells": 2,  # the jurisdictions, their spells
    "transitions inputs": 5,
    "codings jurisdiction": 2,
    "codings indicator": 2,  # the indicators, their values
    "codings trigger": 5,
    "codings provisions": 1,  # their evidence
    "codings laws": 4,  # dates, relations, provisions, evidence
    "codings sources": 0,
    "laws jurisdiction": 2,
    "laws provisions": 1,
    "laws relations": 5,
    "provisions law": 4,
    "platforms cases": 3,  # their platforms, jurisdictions, milestones
    "platforms milestones": 6,  # they, their platforms, jurisdictions, links, the links' evidence, theirs
    "cases platforms": 2,  # their cases, evidence
    "cases jurisdictions": 1,
    "cases milestones": 5,
    "milestones case": 4,
    "milestones platforms": 2,
    "milestones jurisdictions": 1,
    "milestones law": 5,
    "statements jurisdictions": 1,
    "statements platforms": 2,
    "statements laws": 4,
    "classifications jurisdiction": 2,
    "sources citations": 1,
    "changes version": 0,
}
# What makes every part of a record be there with one row: a filter that leaves the row that has it.
ROWS = {
    "jurisdictions parent": "jurisdiction=US-NV",
    "jurisdictions parts": "jurisdiction=US",
    "regimes": "jurisdiction=FR&as_of=2020-01-01",
    "transitions": "jurisdiction=FR",
    "spells": "jurisdiction=FR&as_of=2020-01-01",
    "codings": "jurisdiction=FR&indicator=buying",
    "laws relations": "law=us-18-usc-1952",
    "milestones": "case=backpage",
}


def test_every_include_is_counted() -> None:
    assert list(COSTS) == [f"{name} {word}" for name, word in INCLUDES]


@pytest.mark.parametrize(("name", "word"), INCLUDES)
def test_an_include_costs_the_same_however_long_the_list(
    client: Client, base: world.World, name: str, word: str
) -> None:
    one = ROWS.get(f"{name} {word}") or ROWS.get(name) or "limit=1"
    m.Milestone.objects.filter(kind="seizure").update(law="us-18-usc-1952")
    world.version("2026.11.2")
    plain, short = queries(client, f"{name}/?{one}"), queries(client, f"{name}/?{one}&include={word}")
    more(base)
    m.Milestone.objects.filter(law=None).update(law="us-18-usc-1952")
    world.version("2026.11.3")
    assert (short - plain, queries(client, f"{name}/?include={word}") - queries(client, f"{name}/")) == (
        COSTS[f"{name} {word}"],
        COSTS[f"{name} {word}"],
    )
