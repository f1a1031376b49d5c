"""What is coded and how well: one cell for every jurisdiction and indicator, computed from the data."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from countries.choices import Absence, CellState, JurisdictionKind, Support
from countries.models import CodingInForce, Indicator, Jurisdiction


@dataclass(frozen=True, slots=True)
class Cell:
    """How one indicator stands in one jurisdiction on the day asked for.

    `state` is `coded`, `not_found` or `not_coded`; the rest is empty where nothing is coded.
    """

    jurisdiction: Jurisdiction
    indicator: Indicator
    state: str
    coding: str = ""
    inherited_from: str = ""
    support: str = ""
    confidence: str = ""
    verified_on: dt.date | None = None
    since: dt.date | None = None
    searched: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One jurisdiction's cells in the order of the codebook."""

    jurisdiction: Jurisdiction
    cells: tuple[Cell, ...]

    @property
    def coded(self) -> int:
        return sum(cell.state == "coded" for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All rows, the indicators of their columns, and the totals that the methodology page states."""

    day: dt.date
    indicators: tuple[Indicator, ...]
    rows: tuple[Row, ...]

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    def count(self, attribute: str) -> dict[str, int]:
        """How many cells have each value of an attribute of Cell, the empty one left out."""
        found = Counter(str(getattr(cell, attribute) or "") for cell in self.cells)
        return {value: number for value, number in sorted(found.items()) if value}

    @property
    def complete_countries(self) -> list[str]:
        """The countries in which every core indicator is coded."""
        return [
            row.jurisdiction.code
            for row in self.rows
            if row.jurisdiction.kind == JurisdictionKind.COUNTRY
            and all(cell.state == "coded" for cell in row.cells if cell.indicator.core)
        ]

    @property
    def primary_share(self) -> float | None:
        """The share of coded core cells that rest on a primary source, 0 to 1."""
        core = [cell for cell in self.cells if cell.indicator.core and cell.state == "coded"]
        return sum(cell.support == Support.PRIMARY for cell in core) / len(core) if core else None


def coverage(
    day: dt.date,
    *,
    jurisdictions: Sequence[str] = (),
    indicators: Sequence[str] = (),
    core: bool | None = None,
) -> Coverage:
    """The cells of the chosen jurisdictions and indicators (all by default) on `day`. Three queries."""
    columns = Indicator.objects.filter(deprecated="")
    columns = columns.filter(code__in=indicators) if indicators else columns
    columns = columns if core is None else columns.filter(core=core)
    places = Jurisdiction.objects.with_regime().order_by("code")
    places = places.filter(code__in=jurisdictions) if jurisdictions else places
    held = {
        (row.jurisdiction_id, row.indicator_id): row
        for row in CodingInForce.objects.as_of(day).select_related("coding", "value")
    }
    names = tuple(columns)
    rows = tuple(
        Row(place, tuple(_cell(place, name, held.get((place.code, name.code))) for name in names)) for place in places
    )
    return Coverage(day, names, rows)


def _cell(place: Jurisdiction, indicator: Indicator, row: CodingInForce | None) -> Cell:
    if row is None:
        return Cell(place, indicator, CellState.NOT_CODED.value)
    coding = row.coding
    return Cell(
        place,
        indicator,
        CellState.NOT_FOUND.value if row.value.code == Absence.NOT_FOUND else CellState.CODED.value,
        coding.id,
        row.inherited_from_id or "",
        coding.support,
        coding.confidence,
        coding.verified_on,
        row.start,
        coding.searched,
    )
