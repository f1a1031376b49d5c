"""The questions that readers come with, each followed to its whole answer."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Locator, Page, expect

pytestmark = pytest.mark.browser
REPORT, NOW = "2019-06-04", "2026-11-01"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def records(page: Page, site: str, asked: str) -> list[dict[str, Any]]:
    """All records of a list of the API."""
    path, _, query = asked.partition("?")
    answer = page.request.get(f"{site}/api/v1/{path}/?limit=1000{f'&{query}' if query else ''}").json()
    assert answer["count"] == len(answer["results"]) > 0
    found: list[dict[str, Any]] = answer["results"]
    return found


def texts(found: Locator) -> list[str]:
    return [" ".join(text.split()) for text in found.all_inner_texts()]


def taken(page: Page, link: Locator) -> bytes:
    """The file that the link gives."""
    with page.expect_download() as started:
        link.click()
    return Path(started.value.path()).read_bytes()


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_everything_about_backpage(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("searchbox").fill("Backpage")
    page.get_by_role("search").get_by_role("button").click()
    hit = page.locator("ol.hits > li").first
    expect(hit).to_contain_text("Platform")
    hit.get_by_role("link").click()
    expect(page).to_have_url(f"{site}/en/platforms/backpage/")
    steps = records(page, site, "milestones?platform=backpage&ordering=date,id")
    cases = {case["id"]: case["title"]["en"] for case in records(page, site, "cases?platform=backpage")}
    edges = page.request.get(f"{site}/api/v1/graph/?platform=backpage").json()["edges"]
    assert sorted(texts(section(page, "Cases").locator("a.title"))) == sorted(cases.values())
    told = section(page, "Milestones").locator("table.steps tbody th > a")
    assert sorted(texts(told)) == sorted(step["title"]["en"] for step in steps)
    laws = section(page, "Laws").locator("a.title").evaluate_all("(links) => links.map((link) => link.pathname)")
    roles = {edge["source"] for edge in edges if edge["source"].startswith("law:") and edge["type"] != "claimed"}
    assert sorted(f"law:{law.split('/')[-2]}" for law in laws) == sorted(roles)
    claims = [edge for edge in edges if edge["type"] == "claimed"]
    expect(section(page, "What is claimed, and what the dates say").locator("li.claim")).to_have_count(len(claims))
    sources = section(page, "Sources")
    sources.locator("summary").click()
    cited = {citation["source"]["id"] for step in steps for citation in step["citations"]}
    listed = sources.locator("a").evaluate_all("(links) => links.map((link) => link.pathname)")
    assert cited <= {address.split("/")[-2] for address in listed}
    seizure = next(step for step in steps if step["kind"] == "seizure" and "backpage" in step["platforms"])
    page.get_by_role("link", name=seizure["title"]["en"], exact=True).first.click()
    case, key = seizure["id"].split("/")
    expect(page).to_have_url(f"{site}/en/cases/{case}/#{key}")
    step = page.locator(f"#{key}")
    expect(step).to_be_in_viewport()
    step.locator("summary").first.click()
    expect(step.locator("blockquote").first).to_have_text(seizure["citations"][0]["quote"])
    step.locator(".src a[href*='/sources/']").first.click()
    expect(page).to_have_url(re.compile(rf"/en/sources/{seizure['citations'][0]['source']['id']}/"))


@pytest.mark.parametrize("start", ["", "countries/be/"])
def test_what_changed_in_belgium_since_the_report(page: Page, site: str, start: str) -> None:
    page.goto(f"{site}/en/{start}")
    if start:
        page.get_by_role("link", name="What changed since the report", exact=True).click()
    else:
        page.get_by_role("link", name="Everything that changed since the 2019 report").click()
        page.get_by_role("navigation", name="Jurisdictions").get_by_role("link", name="Belgium").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belgium: what changed")
    changes = records(page, site, f"reforms?jurisdiction=BE&from={REPORT}")
    names = {one["code"]: one["name"]["en"] for one in records(page, site, "indicators")}
    rows = page.locator("table.reforms tbody tr")
    told = rows.locator("th > a").all_inner_texts()
    assert told == [names[change["indicator"]] for change in changes]
    for side, column in (("old", 3), ("new", 4)):
        shown = rows.locator(f"td:nth-child({column})")
        values = [change[side] and change[side]["value_label"]["en"] for change in changes]
        assert all((value or "Not coded") in cell for value, cell in zip(values, texts(shown), strict=True))
    changed = next(change for change in changes if change["law"])
    rows.nth(changes.index(changed)).locator("th small a").first.click()
    expect(page).to_have_url(re.compile(rf"/en/laws/{changed['law']}/"))


def test_which_law_allows_brothels_under_licence_and_in_what_words(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("searchbox").fill("brothels")
    page.get_by_role("search").get_by_role("button").click()
    page.locator("ol.hits > li a.title").first.click()
    expect(page).to_have_url(f"{site}/en/codebook/#brothels")
    value = page.locator("#brothels-licensed")
    asked = value.locator("td a").last.get_attribute("href") or ""
    laws = records(page, site, f"laws?{asked.partition('?')[2]}")
    places = records(page, site, "jurisdictions?value=brothels:licensed")
    assert texts(value.locator("td a")) == [str(len(places)), str(len(laws))]
    value.locator("td a").last.click()
    titles = page.locator("table.list tbody a.title")
    assert titles.evaluate_all("(links) => links.map((link) => link.pathname)") == [
        f"/en/laws/{law['id']}/" for law in laws
    ]
    page.go_back()
    value.locator("td a").first.click()
    page.get_by_role("link", name="Germany", exact=True).click()
    expect(page).to_have_url(f"{site}/en/countries/de/#brothels")
    (coding,) = records(page, site, "codings?jurisdiction=DE&indicator=brothels&include=provisions")
    answer = page.locator("#brothels td").first
    answer.locator("summary").first.click()
    quotations = texts(answer.locator(".ev blockquote"))
    assert quotations == [" ".join(citation["quote"].split()) for citation in coding["citations"]]
    for citation, source in zip(coding["citations"], texts(answer.locator(".quote .src")), strict=True):
        assert (citation["pinpoint"] or "") in source
    answer.get_by_role("link", name=re.compile("the provision$")).first.click()
    provision = coding["provisions"][0]["id"]
    law, key = provision.split("/")
    expect(page).to_have_url(f"{site}/en/laws/{law}/#{key}")
    article = page.locator(f'[id="{key}"]')
    expect(article).to_be_in_viewport()
    words = page.request.get(f"{site}/api/v1/provisions/{provision}/").json()
    expect(article.locator(".quote blockquote").first).to_have_text(words["quote"])
    article.locator("summary").first.click()
    expect(article.locator("a[href*='/sources/']").first).to_be_visible()


def test_a_question_on_the_map_on_two_days_its_table_and_the_same_as_a_file(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Map").click()
    page.get_by_label("Show").select_option(label="Brothels")
    page.get_by_label("On", exact=True).fill(REPORT)
    page.get_by_label("and on").fill(NOW)
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Brothels, on the map")
    names = {place["code"]: place["name"]["en"] for place in records(page, site, "jurisdictions")}
    values = page.request.get(f"{site}/api/v1/indicators/brothels/").json()["values"]
    labels = {value["code"]: value["label"]["en"] for value in values}
    rows = page.locator("table caption:has-text('Brothels') ~ tbody tr")
    told = texts(rows.locator("th a"))
    for day, column in ((REPORT, 2), (NOW, 3)):
        codings = records(page, site, f"codings?indicator=brothels&as_of={day}")
        said = {names[coding["jurisdiction"]]: labels[coding["value"]] for coding in codings}
        shown = rows.locator(f"td:nth-child({column}) .family > span")
        assert texts(shown) == [said[name] for name in told]
    data = taken(page, page.locator("main").get_by_role("link", name="CSV", exact=True).first)
    lines = list(csv.DictReader(io.StringIO(data.decode())))
    assert {names[line["jurisdiction"]] for line in lines} >= set(told)
    assert {(line["indicator"], line["value"]) for line in lines} <= {("brothels", value) for value in labels}


def test_what_changed_between_two_days_and_of_it_one_country(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("link", name="Reforms since 1999").click()
    page.get_by_role("link", name="What changed between two dates").click()
    page.get_by_label("From", exact=True).fill("2014-01-01")
    page.get_by_label("to", exact=True).fill("2018-12-31")
    page.locator(".bar").get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/en/reforms/?from=2014-01-01&to=2018-12-31")
    page.get_by_role("navigation", name="Jurisdictions").get_by_role("link", name="France").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("France: what changed")
    changes = records(page, site, "reforms?from=2014-01-01&to=2018-12-31&jurisdiction=FR")
    rows = page.locator("table.reforms tbody tr")
    expect(rows).to_have_count(len(changes))
    buying = next(change for change in changes if change["indicator"] == "buying")
    rows.nth(changes.index(buying)).locator("th > a").click()
    expect(page).to_have_url(f"{site}/en/countries/fr/?as_of={buying['date']}#buying")
    expect(page.locator("#buying td").first).to_contain_text(buying["new"]["value_label"]["en"])


def test_the_calendar_to_subscribe_to(page: Page, site: str) -> None:
    page.goto(f"{site}/en/laws/")
    page.get_by_role("main").get_by_role("link", name="Laws coming into force").click()
    page.locator(".facets summary").click()
    page.locator(".facets").get_by_label("Jurisdiction").select_option(label="Belgium")
    page.locator(".facets").get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/en/calendar/?jurisdiction=BE")
    address = page.get_by_role("link", name="Calendar (.ics)").get_attribute("href")
    assert address == "/en/laws-in-force.ics?jurisdiction=BE"
    answer = page.request.get(f"{site}{address}")
    assert answer.headers["content-type"].startswith("text/calendar")
    events = [
        (event["DTSTART"].dt.isoformat(), str(event["SUMMARY"]))
        for event in Calendar.from_ical(answer.body()).walk("VEVENT")
    ]
    shown = page.locator("main section ol.plain > li")
    assert shown.count() > 0
    told = texts(shown.locator("a.title"))
    assert set(told) <= {summary for _, summary in events}


def test_a_release_and_one_of_its_files_with_its_checksum(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Data and API").click()
    page.get_by_role("link", name="All of its files, with checksums").click()
    version = page.url.rstrip("/").rpartition("/")[2]
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Release {version}")
    data = taken(page, page.get_by_role("link", name="codings.csv", exact=True))
    digest = hashlib.sha256(data).hexdigest()
    row = page.get_by_role("row", name=re.compile("^codings.csv"))
    expect(row).to_contain_text(digest)
    sums = taken(page, page.get_by_role("link", name="SHA256SUMS", exact=True)).decode()
    assert f"{digest}  codings.csv\n" in sums
    lines = list(csv.reader(io.StringIO(data.decode())))
    expect(row).to_contain_text(f"{len(lines) - 1:,}")
