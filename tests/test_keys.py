"""Keys: hashed at rest, counted by day, refused when not good, and their use shown to who holds them."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kb.access import keys, usage
from kb.access.models import ApiKey, KeyUse
from kb.access.usage import Tally
from tests import world
from tests.pages import LANGUAGES, Reader
from tests.pages import language_restored as language_restored

PATH = "/api/v1/jurisdictions/FR/?fields=name"
TODAY = dt.datetime.now(dt.UTC).date()


class Still:
    """A timer that never rings."""

    def __init__(self, *_: Any) -> None:
        self.daemon = False

    def start(self) -> None:
        pass


@pytest.fixture(autouse=True)
def tally(monkeypatch: pytest.MonkeyPatch) -> Tally:
    """A tally that writes only when a test says so."""
    made = Tally()
    monkeypatch.setattr("kb.access.middleware.tally", made)
    monkeypatch.setattr("kb.access.record.tally", made)
    monkeypatch.setattr("kb.access.usage.Timer", Still)
    return made


@pytest.fixture(autouse=True)
def standing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The time stands still in the middle of this minute: no window of a limit ends within a test."""
    now = time.time() // 60 * 60 + 30
    for module in ("counting", "client"):
        monkeypatch.setattr(f"kb.access.{module}.time", SimpleNamespace(time=lambda: now))


@pytest.fixture
def base(db: None, settings: Any) -> world.World:
    settings.API_LIMITS, settings.API_KEY_LIMITS = (2, 100), (4, 1000)
    return world.build()


def given(name: str = "An NGO", **fields: Any) -> tuple[ApiKey, str]:
    return ApiKey.objects.create_key(name=name, **fields)


def ask(client: Client, key: str, path: str = PATH) -> Any:
    return client.get(path, headers={"Authorization": f"Api-Key {key}"})


def refusal(response: Any) -> tuple[int, str, str]:
    return response.status_code, response.headers["Content-Type"], response.json()["detail"]


def test_a_key_is_never_kept(db: None) -> None:
    row, key = given()
    kept = ApiKey.objects.values().get()
    assert re.fullmatch(r"[A-Za-z0-9]{8}\.[A-Za-z0-9]{32}", key)
    assert (kept["hashed_key"][:8], len(kept["hashed_key"]), kept["prefix"]) == ("sha512$$", 136, key[:8])
    assert [column for column, value in kept.items() if key[9:] in str(value)] == []
    assert str(row) == "An NGO"


def test_a_key_allows_more(base: world.World, client: Client) -> None:
    _, key = given()
    answers = [ask(client, key) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert answers[0].headers["RateLimit-Policy"] == '"minute";q=4;w=60, "day";q=1000;w=86400'
    assert client.get(PATH).headers["RateLimit-Policy"] == '"minute";q=2;w=60, "day";q=100;w=86400'


def test_a_key_may_have_limits_of_its_own(base: world.World, client: Client) -> None:
    _, key = given(per_minute=7)
    assert ask(client, key).headers["RateLimit-Policy"] == '"minute";q=7;w=60, "day";q=1000;w=86400'
    with pytest.raises(IntegrityError), transaction.atomic():
        given(per_day=0)


def test_two_keys_are_counted_apart_and_from_those_without(base: world.World, client: Client) -> None:
    (_, first), (_, second) = given(), given("Another")
    for _ in range(5):
        ask(client, first)
    assert [ask(client, first).status_code, ask(client, second).status_code] == [429, 200]
    assert client.get(PATH).status_code == 200


@pytest.mark.parametrize(
    ("authorization", "detail"),
    [
        ("Api-Key", "There is no such key. Leave Authorization out to read without one."),
        ("Api-Key x", "There is no such key. Leave Authorization out to read without one."),
        (f"Api-Key {'a' * 8}.{'b' * 32}", "There is no such key. Leave Authorization out to read without one."),
        (f"Api-Key {'a' * 10_000}", "There is no such key. Leave Authorization out to read without one."),
        ("Api-Key é\0", "There is no such key. Leave Authorization out to read without one."),
        (
            "Bearer abc",
            "Authorization takes a key of this API only: “Api-Key …”. Leave it out to read without a key.",
        ),
        (
            "Basic abc",
            "Authorization takes a key of this API only: “Api-Key …”. Leave it out to read without a key.",
        ),
    ],
)
def test_what_is_no_key_is_refused(base: world.World, client: Client, authorization: str, detail: str) -> None:
    response = client.get(PATH, headers={"Authorization": authorization})
    assert refusal(response) == (401, "application/problem+json", detail)
    assert response.headers["WWW-Authenticate"] == 'Api-Key realm="Jalons API"'
    assert (response.headers["Cache-Control"], "RateLimit" in response.headers) == ("no-store", True)


def test_the_secret_half_must_be_right(base: world.World, client: Client) -> None:
    _, key = given()
    wrong = key[:-1] + ("a" if key[-1] != "a" else "b")
    assert [ask(client, wrong).status_code, ask(client, key).status_code] == [401, 200]


def test_guessing_counts_against_who_guesses(base: world.World, client: Client) -> None:
    codes = [ask(client, f"{'a' * 8}.{number:032}").status_code for number in range(4)]
    assert codes == [401, 401, 429, 429]
    assert client.get(PATH).status_code == 429


def test_a_revoked_and_an_expired_key_are_refused(base: world.World, client: Client) -> None:
    (row, revoked), (_, expired) = given(), given(expiry_date=timezone.now() - dt.timedelta(seconds=1))
    assert ask(client, revoked).status_code == 200
    row.revoked = True
    row.save()
    keys.forget()
    said = "Leave Authorization out to read without a key."
    assert refusal(ask(client, revoked)) == (403, "application/problem+json", f"This key has been revoked. {said}")
    assert refusal(ask(client, expired)) == (403, "application/problem+json", f"This key has expired. {said}")


def test_a_key_is_looked_up_now_and_then_and_ends_at_its_minute(
    base: world.World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    row, key = given(expiry_date=soon)
    ask(client, key)
    with CaptureQueriesContext(connection) as captured:
        assert ask(client, key).status_code == 200
    assert len(captured) == 1  # the version of the data, as for those without a key
    monkeypatch.setattr("kb.access.keys.timezone.now", lambda: soon)
    assert ask(client, key).status_code == 403
    monkeypatch.undo()
    row.revoked = True
    row.save()
    start = keys.time.monotonic()
    monkeypatch.setattr("kb.access.keys.time.monotonic", lambda: start + keys.KNOWN_SECONDS)
    assert ask(client, key).status_code == 403


def test_the_memory_of_keys_is_bounded(base: world.World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "MOST_REMEMBERED", 3)
    for number in range(10):
        keys.holder(f"{'a' * 8}.{number:032}")
    assert len(keys._remembered) <= 3


# What a key was used for


def uses() -> list[tuple[str, dt.date, int, int]]:
    return list(KeyUse.objects.order_by("key_id", "day").values_list("key_id", "day", "answered", "refused"))


def test_requests_are_added_up_by_key_and_day(base: world.World, client: Client, tally: Tally) -> None:
    row, key = given()
    for _ in range(6):
        ask(client, key)
    client.get(PATH)
    assert uses() == []
    tally.write()
    assert uses() == [(row.prefix, TODAY, 4, 2)]
    tally.add(row.prefix, refused=False)
    tally.write()
    tally.write()
    assert uses() == [(row.prefix, TODAY, 5, 2)]


def test_reading_with_a_key_writes_nothing(base: world.World, client: Client) -> None:
    _, key = given()
    ask(client, key)
    with CaptureQueriesContext(connection) as captured:
        ask(client, key)
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


def test_what_cannot_be_written_is_kept_for_the_next_time(
    base: world.World, tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, _ = given()
    tally.add(row.prefix, refused=False)

    def locked(*_: Any) -> None:
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(usage, "_write", locked)
        tally.write()
    assert uses() == []
    tally.write()
    assert uses() == [(row.prefix, TODAY, 1, 0)]


@pytest.mark.django_db(transaction=True)
def test_the_use_of_a_key_that_is_gone_is_passed_over(tally: Tally) -> None:
    tally.add("nobody00", refused=False)
    tally.write()
    assert (uses(), tally.counts) == ([], {})


# The page


def shown(client: Client, key: str, language: str = "en", **more: Any) -> tuple[int, str]:
    response = client.post(f"/{language}/data/key/", {"key": key}, **more)
    return response.status_code, Reader(response.content.decode()).text


def test_the_page_shows_limits_and_use_by_day(base: world.World, client: Client, tally: Tally) -> None:
    row, key = given(expiry_date=dt.datetime(2099, 1, 2, tzinfo=dt.UTC))
    KeyUse.objects.create(key=row, day=TODAY - dt.timedelta(days=29), answered=70, refused=8)
    KeyUse.objects.create(key=row, day=TODAY - dt.timedelta(days=30), answered=1000)
    for _ in range(3):
        ask(client, key)
    status, text = shown(client, key)
    assert status == 200
    wanted = (
        f"An NGO {row.prefix}",
        "It is good until 2 January 2099.",
        "Limit a minute 4 1 left now",
        "Limit a day (UTC) 1,000 997 left now",
        "Today 3 requests answered",
        "In thirty days 81 requests",
        "without a key 2 100",
    )
    assert [words for words in wanted if words not in text] == []
    response = client.post("/en/data/key/", {"key": key})
    rows = re.findall(r'<td class="right">(\d+)</td><td class="right">(\d+)</td>', response.content.decode())
    assert (len(rows), rows[0], rows[29]) == (31, ("3", "0"), ("70", "8"))


def test_the_page_says_that_a_key_is_good_no_longer(base: world.World, client: Client) -> None:
    (_, revoked), (_, expired) = (
        given(revoked=True),
        given(expiry_date=dt.datetime(2020, 1, 2, tzinfo=dt.UTC)),
    )
    assert "This key has been revoked: requests that name it are refused." in shown(client, revoked)[1]
    assert "This key expired on 2 January 2020: requests that name it are refused." in shown(client, expired)[1]


def test_the_page_refuses_what_is_no_key_and_whoever_guesses(base: world.World, client: Client) -> None:
    assert shown(client, "")[0] == 400
    assert (shown(client, "x")[0], "There is no such key." in shown(client, "x")[1]) == (403, True)
    codes = [shown(client, "x")[0] for _ in range(18)]
    assert codes == [403] * 17 + [429]
    assert client.post("/en/data/key/", {"key": "x"}, REMOTE_ADDR="10.0.0.9").status_code == 403


def test_where_there_is_no_limit_the_page_says_so(base: world.World, client: Client, settings: Any) -> None:
    settings.API_LIMITS = (0, 0)
    assert (
        "without a key ∞ ∞ with a key, unless it has limits of its own 4 1,000"
        in Reader(client.get("/en/data/key/").content.decode()).text
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_keeps_the_key_to_itself(base: world.World, client: Client, language: str) -> None:
    """No cookie, no cache, no address and no log holds the key or its secret half."""
    _, key = given()
    for response in (client.get(f"/{language}/data/key/"), client.post(f"/{language}/data/key/", {"key": key})):
        assert (response.status_code, response.cookies.output()) == (200, "")
        assert "no-store" in response.headers["Cache-Control"]
        assert key[9:] not in response.content.decode()
    assert client.get(f"/{language}/data/key/?key={key}").status_code == 400


def test_the_page_costs_a_constant_number_of_queries(base: world.World, client: Client, tally: Tally) -> None:
    row, key = given()
    counts = []
    for days in (0, 30):
        for back in range(days):
            KeyUse.objects.create(key=row, day=TODAY - dt.timedelta(days=back), answered=9)
        with CaptureQueriesContext(connection) as captured:
            shown(client, key)
        counts.append(len(captured))
    assert counts == [4, 4]  # the version twice (header and footer), the key, its days


def test_the_templates_name_no_key() -> None:
    assert "key=" not in Path("templates/key.html").read_text()
