"""Platforms, cases and milestones."""

from __future__ import annotations

from countries.choices import LinkType, MilestoneKind, PlatformKind

from .base import Both, Key, Keys, PartialDay, Record, Word
from .citation import CitationRecord


class PlatformRecord(Record):
    """A service that the record speaks of."""

    id = Key(help_text="Identifier of the platform.")
    name = Key(help_text="Its name.")
    operator = Word(help_text="Who runs or ran it.")
    kind = Word("kind", PlatformKind, help_text="Kind of service.")
    active_from = PartialDay("active_from_partial", help_text="Since when it is active, as far as known.")
    active_to = PartialDay("active_to_partial", help_text="Until when it was active, as far as known.")
    note = Both(help_text="What it is.")
    cases = Keys(help_text="Identifiers of the cases that concern it.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class CaseMilestoneRecord(Record):
    """A milestone, as its case lists it."""

    id = Key(help_text="Identifier of the milestone.")
    date = PartialDay("partial", help_text="When it happened, as far as known.")
    kind = Word("kind", MilestoneKind, help_text="Kind of step.")
    title = Both(help_text="What happened, in a line.")


class CaseRecord(Record):
    """A chain of milestones."""

    id = Key(help_text="Identifier of the case.")
    title = Both(help_text="Title of the case.")
    summary = Both(help_text="What the case is about.")
    platforms = Keys(help_text="Identifiers of the platforms it concerns.")
    jurisdictions = Keys(help_text="Codes of the jurisdictions it concerns.")
    milestones = CaseMilestoneRecord(many=True, help_text="Its steps in order; see milestones.")


class MilestoneLinkRecord(Record):
    """What a law or an earlier milestone has to do with a milestone; a claim names who makes it."""

    type = Word("type", LinkType, help_text="How the milestone is said to have come about.")
    from_law = Word("from_law_id", help_text="Identifier of the law it came from.")
    from_milestone = Word("from_milestone_id", help_text="Identifier of the milestone it came from.")
    claimed_by = Both(help_text="Of a claim: who makes it.")
    note = Both(help_text="What the type leaves out.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")


class MilestoneRecord(Record):
    """One dated step of a case."""

    id = Key(help_text="Identifier of the milestone.")
    case = Key("case_id", help_text="Identifier of the case it belongs to.")
    date = PartialDay("partial", help_text="When it happened, as far as known.")
    kind = Word("kind", MilestoneKind, help_text="Kind of step.")
    title = Both(help_text="What happened, in a line.")
    text = Both(help_text="What happened.")
    platforms = Keys(help_text="Identifiers of the platforms it concerns.")
    jurisdictions = Keys(help_text="Codes of the jurisdictions it concerns.")
    law = Word("law_id", help_text="Identifier of the law that was adopted or came into force.")
    links = MilestoneLinkRecord(many=True, help_text="What led to it.")
    citations = CitationRecord(source="evidence", many=True, help_text="Its citations, the leading one first.")
