"""One law with all that hangs on it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from countries.choices import LawStanding, LawStatus
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
from countries.models.law import BEGINNINGS, ENDS

from .cells import citing, held


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """A provision with its citations and the codings of its own jurisdiction that rest on it, now and at other times.

    `standing` is that of the day, by the provision's own dates or else its law's.
    """

    provision: Provision
    standing: LawStanding
    evidence: tuple[Support, ...]
    codings: tuple[CodingInForce, ...]
    others: tuple[CodingInForce, ...]


@dataclass(frozen=True, slots=True)
class LawRecord:
    """A law and its surroundings on a day. `relations` go out from it, `relations_from` come in.

    Milestones and links are those of before the day or on it.
    """

    law: Law
    day: dt.date
    standing: LawStanding
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


def standing(law: Law, dates: Iterable[LawDate], day: dt.date) -> LawStanding:
    """How the law stood on the day. A law adopted by then, of which no later start is known, is not known."""
    known = {date.kind: date.date for date in dates}
    begun = next((known[kind] for kind in BEGINNINGS if kind in known), None)
    ended = min((known[kind] for kind in ENDS if kind in known), default=None)
    if law.status in {LawStatus.BILL, LawStatus.FAILED}:
        return LawStanding.NO_LAW
    if ended and ended <= day:
        return LawStanding.NO_LONGER
    if day < (begun or min(known.values(), default=dt.date.min)):
        return LawStanding.NOT_YET
    lasts = ended or law.status == LawStatus.IN_FORCE
    return LawStanding.IN_FORCE if begun and lasts else LawStanding.NOT_KNOWN


def law_record(slug: str, day: dt.date) -> LawRecord | None:
    """The law on the day, or None if there is no such one (12 queries)."""
    law = Law.objects.filter(pk=slug).select_related("jurisdiction").first()
    if law is None:
        return None
    supports = list(citing(Q(law=law) | Q(provision__law=law)))
    relations = LawRelation.objects.select_related("law", "target").filter(Q(law=law) | Q(target=law))
    links = MilestoneLink.objects.filter(from_law=law, milestone__date__lte=day).select_related("milestone__case")
    resting = Coding.objects.filter(Q(trigger=law) | Q(provisions__law=law)).values("pk")
    rows = held(Q(coding__in=resting, inherited_from__isnull=True))
    dates = tuple(law.dates.all())
    stood = standing(law, dates, day)
    return LawRecord(
        law,
        day,
        stood,
        dates,
        tuple(support for support in supports if support.law_id),
        _provisions(law, stood, day, supports, rows),
        tuple(one for one in relations if one.law_id == law.pk),
        tuple(one for one in relations if one.target_id == law.pk),
        tuple(row for row in rows if row.coding.trigger_id == law.pk),
        tuple(RegimeSpell.objects.filter(trigger=law).select_related("jurisdiction").order_by("start")),
        tuple(Milestone.objects.filter(law=law, date__lte=day).select_related("case")),
        tuple(links.order_by("milestone__date", "id")),
        tuple(Statement.objects.filter(laws=law).select_related("qualification")),
    )


def _provisions(
    law: Law, stood: LawStanding, day: dt.date, supports: list[Support], rows: list[CodingInForce]
) -> tuple[CitedProvision, ...]:
    resting: dict[str, list[CodingInForce]] = defaultdict(list)
    for row in rows:
        for provision in row.coding.provisions.all():
            resting[provision.pk].append(row)
    return tuple(
        CitedProvision(
            provision,
            _provision_standing(provision, stood, day),
            tuple(support for support in supports if support.provision_id == provision.pk),
            tuple(row for row in resting[provision.pk] if row.holds_on(day)),
            tuple(row for row in resting[provision.pk] if not row.holds_on(day)),
        )
        for provision in law.provisions.all()
    )


def _provision_standing(provision: Provision, law: LawStanding, day: dt.date) -> LawStanding:
    if provision.valid_to and provision.valid_to <= day:
        return LawStanding.NO_LONGER
    if provision.valid_from is None:
        return law
    return LawStanding.NOT_YET if day < provision.valid_from else LawStanding.IN_FORCE
