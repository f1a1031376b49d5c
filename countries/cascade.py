"""From codings to what is in force where: own codings first, gaps filled from above. Pure, no ORM.

A part of a country inherits from the country, a country from its unions while it is a member. A coding of its
own, whatever its value, stands in the way of inheritance for as long as it holds.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .dates import Interval


@dataclass(frozen=True, slots=True)
class CodedValue:
    """One published coding, as far as inheritance is concerned."""

    id: str
    jurisdiction: str
    indicator: str
    value: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a jurisdiction inherits from, and while."""

    jurisdiction: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class InForce:
    """A coding as it holds in `jurisdiction`; `inherited_from` is None for its own."""

    jurisdiction: str
    coding: CodedValue
    interval: Interval
    inherited_from: str | None


EVER = Interval(dt.date.min)


def in_force(
    codings: Iterable[CodedValue], origins: Mapping[str, Sequence[Origin]]
) -> dict[tuple[str, str], list[InForce]]:
    """(jurisdiction, indicator) -> what is in force there, in order and without overlap.

    `origins` names every jurisdiction, each with where it inherits from, the nearest first; no cycles.
    """
    own: dict[tuple[str, str], list[CodedValue]] = defaultdict(list)
    for coding in codings:
        own[coding.jurisdiction, coding.indicator].append(coding)
    indicators = sorted({indicator for _, indicator in own})
    resolved: dict[tuple[str, str], list[InForce]] = {}
    for jurisdiction in origins:
        for indicator in indicators:
            rows = _resolve(jurisdiction, indicator, own, origins, EVER)
            if rows:
                resolved[jurisdiction, indicator] = rows
    return resolved


def _resolve(
    jurisdiction: str,
    indicator: str,
    own: Mapping[tuple[str, str], list[CodedValue]],
    origins: Mapping[str, Sequence[Origin]],
    window: Interval,
) -> list[InForce]:
    rows = [
        InForce(jurisdiction, coding, clipped, None)
        for coding in own.get((jurisdiction, indicator), [])
        if (clipped := coding.interval.intersection(window)) is not None
    ]
    for origin in origins[jurisdiction]:
        allowed = origin.interval.intersection(window)
        if allowed is None:
            continue
        for gap in allowed.minus(row.interval for row in rows):
            inherited = _resolve(origin.jurisdiction, indicator, own, origins, gap)
            rows += [InForce(jurisdiction, row.coding, row.interval, row.coding.jurisdiction) for row in inherited]
    return sorted(rows, key=lambda row: row.interval.start)
