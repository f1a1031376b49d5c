"""The map in a browser: what readers come to do with it, by mouse and by keyboard, with script and without."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
STORY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A story</title>'


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address of another origin that serves it."""
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_buyer_criminalised_in_europe_in_2019_and_now(page: Page, site: str) -> None:
    page.goto(f"{site}/en/")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Map").click()
    page.get_by_label("Show").select_option(label="Buying")
    page.get_by_label("Region").select_option(label="Europe")
    page.get_by_label("On", exact=True).fill("2019-06-04")
    page.get_by_label("and on").fill("2026-11-01")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{site}/en/map/?region=Europe&as_of=2019-06-04&and=2026-11-01&indicator=buying")
    page.locator(".key").get_by_role("link", name="Criminal offence").click()
    expect(page).to_have_url(re.compile(r"value=criminal_offence"))
    then, now = (page.locator(f"tbody tr td:nth-child({column})") for column in (2, 3))
    expect(then.filter(has_text="Criminal offence")).to_have_count(5)
    expect(now.filter(has_text="Criminal offence")).to_have_count(5)
    assert page.locator("tbody th a").all_inner_texts() == ["France", "Ireland", "Norway", "Sweden", "Northern Ireland"]
    page.get_by_role("link", name="France: Criminal offence").first.press("Enter")
    expect(page).to_have_url(f"{site}/en/countries/fr/?as_of=2019-06-04#buying")


def test_a_country_is_reached_by_keyboard_and_says_what_holds(page: Page, site: str) -> None:
    page.goto(f"{site}/en/map/?indicator=buying")
    page.get_by_role("link", name="SVG").focus()
    shapes = page.locator(".map a:not([tabindex])")
    names = [shape.get_attribute("aria-label") or "" for shape in shapes.all()]
    assert len({name.partition(":")[0] for name in names}) == len(names) >= 35
    france = page.get_by_role("link", name="France: Criminal offence")
    france.focus()
    expect(france).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/en/countries/fr/#buying")


def test_a_small_country_is_reached_by_touch(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{site}/en/map/")
    page.locator('.inset a[href="/en/countries/ch/"] use').tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Switzerland")
    context.close()


def test_download_the_map_that_is_shown(page: Page, site: str) -> None:
    page.goto(f"{site}/en/map/?indicator=buying&region=Europe&as_of=2019-06-04")
    with page.expect_download() as started:
        page.get_by_role("link", name="PNG").click()
    assert started.value.suggested_filename == "jalons-buying-2019-06-04.png"
    assert Path(started.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("query", ["", "?indicator=buying&region=Europe&as_of=2019-06-04&and=2026-11-01"])
def test_a_png_decodes_to_the_colours_of_its_legend(browser: Browser, site: str, query: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/en/map/")
    width, height, colours = page.evaluate(
        """async (address) => {
          const picture = await createImageBitmap(await (await fetch(address)).blob());
          const canvas = new OffscreenCanvas(picture.width, picture.height);
          const context = canvas.getContext("2d");
          context.drawImage(picture, 0, 0);
          const data = context.getImageData(0, 0, picture.width, picture.height).data;
          const counts = {};
          for (let at = 0; at < data.length; at += 4) {
            const colour = [data[at], data[at + 1], data[at + 2]].join(",");
            counts[colour] = (counts[colour] ?? 0) + 1;
          }
          return [picture.width, picture.height, counts];
        }""",
        f"/en/map.png{query}",
    )
    assert width == 1600
    assert 800 < height < 2400
    share = {colour: number / (width * height) for colour, number in colours.items()}
    assert 0.2 < share["251,250,246"] < 0.9  # paper
    for drawn in ("233,229,218", "200,80,10", "10,105,168"):  # other land, the warm and the blue pattern
        assert share[drawn] > 0.001, drawn
    page.close()


def test_embed_the_map(page: Page, site: str, elsewhere: tuple[Path, str]) -> None:
    page.goto(f"{site}/en/map/?indicator=buying&as_of=2019-06-04")
    page.get_by_text("Embed this").click()
    snippet = page.get_by_label("Code to copy").input_value()
    public = re.search(r'src="(https?://[^/]+)', snippet)
    assert public is not None
    folder, other = elsewhere
    (folder / "story.html").write_text(f"{STORY}{snippet.replace(public[1], site)}")
    page.goto(f"{other}/story.html")
    frame = page.frame_locator('iframe[title="Buying, on the map – Jalons"]')
    expect(frame.get_by_role("heading", level=1)).to_have_text("Buying, on the map")
    expect(frame.get_by_text("data version").first).to_be_visible()
    expect(frame.get_by_role("row", name="Criminal offence").first).to_contain_text("Sweden")
    expect(frame.locator("footer")).to_contain_text("CC BY 4.0")
    expect(frame.get_by_role("link", name="With all the evidence on Jalons")).to_have_attribute(
        "href", re.compile(r"/en/map/\?as_of=2019-06-04&indicator=buying$")
    )


def test_no_other_page_is_shown_in_a_frame(browser: Browser, site: str, elsewhere: tuple[Path, str]) -> None:
    folder, other = elsewhere
    (folder / "story.html").write_text(f'{STORY}<iframe src="{site}/en/map/"></iframe>')
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.goto(f"{other}/story.html", wait_until="networkidle")
    assert [frame.url.partition(":")[0] for frame in page.frames[1:]] == ["chrome-error"]
    assert [text for text in said if "frame-ancestors" in text or "X-Frame-Options" in text]
    page.close()
