"""Search and coverage, as the API tells them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from countries.dossier.load import load
from tests.dossier import minimal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base(tmp_path: Path) -> None:
    load(minimal.write(tmp_path, minimal.dossier()))


def get(client: Client, path: str) -> tuple[int, Any]:
    answer = client.get(f"/api/v1/{path}")
    return answer.status_code, answer.json()


def test_a_hit_says_why_it_matched(client: Client) -> None:
    status, body = get(client, "search/?q=2016-444&lang=fr")
    assert status == 200
    assert (body["count"], body["next"]) == (1, None)
    assert body["results"] == [
        {
            "kind": "law",
            "id": "fr-loi-2016",
            "jurisdiction": "FR",
            "title": "2016 Act (fr)",
            "why": "citation",
            "lang": "fr",
            "snippet": "Loi n° <mark>2016</mark>-<mark>444</mark>",
        }
    ]


def test_a_search_can_be_narrowed_and_paged(client: Client) -> None:
    assert get(client, "search/?q=vivastreet")[1]["count"] == 3
    assert get(client, "search/?q=vivastreet&kind=case,platform")[1]["count"] == 2
    body = get(client, "search/?q=vivastreet&limit=1&page=2")[1]
    assert (body["count"], len(body["results"])) == (3, 1)
    assert get(client, "search/")[1]["count"] == 0


def test_reforms_tell_each_change_with_both_answers_and_the_law(client: Client) -> None:
    status, body = get(client, "reforms/?from=2010-01-01&to=2020-01-01&jurisdiction=FR")
    assert (status, body["count"]) == (200, 1)
    (change,) = body["results"]
    old, new = change.pop("old"), change.pop("new")
    assert change == {
        "date": "2016-04-15",
        "kind": "changed",
        "jurisdiction": "FR",
        "inherited_from": None,
        "inherited_in": [],
        "indicator": "buying",
        "law": "fr-loi-2016",
    }
    assert (old["coding"], old["value"], old["penalty"]) == ("FR.buying.1999-01-01", "permitted", None)
    assert (new["coding"], new["value"], new["penalty"]["fine"]) == ("FR.buying.2016-04-15", "criminal_offence", 1500)
    assert [cited["id"] for cited in new["citations"]] == ["FR:code"]


def test_reforms_tell_an_inherited_change_once(client: Client) -> None:
    body = get(client, "reforms/?from=2020-01-01&to=2026-01-01")[1]
    assert [
        (change["jurisdiction"], change["indicator"], change["old"], change["kind"], change["inherited_in"])
        for change in body["results"]
    ] == [("EU", "max_sanction", None, "begun", ["FR"])]


def test_reforms_can_be_counted_ordered_and_taken_away(client: Client) -> None:
    every = "reforms/?from=1999-01-01&to=2026-01-01"
    body = get(client, f"{every}&facets=kind,jurisdiction&ordering=-date&fields=date")[1]
    assert body["facets"] == {
        "kind": [
            {"value": "begun", "label": {"en": "Not known before", "fr": "Inconnue auparavant"}, "count": 1},
            {"value": "changed", "label": {"en": "Another answer", "fr": "Une autre réponse"}, "count": 1},
        ],
        "jurisdiction": [
            {
                "value": "FR",
                "label": {"en": "France", "fr": "France"},
                "count": 2,
            },  # what it inherits changes there too
            {"value": "EU", "label": {"en": "European Union", "fr": "Union européenne"}, "count": 1},
        ],
    }
    for value in body["facets"]["jurisdiction"]:
        assert get(client, f"{every}&jurisdiction={value['value']}")[1]["count"] == value["count"]
    assert body["results"] == [{"date": "2024-02-17"}, {"date": "2016-04-15"}]
    answer = client.get(f"/api/v1/{every.replace('reforms/', 'reforms.csv')}&fields=date,jurisdiction,law,inherited_in")
    lines = b"".join(answer).decode().split("\r\n")
    assert lines == ["date,jurisdiction,inherited_in,law", "2024-02-17,EU,FR,", "2016-04-15,FR,,fr-loi-2016", ""]


def test_coverage_lists_every_cell(client: Client) -> None:
    body = get(client, "coverage/?jurisdiction=FR&as_of=2026-11-01")[1]
    assert [(row["indicator"], row["state"], row["inherited_from"]) for row in body["results"]] == [
        ("selling", "coded", None),
        ("buying", "coded", None),
        ("brothels", "coded", None),
        ("procuring", "coded", None),
        ("registration", "coded", None),
        ("max_sanction", "coded", "EU"),
    ]
    assert body["results"][1] == {
        "jurisdiction": "FR",
        "indicator": "buying",
        "core": True,
        "state": "coded",
        "coding": "FR.buying.2016-04-15",
        "inherited_from": None,
        "support": "primary",
        "confidence": "high",
        "verified_on": "2026-11-20",
        "since": "2016-04-15",
        "searched": None,
    }


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("verified_before=2026-11-20", 6),
        ("verified_before=2026-11-19", 0),
        ("support=primary", 6),
        ("support=one_secondary", 0),
        ("confidence=high", 6),
        ("core=false", 1),
        ("indicator=buying", 1),
        ("state=not_coded&as_of=1990-01-01", 6),
        ("state=coded&as_of=1990-01-01", 0),
    ],
)
def test_coverage_is_filtered(client: Client, query: str, count: int) -> None:
    assert get(client, f"coverage/?{query}")[1]["count"] == count


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("search/?query=x", "query"),
        ("search/?q=x&kind=laws", "kind"),
        ("search/?q=x&lang=de", "lang"),
        ("search/?q=x&jurisdiction=XX", "jurisdiction"),
        ("coverage/?state=maybe", "state"),
        ("coverage/?verified_before=soon", "verified_before"),
        ("coverage/?limit=0", "limit"),
        ("coverage/?foo=1", "foo"),
        ("reforms/?from=2020-01-01&to=2019-01-01", "to"),
        ("reforms/?from=any", "from"),
        ("reforms/?kind=lost", "kind"),
        ("reforms/?as_of=2019-06-04", "as_of"),
    ],
)
def test_what_cannot_be_is_named(client: Client, path: str, parameter: str) -> None:
    status, body = get(client, path)
    assert (status, body["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("search/?q=vivastreet", 4),  # the search, the texts of the hits; the version twice
        ("coverage/", 5),  # codings in force, indicators, jurisdictions; the version twice
        ("coverage/?state=not_coded&as_of=1990-01-01", 5),
        ("reforms/?from=2000-01-01", 7),  # in force, provisions, citations, jurisdictions, spells; the version twice
        ("reforms/?from=1999-01-01", 7),
    ],
)
def test_the_number_of_queries_does_not_grow(client: Client, path: str, expected: int) -> None:
    with CaptureQueriesContext(connection) as captured:
        client.get(f"/api/v1/{path}")
    assert len(captured) == expected
