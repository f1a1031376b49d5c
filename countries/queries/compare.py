"""Jurisdictions side by side, on one day or on two: every answer with its evidence, where they differ, who agrees."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q

from countries.choices import Theme
from countries.models import CodingInForce, Indicator, Jurisdiction, RegimeSpell

from .alike import Agreement, agreements, clusters, enough
from .cells import Cell, with_rule
from .entries import Change, Entry, Line, findings
from .timeline import Rod, by_place, rod
from .transitions import Transition

Days = tuple[dt.date, dt.date]
# How many answers a line has room for with all of their evidence named.
ROOM = 6


@dataclass(frozen=True, slots=True)
class Column:
    """A jurisdiction, its regime on the day (None: unknown) and on the second day where there is one.

    `moves` are its changes of regime between the two days.
    """

    place: Jurisdiction
    regime: RegimeSpell | None
    regime_then: RegimeSpell | None
    rod: Rod
    moves: tuple[Transition, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison of the law on `day`, and with the law on `then` where it is given.

    `agreements` and `clusters` are over the day: `clusters` are the groups, in the columns' order, no two members
    of which are known to differ.
    """

    day: dt.date
    then: dt.date | None
    ruleset: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    agreements: tuple[Agreement, ...]
    clusters: tuple[tuple[str, ...], ...]

    @property
    def days(self) -> Days | None:
        """The two days, the earlier first."""
        return (min(self.day, self.then), max(self.day, self.then)) if self.then else None

    @property
    def crowded(self) -> bool:
        """Whether a line holds so many answers that their evidence is told more briefly."""
        return len(self.columns) * (2 if self.then else 1) > ROOM

    @property
    def themes(self) -> list[tuple[Theme, list[Line]]]:
        """(theme, its lines) in the codebook's order; themes without any are left out."""
        grouped = [(theme, [line for line in self.lines if line.indicator.theme == theme.value]) for theme in Theme]
        return [(theme, own) for theme, own in grouped if own]

    @property
    def groups(self) -> list[tuple[RegimeSpell | None, list[Jurisdiction]]]:
        """The columns by the model that they are under, in order."""
        found: dict[str, tuple[RegimeSpell | None, list[Jurisdiction]]] = {}
        for column in self.columns:
            key = column.regime.model if column.regime else ""
            found.setdefault(key, (column.regime, []))[1].append(column.place)
        return list(found.values())

    @property
    def differing(self) -> int:
        return sum(line.differs for line in self.lines)

    @property
    def changed(self) -> int:
        return sum(line.changed for line in self.lines)

    @property
    def answered(self) -> int:
        """The questions for which two jurisdictions or more have a finding."""
        return _answered(self.lines)

    @property
    def changes(self) -> list[Change]:
        """Every change of an answer between the two days."""
        return [change for entry in self.entries for change in entry.changes]

    @property
    def restated(self) -> list[Change]:
        """The rules that were replaced between the two days while the answer stayed all along."""
        return [change for entry in self.entries if not entry.changed for change in entry.restated]

    @property
    def half_known(self) -> int:
        """How many answers are known for one of the two days only."""
        return sum(entry.half_known for entry in self.entries)

    @property
    def moves(self) -> list[Transition]:
        """Every change of regime between the two days."""
        return [move for column in self.columns for move in column.moves]

    @property
    def entries(self) -> list[Entry]:
        return [entry for line in self.lines for entry in line.entries]


def compare(
    places: Sequence[Jurisdiction],
    questions: Sequence[Indicator],
    day: dt.date,
    *,
    today: dt.date,
    then: dt.date | None = None,
    ruleset: str = "kb-1",
) -> Comparison:
    """Compare the places, in their order, on the questions, coded or not, in theirs (4 queries)."""
    days = (min(day, then), max(day, then)) if then else (day, day)
    rows = CodingInForce.objects.filter(_over(days), jurisdiction__in=places, indicator__in=questions)
    held = _by_question(rows.with_evidence())
    lines = tuple(
        Line(question, tuple(_entry(place, held[place.code, question.code], day, then) for place in places))
        for question in questions
    )
    codes = [place.code for place in places]
    found = findings(lines, codes)
    return Comparison(
        day,
        then,
        ruleset,
        _columns(places, day, then, ruleset, today),
        lines,
        agreements(found),
        clusters(found, enough(_answered(lines))),
    )


def _answered(lines: Sequence[Line]) -> int:
    return sum(sum(entry.finding is not None for entry in line.entries) > 1 for line in lines)


def _over(days: Days) -> Q:
    """That `[start, end)` holds one of the days, or any day between them."""
    first, last = days
    return Q(start__lte=last) & (Q(end__isnull=True) | Q(end__gt=first))


def _by_question(rows: Collection[CodingInForce]) -> Mapping[tuple[str, str], list[Cell]]:
    found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.start):
        evidence = tuple(row.coding.evidence)  # type: ignore[attr-defined]  # with_evidence puts it there
        found[row.jurisdiction_id, row.indicator_id].append(Cell(row, evidence))
    return found


def _entry(place: Jurisdiction, held: Sequence[Cell], day: dt.date, then: dt.date | None) -> Entry:
    now = next((cell for cell in held if cell.holds_on(day)), None)
    if then is None:
        return Entry(place, now)
    return Entry(place, now, next((cell for cell in held if cell.holds_on(then)), None), tuple(held), True, then < day)


def _columns(
    places: Sequence[Jurisdiction], day: dt.date, then: dt.date | None, ruleset: str, today: dt.date
) -> tuple[Column, ...]:
    spells = RegimeSpell.objects.filter(ruleset=ruleset, jurisdiction__in=places)
    own = by_place(with_rule(spells.select_related("jurisdiction", "trigger")))
    return tuple(_column(place, own.get(place.code, []), day, then, today) for place in places)


def _column(
    place: Jurisdiction, spells: Sequence[RegimeSpell], day: dt.date, then: dt.date | None, today: dt.date
) -> Column:
    moves = [
        Transition(before, after)
        for before, after in pairwise(spells)
        if then and min(day, then) < after.start <= max(day, then) and before.end == after.start
    ]
    later = _on(spells, then) if then else None
    changes = tuple(move for move in moves if move.before.model != move.after.model)
    return Column(place, _on(spells, day), later, rod(spells, today, day), changes)


def _on(spells: Sequence[RegimeSpell], day: dt.date) -> RegimeSpell | None:
    return next((spell for spell in spells if spell.start <= day and (spell.end is None or day < spell.end)), None)
