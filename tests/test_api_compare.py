"""Jurisdictions side by side: in the query, and as the API tells it."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base(world_of_module: world.World) -> world.World:
    return world_of_module


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
            "then": None,
            "ruleset": "kb-1",
            "clusters": [["FR", "US-NV"]],
            "agreements": [{"jurisdictions": ["FR", "US-NV"], "same": 1, "compared": 1}],
            "changes": [],
            "restated": [],
            "regime_changes": [],
            "revision": None,
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
        "changed": False,
    }
    listed = client.get("/api/v1/codings/?jurisdiction=FR,US-NV&indicator=buying&as_of=2026-11-23").json()
    assert cells == [
        {
            "jurisdiction": coding["jurisdiction"],
            "value": "criminal_offence",
            "coding": coding,
            "value_then": None,
            "coding_then": None,
            "changed": False,
        }
        for coding in listed["results"]
    ]


def test_two_days_tell_what_changed_and_by_which_law(client: Client) -> None:
    _, body = get(client, "j=FR,SE&as_of=2015-01-01&and=2019-06-04&only=changes")
    change = {
        "indicator": "buying",
        "jurisdiction": "FR",
        "date": "2016-04-15",
        "before": "permitted",
        "after": "criminal_offence",
        "coding_before": "FR.buying.1999-01-01",
        "coding_after": "FR.buying.2016-04-15",
        "laws": ["fr-loi-2016-444"],
    }
    regime = {
        "jurisdiction": "FR",
        "date": "2016-04-15",
        "before": "abolitionist",
        "after": "neo_abolitionist",
        "trigger": "fr-loi-2016-444",
    }
    assert (body["then"], body["changes"], body["regime_changes"]) == ("2019-06-04", [change], [regime])
    assert [
        (row["indicator"], [(c["value"], c["value_then"], c["changed"]) for c in row["cells"]]) for row in body["rows"]
    ] == [("buying", [("permitted", "criminal_offence", True), ("criminal_offence", "criminal_offence", False)])]
    assert [(c["regime"]["model"], c["regime_then"]["model"]) for c in body["columns"]] == [
        ("abolitionist", "neo_abolitionist"),
        ("neo_abolitionist", "neo_abolitionist"),
    ]


def test_one_jurisdiction_is_enough_on_two_days(client: Client) -> None:
    status, body = get(client, "j=FR&as_of=2015-01-01&and=2019-06-04")
    assert (status, [change["indicator"] for change in body["changes"]]) == (200, ["buying"])


def test_only_differences_leaves_the_other_rows_out(client: Client) -> None:
    _, body = get(client, "j=FR,SE,DE&only=differences&core=true")
    assert [row["indicator"] for row in body["rows"]] == ["selling", "buying", "registration"]


@pytest.mark.parametrize("query", ["j=FR,SE", "j=FR,SE,DE,US,US-NV,EU", "j=FR,SE,DE,US,US-NV,EU&and=2010-01-01"])
def test_it_costs_the_same_for_any_number_of_columns(
    client: Client, query: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(8):  # version for the cache and in the body, places, questions, and four to compare
        assert get(client, query)[0] == 200


def test_fifty_columns_cost_as_much_as_two(client: Client, django_assert_num_queries: Any) -> None:
    codes = [f"US-{first}{second}" for first in "ABCDEFG" for second in "ABCDEFGH"][:48]
    for code in codes:
        world.jurisdiction(code, "subdivision", parent_id="US", name_en=code, name_fr=code)
    world.derive()
    asked = ",".join(["FR", "SE", *codes])
    with django_assert_num_queries(8):
        _, body = get(client, f"j={asked}&and=2010-01-01")
    assert [len(row["cells"]) for row in body["rows"]] == [50] * 6
    assert len(body["agreements"]) == 50 * 49 // 2
    assert [group for group in body["clusters"] if len(group) > 1] == [["FR", "SE"]]
    status, refused = get(client, f"j={asked},DE")
    assert (status, refused["detail"]) == (400, "Name at most 50 jurisdictions.")


def table(client: Client, query: str) -> list[dict[str, str]]:
    response: Any = client.get(f"/api/v1/compare.csv?{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "text/csv; charset=utf-8; header=present")
    assert response["Content-Disposition"] == 'attachment; filename="jalons-compare-2026.11.1.csv"'
    return list(csv.DictReader(io.StringIO(b"".join(response).decode(), newline="")))


def test_the_table_has_a_row_a_question_a_jurisdiction_and_a_day(client: Client) -> None:
    rows = table(client, "j=FR,DE&indicator=buying,brothels&as_of=2015-01-01&and=2019-06-04")
    assert [
        (r["as_of"], r["indicator"], r["jurisdiction"], r["value"], r["differs"], r["changed"], r["coding_valid_from"])
        for r in rows
    ] == [
        ("2015-01-01", "buying", "FR", "permitted", "false", "true", "1999-01-01"),
        ("2019-06-04", "buying", "FR", "criminal_offence", "true", "true", "2016-04-15"),
        ("2015-01-01", "buying", "DE", "permitted", "false", "false", "2002"),
        ("2019-06-04", "buying", "DE", "permitted", "true", "false", "2002"),
        ("2015-01-01", "brothels", "FR", "criminal_offence", "false", "false", "1999-01-01"),
        ("2019-06-04", "brothels", "FR", "criminal_offence", "false", "false", "1999-01-01"),
        ("2015-01-01", "brothels", "DE", "not_coded", "false", "false", ""),
        ("2019-06-04", "brothels", "DE", "not_coded", "false", "false", ""),
    ]
    assert {name: rows[1][name] for name in rows[1] if name.startswith("citation_") or "penalty_w" in name} == {
        "coding_penalty_wording_en": "Fine of the fifth class",
        "coding_penalty_wording_fr": "Contravention de la cinquième classe",
        "citation_id": "fr:fr-text-a",
        "citation_source_id": "fr-text",
        "citation_source_title": "Text fr-text",
        "citation_source_kind": "primary_law",
        "citation_source_publisher": "Journal officiel",
        "citation_source_url": "https://law.example/fr-text",
        "citation_source_lang": "fr",
        "citation_source_issued": "2016-04",
        "citation_pinpoint": "art. 1",
        "citation_quote": "Citation de fr-text",
        "citation_lang": "fr",
        "citation_translation_en": "Quotation from fr-text",
        "citation_translation_fr": "",
        "citation_seen_on": "2026-11-02",
        "citation_seen_as": "original",
    }


def test_the_spreadsheet_holds_the_cells_of_the_table_and_nothing_that_runs(client: Client, base: world.World) -> None:
    world.coding("SE", "hosting_liability", "no_specific_rule", "2001", [base.fr_text], note_en="=1+1", note_fr="+2")
    world.derive()
    query = "j=FR,SE&indicator=hosting_liability&as_of=2019-06-04"
    rows = table(client, query)
    assert [(row["coding_note_en"], row["coding_note_fr"]) for row in rows] == [("", ""), ("'=1+1", "'+2")]
    book = load_workbook(io.BytesIO(b"".join(client.get(f"/api/v1/compare.xlsx?{query}"))))
    names, *cells = book["compare"].iter_rows()
    column = [cell.value for cell in names].index("coding_note_en")
    assert [(row[column].value, row[column].data_type) for row in cells] == [(None, "n"), ("=1+1", "s")]
    written = [["" if cell.value is None else str(cell.value).lower() for cell in row] for row in cells]
    assert written == [[value.lstrip("'").lower() for value in row.values()] for row in rows]


def test_what_is_not_coded_is_null(client: Client) -> None:
    _, body = get(client, "j=FR,DE&indicator=brothels")
    assert [(c["jurisdiction"], c["value"], c["coding"] is None) for c in body["rows"][0]["cells"]] == [
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
        ("j=FR,SE&indicator=byuing", "indicator", "byuing", "“byuing” is not one of the values of this parameter."),
        ("j=FR,SE&core=yes", "core", "yes", "Write true or false."),
        ("j=FR,SE&only=all", "only", "all", "“all” is not one of the values of this parameter."),
        ("j=FR,SE&only=changes", "only", "changes", "Changes are between two days: give a second one as `and`."),
        ("j=FR,SE&version=2026.1.1", "version", "2026.1.1", "“2026.1.1” is no version of the data."),
        ("j=FR&as_of=2019-06-04", "j", "FR", "Name at least two jurisdictions, separated by commas."),
    ],
)
def test_what_cannot_be_compared(client: Client, query: str, parameter: str, value: str, detail: str) -> None:
    status, body = get(client, query)
    assert (status, body["parameter"], body["value"], body["detail"]) == (400, parameter, value, detail)


def near(client: Client, query: str) -> Any:
    response = client.get(f"/api/v1/nearest/?{query}")
    assert response.status_code == 200
    return response.json()


def test_the_nearest_laws_of_one(client: Client) -> None:
    body = near(client, "j=FR&as_of=2026-11-23")
    order, groups = body.pop("order"), body.pop("groups")
    assert (sorted(order), sorted(sorted(group) for group in groups)) == (
        ["DE", "FR", "SE", "US-NV"],
        [["DE"], ["FR", "SE"], ["US-NV"]],
    )
    pairs = body.pop("pairs")
    assert body == {
        "data_version": "2026.11.1",
        "as_of": "2026-11-23",
        "indicators": ["selling", "buying", "brothels", "procuring", "registration"],
        "least": 3,
        "left_out": ["EU", "US"],
    }
    assert pairs[:2] == [
        {
            "jurisdictions": ["FR", "SE"],
            "same": 4,
            "compared": 4,
            "distance": 0.0,
            "ranked": True,
            "differences": [],
        },
        {
            "jurisdictions": ["FR", "US-NV"],
            "same": 1,
            "compared": 3,
            "distance": 0.6667,
            "ranked": True,
            "differences": [
                {"indicator": "selling", "value": "permitted", "other": "permitted_if_registered"},
                {"indicator": "brothels", "value": "criminal_offence", "other": "licensed"},
            ],
        },
    ]
    assert [(pair["jurisdictions"][1], pair["ranked"], pair["distance"]) for pair in pairs[2:]] == [
        ("DE", True, 1.0),
        ("US", False, 0.5),
        ("EU", False, None),
    ]


def test_every_pair_is_there_once_and_the_page_agrees(client: Client) -> None:
    body = near(client, "as_of=2026-11-23&theme=prostitution,platform_liability")
    pairs = [frozenset(pair["jurisdictions"]) for pair in body["pairs"]]
    assert (len(pairs), len(set(pairs))) == (15, 15)
    html = client.get("/en/nearest/?as_of=2026-11-23&theme=prostitution,platform_liability").content.decode()
    drawn = re.findall(r'href="../compare/\?j=([A-Z-]+),([A-Z-]+)&amp;[^"]+">(\d+)</a>', html)
    told = {(*pair["jurisdictions"],): round((1 - pair["distance"]) * 100) for pair in body["pairs"] if pair["ranked"]}
    both = told | {(two, one): share for (one, two), share in told.items()}
    assert {(one, two): int(share) for one, two, share in drawn} == both


def test_the_profile_names_the_same_neighbours(client: Client) -> None:
    pairs = [pair for pair in near(client, "j=FR&as_of=2026-11-23")["pairs"] if pair["ranked"]]
    html = client.get("/en/countries/fr/?as_of=2026-11-23").content.decode()
    shown = re.findall(r'/en/compare/\?j=FR,([A-Z-]+)&amp;as_of=2026-11-23">[^<]+</a> <span[^>]*>(\d+) of (\d+)<', html)
    assert shown == [(pair["jurisdictions"][1], str(pair["same"]), str(pair["compared"])) for pair in pairs]


def test_the_pairs_as_a_table(client: Client) -> None:
    response: Any = client.get(
        "/api/v1/nearest.csv?j=FR&as_of=2026-11-23&fields=jurisdiction,other,distance,ranked,parted_by"
    )
    assert b"".join(response).decode().splitlines() == [
        "jurisdiction,other,distance,ranked,parted_by",
        "FR,SE,0,true,",
        "FR,US-NV,0.6667,true,selling; brothels",
        "FR,DE,1,true,selling; buying; registration",
        "FR,US,0.5,false,selling",
        "FR,EU,,false,",
    ]


def test_the_nearest_laws_cost_the_same_for_one_and_for_all(client: Client, django_assert_num_queries: Any) -> None:
    for query in ("j=FR", "", "theme=platform_liability"):
        with django_assert_num_queries(5):  # version for the cache and in the body, places, questions, answers
            near(client, query)
