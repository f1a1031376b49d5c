"""Reading by cursor: nothing missed, nothing repeated, whatever comes and goes; and where page numbers end."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countries import models as m
from countries.api.urls import ENDPOINTS
from kb import pagination
from tests import world

pytestmark = pytest.mark.django_db
FOLLOWED = [name for name, endpoint in ENDPOINTS.items() if "cursor" in endpoint(action="list").query_keys]


@pytest.fixture(autouse=True)
def base() -> world.World:
    return world.build()


def get(client: Client, address: str) -> Any:
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.json()


def follow(client: Client, address: str | None, link: str = "next") -> list[list[Any]]:
    """The results of each page from the address on."""
    pages = []
    while address:
        page = get(client, address)
        pages.append(page["results"])
        address = page[link]
    return pages


def names(pages: list[list[Any]], key: str = "code") -> list[str]:
    return [row[key] for page in pages for row in page]


def test_a_page_leads_on_and_back(client: Client) -> None:
    first = get(client, "/api/v1/jurisdictions/?cursor=*&limit=2&fields=code&as_of=2026-11-01")
    assert {**first, "next": None} == {
        "data_version": "2026.11.1",
        "as_of": "2026-11-01",
        "count": 6,
        "next": None,
        "previous": None,
        "results": [{"code": "DE"}, {"code": "EU"}],
    }
    response = client.get(first["next"])
    second = response.json()
    assert names([second["results"]]) == ["FR", "SE"]
    start = "http://testserver/api/v1/jurisdictions/?"
    pages = [link for link in response.headers["Link"].split(", ") if "type=" not in link]
    assert pages == (
        [
            f'<{start}as_of=2026-11-01&cursor=%2A&fields=code&limit=2>; rel="first"',
            f'<{second["previous"]}>; rel="prev"',
            f'<{second["next"]}>; rel="next"',
        ]
    )
    third = get(client, second["next"])
    assert (names([third["results"]]), third["next"]) == (["US", "US-NV"], None)
    back = get(client, third["previous"])
    assert names([back["results"]]) == ["FR", "SE"]
    assert get(client, back["next"])["results"] == third["results"]
    start_again = get(client, back["previous"])
    assert (start_again["results"], start_again["previous"]) == (first["results"], None)


@pytest.mark.parametrize("name", FOLLOWED)
def test_a_cursor_reads_what_pages_read(client: Client, name: str, base: world.World) -> None:
    for record in ("FR.buying.2016-04-15", "SE.buying.1999-01-01", "DE.buying.2002"):
        world.change(base.version, record)
    whole = "&as_of=any" if name in {"codings", "spells"} else ""
    for word in ["", *(f"&ordering={sign}{key}" for key in ENDPOINTS[name].ordering_fields for sign in ("", "-"))]:
        expected = names(follow(client, f"/api/v1/{name}/?limit=1000{whole}{word}"), KEYS.get(name, "id"))
        for limit in (1, 3):
            pages = follow(client, f"/api/v1/{name}/?cursor=*&limit={limit}{whole}{word}")
            assert names(pages, KEYS.get(name, "id")) == expected
            assert [len(page) for page in pages[:-1]] == [limit] * (len(pages) - 1)


KEYS = {"jurisdictions": "code", "indicators": "code", "changes": "record_id", "versions": "version"}


def test_what_is_missing_has_its_place(client: Client) -> None:
    """Several rows without a value, in both directions, forwards and backwards."""
    m.Source.objects.filter(pk__in=["se-text", "de-text", "us-text"]).update(issued=None)
    for word in ("issued", "-issued"):
        expected = names(follow(client, f"/api/v1/sources/?ordering={word}"), "id")
        assert sorted(expected[-3:]) == ["de-text", "se-text", "us-text"]
        pages = follow(client, f"/api/v1/sources/?ordering={word}&cursor=*&limit=1")
        assert names(pages, "id") == expected
        *_, last = addresses(client, f"/api/v1/sources/?ordering={word}&cursor=*&limit=1")
        assert names(follow(client, last, "previous"), "id") == expected[::-1]


def addresses(client: Client, address: str | None) -> list[str]:
    found = []
    while address:
        found.append(address)
        address = get(client, address)["next"]
    return found


def test_what_comes_and_goes_moves_nothing(client: Client) -> None:
    """With page numbers the second page would repeat SE or miss it."""
    first = get(client, "/api/v1/jurisdictions/?cursor=*&limit=3")
    world.jurisdiction("AT", name_en="Austria", name_fr="Autriche")
    m.Jurisdiction.objects.filter(pk="DE").delete()
    world.version("2026.11.2")
    assert names(follow(client, first["next"])) == ["SE", "US", "US-NV"]


def test_the_row_that_a_cursor_stands_at_may_be_gone(client: Client) -> None:
    first = get(client, "/api/v1/jurisdictions/?cursor=*&limit=1")
    assert names([first["results"]]) == ["DE"]
    m.Jurisdiction.objects.filter(pk="DE").delete()
    world.version("2026.11.2")
    assert names(follow(client, first["next"])) == ["EU", "FR", "SE", "US", "US-NV"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    orders=st.lists(st.sampled_from(sorted(ENDPOINTS["codings"].ordering_fields)), max_size=3, unique=True),
    signs=st.lists(st.booleans(), min_size=3, max_size=3),
    limit=st.integers(1, 9),
)
def test_any_order_can_be_followed(orders: list[str], signs: list[bool], limit: int) -> None:
    client = Client()
    ordering = ",".join(("-" if down else "") + name for name, down in zip(orders, signs, strict=False))
    query = "as_of=any&fields=id,jurisdiction" + (f"&ordering={ordering}" if ordering else "")
    expected = get(client, f"/api/v1/codings/?{query}&limit=1000")["results"]
    pages = follow(client, f"/api/v1/codings/?{query}&limit={limit}&cursor=*")
    assert [row for page in pages for row in page] == expected


# What is refused


def refusal(client: Client, query: str, path: str = "jurisdictions") -> tuple[int, str, str]:
    response = client.get(f"/api/v1/{path}/?{query}")
    assert response.headers["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()["parameter"], response.json()["detail"]


NO_CURSOR = (400, "cursor", "This is no cursor of this list: begin with cursor=* and follow the links.")


def forged(client: Client, change: Any, query: str = "limit=2") -> str:
    """A cursor of the list, changed."""
    following = parse_qs(urlparse(get(client, f"/api/v1/jurisdictions/?cursor=*&{query}")["next"]).query)
    content = json.loads(pagination.urlsafe_b64decode(following["cursor"][0] + "=="))
    return urlsafe_b64encode(json.dumps(change(content)).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content[:-1],
        lambda content: [*content, 1],
        lambda content: [2, *content[1:]],
        lambda content: [content[0], "00000000", *content[2:]],
        lambda content: [*content[:-1], "FR\0"],
        lambda content: [*content[:-1], "\ud800"],
        lambda content: [*content[:-1], ["FR"]],
        lambda content: [*content[:-1], {"FR": 1}],
        lambda content: [*content[:-1], 1.5],
        lambda _: {"a": 1},
        lambda _: "text",
        lambda _: None,
    ],
)
def test_a_cursor_that_is_none_of_ours(client: Client, change: Any) -> None:
    assert refusal(client, f"limit=2&cursor={forged(client, change)}") == NO_CURSOR


@pytest.mark.parametrize("text", ["x", "%2B", "é", "%00", "W10", "e30", "9" * 5000, "**", "null", "=" * 9, "-1"])
def test_text_that_is_no_cursor(client: Client, text: str) -> None:
    assert refusal(client, f"cursor={text}") == NO_CURSOR


def test_a_cursor_of_a_date_holds_a_date(client: Client) -> None:
    address = "/api/v1/codings/?as_of=any&ordering=start&cursor=*&limit=2"
    following = parse_qs(urlparse(get(client, address)["next"]).query)["cursor"][0]
    content = json.loads(pagination.urlsafe_b64decode(following + "=="))
    for wrong in ("soon", "2019-13-01", 5, True):
        text = urlsafe_b64encode(json.dumps([*content[:2], wrong, *content[3:]]).encode()).decode().rstrip("=")
        assert refusal(client, f"as_of=any&ordering=start&cursor={text}", "codings") == NO_CURSOR


def test_a_cursor_belongs_to_its_filters_and_order_whatever_the_shape(client: Client) -> None:
    following = get(client, "/api/v1/jurisdictions/?cursor=*&limit=2&kind=country")["next"]
    text = parse_qs(urlparse(following).query)["cursor"][0]
    assert refusal(client, f"cursor={text}") == NO_CURSOR
    assert refusal(client, f"cursor={text}&kind=country&ordering=-code") == NO_CURSOR
    rows = get(client, f"/api/v1/jurisdictions/?limit=9&fields=code&kind=country&cursor={text}")["results"]
    assert names([rows]) == ["SE", "US"]


def test_a_list_is_read_by_page_or_by_cursor(client: Client) -> None:
    assert refusal(client, "cursor=*&page=1") == (400, "cursor", "A list is read by page or by cursor, not by both.")


def test_what_is_computed_has_no_cursor(client: Client) -> None:
    for path in ("coverage", "search"):
        assert refusal(client, "cursor=*", path)[:2] == (400, "cursor")


# Deep pages


def test_page_numbers_end_and_a_cursor_goes_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pagination, "DEEPEST", 4)
    assert refusal(client, "limit=2&page=3") == (
        400,
        "page",
        "Pages end at the 4th record: narrow the list, follow cursor=*, or take the file.",
    )
    second = client.get("/api/v1/jurisdictions/?limit=2&page=2&fields=code")
    assert "last" not in second.headers["Link"]
    assert names([second.json()["results"]]) == ["FR", "SE"]
    assert names(follow(client, second.json()["next"])) == ["US", "US-NV"]


@pytest.mark.parametrize("page", ["1001", "999999999"])
def test_a_deep_page_is_refused_without_looking(client: Client, page: str) -> None:
    assert refusal(client, f"page={page}")[:2] == (400, "page")
