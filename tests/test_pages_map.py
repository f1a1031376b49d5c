"""The map as a page: links, legend, table, filters and two dates, on the hand-made world."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
BUYING = "/en/map/?indicator=buying&as_of=2015-01-01"


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def links(html: str) -> dict[str, str]:
    """What a keyboard or a screen reader finds on the map: address -> accessible name."""
    return dict(re.findall(r'<a href="([^"]+)"(?: class="off")? aria-label="([^"]+)">', html))


def legend(html: str) -> list[tuple[str, str]]:
    items = re.findall(r"<li>(.*?)</li>", html.partition('class="key"')[2].partition("</ul>")[0], re.S)
    return [(Reader(item).text, (re.findall(r'href="([^"]+)"', item) or [""])[0]) for item in items]


def table(html: str) -> list[str]:
    body = html.partition('id="table"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    return [Reader(row).text for row in body.split("</tr>")[:-1]]


def test_every_country_is_one_link_that_says_all(client: Client) -> None:
    html = page(client, "/en/map/")
    assert links(html) == {
        "/en/countries/fr/": "France: Abolitionist, the buyer offends",
        "/en/countries/de/": "Germany: Regulated by licence or registration",
        "/en/countries/se/": "Sweden: Abolitionist, the buyer offends",
        "/en/countries/us/": "United States: Prohibitionist; different in Nevada",
        "/en/countries/us-nv/": "Nevada: Regulated by licence or registration",
    }
    assert len(re.findall(r'href="/en/countries/fr/" tabindex="-1" aria-hidden="true"', html)) == 1


def test_the_links_of_an_indicator_lead_to_its_evidence_on_that_day(client: Client) -> None:
    assert links(page(client, BUYING)) == {
        "/en/countries/fr/?as_of=2015-01-01#buying": "France: Permitted",
        "/en/countries/de/?as_of=2015-01-01#buying": "Germany: Permitted",
        "/en/countries/se/?as_of=2015-01-01#buying": "Sweden: Criminal offence",
        "/en/countries/us/?as_of=2015-01-01#buying": "United States: Criminal offence",
    }


def test_the_legend_counts_and_filters(client: Client) -> None:
    kept = "/en/map/?as_of=2015-01-01&amp;indicator=buying"
    assert legend(page(client, BUYING)) == [
        ("A Criminal offence 2", f"{kept}&amp;value=criminal_offence"),
        ("D Permitted 2", f"{kept}&amp;value=permitted"),
    ]
    chosen = page(client, f"{BUYING}&value=permitted")
    assert legend(chosen) == [
        ("A Criminal offence 2", f"{kept}&amp;value=permitted,criminal_offence"),
        ("D Permitted 2", kept),
    ]
    assert re.findall(r'href="([^"]+)" class="off"[^>]*aria-label', chosen) == [
        "/en/countries/us/?as_of=2015-01-01#buying",
        "/en/countries/se/?as_of=2015-01-01#buying",
    ]
    assert [row.split()[0] for row in table(chosen)] == ["France", "Germany"]


def test_the_table_says_the_same_with_the_law(client: Client) -> None:
    assert table(page(client, "/en/map/?indicator=buying&as_of=2019-06-04")) == [
        "France A Criminal offence 15 April 2016 Act fr-loi-2016-444, art. 611-1",
        "Germany D Permitted 1 January 2002",
        "Sweden A Criminal offence 1999 or before",
        "United States A Criminal offence 1999 or before",
        "Nevada A Criminal offence Inherited from: United States 1999 or before",
    ]
    assert table(page(client, "/en/map/?as_of=2019-06-04")) == [
        "France B Abolitionist, the buyer offends 15 April 2016 Act fr-loi-2016-444",
        "Germany D Regulated by licence or registration 1 July 2017",
        "Sweden B Abolitionist, the buyer offends 1999 or before",
        "United States A Prohibitionist 1999 or before",
        "Nevada differs from United States D Regulated by licence or registration 1999 or before",
    ]


def test_two_dates_stand_side_by_side_with_what_changed(client: Client) -> None:
    html = page(client, f"{BUYING}&and=2019-06-04&region=Europe")
    assert table(html) == [
        "France changed D Permitted A Criminal offence Act fr-loi-2016-444",
        "Germany D Permitted D Permitted",
        "Sweden A Criminal offence A Criminal offence",
    ]
    assert [text for text, _ in legend(html)] == ["A Criminal offence 1 → 2", "D Permitted 2 → 1"]
    assert re.findall(r'<p class="day">([^<]+)</p>', html) == ["1 January 2015", "4 June 2019"]
    assert "Between 1 January 2015 and 4 June 2019, 1 jurisdiction changed: France ." in Reader(html).text
    assert re.findall(r'viewBox="(4430[^"]+)"', html) == ["4430 190 1450 960"] * 2


def test_families_and_models_filter_as_the_api_does(client: Client) -> None:
    html = page(client, "/en/map/?as_of=2019-06-04&family=regulated")
    assert [row.partition(" D ")[0] for row in table(html)] == ["Germany", "Nevada differs from United States"]
    api = client.get("/api/v1/regimes/?as_of=2019-06-04&family=regulated").json()["results"]
    assert [row["jurisdiction"] for row in api] == ["DE", "US-NV"]
    lists = html.partition('id="table"')[2].partition("<table")[0]
    assert re.findall(r'href="(/api[^"]+)"', lists) == [
        f"/api/v1/regimes{ending}?as_of=2019-06-04&amp;family=regulated" for ending in ("/", ".csv", ".xlsx")
    ]


def test_a_region_without_a_part_shows_its_country_alone(client: Client) -> None:
    html = page(client, "/en/map/?region=Americas")
    assert [row.partition(" ")[0] for row in table(html)] == ["United", "Nevada"]
    assert "/en/countries/de/" not in links(html)


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("show=buying&as_of=2019-06-04", "/en/map/?as_of=2019-06-04&indicator=buying"),
        ("show=kb-1&region=Europe", "/en/map/?region=Europe"),
        ("show=who-is-criminalised", "/en/map/?ruleset=who-is-criminalised"),
        ("show=kb-1", "/en/map/"),
        ("show=buying&as_of=&region=", "/en/map/?show=buying"),
    ],
)
def test_the_form_leads_to_the_address_that_the_api_would_have(client: Client, asked: str, address: str) -> None:
    response = client.get(f"/en/map/?{asked}")
    assert (response.status_code, response["Location"]) == (302, address)


@pytest.mark.parametrize(
    ("query", "parameter", "suggestion"),
    [
        ("indicatr=buying", "indicatr", "?indicator=buying"),
        ("indicator=byuing", "indicator", "?indicator=buying"),
        ("value=permitted", "value", None),
        ("indicator=buying&value=licensed", "value", None),
        ("indicator=buying&model=mixed", "model", None),
        ("indicator=buying&family=regulated", "family", None),
        ("indicator=buying&ruleset=kb-1", "ruleset", None),
        ("ruleset=who-is-criminalised&model=mixed", "model", None),
        ("region=Urope", "region", "?region=Europe"),
        ("show=byuing", "show", "?show=buying"),
        ("as_of=2019", "as_of", None),
        ("and=2019", "and", None),
    ],
)
@pytest.mark.parametrize("file", ["", ".svg", ".png"])
def test_what_cannot_be_shown_is_named(
    client: Client, query: str, parameter: str, suggestion: str | None, file: str
) -> None:
    if file and parameter == "show":
        suggestion = None
    response = client.get(f"/en/map{file or '/'}?{query}")
    html = response.content.decode()
    assert response.status_code == 400
    assert re.findall(r"<dd><code>([^<]+)</code></dd>", html)[0] == parameter
    if suggestion:
        assert re.findall(r'<dd><a href="(\?[^"]+)">', html) == [suggestion]


def test_the_address_in_the_head_is_canonical(client: Client) -> None:
    html = page(client, "/en/map/?region=Europe&indicator=buying&as_of=2015-01-01&value=permitted")
    found = re.findall(r'rel="canonical" href="([^"]+)"', html)
    assert found == [
        "http://127.0.0.1:8000/en/map/?as_of=2015-01-01&amp;indicator=buying&amp;value=permitted&amp;region=Europe"
    ]
