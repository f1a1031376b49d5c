"""Hits of a search, and cells of the coverage table."""

from __future__ import annotations

from countries.choices import CellState, Confidence, Support

from .base import Datum, Day, Flag, Key, Reader, Record, Word


class Marked(Datum):
    """An excerpt as HTML: escaped, with `<mark>` around what matched."""

    nullable = False

    def reader(self) -> Reader:
        get = super().reader()
        return lambda row: str(get(row))


class SearchRecord(Record):
    """One record that matches, best first."""

    kind = Key(help_text="Kind of record.")
    id = Key("record_id", help_text="Identifier of the record.")
    jurisdiction = Word(help_text="The jurisdiction it belongs to.", standard="ISO 3166 or EU")
    title = Key(help_text="Its title, in the language asked for.")
    why = Key(help_text="Which part of the record matched.")
    lang = Word("lang", help_text="The language of that part.", standard="BCP 47")
    snippet = Marked(help_text="HTML: escaped text with <mark> around what matched.")


class CellStateRecord(Record):
    """How one indicator stands in one jurisdiction."""

    jurisdiction = Key("jurisdiction.code", help_text="Where.", standard="ISO 3166 or EU")
    indicator = Key("indicator.code", help_text="The question.", standard="codebook")
    core = Flag("indicator.core", help_text="Whether the indicator is coded for every jurisdiction since 1999.")
    state = Word("state", CellState, help_text="How it stands.")
    coding = Word(help_text="Identifier of the coding in force.")
    inherited_from = Word(help_text="The country or union it is inherited from.", standard="ISO 3166 or EU")
    support = Word("support", Support, help_text="How well the citations carry the coding.")
    confidence = Word("confidence", Confidence, help_text="How sure the coding is.")
    verified_on = Day(help_text="The day on which the coding was last checked.")
    since = Day(help_text="The first day on which the coding holds here.")
    searched = Word(help_text="Where what was not found was looked for.")
