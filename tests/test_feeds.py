"""What can be followed, on a base of three versions: whole feeds, in both formats and both languages."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from countries import models as m
from countries.queries import news
from tests import world
from tests.following import three_versions as three_versions
from tests.following import today as today
from tests.pages import LANGUAGES
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("three_versions", "today")]
SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
FIRST, SECOND, THIRD = (f"2026-11-{day}T12:00:00+00:00" for day in ("01", "10", "20"))
FEEDS = ("changes", "milestones", "laws-in-force")


def items(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address)
    assert response.status_code == 200, address
    found: list[dict[str, Any]] = response.json()["items"]
    return found


def link(path: str, title: str) -> str:
    return f'<a href="{SITE}/en/{path}">{title}</a>'


THE_ACT = link("laws/fr-loi-2016/", "2016 Act")
# (id below tag:127.0.0.1,2026:en/changes/, title, address below /en/, what it says)
TOLD = [
    (
        "2026.11.3/regime/FR",
        "France, regime: Abolitionist, the buyer offends → Unclassified",
        "countries/fr/#regime",
        "<ul><li>At first, model: <del>Abolitionist, neither party offends</del> → <ins>Unclassified</ins></li>"
        "<li>At first, until: <del>15 April 2016</del></li>"
        "<li>Gone: <del>Abolitionist, the buyer offends (from 15 April 2016)</del></li></ul>",
    ),
    (
        "2026.11.3/answer/FR.buying",
        "France, buying: criminal offence → permitted from 1 January 2027",
        "countries/fr/#buying",
        "<ul><li>From 15 April 2016, until: 1 January 2027</li><li>New: permitted (from 1 January 2027)</li>"
        "<li>Rests on: art. 20</li></ul><p>Why: The Act of 2027 had been overlooked.</p>"
        f"<p>Law: {link('laws/fr-loi-2027/', 'Loi n° 2026-1')}</p>",
    ),
    (
        "2026.11.3/answer/FR.registration",
        "France, registration: removed",
        "countries/fr/#registration",
        "<ul><li>Gone: <del>none (throughout)</del></li></ul>",
    ),
    (
        "2026.11.3/law/fr-loi-2016",
        "France, 2016 Act: revised",
        "laws/fr-loi-2016/",
        "<ul><li>Provision art. 20, heading: <del>Buying</del> → <ins>Buying sexual acts</ins></li></ul>",
    ),
    (
        "2026.11.3/law/fr-loi-2027",
        "France, Loi n° 2026-1: revised",
        "laws/fr-loi-2027/",
        "<ul><li>Adopted, date: <del>November 2026</del> → <ins>3 November 2026</ins></li></ul>",
    ),
    (
        "2026.11.3/case/vivastreet",
        "Vivastreet: revised",
        "cases/vivastreet/",
        "<ul><li>Milestone 5 November 2026, Closure, text: <del>The site was closed.</del> → "
        "<ins>The site was closed for good.</ins></li></ul>",
    ),
    (
        "2026.11.3/platform/vivastreet",
        "Vivastreet: revised",
        "platforms/vivastreet/",
        "<ul><li>Operator: Vivastreet Ltd</li></ul>",
    ),
    (
        "2026.11.3/place/FR",
        "France: revised",
        "countries/fr/",
        "<ul><li>Profile, text: <del>Since 2016 the buyer offends.</del> → "
        "<ins>From 2016 to 2026 the buyer offended.</ins></li></ul>",
    ),
    (
        "2026.11.3/indicator/selling",
        "selling: revised",
        "codebook/#selling",
        "<ul><li>Question: <del>Is selling an offence?</del> → <ins>Is selling itself an offence?</ins></li></ul>",
    ),
    (
        "2026.11.3/text/about",
        "About: revised",
        "about/",
        "<ul><li>Text: <del>What *Jalons* is.</del> → <ins>What *Jalons* is, and is not.</ins></li></ul>",
    ),
    (
        "2026.11.3/sources",
        "Sources: revised",
        "changes/?version=2026.11.3",
        "<ul><li>Source Une dépêche, title: <del>Code pénal</del> → <ins>Une dépêche</ins></li></ul>",
    ),
    (
        "2026.11.2/answer/FR.buying",
        "France, buying: revised",
        "countries/fr/#buying",
        "<ul><li>From 15 April 2016, penalty: <del>Fine</del> → <ins>Fine of 1,500 euros</ins></li></ul>"
        f"<p>Law: {THE_ACT}</p>",
    ),
    (
        "2026.11.2/law/fr-loi-2027",
        "France, Loi n° 2026-1 (new)",
        "laws/fr-loi-2027/",
        "<ul><li>New: Loi n° 2026-1</li><li>Adopted: November 2026</li><li>In force: 1 January 2027</li>"
        "<li>repeals: 2016 Act</li></ul>",
    ),
    (
        "2026.11.2/case/vivastreet",
        "Vivastreet: Closure",
        "cases/vivastreet/",
        "<ul><li>Milestone (Closure): 5 November 2026, Closure</li></ul>",
    ),
    (
        "2026.11.2/verified/FR",
        "France: 2 answers verified again",
        "countries/fr/",
        "<ul><li>procuring: <del>20 November 2026</del> → <ins>9 November 2026</ins></li>"
        "<li>selling: <del>20 November 2026</del> → <ins>9 November 2026</ins></li></ul>",
    ),
    (
        "2026.11.1",
        "Version 2026.11.1 of the data",
        "changes/?version=2026.11.1",
        "<ul><li>Jurisdictions: 2 new</li><li>Codings: 7 new</li><li>Laws: 2 new</li><li>Provisions: 1 new</li>"
        "<li>Cases: 1 new</li><li>Milestones: 2 new</li><li>Platforms: 1 new</li><li>Statements: 1 new</li>"
        "<li>Sources: 3 new</li><li>Citations: 7 new</li></ul>",
    ),
]
TIMES = {"2026.11.1": FIRST, "2026.11.2": SECOND, "2026.11.3": THIRD}


def test_every_change_that_readers_know_is_told_old_and_new(client: Client) -> None:
    names = ("id", "title", "url", "content_html")
    told = [tuple(item[name] for name in names) for item in items(client, "/en/changes.json")]
    assert told == [
        (f"tag:127.0.0.1,2026:en/changes/{key}", title, f"{SITE}/en/{address}", html)
        for key, title, address, html in TOLD
    ]


def test_a_change_is_of_the_time_of_its_version(client: Client) -> None:
    for item in items(client, "/en/changes.json"):
        time = TIMES[item["_jalons"]["version"]]
        assert (item["date_published"], item["date_modified"]) == (time, time)


def test_what_a_program_may_read_of_a_change(client: Client) -> None:
    (item,) = (one for one in items(client, "/en/changes.json") if one["id"].endswith("2026.11.3/answer/FR.buying"))
    assert {name: item[name] for name in ("tags", "content_text", "_jalons")} == {
        "tags": ["answer", "FR"],
        "content_text": (
            "From 15 April 2016, until: 1 January 2027\nNew: permitted (from 1 January 2027)\nRests on: art. 20\n"
            "Why: The Act of 2027 had been overlooked.\nLaw: Loi n° 2026-1"
        ),
        "_jalons": {
            "about": "https://creativecommons.org/licenses/by/4.0/",
            "version": "2026.11.3",
            "kind": "answer",
            "key": "FR.buying",
            "actions": ["changed", "created"],
            "jurisdiction": "FR",
            "indicator": "buying",
            "old": "criminal_offence",
            "new": "criminal_offence",
        },
    }


def test_the_same_is_told_in_french(client: Client) -> None:
    found = {item["id"]: (item["title"], item["content_html"]) for item in items(client, "/fr/changes.json")}
    assert len(found) == len(TOLD)
    assert found["tag:127.0.0.1,2026:fr/changes/2026.11.3/regime/FR"] == (
        "France, régime\u00a0: Abolitionniste, l’achat est puni → Non classé",
        "<ul><li>À l’origine, modèle\u00a0: <del>Abolitionniste, ni vente ni achat punis</del> → <ins>Non classé</ins>"
        "</li><li>À l’origine, jusqu’au\u00a0: <del>15 avril 2016</del></li>"
        "<li>Retiré\u00a0: <del>Abolitionniste, l’achat est puni (à compter du 15 avril 2016)</del></li></ul>",
    )
    assert (
        found["tag:127.0.0.1,2026:fr/changes/2026.11.2/verified/FR"][0]
        == "France\u00a0: 2 réponses vérifiées à nouveau"
    )


# By any filter


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("jurisdiction=EU", ["2026.11.1?jurisdiction=EU"]),
        ("version=2026.11.2&record_type=coding", ["2026.11.2/answer/FR.buying", "2026.11.2/verified/FR"]),
        ("indicator=buying&date_after=2026-11-02", ["2026.11.3/answer/FR.buying", "2026.11.2/answer/FR.buying"]),
        ("value=permitted&date_after=2026-11-02", ["2026.11.3/answer/FR.buying"]),
        ("value=none&date_after=2026-11-02", ["2026.11.3/answer/FR.registration"]),
        ("theme=platform_liability&date_after=2026-11-02", []),
        (
            "theme=prostitution&date_after=2026-11-11",
            [
                "2026.11.3/answer/FR.buying",
                "2026.11.3/answer/FR.registration",
                "2026.11.3/law/fr-loi-2016",
                "2026.11.3/law/fr-loi-2027",
                "2026.11.3/indicator/selling",
            ],
        ),
        ("record_type=milestone&date_after=2026-11-02", ["2026.11.3/case/vivastreet", "2026.11.2/case/vivastreet"]),
        ("action=removed", ["2026.11.3/regime/FR", "2026.11.3/answer/FR.registration"]),
        ("q=loi-2027&version=2026.11.3", ["2026.11.3/law/fr-loi-2027"]),
        ("date_before=2026-10-31", []),
    ],
)
def test_a_feed_takes_the_filters_of_its_page(client: Client, query: str, keys: list[str]) -> None:
    found = [item["id"].partition("en/changes/")[2] for item in items(client, f"/en/changes.json?{query}")]
    assert found == keys


def test_a_jurisdiction_is_followed_with_its_laws_and_cases(client: Client) -> None:
    kinds = [item["_jalons"]["kind"] for item in items(client, "/en/changes.json?jurisdiction=FR&version=2026.11.3")]
    assert kinds == ["regime", "answer", "answer", "law", "law", "case", "place"]


def test_whichever_change_of_a_thing_is_asked_for_all_of_it_is_told(client: Client) -> None:
    whole = {item["id"]: item for item in items(client, "/en/changes.json")}
    for item in items(client, "/en/changes.json?record_type=coding_provisions,lawdate&date_after=2026-11-02"):
        assert item == whole[item["id"]]


@pytest.mark.parametrize("query", ["foo=1", "jurisdiction=XX", "page=0", "page=x", "as_of=2020-01-01", "value=nothing"])
def test_a_wrong_parameter_is_named(client: Client, query: str) -> None:
    for feed in FEEDS[:1]:
        for ending in ("atom", "json"):
            response = client.get(f"/en/{feed}.{ending}?{query}")
            assert (response.status_code, query.partition("=")[0] in response.content.decode()) == (400, True)


def test_what_is_not_there_is_a_404_and_writing_a_405(client: Client) -> None:
    assert client.get("/en/changes.atom?page=2").status_code == 404
    assert client.get("/en/milestones.atom?page=2").status_code == 404
    assert client.get("/en/changes.rss").status_code == 404
    assert Client(enforce_csrf_checks=True).post("/en/changes.atom").status_code == 405


def test_an_untidy_address_leads_to_the_tidy_one(client: Client) -> None:
    response = client.get("/en/changes.atom?jurisdiction=FR&jurisdiction=EU&q=")
    assert (response.status_code, response.headers["Location"]) == (302, "/en/changes.atom?jurisdiction=FR,EU")


# Steps of cases, and laws


def test_milestones_are_told_by_when_they_were_recorded(client: Client) -> None:
    places = (
        f"<ul><li>{link('cases/vivastreet/', 'Vivastreet')}</li><li>{link('platforms/vivastreet/', 'Vivastreet')}</li>"
        f"<li>{link('countries/fr/', 'France')}</li></ul>"
    )
    found = [
        (item["title"], item["url"], item["date_published"], item["date_modified"], item["content_html"])
        for item in items(client, "/en/milestones.json")
    ]
    case = f"{SITE}/en/cases/vivastreet/#"
    assert found == [
        (
            "Vivastreet: Closure", f"{case}closure", SECOND, THIRD,
            f"<p>The site was closed for good.</p><ul><li>Closure: 5 November 2026</li></ul>{places}",
        ),
        (
            "Vivastreet: Suspension", f"{case}suspension", FIRST, FIRST,
            f"<p>The section was suspended.</p><ul><li>Section suspended: June 2018</li></ul>{places}",
        ),
        (
            "Vivastreet: Investigation", f"{case}investigation", FIRST, FIRST,
            f"<p>An investigation was opened.</p><ul><li>Investigation: 30 May 2018</li></ul>{places}",
        ),
    ]  # fmt: skip
    asked = items(client, "/en/milestones.json?kind=closure&platform=vivastreet&jurisdiction=FR")
    assert [item["title"] for item in asked] == ["Vivastreet: Closure"]


def test_laws_are_told_with_what_they_change(client: Client) -> None:
    found = [
        (
            item["id"].partition("en/")[2],
            *(item[n] for n in ("title", "date_published", "date_modified", "content_html")),
        )
        for item in items(client, "/en/laws-in-force.json")
    ]
    assert found == [
        (
            "laws-in-force/law/fr-loi-2027/in_force",
            "1 January 2027, France: Loi n° 2026-1 in force",
            SECOND,
            SECOND,
            "<ul><li>buying: <del>criminal offence</del> → <ins>permitted</ins></li></ul>"
            f"<p>Law: {link('laws/fr-loi-2027/', 'Loi n° 2026-1')}</p>",
        ),
        (
            "laws-in-force/change/EU/2024-02-17",
            "17 February 2024, European Union: the law changes on max_sanction",
            FIRST,
            FIRST,
            "<ul><li>max_sanction: stated</li></ul>",
        ),
        (
            "laws-in-force/law/fr-loi-2016/in_force",
            "15 April 2016, France: 2016 Act in force",
            FIRST,
            FIRST,
            f"<ul><li>buying: <del>permitted</del> → <ins>criminal offence</ins></li></ul><p>Law: {THE_ACT}</p>",
        ),
    ]


def test_a_law_known_beforehand_is_told_anew_on_its_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: dt.date(2027, 1, 1))
    first = items(client, "/en/laws-in-force.json")[0]
    assert (first["title"][:14], first["date_published"], first["date_modified"]) == (
        "1 January 2027",
        SECOND,
        "2027-01-01T00:00:00+00:00",
    )


# The formats


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("feed", FEEDS)
def test_the_atom_feed_is_what_rfc_4287_asks_for(client: Client, feed: str, language: str) -> None:
    response = client.get(f"/{language}/{feed}.atom")
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(response.content)  # noqa: S314  our own
    assert root.tag == f"{ATOM}feed"
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
    once(root, "id", "title", "updated", "subtitle", "rights", "generator", "author")
    assert [(one.attrib["rel"], one.attrib["href"]) for one in root.findall(f"{ATOM}link")] == [
        ("alternate", f"{SITE}/{language}/{'calendar' if feed == 'laws-in-force' else feed}/"),
        ("self", f"{SITE}/{language}/{feed}.atom"),
        ("license", "https://creativecommons.org/licenses/by/4.0/"),
    ]
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Jalons"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        once(entry, "id", "title", "updated", "published", "content")
        assert [one.attrib["rel"] for one in entry.findall(f"{ATOM}link")] == ["alternate"]
        content = entry.find(f"{ATOM}content")
        assert content is not None
        assert content.attrib == {"type": "html"}
        assert len(content) == 0
        ElementTree.fromstring(f"<div>{content.text}</div>")  # noqa: S314  well-formed
    names = [entry.findtext(f"{ATOM}id", "") for entry in entries]
    assert len(names) == len(set(names))
    for name in (root.findtext(f"{ATOM}id", ""), *names):
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[A-Za-z0-9./?=&,_-]+", name), name
    times = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert times == sorted(times, reverse=True)
    assert root.findtext(f"{ATOM}updated") == times[0]
    assert all(dt.datetime.fromisoformat(time).tzinfo for time in times)


def once(element: ElementTree.Element, *names: str) -> None:
    """Each name stands there exactly once, and not empty."""
    for name in names:
        (found,) = element.findall(f"{ATOM}{name}")
        assert (found.text or "").strip() or len(found), name


@pytest.mark.parametrize("feed", FEEDS)
def test_both_formats_tell_the_same(client: Client, feed: str) -> None:
    root = ElementTree.fromstring(client.get(f"/en/{feed}.atom").content)  # noqa: S314  our own
    atom = [
        tuple(entry.findtext(f"{ATOM}{name}") for name in ("id", "title", "content", "published", "updated"))
        for entry in root.findall(f"{ATOM}entry")
    ]
    names = ("id", "title", "content_html", "date_published", "date_modified")
    assert atom == [tuple(item[name] for name in names) for item in items(client, f"/en/{feed}.json")]


def test_the_json_feed_is_what_version_1_1_asks_for(client: Client) -> None:
    response = client.get("/fr/changes.json?jurisdiction=FR")
    assert response.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    body = response.json()
    assert {name: body[name] for name in body if name != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Jalons – Modifications des données (Territoire\u00a0: France)",
        "description": "Modifications des données",
        "home_page_url": f"{SITE}/fr/changes/?jurisdiction=FR",
        "feed_url": f"{SITE}/fr/changes.json?jurisdiction=FR",
        "language": "fr",
        "authors": [{"name": "Jalons", "url": f"{SITE}/"}],
    }
    for item in body["items"]:
        assert {"id", "url", "title", "content_html", "content_text", "date_published", "date_modified"} <= set(item)


def test_text_from_the_data_is_text_in_every_format(client: Client) -> None:
    m.Law.objects.filter(pk="fr-loi-2027").update(citation="Loi <b>n° 1</b> & suite")
    (law,) = (one for one in items(client, "/en/changes.json?version=2026.11.2&record_type=law"))
    assert law["title"] == "France, Loi <b>n° 1</b> & suite (new)"
    assert "<li>New: Loi &lt;b&gt;n° 1&lt;/b&gt; &amp; suite</li>" in law["content_html"]
    root = ElementTree.fromstring(client.get("/en/changes.atom?version=2026.11.2&record_type=law").content)  # noqa: S314
    assert root.findtext(f"{ATOM}entry/{ATOM}title") == law["title"]
    assert root.findtext(f"{ATOM}entry/{ATOM}content") == law["content_html"]


def test_reader_software_is_told_what_has_not_changed(client: Client) -> None:
    addresses = [f"/en/{feed}.{ending}" for feed in FEEDS for ending in ("atom", "json")]
    for address in (*addresses, "/en/laws-in-force.ics"):
        first = client.get(address)
        assert client.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
        assert client.get(address, headers={"If-Modified-Since": first.headers["Last-Modified"]}).status_code == 304
        earlier = "Sun, 01 Nov 2026 11:59:59 GMT"
        assert client.get(address, headers={"If-Modified-Since": earlier}).status_code == 200
        assert first.headers["Last-Modified"] == "Fri, 20 Nov 2026 12:00:00 GMT" or "laws" in address
        assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_scripts_elsewhere_may_read_feeds(client: Client) -> None:
    for address in ("/en/changes.json", "/en/milestones.atom", "/en/laws-in-force.ics"):
        response = client.get(address, headers={"Origin": "https://elsewhere.example"})
        assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/en/", headers={"Origin": "https://e.example"}).headers


# How much


def test_a_version_that_changed_much_is_one_entry(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST_TOLD", 10)
    found = items(client, "/en/changes.json?date_after=2026-11-02")
    assert [item["id"].rpartition("/")[2] for item in found] == [
        "2026.11.3?date_after=2026-11-02", "FR.buying", "fr-loi-2027", "vivastreet", "FR",
    ]  # fmt: skip
    names = re.findall(r'<a href="[^"]+">([^<]+)</a>', found[0]["content_html"])
    assert names == [title for key, title, _, _ in TOLD if key.startswith("2026.11.3/")]
    assert "<li>Codings: 1 new, 1 changed, 1 removed</li>" in found[0]["content_html"]


def test_a_version_of_more_rows_than_can_be_read_is_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "MOST_CHANGES", 1)
    found = items(client, "/en/changes.json?version=2026.11.3")
    said = [(item["title"], "<a " in item["content_html"]) for item in found]
    assert said == [("Version 2026.11.3 of the data", False)]


def test_pages_of_a_feed_lead_to_each_other(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "VERSIONS_A_PAGE", 1)
    monkeypatch.setattr("countries.feeds.views.A_PAGE", 1)
    for feed in FEEDS:
        whole, links = [], []
        for page in (1, 2, 3):
            root = ElementTree.fromstring(client.get(f"/en/{feed}.atom?page={page}").content)  # noqa: S314  our own
            found = {one.attrib["rel"]: one.attrib["href"] for one in root.findall(f"{ATOM}link")}
            names = ("first", "previous", "next", "last")
            links.append({name: found.get(name, "").partition("?")[2] for name in names})
            whole += [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
        assert links == [
            {"first": "", "previous": "", "next": "page=2", "last": "page=3"},
            {"first": "", "previous": "", "next": "page=3", "last": "page=3"},
            {"first": "", "previous": "page=2", "next": "", "last": "page=3"},
        ]
        monkeypatch.undo()
        monkeypatch.setattr("django.utils.timezone.localdate", lambda: dt.date(2026, 11, 29))
        assert whole == [item["id"] for item in items(client, f"/en/{feed}.json")]
        monkeypatch.setattr(news, "VERSIONS_A_PAGE", 1)
        monkeypatch.setattr("countries.feeds.views.A_PAGE", 1)
    assert client.get("/en/changes.json?page=1").json()["next_url"] == f"{SITE}/en/changes.json?page=2"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_a_feed_costs_the_same_however_long_it_is(client: Client) -> None:
    """Of each, one query is the version of the data that keys the cache."""
    addresses = ("/en/changes.atom", "/en/milestones.atom", "/en/laws-in-force.atom", "/en/laws-in-force.ics")
    before = [queries(client, address) for address in addresses]
    newest = m.DataVersion.objects.order_by("-number")[0]
    for number in range(12):
        world.change(newest, f"FR.selling.20{number:02}-01-01")
        for record_type, record in (("law", "fr-loi-2016"), ("provision", "fr-loi-2016/art-20"), ("source", "fr-code")):
            m.Change.objects.create(
                version=newest, action="changed", record_type=record_type, record_id=record,
                fields={"title": [f"Text {number}", "Code pénal"]},
            )  # fmt: skip
        law = world.law(f"fr-more-{number}", m.Citation.objects.all()[0])
        world.law_dates(law, in_force=f"20{number:02}-05-01")
    newest.version = "2026.11.4"
    newest.save()
    after = [queries(client, address) for address in addresses]
    assert (before, after) == ([28, 8, 7, 7], [28, 8, 7, 7])


def test_a_feed_of_nothing_is_a_feed(client: Client) -> None:
    root = ElementTree.fromstring(client.get("/en/changes.atom?date_before=2026-01-01").content)  # noqa: S314  our own
    assert (root.findall(f"{ATOM}entry"), root.findtext(f"{ATOM}updated")) == ([], THIRD)
