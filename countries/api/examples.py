"""Examples in the OpenAPI description: for each operation a request, and what this very site answers to it.

They are made when the description is, from the data that are served, so they cannot go stale. Where a request of
ASKED finds nothing, since other data are served, there is no example.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.urls import resolve

from .schema import endpoint_of

ASKED: Mapping[str, Mapping[str, str]] = {
    "jurisdictions": {"jurisdiction": "BE"},
    "regimes": {"jurisdiction": "FR", "as_of": "2019-06-04"},
    "spells": {"jurisdiction": "FR"},
    "transitions": {"jurisdiction": "FR"},
    "panel": {"jurisdiction": "FR", "indicator": "buying", "year": "2019"},
    "panel-wide": {"jurisdiction": "FR", "year": "2019"},
    "indicators": {"indicator": "buying"},
    "codings": {"jurisdiction": "FR", "indicator": "buying", "as_of": "2019-06-04"},
    "laws": {"law": "fr-loi-2016-444"},
    "provisions": {"law": "fr-loi-2016-444"},
    "platforms": {"platform": "backpage"},
    "cases": {"case": "backpage"},
    "milestones": {"case": "backpage", "kind": "seizure"},
    "statements": {"platform": "backpage"},
    "classifications": {"jurisdiction": "FR"},
    "sources": {"jurisdiction": "FR", "kind": "primary_law"},
    "changes": {"action": "created", "record_type": "case"},
    "changes/between": {"record_type": "case"},
    "versions": {"ordering": "-number"},
    "coverage": {"jurisdiction": "FR", "indicator": "buying"},
    "reforms": {"jurisdiction": "FR", "from": "2015-01-01", "to": "2017-01-01", "indicator": "buying"},
    "search": {"q": "Backpage", "kind": "platform"},
    "graph": {"platform": "backpage", "kind": "seizure"},
    "compare": {"j": "FR,SE", "indicator": "buying", "as_of": "2019-06-04"},
    "nearest": {"j": "FR,SE", "indicator": "selling,buying,brothels,procuring", "as_of": "2019-06-04"},
}
MISTAKEN = {
    "unknown-parameter": (400, "/api/v1/codings/?jurisdicton=FR"),
    "invalid-value": (400, "/api/v1/codings/?confidence=hihg"),
    "not-found": (404, "/api/v1/laws/nothing/"),
}
COLUMNS = 4
KEYS = ("id", "code", "version")
PASSED_ON = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme")
Described = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    """A request: the address as the description writes it, the key that stands in it, and the query."""

    path: str
    key: str
    query: Mapping[str, str]

    @property
    def address(self) -> str:
        query = urlencode(self.query, safe=",:")
        return self.path.replace("{key}", self.key) + (f"?{query}" if query else "")

    def value(self, parameter: Described) -> Any:
        """What a parameter holds in the request, typed as it is described; None if it is not there."""
        text = self.key if parameter["in"] == "path" else self.query.get(parameter["name"])
        kind = parameter["schema"].get("type")
        if text is None or kind not in {"array", "integer"}:
            return text
        return int(text) if kind == "integer" else text.split(",")


def exampled(result: Described, request: Any, **_: Any) -> Described:
    """Adds to every operation a request and its answer, and to problems a real one."""
    if request is None:  # the description is made without a site
        return result
    keys: dict[str, str] = {}
    for path, methods in sorted(result["paths"].items(), key=lambda item: "{key}" in item[0]):
        endpoint = endpoint_of(path)
        if "{key}" in path and endpoint not in keys:
            continue
        example = Example(path, keys.get(endpoint, ""), dict(queried(path, methods["get"])))
        answer = answered(request, example.address)
        if answer is None:
            continue
        shown(example, answer, methods["get"])
        if isinstance(answer, dict) and answer.get("results"):
            keys[endpoint] = key_of(answer["results"][0])
    return mistaken(result, request)


def mistaken(result: Described, request: Any) -> Described:
    """Adds real problems, written once, to the responses of their status."""
    result["components"]["examples"] = {
        name: {"summary": f"GET {address}", "value": answered(request, address, status)}
        for name, (status, address) in MISTAKEN.items()
    }
    for methods in result["paths"].values():
        for name, (status, _address) in MISTAKEN.items():
            (described,) = methods["get"]["responses"][str(status)]["content"].values()
            described.setdefault("examples", {})[name] = {"$ref": f"#/components/examples/{name}"}
    return result


def shown(example: Example, answer: Any, operation: Described) -> None:
    """Writes a request and its answer into the description of their operation."""
    for parameter in operation["parameters"]:
        if (value := example.value(parameter)) is not None:
            parameter["example"] = value
    if answer:
        (described,) = operation["responses"]["200"]["content"].values()
        described["examples"] = {"answer": {"summary": f"GET {example.address}", "value": answer}}


def key_of(record: Described) -> str:
    return next((str(record[name]) for name in KEYS if name in record), "")


def queried(path: str, operation: Described) -> Iterator[tuple[str, str]]:
    """The query of the example of an operation: what it takes of ASKED, one record a page, a table's first columns."""
    taken = {parameter["name"]: parameter["schema"] for parameter in operation["parameters"]}
    for name, value in ASKED[endpoint_of(path)].items():
        if name in taken:
            yield name, value
    if "limit" in taken:
        yield "limit", "1"
    if path.endswith((".csv", ".metadata.json")) and "fields" in taken:
        yield "fields", ",".join(taken["fields"]["items"]["enum"][:COLUMNS])


def answered(request: Any, address: str, status: int = 200) -> Any:
    """What the site answers: JSON, or text; nothing of a spreadsheet, which is neither. None: of another status."""
    path, _mark, query = address.partition("?")
    if path.endswith(".xlsx"):
        return ""
    environ = {name: value for name, value in request.META.items() if name in PASSED_ON}
    asked = WSGIRequest(
        {**environ, "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO()}
    )
    match = resolve(path)
    response: Any = match.func(asked, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response.render()
    body, kind = b"".join(response), response.headers["Content-Type"]  # not closed: that would end the request around
    if response.status_code != status:
        return None
    return json.loads(body) if "json" in kind else body.decode()
