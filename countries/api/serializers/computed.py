"""Hits of a search, and cells of the coverage table."""

from __future__ import annotations

from .base import Datum, Day, Flag, Key, Reader, Record, Word


class Marked(Datum):
    """An excerpt as HTML: escaped, with `<mark>` around what matched."""

    nullable = False

    def reader(self) -> Reader:
        get = super().reader()
        return lambda row: str(get(row))


class SearchRecord(Record):
    """One record that matches, best first."""

    kind = Key()
    id = Key("record_id")
    jurisdiction = Word()
    title = Key()
    why = Key(help_text="Which part of the record matched.")
    lang = Word("lang", help_text="The language of that part (BCP 47).")
    snippet = Marked(help_text="HTML: escaped text with <mark> around what matched.")


class CellStateRecord(Record):
    """How one indicator stands in one jurisdiction."""

    jurisdiction = Key("jurisdiction.code")
    indicator = Key("indicator.code")
    core = Flag("indicator.core")
    state = Key(help_text="coded, not_found or not_coded.")
    coding = Word()
    inherited_from = Word()
    support = Word()
    confidence = Word()
    verified_on = Day()
    since = Day()
    searched = Word(help_text="Where what was not found was looked for.")
