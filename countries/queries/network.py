"""How laws, milestones and platforms hang together as data: every node and every edge, each edge with its evidence."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from countries.choices import LinkType
from countries.dates import PartialDate
from countries.models import Law, Milestone, Platform, Support

from .causes import Cause, causes, law_node, platform_node, with_causes
from .cells import citing
from .profile import main_date

# What an edge says besides how a milestone came about: it is the law's own adoption, or it concerns a platform.
ITSELF, CONCERNS = "itself", "concerns"
EDGE_TYPES = (*LinkType.values, ITSELF, CONCERNS)
Evidence = tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A law, a milestone or a platform. `id` is `<type>:<key>`; the date is the main one of a law."""

    id: str
    kind: str
    label_en: str
    label_fr: str
    date: PartialDate | None
    jurisdictions: tuple[str, ...] = ()
    case: str = ""

    @property
    def type(self) -> str:
        return self.id.partition(":")[0]

    @property
    def key(self) -> str:
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Edge:
    """From one node to another. A claim names who makes it."""

    id: str
    source: str
    target: str
    type: str
    evidence: Evidence
    claimed_by_en: str = ""
    claimed_by_fr: str = ""
    note_en: str = ""
    note_fr: str = ""


@dataclass(frozen=True, slots=True)
class Network:
    """On a day (None: over all time). Every edge has both its nodes; a milestone without an edge is there too."""

    day: dt.date | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(rows: QuerySet[Milestone], day: dt.date | None) -> Network:
    """The milestones, what led to them, whether among them or not, and what they concern (10 queries)."""
    chosen = list(with_causes(rows).prefetch_related("law__dates").order_by("date", "pk"))
    evidence: dict[str | None, list[Support]] = defaultdict(list)
    for support in citing(Q(milestone__in=[one.pk for one in chosen])):
        evidence[support.milestone_id].append(support)
    origins = {link.from_milestone_id for one in chosen for link in one.links.all()}
    before = Milestone.objects.filter(pk__in=origins).prefetch_related("jurisdictions").in_bulk()
    nodes = {node.id: node for one in chosen for node in _nodes(one, before)}
    edges = [edge for one in chosen for edge in _own(one, tuple(evidence[one.pk]))]
    edges += [_caused(cause) for cause in causes(chosen)]
    order = {f"milestone:{one.pk}": place for place, one in enumerate(chosen)}
    edges.sort(key=lambda edge: order[edge.source if edge.type == CONCERNS else edge.target])
    return Network(day, tuple(nodes.values()), tuple(edges))


def _nodes(milestone: Milestone, before: dict[str, Milestone]) -> Iterator[Node]:
    """The milestone with everything it hangs on, what came before it first."""
    if milestone.law:
        yield of_law(milestone.law)
    for link in milestone.links.all():
        if link.from_law:
            yield of_law(link.from_law)
        if link.from_milestone_id:
            yield of_milestone(before[link.from_milestone_id])
    yield of_milestone(milestone)
    yield from (of_platform(platform) for platform in milestone.platforms.all())


def _own(milestone: Milestone, evidence: Evidence) -> Iterator[Edge]:
    """The edges that the milestone itself tells, by its own evidence."""
    here = f"milestone:{milestone.pk}"
    if milestone.law:
        yield Edge(f"{here}|{ITSELF}", law_node(milestone.law), here, ITSELF, evidence)
    for platform in milestone.platforms.all():
        yield Edge(f"{here}|{platform.pk}", here, platform_node(platform), CONCERNS, evidence)


def _caused(cause: Cause) -> Edge:
    """The edge of a link, by the link's evidence."""
    link = cause.link
    origin = law_node(link.from_law) if link.from_law else f"milestone:{link.from_milestone_id}"
    said = (link.claimed_by_en, link.claimed_by_fr, link.note_en, link.note_fr)
    return Edge(f"link:{link.pk}", origin, f"milestone:{cause.milestone.pk}", link.type, cause.evidence, *said)


def of_law(law: Law) -> Node:
    date = main_date(list(law.dates.all()))
    label = (law.short_name_en or law.citation, law.short_name_fr or law.citation)
    return Node(law_node(law), law.kind, *label, date.partial if date else None, (law.jurisdiction_id,))


def of_milestone(milestone: Milestone) -> Node:
    places: Sequence[str] = [place.pk for place in milestone.jurisdictions.all()]
    label = (milestone.title_en, milestone.title_fr)
    return Node(
        f"milestone:{milestone.pk}", milestone.kind, *label, milestone.partial, tuple(places), milestone.case_id
    )


def of_platform(platform: Platform) -> Node:
    return Node(platform_node(platform), platform.kind, platform.name, platform.name, platform.active_from_partial)
