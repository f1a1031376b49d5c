"""Lists as CSV and as spreadsheets: exactly what is filtered, all of it, and nothing that runs."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from countries import models as m
from countries.api.urls import ENDPOINTS
from countries.api.views import files
from countries.api.views.files import FileEndpoint
from countries.api.views.records import Codings
from countries.releases.formats import FORMULA_STARTS
from tests import world

pytestmark = pytest.mark.django_db
TABLES = [name for name, endpoint in ENDPOINTS.items() if issubclass(endpoint, FileEndpoint)]


@pytest.fixture(autouse=True)
def base() -> world.World:
    return world.build()


def table(client: Client, path: str) -> list[dict[str, str]]:
    response: Any = client.get(f"/api/v1/{path}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response).decode(), newline="")))


def workbook(client: Client, path: str) -> Any:
    """The spreadsheet at the address, and the response it came with."""
    response: Any = client.get(f"/api/v1/{path}")
    assert response.status_code == 200
    return load_workbook(io.BytesIO(b"".join(response))), response


def sheet(book: Any, name: str) -> list[list[Any]]:
    return [list(row) for row in book[name].values]


def test_a_coding_is_one_row(client: Client) -> None:
    assert table(client, "codings.csv?jurisdiction=FR&indicator=buying&as_of=2026-11-01") == [
        {
            "id": "FR.buying.2016-04-15",
            "jurisdiction": "FR",
            "indicator": "buying",
            "value": "criminal_offence",
            "value_label_en": "Criminal offence",
            "value_label_fr": "Criminal offence (fr)",
            "is_finding": "true",
            "scope": "nationwide",
            "inherited_from": "",
            "valid_from": "2016-04-15",
            "valid_to": "",
            "valid_from_type": "exact",
            "start": "2016-04-15",
            "end": "",
            "penalty_kind": "criminal",
            "penalty_min_months": "",
            "penalty_max_months": "",
            "penalty_fine": "1500",
            "penalty_currency": "EUR",
            "penalty_year": "2016",
            "penalty_turnover_percent": "",
            "penalty_wording_en": "Fine of the fifth class",
            "penalty_wording_fr": "Contravention de la cinquième classe",
            "note_en": "First offence.",
            "note_fr": "Première infraction.",
            "confidence": "high",
            "confidence_note_en": "",
            "confidence_note_fr": "",
            "support": "primary",
            "verified_on": "2026-11-03",
            "searched_en": "",
            "searched_fr": "",
            "trigger": "fr-loi-2016-444",
            "provisions": "fr-loi-2016-444/611-1",
            "citations": "fr:fr-text-a; fr:fr-press-a",
        }
    ]


def test_the_headers_say_what_it_is(client: Client) -> None:
    headers = client.get("/api/v1/codings.csv").headers
    assert {name: headers[name] for name in ("Content-Type", "Content-Disposition", "X-Data-Version")} == {
        "Content-Type": "text/csv; charset=utf-8; header=present",
        "Content-Disposition": 'attachment; filename="jalons-codings-2026.11.1.csv"',
        "X-Data-Version": "2026.11.1",
    }


@pytest.mark.parametrize("query", ["", "?jurisdiction=FR,SE", "?as_of=any&ordering=-start", "?inherited=true"])
def test_it_holds_the_same_records_in_the_same_order_as_the_list(client: Client, query: str) -> None:
    listed = client.get(f"/api/v1/codings/{query}").json()
    rows = table(client, f"codings.csv{query}")
    assert [(row["jurisdiction"], row["id"]) for row in rows] == [
        (row["jurisdiction"], row["id"]) for row in listed["results"]
    ]
    assert len(rows) == listed["count"]


@pytest.mark.parametrize("name", TABLES)
def test_every_list_can_be_had_as_a_table(client: Client, name: str, base: world.World) -> None:
    world.change(base.version, "FR.buying.2016-04-15")
    query = "?from=2000-01-01" if name == "reforms" else ""
    listed = client.get(f"/api/v1/{name}/{query}").json()
    assert len(table(client, f"{name}.csv{query}")) == listed["count"] > 0


def test_nested_records_and_lists(client: Client) -> None:
    (row,) = table(client, "statements.csv?fields=id,topics,qualification,jurisdictions")
    assert row == {
        "id": "14",
        "topics": "milestones",
        "jurisdictions": "US",
        "qualification_text_en": "It was seized.",
        "qualification_text_fr": "It was seized. (fr)",
        "qualification_citations": "fr:fr-press-a",
    }
    (law,) = table(client, "laws.csv?law=fr-loi-2016-444&fields=id,identifiers,dates")
    assert law == {
        "id": "fr-loi-2016-444",
        **{f"identifiers_{name}": "" for name in ("eli", "celex", "ecli", "akn", "neutral", "local")},
        "dates": '[{"kind": "adopted", "date": "2016-04-06"}, {"kind": "in_force", "date": "2016-04-15"}]',
    }


def test_a_statement_without_a_qualification_has_empty_cells(client: Client, base: world.World) -> None:
    world.statement("15", [base.fr_press])
    rows = table(client, "statements.csv?fields=id,qualification")
    assert [row["qualification_text_en"] for row in rows] == ["It was seized.", ""]


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_text_that_a_spreadsheet_would_run_is_neutralised(client: Client, start: str) -> None:
    m.Jurisdiction.objects.filter(pk="FR").update(name_en=f"{start}cmd|' /C calc'!A0")
    (row,) = table(client, "jurisdictions.csv?jurisdiction=FR&fields=name")
    assert row["name_en"] == f"'{start}cmd|' /C calc'!A0"
    book, _ = workbook(client, "jurisdictions.xlsx?jurisdiction=FR&fields=name")
    cell = book["jurisdictions"]["A2"]
    assert (cell.value.replace("\r", "\n"), cell.data_type) == (f"{start}cmd|' /C calc'!A0".replace("\r", "\n"), "s")


def test_what_no_spreadsheet_can_hold_is_left_out(client: Client) -> None:
    m.Jurisdiction.objects.filter(pk="FR").update(name_en="Fr\x07ance")
    book, _ = workbook(client, "jurisdictions.xlsx?jurisdiction=FR&fields=name")
    assert book["jurisdictions"]["A2"].value == "France"


def test_a_file_costs_the_same_however_long_it_is(client: Client, base: world.World) -> None:
    """The version of the data twice, the rows, provisions, their laws, evidence."""

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            table(client, "codings.csv")
        return len(captured)

    short = queries()
    world.coding("SE", "hosting_liability", "no_specific_rule", "1999-01-01", [base.fr_text, base.fr_press])
    world.derive()
    assert (short, queries()) == (6, 6)


def test_a_spreadsheet_says_what_it_is_of(client: Client) -> None:
    address = "codings.xlsx?jurisdiction=FR,SE&indicator=buying&as_of=2026-11-01&fields=id,value_label,confidence"
    book, response = workbook(client, address)
    assert response.headers["Content-Disposition"] == 'attachment; filename="jalons-codings-2026.11.1.xlsx"'
    nothing = [None] * 2
    assert sheet(book, "README") == [
        ["Jalons", "codings", None, *nothing],
        ["description", str(Codings.__doc__), None, *nothing],
        ["data_version", "2026.11.1", None, *nothing],
        ["as_of", "2026-11-01", None, *nothing],
        ["url", f"http://testserver/api/v1/{address}", None, *nothing],
        ["Jurisdiction", "France, Sweden", None, *nothing],
        ["As of", "Nov. 1, 2026", None, *nothing],
        ["Indicator", "Buying", None, *nothing],
        ["rows", 2, None, *nothing],
        ["licence", "Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/", *nothing],
        [None] * 5,
        ["column", "type", "description", "unit", "vocabulary"],
        ["id", "string", "Of the coding; where it is inherited, the one made for `inherited_from`.", *nothing],
        ["value_label_en", "string", "The answer in words, in English.", *nothing],
        ["value_label_fr", "string", "The answer in words, in French.", *nothing],
        ["confidence", "string", "How sure the coding is.", None, "see the sheet codebook"],
    ]
    assert sheet(book, "codings") == [
        ["id", "value_label_en", "value_label_fr", "confidence"],
        ["FR.buying.2016-04-15", "Criminal offence", "Criminal offence (fr)", "high"],
        ["SE.buying.1999-01-01", "Criminal offence", "Criminal offence (fr)", "medium"],
    ]
    words = ("High", "Medium", "Low"), ("élevée", "moyenne", "faible")
    assert sheet(book, "codebook") == [
        ["column", "indicator", "word", "label_en", "label_fr", "definition_en", "definition_fr"],
        *(
            ["confidence", None, english.lower(), f"{english} confidence", f"Confiance {french}", None, None]
            for english, french in zip(*words, strict=True)
        ),
    ]


def test_the_codebook_of_a_spreadsheet_explains_what_is_coded(client: Client) -> None:
    book, _ = workbook(client, "codings.xlsx?fields=indicator,value")
    rows = [row[:4] for row in sheet(book, "codebook")]
    assert rows[1] == ["indicator", None, "selling", "Selling"]
    assert rows[2] == ["value", "selling", "criminal_offence", "Criminal offence"]
    assert len(rows) == 1 + m.Indicator.objects.count() + m.IndicatorValue.objects.count()


def test_a_spreadsheet_has_an_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_IN_A_SHEET", 5)
    response = client.get("/api/v1/jurisdictions.xlsx")
    assert (response.status_code, response.json()["detail"]) == (
        400,
        "A spreadsheet holds at most 5 records here: narrow the list, or take it as CSV.",
    )
    assert len(sheet(workbook(client, "jurisdictions.xlsx?kind=country")[0], "jurisdictions")) == 5


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(("query", "parameter"), [("x=1", "x"), ("page=1", "page"), ("limit=5", "limit")])
def test_what_a_file_does_not_take_is_refused(client: Client, ending: str, query: str, parameter: str) -> None:
    response = client.get(f"/api/v1/codings.{ending}?{query}")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_can_be_revalidated(client: Client, ending: str) -> None:
    """It is too large to hash: its ETag says what it follows from, and a 304 costs one query, the version's."""
    address = f"/api/v1/codings.{ending}?indicator=buying&jurisdiction=FR"
    first: Any = client.get(address)
    body, mark = b"".join(first), first.headers["ETag"]
    assert {name: first.headers[name] for name in ("Cache-Control", "X-Data-Version")} == {
        "Cache-Control": "public, max-age=0, must-revalidate",
        "X-Data-Version": "2026.11.1",
    }
    with CaptureQueriesContext(connection) as captured:
        again = client.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.content, again.headers["ETag"], len(captured)) == (304, b"", mark, 1)
    turned: Any = client.get(f"/api/v1/codings.{ending}?jurisdiction=FR&indicator=buying")
    assert (b"".join(turned) == body or ending == "xlsx", turned.headers["ETag"]) == (True, mark)
    other: Any = client.get(f"/api/v1/codings.{ending}?indicator=buying", headers={"If-None-Match": mark})
    assert (other.status_code, b"".join(other) == body) == (200, False)
    world.version("2026.11.2")
    renewed: Any = client.get(address, headers={"If-None-Match": mark})
    assert (renewed.status_code, b"".join(renewed) == body) == (200, ending == "csv")


def test_the_head_of_a_file(client: Client) -> None:
    for ending in ("csv", "xlsx"):
        got: Any = client.get(f"/api/v1/codings.{ending}")
        head: Any = client.head(f"/api/v1/codings.{ending}")
        assert (b"".join(head), len(b"".join(got)) > 1000) == (b"", True)
        assert {**head.headers} == {**got.headers}


def test_a_file_is_no_other_format(client: Client) -> None:
    response = client.get("/api/v1/codings.csv", headers={"Accept": "application/json"})
    assert (response.status_code, response.headers["Content-Type"]) == (406, "application/problem+json")
    assert client.get("/api/v1/codings.csv", headers={"Accept": "text/csv"}).status_code == 200


def test_what_options_answers_is_no_file(client: Client) -> None:
    for ending in ("csv", "xlsx", "metadata.json"):
        response = client.options(f"/api/v1/codings.{ending}")
        assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
