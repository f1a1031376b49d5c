"""Records: serializers that only read, from plain attributes, and say their own JSON schema.

DRF's machinery for input is not needed, so each field here is one reader, looked up once a response.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from operator import attrgetter
from typing import Any, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import TextChoices
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

from kb.drf import data_version

Schema = dict[str, Any]
Reader = Callable[[Any], Any]
INCLUDED = "included"


class Datum(serializers.Field[Any, Any, Any, Any]):
    """One value of a record, read from the attribute path (by default the field's own name).

    `unit` is what a number counts; `standard` names the outside vocabulary that a text is of.
    """

    type: str = "string"
    nullable = True

    def __init__(self, path: str = "", help_text: str = "", *, unit: str = "", standard: str = "") -> None:
        super().__init__(read_only=True, help_text=help_text)
        self.path, self.unit, self.standard = path, unit, standard

    def reader(self) -> Reader:
        return attrgetter(self.path or str(self.field_name))

    def schema(self) -> Schema:
        return {"type": [self.type, "null"] if self.nullable else self.type}


class Word(Datum):
    """A text, null when there is none; of a closed vocabulary if one is given."""

    def __init__(self, path: str = "", *vocabularies: type[TextChoices], **options: Any) -> None:
        super().__init__(path, **options)
        self.vocabularies = vocabularies

    def reader(self) -> Reader:
        get = super().reader()
        return lambda row: get(row) or None

    def members(self) -> dict[str, TextChoices]:
        """The words it can hold, in their order; empty where the vocabulary is not closed."""
        return {str(member.value): member for enum in self.vocabularies for member in enum}

    def schema(self) -> Schema:
        members = list(self.members())
        return super().schema() | ({"enum": [*members, None]} if members else {})


class Key(Datum):
    """A text that is always there: an id, a code."""

    nullable = False


class Whole(Datum):
    """A whole number."""

    type = "integer"


class Amount(Datum):
    """A decimal as a JSON number."""

    type = "number"

    def reader(self) -> Reader:
        get = super().reader()

        def read(row: Any) -> int | float | None:
            value = get(row)
            return None if value is None else int(value) if value == int(value) else float(value)

        return read


class Flag(Datum):
    """true or false."""

    type, nullable = "boolean", False


class Day(Datum):
    """A full date."""

    def schema(self) -> Schema:
        return super().schema() | {"format": "date"}


class Moment(Datum):
    """A point in time."""

    nullable = False

    def schema(self) -> Schema:
        return super().schema() | {"format": "date-time"}


class PartialDay(Datum):
    """A date as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""

    def reader(self) -> Reader:
        get = attrgetter(self.path)

        def read(row: Any) -> str | None:
            value = get(row)
            return None if value is None else str(value)

        return read

    def schema(self) -> Schema:
        return super().schema() | {"pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


class Both(Datum):
    """A text in English and French: {"en": ..., "fr": ...}; null when there is none."""

    def reader(self) -> Reader:
        path = self.path or str(self.field_name)
        english, french = attrgetter(f"{path}_en"), attrgetter(f"{path}_fr")

        def read(row: Any) -> dict[str, Any] | None:
            texts = {"en": english(row) or None, "fr": french(row) or None}
            return texts if any(texts.values()) else None

        return read

    def schema(self) -> Schema:
        text = {"type": ["string", "null"]}
        return {"type": ["object", "null"], "required": ["en", "fr"], "properties": {"en": text, "fr": text}}


class BothLists(Both):
    """A list of texts in English and in French."""

    def schema(self) -> Schema:
        texts = {"type": ["array", "null"], "items": {"type": "string"}}
        return {"type": ["object", "null"], "required": ["en", "fr"], "properties": {"en": texts, "fr": texts}}


class Words(Datum):
    """A list of texts, as it is stored."""

    def schema(self) -> Schema:
        return {"type": "array", "items": {"type": "string"}}


class Keys(Words):
    """The keys of related records."""

    def reader(self) -> Reader:
        get: Callable[[Any], Any] = attrgetter(self.path or str(self.field_name))
        return lambda row: [related.pk for related in get(row).all()]


class Mapping(Datum):
    """An object of freely named members."""

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": True}


class Found(Datum):
    """Records that a function finds from the row, where no attribute leads to them."""

    def __init__(self, record: type[Record], find: Callable[[Any], list[Any]], help_text: str = "") -> None:
        super().__init__(help_text=help_text)
        self.record, self.find = record, find
        self.read_only = False  # what is only read counts as always there, and this is not

    def reader(self) -> Reader:
        represent = self.record().to_representation
        return lambda row: [represent(found) for found in self.find(row)]


class Version(Datum):
    """The version of the data that the record is read from."""

    def reader(self) -> Reader:
        return lambda _: data_version()


class Record(serializers.Serializer[Any]):
    """Reads a record. `only` keeps some of its members; `include` names what its member `included` holds."""

    def __init__(self, *args: Any, only: Collection[str] = (), include: Collection[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.only, self.include = frozenset(only), frozenset(include)
        self._readers: list[tuple[str, Reader]] | None = None

    def to_representation(self, instance: Any) -> dict[str, Any]:
        if self._readers is None:
            self._readers = [(name, reader(field)) for name, field in self.fields.items() if self.has(name)]
            if self.include:
                included: Any = self.fields[INCLUDED]
                included.only = self.include
                self._readers.append((INCLUDED, included.to_representation))
        return {name: read(instance) for name, read in self._readers}

    def has(self, name: str) -> bool:
        return name != INCLUDED and (not self.only or name in self.only)


def reader(field: Any) -> Reader:
    """The function that reads a field of a record: a value, a nested record, or a list of them."""
    if isinstance(field, Datum):
        return field.reader()
    if field.source == "*":
        return field.to_representation  # type: ignore[no-any-return]
    get = attrgetter(field.source)
    if isinstance(field, serializers.ListSerializer):
        represent = cast("Record", field.child).to_representation
        return lambda row: [represent(related) for related in every(get(row))]
    return lambda row: None if (related := one(get, row)) is None else field.to_representation(related)


def one(get: Reader, row: Any) -> Any:
    """The related row, or None where there is none."""
    try:
        return get(row)
    except ObjectDoesNotExist:
        return None


def every(related: Any) -> Any:
    """The rows of a list, or of a relation."""
    return related if isinstance(related, list | tuple) else related.all()


@cache
def members(record: type[Record]) -> tuple[str, ...]:
    """The names of a record's members: making its fields costs as much as a small answer."""
    return tuple(str(name) for name in record().fields)


@cache
def listed(record: type[Record], includes: type[Record] | None) -> type[Record]:
    """The record as a list gives it: with what `include` can add."""
    return _with(record, record.__name__.removesuffix("Record"), includes) if includes else record


@cache
def detailed(record: type[Record], includes: type[Record] | None) -> type[Record]:
    """The record as its own endpoint gives it: with the data version, and what `include` can add."""
    version = Version(help_text="The version of the data.")
    return _with(record, record.__name__.removesuffix("Record") + "Detail", includes, data_version=version)


def _with(record: type[Record], name: str, includes: type[Record] | None, **members: Any) -> type[Record]:
    if includes:
        members[INCLUDED] = includes(source="*", required=False, help_text="What `include` named.")
    made: type[Record] = type(name, (record,), {**members, "__doc__": record.__doc__})
    return made


class DatumSchema(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """Lets every field say its schema itself."""

    target_class = Datum
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Schema:
        if isinstance(self.target, Found):
            return {"type": "array", "items": auto_schema.resolve_serializer(self.target.record, direction).ref}
        schema: Schema = self.target.schema()
        return schema
