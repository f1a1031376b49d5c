"""What readers come to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_find_a_country(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Countries").click()
    page.get_by_role("link", name="France", exact=True).click()
    expect(page).to_have_url(re.compile(r"/en/countries/fr/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("France")


def test_compare_three_countries_on_the_day_of_the_report(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/")
    for name in ("France", "Sweden", "Germany"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("The law as of").fill("2019-06-04")
    page.get_by_role("button", name="Compare").first.click()
    expect(page).to_have_url(f"{site}/en/compare/?as_of=2019-06-04&j=FR,DE,SE")
    expect(page.get_by_role("heading", level=1)).to_have_text("France, Germany and Sweden, side by side")
    expect(page.locator(".lede")).to_contain_text("The law in force on 4 June 2019")


def test_open_the_evidence_of_a_cell(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/?j=FR,SE&as_of=2019-06-04")
    cell = page.locator("#buying td").first
    quotation = cell.locator("blockquote").first
    expect(quotation).to_be_hidden()
    cell.locator("summary").first.click()
    expect(quotation).to_be_visible()
    expect(cell.locator(".quote .src").first).to_contain_text("seen")
    words = cell.get_by_role("link", name="their words, in the profile")
    expect(words).to_have_attribute("href", "/en/countries/fr/?as_of=2019-06-04#buying")


def test_search_for_backpage(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("searchbox").fill("Backpage")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.locator("main mark").first).to_have_text("Backpage")
    page.get_by_role("main").get_by_role("link", name="Backpage", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Backpage")


def test_switch_the_language_and_keep_the_page(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/?j=FR,SE&as_of=2019-06-04")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{site}/fr/compare/?j=FR,SE&as_of=2019-06-04")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.get_by_role("heading", level=1)).to_have_text("France et Suède, côte à côte")


def test_ask_for_another_day(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/fr/")
    page.get_by_label("The law as of").fill("2010-01-01")
    page.get_by_role("button", name="Show").first.click()
    expect(page).to_have_url(f"{site}/en/countries/fr/?as_of=2010-01-01")
    expect(page.locator(".lede")).to_contain_text("On 1 January 2010")


def test_stay_in_the_year_of_the_report_and_leave_it(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/be/")
    laws = page.locator("#laws")
    laws.locator(".redate summary").click()
    laws.get_by_label("Another day for this section").fill("2019-06-04")
    laws.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/en/countries/be/?as_of=2019-06-04#laws")
    laws.get_by_role("link", name="Code pénal du 8 juin 1867").click()
    expect(page).to_have_url(f"{site}/en/laws/be-code-penal-1867/?as_of=2019-06-04")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Regimes").click()
    expect(page.locator(".asof")).to_contain_text("You are reading the law of 4 June 2019.")
    page.get_by_role("link", name="Back to today").click()
    expect(page).to_have_url(re.compile(r"/en/regimes/\??$"))


def test_a_day_chosen_at_the_top_keeps_the_place(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/en/countries/fr/#buying")
    page.locator(".bar").get_by_role("link", name="4 June 2019").click()
    expect(page).to_have_url(f"{site}/en/countries/fr/?as_of=2019-06-04#buying")
    page.get_by_label("The law as of").fill("2010-01-01")
    page.locator(".bar").get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/en/countries/fr/?as_of=2010-01-01#buying")
    page.close()


def test_reach_the_content_and_a_country_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/#main")
