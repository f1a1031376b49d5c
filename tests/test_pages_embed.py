"""Pages in other sites' frames: who may frame what, the table first, and what the frame says of itself."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests import world
from tests.pages import LANGUAGES, PATHS, Reader
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db
EMBEDS = (
    "embed/map/",
    "embed/map/?indicator=buying&as_of=2015-01-01&and=2019-06-04&region=Europe",
    "embed/country/fr/",
    "embed/country/us-nv/?as_of=2019-06-04",
    "embed/compare/?j=FR,SE,DE&as_of=2019-06-04",
    "embed/compare/?j=FR&as_of=2015-01-01&and=2019-06-04&only=changes",
)
SNIPPETS = {
    "map/?indicator=buying&region=Europe": (
        "embed/map/?indicator=buying&region=Europe&version=2026.11.1",
        "Buying, on the map – Jalons",
    ),
    "countries/fr/?as_of=2019-06-04": (
        "embed/country/fr/?as_of=2019-06-04&version=2026.11.1",
        "France: prostitution law – Jalons",
    ),
    "compare/?j=FR,SE&as_of=2019-06-04&only=differences": (
        "embed/compare/?j=FR,SE&as_of=2019-06-04&only=differences&version=2026.11.1",
        "France and Sweden, side by side – Jalons",
    ),
    "countries/fr/": ("embed/country/fr/?version=2026.11.1", "France: prostitution law – Jalons"),
}


@pytest.fixture(autouse=True)
def made(db: None) -> world.World:
    return world.build()


def ancestors(client: Client, path: str) -> tuple[str, str | None]:
    response = client.get(path)
    assert response.status_code in {200, 400}, path
    policy = response.headers["Content-Security-Policy"]
    (found,) = re.findall(r"frame-ancestors ([^;]+)", policy)
    assert "default-src 'none'" in policy
    return found, response.headers.get("X-Frame-Options")


@pytest.mark.parametrize("path", EMBEDS)
def test_anybody_may_frame_it_when_it_is_made_and_when_it_is_kept(client: Client, path: str) -> None:
    assert [ancestors(client, f"/en/{path}") for _ in range(2)] == [("*", None)] * 2


def test_a_refusal_inside_a_frame_can_be_read_there(client: Client) -> None:
    assert ancestors(client, "/en/embed/map/?indicator=none") == ("*", None)


def test_nobody_may_frame_any_other_page(client: Client) -> None:
    world.texts()
    assert {ancestors(client, f"/en/{path}") for path in PATHS} == {("'none'", "DENY")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", EMBEDS)
def test_it_says_what_it_is_and_leads_to_the_whole(client: Client, path: str, language: str) -> None:
    page = Reader(client.get(f"/{language}/{path}").content.decode())
    (canonical,) = [str(found["href"]) for found in page.all("link", rel="canonical")]
    whole = canonical.removeprefix("http://127.0.0.1:8000")
    assert not whole.startswith(f"/{language}/embed/")
    assert client.get(whole).status_code == 200
    wanted = {"en": ("data version 2026.11.1", "Source:"), "fr": ("version des données 2026.11.1", "Source :")}
    text = page.text
    assert [words for words in (*wanted[language], "Jalons", "CC BY 4.0") if words not in text] == []
    assert canonical in [str(found.get("href")) for found in page.all("a")]
    assert [found["target"] for found in page.all("base")] == ["_blank"]


@pytest.mark.parametrize("path", EMBEDS)
def test_the_table_comes_first(client: Client, path: str) -> None:
    tags = [tag for tag, _ in Reader(client.get(f"/en/{path}").content.decode()).elements]
    assert "table" in tags
    assert "form" not in tags
    if "use" in tags:
        assert tags.index("table") < tags.index("use")


def test_the_map_by_answer_on_two_days(client: Client) -> None:
    html = client.get("/en/embed/map/?indicator=buying&as_of=2015-01-01&and=2019-06-04").content.decode()
    table = Reader(html.partition("<tbody>")[2].partition("</tbody>")[0]).text
    assert table == (
        "A Criminal offence Sweden , United States France , Sweden , United States D Permitted France , Germany Germany"
    )


def test_a_country_and_a_comparison_at_a_glance(client: Client) -> None:
    country = client.get("/en/embed/country/fr/?as_of=2019-06-04").content.decode()
    body = Reader(country.partition("<tbody>")[2].partition("</tbody>")[0]).text
    assert "Buying Is buying an offence? ! Criminal offence 15 April 2016 Act fr-loi-2016-444, art. 611-1" in body
    compared = client.get("/en/embed/compare/?j=FR,DE&as_of=2019-06-04").content.decode()
    rows = [Reader(row).text for row in compared.partition("<tbody>")[2].split("</tr>")[:2]]
    assert rows == [
        "Selling differs ✓ Permitted since 1999 or before § Permitted if registered since 1 July 2017",
        "Buying differs ! Criminal offence since 15 April 2016 ✓ Permitted since 1 January 2002",
    ]


def test_it_says_when_the_data_have_moved_on(client: Client) -> None:
    path = "/en/embed/country/fr/?version=2026.11.1"
    assert "moved on" not in client.get(path).content.decode()
    world.version("2026.11.2")
    html = client.get(path).content.decode()
    assert "this was embedded with version 2026.11.1 and shows version 2026.11.2." in Reader(html).text
    (link,) = re.findall(r'href="(/en/changes/between/[^"]+)"', html)
    assert unescape(link) == "/en/changes/between/?from=2026.11.1&to=2026.11.2"
    assert client.get(unescape(link)).status_code == 200


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("embed/map/?version=1", "version"),
        ("embed/map/?indicator=buying&model=mixed", "model"),
        ("embed/country/fr/?ruleset=kb-1", "ruleset"),
        ("embed/compare/", "j"),
        ("embed/compare/?j=FR", "j"),
        ("embed/compare/?j=FR,SE,DE,US,US-NV,EU,XX", "j"),
        ("embed/compare/?j=FR,SE&only=changes", "only"),
        ("embed/compare/?j=FR,SE&x=1", "x"),
    ],
)
def test_what_it_cannot_show_is_named(client: Client, path: str, parameter: str) -> None:
    response = client.get(f"/en/{path}")
    assert response.status_code == 400
    assert re.findall(r"<dd><code>([^<]+)</code></dd>", response.content.decode())[0] == parameter


def test_an_unknown_country_is_a_404(client: Client) -> None:
    assert client.get("/en/embed/country/xx/").status_code == 404


@pytest.mark.parametrize("path", SNIPPETS)
def test_the_snippet_frames_what_the_page_shows(client: Client, path: str) -> None:
    address, title = SNIPPETS[path]
    html = client.get(f"/en/{path}").content.decode()
    (snippet,) = re.findall(r'<textarea id="embed-code"[^>]*>(.*?)</textarea>', html)
    frames = list(Reader(unescape(snippet)).all("iframe"))
    assert [(one["src"], one["title"], one["loading"], one["width"]) for one in frames] == [
        (f"http://127.0.0.1:8000/en/{address}", title, "lazy", "100%")
    ]
    assert client.get(f"/en/{address}").status_code == 200


@pytest.mark.parametrize(
    ("path", "number"),
    [("embed/map/?indicator=buying", 8), ("embed/country/fr/", 8), ("embed/compare/?j=FR,SE,DE,US", 8)],
)
def test_it_costs_its_literal_number(client: Client, path: str, number: int, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(number):
        client.get(f"/en/{path}")
