"""Laws and their provisions."""

from __future__ import annotations

from countries.choices import LawDateKind, LawKind, LawRelationKind, LawStatus

from .base import Both, Key, PartialDay, Record, Word, Words
from .citation import CitationRecord


class IdentifiersRecord(Record):
    """The numbers under which a law is known, as far as they were seen."""

    eli = Word(help_text="European Legislation Identifier.", standard="ELI")
    celex = Word(help_text="CELEX number.", standard="CELEX")
    ecli = Word(help_text="European Case Law Identifier.", standard="ECLI")
    akn = Word(help_text="Akoma Ntoso address.", standard="Akoma Ntoso")
    neutral = Word(help_text="Neutral citation of a decision.")
    local = Word(help_text="The number its own country gives it.")


class LawDateRecord(Record):
    """One dated step in the life of a law."""

    kind = Word("kind", LawDateKind, help_text="What happened.")
    date = PartialDay("partial", help_text="When, as far as known.")


class LawRelationRecord(Record):
    """What the law does to another."""

    kind = Word("kind", LawRelationKind, help_text="What it does.")
    law = Key("target_id", help_text="Identifier of the other law.")


class LawProvisionRecord(Record):
    """A provision, as its law lists it."""

    id = Key(help_text="Identifier of the provision.")
    pinpoint = Key(help_text="Article or section.")
    heading = Both(help_text="What it is about.")


class LawRecord(Record):
    """A statute, code, decision, treaty or bill."""

    id = Key(help_text="Identifier of the law.")
    jurisdiction = Key("jurisdiction_id", help_text="Whose law it is.", standard="ISO 3166 or EU")
    kind = Word("kind", LawKind, help_text="Kind of instrument.")
    status = Word("status", LawStatus, help_text="Status when last checked.")
    title = Key(help_text="Title, in its own language.")
    lang = Key(help_text="Language of the law.", standard="BCP 47")
    title_translation = Both("title", help_text="Title in translation; ours.")
    short_name = Both(help_text="The name it goes by.")
    citation = Key(help_text="As its own lawyers cite it.")
    identifiers = IdentifiersRecord(source="*")
    dates = LawDateRecord(many=True, help_text="The dated steps of its life.")
    themes = Words(help_text="What it is about.")
    summary = Both(help_text="What it does.")
    relations = LawRelationRecord(many=True, help_text="What it does to other laws.")
    provisions = LawProvisionRecord(many=True, help_text="Its provisions that the base holds; see provisions.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class ProvisionRecord(Record):
    """An article or section of a law."""

    id = Key(help_text="Identifier of the provision.")
    law = Key("law_id", help_text="Identifier of the law it stands in.")
    law_citation = Key("law.citation", help_text="The law as its own lawyers cite it.")
    jurisdiction = Key("law.jurisdiction_id", help_text="Whose law it is.", standard="ISO 3166 or EU")
    pinpoint = Key(help_text="Article or section.")
    heading = Both(help_text="What it is about.")
    lang = Word(help_text="Language of the quotation.", standard="BCP 47")
    quote = Word(help_text="At most 300 characters, in its own language.")
    translation = Both("quote", help_text="Of the quotation; ours.")
    valid_from = PartialDay("valid_from_partial", help_text="Since when it is valid, as far as known.")
    valid_to = PartialDay("valid_to_partial", help_text="Until when it was valid, as far as known.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")
