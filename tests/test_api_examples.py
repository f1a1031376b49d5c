"""The examples in the description are what the site really answers, to the letter, and keep to what is described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from countries.api.examples import ASKED, MISTAKEN
from countries.api.schema import endpoint_of
from tests.test_api_schema import validate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_base")]
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def schema(client: Client) -> Any:
    return client.get("/api/v1/schema.json").json()


def operations(schema: Any) -> Iterator[tuple[str, Any, str, Any]]:
    """The path of each operation, the operation, the media type of its answer, and the example of it."""
    for path, methods in schema["paths"].items():
        (found,) = methods["get"]["responses"]["200"]["content"].items()
        kind, described = found
        yield path, methods["get"], kind, described.get("examples", {}).get("answer")


def test_every_operation_has_one_but_spreadsheets_which_are_no_text(schema: Any) -> None:
    assert {endpoint_of(path) for path in schema["paths"]} == set(ASKED)
    assert {(path, kind) for path, _, kind, example in operations(schema) if example is None} == {
        (path, SPREADSHEET) for path in schema["paths"] if path.endswith(".xlsx")
    }
    validate_schema(schema)  # type: ignore[no-untyped-call]


def test_each_is_what_is_answered_and_as_is_described(client: Client, schema: Any) -> None:
    empty = []
    for path, _, kind, example in operations(schema):
        if example is None:
            continue
        method, _, address = example["summary"].partition(" ")
        response: Any = client.get(address)
        body = b"".join(response).decode()
        assert (method, response.status_code, response.headers["Content-Type"].partition(";")[0]) == ("GET", 200, kind)
        if "json" in kind:
            assert example["value"] == client.get(address).json(), path
            validate(schema, path.removeprefix("/api/v1/"), "200", kind, example["value"])
            if example["value"].get("results") == []:
                empty.append(path)
        else:
            assert example["value"] == body, path
            if len(body.splitlines()) < 2:
                empty.append(path)
    assert [path for path in empty if endpoint_of(path) != "changes/between"] == []  # of one version, nothing


def test_the_examples_of_parameters_are_the_request(client: Client, schema: Any) -> None:
    for path, operation, kind, example in operations(schema):
        given = {
            parameter["name"]: parameter
            for parameter in operation["parameters"]
            if parameter.get("example") is not None
        }
        for parameter in given.values():
            Draft202012Validator(parameter["schema"]).validate(parameter["example"])
        address = path
        for name, parameter in given.items():
            if parameter["in"] == "path":
                address = address.replace(f"{{{name}}}", parameter["example"])
        words = {
            name: ",".join(value) if isinstance(value := parameter["example"], list) else str(value)
            for name, parameter in given.items()
            if parameter["in"] == "query"
        }
        response: Any = client.get(address, words)
        if kind == SPREADSHEET:
            assert (response.status_code, len(b"".join(response)) > 4000) == (200, True), path
        elif "json" in kind:
            assert response.json() == example["value"] | changed(response.json(), example["value"]), path
        else:
            assert b"".join(response).decode() == example["value"], path


def changed(answer: Any, example: Any) -> Any:
    """What repeats the address in an answer, where commas may be written in two ways."""
    return {name: answer[name] for name in ("next", "path", "formats") if answer.get(name)}


def test_the_examples_of_problems_are_some(client: Client, schema: Any) -> None:
    shown = schema["components"]["examples"]
    assert list(shown) == list(MISTAKEN)
    for name, (status, address) in MISTAKEN.items():
        assert shown[name] == {"summary": f"GET {address}", "value": client.get(address).json()}
        assert shown[name]["value"]["status"] == status
        validate(schema, "laws/", str(status), "application/problem+json", shown[name]["value"])
    for methods in schema["paths"].values():
        responses = methods["get"]["responses"]
        assert list(responses["400"]["content"]["application/problem+json"]["examples"]) == [
            "unknown-parameter",
            "invalid-value",
        ]
        assert list(responses["404"]["content"]["application/problem+json"]["examples"]) == ["not-found"]


def test_it_is_made_once_for_every_reader(client: Client) -> None:
    first = client.get("/api/v1/schema.json").json()
    with CaptureQueriesContext(connection) as captured:
        again = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert (again.json() == first, len(captured)) == (True, 2)  # which version it is, for the cache and for the view
    there = client.get("/api/v1/schema.json", headers={"Host": "localhost"}).json()
    paths = [
        found["value"]["path"]
        for made in (first, there)
        for path, _, _, found in operations(made)
        if path == "/api/v1/versions.metadata.json"
    ]
    query = "ordering=-number&fields=version,hash,loaded_at,counts"
    assert paths == [f"http://{host}/api/v1/versions.csv?{query}" for host in ("testserver", "localhost")]
