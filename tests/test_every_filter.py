"""Every filter of every list: the API, the page and a plain loop agree; each facet counts what its filter finds.

The query strings are drawn at random, from the words that the filters themselves know.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from countries import models as m
from countries.api.serializers.base import members
from countries.api.urls import ENDPOINTS
from countries.filters import SearchFilters, StrictFilterSet
from countries.filters.fields import ANY, AsOfField, BoundField, ManyField, OneField, TextField, YesNoField
from countries.filters.panel import YearField
from countries.releases.formats import FORMULA_STARTS
from tests import naive, world
from tests.test_api_lists import more

pytestmark = pytest.mark.django_db
DAYS = ["1999-01-01", "2002-01-01", "2016-04-14", "2016-04-15", "2017-07-01", "2018-04-06", "2026-11-01", "2030-01-01"]
DATES = ["2001", "2004", "2016-04", "2016-04-15", "2018-04", "2018-04-06", "2019-06-04", "2020", "2026-11-03", "2026"]
TEXTS = ["a", "fr", "FR", "act", "art. 6", "back", "loi", "text", "611", "%", "_", "zzz"]
PAGES = {
    "jurisdictions": "countries",
    "laws": "laws",
    "milestones": "milestones",
    "statements": "report-2019",
    "sources": "sources",
    "changes": "changes",
}
COMPUTED = {"panel", "panel-wide", "coverage", "reforms", "changes/between", "search"}  # each has tests of its own
RARELY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def forget() -> None:
    """Another base has other rows and words."""
    naive.forget()
    fields_of.cache_clear()
    words_of.cache_clear()


@pytest.fixture(scope="module")
def large_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[world.World]:
    """The hand-made world with more of everything, and what a load said of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        base = world.build()
        more(base)
        repealed = world.law("se-old", base.fr_text, status="repealed", themes=["prostitution", "trafficking"])
        world.law_dates(repealed, adopted="1990", in_force="1991", repealed="2016-04-15")
        world.law("de-bill", base.fr_text, status="bill", kind="bill")
        world.change(base.version, "FR.buying.2016-04-15")
        world.change(base.version, "SE.buying.1999-01-01", "removed")
        m.Source.objects.filter(pk="de-text").update(issued=None)
        world.searchable()
        forget()
        yield base
        forget()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def base(large_world: world.World) -> world.World:
    return large_world


@lru_cache(maxsize=None)  # noqa: UP033  not the cache of responses
def fields_of(filterset: type[StrictFilterSet]) -> dict[str, Any]:
    fields: dict[str, Any] = filterset(QueryDict("")).form.fields
    return fields


@lru_cache(maxsize=None)  # noqa: UP033  not the cache of responses
def words_of(filterset: type[StrictFilterSet], name: str) -> list[str]:
    """What the vocabulary of a filter knows, in the world of this module; none where it has no vocabulary."""
    vocabulary = getattr(fields_of(filterset)[name], "vocabulary", None)
    return sorted(vocabulary.labels()) if vocabulary else []


def value_of(draw: Any, field: Any, words: list[str]) -> str:
    """A value that the field knows."""
    if isinstance(field, ManyField):
        return ",".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=3, unique=True)))
    if isinstance(field, OneField):
        return str(draw(st.sampled_from(words)))
    if isinstance(field, YesNoField):
        return str(draw(st.sampled_from(["true", "false"])))
    if isinstance(field, AsOfField):
        return str(draw(st.sampled_from([*DAYS, ANY] if field.allows_any else DAYS)))
    if isinstance(field, YearField):
        return str(draw(st.integers(1999, 2026)))
    assert isinstance(field, BoundField | TextField)
    return str(draw(st.sampled_from(DATES if isinstance(field, BoundField) else TEXTS)))


@st.composite
def asked_of(draw: Any, filterset: type[StrictFilterSet], most: int = 4) -> naive.Asked:
    """Some filters of the list with values that they know."""
    fields = fields_of(filterset)
    names = draw(st.lists(st.sampled_from(sorted(set(fields) - {"updated_since"})), max_size=most, unique=True))
    if "q" in fields and filterset is SearchFilters:
        names = ["q", *(name for name in names if name != "q")]
    return {name: value_of(draw, fields[name], words_of(filterset, name)) for name in names}


def get(path: str, query: str) -> Any:
    response: Any = Client().get(f"{path}?{query}" if query else path)
    assert response.status_code in {200, 400}, response.content
    return response


def page_keys(name: str, query: str) -> list[str]:
    """The keys of the rows on all pages of the list's page."""
    found, number = list[str](), 1
    while True:
        cache.clear()  # a response that was kept has no context
        response = get(f"/en/{PAGES[name]}/", query + (f"{'&' if query else ''}page={number}" if number > 1 else ""))
        assert response.status_code == 200
        page = response.context["listing"].page
        found += [naive.key_of(row) for row in page]
        if not page.has_next():
            return sorted(found)
        number += 1


@pytest.mark.parametrize("name", naive.LISTS)
@RARELY
@given(data=st.data())
def test_the_list_the_page_and_a_plain_loop_hold_the_same_rows(name: str, data: st.DataObject) -> None:
    asked = data.draw(asked_of(ENDPOINTS[name].filterset_class))
    query = urlencode(asked, safe=",:")
    whole = f"limit=1000&fields={','.join(naive.sent_members(name))}"
    response = get(f"/api/v1/{name}/", f"{whole}&{query}" if query else whole)
    if response.status_code == 400:
        assert response.json()["parameter"] in {"model", "from_model", "to_model", "value"}, (asked, response.json())
        event("refused")
        assert name not in PAGES or get(f"/en/{PAGES[name]}/", query).status_code == 400
        return
    rows = sorted(naive.sent_key(name, row) for row in response.json()["results"])
    event("some" if rows else "none")
    assert rows == naive.kept(name, asked), asked
    assert response.json()["count"] == len(rows) == len(set(rows))
    if name in PAGES:
        assert page_keys(name, query) == rows, asked


def test_every_list_with_a_filterset_is_compared() -> None:
    assert set(naive.LISTS) == set(ENDPOINTS) - COMPUTED


FACETED = [name for name in ENDPOINTS if ENDPOINTS[name](action="list").facet_words()]


@pytest.mark.parametrize("name", FACETED)
@RARELY
@given(data=st.data())
def test_a_facet_counts_what_its_filter_finds(name: str, data: st.DataObject) -> None:
    """Of each value: as many as the list counts with the filter set to it alone and the others as they are."""
    endpoint = ENDPOINTS[name]
    facet = data.draw(st.sampled_from(endpoint(action="list").facet_words()))
    asked = data.draw(asked_of(endpoint.filterset_class, 3))
    shape = {"limit": 1, "fields": members(endpoint.record)[0]}
    response = get(f"/api/v1/{name}/", urlencode({**asked, "facets": facet, **shape}, safe=",:"))
    if response.status_code == 400:
        event("refused")
        return
    counted = {value["value"]: value for value in response.json()["facets"][facet]}
    assert [value["count"] for value in counted.values()] == sorted(
        (value["count"] for value in counted.values()), reverse=True
    )
    words = words_of(endpoint.filterset_class, facet) or ["true", "false"]
    if facet == "value":
        words = [word for word in words if ":" in word]
    assert set(counted) <= set(words)
    sample = data.draw(st.lists(st.sampled_from(words), max_size=3)) + data.draw(
        st.lists(st.sampled_from(sorted(counted)), max_size=3) if counted else st.just([])
    )
    for word in sample:
        alone = get(f"/api/v1/{name}/", urlencode({**asked, facet: word, **shape}, safe=",:"))
        if alone.status_code == 400:
            event("alone refused")
            continue
        assert alone.json()["count"] == counted.get(word, {"count": 0})["count"], (asked, facet, word)


# The formats

TABLES = sorted(set(ENDPOINTS) - {"changes/between", "reforms", "search"})


def in_json(row: Any, column: str) -> Any:
    """What the JSON record holds at a column of the table, as a cell."""
    if column in row:
        return as_cell(row[column], column)
    if column[-3:] in {"_en", "_fr"} and column[:-3] in row:
        text = row[column[:-3]]
        return as_cell(text and text[column[-2:]], column)
    if column in row.get("values", {}):
        return row["values"][column]
    name = next(name for name in row if column.startswith(f"{name}_"))
    return None if row[name] is None else in_json(row[name], column.removeprefix(f"{name}_"))


def as_cell(value: Any, column: str) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict) and "id" in value[0]:
        return "; ".join(item["id"] for item in value)
    if isinstance(value, list) and (not value or isinstance(value[0], str)):
        return "; ".join(value)
    if isinstance(value, list | dict):
        return value
    return value


def same(cell: Any, expected: Any, *, text: bool) -> bool:
    """Whether the cell of a file holds what the JSON holds; in CSV everything is text."""
    if expected is None or expected in ("", {}):
        return cell in {None, ""}
    if isinstance(expected, list | dict):
        return bool(json.loads(cell) == expected)
    if text:
        written = str(expected).lower() if isinstance(expected, bool) else str(expected)
        return bool(cell == (f"'{written}" if written.startswith(FORMULA_STARTS) else written))
    return bool(cell == expected and isinstance(cell, bool) == isinstance(expected, bool))


@pytest.mark.parametrize("name", TABLES)
@settings(RARELY, max_examples=15)
@given(data=st.data())
def test_json_csv_and_spreadsheet_hold_the_same_cells(name: str, data: st.DataObject) -> None:
    asked = data.draw(asked_of(ENDPOINTS[name].filterset_class, 2))
    asked |= {
        "ordering": data.draw(st.sampled_from([s + o for o in ENDPOINTS[name].ordering_fields for s in ("", "-")]))
    }
    asked |= {"year": "2016,2026"} if name.startswith("panel") else {}
    query = urlencode(asked, safe=",:")
    listed = get(f"/api/v1/{name}/", f"{query}&limit=1000")
    if listed.status_code == 400:
        event("refused")
        return
    rows = listed.json()["results"]
    lines = list(csv.reader(io.StringIO(get(f"/api/v1/{name}.csv", query).getvalue().decode(), newline="")))
    book = load_workbook(io.BytesIO(get(f"/api/v1/{name}.xlsx", query).getvalue()))
    sheet = [list(line) for line in book[name].values]
    header = lines[0]
    assert (sheet[0], len(lines) - 1, len(sheet) - 1) == (header, len(rows), len(rows))
    for row, line, cells in zip(rows, lines[1:], sheet[1:], strict=True):
        expected = [in_json(row, column) for column in header]
        assert all(same(cell, value, text=True) for cell, value in zip(line, expected, strict=True)), (line, expected)
        assert all(same(cell, value, text=False) for cell, value in zip(cells, expected, strict=True)), (
            cells,
            expected,
        )
    twin = get(f"/api/v1/{name}.metadata.json", query).json()
    assert ([field["name"] for field in twin["schema"]["fields"]], twin["rows"]) == (header, len(rows))
