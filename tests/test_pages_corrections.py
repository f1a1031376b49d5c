"""Corrections: what is kept, what is refused, and that nothing about the reader is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Field
from django.test import Client

from countries.models import Correction
from countries.views.corrections import MOST_OF_ONE_READER

pytestmark = pytest.mark.django_db
GOOD = {"page": "/en/countries/fr/", "message": "Article 611-1 was amended; see the official journal."}


def test_a_report_is_kept_and_nothing_about_its_reader(client: Client) -> None:
    answer = client.post("/fr/corrections/", GOOD)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/fr/corrections/?sent=1")
    report = Correction.objects.get()
    assert (report.path, report.message, report.status) == (GOOD["page"], GOOD["message"], "open")
    columns = {field.name for field in Correction._meta.get_fields() if isinstance(field, Field)}
    assert columns == {"id", "received_on", "path", "message", "status", "outcome_en", "outcome_fr", "outcome_by"}
    assert report.outcome_by is None
    assert answer.cookies.output() == ""


@pytest.mark.parametrize("message", ["", "short", "x" * 4001])
def test_a_report_that_says_too_little_or_too_much_is_refused(client: Client, message: str) -> None:
    answer = client.post("/en/corrections/", GOOD | {"message": message})
    assert answer.status_code == 400
    assert Correction.objects.count() == 0


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(client: Client) -> None:
    assert client.post("/en/corrections/", GOOD | {"website": "x"}).status_code == 303
    assert Correction.objects.count() == 0


def test_one_reader_cannot_flood_the_others(client: Client) -> None:
    codes = [client.post("/en/corrections/", GOOD).status_code for _ in range(MOST_OF_ONE_READER + 1)]
    assert codes == [303] * MOST_OF_ONE_READER + [429]
    assert client.post("/en/corrections/", GOOD).headers["Retry-After"] == "3600"
    assert client.post("/en/corrections/", GOOD, REMOTE_ADDR="10.0.0.9").status_code == 303


def test_only_settled_reports_are_shown(client: Client) -> None:
    day = dt.date(2026, 11, 1)
    Correction.objects.create(received_on=day, path="/en/a/", message="waiting message")
    Correction.objects.create(
        received_on=day, path="/en/b/", message="m", status="accepted", outcome_en="Mended.", outcome_fr="Corrigé."
    )
    page = client.get("/fr/corrections/").content.decode()
    assert [text in page for text in ("/en/b/", "Corrigé.", "/en/a/", "waiting message", "1 signalement est")] == [
        True,
        True,
        False,
        False,
        True,
    ]


def test_the_form_knows_the_page_it_was_asked_from(client: Client) -> None:
    page = client.get("/en/corrections/?page=/en/countries/%22%3E%3Cscript%3E").content.decode()
    assert 'value="/en/countries/&quot;&gt;&lt;script&gt;"' in page


def test_the_page_is_never_kept_in_a_cache(client: Client) -> None:
    assert "no-store" in client.get("/en/corrections/").headers["Cache-Control"]


def test_an_unknown_parameter_is_named(client: Client) -> None:
    assert client.get("/en/corrections/?foo=1").status_code == 400
