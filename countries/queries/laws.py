"""One law with all that hangs on it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from countries.models import (
    Coding,
    CodingInForce,
    Law,
    LawDate,
    LawRelation,
    Milestone,
    MilestoneLink,
    Provision,
    RegimeSpell,
    Statement,
    Support,
)

from .cells import citing, held


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """A provision with its citations and the codings of its own jurisdiction that rest on it."""

    provision: Provision
    evidence: tuple[Support, ...]
    codings: tuple[CodingInForce, ...]


@dataclass(frozen=True, slots=True)
class LawRecord:
    """A law and its surroundings. `relations` go out from it, `relations_from` come in."""

    law: Law
    dates: tuple[LawDate, ...]
    evidence: tuple[Support, ...]
    provisions: tuple[CitedProvision, ...]
    relations: tuple[LawRelation, ...]
    relations_from: tuple[LawRelation, ...]
    triggered: tuple[CodingInForce, ...]
    spells: tuple[RegimeSpell, ...]
    milestones: tuple[Milestone, ...]
    links: tuple[MilestoneLink, ...]
    statements: tuple[Statement, ...]


def law_record(slug: str) -> LawRecord | None:
    """The law, or None if there is no such one (12 queries)."""
    law = Law.objects.filter(pk=slug).select_related("jurisdiction").first()
    if law is None:
        return None
    supports = list(citing(Q(law=law) | Q(provision__law=law)))
    relations = LawRelation.objects.select_related("law", "target").filter(Q(law=law) | Q(target=law))
    links = MilestoneLink.objects.filter(from_law=law).select_related("milestone__case").order_by("milestone__date")
    resting = Coding.objects.filter(Q(trigger=law) | Q(provisions__law=law)).values("pk")
    rows = held(Q(coding__in=resting, inherited_from__isnull=True))
    return LawRecord(
        law,
        tuple(law.dates.all()),
        tuple(support for support in supports if support.law_id),
        _provisions(law, supports, rows),
        tuple(one for one in relations if one.law_id == law.pk),
        tuple(one for one in relations if one.target_id == law.pk),
        tuple(row for row in rows if row.coding.trigger_id == law.pk),
        tuple(RegimeSpell.objects.filter(trigger=law).select_related("jurisdiction").order_by("start")),
        tuple(Milestone.objects.filter(law=law).select_related("case")),
        tuple(links),
        tuple(Statement.objects.filter(laws=law).select_related("qualification")),
    )


def _provisions(law: Law, supports: list[Support], rows: list[CodingInForce]) -> tuple[CitedProvision, ...]:
    resting: dict[str, list[CodingInForce]] = defaultdict(list)
    for row in rows:
        for provision in row.coding.provisions.all():
            resting[provision.pk].append(row)
    return tuple(
        CitedProvision(
            provision,
            tuple(support for support in supports if support.provision_id == provision.pk),
            tuple(resting[provision.pk]),
        )
        for provision in law.provisions.all()
    )
