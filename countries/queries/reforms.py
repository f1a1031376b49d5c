"""What changed between two days: every answer that was replaced, by which law and on which date, and who moved."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from countries.models import CodingInForce, Jurisdiction, Law

from .cells import Cell, by_coding, cells, citing, held
from .order import by_country
from .transitions import Transition, transitions


class AnswerChange(TextChoices):
    """What happened to an answer on a date."""

    CHANGED = "changed", _("Another answer")
    TERMS = "terms", _("The same answer on other terms")
    BEGUN = "begun", _("Not known before")
    ENDED = "ended", _("Not known after")


@dataclass(frozen=True, slots=True)
class Change:
    """On a date an answer took the place of another; None: not coded.

    `places` are where it did: the jurisdiction whose own law it is, then those that inherit it, by name.
    """

    date: dt.date
    old: Cell | None
    new: Cell | None
    kind: AnswerChange
    places: tuple[Jurisdiction, ...]

    @property
    def row(self) -> CodingInForce:
        """What is in force from then on, or was until then."""
        found = self.new or self.old
        assert found is not None  # noqa: S101  a change is made of at least one
        return found.row

    @property
    def place(self) -> Jurisdiction:
        return self.places[0]

    @property
    def heirs(self) -> tuple[Jurisdiction, ...]:
        return self.places[1:]

    @property
    def law(self) -> Law | None:
        """The law that brought it, where it is recorded."""
        return self.new.coding.trigger if self.new else None

    @property
    def law_id(self) -> str:
        """Its id, empty where no law is recorded."""
        return self.law.pk if self.law else ""


@dataclass(frozen=True, slots=True)
class Reforms:
    """The changes after the first day, up to and including the last, countries by name with their parts below."""

    first: dt.date
    last: dt.date
    changes: tuple[Change, ...]
    moves: tuple[Transition, ...]

    @property
    def answers(self) -> list[Change]:
        """Where one finding replaced another."""
        return [change for change in self.changes if change.kind == AnswerChange.CHANGED]

    @property
    def questions(self) -> int:
        return len({change.row.indicator_id for change in self.answers})

    def by_place(self) -> dict[Jurisdiction, int]:
        """How many changes hold in each jurisdiction, by its own law or an inherited one; countries by name."""
        counts = Counter(place for change in self.changes for place in change.places)
        return {place: counts[place] for place in sorted(counts, key=by_country)}

    @property
    def places(self) -> int:
        """How many jurisdictions' answers changed, by whatever law."""
        return len({place.code for change in self.answers for place in change.places})


def reforms(
    first: dt.date,
    last: dt.date,
    *,
    ruleset: str,
    jurisdictions: Collection[str] = (),
    indicators: Collection[str] | None = None,
    kinds: Collection[str] = (),
) -> Reforms:
    """What changed in the jurisdictions (all if none is named), on the indicators (all if None). 5 queries."""
    rows = held(_within(first, last) & _among(jurisdictions, indicators))
    evidence = by_coding(citing(Q(coding__in={row.coding_id for row in rows})))
    places = Jurisdiction.objects.select_related("parent").in_bulk()
    found = _changes(cells(rows, evidence), first, last, places)
    moves = [
        move
        for move in transitions(ruleset, last)
        if move.date > first and (not jurisdictions or move.after.jurisdiction_id in jurisdictions)
    ]
    return Reforms(first, last, tuple(one for one in found if not kinds or one.kind in kinds), tuple(moves))


def _within(first: dt.date, last: dt.date) -> Q:
    return Q(start__gt=first, start__lte=last) | Q(end__gt=first, end__lte=last)


def _among(jurisdictions: Collection[str], indicators: Collection[str] | None) -> Q:
    chosen = Q(jurisdiction__in=jurisdictions) if jurisdictions else Q()
    return chosen if indicators is None else chosen & Q(indicator__in=indicators)


def _changes(found: Sequence[Cell], first: dt.date, last: dt.date, places: dict[str, Jurisdiction]) -> list[Change]:
    """The pairs of what ended and what began on one day, told once where the same codings meet in many places."""
    ended = {(_key(cell), cell.row.end): cell for cell in found if cell.row.end}
    begun = {(_key(cell), cell.row.start): cell for cell in found}
    together: dict[tuple[str, str, str, dt.date], list[tuple[Cell | None, Cell | None]]] = defaultdict(list)
    for key, date in dict.fromkeys([*begun, *ended]):
        if date is None or not first < date <= last:
            continue
        old, new = ended.get((key, date)), begun.get((key, date))
        codings = (old.row.coding_id if old else "", new.row.coding_id if new else "")
        if codings[0] != codings[1]:
            together[(*codings, key[1], date)].append((old, new))
    changes = [_change(pairs, date, places) for (_, _, _, date), pairs in together.items()]
    return sorted(changes, key=lambda one: (by_country(one.place), one.date, one.row.indicator.order))


def _key(cell: Cell) -> tuple[str, str]:
    return cell.row.jurisdiction_id, cell.row.indicator_id


def _change(pairs: Sequence[tuple[Cell | None, Cell | None]], date: dt.date, places: dict[str, Jurisdiction]) -> Change:
    def rank(pair: tuple[Cell | None, Cell | None]) -> tuple[bool, tuple[str, bool, str]]:
        row = _row(pair)
        return row.inherited_from_id is not None, by_country(places[row.jurisdiction_id])

    ordered = sorted(pairs, key=rank)
    old, new = ordered[0]
    where = tuple(places[_row(pair).jurisdiction_id] for pair in ordered)
    return Change(date, old, new, kind_of(old, new), where)


def _row(pair: tuple[Cell | None, Cell | None]) -> CodingInForce:
    found = pair[1] or pair[0]
    assert found is not None  # noqa: S101  a pair is made of at least one
    return found.row


def kind_of(old: Cell | None, new: Cell | None) -> AnswerChange:
    """What was looked for and not found is no answer."""
    before, after = (cell is not None and cell.row.value.is_finding for cell in (old, new))
    if not after:
        return AnswerChange.ENDED
    if not before:
        return AnswerChange.BEGUN
    assert old is not None and new is not None  # noqa: S101, PT018  both are findings
    return AnswerChange.CHANGED if old.row.value_id != new.row.value_id else AnswerChange.TERMS
