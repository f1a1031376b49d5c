"""What must be fetched for a member of a record, so that a list costs as many queries with one row as with many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet

from countries.models import CodingInForce, Support

Lookup = str | Prefetch[Any, Any, Any]


def evidence(path: str = "") -> Lookup:
    """The citations of the records at the path, as their `evidence` (1 query)."""
    rows = Support.objects.select_related("citation__source").order_by("position")
    return Prefetch(f"{path}__supports" if path else "supports", rows, to_attr="evidence")


def law(path: str) -> list[Lookup]:
    """All that a law's record tells, of the laws at the path (5 queries)."""
    return [f"{path}__dates", f"{path}__relations", f"{path}__provisions", evidence(path)]


def platform(path: str) -> list[Lookup]:
    """All that a platform's record tells (3 queries)."""
    return [f"{path}__cases", evidence(path)]


def case(path: str) -> list[Lookup]:
    """All that a case's record tells (4 queries)."""
    return [f"{path}__{name}" for name in ("platforms", "jurisdictions", "milestones")]


def milestone(path: str) -> list[Lookup]:
    """All that a milestone's record tells (6 queries)."""
    own = [f"{path}__{name}" for name in ("platforms", "jurisdictions", "links")]
    return [*own, evidence(f"{path}__links"), evidence(path)]


def held(path: str) -> Lookup:
    """What ever is in force in the jurisdictions at the path, as their `held`, with its evidence (4 queries)."""
    rows = CodingInForce.objects.select_related("value", "coding").order_by("indicator__order", "start")
    return Prefetch(
        f"{path}__in_force", rows.prefetch_related("coding__provisions__law", evidence("coding")), to_attr="held"
    )


def fetched(rows: QuerySet[Any], lookups: Iterable[Lookup]) -> QuerySet[Any]:
    """The rows with every lookup, each once."""
    wanted = {lookup.prefetch_to if isinstance(lookup, Prefetch) else lookup: lookup for lookup in lookups}
    return rows.prefetch_related(*wanted.values())
