"""The calendar: read back by the library that knows RFC 5545, and the page that it belongs to."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from countries import models as m
from countries.queries.legal import Asked, events
from tests import world
from tests.following import three_versions as three_versions
from tests.following import today as today
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three_versions", "today")]
SITE = "http://127.0.0.1:8000"
FIRST, SECOND = (dt.datetime(2026, 11, day, 12, tzinfo=dt.UTC) for day in (1, 10))


def read(client: Client, query: str = "", language: str = "en") -> Calendar:
    response = client.get(f"/{language}/laws-in-force.ics{query}")
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = Calendar.from_ical(response.content)
    assert isinstance(found, Calendar)
    return found


def told(calendar: Calendar) -> list[dict[str, Any]]:
    names = ("UID", "SUMMARY", "DESCRIPTION", "URL")
    return [
        {name: str(event[name]) for name in names}
        | {"start": event.decoded("DTSTART"), "end": event.decoded("DTEND"), "stamp": event.decoded("DTSTAMP")}
        | {"categories": [str(word) for word in event["CATEGORIES"].cats]}
        for event in calendar.events
    ]


THE_ACT_OF_2027 = {
    "UID": "law/fr-loi-2027/in_force@127.0.0.1",
    "SUMMARY": "France: Loi n° 2026-1 in force",
    "DESCRIPTION": (f"buying: criminal offence → permitted\nLaw: Loi n° 2026-1\n{SITE}/en/laws/fr-loi-2027/"),
    "URL": f"{SITE}/en/laws/fr-loi-2027/",
    "start": dt.date(2027, 1, 1),
    "end": dt.date(2027, 1, 2),
    "stamp": SECOND,
    "categories": ["France", "Prostitution law"],
}


def test_every_event_is_read_back_whole(client: Client) -> None:
    assert told(read(client)) == [
        {
            "UID": "law/fr-loi-2016/in_force@127.0.0.1",
            "SUMMARY": "France: 2016 Act in force",
            "DESCRIPTION": f"buying: permitted → criminal offence\nLaw: Loi n° 2016-444\n{SITE}/en/laws/fr-loi-2016/",
            "URL": f"{SITE}/en/laws/fr-loi-2016/",
            "start": dt.date(2016, 4, 15),
            "end": dt.date(2016, 4, 16),
            "stamp": FIRST,
            "categories": ["France", "Prostitution law"],
        },
        {
            "UID": "change/EU/2024-02-17@127.0.0.1",
            "SUMMARY": "European Union: the law changes on max_sanction",
            "DESCRIPTION": f"max_sanction: stated\n{SITE}/en/countries/eu/#max_sanction",
            "URL": f"{SITE}/en/countries/eu/#max_sanction",
            "start": dt.date(2024, 2, 17),
            "end": dt.date(2024, 2, 18),
            "stamp": FIRST,
            "categories": ["European Union", "Platform liability"],
        },
        THE_ACT_OF_2027,
    ]


def test_the_calendar_says_what_it_is(client: Client) -> None:
    calendar = read(client, "?jurisdiction=FR", "fr")
    names = ("PRODID", "VERSION", "METHOD", "NAME", "X-WR-CALNAME", "URL")
    assert [str(calendar[name]) for name in names] == [
        "-//Jalons//Laws in force//FR",
        "2.0",
        "PUBLISH",
        "Textes entrant en vigueur (France)",
        "Textes entrant en vigueur (France)",
        f"{SITE}/fr/calendar/?jurisdiction=FR",
    ]
    assert [event["SUMMARY"].params["LANGUAGE"] for event in calendar.events] == ["fr", "fr"]
    raw = client.get("/fr/laws-in-force.ics").content
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert raw.count(b"\n") == raw.count(b"\r\n")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?jurisdiction=EU", ["change/EU/2024-02-17"]),
        ("?theme=platform_liability", ["change/EU/2024-02-17"]),
        ("?jurisdiction=FR&theme=prostitution", ["law/fr-loi-2016/in_force", "law/fr-loi-2027/in_force"]),
        ("?date_after=2026-11-30", ["law/fr-loi-2027/in_force"]),
        ("?date_before=2016", ["law/fr-loi-2016/in_force"]),
        ("?date_after=2028", []),
    ],
)
def test_it_takes_filters(client: Client, query: str, expected: list[str]) -> None:
    assert [str(event["UID"]).removesuffix("@127.0.0.1") for event in read(client, query).events] == expected


def test_an_event_keeps_its_name_in_both_languages_and_when_its_date_is_corrected(client: Client) -> None:
    english, french = ([str(event["UID"]) for event in read(client, language=lang).events] for lang in ("en", "fr"))
    assert english == french
    m.LawDate.objects.filter(law="fr-loi-2016", kind="in_force").update(date=dt.date(2016, 4, 14))
    m.DataVersion.objects.filter(version="2026.11.3").update(version="2026.11.4")
    moved = {str(event["UID"]): event.decoded("DTSTART") for event in read(client).events}
    assert moved["law/fr-loi-2016/in_force@127.0.0.1"] == dt.date(2016, 4, 14)


def test_no_day_is_invented(client: Client) -> None:
    """A month or a year makes no event, and neither does a regime that begins on such a date."""
    assert m.LawDate.objects.filter(law="fr-loi-2016", kind="in_force").update(date_precision="month") == 1
    m.Coding.objects.filter(pk="EU.max_sanction.2024-02-17").update(valid_from_precision="year")
    uids = [str(event["UID"]) for event in read(client).events]
    assert uids == ["change/FR/2016-04-15/fr-loi-2016@127.0.0.1", "law/fr-loi-2027/in_force@127.0.0.1"]
    m.Coding.objects.filter(pk="FR.buying.2016-04-15").update(valid_from_precision="month")
    m.DataVersion.objects.filter(version="2026.11.3").update(version="2026.11.5")
    assert [str(event["UID"]) for event in read(client).events] == ["law/fr-loi-2027/in_force@127.0.0.1"]


def test_what_holds_at_the_latest_from_a_day_is_no_change_of_that_day() -> None:
    assert [event.key for event in events(Asked(before=dt.date(2000, 1, 1)))] == []


def test_an_answer_that_ends_is_an_event_and_one_that_goes_on_otherwise_another(client: Client) -> None:
    m.Coding.objects.filter(pk="EU.max_sanction.2024-02-17").update(
        valid_to=dt.date(2030, 6, 1), valid_to_precision="day"
    )
    ended = told(read(client, "?jurisdiction=EU"))[-1]
    assert (ended["UID"], ended["start"], ended["DESCRIPTION"].partition("\n")[0]) == (
        "change/EU/2030-06-01@127.0.0.1",
        dt.date(2030, 6, 1),
        "max_sanction: stated → –",
    )


def test_repeals_are_told_apart_from_what_changes_that_day(client: Client) -> None:
    world.law_dates(m.Law.objects.get(pk="fr-loi-2016"), repealed="2027-01-01")
    found = [(event["UID"], event["SUMMARY"], event["DESCRIPTION"]) for event in told(read(client, "?date_after=2027"))]
    assert found == [
        (
            "law/fr-loi-2016/repealed@127.0.0.1",
            "France: 2016 Act repealed",
            f"Law: Loi n° 2016-444\n{SITE}/en/laws/fr-loi-2016/",
        ),
        (THE_ACT_OF_2027["UID"], THE_ACT_OF_2027["SUMMARY"], THE_ACT_OF_2027["DESCRIPTION"]),
    ]


def test_a_regime_that_gives_way_on_a_day_is_told_with_the_law_that_brought_it(client: Client) -> None:
    """On the hand-made base of France before and after its Act."""
    m.Coding.objects.create(
        id="FR.registration.1999-01-01", jurisdiction_id="FR", indicator_id="registration",
        value_id="registration:none", valid_from=dt.date(1999, 1, 1), valid_from_precision="day",
        valid_from_type="at_the_latest", scope="nationwide", support="primary", confidence="high",
        verified_on=dt.date(2026, 11, 20), lead_citation=m.Citation.objects.all()[0],
    )  # fmt: skip
    world.derive()
    (event,) = (one for one in events(Asked()) if one.key == "law/fr-loi-2016/in_force")
    assert [(old.model, new.model) for old, new in event.regimes] == [("abolitionist", "neo_abolitionist")]
    said = str(read(client).events[0]["DESCRIPTION"])
    assert "Regime: Abolitionist, neither party offends → Abolitionist, the buyer offends" in said


# The page


def page(client: Client, query: str = "", language: str = "en") -> str:
    response = client.get(f"/{language}/calendar/{query}")
    assert response.status_code == 200
    return Reader(response.content.decode()).text


def test_the_page_says_what_comes_first_and_then_what_has_lately_changed(client: Client) -> None:
    m.LawDate.objects.filter(law="fr-loi-2016", kind="in_force").update(date=dt.date(2026, 4, 15))
    text = page(client)
    assert "1 dated change of the law is known to come." in text
    coming, _, past = text.partition("What has changed since 29 November 2025")
    assert "1 January 2027 France: Loi n° 2026-1 in force buying: criminal offence → permitted" in coming
    assert "15 April 2026 France: 2016 Act in force" in past
    assert "European Union: the law changes" not in text
    assert "European Union: the law changes on max_sanction" in page(client, "?date_after=2020")


def test_the_page_says_plainly_when_nothing_is_known_to_come(client: Client) -> None:
    assert "Nothing that meets these conditions is known to come." in page(client, "?jurisdiction=EU")
    m.LawDate.objects.filter(law="fr-loi-2027").delete()
    m.Coding.objects.filter(valid_from__gte=dt.date(2027, 1, 1)).delete()
    m.Coding.objects.filter(valid_to__gte=dt.date(2027, 1, 1)).update(valid_to=None, valid_to_precision="")
    text = page(client)
    assert "Nothing is known to come: no law of this base has a date ahead." in text
    assert "Adopted, with no known date of coming into force Loi n° 2026-1 France · Statute" in text
    assert "Aucun changement n’est connu pour l’avenir" in page(client, language="fr")


def test_a_month_or_a_year_to_come_is_told_as_far_as_it_is_known(client: Client) -> None:
    m.LawDate.objects.filter(law="fr-loi-2027", kind="in_force").update(date_precision="year")
    assert "To come 2027 France: Loi n° 2026-1 in force" in page(client)
    assert "law/fr-loi-2027/in_force@127.0.0.1" not in [str(event["UID"]) for event in read(client).events]


def test_the_page_leads_to_calendar_and_feed_of_the_same_filters(client: Client) -> None:
    html = client.get("/en/calendar/?jurisdiction=FR").content.decode()
    for address in ("laws-in-force.ics", "laws-in-force.atom", "laws-in-force.json"):
        assert re.search(rf'href="/en/{address}\?jurisdiction=FR"', html), address
    for path, feed in (
        ("changes/?jurisdiction=FR", "changes.atom?jurisdiction=FR"),
        ("milestones/?kind=closure", "milestones.atom?kind=closure"),
        ("countries/fr/?as_of=2019-06-04", "changes.atom?jurisdiction=FR"),
        ("laws/?jurisdiction=FR&q=2016", "laws-in-force.atom?jurisdiction=FR"),
        ("", "changes.atom"),
        ("", "milestones.atom"),
    ):
        reader = Reader(client.get(f"/en/{path}").content.decode())
        heads = [link["href"] for link in reader.all("link", rel="alternate", type="application/atom+xml")]
        assert f"{SITE}/en/{feed}" in heads, path
        assert f"/en/{feed}" in [link.get("href") for link in reader.all("a")], path
