"""What `include` adds to a record, as its member `included`: whole records where the record itself has only keys.

Each class stands for one list; its members are the words that `include` takes there. What must be fetched for
each stands beside the list, in `countries.api.views.needs`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from countries.choices import SeenAs
from countries.models import CodingInForce, Law, RegimeSpell, Source

from .base import Both, Day, Found, Key, Record, Word
from .citation import SourceRecord
from .coding import CodingRecord, IndicatorRecord
from .enforcement import CaseRecord, MilestoneRecord, PlatformRecord
from .law import LawRecord, ProvisionRecord
from .place import JurisdictionRecord, SpellRecord
from .report import VersionRecord


class CitedRecord(SourceRecord):
    """A source as such, without the count of its uses."""

    citation_count = None  # type: ignore[assignment]


class ReadingRecord(Record):
    """A citation as its source lists it."""

    id = Key(help_text="Identifier of the citation.")
    pinpoint = Word(help_text="Where in the source.")
    quote = Key(help_text="What was read there: at most 300 characters, in its own language.")
    lang = Key(help_text="Language of the quotation.", standard="BCP 47")
    translation = Both("quote", help_text="Of the quotation; ours.")
    seen_on = Day(help_text="The day on which it was read.")
    seen_as = Word("seen_as", SeenAs, help_text="What was read: the original, a stored copy, an excerpt.")


def once(records: Iterable[Any]) -> list[Any]:
    """Each record once, in the order of first appearance."""
    return list({record.pk: record for record in records}.values())


def sources(row: CodingInForce) -> list[Source]:
    evidence: list[Any] = row.coding.evidence  # type: ignore[attr-defined]  # prefetched
    return once(support.citation.source for support in evidence)


def laws(row: CodingInForce) -> list[Law]:
    return once(provision.law for provision in row.coding.provisions.all())


def codings(spell: RegimeSpell) -> list[CodingInForce]:
    """What the spell's rule read, as it held on the spell's first day."""
    read = {answer["coding"] for answer in spell.inputs.values()}
    held: list[CodingInForce] = spell.jurisdiction.held  # type: ignore[attr-defined]  # prefetched
    return [
        row
        for row in held
        if row.coding_id in read and row.start <= spell.start and (row.end is None or row.end > spell.start)
    ]


class JurisdictionIncludes(Record):
    """What `include` can add to a jurisdiction."""

    parent = JurisdictionRecord(required=False, allow_null=True)
    parts = JurisdictionRecord(many=True, required=False)
    spells = SpellRecord(many=True, required=False)


class SpellIncludes(Record):
    """What `include` can add to a regime: the codings it was derived from stand in `inputs`, with their evidence."""

    jurisdiction = JurisdictionRecord(required=False)
    trigger = LawRecord(required=False, allow_null=True)
    inputs = Found(CodingRecord, codings, help_text="The codings that the rule read.")


class CodingIncludes(Record):
    """What `include` can add to a coding."""

    jurisdiction = JurisdictionRecord(required=False)
    indicator = IndicatorRecord(required=False)
    trigger = LawRecord(source="coding.trigger", required=False, allow_null=True)
    provisions = ProvisionRecord(source="coding.provisions", many=True, required=False)
    laws = Found(LawRecord, laws, help_text="The laws of the provisions on which it rests.")
    sources = Found(CitedRecord, sources, help_text="The sources that it cites.")


class LawIncludes(Record):
    """What `include` can add to a law."""

    jurisdiction = JurisdictionRecord(required=False)
    provisions = ProvisionRecord(many=True, required=False)
    relations = Found(
        LawRecord,
        lambda law: once(relation.target for relation in law.relations.all()),
        help_text="The laws to which its relations lead.",
    )


class ProvisionIncludes(Record):
    """What `include` can add to a provision."""

    law = LawRecord(required=False)


class PlatformIncludes(Record):
    """What `include` can add to a platform."""

    cases = CaseRecord(many=True, required=False)
    milestones = MilestoneRecord(many=True, required=False)


class CaseIncludes(Record):
    """What `include` can add to a case."""

    platforms = PlatformRecord(many=True, required=False)
    jurisdictions = JurisdictionRecord(many=True, required=False)
    milestones = MilestoneRecord(many=True, required=False)


class MilestoneIncludes(Record):
    """What `include` can add to a milestone."""

    case = CaseRecord(required=False)
    platforms = PlatformRecord(many=True, required=False)
    jurisdictions = JurisdictionRecord(many=True, required=False)
    law = LawRecord(required=False, allow_null=True)


class StatementIncludes(Record):
    """What `include` can add to a statement."""

    jurisdictions = JurisdictionRecord(many=True, required=False)
    platforms = PlatformRecord(many=True, required=False)
    laws = LawRecord(many=True, required=False)


class ClassificationIncludes(Record):
    """What `include` can add to a classification."""

    jurisdiction = JurisdictionRecord(required=False)


class SourceIncludes(Record):
    """What `include` can add to a source."""

    citations = ReadingRecord(many=True, required=False)


class ChangeIncludes(Record):
    """What `include` can add to a change."""

    version = VersionRecord(required=False)
