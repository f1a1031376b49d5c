"""The API tried out from its own documentation: a request is really sent, its answer shown, and nothing else asked."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import servers

pytestmark = pytest.mark.browser
PATIENT = 60_000  # milliseconds: the description is large, and made when it is first asked for


class Watched:
    """The documentation in a browser, with everything that the page asks for and complains of."""

    def __init__(self, browser: Browser, site: str) -> None:
        servers.get(f"{site}/api/v1/schema.json")
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, site: str, operation: str) -> None:
        """One operation, unfolded and ready to be tried out."""
        self.page.goto(f"{site}/api/v1/docs/")
        block = self.page.locator(f"#operations-{operation}")
        expect(block).to_be_visible(timeout=PATIENT)
        block.locator("button.opblock-summary-control").click()
        block.get_by_role("button", name="Try it out").click()


def test_a_request_is_sent_as_the_example_has_it_and_its_answer_is_shown(browser: Browser, site: str) -> None:
    docs = Watched(browser, site)
    docs.open(site, "codings-codings_list")
    before = len(docs.asked)
    with docs.page.expect_response(lambda answer: "/api/v1/codings/?" in answer.url) as sent:
        docs.page.get_by_role("button", name="Execute").click()
    address = urlsplit(sent.value.url)
    assert (sent.value.status, parse_qs(address.query)) == (
        200,
        {"jurisdiction": ["FR"], "indicator": ["buying"], "as_of": ["2019-06-04"], "page": ["1"], "limit": ["1"]},
    )
    shown = docs.page.locator(".live-responses-table .response-col_description code").first
    expect(shown).to_contain_text('"data_version"', timeout=PATIENT)
    assert json.loads(shown.inner_text()) == json.loads(servers.get(sent.value.url)[2])
    assert docs.asked[before:] == [sent.value.url]
    assert [url for url in docs.asked if not url.startswith((f"{site}/", "data:"))] == []
    assert docs.said == []


def test_a_mistaken_request_shows_the_problem_that_names_it(browser: Browser, site: str) -> None:
    docs = Watched(browser, site)
    docs.open(site, "indicators-indicators_retrieve")
    docs.page.get_by_role("textbox", name="key").fill("buyng")
    with docs.page.expect_response(lambda answer: "/api/v1/indicators/buyng/" in answer.url) as sent:
        docs.page.get_by_role("button", name="Execute").click()
    assert sent.value.status == 404
    shown = docs.page.locator(".live-responses-table .response-col_description code").first
    expect(shown).to_contain_text('"status": 404', timeout=PATIENT)
    assert [line for line in docs.said if "404" not in line] == []


def test_a_type_of_problem_leads_to_its_description(browser: Browser, site: str) -> None:
    problem = json.loads(servers.get(f"{site}/api/v1/codings/?jurisdicton=FR")[2])
    docs = Watched(browser, site)
    docs.page.goto(f"{site}{problem['type']}")
    place = docs.page.locator(f"[id='{problem['type'].partition('#')[2]}']")
    expect(place).to_have_text(problem["title"])
    expect(docs.page.get_by_role("link", name="What the API promises", exact=True)).to_have_attribute(
        "href", "/en/api/"
    )
