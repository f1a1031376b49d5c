"""What tests of pages share: every address, and HTML read as a browser would."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.utils.translation import override

LANGUAGES = ("en", "fr")
VOID = {"meta", "link", "input", "br", "hr", "img", "rect", "path", "circle", "use", "pattern"}

# One address of every page, below the language, on the hand-made world (tests/world.py).
PATHS = (
    "",
    "map/",
    "map/?indicator=buying&as_of=2015-01-01&and=2019-06-04&region=Europe",
    "map/?ruleset=who-is-criminalised&model=buyer_third_parties",
    "countries/",
    "countries/fr/",
    "countries/us-nv/",
    "countries/eu/",
    "countries/fr/?as_of=2010-01-01",
    "compare/",
    "compare/?j=FR,SE,DE&as_of=2019-06-04",
    "compare/?j=FR,SE&as_of=2015-01-01&and=2019-06-04&only=differences&ruleset=who-is-criminalised",
    "compare/?j=FR&as_of=2015-01-01&and=2019-06-04&evidence=open",
    "compare/?j=FR,SE,DE&theme=trafficking&version=2026.11.1",
    "nearest/",
    "nearest/?j=FR&theme=platform_liability&as_of=2019-06-04",
    "regimes/",
    "regimes/?ruleset=who-is-criminalised",
    "regimes/neo_abolitionist/",
    "regimes/everyone/",
    "laws/",
    "laws/fr-loi-2016-444/",
    "laws/us-18-usc-1952/",
    "laws/?as_of=2019-06-04",
    "platform-liability/",
    "milestones/",
    "milestones/?lanes=case&kind=seizure",
    "graph/",
    "graph/?platform=backpage",
    "cases/backpage/",
    "cases/backpage/?as_of=2018-04-05",
    "platforms/backpage/",
    "transitions/",
    "transitions/?by=family&ruleset=who-is-criminalised&as_of=2019-06-04",
    "reforms/",
    "reforms/?from=2010-01-01&jurisdiction=FR",
    "codebook/",
    "report-2019/",
    "classifications/",
    "sources/",
    "sources/fr-text/",
    "changes/",
    "calendar/",
    "data/key/",
    "changes/between/",
    "data/",
    "api/",
    "search/",
    "search/?q=Backpage",
    "methodology/",
    "corrections/",
)


@pytest.fixture(autouse=True)
def language_restored() -> Iterator[None]:
    """A page leaves its language active in the thread; other tests start without it."""
    with override("en"):
        yield


class Reader(HTMLParser):
    """Elements with their attributes, and the visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "script" not in self.open and data.strip():
            self.words.append(data)

    @property
    def text(self) -> str:
        """The visible text, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str, **attributes: str) -> Iterator[dict[str, str | None]]:
        for name, found in self.elements:
            if name == tag and all(found.get(key) == value for key, value in attributes.items()):
                yield found

    def ids(self) -> list[str]:
        return [str(found["id"]) for _, found in self.elements if found.get("id")]
