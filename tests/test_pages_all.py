"""What is true of every page, in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client

from tests import world
from tests.pages import LANGUAGES, PATHS, Reader
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
EVERY = [f"/{language}/{path}" for language in LANGUAGES for path in PATHS]


def read(client: Client, path: str) -> Reader:
    response = client.get(path)
    assert response.status_code == 200, path
    return Reader(response.content.decode())


@pytest.mark.parametrize("path", EVERY)
def test_a_page_has_its_landmarks_its_language_and_its_other_language(client: Client, path: str) -> None:
    page = read(client, path)
    language = path[1:3]
    assert [found["lang"] for found in page.all("html")] == [language]
    counts = Counter(tag for tag, _ in page.elements)
    assert {tag: counts[tag] for tag in ("h1", "main", "header", "footer")} == {
        "h1": 1,
        "main": 1,
        "header": 1,
        "footer": 1,
    }
    assert page.elements[[tag for tag, _ in page.elements].index("a")][1]["href"] == "#main"
    alternates = [
        (found["hreflang"], found["href"]) for found in page.all("link", rel="alternate") if "type" not in found
    ]
    assert alternates == [(code, f"http://127.0.0.1:8000/{code}{path[3:]}") for code in LANGUAGES]
    assert len(list(page.all("link", rel="canonical"))) == 1


@pytest.mark.parametrize("path", EVERY)
def test_a_page_keeps_to_the_content_security_policy(client: Client, path: str) -> None:
    page = read(client, path)
    for tag, found in page.elements:
        assert "style" not in found, (tag, found)
        assert not [name for name in found if name.startswith("on")], (tag, found)
    inline = [found for found in page.all("script") if not found.get("src")]
    assert [found for found in inline if found.get("type") != "application/ld+json"] == []
    assert list(page.all("style")) == []
    loaded = [found.get("href") for found in page.all("link") if found.get("rel") in {"stylesheet", "icon"}]
    loaded += [found.get("src") for tag, found in page.elements if found.get("src")]
    assert [address for address in loaded if not str(address).startswith("/static/")] == []


@pytest.mark.parametrize("path", EVERY)
def test_a_page_names_each_thing_once_and_links_to_what_is_there(client: Client, path: str) -> None:
    page = read(client, path)
    ids = page.ids()
    assert [name for name, number in Counter(ids).items() if number > 1] == []
    inside = [str(found["href"])[1:] for found in page.all("a") if str(found.get("href", "")).startswith("#")]
    assert [name for name in inside if name not in ids] == []


@pytest.mark.parametrize("path", EVERY)
def test_the_footer_says_version_verification_licence_and_no_advice(client: Client, path: str) -> None:
    text = read(client, path).text
    wanted = {
        "en": ("Data version 2026.11.1", "codings last verified 3 November 2026", "CC BY 4.0", "Not legal advice."),
        "fr": (
            "Version des données 2026.11.1",
            "codages vérifiés pour la dernière fois le 3 novembre 2026",
            "CC BY 4.0",
            "Ceci n’est pas un conseil juridique.",
        ),
    }[path[1:3]]
    assert [words for words in wanted if words not in text] == []


def test_the_links_between_pages_lead_somewhere(client: Client) -> None:
    world.texts()
    links: dict[str, str] = {}
    for path in PATHS:
        found = {re.sub(r"#.*", "", str(link.get("href"))) for link in read(client, f"/en/{path}").all("a")}
        own = sorted(link for link in found if link.startswith("/en/"))[:60]
        links |= {link: path for link in own if link not in links}
    dead = [(path, link) for link, path in links.items() if client.get(link).status_code != 200]
    assert (dead, len(links) > len(PATHS)) == ([], True)


def test_the_table_cells_have_headers_with_a_scope(client: Client) -> None:
    for path in PATHS:
        page = read(client, f"/en/{path}")
        assert [found for found in page.all("th") if found.get("scope") not in {"row", "col", "rowgroup"}] == [], path


def test_no_english_word_of_the_templates_is_left_on_a_french_page(client: Client) -> None:
    for path in PATHS:
        text = read(client, f"/fr/{path}").text
        assert (
            re.findall(r"\b(?:the|of|and|since|with|Show|Search|Laws|Countries)\b(?! 2| fr)", text_of_ours(text)) == []
        ), path


def text_of_ours(text: str) -> str:
    """Without addresses, and without the names and quotations of the hand-made world, which are English."""
    text = re.sub(r"https?://\S+", "", text)
    return re.sub(r"(?:What|Is|Act|Text|Seizure|Plea|Ruleset|How|Heading|Quotation|Search) [^.?()«»]*", "", text)


BARE = re.compile(r"\S [;:!?»]|« |^ ?[;:](?:\s|$)|\w[;:](?:\s|$)")


@pytest.mark.parametrize("path", PATHS)
def test_no_line_of_french_can_begin_with_a_colon(client: Client, path: str) -> None:
    """What stands between two tags, or in a label, has unbreakable spaces as the catalogue has.

    The hand-made world marks its own French, which is English, with “(fr)”; a header of HTTP is no French either.
    """
    page = read(client, f"/fr/{path}")
    labels = [found.get(name) or "" for _, found in page.elements for name in ("aria-label", "title", "content")]
    french = [words for words in [*page.words, *labels] if "(fr)" not in words and "Api-Key" not in words]
    assert [words for words in french if BARE.search(words)] == []
