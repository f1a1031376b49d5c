"""Answers that changed."""

from __future__ import annotations

from countries.queries.reforms import AnswerChange

from .base import Both, Day, Key, Reader, Record, Word, Words
from .citation import CitationRecord
from .coding import PenaltyRecord


class PlaceCodes(Words):
    """Codes of jurisdictions."""

    def reader(self) -> Reader:
        get = super().reader()
        return lambda row: [place.code for place in get(row)]


class AnswerRecord(Record):
    """An answer before or after a change, with its evidence."""

    coding = Key("row.coding_id", help_text="Identifier of the coding.")
    value = Key("row.value.code", help_text="The answer.", standard="codebook")
    value_label = Both("row.value.label", help_text="The answer in words.")
    penalty = PenaltyRecord(source="*", allow_null=True)
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the one that carries it first.")


class ChangedAnswerRecord(Record):
    """An answer that took the place of another."""

    date = Day(help_text="The first day of the new answer.")
    kind = Word("kind", AnswerChange, help_text="What happened to the answer.")
    jurisdiction = Key("place.code", help_text="Where.", standard="ISO 3166 or EU")
    inherited_from = Word(
        "row.inherited_from_id", help_text="Whose law it is, where it is inherited.", standard="ISO 3166 or EU"
    )
    inherited_in = PlaceCodes("heirs", help_text="Where else it holds since then, by inheritance.")
    indicator = Key("row.indicator_id", help_text="The question.", standard="codebook")
    old = AnswerRecord(allow_null=True)
    new = AnswerRecord(allow_null=True)
    law = Word("law_id", help_text="Identifier of the law that brought it.")
