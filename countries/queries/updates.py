"""Which records the loads since a version created or changed: they themselves, or what is told in them.

A coding tells its provisions, its citations and their sources, so a source that gets another title changes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Left, Length, Reverse, Right, StrIndex

from countries import models as m

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Told:
    """Records of a type that are told in others. `path` leads from the other to them.

    What was removed can no longer be followed, but where its id begins with the other's, up to the first (or the
    `last`) `mark`, it still says where it was told; the path is then to the other. Or the id ends with it: `behind`.
    """

    type: str
    path: str = "pk"
    mark: str = ""
    last: bool = False
    behind: bool = False

    def ids(self, since: int) -> Rows:
        """The ids, at the path, of what has changed."""
        if not self.mark:
            return changed_ids(self.type, since)
        changes = m.Change.objects.filter(version__gt=since, record_type=self.type)
        at: Any = StrIndex("record_id", Value(self.mark))
        if self.last:
            at = Length("record_id") + 1 - StrIndex(Reverse("record_id"), Value(self.mark))
        own = Right("record_id", Length("record_id") - at) if self.behind else Left("record_id", at - 1)
        return changes.filter(record_id__contains=self.mark).annotate(own=own).values("own")


def changed_ids(record_type: str, since: int) -> Rows:
    """The ids of the records of a type that the versions after number `since` created, changed or removed."""
    return m.Change.objects.filter(version__gt=since, record_type=record_type).values("record_id")


def cited(path: str = "supports") -> list[Told]:
    """The citations at the path, and their sources."""
    return [Told("citation", f"{path}__citation"), Told("source", f"{path}__citation__source")]


TOLD: Mapping[type[Model], Sequence[Told]] = {
    m.Jurisdiction: [
        Told("jurisdiction"),
        Told("membership", "pk", "."),
        Told("passage", "pk", "."),
        *cited("passages__supports"),
    ],
    m.RegimeSpell: [Told("regimespell")],
    m.Indicator: [Told("indicator"), Told("indicatorvalue", "pk", ":")],
    m.CodingInForce: [
        Told("codinginforce"),
        Told("coding", "coding"),
        Told("indicatorvalue", "value"),
        Told("coding_provisions", "coding", "|"),
        Told("provision", "coding__provisions"),
        Told("law", "coding__provisions__law"),
        *cited("coding__supports"),
    ],
    m.Law: [
        Told("law"),
        Told("lawdate", "pk", ".", last=True),
        Told("lawrelation", "pk", "|"),
        Told("provision", "pk", "/"),
        *cited(),
    ],
    m.Provision: [Told("provision"), Told("law", "law"), *cited()],
    m.Platform: [Told("platform"), Told("case_platforms", "pk", "|", behind=True), *cited()],
    m.Case: [
        Told("case"),
        Told("milestone", "pk", "/"),
        Told("case_platforms", "pk", "|"),
        Told("case_jurisdictions", "pk", "|"),
    ],
    m.Milestone: [
        Told("milestone"),
        Told("milestonelink", "pk", ".", last=True),
        Told("milestone_platforms", "pk", "|"),
        Told("milestone_jurisdictions", "pk", "|"),
        *cited(),
        *cited("links__supports"),
    ],
    m.Statement: [
        Told("statement"),
        Told("qualification"),
        *(Told(f"statement_{name}", "pk", "|") for name in ("jurisdictions", "platforms", "laws")),
        *cited(),
        *cited("qualification__supports"),
    ],
    m.Classification: [Told("classification"), Told("scheme", "scheme"), Told("schemelabel", "label"), *cited()],
    m.Source: [Told("source"), Told("citation", "citations")],
}


def updated(rows: Rows, since: int) -> Rows:
    """The rows that the versions after number `since` created or changed."""
    if rows.model is m.DataVersion:
        return rows.filter(number__gt=since)
    if rows.model is m.Change:
        return rows.filter(version__gt=since)
    every = rows.model._default_manager
    found = Q(pk__in=[])
    for told in TOLD[rows.model]:
        found |= Q(pk__in=every.filter(**{f"{told.path}__in": told.ids(since)}).values("pk"))
    return rows.filter(found)
