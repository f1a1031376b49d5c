"""The picture beside a link to a page."""

from __future__ import annotations

import struct
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from countries.views.declared import declared
from countries.views.preview import Piece, card, title
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


def shown(address: str) -> dict[str, Any]:
    with override("en"), declared(RequestFactory().get("/en/preview.png"), address) as document:
        assert document is not None
        return card(document)


def test_a_profile_shows_its_strip_and_the_regime_of_the_day() -> None:
    found = shown("/en/countries/fr/?as_of=2019-06-04")
    rod = found.pop("rod")
    assert [pattern.name for pattern in found.pop("patterns")] == ["abolitionist", "neo"]
    assert found == {
        "lines": ["France: prostitution law"],
        "dated": "4 June 2019",
        "version": "2026.11.1",
        "pieces": [Piece("0.0", "666.8", "abolitionist"), Piece("666.8", "413.2", "neo")],
        "regime": "Abolitionist, the buyer offends",
    }
    assert (rod.first_year, rod.last_year) == (1999, 2026)


def test_a_page_without_a_strip_has_its_title_alone() -> None:
    found = shown("/fr/laws/")
    assert (found["lines"], found["dated"], found["pieces"], found["patterns"]) == (["Lois"], "", [], [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Belgium: prostitution law", ["Belgium: prostitution law"]),
        (
            "France, Sweden, Germany and New Zealand, side by side",
            ["France, Sweden, Germany and", "New Zealand, side by side"],
        ),
        (
            "word " * 40,
            ["word word word word word word", "word word word word word word", "word word word word word …"],
        ),
        ("Source: 売春防止法", []),
        ("Source: Ποινικός κώδικας", []),
        ("Œuvre – « l’été »", ["Œuvre – « l’été »"]),
    ],
)
def test_a_title_has_three_lines_in_letters_that_we_have(text: str, lines: list[str]) -> None:
    assert title(text) == lines


@pytest.mark.parametrize("path", ["", "countries/fr/", "compare/", "laws/", "codebook/"])
def test_every_page_names_its_picture_and_it_is_there(client: Client, path: str) -> None:
    page = Reader(client.get(f"/fr/{path}").content.decode())
    (found,) = page.all("meta", property="og:image")
    answer = client.get(str(found["content"]).removeprefix("http://127.0.0.1:8000"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert struct.unpack(">2I", answer.content[16:24]) == (1200, 630)
    assert len(answer.content) < 100_000


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("", 400),
        ("/nowhere/", 400),
        ("/en/preview.png?page=/en/", 400),
        ("https://example.org/", 400),
        ("/en/laws/none/", 404),
    ],
)
def test_what_has_no_picture(client: Client, page: str, status: int) -> None:
    assert client.get("/en/preview.png", {"page": page} if page else {}).status_code == status
