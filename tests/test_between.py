"""What changed between two versions, as data and as a page."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client

from countries import models as m
from tests import world
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/changes/between/"


@pytest.fixture(autouse=True)
def versions() -> list[m.DataVersion]:
    """Three versions. In the second a coding changes, one is new, and a law goes; the third undoes some of it."""
    made = world.build()
    world.keep(made.version)
    m.Coding.objects.filter(pk="FR.buying.2016-04-15").update(value_id="buying:offence_in_defined_cases")
    m.Coding.objects.filter(pk="SE.selling.1999-01-01").update(**world.words("note", "Of the code.", "Du code."))
    second = world.version("2026.11.2")
    world.derive()
    world.keep(second)
    third = world.version("2026.12.1")
    world.keep(third)
    for version, day in ((second, 25), (third, 26)):
        m.DataVersion.objects.filter(pk=version.pk).update(loaded_at=dt.datetime(2026, 11, day, 9, tzinfo=dt.UTC))
    world.change(made.version, "FR.buying.2016-04-15")
    values = ["buying:criminal_offence", "buying:offence_in_defined_cases"]
    world.change(second, "FR.buying.2016-04-15", "changed", value_id=values, scope=["nationwide", "predominant"])
    world.change(second, "DE.buying.2002")
    world.change(second, "SE.registration.1999-01-01", "removed", id=["SE.registration.1999-01-01", None])
    world.change(third, "FR.buying.2016-04-15", "changed", scope=["predominant", "nationwide"])
    world.change(third, "DE.buying.2002", "removed", id=["DE.buying.2002", None])
    world.change(third, "fr-press", "changed", title=["A", "B"])
    return [made.version, second, third]


def found(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def test_several_changes_are_one_and_what_was_undone_is_none(client: Client) -> None:
    assert found(client, "from=2026.11.1&to=2026.12.1") == {
        "data_version": "2026.12.1",
        "from": "2026.11.1",
        "to": "2026.12.1",
        "count": 3,
        "next": None,
        "previous": None,
        "results": [
            {
                "action": "changed",
                "record_type": "coding",
                "record_id": "FR.buying.2016-04-15",
                "jurisdiction": "FR",
                "changed": {"value_id": ["buying:criminal_offence", "buying:offence_in_defined_cases"]},
            },
            {
                "action": "removed",
                "record_type": "coding",
                "record_id": "SE.registration.1999-01-01",
                "jurisdiction": "SE",
                "changed": {"id": ["SE.registration.1999-01-01", None]},
            },
            {
                "action": "changed",
                "record_type": "source",
                "record_id": "fr-press",
                "jurisdiction": None,
                "changed": {"title": ["A", "B"]},
            },
        ],
    }


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["DE.buying.2002", "FR.buying.2016-04-15", "fr-press"]),
        ("to=2026.11.2", ["DE.buying.2002", "FR.buying.2016-04-15", "SE.registration.1999-01-01"]),
        ("to=2026.11.1", ["FR.buying.2016-04-15"]),
        ("from=2026-11-25&to=2026-11-26", ["DE.buying.2002", "FR.buying.2016-04-15", "fr-press"]),
        ("from=2026.12.1", []),
        ("from=2026.11.1&jurisdiction=FR,DE", ["FR.buying.2016-04-15"]),
        ("from=2026.11.1&record_type=source", ["fr-press"]),
        ("from=2026.11.1&action=removed", ["SE.registration.1999-01-01"]),
        ("from=2026.11.1&action=changed&limit=1&page=2", ["fr-press"]),
    ],
)
def test_it_is_of_the_versions_and_of_what_is_asked_for(client: Client, query: str, ids: list[str]) -> None:
    assert [row["record_id"] for row in found(client, query)["results"]] == ids


@pytest.mark.parametrize("address", [ADDRESS, "/en/changes/between/"])
@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=2026.12.1&to=2026.11.1", "from"),
        ("from=2026.13.1", "from"),
        ("from=2026-10-01", "from"),
        ("to=2999-01-01", "to"),
        ("to=2026-02-30", "to"),
        ("to=%00", "to"),
        ("from=2026.11.1&from=2026.11.2", "from"),
        ("record_type=cod", "record_type"),
        ("jurisdiction=XX", "jurisdiction"),
        ("action=made", "action"),
        ("form=2026.11.1", "form"),
        ("page=x", "page"),
    ],
)
def test_what_cannot_be_is_refused_by_name(client: Client, address: str, query: str, parameter: str) -> None:
    response = client.get(f"{address}?{query}", follow=True)
    if address == ADDRESS:
        assert (response.status_code, response.json()["parameter"]) == (400, parameter)
    elif parameter == "from" and query.count("from") == 2:
        assert response.status_code == 400  # the page joins them by a comma first
    else:
        assert response.status_code == 400
        assert parameter in response.content.decode()


def test_a_version_that_was_meant_is_suggested(client: Client) -> None:
    problem = client.get(f"{ADDRESS}?from=2026.11.01").json()
    assert (problem["suggestion"], problem["allowed"]) == ("2026.11.1", ["2026.12.1", "2026.11.2", "2026.11.1"])


def test_it_can_be_taken_away_and_ordered(client: Client) -> None:
    response: Any = client.get(
        "/api/v1/changes/between.csv?from=2026.11.1&ordering=-record_id&fields=record_id,changed"
    )
    name = 'attachment; filename="jalons-changes-between-2026.12.1.csv"'
    assert response.headers["Content-Disposition"] == name
    assert list(csv.reader(io.StringIO(b"".join(response).decode(), newline=""))) == [
        ["record_id", "changed"],
        ["fr-press", '{"title": ["A", "B"]}'],
        ["SE.registration.1999-01-01", '{"id": ["SE.registration.1999-01-01", null]}'],
        ["FR.buying.2016-04-15", '{"value_id": ["buying:criminal_offence", "buying:offence_in_defined_cases"]}'],
    ]


def test_before_the_first_load_nothing_has_changed(client: Client) -> None:
    m.Change.objects.all().delete()
    m.KnownCoding.objects.all().delete()
    m.KnownRegime.objects.all().delete()
    m.DataVersion.objects.all().delete()
    body = found(client)
    assert (body["from"], body["to"], body["results"]) == (None, None, [])
    assert client.get("/en/changes/between/").status_code == 200


def read(client: Client, path: str) -> Reader:
    response = client.get(path)
    assert response.status_code == 200
    return Reader(response.content.decode())


def test_the_page_shows_answers_then_records(client: Client) -> None:
    text = read(client, "/en/changes/between/?from=2026.11.1&to=2026.12.1").text
    assert "From version 2026.11.1, of 20 November 2026, to version 2026.12.1, of 26 November 2026:" in text
    assert "new records: 0; changed: 2; removed: 1." in text
    assert "France Buying Criminal offence Offence in defined cases" in text
    assert "France Regime three families Abolitionist, the buyer offends Abolitionist" in text
    assert "In 1 more place the answer is the same" in text
    assert "Sweden Selling" in text
    assert "value_id : buying:criminal_offence → buying:offence_in_defined_cases" in text
    assert "DE.buying.2002" not in text


def test_the_page_is_about_a_day(client: Client) -> None:
    page = "/en/changes/between/?from=2026.11.1&to=2026.12.1"
    assert "None: both versions give" not in read(client, page).text
    early = read(client, f"{page}&as_of=1990-01-01").text
    assert "None: both versions give the same answers about this day." in early


def test_the_page_says_where_nothing_was_kept(client: Client) -> None:
    m.DataVersion.objects.filter(version="2026.11.1").update(archived=False)
    assert "has not been kept" in read(client, "/en/changes/between/?from=2026.11.1").text


def test_the_page_keeps_its_versions_when_it_is_filtered_and_cites_them(client: Client) -> None:
    page = read(client, "/en/changes/between/?from=2026.11.1&jurisdiction=FR")
    hidden = [(found["name"], found["value"]) for found in page.all("input", type="hidden")]
    assert ("from", "2026.11.1") in hidden
    assert "/en/changes/between/?from=2026.11.1&jurisdiction=FR&to=2026.12.1" in page.text


def test_the_list_of_changes_leads_there_and_french_is_french(client: Client) -> None:
    assert list(read(client, "/en/changes/").all("a", href="/en/changes/between/"))
    text = read(client, "/fr/changes/between/?from=2026.11.1").text
    assert "De la version 2026.11.1, du 20 novembre 2026, à la version 2026.12.1, du 26 novembre 2026" in text


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize(("path", "number"), [(ADDRESS, 5), ("/en/changes/between/", 12)])
def test_it_costs_the_same_whatever_has_changed(
    client: Client, versions: list[m.DataVersion], path: str, number: int, more: bool, django_assert_num_queries: Any
) -> None:
    if more:
        for at in range(3):
            world.change(versions[2], f"FR.more.{at}")
    with django_assert_num_queries(number):
        assert client.get(path).status_code == 200
