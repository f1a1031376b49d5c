"""What readers come to a comparison for: to see who differs, to take it away, to cite it, and to see what changed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
FOUR = "j=FR,SE,DE,NZ&as_of=2026-11-01"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_four_side_by_side_only_differences_exported_and_cited(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/")
    for name in ("France", "Sweden", "Germany", "New Zealand"):
        page.get_by_label(name, exact=True).check()
    page.get_by_label("The law as of").fill("2026-11-01")
    page.get_by_role("button", name="Compare").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("France, Germany, Sweden and New Zealand, side by side")
    rows = page.locator("#answers tr[id]")
    every = rows.count()
    page.locator("#answers").get_by_role("link", name="only differences").click()
    expect(page).to_have_url(re.compile(r"only=differences#"))
    assert 0 < rows.count() < every
    assert page.locator("#answers tr[id]:not(.differs)").count() == 0
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV", exact=True).click()
    table = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text())))
    assert len(table) == 4 * rows.count()
    assert {row["differs"] for row in table} == {"true"}
    with page.expect_download() as cited:
        page.locator("#cite").get_by_role("link", name="BibTeX").click()
    entry = Path(cited.value.path()).read_text()
    address = re.findall(r"url = \{(.*?)\}", entry)[0]
    assert re.search(
        r"/en/compare/\?j=FR,DE,SE,NZ&as_of=2026-11-01&only=differences&version=\d{4}\.\d{2}\.\d+$", address
    )
    page.goto(site + address.partition(":8000")[2] if ":8000" in address else address)
    expect(page.locator(".revised")).to_contain_text("the current one")
    assert rows.count() == len(table) // 4


def test_what_changed_in_belgium_since_the_report(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/be/")
    page.goto(f"{site}/en/compare/?j=BE")
    page.get_by_label("The law as of").fill("2019-06-04")
    page.get_by_label("and, if you like, as of").fill("2026-11-01")
    page.get_by_role("button", name="Compare").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Belgium on 4 June 2019 and on 1 November 2026")
    changed = page.locator("section[aria-labelledby=changed]")
    expect(changed).to_contain_text("Decriminalised")
    row = changed.get_by_role("row", name=re.compile("^Brothels"))
    expect(row).to_contain_text("Criminal offence")
    expect(row).to_contain_text("Operator certificate")
    row.get_by_role("link").last.click()
    expect(page).to_have_url(re.compile(r"/en/laws/be-"))


def test_a_column_comes_moves_and_goes(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/?j=FR,SE")
    page.get_by_label("Add").select_option("Norway")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("France, Sweden and Norway, side by side")
    page.get_by_role("link", name="Move Norway to the left").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("France, Norway and Sweden, side by side")
    page.get_by_role("link", name="Take France out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway and Sweden, side by side")


def test_from_a_country_to_its_nearest_laws_and_to_the_two_of_them(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/fr/")
    page.get_by_role("link", name="All, with what parts them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laws nearest to those of France")
    row = page.locator("table.ranked tbody tr").filter(has=page.locator("details")).first
    expect(row.locator("table")).to_be_hidden()
    row.locator("summary").click()
    parts = row.locator("table tbody tr").count()
    row.locator("th a").first.click()
    expect(page).to_have_url(re.compile(r"/en/compare/\?j=FR,[A-Z-]+&.*core=true"))
    assert page.locator("#answers tr.differs").count() == parts


def test_the_names_stay_in_sight_and_the_question_stays_in_place(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.goto(f"{site}/en/compare/?{FOUR}")
    page.locator("#trafficking").scroll_into_view_if_needed()
    page.mouse.wheel(0, 600)
    page.wait_for_function("window.scrollY > 1500")
    name = page.locator("#answers thead .country").first
    expect(name).to_be_in_viewport()
    page.get_by_role("link", name="unfold the evidence").click()
    expect(page).to_have_url(re.compile(r"evidence=open#(?!answers)\w+$"))
    anchor = page.url.partition("#")[2]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    page.close()


def test_copying_gives_the_link_the_text_and_the_table(browser: Browser, site: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site}/en/compare/?{FOUR}&core=true")
    copied = {}
    for name in ("Copy the link", "Copy as text", "Copy as a table"):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_role("status")).to_have_text("Copied.")
        copied[name] = page.evaluate("navigator.clipboard.readText()")
        page.evaluate("document.querySelector('[role=status]').textContent = ''")
    assert copied["Copy the link"] == page.locator(".permalink").evaluate("(link) => link.href")
    text = page.request.get(f"{site}/en/compare.txt?{FOUR}&core=true").text()
    assert copied["Copy as text"].replace("\r\n", "\n") == text
    rows = [line.split("\t") for line in copied["Copy as a table"].splitlines()]
    shown = page.locator("#answers tr[id]")
    assert [row[0].split(";")[0].split(" differs")[0] for row in rows[2:]] == shown.locator("th a").all_inner_texts()
    assert rows[0][1:] == ["France", "Sweden", "Germany", "New Zealand"]
    values = shown.first.locator("td .v > span").all_inner_texts()
    assert [cell.split(";")[0] for cell in rows[2][1:]] == values
    html = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )
    assert html.count("<td>") == sum(len(row) for row in rows)
    context.close()


def test_without_script_there_is_the_text_and_nothing_that_does_nothing(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/en/compare/?{FOUR}")
    expect(page.locator(".copies")).to_be_hidden()
    page.get_by_role("link", name="Text", exact=True).click()
    expect(page.locator("body")).to_contain_text("France, Sweden, Germany and New Zealand, side by side")
    context.close()


@pytest.mark.parametrize("query", [FOUR, "j=FR,SE,DE,NZ,US,GB&as_of=2026-11-01&and=2010-01-01"])
def test_it_reads_within_a_narrow_phone(browser: Browser, site: str, query: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site}/fr/compare/?{query}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    labels = page.locator("#buying td").evaluate_all("(cells) => cells.map((cell) => cell.dataset.l)")
    shown = page.locator("#buying td").evaluate_all(
        "(cells) => cells.map((cell) => getComputedStyle(cell, '::before').content.slice(1, -1))"
    )
    assert labels == shown != []
    page.close()


def test_the_heatmap_gives_way_to_the_list_on_a_phone(browser: Browser, site: str) -> None:
    for width, wide in ((320, False), (1280, True)):
        page = browser.new_page(viewport={"width": width, "height": 640})
        page.goto(f"{site}/en/nearest/")
        assert page.locator("table.heat").is_visible() is wide
        assert page.get_by_role("heading", name="Each with its nearest").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.close()


def test_print_holds_what_a_reader_on_paper_needs(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    page.goto(f"{site}/en/compare/?{FOUR}")
    page.emulate_media(media="print")
    cell = page.locator("#buying td").first
    for part in (".v", ".pen", ".ev summary", ".ev .note", "blockquote", ".quote .src"):
        expect(cell.locator(part).first).to_be_visible()
    for hidden in (".take", ".index", ".move", ".switch"):
        expect(page.locator(hidden).first).to_be_hidden()
    page.close()
