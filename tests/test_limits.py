"""How often one may ask: counted alike whatever is answered, said in every answer, and nothing kept of who asked."""

from __future__ import annotations

import json
import logging
import time
from ipaddress import ip_address, ip_network
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from limits.errors import StorageError

from kb.access import counting
from kb.access.client import address, client, masked_address
from kb.access.middleware import LimitMiddleware
from kb.snapshot import BODY
from tests import world

NOON = 1_795_953_612  # 2026-11-29 12:00:12 UTC
PATH = "/api/v1/jurisdictions/FR/?fields=name"


class Clock:
    def __init__(self) -> None:
        self.now = float(NOON)

    def time(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands at 12 seconds past noon until a test moves it."""
    made = Clock()
    monkeypatch.setattr("kb.access.counting.time", made)
    monkeypatch.setattr("kb.access.client.time", made)
    return made


@pytest.fixture
def base(db: None, settings: Any) -> world.World:
    settings.API_LIMITS = (3, 5)
    return world.build()


def kept_keys() -> list[str]:
    """The keys of the process's cache."""
    process: Any = caches["default"]
    return list(process._cache)


def limits(response: Any) -> tuple[str, str]:
    return response.headers["RateLimit-Policy"], response.headers["RateLimit"]


def test_every_answer_says_the_limits_and_what_is_left(base: world.World, client: Client) -> None:
    policy = '"minute";q=3;w=60, "day";q=5;w=86400'
    fresh = client.get(PATH)
    kept = client.get(PATH)
    unchanged = client.get(PATH, headers={"If-None-Match": fresh.headers["ETag"]})
    assert [response.status_code for response in (fresh, kept, unchanged)] == [200, 200, 304]
    assert [limits(response) for response in (fresh, kept, unchanged)] == [
        (policy, '"minute";r=2;t=48, "day";r=4;t=43188'),
        (policy, '"minute";r=1;t=48, "day";r=3;t=43188'),
        (policy, '"minute";r=0;t=48, "day";r=2;t=43188'),
    ]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/nothing/", 404), ("/api/v1/codings/?foo=1", 400), ("/api/v1/docs/", 200), ("/api/v1/codings.csv", 200)],
)
def test_refusals_documents_and_files_count_too(base: world.World, client: Client, path: str, status: int) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["RateLimit"]) == (
        status,
        '"minute";r=2;t=48, "day";r=4;t=43188',
    )


def test_one_too_many_is_a_429_that_says_when_to_come_back(base: world.World, client: Client) -> None:
    for _ in range(3):
        assert client.get(PATH).status_code == 200
    response = client.get(PATH, headers={"Origin": "https://elsewhere.example"})
    names = ("Content-Type", "Retry-After", "Cache-Control", "RateLimit", "Access-Control-Allow-Origin")
    assert (response.status_code, [response.headers[name] for name in names]) == (
        429,
        ["application/problem+json", "48", "no-store", '"minute";r=0;t=48, "day";r=2;t=43188', "*"],
    )
    assert response.headers["Access-Control-Expose-Headers"] == (
        "Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset, X-Data-Version"
    )
    assert response.json() == {
        "type": "https://iana.org/assignments/http-problem-types#quota-exceeded",
        "title": "Quota exceeded",
        "status": 429,
        "detail": "The limit is 3 requests a minute. Try again in 48 seconds.",
        "violated-policies": ["minute"],
    }


def test_a_refused_head_has_the_headers_alone(base: world.World, client: Client) -> None:
    refused = [client.head(PATH) for _ in range(4)][-1]
    assert (refused.status_code, refused.content, refused.headers["Retry-After"]) == (429, b"", "48")


def test_the_refusal_is_said_in_the_readers_language(base: world.World, client: Client) -> None:
    for _ in range(4):
        response = client.get(PATH, headers={"Accept-Language": "fr"})
    assert response.json()["detail"] == "La limite est de 3 requêtes par minute. Réessayez dans 48 secondes."


def test_a_new_minute_is_a_new_count_and_the_day_goes_on(base: world.World, client: Client, clock: Clock) -> None:
    for _ in range(6):
        client.get(PATH)
    clock.now += 48
    codes = [client.get(PATH) for _ in range(3)]
    assert [(response.status_code, response.headers["RateLimit"]) for response in codes] == [
        (200, '"minute";r=2;t=60, "day";r=1;t=43140'),
        (200, '"minute";r=1;t=60, "day";r=0;t=43140'),
        (429, '"minute";r=0;t=60, "day";r=0;t=43140'),
    ]
    assert codes[2].headers["Retry-After"] == "43140"
    assert codes[2].json()["detail"] == "The limit is 5 requests a day (UTC). Try again in 43140 seconds."
    assert codes[2].json()["violated-policies"] == ["day"]
    clock.now += 43140
    assert client.get(PATH).headers["RateLimit"] == '"minute";r=2;t=60, "day";r=4;t=86400'


def test_readers_are_counted_apart(base: world.World, client: Client) -> None:
    for _ in range(4):
        client.get(PATH, REMOTE_ADDR="10.0.0.1")
    assert client.get(PATH, REMOTE_ADDR="10.0.0.1").status_code == 429
    assert client.get(PATH, REMOTE_ADDR="10.0.0.2").headers["RateLimit"] == '"minute";r=2;t=48, "day";r=4;t=43188'


def test_what_is_kept_holds_no_readers_standing(base: world.World, client: Client) -> None:
    client.get(PATH, REMOTE_ADDR="10.0.0.1")
    client.get(PATH, REMOTE_ADDR="10.0.0.1")
    with CaptureQueriesContext(connection) as captured:
        kept = client.get(PATH, REMOTE_ADDR="10.0.0.2")
    assert (len(captured), kept.headers["RateLimit"]) == (1, '"minute";r=2;t=48, "day";r=4;t=43188')
    held = [cache.get(key.split(":", 2)[2]) for key in kept_keys() if not key.endswith(BODY)]
    assert (len(held), [name for headers in held for name in headers if name.startswith("RateLimit")]) == (1, [])


def test_pages_and_static_files_have_no_limit(base: world.World, client: Client) -> None:
    for _ in range(8):
        response = client.get("/en/")
        assert (response.status_code, "RateLimit" in response.headers) == (200, False)


def test_a_question_before_the_question_is_not_counted(base: world.World, client: Client) -> None:
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    response = client.options(PATH, headers={**asked, "Access-Control-Request-Headers": "authorization"})
    assert (response.status_code, "authorization" in response.headers["Access-Control-Allow-Headers"]) == (200, True)
    assert client.get(PATH).headers["RateLimit"] == '"minute";r=2;t=48, "day";r=4;t=43188'


def test_without_limits_nothing_is_said_of_them(base: world.World, client: Client, settings: Any) -> None:
    settings.API_LIMITS = (0, 0)
    assert [name for name in client.get(PATH).headers if name.startswith("RateLimit")] == []
    settings.API_LIMITS = (0, 5)
    assert client.get(PATH).headers["RateLimit"] == '"day";r=4;t=43188'


def test_counting_costs_no_query(base: world.World, client: Client) -> None:
    client.get(PATH)
    with CaptureQueriesContext(connection) as captured:
        client.get(PATH)
    assert len(captured) == 1  # the version of the data


def test_a_counter_that_does_not_answer_stops_nobody(
    base: world.World, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def incr(self, *_: Any) -> int:
            raise StorageError(ConnectionError("gone"))

    monkeypatch.setattr(counting, "storage", Broken)
    assert client.get(PATH).status_code == 200
    assert {record.getMessage() for record in caplog.records} == {
        "the requests of clients cannot be counted: ConnectionError"
    }


# Who a client is


def asking(**meta: str) -> HttpRequest:
    return RequestFactory().get("/api/v1/", **meta)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("proxies", "given", "forwarded", "found"),
    [
        (0, "192.0.2.7", "203.0.113.1", "192.0.2.7"),
        (1, "127.0.0.1", "203.0.113.1", "203.0.113.1"),
        (1, "127.0.0.1", "198.51.100.9, 203.0.113.1", "203.0.113.1"),
        (2, "127.0.0.1", "6.6.6.6, 198.51.100.9, 203.0.113.1", "198.51.100.9"),
        (2, "127.0.0.1", "203.0.113.1", "127.0.0.1"),
        (1, "127.0.0.1", "", "127.0.0.1"),
        (1, "127.0.0.1", "not an address", "127.0.0.1"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
        (0, "2001:db8:1:2::9", "", "2001:db8:1:2::"),
        (0, "::ffff:192.0.2.7", "", "192.0.2.7"),
        (0, "fe80::1%eth0", "", "fe80::"),
        (0, "", "", "unknown"),
    ],
)
def test_the_address_of_a_request(settings: Any, proxies: int, given: str, forwarded: str, found: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert address(asking(REMOTE_ADDR=given, HTTP_X_FORWARDED_FOR=forwarded)) == found


def test_a_client_is_a_hash_of_the_day_and_the_secret(settings: Any, clock: Clock) -> None:
    settings.SECRET_KEY = "a" * 50
    request, other = asking(REMOTE_ADDR="192.0.2.7"), asking(REMOTE_ADDR="192.0.2.8")
    first = client(request)
    assert (len(first), first == client(asking(REMOTE_ADDR="192.0.2.7")), first == client(other)) == (32, True, False)
    assert ip_address(masked_address(request)) in ip_network("fd00::/8")
    clock.now += 24 * 60 * 60
    tomorrow = client(request)
    settings.SECRET_KEY = "b" * 50
    assert len({first, tomorrow, client(request)}) == 3


def test_no_address_is_kept_or_logged(
    base: world.World, client: Client, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    """Neither in the counters, nor in the cache, nor in the database, nor in a log at the lowest level."""
    caplog.set_level(logging.DEBUG)
    settings.TRUSTED_PROXIES = 1
    for _ in range(5):
        client.get(PATH, REMOTE_ADDR="192.0.2.77", headers={"X-Forwarded-For": "203.0.113.99"})
    storage: Any = counting.storage()
    counted = list(storage.storage)
    assert len(counted) == 2
    everything = json.dumps([counted, kept_keys(), caplog.text])
    assert [text for text in ("192.0.2.77", "203.0.113.99") if text in everything] == []
    assert all(key.startswith("quota/") and len(key.split("/")[1]) == 32 for key in counted)


def test_a_count_is_gone_with_its_window(settings: Any, clock: Clock) -> None:
    settings.API_LIMITS = (3, 0)
    counting.count("someone", counting.policies(3, 0))
    storage: Any = counting.storage()
    assert list(storage.storage) == [f"quota/someone/minute/{NOON // 60}"]
    assert [0 < ends - time.time() <= 60 for ends in storage.expirations.values()] == [True]


def test_a_middleware_of_its_own_path_only(settings: Any) -> None:
    settings.API_LIMITS = (1, 0)
    made = LimitMiddleware(lambda _: HttpResponse("x"))
    answers = [made(RequestFactory().get(path)) for path in ("/api/", "/api/", "/en/", "/apix/")]
    assert [answer.status_code for answer in answers] == [200, 429, 200, 200]
