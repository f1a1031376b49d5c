"""Every 4xx is a problem (RFC 9457) that says what is wrong; nothing hostile is a 5xx."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countries.api.urls import ENDPOINTS
from countries.filters import CompareFilters
from countries.typography import typeset
from tests import world

pytestmark = pytest.mark.django_db
LISTS = [*ENDPOINTS, "compare"]


@pytest.fixture(autouse=True)
def base(world_of_module: world.World) -> world.World:
    return world_of_module


def problem(client: Client, path: str, **headers: str) -> tuple[int, dict[str, Any]]:
    response = client.get(f"/api/v1/{path}", headers=headers)
    assert response.headers["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    return response.status_code, body


def blank(status: int, title: str, detail: str) -> tuple[int, dict[str, Any]]:
    return status, {"type": "about:blank", "title": title, "status": status, "detail": detail}


def test_an_unknown_parameter(client: Client) -> None:
    assert problem(client, "versions/?versoin=2026.11.1") == (
        400,
        {
            "type": "/api/v1/docs/#unknown-parameter",
            "title": "Unknown parameter",
            "status": 400,
            "detail": "There is no parameter “versoin” here.",
            "parameter": "versoin",
            "allowed": [
                "cursor",
                "date_after",
                "date_before",
                "facets",
                "fields",
                "limit",
                "ordering",
                "page",
                "updated_since",
                "version",
            ],
            "suggestion": "version",
        },
    )


def test_an_unknown_value(client: Client) -> None:
    assert problem(client, "codings/?jurisdiction=FR,fr") == (
        400,
        {
            "type": "/api/v1/docs/#invalid-value",
            "title": "Invalid value",
            "status": 400,
            "detail": "“fr” is not one of the values of this parameter.",
            "parameter": "jurisdiction",
            "value": "fr",
            "allowed": ["DE", "EU", "FR", "SE", "US", "US-NV"],
            "suggestion": "FR",
        },
    )


@pytest.mark.parametrize(
    ("path", "title", "detail"),
    [
        ("codings/?as_of=2026", "Valeur invalide", "Écrivez un jour : AAAA-MM-JJ."),
        ("codings/?x=1", "Paramètre inconnu", "Il n’y a pas ici de paramètre « x »."),
        (
            "codings/?cursor=x",
            "Valeur invalide",
            "Ce n’est pas un curseur de cette liste : commencez par cursor=* et suivez les liens.",
        ),
        ("panel/?from_year=1900", "Valeur invalide", "Écrivez une année, de 1999 à l’année en cours."),
        (
            "laws/?updated_since=a-b",
            "Valeur invalide",
            "« a-b » n’est ni un jour (AAAA-MM-JJ), ni un instant (AAAA-MM-JJThh:mm:ssZ), "
            "ni une version des données (2026.11.1).",
        ),
        ("laws/nothing/", "Introuvable", "Non trouvé."),
    ],
)
def test_problems_speak_the_readers_language(client: Client, path: str, title: str, detail: str) -> None:
    _, body = problem(client, path, **{"Accept-Language": "fr"})
    assert (body["title"], body["detail"]) == (title, typeset(detail))


@pytest.mark.parametrize(
    ("query", "parameter", "value", "detail"),
    [
        ("limit=0", "limit", "0", "Write a whole number from 1 to 1000."),
        ("limit=1001", "limit", "1001", "Write a whole number from 1 to 1000."),
        ("limit=ten", "limit", "ten", "Write a whole number from 1 to 1000."),
        ("limit=-5", "limit", "-5", "Write a whole number from 1 to 1000."),
        ("limit=%D9%A3", "limit", "٣", "Write a whole number from 1 to 1000."),
        ("page=0", "page", "0", "Write a whole number from 1 to 999999999."),
        ("page=" + "9" * 5000, "page", "9" * 200, "Write a whole number from 1 to 999999999."),
        ("page=1&page=2", "page", "1, 2", "The parameter “page” may be given once only."),
        (
            "ordering=value_label",
            "ordering",
            "value_label",
            "“value_label” is not one of the values of this parameter.",
        ),
        ("ordering=--start", "ordering", "--start", "“--start” is not one of the values of this parameter."),
        ("as_of=2026-13-01", "as_of", "2026-13-01", "“2026-13-01” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."),
        ("as_of=2026-11", "as_of", "2026-11", "Write one day: YYYY-MM-DD."),
        ("inherited=1", "inherited", "1", "Write true or false."),
    ],
)
def test_a_wrong_value_of_any_parameter_of_a_list(
    client: Client, query: str, parameter: str, value: str, detail: str
) -> None:
    status, body = problem(client, f"codings/?{query}")
    assert (status, body["parameter"], body["value"], body["detail"]) == (400, parameter, value, detail)


@pytest.mark.parametrize(
    "path",
    [
        "codings/FR.buying.2099-01-01/",
        "codings/FR.hosting_liability.2000-07-17/",
        "codings/%00/",
        "codings/%FF/",
        "codings/../../etc/passwd/",
        "provisions/fr-loi-2016-444/",
        "jurisdictions/fr/",
        "jurisdictions/" + "x" * 5000 + "/",
        "versions/1/",
        "changes/1/",
        "nothing/",
        "nothing/at/all/",
        "nothing%0A/",
        "codings/FR%0A/",
        "nothing",
        "codings.pdf",
        "codings.csv/",
        "search.csv",
    ],
)
def test_what_does_not_exist(client: Client, path: str) -> None:
    assert problem(client, path) == blank(404, "Not Found", "Not found.")


def test_a_record_takes_only_fields(client: Client) -> None:
    status, body = problem(client, "codings/FR.buying.2016-04-15/?as_of=2010-01-01")
    assert (status, body["parameter"], body["allowed"]) == (400, "as_of", ["fields", "include"])


@pytest.mark.parametrize("path", ["?page=1", "schema/?lang=fr", "docs/?x=1"])
def test_addresses_without_parameters_take_none(client: Client, path: str) -> None:
    assert client.get(f"/api/v1/{path}").status_code == 400


@pytest.mark.parametrize("accept", ["text/html", "text/csv", "image/png", "application/xml"])
def test_a_format_that_cannot_be_served(client: Client, accept: str) -> None:
    stem = "http://testserver/api/v1/codings"
    detail = (
        "This address answers as application/json, whatever Accept asks for in its place. "
        "Each other form has an address of its own, given in “formats”."
    )
    status, body = problem(client, "codings/?as_of=any&page=2&jurisdiction=FR,DE", Accept=accept)
    assert (status, {name: body[name] for name in ("type", "title", "detail")}) == (
        406,
        {"type": "about:blank", "title": "Not Acceptable", "detail": detail},
    )
    assert body["formats"] == {
        "json": f"{stem}/?as_of=any&page=2&jurisdiction=FR,DE",
        "csv": f"{stem}.csv?as_of=any&jurisdiction=FR,DE",
        "xlsx": f"{stem}.xlsx?as_of=any&jurisdiction=FR,DE",
        "metadata": f"{stem}.metadata.json?as_of=any&jurisdiction=FR,DE",
    }


def test_what_has_one_form_names_no_other(client: Client) -> None:
    detail = "This address answers as application/json, whatever Accept asks for in its place."
    for path in ("codings/FR.buying.2016-04-15/", "search/?q=France", ""):
        assert problem(client, path, Accept="text/csv") == blank(406, "Not Acceptable", detail)


@pytest.mark.parametrize("accept", ["*/*", "application/*", "application/json; q=0.5, text/html"])
def test_what_accepts_json_gets_it(client: Client, accept: str) -> None:
    assert client.get("/api/v1/versions/", headers={"Accept": accept}).status_code == 200


def test_a_missing_slash_is_put_right(client: Client) -> None:
    response = client.get("/api/v1/codings?limit=1")
    assert (response.status_code, response.headers["Location"]) == (301, "/api/v1/codings/?limit=1")


HOSTILE = [
    "%00=1",
    "jurisdiction=%00",
    "jurisdiction=%FF%FE",
    "jurisdiction=" + ",".join(["FR"] * 3000),
    "jurisdiction=" + "x" * 10_000,
    "x" * 10_000,
    "&".join(f"a{number}=1" for number in range(1500)),
    "q=%27%3B%20DROP%20TABLE%20countries_coding%3B--",
    "as_of=0000-00-00",
    "as_of=9999-12-31",
    "as_of=0001-01-01",
    "as_of=99999999999-01-01",
    "page=1e9",
    "limit=%2B1",
    "ordering=pk;drop",
    "fields=__class__",
    "%",
    "%%%",
    "=",
    "=1",
    "jurisdiction[]=FR",
    "jurisdiction=FR;indicator=buying",
    "jurisdiction=\xf0\x9f\x98\x80",
]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:30])
def test_nothing_hostile_is_a_server_error(client: Client, name: str, query: str) -> None:
    response = client.get(f"/api/v1/{name}/", QUERY_STRING=query)
    assert response.status_code in {200, 400, 404}
    if response.status_code != 200:
        assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("name", LISTS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parameter=st.text(min_size=1, max_size=12), value=st.text(max_size=12))
def test_a_name_that_is_not_documented_is_named_in_the_problem(name: str, parameter: str, value: str) -> None:
    known = set(CompareFilters.base_filters)
    if name in ENDPOINTS:
        endpoint = ENDPOINTS[name](action="list")
        known = {*endpoint.filterset_class.base_filters, *endpoint.query_keys}
    if parameter in known:
        return
    response = Client().get(f"/api/v1/{name}/", {parameter: value})
    body = response.json()
    assert (response.status_code, body["type"], body["parameter"]) == (
        400,
        "/api/v1/docs/#unknown-parameter",
        parameter,
    )
