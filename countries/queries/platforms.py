"""Everything the base holds on a platform: cases, milestones, laws, claims, statements, sources."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from countries.choices import LinkType
from countries.models import Case, Law, Milestone, Platform, Source, Statement, Support

from .causes import Cause, causes, with_causes
from .cells import citing
from .milestones import Course, by, course


@dataclass(frozen=True, slots=True)
class Role:
    """A law in the record of a platform: the links of other kinds than a claim that lead from it."""

    law: Law
    causes: tuple[Cause, ...]

    @property
    def types(self) -> list[tuple[str, int]]:
        """How the law is linked, each way with how often."""
        found: dict[str, int] = defaultdict(int)
        for cause in self.causes:
            found[cause.link.type] += 1
        return list(found.items())


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement that names the platform, with its citations."""

    statement: Statement
    evidence: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class PlatformRecord:
    """A platform up to a day. `later` came after it; `claims` are links that somebody claims."""

    platform: Platform
    evidence: tuple[Support, ...]
    courses: tuple[Course, ...]
    milestones: tuple[Milestone, ...]
    later: tuple[Milestone, ...]
    roles: tuple[Role, ...]
    claims: tuple[Cause, ...]
    statements: tuple[Stated, ...]
    sources: tuple[Source, ...]


def platform_record(platform: Platform, day: dt.date) -> PlatformRecord:
    """What the base holds on a platform, as of a day (13 queries at most)."""
    milestones, later = by(day, with_causes(Milestone.objects.filter(platforms=platform)).order_by("date", "id"))
    found = causes(milestones)
    statements = list(Statement.objects.filter(platforms=platform).select_related("qualification"))
    supports = list(citing(Q(platform=platform) | Q(milestone__in=milestones) | Q(statement__in=statements)))
    linked = [support for cause in found for support in cause.evidence]
    return PlatformRecord(
        platform,
        tuple(support for support in supports if support.platform_id),
        _courses(platform, day),
        milestones,
        later,
        _roles(found),
        tuple(cause for cause in found if cause.is_claim),
        tuple(Stated(one, tuple(s for s in supports if s.statement_id == one.pk)) for one in statements),
        _sources([*supports, *linked]),
    )


def _courses(platform: Platform, day: dt.date) -> tuple[Course, ...]:
    """The cases that concern the platform, the latest step first (2 queries)."""
    steps = Prefetch("milestones", queryset=Milestone.objects.filter(date__lte=day).order_by("date", "id"))
    cases = Case.objects.filter(Q(platforms=platform) | Q(milestones__platforms=platform)).distinct()
    found = [course(case, list(case.milestones.all())) for case in cases.prefetch_related(steps)]
    return tuple(sorted((one for one in found if one), key=lambda one: one.latest.date, reverse=True))


def _roles(found: Sequence[Cause]) -> tuple[Role, ...]:
    own: dict[Law, list[Cause]] = defaultdict(list)
    for cause in found:
        if cause.link.from_law and cause.link.type != LinkType.CLAIMED:
            own[cause.link.from_law].append(cause)
    return tuple(Role(law, tuple(causes)) for law, causes in own.items())


def _sources(supports: Iterable[Support]) -> tuple[Source, ...]:
    """The sources of the citations, each once, by kind and title."""
    found = {support.citation.source_id: support.citation.source for support in supports}
    return tuple(sorted(found.values(), key=lambda source: (source.kind, source.title)))
