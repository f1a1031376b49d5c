"""Enforcement: the latest milestones, and a case as a chain of milestones with what led to each, and its course."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from countries.choices import MilestoneKind
from countries.models import Case, Milestone, MilestoneLink, Support

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

    @property
    def course(self) -> Course | None:
        """None where nothing had happened yet."""
        seen = [support.citation.seen_on for step in self.steps for support in step.evidence]
        return course(self.case, [step.milestone for step in self.steps], max(seen, default=None))


@dataclass(frozen=True, slots=True)
class Course:
    """How a case went up to a day: its first complaint, or else its first step, and its latest. `known_on` is when
    the youngest of its citations was read, None where none is at hand.
    """

    case: Case
    first: Milestone
    latest: Milestone
    number: int
    known_on: dt.date | None = None

    @property
    def from_complaint(self) -> bool:
        return self.first.kind == MilestoneKind.COMPLAINT


def listed(rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Milestones with all that a list shows of them (4 queries)."""
    links = MilestoneLink.objects.select_related("from_law", "from_milestone__case").order_by("position")
    return rows.select_related("case", "law").prefetch_related(
        "platforms", "jurisdictions", Prefetch("links", queryset=links)
    )


def latest(limit: int, day: dt.date) -> list[Milestone]:
    """The last milestones before the end of a day, the newest first (1 query)."""
    return list(Milestone.objects.filter(date__lte=day).select_related("case").order_by("-date", "id")[:limit])


def course(case: Case, milestones: Sequence[Milestone], known_on: dt.date | None = None) -> Course | None:
    """The course of milestones that are in order of date."""
    if not milestones:
        return None
    first = next((one for one in milestones if one.kind == MilestoneKind.COMPLAINT), milestones[0])
    return Course(case, first, milestones[-1], len(milestones), known_on)


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
