"""What led to what: laws and earlier milestones, the milestones they are linked to, and the platforms concerned."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from countries.choices import LinkType
from countries.models import Law, LawDate, Milestone, MilestoneLink, Platform, Support
from countries.models.law import BEGINNINGS

from .cells import citing


@dataclass(frozen=True, slots=True)
class Cause:
    """A link to a milestone, with its citations. `law_date`: when the law it comes from began, as far as is known."""

    milestone: Milestone
    link: MilestoneLink
    law_date: LawDate | None
    evidence: tuple[Support, ...]

    @property
    def is_claim(self) -> bool:
        return self.link.type == LinkType.CLAIMED

    @property
    def before(self) -> Milestone | LawDate | None:
        """What the link comes from, as something dated."""
        return self.link.from_milestone or self.law_date

    @property
    def days(self) -> int | None:
        """How many days lie between the two, less than 0 where the cause came later; None where a day is not known."""
        first = self.before.partial if self.before else None
        second = self.milestone.partial
        if first is None or second is None or {first.precision, second.precision} != {"day"}:
            return None
        return (second.first - first.first).days


@dataclass(frozen=True, slots=True)
class Edge:
    """One line of the picture. `type` is a LinkType, `itself` (a law and its own adoption) or `concerns`."""

    origin: str
    target: str
    type: str
    cause: Cause | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """The milestones that are drawn, in order of date, with the laws and platforms they are joined to.

    `around` are those of them that were not asked for: where a link comes from, and the adoption of a law that is
    drawn. `causes` are all links of the milestones that were asked for, drawn or not, in order of date.
    """

    laws: tuple[Law, ...]
    milestones: tuple[Milestone, ...]
    around: frozenset[str]
    platforms: tuple[Platform, ...]
    edges: tuple[Edge, ...]
    causes: tuple[Cause, ...]

    @property
    def disputed(self) -> list[Cause]:
        """Claims, and what only coincided."""
        return [cause for cause in self.causes if cause.link.type in {LinkType.CLAIMED, LinkType.COINCIDENT}]


def with_causes(rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Milestones with their laws, platforms, jurisdictions, and links with where these come from (6 queries)."""
    links = MilestoneLink.objects.select_related("from_law", "from_milestone__case").order_by("position")
    return rows.select_related("case", "law").prefetch_related(
        "platforms", "jurisdictions", Prefetch("links", queryset=links), "links__from_law__dates"
    )


def causes(milestones: Iterable[Milestone]) -> tuple[Cause, ...]:
    """The links of milestones that were read by `with_causes`, in their order (1 query)."""
    found = [(milestone, link) for milestone in milestones for link in milestone.links.all()]
    evidence: dict[str | None, list[Support]] = defaultdict(list)
    for support in citing(Q(milestone_link__in=[link.pk for _, link in found])):
        evidence[support.milestone_link_id].append(support)
    return tuple(Cause(milestone, link, began(link.from_law), tuple(evidence[link.pk])) for milestone, link in found)


def began(law: Law | None) -> LawDate | None:
    """The date from which a law held, else the first that is known of it."""
    dates = list(law.dates.all()) if law else []
    known = {date.kind: date for date in dates}
    return next((known[kind] for kind in BEGINNINGS if kind in known), min(dates, key=_day, default=None))


def _day(date: LawDate) -> dt.date:
    return date.date


def graph(rows: QuerySet[Milestone], day: dt.date, *, laws_only: bool) -> Graph:
    """The graph of the milestones (10 queries at most). `laws_only`: draw only those that a law is linked to."""
    every = list(with_causes(rows).order_by("date", "pk"))
    found = causes(every)
    around = [] if laws_only else _around(every, day)
    drawn = [one for one in every if _is_drawn(one, every, laws_only=laws_only)]
    drawn = sorted([*drawn, *around], key=lambda one: (one.date, one.pk))
    edges = _edges(drawn, found)
    laws = {cause.link.from_law_id: cause.link.from_law for cause in found if cause.link.from_law}
    laws |= {one.law_id: one.law for one in drawn if one.law}
    platforms = {platform.pk: platform for one in drawn for platform in one.platforms.all()}
    return Graph(
        tuple(laws.values()),
        tuple(drawn),
        frozenset(one.pk for one in around),
        tuple(platforms.values()),
        tuple(edges),
        found,
    )


def _around(every: Sequence[Milestone], day: dt.date) -> list[Milestone]:
    """What the milestones come from and is not among them, up to the day (3 queries)."""
    links = [link for one in every for link in one.links.all()]
    origins = {link.from_milestone_id for link in links}
    laws = {link.from_law_id for link in links}
    rows = Milestone.objects.filter(Q(pk__in=origins) | Q(law__in=laws), date__lte=day)
    rows = rows.exclude(pk__in=[one.pk for one in every])
    return list(rows.select_related("case", "law").prefetch_related("platforms", "links"))


def _is_drawn(milestone: Milestone, every: Sequence[Milestone], *, laws_only: bool) -> bool:
    links = list(milestone.links.all())
    if laws_only:
        return milestone.law_id is not None or any(link.from_law_id for link in links)
    leads = any(link.from_milestone_id == milestone.pk for one in every for link in one.links.all())
    return bool(links) or leads or milestone.law_id is not None


def _edges(drawn: Sequence[Milestone], found: Sequence[Cause]) -> list[Edge]:
    steps = {milestone.pk for milestone in drawn}
    edges = [Edge(law_node(one.law), one.pk, "itself") for one in drawn if one.law]
    for cause in found:
        link = cause.link
        origin = law_node(link.from_law) if link.from_law else str(link.from_milestone_id)
        if cause.milestone.pk in steps and (link.from_law or origin in steps):
            edges.append(Edge(origin, cause.milestone.pk, link.type, cause))
    edges += [Edge(one.pk, platform_node(p), "concerns") for one in drawn for p in one.platforms.all()]
    return edges


def law_node(law: Law) -> str:
    return f"law:{law.pk}"


def platform_node(platform: Platform) -> str:
    return f"platform:{platform.pk}"
