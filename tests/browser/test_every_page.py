"""Every page at a desk's and at a narrow phone's width: quiet, self-contained, within its width, accessible."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser
# Everything up to WCAG 2.2 AA, the size of targets among it, and what is held to be good practice.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = {"desk": (1280, 900), "phone": (320, 640)}
PATHS = (
    "",
    "map/",
    "map/?indicator=buying&as_of=2019-06-04&and=2026-11-01&region=Europe",
    "map/?ruleset=who-is-criminalised&model=everyone",
    "embed/map/?indicator=buying",
    "embed/country/fr/",
    "embed/compare/?j=FR,SE,DE&as_of=2019-06-04",
    "countries/",
    "countries/?family=regulated",
    "countries/fr/",
    "countries/us/?as_of=2010-01-01",
    "compare/",
    "compare/?j=FR,SE,DE&as_of=2019-06-04",
    "compare/?j=FR,SE,DE,NZ,US,GB&as_of=2010-01-01&and=2026-01-01",
    "compare/?j=FR",
    "compare/?j=BE&as_of=2019-06-04&and=2026-01-01&evidence=open",
    "nearest/",
    "nearest/?j=FR&theme=platform_liability",
    "regimes/",
    "regimes/neo_abolitionist/",
    "laws/",
    "laws/fr-loi-2016-444/",
    "laws/be-code-penal-1867/?as_of=2019-06-04",
    "platform-liability/",
    "milestones/",
    "milestones/?lanes=jurisdiction&jurisdiction=FR",
    "graph/",
    "graph/?platform=backpage",
    "cases/backpage/",
    "cases/backpage/?as_of=2018-04-05",
    "platforms/backpage/",
    "transitions/",
    "transitions/?by=reform&as_of=2019-06-04",
    "reforms/",
    "reforms/?jurisdiction=BE",
    "codebook/",
    "methodology/",
    "vocabulary/",
    "about/",
    "legal/",
    "report-2019/",
    "classifications/",
    "sources/",
    "sources/fr-juriblio-2003-239/",
    "changes/",
    "calendar/",
    "data/key/",
    "changes/between/",
    "data/",
    "data/latest/",
    "search/?q=Backpage",
    "search/?kind=lawz",
    "recipes/",
    "api/",
    "cite/?page=/en/countries/fr/%23buying",
    "nothing/",
    "countries/uk/",
)


def opened(browser: Browser, width: str, **options: Any) -> tuple[Page, list[str]]:
    """A page, and what it complains of or asks of others, as it happens."""
    across, down = WIDTHS[width]
    context = browser.new_context(viewport={"width": across, "height": down}, **options)
    page, troubles = context.new_page(), list[str]()
    page.on("console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    return page, troubles


def overflow(page: Page) -> int:
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_quiet_self_contained_narrow_and_accessible(
    browser: Browser, site: str, path: str, width: str
) -> None:
    language = "fr" if width == "phone" else "en"
    page, troubles = opened(browser, width)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    response = page.goto(f"{site}/{language}/{path}")
    assert response is not None
    expected = 404 if path in {"nothing/", "countries/uk/"} else 400 if "lawz" in path else 200
    assert response.status == expected
    assert [text for text in troubles if str(expected) not in text] == []
    assert [url for url in asked if not url.startswith(f"{site}/")] == []
    assert overflow(page) == 0
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found] == []
    page.context.close()


@pytest.mark.parametrize(
    "path",
    ["", "map/?indicator=selling", "countries/fr/", "compare/?j=FR,SE,DE", "nearest/", "transitions/"],
)
def test_the_dark_colours_have_enough_contrast(browser: Browser, site: str, path: str) -> None:
    page, _ = opened(browser, "desk", color_scheme="dark")
    page.goto(f"{site}/en/{path}")
    found = Axe().run(page, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [[node["html"] for node in rule["nodes"]][:3] for rule in found] == []
    page.context.close()


def test_a_page_weighs_little(browser: Browser, site: str) -> None:
    """At most 100 kB compressed in all: HTML, stylesheet, typeface and icon."""
    for path in ("", "map/", "countries/fr/", "compare/?j=FR,SE,DE,NZ,US,GB&and=2010-01-01", "nearest/", "codebook/"):
        page, _ = opened(browser, "desk")
        answers: list[Response] = []
        page.on("response", lambda answer, answers=answers: answers.append(answer))
        page.goto(f"{site}/en/{path}", wait_until="networkidle")
        weight = sum(len(gzip.compress(answer.body())) for answer in answers)
        assert 10_000 < weight <= 100_000, path
        page.context.close()
