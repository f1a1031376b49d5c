"""The OpenAPI description: valid, complete, and true of what is really sent."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.test import Client
from jsonschema import Draft202012Validator

from countries.api.urls import ENDPOINTS
from countries.api.views.base import DetailEndpoint
from countries.api.views.files import FileEndpoint
from countries.api.views.known import KeptEndpoint
from countries.filters import CompareFilters
from tests import world

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent
TABLES = [name for name, endpoint in ENDPOINTS.items() if issubclass(endpoint, FileEndpoint)]


@pytest.fixture(scope="module")
def schema(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock():
        return Client().get("/api/v1/schema.json").json()


@pytest.fixture(autouse=True)
def base(world_of_module: world.World) -> world.World:
    return world_of_module


def operation(schema: Any, path: str) -> Any:
    return schema["paths"][f"/api/v1/{path}"]["get"]


def test_it_is_made_without_a_warning() -> None:
    command = [sys.executable, "manage.py", "spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stderr) == (0, "")


def test_it_is_openapi_3_1_in_yaml_and_json(client: Client, schema: Any) -> None:
    assert schema["openapi"] == "3.1.0"
    response = client.get("/api/v1/schema/")
    assert response.headers["Content-Type"] == "application/vnd.oai.openapi; charset=utf-8"
    assert yaml.safe_load(response.content) == schema
    as_json = client.get("/api/v1/schema/", headers={"Accept": "application/json"})
    assert as_json.json() == schema


def test_every_address_is_described(schema: Any) -> None:
    lists = {f"/api/v1/{name}/" for name in ENDPOINTS}
    details = {
        f"/api/v1/{name}/{{key}}/" for name, endpoint in ENDPOINTS.items() if issubclass(endpoint, DetailEndpoint)
    }
    described = set(schema["paths"])
    files = {f"/api/v1/{name}.{ending}" for name in TABLES for ending in ("csv", "xlsx", "metadata.json")}
    assert {*lists, *details, *files, "/api/v1/compare/"} <= described
    assert {method for path in schema["paths"].values() for method in path} == {"get"}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_every_parameter_of_a_list_is_described(schema: Any, name: str) -> None:
    described = {parameter["name"]: parameter for parameter in operation(schema, f"{name}/")["parameters"]}
    endpoint = ENDPOINTS[name](action="list")
    assert set(described) == {*endpoint.filterset_class.base_filters, *endpoint.query_keys}
    assert all(parameter["description"].endswith(".") for parameter in described.values())
    assert described["limit"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}


@pytest.mark.parametrize("ending", ["csv", "xlsx", "metadata.json"])
def test_a_file_takes_the_same_parameters_but_pages(schema: Any, ending: str) -> None:
    listed = {parameter["name"] for parameter in operation(schema, "codings/")["parameters"]}
    filed = {parameter["name"] for parameter in operation(schema, f"codings.{ending}")["parameters"]}
    assert filed == listed - {"page", "limit", "cursor", "include", "facets"}


def test_every_parameter_of_a_comparison_is_described(schema: Any) -> None:
    described = {parameter["name"]: parameter["required"] for parameter in operation(schema, "compare/")["parameters"]}
    assert described == {name: name == "j" for name in CompareFilters.base_filters}


def test_a_record_takes_its_key_and_fields(schema: Any) -> None:
    parameters = operation(schema, "codings/{key}/")["parameters"]
    assert sorted((parameter["in"], parameter["name"]) for parameter in parameters) == [
        ("path", "key"),
        ("query", "fields"),
        ("query", "include"),
    ]


def test_every_operation_says_what_it_is_and_how_it_fails(schema: Any) -> None:
    for path, methods in schema["paths"].items():
        got = methods["get"]
        assert got["description"].endswith("."), path
        assert set(got["responses"]) == {"200", "400", "401", "403", "404", "406", "414", "429"}, path
        for status in ("400", "401", "403", "404", "406", "429"):
            name = "QuotaProblem" if status == "429" else "Problem"
            ((kind, described),) = got["responses"][status]["content"].items()
            assert (kind, described["schema"]) == (
                "application/problem+json",
                {"$ref": f"#/components/schemas/{name}"},
            )


def test_every_operation_says_its_limits_and_that_a_key_is_optional(schema: Any) -> None:
    asked = {path: methods["get"]["security"] for path, methods in schema["paths"].items()}
    assert {path for path, security in asked.items() if security != [{"ApiKey": []}, {}]} == set()
    for path, methods in schema["paths"].items():
        for status, response in methods["get"]["responses"].items():
            if status == "414":  # the server's own, before anything is counted
                continue
            own = {"Retry-After"} if status == "429" else set()
            assert set(response["headers"]) >= {"RateLimit", "RateLimit-Policy"} | own, (path, status)
    assert set(schema["components"]["headers"]) == {"RateLimit", "RateLimit-Policy", "Retry-After"}


def test_what_a_refusal_sends_is_what_is_described(client: Client, schema: Any, settings: Any) -> None:
    settings.API_LIMITS = (1, 0)
    answers = [client.get("/api/v1/codings/", headers={"Authorization": "Api-Key x"}) for _ in range(2)]
    for answer, status in zip(answers, ("401", "429"), strict=True):
        assert answer.status_code == int(status)
        validate(schema, "codings/", status, "application/problem+json", answer.json())


def test_fields_leaves_any_member_out_and_the_description_says_so(client: Client, schema: Any) -> None:
    for name in ENDPOINTS:
        first = schema["paths"][f"/api/v1/{name}/"]["get"]["parameters"]
        (fields,) = [parameter["schema"]["items"]["enum"] for parameter in first if parameter["name"] == "fields"]
        query = "?from=2000-01-01&" if name == "reforms" else "?q=France&" if name == "search" else "?"
        payload = client.get(f"/api/v1/{name}/{query}fields={fields[-1]}").json()
        assert [set(record) for record in payload["results"]] == [{fields[-1]}] * len(payload["results"])
        validate(schema, f"{name}/", "200", "application/json", payload)


def test_a_closed_vocabulary_is_listed(schema: Any) -> None:
    described = {parameter["name"]: parameter for parameter in operation(schema, "codings/")["parameters"]}
    assert described["confidence"]["schema"] == {
        "type": "array",
        "items": {"type": "string", "enum": ["high", "medium", "low"]},
        "minItems": 1,
    }
    assert (described["confidence"]["style"], described["confidence"]["explode"]) == ("form", False)


def validate(schema: Any, path: str, status: str, kind: str, payload: Any) -> None:
    """The payload is what the description says, and has no member that it does not name."""
    described = operation(schema, path)["responses"][status]["content"][kind]["schema"]
    components = json.loads(json.dumps(schema["components"]))
    for component in components["schemas"].values():
        if component.get("type") == "object" and "properties" in component:
            component["additionalProperties"] = False
    Draft202012Validator({**described, "components": components}).validate(payload)


@pytest.mark.parametrize("name", TABLES)
def test_what_a_list_sends_is_what_is_described(client: Client, schema: Any, name: str, base: world.World) -> None:
    world.change(base.version, "FR.buying.2016-04-15")
    query = {"codings": "?as_of=any", "spells": "?as_of=any", "reforms": "?from=2000-01-01"}.get(name, "")
    payload = client.get(f"/api/v1/{name}/{query}").json()
    assert payload["results"]
    validate(schema, f"{name}/", "200", "application/json", payload)


@pytest.mark.parametrize("name", [name for name, endpoint in ENDPOINTS.items() if issubclass(endpoint, KeptEndpoint)])
def test_what_was_known_is_sent_as_is_described(client: Client, schema: Any, name: str, base: world.World) -> None:
    world.keep(base.version)
    payload = client.get(f"/api/v1/{name}/?known_at={base.version}").json()
    assert payload["results"]
    validate(schema, f"{name}/", "200", "application/json", payload)


RECORDS = {
    "jurisdictions": "FR",
    "spells": "FR.kb-1.2016-04-15",
    "transitions": "FR.kb-1.2016-04-15",
    "indicators": "buying",
    "codings": "FR.buying.2016-04-15",
    "laws": "fr-loi-2016-444",
    "provisions": "fr-loi-2016-444/611-1",
    "platforms": "backpage",
    "cases": "backpage",
    "milestones": "backpage/seizure",
    "statements": "14",
    "classifications": "afp-2019.DE",
    "sources": "fr-press",
    "versions": "2026.11.1",
}


@pytest.mark.parametrize("name", [name for name, endpoint in ENDPOINTS.items() if issubclass(endpoint, DetailEndpoint)])
def test_what_a_record_sends_is_what_is_described(client: Client, schema: Any, name: str) -> None:
    payload = client.get(f"/api/v1/{name}/{RECORDS[name]}/").json()
    validate(schema, f"{name}/{{key}}/", "200", "application/json", payload)
    described = schema["components"]["schemas"]
    reference = operation(schema, f"{name}/{{key}}/")["responses"]["200"]["content"]["application/json"]["schema"]
    assert set(payload) == set(described[reference["$ref"].rpartition("/")[2]]["properties"]) - {"included"}


def test_what_a_comparison_sends_is_what_is_described(client: Client, schema: Any) -> None:
    payload = client.get("/api/v1/compare/?j=FR,DE,EU").json()
    validate(schema, "compare/", "200", "application/json", payload)


def test_what_the_graph_sends_is_what_is_described(client: Client, schema: Any) -> None:
    validate(schema, "graph/", "200", "application/json", client.get("/api/v1/graph/").json())


@pytest.mark.parametrize("query", ["x=1", "as_of=x", "jurisdiction=fr"])
def test_what_a_problem_sends_is_what_is_described(client: Client, schema: Any, query: str) -> None:
    payload = client.get(f"/api/v1/codings/?{query}").json()
    validate(schema, "codings/", "400", "application/problem+json", payload)


def test_the_documentation_loads_only_from_here(client: Client) -> None:
    page = client.get("/api/v1/docs/").content.decode()
    assert "https://" not in page
    assert "<style" not in page
    assert 'src="/api/v1/docs/?script="' in page
    script = client.get("/api/v1/docs/?script=")
    assert (script.status_code, script.headers["Content-Type"]) == (200, "application/javascript")
    assert '"validatorUrl": null' in script.content.decode()
    assert settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["style-src"] == ["'self'"]
