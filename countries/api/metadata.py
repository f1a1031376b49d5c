"""What a table is: its columns in words, its vocabularies, its licence and what was asked for.

As a Frictionless tabular resource (the metadata twin of a list), and as the first and last sheets of a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from countries.filters import StrictFilterSet
from countries.filters.fields import ANY
from countries.filters.vocabulary import Label, in_both
from countries.models import IndicatorValue
from countries.releases.tables import LICENCE, Cell, Row, Table, text_column

from .flat import Column

CODED = {"indicator", "value"}
TEXT: dict[str, Any] = {"type": "string"}
TEXTS: dict[str, Any] = {"type": "object", "additionalProperties": TEXT}
BOTH: dict[str, Any] = {"type": "object", "required": ["en", "fr"], "properties": {"en": TEXT, "fr": TEXT}}
FIELD: dict[str, Any] = {
    "type": "object",
    "required": ["name", "type", "description"],
    "properties": {
        "name": TEXT,
        "type": TEXT,
        "description": TEXT,
        "format": TEXT,
        "unit": TEXT,
        "vocabulary": {"type": "string", "description": "The outside vocabulary that the column is of."},
        "labels": {"type": "object", "additionalProperties": BOTH, "description": "Its words in both languages."},
        "constraints": {"type": "object", "additionalProperties": True},
    },
}
RESOURCE: dict[str, Any] = {
    "type": "object",
    "description": "A filtered list as a table: a Frictionless tabular resource, and what that has no name for.",
    "required": ["profile", "name", "description", "data_version", "query", "rows", "path", "licenses", "schema"],
    "properties": {
        **dict.fromkeys(("profile", "name", "title", "description", "data_version", "as_of", "scheme"), TEXT),
        **dict.fromkeys(("format", "mediatype", "encoding"), TEXT),
        "query": {"type": "object", "properties": {"parameters": TEXTS, "words": BOTH}},
        "rows": {"type": "integer"},
        "path": {"type": "string", "format": "uri"},
        "formats": {"type": "object", "additionalProperties": {"type": "string", "format": "uri"}},
        "licenses": {"type": "array", "items": TEXTS},
        "schema": {
            "type": "object",
            "properties": {
                "fields": {"type": "array", "items": FIELD},
                "missingValues": {"type": "array", "items": TEXT},
            },
        },
    },
}


@dataclass(frozen=True, slots=True)
class Description:
    """A filtered table: what it is of, and where its forms are (`json`, `csv`, `xlsx`, `metadata`)."""

    name: str
    about: str
    data_version: str
    asked: StrictFilterSet
    parameters: dict[str, str]
    count: int
    columns: Sequence[Column]
    addresses: dict[str, str]

    def words(self) -> Label:
        """The query in words."""
        return in_both(lambda: f"{_(';')} ".join(f"{label}{_(':')} {value}" for label, value in self.asked.describe()))

    @property
    def as_of(self) -> str | None:
        """The day that the table is of, asked for or not; `any` for the whole history."""
        return day_of(self.asked)


def day_of(asked: StrictFilterSet) -> str | None:
    """The day that a list is of; `any` for the whole history, None where it is of no day."""
    if "as_of" not in asked.form.fields:
        return None
    return asked.day.isoformat() if asked.day else ANY


def resource(table: Description) -> dict[str, Any]:
    """The table as a Frictionless resource; what the standard has no name for is ours."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": f"Jalons: {table.name}",
        "description": table.about,
        "data_version": table.data_version,
        **({"as_of": table.as_of} if table.as_of else {}),
        "query": {"parameters": table.parameters, "words": table.words()},
        "rows": table.count,
        "path": table.addresses["csv"],
        "scheme": "https" if table.addresses["csv"].startswith("https:") else "http",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "formats": table.addresses,
        "licenses": [LICENCE],
        "schema": {"fields": [field(column) for column in table.columns], "missingValues": [""]},
    }


def field(column: Column) -> dict[str, Any]:
    """One column as a field of Table Schema, with its unit and the source of its vocabulary."""
    described: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.type == "datetime":
        described["format"] = "any"
    if column.unit:
        described["unit"] = column.unit
    if column.standard:
        described["vocabulary"] = column.standard
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.words:
        constraints["enum"] = [str(word.value) for word in column.words]
        described["labels"] = {str(word.value): in_both(partial(str, word.label)) for word in column.words}
    return described | ({"constraints": constraints} if constraints else {})


# Sheets


def readme(table: Description) -> Iterator[Sequence[Cell]]:
    """The lines of the first sheet: what was asked for, of which version, under which licence; each column."""
    yield "Jalons", table.name
    yield "description", table.about
    yield "data_version", table.data_version
    if table.as_of:
        yield "as_of", table.as_of
    yield "url", table.addresses["xlsx"]
    with override("en"):
        asked = table.asked.describe()
    yield from asked
    yield "rows", table.count
    yield "licence", LICENCE["title"], LICENCE["path"]
    yield ()
    yield "column", "type", "description", "unit", "vocabulary"
    for column in table.columns:
        listed = "see the sheet codebook" if column.words or column.name in CODED else column.standard
        yield column.name, column.type, column.description, column.unit or None, listed or None


def codebook(columns: Sequence[Column]) -> Table:
    """The last sheet: every word that a column with a vocabulary of ours can hold."""
    return Table(
        "codebook",
        "What the words of the columns mean",
        (
            text_column("column", "the column it stands in", True),
            text_column("indicator", "of a coded value: its indicator"),
            text_column("word", "as it stands in the column", True),
            text_column("label_en", "label, in English", True),
            text_column("label_fr", "label, in French", True),
            text_column("definition_en", "when it is coded, in English"),
            text_column("definition_fr", "when it is coded, in French"),
        ),
        (),
        lambda: _words(columns),
    )


def _words(columns: Sequence[Column]) -> Iterator[Row]:
    for column in columns:
        for word in column.words:
            label = in_both(partial(str, word.label))
            yield column.name, None, str(word.value), label["en"], label["fr"], None, None
    names = {column.name for column in columns}
    if names & CODED:
        yield from _coded(names)


def _coded(names: set[str]) -> Iterator[Row]:
    """The codebook's own words: the indicators, and the values of each."""
    of = None
    for value in IndicatorValue.objects.select_related("indicator").order_by("indicator__order", "order"):
        indicator = value.indicator
        if indicator != of and "indicator" in names:
            question = (indicator.question_en, indicator.question_fr)
            yield "indicator", None, indicator.code, indicator.name_en, indicator.name_fr, *question
        of = indicator
        if "value" in names:
            definition = (value.definition_en or None, value.definition_fr or None)
            yield "value", indicator.code, value.code, value.label_en, value.label_fr, *definition
