"""Changes of regime, the panel and the graph: what they hold, and that the panel agrees with `as_of` in every year."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countries import models as m
from countries.filters import today
from countries.queries.transitions import transitions
from tests import world
from tests.test_api_lists import more, queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base() -> world.World:
    return world.build()


def get(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response.json()


def table(client: Client, path: str) -> list[dict[str, str]]:
    response: Any = client.get(f"/api/v1/{path}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


# Transitions


FRANCE = {
    "id": "FR.kb-1.2016-04-15",
    "jurisdiction": "FR",
    "ruleset": "kb-1",
    "date": "2016-04-15",
    "from_family": "abolitionist",
    "from_model": "abolitionist",
    "to_family": "abolitionist",
    "to_model": "neo_abolitionist",
    "from_spell": "FR.kb-1.1999-01-01",
    "until": None,
    "unclassified": False,
    "rule": "K4",
    "trigger": "fr-loi-2016-444",
}


def test_a_transition_says_from_what_to_what_and_why(client: Client) -> None:
    found = get(client, "transitions/?jurisdiction=FR")
    assert found == {
        "data_version": "2026.11.1",
        "as_of": "any",
        "count": 1,
        "next": None,
        "previous": None,
        "results": [FRANCE],
    }
    assert get(client, "transitions/FR.kb-1.2016-04-15/") == {**FRANCE, "data_version": "2026.11.1"}


def test_a_spell_with_which_nothing_changed_is_no_transition(client: Client) -> None:
    assert client.get("/api/v1/transitions/FR.kb-1.1999-01-01/").status_code == 404
    assert client.get("/api/v1/transitions/SE.kb-1.1999-01-01/").status_code == 404


def test_what_was_or_becomes_unclassified_may_be_the_record_that_changed(client: Client) -> None:
    rows = get(client, "transitions/?jurisdiction=DE")["results"]
    assert [(row["date"], row["from_model"], row["to_model"], row["unclassified"]) for row in rows] == [
        ("2017-07-01", "unclassified", "regulationist", True)
    ]


@pytest.mark.parametrize("ruleset", ["kb-1", "who-is-criminalised"])
def test_they_are_the_changes_that_the_page_shows(client: Client, ruleset: str) -> None:
    rows = get(client, f"transitions/?ruleset={ruleset}")["results"]
    assert [(row["from_spell"], row["id"]) for row in rows] == [
        (move.before.pk, move.after.pk) for move in transitions(ruleset, today())
    ]
    assert rows


def test_what_a_transition_can_bring_along(client: Client) -> None:
    (row,) = get(client, "transitions/?jurisdiction=FR&include=spells,inputs,trigger,jurisdiction")["results"]
    assert {name: sent if name == "x" else None for name, sent in row["included"].items()} == dict.fromkeys(
        ("jurisdiction", "trigger", "spells", "inputs")
    )
    assert [spell["id"] for spell in row["included"]["spells"]] == ["FR.kb-1.1999-01-01", "FR.kb-1.2016-04-15"]
    assert (
        row["included"]["inputs"]
        == get(client, "regimes/?jurisdiction=FR&as_of=2020-01-01&include=inputs")["results"][0]["included"]["inputs"]
    )


def test_a_transition_is_updated_with_either_of_its_spells(client: Client, base: world.World) -> None:
    for spell in ("FR.kb-1.1999-01-01", "FR.kb-1.2016-04-15"):
        m.Change.objects.all().delete()
        m.Change.objects.create(version=base.version, action="changed", record_type="regimespell", record_id=spell)
        rows = get(client, f"transitions/?updated_since=2026-11-20&limit={100 + len(spell)}")["results"]
        assert [row["id"] for row in rows] == ["FR.kb-1.2016-04-15"]


# The panel

DAYS = {year: f"{year}-01-01" for year in range(1999, today().year + 1)}


def test_a_row_of_the_panel(client: Client) -> None:
    found = get(client, "panel/?jurisdiction=FR&year=2016,2017&indicator=buying,regime_model")
    france = {"jurisdiction": "FR", "iso3": "FRA", "kind": "country", "inherited_from": None}
    assert found["results"] == [
        {**france, "year": 2016, "indicator": "regime_model", "value": "abolitionist", "coding": None,
         "spell": "FR.kb-1.1999-01-01"},
        {**france, "year": 2016, "indicator": "buying", "value": "permitted", "coding": "FR.buying.1999-01-01",
         "spell": None},
        {**france, "year": 2017, "indicator": "regime_model", "value": "neo_abolitionist", "coding": None,
         "spell": "FR.kb-1.2016-04-15"},
        {**france, "year": 2017, "indicator": "buying", "value": "criminal_offence", "coding": "FR.buying.2016-04-15",
         "spell": None},
    ]  # fmt: skip
    assert {name: found[name] for name in ("data_version", "count", "next")} == {
        "data_version": "2026.11.1",
        "count": 4,
        "next": None,
    }


def test_the_panel_agrees_with_as_of_on_every_first_of_january(client: Client) -> None:
    """Each year's values are the codings, and each year's regimes the regimes, of that day."""
    for year, day in DAYS.items():
        rows = get(client, f"panel/?year={year}&limit=1000")["results"]
        codings = get(client, f"codings/?as_of={day}&limit=1000")["results"]
        regimes = get(client, f"regimes/?as_of={day}&limit=1000")["results"]
        assert sorted(
            (row["jurisdiction"], row["indicator"], row["value"], row["inherited_from"], row["coding"])
            for row in rows
            if not row["indicator"].startswith("regime_")
        ) == sorted(
            (row["jurisdiction"], row["indicator"], row["value"], row["inherited_from"], row["id"]) for row in codings
        ), year
        assert sorted(
            (row["jurisdiction"], row["value"], row["spell"]) for row in rows if row["indicator"] == "regime_model"
        ) == sorted((row["jurisdiction"], row["model"], row["id"]) for row in regimes), year


def test_long_and_wide_hold_the_same(client: Client) -> None:
    wide = get(client, "panel-wide/?limit=1000")
    places = m.Jurisdiction.objects.count()
    assert wide["count"] == places * len(DAYS) == len({(row["jurisdiction"], row["year"]) for row in wide["results"]})
    cells = {
        (row["jurisdiction"], row["year"], indicator, value)
        for row in wide["results"]
        for indicator, value in {
            "regime_family": row["regime_family"],
            "regime_model": row["regime_model"],
            **row["values"],
        }.items()
        if value is not None
    }
    address: str | None = "panel/?limit=1000"
    long: list[Any] = []
    while address:
        page = get(client, address)
        long += page["results"]
        address = page["next"] and page["next"].partition("/api/v1/")[2]
    assert cells == {(row["jurisdiction"], row["year"], row["indicator"], row["value"]) for row in long}
    assert len(long) == len(cells) == page["count"]


def test_the_wide_table_has_a_column_an_indicator(client: Client) -> None:
    rows = table(client, "panel-wide.csv?jurisdiction=DE&year=2010,2020&indicator=buying,registration")
    germany = {"jurisdiction": "DE", "iso3": "DEU", "kind": "country"}
    assert rows == [
        {**germany, "year": "2010", "regime_family": "none", "regime_model": "unclassified", "buying": "permitted",
         "registration": ""},
        {**germany, "year": "2020", "regime_family": "regulated", "regime_model": "regulationist",
         "buying": "permitted", "registration": "mandatory"},
    ]  # fmt: skip
    assert list(rows[0])[-2:] == ["buying", "registration"]
    described = get(client, "panel-wide.metadata.json?indicator=buying&year=2020")["schema"]["fields"][-1]
    assert described == {
        "name": "buying",
        "type": "string",
        "description": "Is buying an offence?",
        "vocabulary": "codebook",
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [("DE", 2015), ("DE", 2016), ("FR", 2015), ("FR", 2016)]),
        ("&ordering=-jurisdiction", [("FR", 2015), ("FR", 2016), ("DE", 2015), ("DE", 2016)]),
        ("&ordering=jurisdiction,-year", [("DE", 2016), ("DE", 2015), ("FR", 2016), ("FR", 2015)]),
        ("&ordering=year", [("DE", 2015), ("FR", 2015), ("DE", 2016), ("FR", 2016)]),
        ("&ordering=-year,-jurisdiction", [("FR", 2016), ("DE", 2016), ("FR", 2015), ("DE", 2015)]),
    ],
)
def test_the_order_of_the_panel(client: Client, query: str, expected: list[tuple[str, int]]) -> None:
    for path in ("panel-wide", "panel"):
        selling = "&indicator=buying" if path == "panel" else ""
        rows = get(client, f"{path}/?jurisdiction=FR,DE&year=2015,2016{selling}{query}")["results"]
        assert [(row["jurisdiction"], row["year"]) for row in rows] == expected


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=subdivision&indicator=brothels", len(DAYS)),
        ("value=licensed", len(DAYS)),
        ("value=buying:permitted&jurisdiction=FR", 2016 - 1999 + 1),
        ("value=neo_abolitionist&jurisdiction=FR", today().year - 2016),
        ("theme=platform_liability&jurisdiction=EU&from_year=2001", today().year - 2000),
        ("core=false&jurisdiction=EU&to_year=2002&from_year=2001", 2),
        ("indicator=regime_family&jurisdiction=SE&year=2000,2001&from_year=2001", 1),
        ("from_year=2010&to_year=2009", 0),
        ("ruleset=who-is-criminalised&indicator=regime_model&jurisdiction=US&year=2000&value=seller_buyer", 0),
        ("region=Americas&subregion=Northern America&indicator=regime_model&year=2000", 1),
    ],
)
def test_the_panel_is_filtered(client: Client, query: str, count: int) -> None:
    found = get(client, f"panel/?{query}&limit=1000")
    assert (found["count"], len(found["results"])) == (count, count)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page=st.integers(1, 60), limit=st.integers(1, 40), ordering=st.sampled_from(["year", "-jurisdiction", "-year"]))
def test_a_page_of_the_panel_is_a_part_of_it(page: int, limit: int, ordering: str) -> None:
    whole = table(Client(), f"panel.csv?jurisdiction=FR,US&ordering={ordering}&fields=jurisdiction,year,value")
    response = Client().get(
        f"/api/v1/panel/?jurisdiction=FR,US&ordering={ordering}&fields=jurisdiction,year,value&limit={limit}&page={page}"
    )
    expected = whole[(page - 1) * limit : page * limit]
    assert response.status_code == (200 if expected or page == 1 else 404)
    sent = response.json().get("results", [])
    assert [{name: str(value) for name, value in row.items()} for row in sent] == expected


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("panel/?year=1998", "year", "1998"),
        (f"panel/?year={today().year + 1}", "year", str(today().year + 1)),
        ("panel/?from_year=20x", "from_year", "20x"),
        ("panel/?to_year=99999999999999999999", "to_year", "99999999999999999999"),
        ("panel/?indicator=regime", "indicator", "regime"),
        ("panel/?value=permited", "value", "permited"),
        ("panel-wide/?indicator=regime_model", "indicator", "regime_model"),
        ("panel-wide/?value=permitted", "value", None),
        ("panel/?as_of=2016-01-01", "as_of", None),
        ("panel/?cursor=*", "cursor", None),
        ("panel/?shape=wide", "shape", None),
        ("panel/?ordering=value", "ordering", "value"),
        ("transitions/?from_model=seller", "from_model", "seller"),
        ("transitions/?to_model=mixxed", "to_model", "mixxed"),
        ("graph/?limit=5", "limit", None),
        ("graph/?ordering=type", "ordering", None),
        ("graph/?platform=craigslist", "platform", "craigslist"),
    ],
)
def test_what_cannot_be_is_named(client: Client, path: str, parameter: str, value: str | None) -> None:
    response = client.get(f"/api/v1/{path}")
    body = response.json()
    assert (response.status_code, body["parameter"], body.get("value")) == (400, parameter, value)


# The graph


def test_the_graph_of_a_case(client: Client) -> None:
    found = get(client, "graph/?case=backpage")
    assert {name: found[name] for name in ("data_version", "as_of")} == {"data_version": "2026.11.1", "as_of": "any"}
    assert [node["id"] for node in found["nodes"]] == [
        "milestone:backpage/plea",
        "platform:backpage",
        "law:us-18-usc-1952",
        "milestone:backpage/seizure",
    ]
    assert found["nodes"][3] == {
        "id": "milestone:backpage/seizure",
        "type": "milestone",
        "key": "backpage/seizure",
        "kind": "seizure",
        "label": {"en": "Seizure of backpage", "fr": "Seizure of backpage (fr)"},
        "date": "2018-04-06",
        "jurisdictions": ["US"],
        "case": "backpage",
    }
    assert [(edge["source"], edge["type"], edge["target"]) for edge in found["edges"]] == [
        ("milestone:backpage/plea", "concerns", "platform:backpage"),
        ("milestone:backpage/seizure", "concerns", "platform:backpage"),
        ("law:us-18-usc-1952", "criminal_enforcement", "milestone:backpage/seizure"),
    ]
    links = get(client, "milestones/backpage/seizure/")["links"]
    assert [edge["citations"] for edge in found["edges"]][2] == links[0]["citations"] != []
    assert len({edge["id"] for edge in found["edges"]}) == 3


@pytest.mark.parametrize(
    ("query", "edges"),
    [
        ("platform=backpage", 3),
        ("law=us-18-usc-1952", 2),
        ("jurisdiction=US&kind=conviction", 1),
        ("jurisdiction=FR", 0),
        ("link=criminal_enforcement", 2),
        ("as_of=2018-04-01", 1),
        ("value=buying:permitted", 0),
    ],
)
def test_the_graph_is_that_of_the_milestones_filtered(client: Client, query: str, edges: int) -> None:
    found = get(client, f"graph/?{query}")
    nodes = {node["id"] for node in found["nodes"]}
    assert len(found["edges"]) == edges
    assert all({edge["source"], edge["target"]} <= nodes for edge in found["edges"])
    milestones = {row["id"] for row in get(client, f"milestones/?{query}")["results"]}
    assert {f"milestone:{key}" for key in milestones} <= nodes


def test_the_edges_are_a_table(client: Client) -> None:
    rows = table(client, "graph.csv?case=backpage&ordering=-type,source")
    assert [(row["source"], row["type"], row["target"], row["citations"]) for row in rows] == [
        ("law:us-18-usc-1952", "criminal_enforcement", "milestone:backpage/seizure", "us:us-text-a"),
        ("milestone:backpage/plea", "concerns", "platform:backpage", "us:us-text-a"),
        ("milestone:backpage/seizure", "concerns", "platform:backpage", "us:us-text-a"),
    ]
    assert get(client, "graph.metadata.json")["rows"] == 3


def test_a_law_that_a_milestone_is_of_is_an_edge(client: Client) -> None:
    m.Milestone.objects.filter(pk="backpage/plea").update(law="fr-loi-2016-444")
    world.version("2026.11.2")
    found = get(client, "graph/?kind=conviction")
    assert [(edge["source"], edge["type"]) for edge in found["edges"]] == [
        ("law:fr-loi-2016-444", "itself"),
        ("milestone:backpage/plea", "concerns"),
    ]
    law = next(node for node in found["nodes"] if node["type"] == "law")
    assert (law["date"], law["label"]["en"], law["jurisdictions"]) == ("2016-04-15", "Act fr-loi-2016-444", ["FR"])


# Queries: two for the version of the data, and those named here.

COSTS = [
    ("panel/", 6),  # the jurisdictions, the indicators, the spells, what is in force
    ("panel-wide/", 6),
    # the milestones, their platforms, jurisdictions, links, the dates of the links' laws and of theirs, their
    # evidence, that of the links, where the links come from, and the jurisdictions of these
    ("graph/", 12),
]


@pytest.mark.parametrize(("path", "expected"), COSTS, ids=[path for path, _ in COSTS])
def test_it_costs_the_same_however_much_there_is(client: Client, base: world.World, path: str, expected: int) -> None:
    m.Milestone.objects.all().update(law="fr-loi-2016-444")
    m.MilestoneLink.objects.create(
        id="x", milestone_id="backpage/seizure", position=1, from_milestone_id="backpage/plea", type="followed",
        lead_citation=base.fr_text,
    )  # fmt: skip
    world.version("2026.11.2")
    short = queries(client, path)
    more(base)
    assert (short, queries(client, path)) == (expected, expected)


@pytest.mark.parametrize("path", ["panel.csv", "panel-wide.csv", "graph.csv"])
def test_a_file_costs_the_same_however_long_it_is(client: Client, base: world.World, path: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            table(client, path)
        return len(captured)

    m.Milestone.objects.all().update(law="fr-loi-2016-444")
    m.MilestoneLink.objects.create(
        id="x", milestone_id="backpage/seizure", position=1, from_milestone_id="backpage/plea", type="followed",
        lead_citation=base.fr_text,
    )  # fmt: skip
    short = cost()
    more(base)
    assert (short, cost()) == (short, short)
