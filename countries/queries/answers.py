"""How a version of the data changed an answer or a regime: what it said before, what it says since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from countries.models import DataVersion, KnownCoding, KnownRegime

from .known import first_archived
from .news import RULESET

Row = KnownCoding | KnownRegime
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of law before and after a version, matched by the day it starts; one side may be missing."""

    start: dt.date
    old: Row | None
    new: Row | None


@dataclass(frozen=True, slots=True)
class Revision:
    """All stretches of one answer, or of one jurisdiction's regime, before and after a version."""

    before: Rows
    after: Rows

    @property
    def turns(self) -> list[Turn]:
        """The stretches that the version opened, closed or said otherwise."""
        old, new = ({row.start: row for row in rows} for rows in (self.before, self.after))
        turns = [Turn(start, old.get(start), new.get(start)) for start in sorted({*old, *new})]
        return [turn for turn in turns if turn.old is None or turn.new is None or turn.old.pk != turn.new.pk]

    @property
    def answers_differ(self) -> bool:
        """Whether some answer or its time differs, not only what stands around it."""
        said = [{(row.start, row.end, row.answer) for row in rows} for rows in (self.before, self.after)]
        return said[0] != said[1]


def standing(rows: Rows, day: dt.date) -> Row | None:
    """What holds on a day."""
    return next((row for row in rows if row.start <= day and (row.end is None or day < row.end)), None)


class Archive:
    """The archive of some answers and of some jurisdictions' regimes (3 queries)."""

    def __init__(self, answers: Collection[str], places: Collection[str]) -> None:
        """`answers` are `<jurisdiction>.<indicator>`. Only what a jurisdiction says itself, nothing inherited."""
        first = first_archived()
        self.begins = first.number if first else None
        pairs = [answer.split(".") for answer in answers]
        rows = KnownCoding.objects.filter(
            inherited_from="",
            jurisdiction__in={place for place, _ in pairs},
            indicator__in={indicator for _, indicator in pairs},
        )
        self.rows: dict[tuple[str, str], list[Row]] = {("answer", answer): [] for answer in answers}
        for row in rows.order_by("start"):
            self.rows.get(("answer", f"{row.jurisdiction}.{row.indicator}"), []).append(row)
        for place in places:
            self.rows["regime", place] = []
        spells = KnownRegime.objects.filter(Q(jurisdiction__in=places), ruleset=RULESET).order_by("start")
        for spell in spells:
            self.rows["regime", spell.jurisdiction].append(spell)

    def revision(self, kind: str, key: str, version: DataVersion) -> Revision:
        """What the version changed of it. Both sides are empty where the archive does not reach back before it."""
        rows, number = self.rows.get((kind, key), []), version.number
        if self.begins is None or number <= self.begins:
            return Revision((), ())
        return Revision(
            tuple(row for row in rows if row.known_from_id < number <= (row.known_to_id or number)),
            tuple(row for row in rows if row.known_from_id <= number and (row.known_to_id or number + 1) > number),
        )
