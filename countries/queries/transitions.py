"""Changes from one regime to another: when, where, and what brought them; and how long each regime lasted."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from django.db.models import Q

from countries.choices import Model
from countries.classify import RECORD_START
from countries.models import CodingInForce, RegimeSpell

from .order import by_country
from .timeline import by_place

YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Transition:
    """One change. Both spells are of one jurisdiction, and the second begins on the day the first ends."""

    before: RegimeSpell
    after: RegimeSpell

    @property
    def date(self) -> dt.date:
        return self.after.start

    @property
    def eve(self) -> dt.date:
        """The last day of what was before."""
        return self.date - dt.timedelta(days=1)

    @property
    def of_knowledge(self) -> bool:
        """Whether one side is unclassified, so that it may be the record that changed and not the law."""
        return Model.UNCLASSIFIED in {self.before.model, self.after.model}


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer that a ruleset reads and that changed on the day of a transition; None: not coded."""

    before: CodingInForce | None
    after: CodingInForce | None

    @property
    def row(self) -> CodingInForce:
        """Whichever of the two there is, the later first."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  a turn is made of at least one
        return found


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which models (rows) gave way to which (columns), and where; a row is (model, moves in columns' order)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Transition, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long the spells of a model last, in years. `open` hold on the day; `median` is over those that ended."""

    model: str
    spells: int
    open: int
    ended: int
    median: float | None
    longest: float


def transitions(ruleset: str, day: dt.date) -> list[Transition]:
    """All changes of model since RECORD_START and before the end of the day, the latest first (1 query)."""
    spells = RegimeSpell.objects.filter(ruleset=ruleset).select_related("jurisdiction__parent", "trigger")
    found = [
        Transition(before, after)
        for own in by_place(spells).values()
        for before, after in pairwise(own)
        if before.end == after.start and before.model != after.model and RECORD_START < after.start <= day
    ]
    return sorted(found, key=lambda change: (-change.date.toordinal(), change.after.jurisdiction_id))


def turns(moves: Sequence[Transition]) -> dict[str, list[Turn]]:
    """Id of the spell that began -> the answers, among those that its ruleset read, that changed that day (1 query)."""
    days = {move.date for move in moves}
    rows = CodingInForce.objects.filter(Q(start__in=days) | Q(end__in=days), indicator__core=True)
    rows = rows.filter(jurisdiction__in={move.after.jurisdiction_id for move in moves})
    begun: dict[tuple[str, str, dt.date], CodingInForce] = {}
    ended: dict[tuple[str, str, dt.date], CodingInForce] = {}
    for row in rows.select_related("indicator", "value", "coding__trigger").order_by("indicator__order"):
        begun[row.jurisdiction_id, row.indicator_id, row.start] = row
        if row.end:
            ended[row.jurisdiction_id, row.indicator_id, row.end] = row
    return {move.after.pk: _turns(move, begun, ended) for move in moves}


def _turns(
    move: Transition,
    begun: dict[tuple[str, str, dt.date], CodingInForce],
    ended: dict[tuple[str, str, dt.date], CodingInForce],
) -> list[Turn]:
    read = dict.fromkeys([*move.after.inputs, *move.before.inputs, *move.after.missing, *move.before.missing])
    found = []
    for indicator in read:
        key = (move.after.jurisdiction_id, indicator, move.date)
        before, after = ended.get(key), begun.get(key)
        if (before and before.value_id) != (after and after.value_id):
            found.append(Turn(before, after))
    return sorted(found, key=lambda turn: turn.row.indicator.order)


def matrix(found: Sequence[Transition], order: Sequence[str]) -> Matrix:
    """The transitions by what they led from and to, models in the given order and only those that occur."""
    cells: dict[tuple[str, str], list[Transition]] = defaultdict(list)
    for move in sorted(found, key=lambda move: move.date):
        cells[move.before.model, move.after.model].append(move)
    befores, afters = {pair[0] for pair in cells}, {pair[1] for pair in cells}
    columns = tuple(model for model in order if model in afters)
    rows = tuple(model for model in order if model in befores)
    return Matrix(columns, tuple((row, tuple(tuple(cells[row, column]) for column in columns)) for row in rows))


def spells_by(ruleset: str, day: dt.date) -> list[RegimeSpell]:
    """Every spell that had begun by the day, countries by name with their parts below (1 query)."""
    spells = RegimeSpell.objects.filter(ruleset=ruleset, start__lte=day).select_related(
        "jurisdiction__parent", "trigger"
    )
    return sorted(spells, key=lambda spell: (by_country(spell.jurisdiction), spell.start))


def lasting(spells: Sequence[RegimeSpell], day: dt.date, order: Sequence[str]) -> list[Lasting]:
    """How long each model's spells have lasted on the day, counted from RECORD_START at the earliest."""
    return [
        _lasting(model, own, day) for model in order if (own := [spell for spell in spells if spell.model == model])
    ]


def _lasting(model: str, spells: Sequence[RegimeSpell], day: dt.date) -> Lasting:
    ended = [_years(spell, day) for spell in spells if not spell.holds_on(day)]
    longest = max(_years(spell, day) for spell in spells)
    return Lasting(model, len(spells), len(spells) - len(ended), len(ended), median(ended) if ended else None, longest)


def _years(spell: RegimeSpell, day: dt.date) -> float:
    end = min(spell.end, day) if spell.end else day
    return (end - max(spell.start, RECORD_START)).days / YEAR
