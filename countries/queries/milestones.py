"""Enforcement: the latest milestones, and a case as a chain of milestones with what led to each."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from countries.models import Case, Milestone, MilestoneLink, Platform, Statement, Support

from .cells import citing

Supports = dict[str, list[Support]]


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone, its citations, and its links, each with its own citations."""

    milestone: Milestone
    evidence: tuple[Support, ...]
    links: tuple[tuple[MilestoneLink, tuple[Support, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """A case and its steps up to a day, in order of date; `later` are the milestones after it."""

    case: Case
    steps: tuple[Step, ...]
    later: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class PlatformRecord:
    """A platform with its citations, its milestones up to a day in order, and the statements that name it."""

    platform: Platform
    evidence: tuple[Support, ...]
    milestones: tuple[Milestone, ...]
    later: tuple[Milestone, ...]
    statements: tuple[Statement, ...]


def listed(rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Milestones with all that a list shows of them (4 queries)."""
    links = MilestoneLink.objects.select_related("from_law", "from_milestone__case").order_by("position")
    return rows.select_related("case", "law").prefetch_related(
        "platforms", "jurisdictions", Prefetch("links", queryset=links)
    )


def latest(limit: int, day: dt.date) -> list[Milestone]:
    """The last milestones before the end of a day, the newest first (1 query)."""
    return list(Milestone.objects.filter(date__lte=day).select_related("case").order_by("-date", "id")[:limit])


def by(day: dt.date, milestones: Iterable[Milestone]) -> tuple[tuple[Milestone, ...], tuple[Milestone, ...]]:
    """What had happened by the end of the day, and what came later."""
    ordered = list(milestones)
    return tuple(one for one in ordered if one.date <= day), tuple(one for one in ordered if one.date > day)


def chain(case: Case, day: dt.date) -> Chain:
    """The chain of a case as it stood on a day (5 queries)."""
    milestones, later = by(day, listed(Milestone.objects.filter(case=case)).order_by("date", "id"))
    links = [link.pk for milestone in milestones for link in milestone.links.all()]
    own, linked = _evidence([milestone.pk for milestone in milestones], links)
    return Chain(case, tuple(_step(milestone, own, linked) for milestone in milestones), later)


def _step(milestone: Milestone, own: Supports, linked: Supports) -> Step:
    links = tuple((link, tuple(linked[link.pk])) for link in milestone.links.all())
    return Step(milestone, tuple(own[milestone.pk]), links)


def _evidence(milestones: Sequence[str], links: Sequence[str]) -> tuple[Supports, Supports]:
    own: Supports = defaultdict(list)
    linked: Supports = defaultdict(list)
    for support in citing(Q(milestone__in=milestones) | Q(milestone_link__in=links)):
        if support.milestone_id:
            own[support.milestone_id].append(support)
        elif support.milestone_link_id:
            linked[support.milestone_link_id].append(support)
    return own, linked


def platform_record(platform: Platform, day: dt.date) -> PlatformRecord:
    """What the base holds on a platform, as of a day (6 queries)."""
    milestones, later = by(day, listed(Milestone.objects.filter(platforms=platform)).order_by("date", "id"))
    return PlatformRecord(
        platform,
        tuple(citing(Q(platform=platform))),
        milestones,
        later,
        tuple(Statement.objects.filter(platforms=platform).select_related("qualification")),
    )
