"""The graph from law to platform: drawn in three layers, told in a table, and its claims held against the dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries.choices import LinkType
from countries.filters import MilestoneFilters, today
from countries.layers import Layered, layered
from countries.models import Milestone
from countries.queries.causes import Cause, Edge, Graph, graph, law_node, platform_node
from countries.templatetags.jalons import day, partial

from .base import page
from .days import of_a_day
from .document import shown
from .head import Head, files
from .lists import Asked, counted

SHOWN = ["platform", "law", "jurisdiction", "case", "link"]
# Units of the picture: where the columns stand, how far apart the rows are, how far out an arc goes for each depth.
LAW, STEP, TITLE, ARC, PLATFORM = 225, 380, 458, 838, 1000
ROW, ROOM, REACH = 26, 30, 9
LONGEST = 51
SHIFT = 5


@dataclass(frozen=True, slots=True)
class Node:
    """A word of the picture: where it leads, and its whole text where it had to be cut."""

    x: int
    y: float
    label: str
    title: str
    address: str
    date: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the picture, in its type's style, with what it says."""

    path: str
    type: str
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    height: int


@page
@of_a_day
def picture(request: HttpRequest) -> HttpResponse:
    rows = Milestone.objects.all()
    asked = MilestoneFilters(request.GET, rows)
    narrowed = [name for name in asked.given() if name != "as_of"]
    found = graph(asked.qs, asked.day or today(), laws_only=not narrowed)
    context = {
        "day": asked.day or today(),
        "graph": found,
        "narrowed": narrowed,
        "listing": Asked(asked, tuple(counted(asked, name, rows) for name in SHOWN)),
        "picture": drawn(found) if found.edges else None,
        "types": [(type_, number) for type_, number in _types(found) if number],
        "disputed": [(cause, sentence(cause)) for cause in found.disputed],
    }
    title = _("From law to platform")
    return shown(request, "graph.html", Head(title, asked.day, files=files("milestones", request.GET)), context)


def _types(found: Graph) -> list[tuple[LinkType, int]]:
    counts = Counter(cause.link.type for cause in found.causes)
    return [(type_, counts[type_.value]) for type_ in LinkType]


def drawn(found: Graph) -> Picture:
    """The nodes and lines of the picture, in its units."""
    steps = [milestone.pk for milestone in found.milestones]
    layout = layered(steps, [(edge.origin, edge.target) for edge in found.edges], step=ROW, room=ROOM)
    return Picture(tuple(_nodes(found, layout)), tuple(_lines(found, layout)), round(layout.height))


def _nodes(found: Graph, layout: Layered) -> list[Node]:
    nodes = [
        Node(LAW - 8, layout.left[law_node(law)], _cut(law.label, 32), law.label, reverse("law", args=[law.pk]))
        for law in found.laws
        if law_node(law) in layout.left
    ]
    for one in found.milestones:
        words = one.title
        if one.case.title not in one.title:
            words = _("%(case)s: %(what)s") % {"case": one.case.title, "what": one.title}
        address = f"{reverse('case', args=[one.case_id])}#{one.key}"
        place, soft = layout.middle[one.pk], one.pk in found.around
        nodes.append(Node(TITLE, place, _cut(words, LONGEST), words, address, str(one.partial), soft))
    nodes += [
        Node(PLATFORM + 8, layout.right[platform_node(one)], one.name, one.name, reverse("platform", args=[one.pk]))
        for one in found.platforms
    ]
    return nodes


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def _lines(found: Graph, layout: Layered) -> list[Line]:
    """Several lines between the same two stand side by side."""
    drawn_before: Counter[tuple[str, str]] = Counter()
    lines = []
    for edge in found.edges:
        pair = (edge.origin, edge.target)
        lines.append(Line(_path(edge, layout, drawn_before[pair] * SHIFT), edge.type, words_of(edge)))
        drawn_before[pair] += 1
    return lines


def _path(edge: Edge, layout: Layered, shift: int) -> str:
    """The line as SVG draws it."""
    if edge.origin in layout.left:
        y0, y1 = layout.left[edge.origin], layout.middle[edge.target] + shift
        bend = (STEP - LAW) // 2
        return f"M{LAW} {y0:.1f}C{LAW + bend} {y0:.1f} {STEP - bend} {y1:.1f} {STEP - 6} {y1:.1f}"
    if edge.target in layout.right:
        y0, y1 = layout.middle[edge.origin], layout.right[edge.target]
        return f"M{ARC} {y0:.1f}L{PLATFORM} {y1:.1f}"
    y0, y1 = layout.middle[edge.origin] + 3, layout.middle[edge.target] - 3
    out = ARC + 14 + REACH * layout.arcs[edge.origin, edge.target] + shift
    return f"M{ARC} {y0:.1f}C{out} {y0:.1f} {out} {y1:.1f} {ARC} {y1:.1f}"


def words_of(edge: Edge) -> str:
    """What a line says."""
    if edge.cause is None:
        return _("the law itself") if edge.type == "itself" else _("concerns the platform")
    words = str(LinkType(edge.type).label)
    return f"{words} ({edge.cause.link.claimed_by})" if edge.cause.is_claim else words


def sentence(cause: Cause) -> str:
    """A claim or a coincidence in words, held against the dates of both."""
    link = cause.link
    origin = link.from_law.label if link.from_law else link.from_milestone.title if link.from_milestone else ""
    said = {"who": link.claimed_by, "origin": origin, "step": cause.milestone.title}
    opening = (
        _("Claimed by %(who)s: “%(origin)s” led to “%(step)s”.")
        if cause.is_claim
        else _("“%(step)s” coincided with “%(origin)s”; no source shows that the one led to the other.")
    )
    return " ".join([opening % said, *_dates(cause)])


def _dates(cause: Cause) -> Sequence[str]:
    """Which of the two came first, and by how much, as far as both days are known."""
    before, days = cause.before, cause.days
    if before is None:
        return []
    dated = {"first": partial(before.partial), "second": partial(cause.milestone.partial)}
    if days is None:
        return [_("The one is of %(first)s, the other of %(second)s.") % dated]
    dated = {"first": day(before.date), "second": day(cause.milestone.date), "days": str(abs(days))}
    if days < 0:
        return [
            ngettext(
                "But it came %(days)s day before: it is of %(second)s, and %(cause)s began on %(first)s.",
                "But it came %(days)s days before: it is of %(second)s, and %(cause)s began on %(first)s.",
                abs(days),
            )
            % {**dated, "cause": _("the law") if cause.link.from_law else _("the other")}
        ]
    return [
        ngettext(
            "It came %(days)s day after: %(first)s, then %(second)s.",
            "It came %(days)s days after: %(first)s, then %(second)s.",
            days,
        )
        % dated
    ]
