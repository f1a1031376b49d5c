"""Laws and their provisions."""

from __future__ import annotations

from countries.choices import LawDateKind, LawKind, LawRelationKind, LawStatus

from .base import Both, Key, PartialDay, Record, Word, Words
from .citation import CitationRecord


class IdentifiersRecord(Record):
    """The numbers under which a law is known, as far as they were seen."""

    eli = Word()
    celex = Word()
    ecli = Word()
    akn = Word()
    neutral = Word()
    local = Word()


class LawDateRecord(Record):
    """One dated step in the life of a law."""

    kind = Word("kind", LawDateKind)
    date = PartialDay("partial")


class LawRelationRecord(Record):
    """What the law does to another."""

    kind = Word("kind", LawRelationKind)
    law = Key("target_id")


class LawProvisionRecord(Record):
    """A provision, as its law lists it."""

    id = Key()
    pinpoint = Key()
    heading = Both()


class LawRecord(Record):
    """A statute, code, decision, treaty or bill."""

    id = Key()
    jurisdiction = Key("jurisdiction_id")
    kind = Word("kind", LawKind)
    status = Word("status", LawStatus)
    title = Key(help_text="In its own language.")
    lang = Key(help_text="BCP 47.")
    title_translation = Both("title")
    short_name = Both()
    citation = Key(help_text="As its own lawyers cite it.")
    identifiers = IdentifiersRecord(source="*")
    dates = LawDateRecord(many=True)
    themes = Words()
    summary = Both()
    relations = LawRelationRecord(many=True)
    provisions = LawProvisionRecord(many=True)
    citations = CitationRecord(source="evidence", many=True)


class ProvisionRecord(Record):
    """An article or section of a law."""

    id = Key()
    law = Key("law_id")
    law_citation = Key("law.citation")
    jurisdiction = Key("law.jurisdiction_id")
    pinpoint = Key()
    heading = Both()
    lang = Word(help_text="BCP 47.")
    quote = Word(help_text="At most 300 characters, in its own language.")
    translation = Both("quote", help_text="Of the quotation; ours.")
    valid_from = PartialDay("valid_from_partial")
    valid_to = PartialDay("valid_to_partial")
    citations = CitationRecord(source="evidence", many=True)
