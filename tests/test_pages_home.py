"""The front page: what it says of the law, the latest reforms, and where its forms lead."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.following import today as today
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


def part(html: str, heading: str) -> str:
    """The text from one heading to the next of its rank, links with their addresses."""
    found = re.search(rf"<h2[^>]*>{heading}</h2>(.*?)(?:<h2|</section>)", html, re.DOTALL)
    assert found is not None, heading
    return Reader(re.sub(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', r"[\2](\1)", found[1])).text


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        (
            "/en/?as_of=2026-11-01",
            "On 1 November 2026, selling sexual services is prohibited in 1 of 4 countries, organised as a trade in 1, "
            "and neither in 2, 2 of which punish the buyer. Every value rests on a text that was read; each regime "
            "follows from the values by a published rule.",
        ),
        (
            "/fr/?as_of=1999-06-01",
            "Au 1er juin 1999, la vente de services sexuels est interdite dans 1 pays sur 4 et organisée comme un "
            "métier dans 0 ; elle n’est ni l’un ni l’autre dans 2, dont 1 punit le client. 1 n’est pas codé à cette "
            "date. Chaque valeur repose sur un texte qui a été lu ; chaque régime découle des valeurs par une règle "
            "publiée.",
        ),
        (
            "/en/?as_of=1970-01-01",
            "Every value rests on a text that was read; each regime follows from the values by a published rule.",
        ),
    ],
)
def test_it_opens_with_what_the_law_says(client: Client, path: str, sentence: str) -> None:
    found = re.search(r'<p class="lede">(.*?)</p>', client.get(path).content.decode(), re.DOTALL)
    assert found is not None
    assert Reader(found[1]).text == sentence


def test_the_map_links_every_country_and_the_families_name_them(client: Client) -> None:
    html = client.get("/en/").content.decode()
    drawn = re.findall(r'<a href="/en/countries/(\w+)/" aria-label="([^"]+)"', html)
    assert sorted(drawn) == [
        ("de", "Germany: Regulated by licence or registration"),
        ("fr", "France: Abolitionist, the buyer offends"),
        ("se", "Sweden: Abolitionist, the buyer offends"),
        ("us", "United States: Prohibitionist; different in Nevada"),
    ]
    families = part(html, "Three families, country by country").partition(" A year says")[0]
    assert families == (
        "Restrictive 1 Selling itself is prohibited. Prohibitionist [United States](/en/countries/us/) "
        "Abolitionist 2 Selling is neither an offence nor regulated as a trade; third parties are punished, and in "
        "some countries the buyer. Abolitionist, the buyer offends [France](/en/countries/fr/) since 2016 "
        "[Sweden](/en/countries/se/) "
        "Regulated 1 Selling is lawful and organised: by licence and registration, or under general law where it is "
        "decriminalised. Regulated by licence or registration [Germany](/en/countries/de/) since 2017 "
        "[Nevada](/en/countries/us-nv/)"
    )


@pytest.mark.usefixtures("today")
def test_a_reform_has_its_date_its_law_and_both_regimes(client: Client) -> None:
    """A change to or from an unclassified regime is none of the law, so that Germany's is left out."""
    told = part(client.get("/en/").content.decode(), "Latest reforms").partition(" [Reforms since 1999]")[0]
    assert told == (
        "15 April 2016 [France](/en/countries/fr/#regime) [Act fr-loi-2016-444](/en/laws/fr-loi-2016-444/) "
        "Abolitionist, neither party offends → gave way to Abolitionist, the buyer offends "
        "[Before and after, question by question](/en/compare/?j=FR&as_of=2016-04-14&and=2016-04-15) "
        "1 January 1999 – 15 April 2016: Abolitionist, neither party offends "
        "15 April 2016: Abolitionist, the buyer offends 1999 2016 2026"
    )


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("country=FR", "/en/countries/fr/"),
        ("as_of=2019-06-04&country=SE", "/en/countries/se/?as_of=2019-06-04"),
        ("country=", "/en/"),
    ],
)
def test_the_list_of_countries_leads_to_a_profile(client: Client, asked: str, to: str) -> None:
    response = client.get(f"/en/?{asked}")
    assert (response.status_code, response["Location"]) == (302, to)
