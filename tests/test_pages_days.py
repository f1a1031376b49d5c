"""The day that a reader chooses: said, kept from page to page, and left again in one step."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import resolve

from countries.choices import LawStanding
from countries.filters import today
from countries.models import Law
from countries.queries.laws import law_record, standing
from countries.views.days import takes_a_day
from tests import world
from tests.pages import PATHS, Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
UNDATED = [path for path in PATHS if "as_of" not in path]
DAY = "2019-06-04"


def dated(path: str, day: str = DAY) -> str:
    return f"/en/{path}{'&' if '?' in path else '?'}as_of={day}"


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return str(response.content.decode())


def is_file(address: str) -> bool:
    return "." in urlsplit(address).path.rpartition("/")[2]


def path_of(address: str) -> str:
    return f"/en/{urlsplit(address).path}"


@pytest.mark.parametrize("path", UNDATED)
def test_a_page_takes_a_day_just_if_it_is_marked_so(client: Client, path: str) -> None:
    marked = takes_a_day(resolve(path_of(path)).func)
    assert client.get(dated(path)).status_code == (200 if marked else 400)


@pytest.mark.parametrize("path", UNDATED)
def test_the_day_goes_along_every_link_that_can_take_it_and_no_other(client: Client, path: str) -> None:
    links = [unescape(str(found["href"])) for found in Reader(html(client, dated(path))).all("a") if found.get("href")]
    own = [link for link in links if link.startswith("/en/")]
    assert len(own) > 10
    for link in own:
        asked = parse_qs(urlsplit(link).query).get("as_of", [])
        takes = takes_a_day(resolve(urlsplit(link).path).func)
        # The file of a list (milestones.atom, compare.txt) is asked as the list is, whose filter the day may be.
        assert len(asked) == takes or (is_file(link) and len(asked) == 1), link
    for address in {link.partition("#")[0] for link in own if is_file(link)}:
        assert client.get(address).status_code == 200, address
    for address in sorted({link.partition("#")[0] for link in own if "as_of" in link})[:12]:
        assert client.get(address).status_code == 200, address


def test_a_link_keeps_its_place_and_a_day_of_its_own(client: Client) -> None:
    page = html(client, "/en/countries/fr/?as_of=2010-01-01")
    assert 'href="/en/laws/fr-loi-2016-444/?as_of=2010-01-01#611-1"' in page
    assert 'href="/en/compare/?j=FR&amp;as_of=2010-01-01"' in page


@pytest.mark.parametrize(("day", "from_"), [("2010-01-01", ["2010-01-01"]), ("2999-01-01", [])])
def test_what_changed_since_the_chosen_day_is_asked_only_of_a_past_one(
    client: Client, day: str, from_: list[str]
) -> None:
    links = [unescape(str(found["href"])) for found in Reader(html(client, dated("countries/fr/", day))).all("a")]
    (changed,) = (link for link in links if link.startswith("/en/reforms/"))
    assert parse_qs(urlsplit(changed).query).get("from", []) == from_
    assert client.get(changed).status_code == 200


def test_today_goes_nowhere_and_is_not_announced(client: Client) -> None:
    page = html(client, f"/en/countries/fr/?as_of={today()}")
    assert ('class="asof"' in page, 'href="/en/laws/fr-loi-2016-444/#611-1"' in page) == (False, True)


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("countries/fr/?as_of=2019-06-04", "You are reading the law of 4 June 2019. Back to today"),
        ("cases/backpage/?as_of=2019-06-04", "You are reading what had happened by 4 June 2019. Back to today"),
        ("sources/fr-text/?as_of=2019-06-04", "Links from this page lead to the law of 4 June 2019. Back to today"),
        (
            "laws/?as_of=2999-01-01&kind=statute",
            "You are reading the law of 1 January 2999. It is told as far as it is adopted today. Back to today",
        ),
    ],
)
def test_the_day_is_said_with_a_way_back(client: Client, path: str, sentence: str) -> None:
    notice = re.search(r'<p class="asof".*?</p>', html(client, f"/en/{path}"), re.DOTALL)
    assert notice is not None
    assert Reader(notice[0]).text == sentence
    (back,) = Reader(notice[0]).all("a")
    assert back["href"] == ("?kind=statute" if "kind" in path else "?")


def test_the_choice_keeps_the_rest_of_the_address_and_comes_back_to_its_section(client: Client) -> None:
    page = html(client, "/en/countries/fr/?as_of=2010-01-01")
    actions = [found.get("action") for found in Reader(page).all("form", **{"class": "dated"})]
    assert actions == [None, "#regime", "#theme-prostitution", "#theme-platform_liability", "#laws"]
    quick = re.findall(r'<span class="quick">(.*?)</span>', page, re.DOTALL)[1]
    assert [(found["href"], found.get("title")) for found in Reader(quick).all("a")] == [
        ("?#regime", None),
        ("?as_of=2019-06-04#regime", "the report’s day"),
        ("?as_of=1999-01-01#regime", "where the record begins"),
    ]
    rules = html(client, "/en/regimes/?ruleset=who-is-criminalised&as_of=2010-01-01")
    form = rules.partition('class="dated"')[2].partition("</form>")[0]
    assert [(found["name"], found["value"]) for found in Reader(form).all("input", type="hidden")] == [
        ("ruleset", "who-is-criminalised")
    ]


def test_filters_and_search_keep_the_day(client: Client) -> None:
    page = html(client, "/en/milestones/?as_of=2019-06-04&kind=seizure")
    filters = page.partition('<details class="facets')[2].partition("</form>")[0]
    top = page.partition('role="search"')[2].partition("</form>")[0]
    for form in (filters, top):
        kept = [(found["name"], found["value"]) for found in Reader(form).all("input", type="hidden")]
        assert kept == [("as_of", "2019-06-04")]


@pytest.mark.parametrize("day", ["2019", "yesterday", "2019-02-30", "any"])
def test_what_is_no_day_is_refused_and_goes_nowhere(client: Client, day: str) -> None:
    response = client.get(dated("countries/fr/", day))
    assert response.status_code == 400
    page = response.content.decode()
    assert 'class="asof"' not in page
    links = [str(found["href"]) for found in Reader(page).all("a") if str(found.get("href")).startswith("/en/")]
    assert [link for link in links if "as_of" in link] == []


@pytest.mark.parametrize(
    ("status", "dates", "day", "expected"),
    [
        ("in_force", {"adopted": "2016-04-06", "in_force": "2016-04-15"}, "2016-04-14", LawStanding.NOT_YET),
        ("in_force", {"adopted": "2016-04-06", "in_force": "2016-04-15"}, "2016-04-15", LawStanding.IN_FORCE),
        ("in_force", {"adopted": "2016-04-06"}, "2016-04-05", LawStanding.NOT_YET),
        ("in_force", {"adopted": "2016-04-06"}, "2016-04-06", LawStanding.NOT_KNOWN),
        ("in_force", {"decided": "2013-12-20"}, "2014-01-01", LawStanding.IN_FORCE),
        ("in_force", {}, "1999-01-01", LawStanding.NOT_KNOWN),
        ("repealed", {"in_force": "1999", "repealed": "2005-04-01"}, "2005-03-31", LawStanding.IN_FORCE),
        ("repealed", {"in_force": "1999", "repealed": "2005-04-01"}, "2005-04-01", LawStanding.NO_LONGER),
        ("repealed", {"in_force": "1999"}, "2005-04-01", LawStanding.NOT_KNOWN),
        ("bill", {"introduced": "2020"}, "2021-01-01", LawStanding.NO_LAW),
    ],
)
def test_how_a_law_stood_follows_from_its_dates(
    status: str, dates: dict[str, str], day: str, expected: LawStanding
) -> None:
    law = world.law("fr-another", Law.objects.get(pk="fr-loi-2016-444").lead_citation, status=status)
    world.law_dates(law, **dates)
    on = dt.date.fromisoformat(day)
    assert standing(law, law.dates.all(), on) == expected
    listed = expected in {LawStanding.IN_FORCE, LawStanding.NOT_KNOWN}
    assert Law.objects.on(on).filter(pk=law.pk).exists() == listed


def test_a_law_shows_what_was_in_force_that_day_and_marks_the_rest(client: Client) -> None:
    before, after = (law_record("fr-loi-2016-444", dt.date(year, 1, 1)) for year in (2015, 2019))
    assert before is not None
    assert after is not None
    for found, stood, held, others in (
        (before, LawStanding.NOT_YET, [], ["FR.buying.2016-04-15"]),
        (after, LawStanding.IN_FORCE, ["FR.buying.2016-04-15"], []),
    ):
        (own,) = found.provisions
        assert (found.standing, own.standing) == (stood, stood)
        assert ([row.coding_id for row in own.codings], [row.coding_id for row in own.others]) == (held, others)
    page = html(client, "/en/laws/fr-loi-2016-444/?as_of=2015-01-01")
    article = page.partition('<article id="611-1" class="provision off">')[2].partition("</h3>")[0]
    assert Reader(article).text == "art. 611-1 Heading of 611-1 not yet in force on 1 January 2015"


def test_what_came_later_is_told_apart_and_leads_to_today(client: Client) -> None:
    page = html(client, "/en/cases/backpage/?as_of=2018-04-05")
    assert re.findall(r'<li id="(\w+)"', page) == ["plea"]
    later = page.partition('<details class="later">')[2].partition("</details>")[0]
    assert Reader(later).text == "1 step came after 5 April 2018 6 April 2018 · Seizure Seizure of backpage"
    assert [found["href"] for found in Reader(later).all("a")] == [f"/en/cases/backpage/?as_of={today()}#seizure"]
