"""What was read: sources and citations."""

from __future__ import annotations

from countries.choices import CslType, SeenAs, SourceKind

from .base import Both, Day, Key, PartialDay, Record, Whole, Word, Words


class SourceRecord(Record):
    """A published thing that is cited."""

    id = Key()
    kind = Word("kind", SourceKind)
    csl_type = Word("csl_type", CslType)
    title = Key()
    author = Words()
    publisher = Word()
    issued = PartialDay("issued_partial")
    lang = Key(help_text="BCP 47.")
    url = Word()
    archive_url = Word()
    standpoint = Both(help_text="Of a source that takes a side.")
    citation_count = Whole()


class CitedSourceRecord(Record):
    """A source, as a citation names it."""

    id = Key("citation.source.id")
    title = Key("citation.source.title")
    kind = Word("citation.source.kind", SourceKind)
    publisher = Word("citation.source.publisher")
    url = Word("citation.source.url")
    lang = Key("citation.source.lang")
    issued = PartialDay("citation.source.issued_partial")


class CitationRecord(Record):
    """What was read, where, when and how; the first of a record's citations is the one that carries it."""

    id = Key("citation.id")
    source = CitedSourceRecord(source="*")  # type: ignore[assignment]  # DRF moves it to `fields`
    pinpoint = Word("citation.pinpoint")
    quote = Key("citation.quote", help_text="At most 300 characters, in its own language.")
    lang = Key("citation.lang", help_text="BCP 47.")
    translation = Both("citation.quote", help_text="Of the quotation; ours.")
    seen_on = Day("citation.seen_on")
    seen_as = Word("citation.seen_as", SeenAs)
