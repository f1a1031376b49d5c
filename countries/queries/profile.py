"""Everything the base holds on one jurisdiction, as of a day, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, Q

from countries.choices import LawDateKind, LawStanding, Theme
from countries.models import (
    Indicator,
    Jurisdiction,
    Law,
    LawDate,
    Milestone,
    Passage,
    RegimeSpell,
    Source,
    Statement,
    Support,
)

from .cells import Cell, by_coding, cells, citing, held, with_rule
from .laws import standing
from .milestones import by
from .nearest import Neighbour, answers, neighbours
from .order import by_name
from .timeline import Rod, by_place, rod

NEIGHBOURS = 5
DATE_ORDER = (LawDateKind.IN_FORCE, LawDateKind.APPLICABLE, LawDateKind.DECIDED, LawDateKind.PROMULGATED)


@dataclass(frozen=True, slots=True)
class Answer:
    """An indicator's answer: now (None: not coded), and what held before and after."""

    indicator: Indicator
    now: Cell | None
    earlier: tuple[Cell, ...]
    later: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class DatedLaw:
    """A law with the date that matters most of those known, and how it stood on the day."""

    law: Law
    date: LawDate | None
    standing: LawStanding


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage or statement with its citations."""

    record: Passage | Statement
    evidence: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A jurisdiction on a day. `regimes` and `rods` are by ruleset; a regime is missing where none is known.

    `milestones` had happened by then, `later` had not.
    """

    place: Jurisdiction
    day: dt.date
    regimes: dict[str, RegimeSpell]
    rods: dict[str, Rod]
    answers: dict[str, list[Answer]]
    passages: tuple[Cited, ...]
    laws: tuple[DatedLaw, ...]
    milestones: tuple[Milestone, ...]
    later: tuple[Milestone, ...]
    statements: tuple[Cited, ...]
    parts: tuple[Jurisdiction, ...]
    unions: tuple[Jurisdiction, ...]
    neighbours: tuple[Neighbour, ...]
    sources: tuple[Source, ...]

    @property
    def coded(self) -> int:
        return sum(answer.now is not None for own in self.answers.values() for answer in own)

    @property
    def asked(self) -> int:
        return sum(len(own) for own in self.answers.values())

    def answers_to(self, indicators: Iterable[str]) -> list[Answer]:
        """The answers to some indicators, in the given order."""
        by_code = {answer.indicator.code: answer for own in self.answers.values() for answer in own}
        return [by_code[code] for code in indicators if code in by_code]


def profile(code: str, day: dt.date, today: dt.date) -> Profile | None:
    """The profile of a jurisdiction, or None if there is no such one (10 queries)."""
    places = _places(code)
    place = next((found for found in places if found.code == code), None)
    if place is None:
        return None
    rows = held(Q(jurisdiction=code))
    supports = list(
        citing(
            Q(coding__in={row.coding_id for row in rows})
            | Q(passage__jurisdiction=code)
            | Q(statement__in=Statement.objects.filter(jurisdictions=code))
        ).select_related("citation__source", "passage", "statement__qualification")
    )
    spells = by_place_and_ruleset(code)
    had, later = by(day, Milestone.objects.filter(jurisdictions=code).select_related("case").order_by("-date", "id"))
    indicators = list(Indicator.objects.filter(Q(deprecated="") | Q(code__in={row.indicator_id for row in rows})))
    return Profile(
        place,
        day,
        {name: spell for name, own in spells.items() for spell in own if _holds(spell, day)},
        {name: rod(own, today, day) for name, own in spells.items()},
        _answers(indicators, cells(rows, by_coding(supports)), day),
        _cited(supports, "passage", "position"),
        _laws(code, day),
        had,
        later,
        _cited(supports, "statement", "number"),
        tuple(sorted((found for found in places if found.parent_id == code), key=by_name)),
        tuple(found for found in places if found.code != code and found.parent_id != code),
        _neighbours(place, indicators, day),
        tuple(sorted({s.citation.source for s in supports}, key=lambda source: (source.kind, source.title))),
    )


def _places(code: str) -> list[Jurisdiction]:
    """The jurisdiction, its parts, and its unions with `member_from` and `member_to`."""
    mine = FilteredRelation("members", condition=Q(members__jurisdiction=code))
    return list(
        Jurisdiction.objects.annotate(mine=mine)
        .filter(Q(code=code) | Q(parent=code) | Q(mine__isnull=False))
        .annotate(member_from=F("mine__valid_from"), member_to=F("mine__valid_to"))
        .select_related("parent")
    )


def by_place_and_ruleset(code: str) -> dict[str, list[RegimeSpell]]:
    """Ruleset -> the jurisdiction's spells in order, each with its rule in words (1 query)."""
    found: dict[str, list[RegimeSpell]] = defaultdict(list)
    spells = with_rule(RegimeSpell.objects.filter(jurisdiction=code).select_related("trigger"))
    for spell in by_place(spells).get(code, []):
        found[spell.ruleset_id].append(spell)
    return found


def _holds(spell: RegimeSpell, day: dt.date) -> bool:
    return spell.start <= day and (spell.end is None or day < spell.end)


def _answers(indicators: Iterable[Indicator], found: Sequence[Cell], day: dt.date) -> dict[str, list[Answer]]:
    """Theme -> its indicators' answers, in the codebook's order."""
    by_indicator: dict[str, list[Cell]] = defaultdict(list)
    for cell in found:
        by_indicator[cell.row.indicator_id].append(cell)
    grouped: dict[str, list[Answer]] = {theme.value: [] for theme in Theme}
    for indicator in indicators:
        grouped[indicator.theme].append(_answer(indicator, by_indicator[indicator.code], day))
    return {theme: own for theme, own in grouped.items() if own}


def _answer(indicator: Indicator, own: Sequence[Cell], day: dt.date) -> Answer:
    now = next((cell for cell in own if cell.holds_on(day)), None)
    earlier = tuple(cell for cell in own if cell.row.end is not None and cell.row.end <= day)
    return Answer(indicator, now, earlier[::-1], tuple(cell for cell in own if cell.row.start > day))


def _cited(supports: Iterable[Support], target: str, order: str) -> tuple[Cited, ...]:
    """The passages or statements that the supports lead to, in order, each with its own."""
    grouped: dict[str, list[Support]] = defaultdict(list)
    for support in supports:
        if record := getattr(support, target):
            grouped[record.pk].append(support)
    found = [Cited(getattr(own[0], target), tuple(own)) for own in grouped.values()]
    return tuple(sorted(found, key=lambda cited: int(getattr(cited.record, order))))


def dated(law: Law, day: dt.date) -> DatedLaw:
    """The law, whose dates are at hand, on a day."""
    dates = list(law.dates.all())
    return DatedLaw(law, main_date(dates), standing(law, dates, day))


def _laws(code: str, day: dt.date) -> tuple[DatedLaw, ...]:
    """The laws, the newest first, those without a date last (2 queries)."""
    found = [dated(law, day) for law in Law.objects.filter(jurisdiction=code).prefetch_related("dates")]
    return tuple(sorted(found, key=lambda own: own.date.date if own.date else dt.date.min, reverse=True))


def main_date(dates: Sequence[LawDate]) -> LawDate | None:
    """The date from which a law mattered, as far as it is known."""
    known = {date.kind: date for date in dates}
    best = next((known[kind] for kind in DATE_ORDER if kind in known), None)
    return best or min(dates, key=lambda date: date.date, default=None)


def _neighbours(place: Jurisdiction, indicators: Iterable[Indicator], day: dt.date) -> tuple[Neighbour, ...]:
    """Those whose core values agree most with this one's that day (1 query)."""
    core = [indicator for indicator in indicators if indicator.core]
    return tuple(neighbours(answers(day, core, [place]), place.code)[:NEIGHBOURS])
