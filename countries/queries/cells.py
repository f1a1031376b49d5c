"""What is in force, with the evidence it rests on: the reading that profiles and comparisons share."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from countries.models import Coding, CodingInForce, Provision, RegimeSpell, Rule, Support

Evidence = Mapping[str, Sequence[Support]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A coding as it holds in a jurisdiction, with its citations, the leading one first."""

    row: CodingInForce
    evidence: tuple[Support, ...]

    @property
    def coding(self) -> Coding:
        return self.row.coding

    @property
    def value(self) -> str:
        """The code of the value."""
        return self.row.value_id.partition(":")[2]

    @property
    def others(self) -> int:
        """How many citations it rests on besides the leading one."""
        return max(len(self.evidence) - 1, 0)

    @property
    def is_finding(self) -> bool:
        """Whether something was found out about the law; what was looked for and not found is no answer."""
        return self.row.value.is_finding

    def holds_on(self, day: dt.date) -> bool:
        return self.row.holds_on(day)


def on(day: dt.date) -> Q:
    """That `[start, end)` holds the day."""
    return Q(start__lte=day) & (Q(end__isnull=True) | Q(end__gt=day))


def held(condition: Q) -> list[CodingInForce]:
    """What meets the condition, in the codebook's order, with provisions and their laws (2 queries)."""
    provisions = Prefetch("coding__provisions", queryset=Provision.objects.select_related("law"))
    return list(
        CodingInForce.objects.filter(condition)
        .select_related("indicator", "value", "coding__trigger", "inherited_from")
        .prefetch_related(provisions)
        .order_by("jurisdiction_id", "indicator__order", "start")
    )


def citing(condition: Q) -> QuerySet[Support]:
    """What supports the records that meet the condition, the leading citation of each first."""
    return Support.objects.filter(condition).select_related("citation__source").order_by("position")


def by_coding(supports: Iterable[Support]) -> Evidence:
    """Coding -> what supports it."""
    found: dict[str, list[Support]] = defaultdict(list)
    for support in supports:
        if support.coding_id:
            found[support.coding_id].append(support)
    return found


def cells(rows: Iterable[CodingInForce], evidence: Evidence) -> list[Cell]:
    return [Cell(row, tuple(evidence.get(row.coding_id, ()))) for row in rows]


def with_rule(spells: QuerySet[RegimeSpell]) -> QuerySet[RegimeSpell]:
    """Spells with the wording of their rule as `condition_en` and `condition_fr`."""
    rule = Rule.objects.filter(ruleset=OuterRef("ruleset"), code=OuterRef("rule"))
    return spells.annotate(
        condition_en=Subquery(rule.values("condition_en")[:1]),
        condition_fr=Subquery(rule.values("condition_fr")[:1]),
    )
