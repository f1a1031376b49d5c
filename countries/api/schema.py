"""The OpenAPI description of the endpoints: their parameters, and the problems they answer with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from kb.deprecation import Deprecation, declared
from kb.drf import PROBLEM, listed_parameter

PROBLEMS = {
    "400": "A parameter is unknown, or holds what it cannot hold. The problem names it.",
    "401": "Authorization holds no key of this API.",
    "403": "The key has been revoked or has expired.",
    "404": "There is no such record or page.",
    "406": "None of the media types of the Accept header is served here. `formats` are the addresses of other forms.",
    "429": "Too many requests: `violated-policies` names the limits, Retry-After the seconds to wait.",
}
LIMIT_FIELDS = {name: {"$ref": f"#/components/headers/{name}"} for name in ("RateLimit", "RateLimit-Policy")}
TOO_LONG = "The address is longer than the server reads."
LISTED = {
    "fields": "The members wanted of each record, separated by commas; all if not given.",
    "include": "Whole records to send along in `included`, separated by commas; none if not given.",
    "facets": (
        "Filters to count by, separated by commas. Each value's count is what the list would count if its filter "
        "were set to that value alone and the others stayed as they are; values that would find nothing are left out."
    ),
}


def shape_parameter(name: str, allowed: Collection[str]) -> dict[str, Any]:
    """One of LISTED as an OpenAPI parameter."""
    return listed_parameter(name, LISTED[name], allowed)


class Problem(serializers.Serializer[Any]):
    """RFC 9457. The members from `parameter` on are there where they are known."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    parameter = serializers.CharField(required=False)
    value = serializers.CharField(required=False)
    allowed = serializers.ListField(child=serializers.CharField(), required=False)
    suggestion = serializers.CharField(required=False)
    formats = serializers.DictField(child=serializers.URLField(), required=False)


# What a member with a hyphen in its name asks for: a class that is made rather than written.
QuotaProblem = type(
    "QuotaProblem",
    (Problem,),
    {
        "__doc__": "A problem whose `violated-policies` are the limits that were exceeded: minute, day, or both.",
        "violated-policies": serializers.ListField(child=serializers.CharField()),
    },
)


class EndpointSchema(AutoSchema):
    """Adds sparse fields, the view's own parameters, the problems and the fields that say the limits."""

    def get_tags(self) -> list[str]:
        return [re.split("[/.]", self.path.removeprefix("/api/v1/"))[0]]

    def get_operation_id(self) -> str:
        return super().get_operation_id().replace(".", "_")

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        view: Any = self.view
        return [*super()._get_filter_parameters(), *view.own_parameters()]  # type: ignore[no-untyped-call]

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status, description in PROBLEMS.items():
            kind = QuotaProblem if status == "429" else Problem
            reference = self.resolve_serializer(kind, "response").ref
            bodies[status] = {"description": description, "content": {PROBLEM: {"schema": reference}}}
        for status, body in bodies.items():
            own = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}} if status == "429" else {}
            body["headers"] = {**body.get("headers", {}), **LIMIT_FIELDS, **own}
        return {**bodies, "414": {"description": TOO_LONG, "content": {"text/html": {"schema": {"type": "string"}}}}}


def sparse(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Says that no member of a record need be there where `fields` chooses them."""
    operations = [operation for path in result["paths"].values() for operation in path.values()]
    for operation in operations:
        described = operation["responses"]["200"]["content"].get("application/json")
        if described and any(parameter["name"] == "fields" for parameter in operation.get("parameters", ())):
            record_of(described["schema"], result["components"]["schemas"]).pop("required", None)
    return result


def record_of(schema: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """What describes one record of a response: of the results of a list, or the response itself."""
    if "$ref" in schema:
        return record_of(components[schema["$ref"].rpartition("/")[2]], components)
    results = schema.get("properties", {}).get("results")
    return record_of(results["items"], components) if results else schema


def deprecated(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Marks what is declared to go: an operation, a parameter, or a member of what it answers with."""
    for path, methods in result["paths"].items():
        for found in declared():
            if found.endpoint == endpoint_of(path):
                for described in described_by(found, methods["get"], result["components"]["schemas"]):
                    described |= {"deprecated": True, "description": noticed(described, found)}
    return result


def endpoint_of(path: str) -> str:
    """The endpoint that an address belongs to, whatever the form: a list, a file, a record."""
    return path.removeprefix("/api/v1/").replace("{key}/", "").partition(".")[0].strip("/")


def described_by(found: Deprecation, operation: dict[str, Any], schemas: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The parts of the description that a deprecation is of."""
    if found.parameter:
        yield from (one for one in operation.get("parameters", ()) if one["name"] == found.parameter)
    elif not found.member:
        yield operation
    elif answer := operation["responses"]["200"]["content"].get("application/json"):
        properties = record_of(answer["schema"], schemas).get("properties", {})
        if found.member in properties:
            yield properties[found.member]


def noticed(described: dict[str, Any], found: Deprecation) -> str:
    """The description and, once, the notice; records are shared by lists, so a member names the one that is meant."""
    where = f" in `{found.endpoint}/`" if found.member else ""
    until = f", served until {found.until}" if found.until else ""
    notice = f"Deprecated{where} since {found.since}{until}: {found.instead}"
    before = described.get("description", "")
    return str(before) if notice in before else f"{before} {notice}".strip()
