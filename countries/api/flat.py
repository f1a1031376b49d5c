"""Records as rows of a table: the same members as in JSON, one column each.

A text in two languages is two columns (`note_en`, `note_fr`), the members of an object carry its name before
theirs (`penalty_fine`), and a list is one cell: its words, or the ids of its records, separated by "; ".
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter
from typing import Any, cast

from rest_framework import serializers
from rest_framework.utils.encoders import JSONEncoder

from countries.releases.tables import Cell, Row

from .serializers.base import Both, BothLists, Keys, Mapping, Reader, Record, Words, one, reader

Columns = list[tuple[str, Reader]]
BETWEEN = "; "


def columns(record: Record, only: Collection[str] = (), before: str = "") -> Columns:
    """Name -> what reads the cell, in the order of the members."""
    found: Columns = []
    for name, field in record.fields.items():
        if not only or name in only:
            found += columns_of(f"{before}{name}", field)
    return found


def columns_of(name: str, field: Any) -> Columns:
    read = reader(field)
    if isinstance(field, Record):
        return [(below, inside(name, below, field)) for below, _ in columns(field, before=f"{name}_")]
    if isinstance(field, serializers.ListSerializer):
        return [(name, lambda row: listed(read(row), cast("Record", field.child)))]
    if isinstance(field, Both) and not isinstance(field, BothLists):
        return [(f"{name}_{lang}", in_language(read, lang)) for lang in ("en", "fr")]
    if isinstance(field, Words | Keys):
        return [(name, lambda row: BETWEEN.join(read(row)))]
    if isinstance(field, Mapping | BothLists):
        return [(name, lambda row: as_json(read(row)))]
    return [(name, read)]


def inside(name: str, column: str, field: Record) -> Reader:
    """Reads one column of a nested record; empty where the record has none."""
    own = dict(columns(field, before=f"{name}_"))[column]
    if field.source == "*":
        return own
    get = attrgetter(str(field.source))
    return lambda row: None if (related := one(get, row)) is None else own(related)


def in_language(read: Reader, lang: str) -> Reader:
    return lambda row: (read(row) or {}).get(lang)


def listed(items: Sequence[dict[str, Any]], child: Record) -> str:
    """The ids of the records of a list; where they have none, the records as JSON."""
    if "id" in child.fields:
        return BETWEEN.join(item["id"] for item in items)
    return as_json(items) if items else ""


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder)


def rows(found: Columns, records: Any) -> Iterator[Row]:
    """The cells of each record; dates as ISO 8601."""
    for record in records:
        yield tuple(cell(read(record)) for _, read in found)


def cell(value: Any) -> Cell:
    return value if value is None or isinstance(value, str | int | float) else str(value.isoformat())
