"""Partial dates and half-open intervals. Pure: no Django, no clock.

A partial date is ISO 8601 with reduced precision: `2018`, `2018-06` or `2018-06-18`. Its `first` day is the
first day it may mean. An interval `[start, end)` holds on every day d with `start <= d < end`; an `end` of
None means that it still holds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import total_ordering
from typing import Literal

PrecisionName = Literal["day", "month", "year"]

_PATTERN = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year. Ordered by first day, the coarser first on a tie."""

    first: dt.date
    precision: PrecisionName

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; ValueError if it is none of them or no real date."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(f"“{text}” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = match["year"], match["month"], match["day"]
        precision: PrecisionName = "day" if day else "month" if month else "year"
        try:
            return cls(dt.date(int(year), int(month or 1), int(day or 1)), precision)
        except ValueError:
            raise ValueError(f"“{text}” is not a date of the calendar") from None

    @property
    def last(self) -> dt.date:
        """The last day it may mean."""
        if self.precision == "day":
            return self.first
        year, month = self.first.year, self.first.month
        if self.precision == "year" or month == 12:
            return dt.date(year, 12, 31)
        return dt.date(year, month + 1, 1) - dt.timedelta(days=1)

    def __str__(self) -> str:
        return self.first.isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first, str(self)) < (other.first, str(other))


@dataclass(frozen=True, slots=True)
class Interval:
    """The days d with `start <= d < end`; `end` None: without end. Raises ValueError when empty."""

    start: dt.date
    end: dt.date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"an interval from {self.start} to {self.end} is empty")

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Interval) -> bool:
        """Whether some day is in both."""
        return self.intersection(other) is not None

    def intersection(self, other: Interval) -> Interval | None:
        """The days in both, or None."""
        start, end = max(self.start, other.start), earliest(self.end, other.end)
        return Interval(start, end) if end is None or start < end else None

    def minus(self, others: Iterable[Interval]) -> list[Interval]:
        """The days of this interval that no other holds, as intervals in order."""
        left: list[Interval] = []
        start: dt.date | None = self.start
        for other in sorted(others, key=lambda interval: interval.start):
            if start is None:
                break
            clipped = Interval(start, self.end).intersection(other)
            if clipped is None:
                continue
            if start < clipped.start:
                left.append(Interval(start, clipped.start))
            start = clipped.end if clipped.end != self.end else None
        if start is not None:
            left.append(Interval(start, self.end))
        return left


def earliest(a: dt.date | None, b: dt.date | None) -> dt.date | None:
    """The earlier of two ends, None being never."""
    if a is None or b is None:
        return b if a is None else a
    return min(a, b)


def cut_points(intervals: Sequence[Interval]) -> list[dt.date]:
    """Every day on which one of the intervals begins or has ended, in order and once each."""
    days = {interval.start for interval in intervals}
    days.update(interval.end for interval in intervals if interval.end is not None)
    return sorted(days)
