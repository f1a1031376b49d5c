"""The tables of platforms and of the cases against them."""

from __future__ import annotations

from countries import models as m
from countries.choices import LinkType, MilestoneKind, PlatformKind

from .tables import both_columns, list_column, partial_column, table, text_column, whole_column
from .tables_law import LAW

PLATFORMS = table(
    "platforms",
    "Services that the record speaks of",
    lambda: m.Platform.objects.order_by("id"),
    (
        text_column("platform", "identifier", True, "id"),
        text_column("name", "name", True),
        text_column("operator", "who runs or ran it"),
        text_column("kind", "kind of service", True, among=PlatformKind),
        partial_column("active_from", "since when it is or was active"),
        partial_column("active_to", "since when it no longer is"),
        *both_columns("note", "note", True),
    ),
    ("platform",),
)

CASES = table(
    "cases",
    "Enforcement cases, each a chain of milestones",
    lambda: m.Case.objects.prefetch_related("platforms", "jurisdictions").order_by("id"),
    (
        text_column("case", "identifier", True, "id"),
        *both_columns("title", "title", True),
        *both_columns("summary", "summary", True),
        list_column("platforms", "platforms"),
        list_column("jurisdictions", "jurisdictions"),
    ),
    ("case",),
)

MILESTONES = table(
    "milestones",
    "Dated steps of enforcement cases",
    lambda: m.Milestone.objects.prefetch_related("platforms", "jurisdictions").order_by("date", "id"),
    (
        text_column("milestone", "identifier", True, "id"),
        text_column("case", "the case it belongs to", True, "case_id"),
        partial_column("date", "when", True, "partial"),
        text_column("kind", "kind of step", True, among=MilestoneKind),
        *both_columns("title", "title", True),
        *both_columns("text", "what happened", True),
        list_column("platforms", "platforms"),
        list_column("jurisdictions", "jurisdictions"),
        text_column("law", "the law adopted or come into force", path="law_id"),
    ),
    ("milestone",),
    (("case", "cases", "case"), LAW),
)

MILESTONE_LINKS = table(
    "milestone_links",
    "What a law or an earlier milestone has to do with a milestone; claims stay claims",
    lambda: m.MilestoneLink.objects.order_by("milestone_id", "position"),
    (
        text_column("link", "identifier", True, "id"),
        text_column("milestone", "the milestone it leads to", True, "milestone_id"),
        whole_column("position", "its place among those, from 0", required=True),
        text_column("from_law", "the law it comes from", path="from_law_id"),
        text_column("from_milestone", "or the milestone it comes from", path="from_milestone_id"),
        text_column("type", "what the one has to do with the other", True, among=LinkType),
        *both_columns("claimed_by", "who claims it, of a claim"),
        *both_columns("note", "note"),
    ),
    ("link",),
    (
        ("milestone", "milestones", "milestone"),
        ("from_milestone", "milestones", "milestone"),
        ("from_law", "laws", "law"),
    ),
)
