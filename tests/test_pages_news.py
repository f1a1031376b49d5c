"""How the front page tells what the newest version of the data changed."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.following import three_versions as three_versions
from tests.following import today as today
from tests.pages import language_restored as language_restored
from tests.test_pages_home import part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three_versions", "today")]


def test_what_a_version_changed_is_told_by_name(client: Client) -> None:
    told = part(client.get("/en/").content.decode(), "Latest changes to the data").partition(" [All changes]")[0]
    assert told == (
        "The latest version, 2026.11.3, is of 20 November 2026. "
        "[France, regime: Abolitionist, the buyer offends → Unclassified](/en/countries/fr/#regime) "
        "[France, buying: criminal offence → permitted from 1 January 2027](/en/countries/fr/#buying) "
        "[France, registration: removed](/en/countries/fr/#registration) "
        "[France, 2016 Act: revised](/en/laws/fr-loi-2016/) "
        "[France, Loi n° 2026-1: revised](/en/laws/fr-loi-2027/) "
        "[Vivastreet: revised](/en/cases/vivastreet/) And 5 more."
    )
