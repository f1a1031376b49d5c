"""Whole responses kept by data version, and revalidated by ETag."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from countries import models as m
from kb import snapshot
from kb.snapshot import SnapshotMiddleware, canonical_query, data_version
from tests import world

PATH = "/api/v1/jurisdictions/FR/?fields=name"


@pytest.fixture
def base(db: None) -> world.World:
    return world.build()


def etag(client: Client, path: str = PATH, **headers: str) -> str:
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return response.headers["ETag"]


# With the real site


def test_a_kept_response_costs_only_the_reading_of_the_version(base: world.World, client: Client) -> None:
    first = client.get(PATH)
    with CaptureQueriesContext(connection) as captured:
        second = client.get(PATH)
    assert len(captured) == 1
    assert (second.content, {**second.headers}) == (first.content, {**first.headers})


def test_the_version_is_not_read_every_time(base: world.World, client: Client, settings: Any) -> None:
    settings.JALONS_DATA_VERSION_SECONDS = 3600
    snapshot._Memo.read_at = float("-inf")
    client.get(PATH)
    with CaptureQueriesContext(connection) as captured:
        client.get(PATH)
    assert len(captured) == 0


def test_the_headers_of_a_response(base: world.World, client: Client) -> None:
    headers = client.get(PATH).headers
    assert {name: headers[name] for name in ("Cache-Control", "Vary", "X-Data-Version")} == {
        "Cache-Control": "public, max-age=0, must-revalidate",
        "Vary": "Accept-Language, Accept, Accept-Encoding, origin",
        "X-Data-Version": "2026.11.1",
    }
    assert len(headers["ETag"]) == 34


def test_what_the_reader_already_has_is_not_sent_again(base: world.World, client: Client) -> None:
    mark = etag(client)
    for sent in (mark, f'"other", {mark}', f"W/{mark}", "*"):
        response = client.get(PATH, headers={"If-None-Match": sent})
        assert (response.status_code, response.content) == (304, b"")
        assert response.headers["ETag"] == mark
        assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert response.headers["X-Data-Version"] == "2026.11.1"
    assert client.head(PATH, headers={"If-None-Match": mark}).status_code == 304
    assert client.get(PATH, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_new_version_makes_a_new_response(base: world.World, client: Client) -> None:
    mark = etag(client)
    m.Jurisdiction.objects.filter(pk="FR").update(name_en="French Republic")
    assert etag(client) == mark
    world.version("2026.11.2")
    response = client.get(PATH, headers={"If-None-Match": mark})
    assert (response.status_code, response.json()["name"]["en"]) == (200, "French Republic")
    assert response.headers["X-Data-Version"] == "2026.11.2"


def test_a_new_day_makes_a_new_response(base: world.World, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path = "/api/v1/codings/?jurisdiction=FR&indicator=buying&fields=value"
    values = []
    for day in (dt.date(2016, 4, 14), dt.date(2016, 4, 15)):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda day=day: day)
        values.append(client.get(path).json()["results"][0]["value"])
    assert values == ["permitted", "criminal_offence"]


def test_the_order_of_parameters_makes_no_difference(base: world.World, client: Client) -> None:
    client.get("/api/v1/codings/?jurisdiction=FR&indicator=buying")
    with CaptureQueriesContext(connection) as captured:
        client.get("/api/v1/codings/?indicator=buying&jurisdiction=FR")
    assert len(captured) == 1


@pytest.mark.parametrize(
    "headers", [{"Accept": "application/*"}, {"Accept-Language": "fr"}, {"HX-Request": "true"}, {"Host": "localhost"}]
)
def test_what_a_response_depends_on_keeps_responses_apart(
    base: world.World, client: Client, headers: dict[str, str]
) -> None:
    client.get(PATH)
    with CaptureQueriesContext(connection) as captured:
        client.get(PATH, headers=headers)
    assert len(captured) > 1


def test_a_problem_is_not_kept(base: world.World, client: Client) -> None:
    response = client.get("/api/v1/jurisdictions/ZZ/")
    assert (response.status_code, "ETag" in response.headers, response.headers["X-Data-Version"]) == (
        404,
        False,
        "2026.11.1",
    )
    world.jurisdiction("ZZ", name_en="Land", name_fr="Pays")
    assert client.get("/api/v1/jurisdictions/ZZ/").status_code == 200


def test_before_the_first_load_nothing_is_kept(db: None, client: Client) -> None:
    response = client.get("/api/v1/sources/")
    assert response.json() == {"data_version": "", "count": 0, "next": None, "previous": None, "results": []}
    assert {"ETag", "X-Data-Version"} & set(response.headers) == set()
    world.jurisdiction("FR", name_en="France", name_fr="France")
    assert client.get("/api/v1/jurisdictions/").json()["count"] == 1


def test_the_version_is_the_newest(base: world.World) -> None:
    world.version("2026.9.12")
    assert data_version() == "2026.9.12"


def test_a_reader_who_takes_it_compressed_gets_the_same_in_fewer_bytes(base: world.World, client: Client) -> None:
    path = "/api/v1/codings/"
    plain, small = client.get(path), client.get(path, headers={"Accept-Encoding": "br, gzip"})
    assert gzip.decompress(small.content) == plain.content
    assert (len(small.content) < len(plain.content) / 2, small.headers["Content-Length"]) == (
        True,
        str(len(small.content)),
    )
    assert (small.headers["Content-Encoding"], plain.has_header("Content-Encoding")) == ("gzip", False)
    assert (small.headers["ETag"] == plain.headers["ETag"], "Accept-Encoding" in small.headers["Vary"]) == (False, True)


def test_what_is_compressed_anew_has_the_same_etag(base: world.World, client: Client) -> None:
    first = client.get("/api/v1/codings/", headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    cache.clear()
    assert client.get("/api/v1/codings/", headers={"Accept-Encoding": "gzip"}).headers["ETag"] == first


@pytest.mark.parametrize("path", ["/api/v1/codings.xlsx", "/map.png"])
def test_what_is_no_text_is_not_compressed(base: world.World, client: Client, path: str) -> None:
    found = client.get(path.replace("/map", "/en/map"), headers={"Accept-Encoding": "gzip"})
    assert (found.status_code, found.has_header("Content-Encoding"), bool(found.getvalue())) == (200, False, True)


def test_a_reader_who_has_it_costs_no_reading_of_the_body(base: world.World, client: Client) -> None:
    mark = etag(client)
    cache.delete_many([key.split(":", 2)[2] for key in cache._cache if key.endswith(snapshot.BODY)])
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PATH, headers={"If-None-Match": mark}).status_code == 304
    assert len(captured) == 1
    assert client.get(PATH).json()["name"] == {"en": "France", "fr": "France"}


# With a site of one view


class Site:
    """A middleware around a view that counts how often it is called."""

    def __init__(self, response: HttpResponseBase | None = None) -> None:
        self.calls = 0
        self.response = response
        self.middleware = SnapshotMiddleware(self.view)

    def view(self, request: HttpRequest) -> HttpResponseBase:
        self.calls += 1
        return self.response or HttpResponse(f"{request.path} {self.calls}")

    def get(self, path: str = "/", **headers: str) -> HttpResponseBase:
        return self.middleware(RequestFactory().get(path, headers=headers))


@pytest.fixture
def versioned(settings: Any) -> None:
    settings.JALONS_DATA_VERSION = "tests.test_snapshot.any_version"


def any_version() -> str:
    return "7"


def test_the_view_is_called_once(versioned: None) -> None:
    site = Site()
    bodies = [getattr(site.get("/a"), "content", b"") for _ in range(3)]
    assert (bodies, site.calls) == ([b"/a 1"] * 3, 1)


def test_a_release_of_the_code_makes_new_responses(versioned: None, settings: Any) -> None:
    site = Site()
    site.get()
    settings.JALONS_RELEASE = "next"
    site.get()
    assert site.calls == 2


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_go_through(versioned: None, method: str) -> None:
    site = Site()
    for _ in range(2):
        site.middleware(RequestFactory().generic(method, "/"))
    assert site.calls == 2


def not_plain() -> list[HttpResponse]:
    with_cookie, private = HttpResponse("x"), HttpResponse("x")
    with_cookie.set_cookie("a", "b")
    private.headers["Cache-Control"] = "private"
    return [with_cookie, private, HttpResponse("x", status=404), HttpResponse("x", status=302)]


@pytest.mark.parametrize("response", not_plain(), ids=["cookie", "private", "404", "302"])
def test_what_is_not_plain_goes_through_untouched(versioned: None, response: HttpResponse) -> None:
    site = Site(response)
    assert site.get() is response
    assert site.get() is response
    assert (site.calls, response.has_header("ETag")) == (2, False)


def test_a_large_response_has_an_etag_but_is_not_kept(versioned: None) -> None:
    site = Site(HttpResponse(b"x" * (snapshot.LARGEST_KEPT + 1)))
    mark = site.get().headers["ETag"]
    site.response = HttpResponse(b"x" * (snapshot.LARGEST_KEPT + 1))
    assert site.get(**{"If-None-Match": mark}).status_code == 304
    assert site.calls == 2


def test_the_largest_response_is_kept(versioned: None) -> None:
    site = Site(HttpResponse(b"x" * snapshot.LARGEST_KEPT))
    site.get()
    site.get()
    assert site.calls == 1


def test_without_a_cache_it_still_answers(versioned: None) -> None:
    site = Site()
    site.get()
    cache.clear()
    assert getattr(site.get(), "content", b"") == b"/ 2"


pairs = st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=5)


@given(pairs=pairs, data=st.data())
def test_canonical_queries_forget_only_the_order_of_names(pairs: list[tuple[str, str]], data: st.DataObject) -> None:
    from urllib.parse import parse_qsl, urlencode

    names = data.draw(st.permutations(sorted({name for name, _ in pairs})))
    shuffled = [pair for name in names for pair in pairs if pair[0] == name]
    canonical = canonical_query(urlencode(pairs))
    assert canonical == canonical_query(urlencode(shuffled))
    assert sorted(parse_qsl(canonical, keep_blank_values=True)) == sorted(pairs)
    assert canonical_query(canonical) == canonical
