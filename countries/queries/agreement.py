"""How far two coders agree: Krippendorff's alpha for nominal values, and every difference with its outcome."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import krippendorff
import numpy as np

from countries.models import CodingDifference, CodingInForce, SecondCoding

REPORT_DAY = dt.date(2019, 6, 4)
Unit = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Agreement:
    """On one day: the units both coders coded, those on which they agreed, and alpha over them.

    A unit is one jurisdiction and one core indicator. `alpha` is None where it is not defined: no units, or a
    single value throughout.
    """

    day: dt.date | None
    units: int
    agreed: int
    alpha: float | None

    @property
    def share(self) -> float | None:
        """The share of units on which they agreed, 0 to 1."""
        return self.agreed / self.units if self.units else None


def alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha of two coders' nominal values, or None where it is not defined."""
    values = sorted({value for pair in pairs for value in pair})
    if len(values) < 2:
        return None
    number = {value: position for position, value in enumerate(values)}
    data = np.array([[number[pair[coder]] for pair in pairs] for coder in (0, 1)])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        found = float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))
    return None if np.isnan(found) else found


def before_adjudication() -> list[Agreement]:
    """Agreement on the report's day and on the day of the second coding, first values as they were before."""
    on_report_day = _pairs(REPORT_DAY)
    on_coding_day = _pairs(None)
    return [_agreement(REPORT_DAY, on_report_day), _agreement(None, on_coding_day)]


def _agreement(day: dt.date | None, pairs: list[tuple[str, str]]) -> Agreement:
    return Agreement(day, len(pairs), sum(first == second for first, second in pairs), alpha(pairs))


def _pairs(day: dt.date | None) -> list[tuple[str, str]]:
    """(first, second) for every unit that both coded on `day`, or on the day of its second coding."""
    original = {(row.jurisdiction_id, row.indicator_id, row.on): row.first_id for row in CodingDifference.objects.all()}
    first: dict[Unit, list[CodingInForce]] = {}
    for row in CodingInForce.objects.filter(indicator__core=True):
        first.setdefault((row.jurisdiction_id, row.indicator_id), []).append(row)
    pairs: list[tuple[str, str]] = []
    for second in SecondCoding.objects.order_by("id"):
        on = day or second.coded_on
        if not _holds(second.valid_from, second.valid_to, on):
            continue
        unit = (second.jurisdiction_id, second.indicator_id)
        held = next((row.value_id for row in first.get(unit, []) if _holds(row.start, row.end, on)), None)
        value = original.get((*unit, on), held)
        if value is not None:
            pairs.append((value, second.value_id))
    return pairs


def _holds(start: dt.date, end: dt.date | None, day: dt.date) -> bool:
    return start <= day and (end is None or day < end)
