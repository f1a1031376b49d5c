"""What was read: sources and citations."""

from __future__ import annotations

from countries.choices import CslType, SeenAs, SourceKind

from .base import Both, Day, Key, PartialDay, Record, Whole, Word, Words


class SourceRecord(Record):
    """A published thing that is cited."""

    id = Key(help_text="Identifier of the source.")
    kind = Word("kind", SourceKind, help_text="Kind of source, the strongest evidence first.")
    csl_type = Word("csl_type", CslType, help_text="Item type of CSL-JSON 1.0.2.")
    title = Key(help_text="Title, in its own language.")
    author = Words(help_text="Authors; institutions as they call themselves.")
    publisher = Word(help_text="Who published it.")
    issued = PartialDay("issued_partial", help_text="When it was published, as far as known.")
    lang = Key(help_text="Language of the source.", standard="BCP 47")
    url = Word(help_text="Where it was read.")
    archive_url = Word(help_text="Where a copy is kept.")
    standpoint = Both(help_text="Whose side it takes, of a source that takes one.")
    citation_count = Whole(help_text="How many citations of it the base holds.", unit="citations")


class CitedSourceRecord(Record):
    """A source, as a citation names it."""

    id = Key("citation.source.id", help_text="Identifier of the source.")
    title = Key("citation.source.title", help_text="Title, in its own language.")
    kind = Word("citation.source.kind", SourceKind, help_text="Kind of source.")
    publisher = Word("citation.source.publisher", help_text="Who published it.")
    url = Word("citation.source.url", help_text="Where it was read.")
    lang = Key("citation.source.lang", help_text="Language of the source.", standard="BCP 47")
    issued = PartialDay("citation.source.issued_partial", help_text="When it was published, as far as known.")


class CitationRecord(Record):
    """What was read, where, when and how; the first of a record's citations is the one that carries it."""

    id = Key("citation.id", help_text="Identifier of the citation.")
    source = CitedSourceRecord(source="*")  # type: ignore[assignment]  # DRF moves it to `fields`
    pinpoint = Word("citation.pinpoint", help_text="Where in the source.")
    quote = Key("citation.quote", help_text="What was read there: at most 300 characters, in its own language.")
    lang = Key("citation.lang", help_text="Language of the quotation.", standard="BCP 47")
    translation = Both("citation.quote", help_text="Of the quotation; ours.")
    seen_on = Day("citation.seen_on", help_text="The day on which it was read.")
    seen_as = Word("citation.seen_as", SeenAs, help_text="What was read: the original, a stored copy, an excerpt.")
