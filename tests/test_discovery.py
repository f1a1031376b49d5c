"""What machines ask for at fixed addresses."""

from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client

from countries.models import Source
from tests.pages import LANGUAGES
from tests.pages import language_restored as language_restored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
SITE = "http://127.0.0.1:8000"
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def sitemap(client: Client) -> dict[str, dict[str, str]]:
    """Address -> its alternates by language."""
    answer = client.get("/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    found = {}
    for url in ElementTree.fromstring(answer.content).findall("s:url", NAMES):  # noqa: S314  our own
        links = url.findall("x:link", NAMES)
        found[url.findtext("s:loc", "", NAMES)] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
        assert url.findtext("s:lastmod", "", NAMES) == "2026-11-20"
    return found


def test_the_sitemap_names_every_page_in_both_languages_and_each_is_there(client: Client) -> None:
    pages = sitemap(client)
    paths = {address.removeprefix(SITE)[4:] for address in pages}
    assert {f"{SITE}/{code}/{path}" for code in LANGUAGES for path in paths} == set(pages)
    for address, alternates in pages.items():
        path = address.removeprefix(SITE)[4:]
        assert alternates == {code: f"{SITE}/{code}/{path}" for code in LANGUAGES} | {"x-default": f"{SITE}/{path}"}
    missing = [address for address in pages if client.get(address.removeprefix(SITE)).status_code != 200]
    assert missing == []
    assert client.get("/countries/fr/", headers={"Accept-Language": "fr"}).headers["Location"] == "/fr/countries/fr/"
    assert {"", "countries/fr/", "countries/us-nv/", "laws/fr-loi-2016-444/", "cases/backpage/", "codebook/"} <= paths
    assert len([path for path in paths if path.startswith("sources/") and path != "sources/"]) == Source.objects.count()


def test_robots_names_the_sitemap(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /en/search/?",
        "Disallow: /en/cite",
        "Disallow: /fr/search/?",
        "Disallow: /fr/cite",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_learns_how_to_search(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/opensearch.xml")
    assert answer.headers["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    root = ElementTree.fromstring(answer.content)  # noqa: S314  our own
    assert root.tag == f"{name}OpenSearchDescription"
    assert [(url.attrib["type"], url.attrib["template"]) for url in root.findall(f"{name}Url")] == [
        ("text/html", f"{SITE}/{language}/search/?q={{searchTerms}}"),
        ("application/opensearchdescription+xml", f"{SITE}/{language}/opensearch.xml"),
    ]
    assert len(root.findtext(f"{name}ShortName", "")) <= 16
    assert client.get(f"/{language}/search/?q=Backpage").status_code == 200


def test_the_icons_are_there_in_their_sizes(client: Client) -> None:
    manifest = client.get("/fr/site.webmanifest")
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    body = manifest.json()
    assert (body["lang"], body["start_url"]) == ("fr", "/fr/")
    icons = {icon["sizes"]: icon["src"] for icon in body["icons"]} | {"180x180": "/static/kb/icons/180.png"}
    for sizes, address in icons.items():
        picture = (settings.BASE_DIR / "kb" / address.lstrip("/")).read_bytes()
        assert picture[:8] == b"\x89PNG\r\n\x1a\n"
        assert "{}x{}".format(*struct.unpack(">2I", picture[16:24])) == sizes


def test_the_old_icon_holds_three_pictures(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/static/kb/icons/favicon.ico")
    data = (settings.BASE_DIR / "kb/static/kb/icons/favicon.ico").read_bytes()
    assert struct.unpack("<3H", data[:6]) == (0, 1, 3)
    for number, size in enumerate((16, 32, 48)):
        width, height, _, _, _, _, length, at = struct.unpack("<4B2H2I", data[6 + 16 * number : 22 + 16 * number])
        picture = data[at : at + length]
        assert (width, height, struct.unpack(">2I", picture[16:24])) == (size, size, (size, size))


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/en/opensearch.xml", "/en/site.webmanifest"])
def test_they_take_no_parameter_and_are_only_read(client: Client, path: str) -> None:
    assert client.get(f"{path}?x=1").status_code == 400
    assert client.post(path).status_code == 405
