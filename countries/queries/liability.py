"""What platforms answer for: jurisdictions against the indicators of platform liability, on a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from countries.choices import Theme
from countries.models import CodingInForce, Indicator, Jurisdiction

from .cells import held, on
from .order import by_name


@dataclass(frozen=True, slots=True)
class Line:
    """A jurisdiction's answers, one for each indicator; None where it is not coded."""

    place: Jurisdiction
    answers: tuple[CodingInForce | None, ...]

    @property
    def coded(self) -> int:
        return sum(answer is not None for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Matrix:
    """The lines that have an answer, by name, and the jurisdictions without any."""

    indicators: tuple[Indicator, ...]
    lines: tuple[Line, ...]
    uncoded: tuple[Jurisdiction, ...]


def liability(day: dt.date) -> Matrix:
    """The matrix of the day (4 queries)."""
    indicators = tuple(Indicator.objects.filter(theme=Theme.PLATFORM_LIABILITY))
    rows = {
        (row.jurisdiction_id, row.indicator_id): row
        for row in held(on(day) & Q(indicator__theme=Theme.PLATFORM_LIABILITY))
    }
    places = sorted(Jurisdiction.objects.all(), key=by_name)
    lines = [Line(place, tuple(rows.get((place.code, one.code)) for one in indicators)) for place in places]
    return Matrix(
        indicators,
        tuple(line for line in lines if line.coded),
        tuple(line.place for line in lines if not line.coded),
    )
