"""What a table of a release is, and the columns it is made of: each knows what it means and how it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet, TextChoices

from countries.dates import PartialDate

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Reader = Callable[[Any], Any]
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
BETWEEN = ";"
CHUNK = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` is Frictionless Table Schema's. `read` reads its cell; `words` are all that may stand there."""

    name: str
    type: str
    description: str
    required: bool = False
    read: Reader | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its primary key and, by column, the table and column it refers to."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]
    references: tuple[tuple[str, str, str], ...] = ()


def table(
    name: str,
    title: str,
    queryset: Callable[[], QuerySet[Any] | Iterable[Any]],
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    references: tuple[tuple[str, str, str], ...] = (),
) -> Table:
    """A table with a row for each record of the queryset, in its order."""
    return Table(name, title, columns, key, partial(read_rows, queryset, columns), references)


def read_rows(queryset: Callable[[], QuerySet[Any] | Iterable[Any]], columns: tuple[Column, ...]) -> Iterator[Row]:
    found = queryset()
    records = found.iterator(chunk_size=CHUNK) if isinstance(found, QuerySet) else found
    readers = [column.read or attrgetter(column.name) for column in columns]
    for record in records:
        yield tuple(plain(read(record)) for read in readers)


def plain(value: Any) -> Cell:
    """The value as a cell: dates as ISO 8601, a list as its words, and nothing where there is nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, dt.date | PartialDate):
        return str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple):
        return BETWEEN.join(str(word) for word in value) or None
    cell: Cell = value
    return cell


# Columns. `path` is the attribute path that is read; the column's own name if not given.


def text_column(
    name: str,
    description: str,
    required: bool = False,
    path: str | Reader = "",
    among: type[TextChoices] | None = None,
) -> Column:
    words = tuple(str(word) for word in among.values) if among else ()
    return Column(name, "string", description, required, reading(name, path), words)


def both_columns(name: str, description: str, required: bool = False, path: str = "") -> tuple[Column, Column]:
    """A text in both languages."""
    return tuple(
        text_column(f"{name}_{lang}", f"{description}, in {language}", required, f"{path or name}_{lang}")
        for lang, language in (("en", "English"), ("fr", "French"))
    )  # type: ignore[return-value]


def list_column(name: str, description: str, path: str = "") -> Column:
    """The keys of related records, in order."""
    get = attrgetter(path or name)
    return Column(name, "string", f"{description}, separated by {BETWEEN}", False, lambda row: keys(get(row)))


def keys(related: Any) -> list[str]:
    return sorted(str(record.pk) for record in related.all())


def date_column(name: str, description: str, path: str = "", required: bool = False) -> Column:
    return Column(name, "date", description, required, reading(name, path))


def partial_column(name: str, description: str, required: bool = False, path: str = "") -> Column:
    """A date as far as it is known."""
    said = f"{description}, as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD"
    return Column(name, "string", said, required, reading(name, path or f"{name}_partial"))


def whole_column(name: str, description: str, path: str = "", required: bool = False) -> Column:
    return Column(name, "integer", description, required, reading(name, path))


def number_column(name: str, description: str, path: str = "") -> Column:
    return Column(name, "number", description, False, reading(name, path))


def flag_column(name: str, description: str, path: str = "") -> Column:
    return Column(name, "boolean", description, True, reading(name, path))


def lines_column(name: str, description: str, path: str = "") -> Column:
    """A list of sentences, one a line."""
    get = attrgetter(path or name)
    return Column(name, "string", f"{description}, one a line", False, lambda row: "\n".join(get(row)))


def reading(name: str, path: str | Reader) -> Reader:
    return path if callable(path) else attrgetter(path or name)
