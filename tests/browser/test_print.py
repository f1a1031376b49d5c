"""Pages on paper: what a reader prints holds the evidence and says what it is, without what is only for a screen."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.servers import program

pytestmark = pytest.mark.browser
SCREEN_ONLY = (
    "Data and API",
    "Skip to the content",
    "Filter this list",
    "BibTeX",
    "Report an error",
    "Cite this answer",
)


def printed(browser: Browser, address: str, folder: Path) -> list[str]:
    """The text of each page, as Chromium prints it without any script."""
    pdftotext = program("pdftotext")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    page.context.close()
    done = subprocess.run([pdftotext, folder / "page.pdf", "-"], capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\f").split("\f")


def flat(pages: list[str]) -> str:
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize(
    ("path", "title", "quotation"),
    [
        (
            "countries/fr/?as_of=2019-06-04",
            "France",
            "La personne majeure qui se prostitue ne peut pas être punie par la loi.",
        ),
        (
            "compare/?j=FR,SE,DE&as_of=2019-06-04",
            "France, Sweden and Germany, side by side",
            "La personne se livrant à la prostitution pouvait cependant être",
        ),
        (
            "laws/fr-loi-2016-444/?as_of=2019-06-04",
            "2016 Act",
            "Les dispositions contestées étaient issues des articles 20 et 21 de la loi",
        ),
    ],
)
def test_paper_holds_the_evidence_and_the_citation(
    browser: Browser, site: str, tmp_path: Path, path: str, title: str, quotation: str
) -> None:
    pages = printed(browser, f"{site}/en/{path}", tmp_path)
    text = flat(pages)
    assert title in flat(pages[:1])
    assert quotation in text
    assert "our translation" in text
    assert [words for words in SCREEN_ONLY if words in text] == []
    foot = flat(pages[-2:])
    assert re.search(
        r"The Jalons contributors\. “.+”\. Jalons, .+, as of 4 June 2019, data version [\d.]+, CC BY 4\.0\.", foot
    )
    assert re.search(r"Data version [\d.]+ · codings last verified", foot)
    for number, page in enumerate(pages, 1):
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", flat([page])[-60:])
