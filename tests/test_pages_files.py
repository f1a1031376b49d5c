"""Exactly this, to take away: every page of records leads to the same records as JSON, CSV and a spreadsheet."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from countries.views.head import File
from tests.pages import PATHS, Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
TODAY = timezone.localdate().isoformat()

# The pages whose records are a list, with what they are narrowed by, and the list of the API that holds the same.
LISTS = {
    "countries/?region=Europe&kind=country": "jurisdictions",
    "countries/?value=buying:criminal_offence&as_of=2019-06-04": "jurisdictions",
    "laws/?jurisdiction=FR": "laws",
    "laws/?page=1": "laws",
    "milestones/?kind=seizure": "milestones",
    "report-2019/?q=closed": "statements",
    "sources/?kind=primary_law": "sources",
    "changes/?action=created": "changes",
}


def context(client: Client, path: str) -> Any:
    """What the page's template was given."""
    page = client.get(f"/en/{path}")
    assert page.status_code == 200, path
    return page.context


# The choice of columns, forms and texts of ours show no record; the calendar is taken away as what it is.
NO_RECORDS = {"compare/", "data/key/", "corrections/", "methodology/", "api/"}
CALENDAR = "calendar/"


def files(client: Client, path: str) -> tuple[File, ...]:
    found: tuple[File, ...] = context(client, path)["document"].head.files
    return found


@pytest.mark.parametrize("path", PATHS)
def test_every_file_is_there_in_its_format(client: Client, path: str) -> None:
    for file in files(client, path):
        answer = client.get(file.address)
        assert answer.status_code == 200, file
        assert b"".join(answer) != b""
        assert answer.headers["Content-Type"].partition(";")[0] == file.media, file


@pytest.mark.parametrize("path", [path for path in PATHS if path not in {*NO_RECORDS, CALENDAR}])
def test_every_page_of_records_can_be_taken_away(client: Client, path: str) -> None:
    assert files(client, path) != ()


@pytest.mark.parametrize("query", ["", "?jurisdiction=FR&date_after=2016"])
def test_the_calendar_is_taken_away_as_a_calendar_and_as_feeds(client: Client, query: str) -> None:
    page = client.get(f"/en/{CALENDAR}{query}")
    (feed,) = page.context["document"].head.feeds
    links = [str(found.get("href")) for found in Reader(page.content.decode()).all("a")]
    forms = {f"/en/laws-in-force.ics{query}": "text/calendar", feed.atom: "application/atom+xml"}
    assert feed.atom == f"/en/laws-in-force.atom{query}"
    for address, media in {**forms, feed.json: "application/feed+json"}.items():
        assert address in links
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Content-Type"].partition(";")[0]) == (200, media)
    events = client.get(f"/en/laws-in-force.ics{query}").content.decode().count("BEGIN:VEVENT")
    assert events == len(client.get(feed.json).json()["items"]) > 0


@pytest.mark.parametrize(("path", "name"), LISTS.items())
def test_a_list_page_leads_to_the_same_rows(client: Client, path: str, name: str) -> None:
    shown = context(client, path)
    total, found = shown["listing"].total, shown["document"].head.files
    query = path.partition("?")[2].replace("page=1", "")
    ends = {"JSON": "/", "CSV": ".csv", "XLSX": ".xlsx"}
    if name == "jurisdictions":
        ends["GeoJSON"] = ".geojson"
    assert [file.address for file in found] == [
        f"/api/v1/{name}{end}{f'?{query}' if query else ''}" for end in ends.values()
    ]
    assert client.get(found[0].address).json()["count"] == total
    lines = b"".join(client.get(found[1].address)).decode().splitlines()
    assert len(lines) - 1 == total


@pytest.mark.parametrize(
    ("path", "addresses"),
    [
        (
            "countries/fr/?as_of=2010-01-01",
            [
                "codings/?jurisdiction=FR&as_of=2010-01-01",
                "codings.csv?jurisdiction=FR&as_of=2010-01-01",
                "codings.xlsx?jurisdiction=FR&as_of=2010-01-01",
            ],
        ),
        (
            "laws/fr-loi-2016-444/",
            ["laws/fr-loi-2016-444/", "provisions.csv?law=fr-loi-2016-444", "provisions.xlsx?law=fr-loi-2016-444"],
        ),
        ("cases/backpage/", ["cases/backpage/", "milestones.csv?case=backpage", "milestones.xlsx?case=backpage"]),
        (
            "platforms/backpage/",
            ["platforms/backpage/", "milestones.csv?platform=backpage", "milestones.xlsx?platform=backpage"],
        ),
        ("sources/fr-text/", ["sources/fr-text/"]),
        (
            "regimes/everyone/",
            [
                f"regimes{end}?model=everyone&ruleset=who-is-criminalised&as_of={TODAY}"
                for end in ("/", ".csv", ".xlsx")
            ],
        ),
        (
            "platform-liability/",
            [f"codings{end}?theme=platform_liability&as_of={TODAY}" for end in ("/", ".csv", ".xlsx")],
        ),
        ("codebook/", ["indicators/", "indicators.csv", "indicators.xlsx"]),
    ],
)
def test_a_record_page_leads_to_its_record(client: Client, path: str, addresses: list[str]) -> None:
    assert [file.address for file in files(client, path)] == [f"/api/v1/{address}" for address in addresses]
    links = [str(found.get("href")) for found in Reader(client.get(f"/en/{path}").content.decode()).all("a")]
    assert [address for address in addresses if f"/api/v1/{address}" not in links] == []
