"""What readers do with nothing but a keyboard: focus is always visible, never covered, and goes in order."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
FARTHEST = 1000

# Of the focused element: whether a ring is drawn (by itself, or by the shape it holds on a map), whether its first box
# can be seen and is not covered, and whether it comes after the element that had the focus before.
FOCUS = """() => {
  const at = document.activeElement, before = window.focusedBefore;
  window.focusedBefore = at;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), shape = at.querySelector(".shape, .dot, .part-mark");
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const box = (shape || at).getClientRects()[0];
  const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
  const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  const after = before && before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING;
  return {
    name: (at.getAttribute("aria-label") || at.innerText || at.name || at.id || "").trim(),
    ring: ring || (shape && getComputedStyle(shape).stroke === getComputedStyle(document.body).color),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    clear: !top || at.contains(top) || top.contains(at) || !!shape,
    ordered: !before || before === at || !!after,
  };
}"""


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        java_script_enabled=request.param, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield context.new_page()
    context.close()


def tab_to(page: Page, selector: str) -> list[str]:
    """Press Tab until the element has the focus; the names of what had it on the way."""
    passed = []
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus is not None, f"the focus left the page before {selector}: {passed[-3:]}"
        assert focus["ring"], f"no focus is visible on {focus['name']!r}"
        assert focus["seen"], f"{focus['name']!r} has the focus out of sight"
        assert focus["clear"], f"{focus['name']!r} has the focus and is covered"
        assert focus["ordered"], f"the focus goes back to {focus['name']!r}"
        passed.append(focus["name"])
        if page.locator(f"{selector}:focus").count():
            return passed
    raise AssertionError(f"{selector} is not reached by the keyboard in {FARTHEST} steps: {passed[-5:]}")


def test_choose_two_countries_and_compare(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/")
    for code in ("FR", "SE"):
        tab_to(page, f'main input[name="j"][value="{code}"]')
        page.keyboard.press("Space")
        expect(page.locator(f'main input[name="j"][value="{code}"]').first).to_be_checked()
    tab_to(page, "main form.chooser button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/compare/\?.*\bj=FR,SE\b"))
    expect(page.get_by_role("heading", level=1)).to_have_text("France and Sweden, side by side")


def test_open_the_evidence_of_a_cell(page: Page, site: str) -> None:
    page.goto(f"{site}/en/compare/?j=FR,SE&as_of=2019-06-04#buying")
    quotation = page.locator("#buying blockquote").first
    expect(quotation).to_be_hidden()
    tab_to(page, "#buying td summary")
    page.keyboard.press("Enter")
    expect(quotation).to_be_visible()
    tab_to(page, '#buying .src a[href*="/sources/"]')
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/sources/"))


def test_cite_an_answer(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/fr/?as_of=2019-06-04#buying")
    tab_to(page, "#buying td summary")
    page.keyboard.press("Enter")
    tab_to(page, '#buying a[href*="/cite/"]')
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("How to cite")
    expect(page.locator(".cite")).to_contain_text("“France: Buying – Criminal offence”")
    tab_to(page, "#as-bib ~ pre")


def test_switch_the_language(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/fr/?as_of=2019-06-04")
    passed = tab_to(page, 'header a[hreflang="fr"]')
    assert passed == ["Skip to the content", "Jalons", "Français"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/fr/countries/fr/?as_of=2019-06-04")


def test_search(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    tab_to(page, "#q-top")
    page.keyboard.type("Backpage")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/search/?q=Backpage")
    tab_to(page, "main a.title")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Backpage")


def test_filter_a_list(page: Page, site: str) -> None:
    page.goto(f"{site}/en/milestones/")
    tab_to(page, ".facets summary")
    page.keyboard.press("Enter")
    tab_to(page, '.facets select[name="platform"]')
    page.keyboard.type("Backpage")
    tab_to(page, ".facets button")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/milestones/\?platform=backpage"))
    expect(page.locator(".said")).to_contain_text("Backpage")


def test_jump_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}/en/countries/fr/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    passed = tab_to(page, "main a, main input, main button")
    assert passed[0] == "Countries"


def test_the_menu_of_a_telephone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{site}/en/")
    laws = page.get_by_role("navigation", name="Sections").get_by_role("link", name="Laws")
    expect(laws).to_be_hidden()
    tab_to(page, "button.menu")
    page.keyboard.press("Enter")
    expect(laws).to_be_visible()
    page.keyboard.press("Escape")
    expect(laws).to_be_hidden()
    page.keyboard.press("Enter")
    tab_to(page, '#sections a[href="/en/laws/"]')
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/laws/")


# A page of every kind; where it holds many countries or steps, narrowed to few.
KINDS = (
    "",
    "map/?indicator=buying&region=Europe&as_of=2019-06-04&and=2026-11-01",
    "regimes/",
    "compare/?j=FR,SE&as_of=2015-01-01&and=2019-06-04",
    "nearest/?j=FR",
    "laws/fr-loi-2016-444/",
    "platform-liability/?as_of=2000-01-01",
    "milestones/?platform=vivastreet",
    "graph/?platform=vivastreet",
    "cases/coco/",
    "platforms/coco/",
    "reforms/?jurisdiction=BE",
    "calendar/?jurisdiction=BE",
    "transitions/",
    "report-2019/?jurisdiction=GB",
    "classifications/",
    "changes/?jurisdiction=EU",
    "sources/?kind=academic",
    "sources/afp-2019/",
    "methodology/",
    "changes/between/",
    "data/",
    "data/latest/",
    "data/key/",
    "cite/?page=/en/countries/fr/",
    "search/?q=Backpage",
    "nothing/",
    "corrections/",
)


@pytest.mark.parametrize("path", KINDS)
def test_every_stop_of_a_page_is_seen_from_the_first_to_the_last(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}/en/{path}")
    passed = tab_to(page, '.foot a[href*="corrections"]')
    assert passed[:3] == ["Skip to the content", "Jalons", "Français"]
