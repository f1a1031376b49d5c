"""A comparison."""

from __future__ import annotations

from typing import Any

from countries.choices import Theme

from .base import Both, Datum, Day, Flag, Key, Record, Version, Whole, Word
from .coding import CodingRecord
from .place import SpellRecord


class Codes(Datum):
    """A list of codes of jurisdictions."""

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string"}}


class Clusters(Datum):
    """Groups of codes of jurisdictions."""

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "array", "items": {"type": "string"}}}


class ColumnRecord(Record):
    """A jurisdiction, and its regime that day."""

    jurisdiction = Key("jurisdiction.code")
    name = Both("jurisdiction.name")
    regime = SpellRecord(allow_null=True)


class CellRecord(Record):
    """What is in force in one jurisdiction; null where nothing is coded."""

    jurisdiction = Key("jurisdiction.code")
    value = Key(help_text="not_coded where nothing is coded.")
    coding = CodingRecord(allow_null=True)


class RowRecord(Record):
    """The answers to one indicator."""

    indicator = Key("indicator.code")
    name = Both("indicator.name")
    theme = Word("indicator.theme", Theme)
    differs = Flag(help_text="Whether two jurisdictions for which there is a finding answer differently.")
    complete = Flag(help_text="Whether every jurisdiction is coded.")
    cells = CellRecord(many=True)


class AgreementRecord(Record):
    """On how many of the indicators with a finding for both two jurisdictions agree."""

    jurisdictions = Codes()
    same = Whole()
    compared = Whole()


class ComparisonRecord(Record):
    """Jurisdictions side by side on one day."""

    data_version = Version()
    as_of = Day("day")
    ruleset = Key()
    columns = ColumnRecord(many=True)
    rows = RowRecord(many=True)
    clusters = Clusters(help_text="Groups of jurisdictions that answer alike on every row.")
    agreements = AgreementRecord(many=True)
