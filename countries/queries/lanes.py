"""Milestones as marks on lanes of time, one lane a platform, a jurisdiction or a case."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countries.layers import rows
from countries.models import Case, Jurisdiction, Milestone, Platform

# The share of a lane, in percent, that a mark needs.
ROOM = 2.2
MOST_YEARS = 8
LANES = ("platform", "jurisdiction", "case")
Owner = Platform | Jurisdiction | Case


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone `left` percent along its lane, in one of the lane's rows."""

    milestone: Milestone
    left: str
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The marks of one owner, in order of date; `owner` is None for what concerns none."""

    owner: Owner | None
    marks: tuple[Mark, ...]

    @property
    def rows(self) -> int:
        return max((mark.row for mark in self.marks), default=0) + 1


@dataclass(frozen=True, slots=True)
class Lanes:
    """The lanes by date of their first mark. `years` are those that are written, each with where it begins."""

    first_year: int
    last_year: int
    years: tuple[tuple[int, str], ...]
    lanes: tuple[Lane, ...]


def lanes(milestones: Iterable[Milestone], by: str, today: dt.date) -> Lanes | None:
    """The lanes of milestones whose platforms and jurisdictions are at hand; None without any (no query)."""
    ordered = sorted(milestones, key=lambda one: (one.date, one.pk))
    if not ordered:
        return None
    first, last = ordered[0].date.year, max(today.year, ordered[-1].date.year)
    owned: dict[Owner | None, list[Milestone]] = defaultdict(list)
    for milestone in ordered:
        for owner in _owners(milestone, by):
            owned[owner].append(milestone)
    made = [Lane(owner, _marks(own, first, last)) for owner, own in owned.items()]
    return Lanes(first, last, _years(first, last), tuple(sorted(made, key=lambda lane: lane.owner is None)))


def _owners(milestone: Milestone, by: str) -> Sequence[Owner | None]:
    if by == "case":
        return [milestone.case]
    found = milestone.platforms.all() if by == "platform" else milestone.jurisdictions.all()
    return list(found) or [None]


def _marks(milestones: Sequence[Milestone], first: int, last: int) -> tuple[Mark, ...]:
    places = [_along(one.date, first, last) for one in milestones]
    return tuple(
        Mark(one, f"{place:.2f}%", row) for one, place, row in zip(milestones, places, rows(places, ROOM), strict=True)
    )


def _along(day: dt.date, first: int, last: int) -> float:
    """How far along the years from the first to the end of the last, in percent."""
    start = dt.date(first, 1, 1)
    return (day - start).days / (dt.date(last + 1, 1, 1) - start).days * 100


def _years(first: int, last: int) -> tuple[tuple[int, str], ...]:
    step = -(-(last - first + 1) // MOST_YEARS)
    return tuple((year, f"{_along(dt.date(year, 1, 1), first, last):.2f}%") for year in range(first, last + 1, step))
