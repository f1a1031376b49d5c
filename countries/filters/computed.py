"""Filters of what is computed from several models: coverage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from countries.choices import CellState, Confidence, Support
from countries.models import Indicator
from countries.queries.coverage import Cell, Coverage, coverage

from . import common
from .base import AsOf, Before, Many, StrictFilterSet, YesNo
from .facets import Counts, of_attribute
from .vocabulary import Words


class CoverageFilters(StrictFilterSet):
    """Which cells of the table of jurisdictions and indicators."""

    as_of = AsOf(help_text=_("The day: YYYY-MM-DD; today if not given."))
    jurisdiction = common.jurisdiction("")
    indicator = common.indicator()
    core = YesNo(label=_("Core"), help_text=_("Whether the indicator is one of the core."))
    state = Many(
        vocabulary=Words(CellState),
        label=_("State"),
        help_text=_("coded, not_found or not_coded, separated by commas."),
    )
    support = Many(
        vocabulary=Words(Support),
        label=_("Support"),
        help_text=_("How well the citations carry the coding; separated by commas."),
    )
    confidence = Many(
        vocabulary=Words(Confidence),
        label=_("Confidence"),
        help_text=_("Degrees of confidence, separated by commas."),
    )
    verified_before = Before(
        label=_("Verified on or before"),
        help_text=_("Codings last verified on or before a date (YYYY, YYYY-MM or YYYY-MM-DD)."),
    )

    class Meta:
        model = Indicator
        fields: list[str] = []

    counted: ClassVar[dict[str, str]] = {
        "jurisdiction": "jurisdiction.code",
        "indicator": "indicator.code",
        "core": "indicator.core",
        "state": "state",
        "support": "support",
        "confidence": "confidence",
    }

    @classmethod
    def facet_names(cls) -> list[str]:
        return list(cls.counted)

    def counts(self, name: str) -> Counts:
        return of_attribute(self.cells(), self.counted[name])

    def cells(self) -> list[Cell]:
        """The cells that are asked for."""
        return [cell for cell in self.table().cells if self.matches(cell)]

    def table(self) -> Coverage:
        """The chosen rows and columns, with every cell."""
        day: dt.date = self.get("as_of")
        return coverage(
            day, jurisdictions=self.get("jurisdiction"), indicators=self.get("indicator"), core=self.get("core")
        )

    def matches(self, cell: Cell) -> bool:
        """Whether the cell is one of those asked for."""
        before: dt.date | None = self.get("verified_before")
        return (
            _among(cell.state, self.get("state"))
            and _among(cell.support, self.get("support"))
            and _among(cell.confidence, self.get("confidence"))
            and (before is None or (cell.verified_on is not None and cell.verified_on <= before))
        )


def _among(value: str, chosen: Iterable[str]) -> bool:
    words = list(chosen)
    return not words or value in words
