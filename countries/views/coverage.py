"""What is coded, how well, and when it was last verified; and how far two coders agreed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from countries.choices import Confidence, Support
from countries.filters import CoverageFilters
from countries.queries.agreement import before_adjudication
from countries.queries.coverage import Cell, Coverage

from .base import page
from .days import of_a_day
from .document import shown
from .head import Head, files
from .lists import Asked, facet

FACETS = ["core", "state", "support", "confidence", "verified_before", "jurisdiction", "indicator"]
MARKS = {Support.PRIMARY: "P", Support.TWO_SECONDARY: "2", Support.ONE_SECONDARY: "1", Support.ENCYCLOPEDIA: "e"}


@page
@of_a_day
def coverage(request: HttpRequest) -> HttpResponse:
    filters = CoverageFilters(request.GET)
    table = filters.table()
    matching = {(cell.jurisdiction.code, cell.indicator.code) for cell in table.cells if filters.matches(cell)}
    lines = [
        (row.jurisdiction, [(cell, _shown(cell, matching)) for cell in row.cells])
        for row in table.rows
        if any(_shown(cell, matching) for cell in row.cells)
    ]
    context = {
        "day": table.day,
        "listing": Asked(filters, tuple(facet(filters, name) for name in FACETS)),
        "table": table,
        "lines": lines,
        "primary": None if table.primary_share is None else round(100 * table.primary_share),
        "matching": len(matching),
        "marks": [(mark, Support(level).label) for level, mark in MARKS.items()],
        "supports": _counted(table, "support", Support),
        "confidences": _counted(table, "confidence", Confidence),
        "agreements": before_adjudication(),
    }
    head = Head(_("Coverage"), table.day, files=files("coverage", request.GET, "JSON"))
    return shown(request, "coverage.html", head, context)


def _shown(cell: Cell, matching: set[tuple[str, str]]) -> str:
    """The mark of a cell that was asked for: how well it is supported, `?` not found, `·` not coded."""
    if (cell.jurisdiction.code, cell.indicator.code) not in matching:
        return ""
    if cell.state == "coded":
        return MARKS[Support(cell.support)]
    return "?" if cell.state == "not_found" else "·"


def _counted(table: Coverage, attribute: str, vocabulary: type[Support] | type[Confidence]) -> list[tuple[str, int]]:
    counts = table.count(attribute)
    return [(str(member.label), counts[member.value]) for member in vocabulary if counts.get(member.value)]
