"""Jurisdictions side by side: in the query, and as the API tells it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from countries import models as m
from countries.queries.compare import Agreement, Comparison, compare
from tests import world

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def base(world_of_module: world.World) -> world.World:
    return world_of_module


def answers(comparison: Comparison) -> dict[str, tuple[str, ...]]:
    return {row.indicator.code: row.answers for row in comparison.rows}


def test_every_answer_in_the_order_of_the_columns() -> None:
    found = compare(["SE", "FR", "DE"], DAY)
    assert answers(found) == {
        "selling": ("permitted", "permitted", "permitted_if_registered"),
        "buying": ("criminal_offence", "criminal_offence", "permitted"),
        "brothels": ("criminal_offence", "criminal_offence", "not_coded"),
        "procuring": ("criminal_offence", "criminal_offence", "not_coded"),
        "registration": ("not_found", "none", "mandatory"),
        "hosting_liability": ("conditional_safe_harbour",) * 3,
    }
    assert [column.jurisdiction.code for column in found.columns] == ["SE", "FR", "DE"]
    assert [column.regime.model if column.regime else None for column in found.columns] == [
        "neo_abolitionist",
        "neo_abolitionist",
        "regulationist",
    ]


def test_rows_say_whether_they_differ_and_whether_they_are_complete() -> None:
    rows = {row.indicator.code: (row.differs, row.complete) for row in compare(["FR", "DE"], DAY).rows}
    assert rows == {
        "selling": (True, True),
        "buying": (True, True),
        "brothels": (False, False),
        "procuring": (False, False),
        "registration": (True, True),
        "hosting_liability": (False, True),
    }


def test_the_day_decides() -> None:
    before = compare(["FR", "SE"], dt.date(2016, 4, 14), indicators=["buying"])
    after = compare(["FR", "SE"], dt.date(2016, 4, 15), indicators=["buying"])
    assert (answers(before), answers(after)) == (
        {"buying": ("permitted", "criminal_offence")},
        {"buying": ("criminal_offence", "criminal_offence")},
    )


def test_clusters_are_those_who_answer_alike_on_every_row() -> None:
    alike = compare(["FR", "DE", "SE", "US"], DAY, indicators=["selling", "buying"])
    assert alike.clusters == (("FR", "SE"), ("DE",), ("US",))
    assert compare(["FR", "SE"], DAY).clusters == (("FR",), ("SE",))


def test_agreements_count_what_is_coded_for_both() -> None:
    assert compare(["FR", "SE", "DE"], DAY).agreements == (
        Agreement(("FR", "SE"), 5, 5),
        Agreement(("FR", "DE"), 1, 4),
        Agreement(("SE", "DE"), 1, 3),
    )


def test_inherited_answers_count() -> None:
    (row,) = compare(["US-NV", "US"], DAY, indicators=["buying"]).rows
    assert [(cell.value, cell.coding.inherited_from_id if cell.coding else "") for cell in row.cells] == [
        ("criminal_offence", "US"),
        ("criminal_offence", None),
    ]


def test_the_ruleset_decides_the_regimes() -> None:
    found = compare(["FR", "DE"], DAY, ruleset="who-is-criminalised")
    assert [column.regime.model if column.regime else None for column in found.columns] == [
        "buyer_third_parties",
        "unclassified",
    ]


def test_themes_group_the_rows() -> None:
    themes = compare(["FR", "SE"], DAY).themes
    assert {theme: [row.indicator.code for row in rows] for theme, rows in themes.items()} == {
        "prostitution": ["selling", "buying", "brothels", "procuring", "registration"],
        "platform_liability": ["hosting_liability"],
    }


@pytest.mark.parametrize("codes", [["FR", "SE"], ["FR", "SE", "DE", "US", "US-NV", "EU"]])
def test_the_cost_does_not_depend_on_the_number_of_columns(codes: list[str]) -> None:
    """Jurisdictions, codings in force, provisions, their laws, evidence, regimes, indicators."""
    with CaptureQueriesContext(connection) as captured:
        found = compare(codes, DAY)
        evidence = [cell.coding.coding.evidence for row in found.rows for cell in row.cells if cell.coding]  # type: ignore[attr-defined]
    assert len(captured) == 7
    assert len(evidence) == m.CodingInForce.objects.as_of(DAY).filter(jurisdiction__in=codes).count()


def get(client: Client, query: str) -> tuple[int, Any]:
    response = client.get(f"/api/v1/compare/?{query}")
    return response.status_code, response.json()


def test_the_payload(client: Client) -> None:
    status, body = get(client, "j=FR,US-NV&as_of=2026-11-23&indicator=buying")
    (row,) = body.pop("rows")
    columns = body.pop("columns")
    assert (status, body) == (
        200,
        {
            "data_version": "2026.11.1",
            "as_of": "2026-11-23",
            "ruleset": "kb-1",
            "clusters": [["FR", "US-NV"]],
            "agreements": [{"jurisdictions": ["FR", "US-NV"], "same": 1, "compared": 1}],
        },
    )
    assert [(column["jurisdiction"], column["name"], column["regime"]["rule"]) for column in columns] == [
        ("FR", {"en": "France", "fr": "France"}, "K4"),
        ("US-NV", {"en": "Nevada", "fr": "Nevada"}, "K3"),
    ]
    cells = row.pop("cells")
    assert row == {
        "indicator": "buying",
        "name": {"en": "Buying", "fr": "Achat"},
        "theme": "prostitution",
        "differs": False,
        "complete": True,
    }
    listed = client.get("/api/v1/codings/?jurisdiction=FR,US-NV&indicator=buying&as_of=2026-11-23").json()
    assert cells == [
        {"jurisdiction": coding["jurisdiction"], "value": "criminal_offence", "coding": coding}
        for coding in listed["results"]
    ]


def test_what_is_not_coded_is_null(client: Client) -> None:
    _, body = get(client, "j=FR,DE&indicator=brothels")
    assert [(cell["jurisdiction"], cell["value"], cell["coding"] is None) for cell in body["rows"][0]["cells"]] == [
        ("FR", "criminal_offence", False),
        ("DE", "not_coded", True),
    ]


def test_a_union_has_no_regime(client: Client) -> None:
    _, body = get(client, "j=EU,FR&theme=platform_liability")
    assert [column["regime"] is None for column in body["columns"]] == [True, False]
    assert [row["indicator"] for row in body["rows"]] == ["hosting_liability"]


@pytest.mark.parametrize(
    ("query", "parameter", "value", "detail"),
    [
        ("", "j", "", "Name at least two jurisdictions, separated by commas."),
        ("j=FR", "j", "FR", "Name at least two jurisdictions, separated by commas."),
        ("j=FR,FR", "j", "FR", "Name at least two jurisdictions, separated by commas."),
        ("j=FR,XX", "j", "XX", "“XX” is not one of the values of this parameter."),
        ("j=FR,SE&as_of=any", "as_of", "any", "“any” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."),
        ("j=FR,SE&theme=x", "theme", "x", "“x” is not one of the values of this parameter."),
    ],
)
def test_what_cannot_be_compared(client: Client, query: str, parameter: str, value: str, detail: str) -> None:
    status, body = get(client, query)
    assert (status, body["parameter"], body["value"], body["detail"]) == (400, parameter, value, detail)
