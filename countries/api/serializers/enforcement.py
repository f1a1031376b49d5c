"""Platforms, cases and milestones."""

from __future__ import annotations

from countries.choices import LinkType, MilestoneKind, PlatformKind

from .base import Both, Key, Keys, PartialDay, Record, Word
from .citation import CitationRecord


class PlatformRecord(Record):
    """A service that the record speaks of."""

    id = Key()
    name = Key()
    operator = Word()
    kind = Word("kind", PlatformKind)
    active_from = PartialDay("active_from_partial")
    active_to = PartialDay("active_to_partial")
    note = Both()
    cases = Keys()
    citations = CitationRecord(source="evidence", many=True)


class CaseMilestoneRecord(Record):
    """A milestone, as its case lists it."""

    id = Key()
    date = PartialDay("partial")
    kind = Word("kind", MilestoneKind)
    title = Both()


class CaseRecord(Record):
    """A chain of milestones."""

    id = Key()
    title = Both()
    summary = Both()
    platforms = Keys()
    jurisdictions = Keys()
    milestones = CaseMilestoneRecord(many=True)


class MilestoneLinkRecord(Record):
    """What a law or an earlier milestone has to do with a milestone; a claim names who makes it."""

    type = Word("type", LinkType)
    from_law = Word("from_law_id")
    from_milestone = Word("from_milestone_id")
    claimed_by = Both()
    note = Both()
    citations = CitationRecord(source="evidence", many=True)


class MilestoneRecord(Record):
    """One dated step of a case."""

    id = Key()
    case = Key("case_id")
    date = PartialDay("partial")
    kind = Word("kind", MilestoneKind)
    title = Both()
    text = Both()
    platforms = Keys()
    jurisdictions = Keys()
    law = Word("law_id")
    links = MilestoneLinkRecord(many=True)
    citations = CitationRecord(source="evidence", many=True)
