"""What the holder of a key may know of it: its limits, what is left today, and what it asked for day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from .counting import Standing, look
from .keys import Holder, as_holder, find
from .models import KeyUse
from .usage import tally

DAYS = 30


@dataclass(frozen=True, slots=True)
class Day:
    """The requests of a day (UTC): answered, and refused for being too many."""

    day: dt.date
    answered: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A key and the last DAYS days, the latest first."""

    holder: Holder
    standings: tuple[Standing, ...]
    days: tuple[Day, ...]

    @property
    def today(self) -> Day:
        return self.days[0]

    @property
    def total(self) -> int:
        return sum(day.answered + day.refused for day in self.days)


def key_record(key: str) -> KeyRecord | None:
    """The record of a key, or None if there is no such one (2 queries, and what this process had not written yet)."""
    row = find(key)
    if row is None:
        return None
    tally.write()
    holder = as_holder(row)
    today = dt.datetime.now(dt.UTC).date()
    first = today - dt.timedelta(days=DAYS - 1)
    uses = {use.day: use for use in KeyUse.objects.filter(key=row, day__gte=first)}
    days = (today - dt.timedelta(days=back) for back in range(DAYS))
    return KeyRecord(
        holder,
        tuple(look(holder.client, holder.policies)),
        tuple(Day(day, uses[day].answered, uses[day].refused) if day in uses else Day(day) for day in days),
    )
