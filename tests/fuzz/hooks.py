"""What the fuzzer is told of the data: words that are really there, where the description cannot list them.

Codes, laws and keys are data, so the description only says that they are words. Requests made of random words
would never find a record, and what they are refused for would say nothing.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.parse
import urllib.request
from functools import cache
from typing import Any

import schemathesis

from countries.choices import Model

MOST = 8
DEEPEST = 100_000
DEPENDING = (
    {"cursor", "page"},
    {"indicator", "value"},
    {"ruleset", "model"},
    {"ruleset", "from_model"},
    {"ruleset", "to_model"},
    {"known_at", "updated_since"},
    {"known_at", "indicator"},
    {"known_at", "value"},
)
KEYS = ("id", "code", "version")
GIVEN = {
    "cursor": ["*"],
    "model": Model.values,
    "from_model": Model.values,
    "to_model": Model.values,
    "from": ["1999-01-01", "2016-04-13"],
    "to": ["2020-01-01", "2026-11-23"],
}
Schema = dict[str, Any]


def get(path: str, **query: Any) -> Any:
    """A payload of the site that is tested, or the problem that it answers with."""
    address = f"{os.environ['FUZZED_SITE']}{path}?{urllib.parse.urlencode(query)}"
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310  an address of our own server
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        return json.load(refusal)


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: Schema) -> None:
    for path, operations in raw_schema["paths"].items():
        for parameter in operations["get"].get("parameters", []):
            words = keys(path.partition("{")[0]) if parameter["in"] == "path" else known(path, parameter)
            schema = parameter["schema"].get("items", parameter["schema"])
            if parameter["name"] == "j":
                parameter["schema"] |= {"minItems": 2, "uniqueItems": True}
            if words:
                schema.clear()
                schema |= {"type": "string", "enum": words}


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    """Leaves out what breaks a rule between two parameters, which a description can only say in words."""
    query = case.query if isinstance(case.query, dict) else {}
    page, limit = query.get("page"), query.get("limit", 100)
    deep = isinstance(page, int) and isinstance(limit, int) and page > 1 and page * limit > DEEPEST
    named, then = query.get("j") or (), query.get("and", "any")
    places = named.split(",") if isinstance(named, str) else list(map(str, named if isinstance(named, list) else ()))
    twice = len(set(places)) < len(places)
    lone = query.get("only") == "changes" and then == "any"
    return not (deep or twice or lone) and not any(pair <= set(query) for pair in DEPENDING)


@cache
def keys(listed: str) -> list[str]:
    """Keys of records of a list."""
    records = get(listed, limit=MOST).get("results", [])
    return [str(record[name]) for record in records for name in KEYS if name in record]


def known(path: str, parameter: Schema) -> list[str]:
    """What a parameter takes, where that follows from the data and is not listed."""
    name = parameter["name"]
    if "\\." in parameter["schema"].get("pattern", ""):
        versions = keys("/api/v1/versions/")
        return {"from": versions[-1:], "to": versions[:1]}.get(name, versions)
    if name in GIVEN:
        return GIVEN[name]
    if "pattern" not in parameter["schema"].get("items", {}):
        return []
    return values(f"/api/v1/{path.split('/')[3].partition('.')[0]}/", name)


@cache
def values(listed: str, name: str) -> list[str]:
    """The first that a refusal says are allowed; where they are too many to be said, those of the records."""
    allowed = get(listed, **{name: "~"}).get("allowed", [])
    if name == "value" and not allowed:
        allowed = [value["value"] for value in get("/api/v1/codings/", facets=name)["facets"][name]]
    return allowed[:MOST] or keys(f"/api/v1/{name}s/")
