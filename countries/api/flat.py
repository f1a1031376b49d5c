"""Records as rows of a table: the same members as in JSON, one column each.

A text in two languages is two columns (`note_en`, `note_fr`), the members of an object carry its name before
theirs (`penalty_fine`), and a list is one cell: its words, or the ids of its records, separated by "; ".
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, cast

from django.db.models import TextChoices
from rest_framework import serializers
from rest_framework.utils.encoders import JSONEncoder

from countries.releases.tables import Cell, Row

from .serializers import base
from .serializers.base import Datum, Reader, Record, one, reader

BETWEEN = "; "
LANGUAGES = {"en": "in English", "fr": "in French"}
TYPES = {base.Day: "date", base.Moment: "datetime", base.Mapping: "object"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: how to read its cell, and what it means. `type` is Frictionless Table Schema's.

    `unit` is what a number counts, `standard` the outside vocabulary of a text, `words` the closed one.
    """

    name: str
    read: Reader
    type: str
    description: str
    required: bool = False
    unit: str = ""
    standard: str = ""
    words: tuple[TextChoices, ...] = ()


Columns = list[Column]


def columns(record: Record, only: Collection[str] = (), before: str = "") -> Columns:
    """The columns in the order of the members."""
    found: Columns = []
    for name, field in record.fields.items():
        if name != base.INCLUDED and (not only or name in only):
            found += columns_of(f"{before}{name}", field)
    return found


def columns_of(name: str, field: Any) -> Columns:
    if isinstance(field, Record):
        below = columns(field, before=f"{name}_")
        return [replace(column, read=inside(column.read, field), required=False) for column in below]
    if isinstance(field, serializers.ListSerializer):
        return [of_list(name, field)]
    if isinstance(field, base.Both) and not isinstance(field, base.BothLists):
        read, said = reader(field), str(field.help_text or "").rstrip(".")
        return [
            Column(f"{name}_{lang}", in_language(read, lang), "string", f"{said}, {words}.")
            for lang, words in LANGUAGES.items()
        ]
    return [plain(name, field)]


def plain(name: str, field: Datum) -> Column:
    """The column of a member that is one value."""
    read, said = reader(field), str(field.help_text or "")
    if isinstance(field, base.Words):
        return Column(name, lambda row: BETWEEN.join(read(row)), "string", f"{said} Separated by “; ”.")
    if isinstance(field, base.Mapping | base.BothLists):
        return Column(name, lambda row: as_json(read(row)), "object", f"{said} As JSON; empty where there is none.")
    kind = next((found for of, found in TYPES.items() if isinstance(field, of)), field.type)
    words = tuple(field.members().values()) if isinstance(field, base.Word) else ()
    return Column(name, read, kind, said, not field.nullable, field.unit, field.standard, words)


def of_list(name: str, field: Any) -> Column:
    """The column of a list: the ids of its records; where they have none, the records as JSON."""
    read, child, said = reader(field), cast("Record", field.child), str(field.help_text or "")
    if "id" in child.fields:
        ids = f"{said} Their identifiers, separated by “; ”."
        return Column(name, lambda row: BETWEEN.join(item["id"] for item in read(row)), "string", ids)
    return Column(name, lambda row: as_json(read(row)), "array", f"{said} As JSON; empty where there is none.")


def inside(own: Reader, field: Record) -> Reader:
    """Reads one column of a nested record; empty where the record has none."""
    if field.source == "*":
        return own
    get = attrgetter(str(field.source))
    return lambda row: None if (related := one(get, row)) is None else own(related)


def in_language(read: Reader, lang: str) -> Reader:
    return lambda row: (read(row) or {}).get(lang)


def as_json(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False, cls=JSONEncoder) if value else None


def rows(found: Sequence[Column], records: Iterable[Any]) -> Iterator[Row]:
    """The cells of each record; dates as ISO 8601, moments as in JSON."""
    readers = [column.read for column in found]
    for record in records:
        yield tuple(cell(read(record)) for read in readers)


def cell(value: Any) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value.isoformat()).replace("+00:00", "Z")
