"""Releases as they are served: their pages, their files as they are for ever, and nothing else of the disk."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.test import Client

from countries import models as m
from countries.dossier.load import load
from countries.releases import shelf
from countries.releases.catalogue import TABLES
from countries.releases.media import TITLES
from countries.releases.package import build
from tests import servers
from tests.dossier import minimal
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db
MEDIA = {
    "codings.csv": "text/csv; charset=utf-8; header=present",
    "jalons.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jalons.sqlite": "application/vnd.sqlite3",
    "jurisdictions.geojson": "application/geo+json",
    "datapackage.json": "application/json",
    "dcat.jsonld": "application/ld+json",
    "changes.json": "application/json",
    "CHANGES.md": "text/markdown; charset=utf-8",
    "README.md": "text/markdown; charset=utf-8",
    "CITATION.cff": "application/yaml",
    "LICENSE": "text/plain; charset=utf-8",
    "SHA256SUMS": "text/plain; charset=utf-8",
}


@pytest.fixture(scope="module")
def root(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Three versions, of which the first and the last are released."""
    root = tmp_path_factory.mktemp("shelf")
    with django_db_blocker.unblock(), transaction.atomic():
        for number, value in enumerate(("criminal_offence", "administrative_offence", "permitted")):
            files = minimal.dossier()
            files["jurisdictions/FR.yaml"]["codings"][3]["value"] = value
            load(minimal.write(tmp_path_factory.mktemp("kb"), files))
            version = m.DataVersion.objects.current()
            assert version is not None
            if number != 1:
                build(version, root)
        yield root
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def shelved(root: Path, settings: Any) -> list[str]:
    """The versions released, the newest first."""
    settings.RELEASES_DIR = root
    return [release.version for release in shelf.standing(root)]


def content(client: Client, address: str, **headers: str) -> tuple[Any, bytes]:
    """The answer and its body; the client closes a file once it is read to its end."""
    response = client.get(address, headers=headers)
    return response, b"".join(response)  # type: ignore[call-overload]


def read(client: Client, address: str) -> Reader:
    response = client.get(address)
    assert response.status_code == 200, address
    return Reader(response.content.decode())


def test_the_shelf_holds_what_was_released(root: Path, shelved: list[str]) -> None:
    newest, oldest = shelf.standing(root)
    first, second, third = m.DataVersion.objects.order_by("number")
    assert (newest.version, newest.since, newest.hash) == (third.version, first.version, third.hash)
    assert (oldest.version, oldest.since, oldest.hash) == (first.version, "", first.hash)
    assert second.version not in shelved
    assert {file.name for file in newest.files} == {f"{table.name}.csv" for table in TABLES} | set(TITLES)
    assert newest.size == sum(path.stat().st_size for path in newest.folder.iterdir())
    assert shelf.standing(root / "nothing") == []


def test_the_order_of_versions_is_that_of_their_numbers() -> None:
    names = ["2027.1.1", "2026.11.10", "2026.2.1", "2026.11.2"]
    assert sorted(names, key=shelf.order) == ["2026.2.1", "2026.11.2", "2026.11.10", "2027.1.1"]


def test_every_file_is_served_as_it_is(client: Client, root: Path, shelved: list[str]) -> None:
    for version in shelved:
        for path in (root / version).iterdir():
            response, body = content(client, f"/data/{version}/{path.name}")
            assert body == path.read_bytes()
            ending = path.suffix or path.name
            assert response.headers["Content-Type"] == MEDIA.get(path.name, MEDIA["codings.csv"]), ending
            assert response.headers["Content-Disposition"] == f'attachment; filename="jalons-{version}-{path.name}"'
            assert response.headers["Content-Length"] == str(len(body))
            assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response.headers["X-Data-Version"] == version


def test_a_reader_who_has_it_is_told_so(client: Client, shelved: list[str]) -> None:
    address = f"/data/{shelved[0]}/codings.csv"
    first, body = content(client, address)
    assert first.headers["ETag"] == f'"{hashlib.sha256(body).hexdigest()}"'
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        response, empty = content(client, address, **headers)
        assert (response.status_code, empty, response.headers["ETag"]) == (304, b"", first.headers["ETag"])
        assert response.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert content(client, address, **{"If-None-Match": '"other"'})[1] == body
    other = content(client, f"/data/{shelved[1]}/codings.csv", **{"If-None-Match": first.headers["ETag"]})
    assert other[0].status_code == 200


def test_head_has_the_headers_and_no_body(client: Client, shelved: list[str]) -> None:
    address = f"/data/{shelved[0]}/codings.csv"
    got, body = content(client, address)
    head = client.head(address)
    assert (head.status_code, b"".join(head)) == (200, b"")
    assert head.headers["Content-Length"] == str(len(body))
    assert head.headers["ETag"] == got.headers["ETag"]


def test_other_sites_may_read_it(client: Client, shelved: list[str]) -> None:
    response, _ = content(client, f"/data/{shelved[0]}/codings.csv", Origin="https://elsewhere.example")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_latest_leads_to_the_newest(client: Client, shelved: list[str]) -> None:
    response = client.get("/data/latest/codings.csv")
    assert (response.status_code, response.headers["Location"]) == (302, f"/data/{shelved[0]}/codings.csv")
    assert response.headers["Cache-Control"] == "no-cache"
    page = client.get("/fr/data/latest/")
    assert (page.status_code, page.headers["Location"]) == (302, f"/fr/data/{shelved[0]}/")
    assert client.get("/data/latest/nothing.csv").status_code == 404


@pytest.mark.parametrize(("below", "ends"), [("", ""), ("{version}/", "{version}/"), ("latest/", "latest/")])
def test_without_a_language_the_readers_is_taken(client: Client, shelved: list[str], below: str, ends: str) -> None:
    response = client.get(f"/data/{below.format(version=shelved[0])}", headers={"Accept-Language": "fr"})
    location = f"/fr/data/{ends.format(version=shelved[0])}"
    assert (response.status_code, response.headers["Location"]) == (302, location)
    assert "Accept-Language" in response.headers["Vary"]


OUTSIDE = [
    "/data/{version}/nothing.csv",
    "/data/{version}/../secret",
    "/data/{version}/..%2Fsecret",
    "/data/{version}/%2e%2e/secret",
    "/data/{version}/..%5Csecret",
    "/data/{version}/.hidden",
    "/data/{version}/codings.csv/",
    "/data/{version}/codings.csv%00",
    "/data/{version}/codings.csv%0A",
    "/data/{version}/sub/file",
    "/data/{version}/sub",
    "/data/{version}//etc/passwd",
    "/data/../secret",
    "/data/..%2Fsecret/codings.csv",
    "/data/%2Fetc/passwd",
    "/data/2026.1.1/codings.csv",
    "/data/٢٠٢٦.11.1/codings.csv",
    "/data/.{version}.partial/codings.csv",
    "/data/{version}.1/codings.csv",
]


@pytest.mark.parametrize("address", OUTSIDE)
def test_nothing_else_of_the_disk_can_be_had(
    client: Client, root: Path, shelved: list[str], settings: Any, tmp_path: Path, address: str
) -> None:
    settings.RELEASES_DIR = tmp_path / "shelf"
    shutil.copytree(root, tmp_path / "shelf")
    inside = tmp_path / "shelf" / shelved[0]
    for path in ("../secret", ".hidden", "sub/file", f"../.{shelved[0]}.partial/codings.csv"):
        (inside / path).parent.mkdir(exist_ok=True)
        (inside / path).write_text("not for anybody")
    asked = address.format(version=shelved[0])
    response = client.get(asked if asked.isascii() else quote(asked, safe="/%."))
    assert response.status_code == 404, address
    assert b"not for anybody" not in response.content


@pytest.mark.parametrize("path", ["/data/", "/en/data/", "/data/{version}/codings.csv", "/fr/data/{version}/"])
def test_parameters_are_refused_by_name(client: Client, shelved: list[str], path: str) -> None:
    response = client.get(f"{path.format(version=shelved[0])}?format=csv")
    assert response.status_code == 400
    assert "format" in response.content.decode()


@pytest.mark.parametrize("path", ["/en/data/", "/data/{version}/codings.csv", "/en/data/{version}/"])
def test_they_are_only_read(client: Client, shelved: list[str], path: str) -> None:
    assert client.post(path.format(version=shelved[0])).status_code == 405


# Pages


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_leads_to_every_release_and_to_the_api(client: Client, shelved: list[str], language: str) -> None:
    page = read(client, f"/{language}/data/")
    links = {str(found.get("href")) for found in page.all("a")}
    newest, oldest = shelved
    assert {f"/{language}/data/{version}/" for version in shelved} <= links
    assert {f"/data/{newest}/{name}" for name in ("jalons.xlsx", "codings.csv", "panel.csv", "jalons.sqlite")} <= links
    assert {f"/data/{version}/{name}" for version in shelved for name in ("SHA256SUMS", "dcat.jsonld")} <= links
    assert f"/{language}/changes/between/?from={oldest}&to={newest}" in links
    assert {"/api/v1/docs/", "/api/v1/schema/", f"/{language}/data/key/"} <= links
    said = {"en": ("What a version is", "data version"), "fr": ("Ce qu’est une version", "version des données")}
    assert [words for words in said[language] if words not in page.text] == []
    assert f"/data/{newest}/" in page.text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_release_lists_each_of_its_files_with_size_and_checksum(
    client: Client, root: Path, shelved: list[str], language: str
) -> None:
    for release in shelf.standing(root):
        page = read(client, f"/{language}/data/{release.version}/")
        links = [str(found["href"]) for found in page.all("a") if "/data/2" in str(found.get("href"))]
        assert {f"/data/{release.version}/{file.name}" for file in release.files} <= set(links)
        assert [file.sha256 for file in release.files if file.sha256 not in page.text] == []
        assert release.hash in page.text


def test_every_file_is_said_in_french(client: Client, root: Path, shelved: list[str]) -> None:
    text = read(client, f"/fr/data/{shelved[0]}/").text
    titles = [file.title for file in shelf.standing(root)[0].files]
    assert [title for title in titles if title in text and title not in {"Tables"}] == []


def test_the_masthead_leads_to_the_data(client: Client, shelved: list[str]) -> None:
    assert list(read(client, "/en/").all("a", href="/en/data/"))
    current = [found["href"] for found in read(client, f"/en/data/{shelved[0]}/").all("a", **{"aria-current": "true"})]
    assert current == ["/en/data/"]


def test_a_new_release_is_on_the_page_at_once(
    client: Client, shelved: list[str], settings: Any, tmp_path: Path
) -> None:
    settings.RELEASES_DIR = tmp_path / "empty"
    assert "No release stands here yet." in read(client, "/en/data/").text
    assert client.get("/data/latest/codings.csv").status_code == 404
    assert client.get("/en/data/latest/").status_code == 404
    version = m.DataVersion.objects.current()
    assert version is not None
    build(version, tmp_path / "empty")
    assert f"Version {version.version}, of" in read(client, "/en/data/").text


def test_the_page_says_when_the_site_is_ahead_of_its_releases(client: Client, shelved: list[str]) -> None:
    said = "has not been released as files yet"
    assert said not in read(client, "/en/data/").text
    m.DataVersion.objects.create(version="2099.1.1", hash="", loaded_at=m.DataVersion.objects.all()[0].loaded_at)
    assert f"The site already shows version 2099.1.1, which {said}." in read(client, "/en/data/").text


def test_machines_find_the_files_in_the_page(client: Client, shelved: list[str]) -> None:
    text = client.get(f"/en/data/{shelved[0]}/").content.decode()
    assert '"@type":"Dataset"' in text
    assert f'"contentUrl":"http://127.0.0.1:8000/data/{shelved[0]}/codings.csv"' in text


@pytest.mark.server
def test_nginx_serves_releases_as_the_site_does(built: servers.Base, site: str, tmp_path: Path) -> None:
    releases = built.var / "releases"
    version = next(path.name for path in releases.iterdir() if not path.name.startswith("."))
    told = ("content-disposition", "cache-control", "x-data-version", "access-control-allow-origin")
    with servers.nginx(tmp_path, site, built.var / "static", releases) as front:
        for path in (releases / version).iterdir():
            here = servers.get(f"{front}/data/{version}/{path.name}", Origin="https://elsewhere.example")
            there = servers.get(f"{site}/data/{version}/{path.name}", Origin="https://elsewhere.example")
            assert here[2] == there[2] == path.read_bytes()
            assert {name: here[1].get(name) for name in told} == {name: there[1].get(name) for name in told}
            kinds = [headers["content-type"].removesuffix("; header=present") for _, headers, _ in (here, there)]
            assert kinds[0] == kinds[1], path.name
            again = {"If-None-Match": here[1]["etag"]}
            assert servers.get(f"{front}/data/{version}/{path.name}", **again)[0] == 304
        for outside in ("../jalons.sqlite3", "..%2f..%2fjalons.sqlite3", ".hidden", "nothing.csv"):
            assert servers.get(f"{front}/data/{version}/{outside}")[0] in {400, 404}
        status, headers, _ = servers.get(f"{front}/data/latest/codings.csv")
        assert (status, headers["location"]) == (302, f"/data/{version}/codings.csv")
        assert servers.get(f"{front}/en/data/")[0] == 200
