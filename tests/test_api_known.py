"""`known_at`: an earlier version answers as it did when it was the newest, and nothing is silently ignored."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from countries import filters as f
from countries import models as m
from tests import world

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = "2026.11.1", "2026.11.2", "2026.12.1"
DAYS = ("1999-01-01", "2016-04-14", "2016-04-15", "2026-11-01", "any")
Answers = dict[str, Any]


def loaded(name: str, day: dt.date) -> m.DataVersion:
    """A version with the state of the base kept as it knew it."""
    version = m.DataVersion.objects.filter(version=name).first() or world.version(name)
    version.loaded_at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    version.save()
    world.derive()
    world.keep(version)
    return version


def change_the_law() -> None:
    """The buyer's offence begins earlier, without a penalty; Germany is no longer coded; Sweden's is sure."""
    m.Coding.objects.get(pk="FR.buying.1999-01-01").delete()
    m.Coding.objects.filter(pk="FR.buying.2016-04-15").update(
        valid_from="2016-04-14", penalty_kind="", penalty_fine=None, penalty_currency="", penalty_year=None
    )
    m.Coding.objects.filter(jurisdiction="DE").delete()
    m.Coding.objects.filter(pk="SE.buying.1999-01-01").update(confidence="high")


def change_it_back() -> None:
    """Buying in France is as it was first; Nevada is gone, and so is an indicator."""
    m.Coding.objects.filter(pk="FR.buying.2016-04-15").update(valid_from="2016-04-15")
    m.Jurisdiction.objects.get(pk="US-NV").delete()
    m.Coding.objects.filter(indicator="registration").delete()
    m.Indicator.objects.get(pk="registration").delete()


@pytest.fixture(scope="module")
def history(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, dict[str, Answers]]]:
    """Three versions; what each answered to QUERIES when it was the newest."""
    answers: dict[str, dict[str, Answers]] = {}
    steps: list[tuple[str, dt.date, Callable[[], None]]] = [
        (FIRST, dt.date(2026, 11, 1), lambda: None),
        (SECOND, dt.date(2026, 11, 20), change_the_law),
        (THIRD, dt.date(2026, 11, 21), change_it_back),
    ]
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(JALONS_DATA_VERSION_SECONDS=0):
        world.build()
        cache.clear()
        for name, day, step in steps:
            step()
            loaded(name, day)
            answers[name] = {query: Client().get(f"/api/v1/{query}").json() for query in QUERIES}
        yield answers
        transaction.set_rollback(True)


QUERIES = [
    *(f"codings/?as_of={day}&limit=1000" for day in DAYS),
    *(f"regimes/?as_of={day}&ruleset={name}" for day in DAYS[:-1] for name in ("kb-1", "who-is-criminalised")),
    *(f"spells/?as_of={day}" for day in DAYS),
    "codings/?jurisdiction=FR,SE&ordering=-verified_on,-value&as_of=any&limit=2&page=2",
    "codings/?fields=id,value,penalty&ordering=-indicator,start&as_of=any",
    "codings/?law=fr-loi-2016-444&as_of=any",
    "codings/?source=fr-press&as_of=any",
    "codings/?indicator=buying&value=criminal_offence,permitted&confidence=high,medium",
    "codings/?kind=country&region=Europe&subregion=Northern%20Europe&theme=prostitution&core=true&finding=true",
    "codings/?inherited=true",
    "codings/?inherited=false&scope=subnational,supranational&support=primary",
    "codings/?verified_after=2026-11&verified_before=2026-11-03&as_of=any",
    "codings/?verified_before=2026-10&as_of=any",
    "regimes/?family=abolitionist&model=neo_abolitionist&as_of=2020-01-01",
    "regimes/?kind=subdivision",
    "spells/?start_after=2016-04&start_before=2016&region=Europe&subregion=Western%20Europe",
    "spells/?law=fr-loi-2016-444",
    "spells/?jurisdiction=FR&ruleset=who-is-criminalised&ordering=-start",
]


def test_an_earlier_version_answers_as_it_did(client: Client, history: dict[str, dict[str, Answers]]) -> None:
    for version, answers in history.items():
        for query, then in answers.items():
            now = client.get(f"/api/v1/{query}&known_at={version}").json()
            assert list(now)[:3] == ["data_version", "known_at", "as_of"]
            assert (now.pop("data_version"), now.pop("known_at")) == (THIRD, version)
            for link in ("next", "previous"):
                now[link] = now[link] and now[link].replace(f"&known_at={version}", "")
            assert now == {name: then[name] for name in then if name != "data_version"}, (version, query)
    counts = {version: answers["codings/?as_of=any&limit=1000"]["count"] for version, answers in history.items()}
    assert len(set(counts.values())) == 3


def test_a_day_means_the_newest_version_of_its_end(client: Client, history: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("countries.filters.known.today", lambda: dt.date(2026, 12, 24))
    for day, version in (("2026-11-01", FIRST), ("2026-11-19", FIRST), ("2026-11-20", SECOND), ("2026-12-24", THIRD)):
        assert client.get(f"/api/v1/codings/?known_at={day}").json()["known_at"] == version


@pytest.mark.parametrize("path", ["codings", "regimes", "spells"])
@pytest.mark.parametrize(
    ("word", "detail"),
    [
        ("2026.11.9", "“2026.11.9” is no version of the data."),
        ("2026.9.1", "What was known is kept from version 2026.11.1, of 2026-11-01, on."),
        ("2026-10-31", "What was known is kept from version 2026.11.1, of 2026-11-01, on."),
        ("2026-02-30", "“2026-02-30” is not a date: write YYYY-MM-DD."),
        ("2026-W01-1", "“2026-W01-1” is not a date: write YYYY-MM-DD."),
        ("2999-01-01", "“2999-01-01” has not come yet: nobody knows what will be known then."),
        ("2026-11", "“2026-11” is no version of the data."),
        ("\0", "“\0” is no version of the data."),
        ("x" * 5000, f"“{'x' * 5000}” is no version of the data."),
    ],
)
def test_what_is_no_version_is_refused(client: Client, history: Any, path: str, word: str, detail: str) -> None:
    early = world.version("2026.9.1")
    early.loaded_at = dt.datetime(2026, 10, 2, tzinfo=dt.UTC)
    early.number = 0
    m.DataVersion.objects.filter(version="2026.9.1").delete()
    early.save()
    response = client.get(f"/api/v1/{path}/?{urlencode({'known_at': word})}")
    problem = response.json()
    assert (response.status_code, problem["parameter"], problem["value"]) == (400, "known_at", word[:200])
    assert problem["detail"] == detail


def test_a_version_that_was_meant_is_suggested(client: Client, history: Any) -> None:
    problem = client.get("/api/v1/codings/?known_at=2026.11.01").json()
    assert (problem["allowed"], problem["suggestion"]) == ([THIRD, SECOND, FIRST], FIRST)


def test_the_parameter_is_known_to_lists_alone(client: Client, history: Any) -> None:
    assert client.get("/api/v1/codings/?known_at=").json()["parameter"] == "known_at"
    assert "known_at" not in client.get("/api/v1/codings/").json()
    assert client.get("/api/v1/codings/?knwon_at=2026.11.1").json()["suggestion"] == "known_at"
    for path in ("codings/FR.buying.2016-04-15/", "spells/FR.kb-1.1999-01-01/", "laws/", "compare/"):
        response = client.get(f"/api/v1/{path}?known_at={FIRST}")
        assert (response.status_code, response.json()["type"]) == (400, "/api/v1/docs/#unknown-parameter")


def test_what_is_gone_since_can_still_be_asked_for(client: Client, history: Any) -> None:
    assert f.KnownCodingFilters.parameters()  # which must not make the words of today stay
    for query, keys in (
        ("codings/?jurisdiction=US-NV&indicator=registration,selling", ["US-NV.selling.1999-01-01"]),
        ("codings/?indicator=registration&value=mandatory", ["DE.registration.2017-07-01"]),
        ("spells/?jurisdiction=US-NV", ["US-NV.kb-1.1999-01-01"]),
    ):
        assert client.get(f"/api/v1/{query}").status_code == 400
        found = client.get(f"/api/v1/{query}&known_at={FIRST}").json()
        assert [row["id"] for row in found["results"]] == keys
    refused = client.get(f"/api/v1/codings/?indicator=buying&value=mandatory&known_at={FIRST}").json()
    assert (refused["parameter"], refused["value"]) == ("value", "mandatory")
    refused = client.get(f"/api/v1/codings/?jurisdiction=XX&known_at={FIRST}").json()
    assert (refused["parameter"], refused["allowed"][-1]) == ("jurisdiction", "US-NV")
    for name in ("law", "source"):
        refused = client.get(f"/api/v1/codings/?{name}=nowhere&known_at={FIRST}").json()
        assert (refused["parameter"], refused["value"]) == (name, "nowhere")


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("codings", "updated_since=2026-11-01", "updated_since"),
        ("regimes", "updated_since=2026-11-01", "updated_since"),
        ("regimes", "indicator=buying", "indicator"),
        ("spells", "value=buying:permitted", "value"),
    ],
)
def test_a_filter_that_the_archive_cannot_answer_is_named(
    client: Client, history: Any, path: str, query: str, parameter: str
) -> None:
    response = client.get(f"/api/v1/{path}/?{query}&known_at={FIRST}")
    assert (response.status_code, response.json()["parameter"], response.json()["detail"]) == (
        400,
        parameter,
        "This parameter cannot be combined with known_at.",
    )


def test_what_is_gone_is_known_after_the_filters_were_described(client: Client, history: Any) -> None:
    """A filter keeps the field that it was described with; the archive's words come on top all the same."""
    client.get("/api/v1/schema.json")
    found = client.get(f"/api/v1/codings/?jurisdiction=US-NV&known_at={FIRST}").json()
    assert {row["jurisdiction"] for row in found["results"]} == {"US-NV"}


def test_every_filter_is_answered_or_refused() -> None:
    """None is left to be ignored: each filter of the list has its column in the archive, or is refused."""
    for known, live in (
        (f.KnownCodingFilters, f.CodingFilters),
        (f.KnownRegimeFilters, f.RegimeFilters),
        (f.KnownSpellFilters, f.SpellFilters),
    ):
        assert {*known.columns, *known.lists, *known.own, *known.refused} == {*live.base_filters, "known_at"}


def read(client: Client, path: str) -> tuple[Any, list[list[str]]]:
    response: Any = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    return response, list(csv.reader(io.StringIO(b"".join(response).decode(), newline="")))


def test_files_hold_what_was_known(client: Client, history: Any) -> None:
    response, then = read(client, f"codings.csv?jurisdiction=DE&as_of=any&known_at={FIRST}")
    assert response.headers["Content-Disposition"] == f'attachment; filename="jalons-codings-known-at-{FIRST}.csv"'
    assert [(row[0], row[3]) for row in then[1:]] == [
        ("DE.selling.2017-07-01", "permitted_if_registered"),
        ("DE.buying.2002", "permitted"),
        ("DE.registration.2017-07-01", "mandatory"),
        ("EU.hosting_liability.2000-07-17", "conditional_safe_harbour"),
    ]
    assert [row[0] for row in read(client, "codings.csv?jurisdiction=DE&as_of=any")[1][1:]] == [
        "EU.hosting_liability.2000-07-17"
    ]


@pytest.mark.parametrize("path", ["codings", "regimes", "spells"])
def test_a_file_of_the_newest_version_is_the_file_of_today(client: Client, history: Any, path: str) -> None:
    assert read(client, f"{path}.csv?known_at={THIRD}")[1] == read(client, f"{path}.csv?")[1]
    books = [
        load_workbook(io.BytesIO(client.get(f"/api/v1/{path}.xlsx?{query}").getvalue()))
        for query in (f"known_at={THIRD}", "")
    ]
    then, now = ([[cell.value for cell in row] for row in book[path].iter_rows()] for book in books)
    assert then == now
    assert ("As known at", THIRD) in [tuple(cell.value for cell in row)[:2] for row in books[0]["README"].iter_rows()]


@pytest.mark.parametrize("path", ["codings", "regimes", "spells"])
def test_the_list_costs_the_same_whatever_it_holds(client: Client, history: Any, path: str) -> None:
    """The version of the data, twice; the version asked for; the count; the rows."""
    for query in ("limit=1", "limit=1000"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/api/v1/{path}/?known_at={FIRST}&{query}").status_code == 200
        assert len(queries) == 5, [query["sql"] for query in queries]


FILTERS = {
    "jurisdiction": ["FR", "SE,DE", "EU"],
    "kind": ["country", "union"],
    "region": ["Europe"],
    "subregion": ["Northern Europe"],
    "as_of": DAYS,
    "indicator": ["buying", "selling,brothels"],
    "value": ["permitted", "criminal_offence,conditional_safe_harbour"],
    "theme": ["prostitution", "platform_liability"],
    "core": ["true", "false"],
    "finding": ["true", "false"],
    "scope": ["nationwide", "subnational,predominant"],
    "inherited": ["true", "false"],
    "support": ["primary", "none"],
    "confidence": ["medium", "high,low"],
    "verified_after": ["2026-11-03", "2026-12"],
    "verified_before": ["2026-11-03", "2026-10"],
    "law": ["fr-loi-2016-444", "us-18-usc-1952"],
    "source": ["fr-press", "se-text,eu-text"],
    "ordering": ["-start", "value,-jurisdiction", "end"],
}
ASKED = st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in FILTERS.items()})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(asked=ASKED)
def test_any_filters_find_in_the_archive_what_they_find_in_the_data(
    client: Client, history: Any, asked: dict[str, str]
) -> None:
    query = urlencode(asked)
    now = client.get(f"/api/v1/codings/?{query}").json()
    then = client.get(f"/api/v1/codings/?{query}&known_at={THIRD}").json()
    assert {name: then.get(name) for name in ("count", "results", "detail")} == {
        name: now.get(name) for name in ("count", "results", "detail")
    }
