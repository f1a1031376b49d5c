"""What is declared to go is told wherever it is asked for, in the description and on its page; nothing else is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client

from countries.api.schema import endpoint_of, record_of
from countries.api.urls import ENDPOINTS, SHEETS
from countries.deprecated import DEPRECATED
from kb.deprecation import Deprecation
from tests import world
from tests.pages import Reader
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db
LIST = Deprecation("coverage", dt.date(2026, 12, 1), "Ask codings.", dt.date(2028, 1, 1))
PARAMETER = Deprecation("codings", dt.date(2027, 3, 1), "Ask with value.", parameter="confidence")
MEMBER = Deprecation("codings", dt.date(2027, 2, 1), "Read start.", dt.date(2028, 2, 1), member="valid_from")
DECLARED = (LIST, PARAMETER, MEMBER)
TOLD = ("Deprecation", "Sunset", "Link")
PAGE = "http://127.0.0.1:8000/en/api/"
OF_LIST = {
    "Deprecation": "@1796083200",
    "Sunset": "Sat, 01 Jan 2028 00:00:00 GMT",
    "Link": f'<{PAGE}#deprecated-coverage>; rel="deprecation"; type="text/html", '
    f'<{PAGE}#deprecated-coverage>; rel="sunset"; type="text/html"',
}
OF_PARAMETER = {
    "Deprecation": "@1803859200",
    "Link": f'<{PAGE}#deprecated-codings-confidence>; rel="deprecation"; type="text/html"',
}
OF_MEMBER = {
    "Deprecation": "@1801440000",
    "Sunset": "Tue, 01 Feb 2028 00:00:00 GMT",
    "Link": f'<{PAGE}#deprecated-codings-valid_from>; rel="deprecation"; type="text/html", '
    f'<{PAGE}#deprecated-codings-valid_from>; rel="sunset"; type="text/html"',
}


@pytest.fixture(autouse=True)
def base(world_of_module: world.World) -> world.World:
    return world_of_module


@pytest.fixture
def going(settings: Any) -> None:
    settings.JALONS_DEPRECATED = "tests.test_deprecation.DECLARED"


def told(client: Client, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """The status, and the fields that tell of what will go; of links only those."""
    response = client.get(f"/api/v1/{path}", headers=headers)
    b"".join(response)
    found = {name: response.headers[name] for name in TOLD if name in response.headers}
    if "Link" in found:
        links = [link for link in found["Link"].split(", ") if "deprecat" in link]
        found["Link"] = ", ".join(links)
    return response.status_code, {name: value for name, value in found.items() if value}


def test_what_is_declared_is_there_and_nothing_is_told_while_nothing_is_declared(client: Client) -> None:
    assert [one for one in DEPRECATED if one.endpoint not in {*ENDPOINTS, *SHEETS, "graph"}] == []
    assert [told(client, path)[1] for path in ("coverage/", "codings/", "codings/?confidence=high")] == [{}, {}, {}]


@pytest.mark.usefixtures("going")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("coverage/", 200),
        ("coverage.csv", 200),
        ("coverage.xlsx", 200),
        ("coverage.metadata.json", 200),
        ("coverage/?state=x", 400),
        ("coverage/?page=99", 404),
    ],
)
def test_a_list_tells_it_in_every_form_and_in_every_refusal(client: Client, path: str, status: int) -> None:
    assert told(client, path) == (status, OF_LIST)


@pytest.mark.usefixtures("going")
@pytest.mark.parametrize("path", ["coverage/", "coverage.csv"])
def test_what_is_kept_and_what_has_not_changed_tell_it_too(client: Client, path: str) -> None:
    mark = client.get(f"/api/v1/{path}").headers["ETag"]
    assert told(client, path) == (200, OF_LIST)
    assert told(client, path, **{"If-None-Match": mark}) == (304, OF_LIST)
    assert told(client, path, Accept="text/html") == (406, OF_LIST)
    assert told(client, path, Authorization="Api-Key x") == (401, OF_LIST)


@pytest.mark.usefixtures("going")
@pytest.mark.parametrize(
    ("path", "status", "fields"),
    [
        ("codings/?fields=value", 200, {}),
        ("codings/?fields=value&confidence=high", 200, OF_PARAMETER),
        ("codings.csv?fields=value&confidence=high", 200, OF_PARAMETER),
        ("codings/?fields=value&confidence=x", 400, OF_PARAMETER),
        ("codings/", 200, OF_MEMBER),
        ("codings/?fields=value,%20valid_from", 200, OF_MEMBER),
        ("codings.csv?fields=valid_from", 200, OF_MEMBER),
        ("codings/FR.buying.2016-04-15/", 200, OF_MEMBER),
        ("codings/FR.buying.2016-04-15/?fields=value", 200, {}),
        ("regimes/", 200, {}),
        ("nothing/", 404, {}),
    ],
)
def test_a_parameter_and_a_member_are_told_where_they_are_used(
    client: Client, path: str, status: int, fields: dict[str, str]
) -> None:
    assert told(client, path) == (status, fields)


@pytest.mark.usefixtures("going")
def test_of_several_the_first_days_are_told_beside_the_links_of_pages(client: Client) -> None:
    response = client.get("/api/v1/codings/?confidence=high&limit=1", headers={"Accept-Language": "fr"})
    assert response.headers["Deprecation"] == OF_MEMBER["Deprecation"]
    assert response.headers["Sunset"] == OF_MEMBER["Sunset"]
    links = response.headers["Link"].split(", ")
    assert [link.partition('rel="')[2].partition('"')[0] for link in links if "/fr/api/#" in link] == [
        "deprecation",
        "deprecation",
        "sunset",
    ]
    assert {'rel="first"', 'rel="next"', 'rel="last"'} <= {link.partition("; ")[2] for link in links}


def test_a_notice_of_less_than_a_year_cannot_be_declared() -> None:
    day = dt.date(2027, 1, 1)
    assert Deprecation("codings", day, "", dt.date(2028, 1, 1)).until == dt.date(2028, 1, 1)
    with pytest.raises(ValueError, match="codings: notice is given 365 days ahead at least"):
        Deprecation("codings", day, "", dt.date(2027, 12, 31))
    with pytest.raises(ValueError, match="not of both"):
        Deprecation("codings", day, "", parameter="value", member="value")


@pytest.mark.usefixtures("going")
def test_the_description_marks_exactly_what_is_declared(client: Client) -> None:
    schema = client.get("/api/v1/schema.json").json()
    schemas = schema["components"]["schemas"]
    operations = {path: methods["get"] for path, methods in schema["paths"].items()}
    whole = {endpoint_of(path) for path, operation in operations.items() if operation.get("deprecated")}
    assert whole == {"coverage"}
    notice = "Deprecated since 2026-12-01, served until 2028-01-01: Ask codings."
    assert operations["/api/v1/coverage.csv"]["description"].endswith(f". {notice}")
    parameters = [
        (path, parameter["name"], parameter["description"])
        for path, operation in operations.items()
        for parameter in operation["parameters"]
        if parameter.get("deprecated")
    ]
    assert {(endpoint_of(path), name) for path, name, _ in parameters} == {("codings", "confidence")}
    assert len(parameters) == 4
    assert all(said.endswith(". Deprecated since 2027-03-01: Ask with value.") for _, _, said in parameters)
    for path in ("codings/", "codings/{key}/"):
        answer = operations[f"/api/v1/{path}"]["responses"]["200"]["content"]["application/json"]["schema"]
        member = record_of(answer, schemas)["properties"]["valid_from"]
        assert member["deprecated"] is True
        notice = "Deprecated in `codings/` since 2027-02-01, served until 2028-02-01: Read start."
        assert member["description"].count(notice) == 1
    assert sum("deprecated" in one for described in schemas.values() for one in described["properties"].values()) == 2


@pytest.mark.parametrize(
    ("language", "heading", "nothing", "said"),
    [
        (
            "en",
            "What is deprecated today",
            "Nothing.",
            "/api/v1/codings/ , member valid_from : deprecated since 1 February 2027, "
            "served until 1 February 2028. Read start.",
        ),
        (
            "fr",
            "Ce qui est obsolète à ce jour",
            "Rien.",
            "/api/v1/codings/ , membre valid_from : obsolète depuis le 1er février 2027, "
            "servi jusqu’au 1er février 2028. Read start.",
        ),
    ],
)
def test_the_page_of_the_promise_tells_it(
    client: Client, settings: Any, language: str, heading: str, nothing: str, said: str
) -> None:
    page = Reader(client.get(f"/{language}/api/").content.decode())
    assert f"{heading} {nothing}" in page.text
    settings.JALONS_DEPRECATED, settings.JALONS_RELEASE = "tests.test_deprecation.DECLARED", "next"
    page = Reader(client.get(f"/{language}/api/").content.decode())
    assert [name for name in page.ids() if name.startswith("deprecated")] == [
        "deprecated",
        *(one.anchor for one in DECLARED),
    ]
    assert said in page.text
    assert nothing not in page.text
