"""Jurisdictions side by side on one day: every answer, where they differ, who answers alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from countries.choices import Absence
from countries.models import CodingInForce, Indicator, Jurisdiction, RegimeSpell


@dataclass(frozen=True, slots=True)
class Column:
    """A jurisdiction and its regime that day; None where it has none."""

    jurisdiction: Jurisdiction
    regime: RegimeSpell | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What is in force in a jurisdiction; `coding` is None where nothing is coded."""

    jurisdiction: Jurisdiction
    coding: CodingInForce | None

    @property
    def value(self) -> str:
        return self.coding.value.code if self.coding else Absence.NOT_CODED.value

    @property
    def is_finding(self) -> bool:
        """Whether something was found out about the law; what was looked for and not found is no answer."""
        return self.coding is not None and self.coding.value.is_finding


@dataclass(frozen=True, slots=True)
class Row:
    """The answers to one indicator, one cell a column, in the columns' order."""

    indicator: Indicator
    cells: tuple[Cell, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(cell.value for cell in self.cells)

    @property
    def differs(self) -> bool:
        """Whether two jurisdictions for which there is a finding answer differently."""
        return len({cell.value for cell in self.cells if cell.is_finding}) > 1

    @property
    def complete(self) -> bool:
        """Whether every jurisdiction is coded."""
        return all(cell.coding for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many of the indicators with a finding for both two jurisdictions agree."""

    jurisdictions: tuple[str, str]
    same: int
    compared: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A comparison on a day. `clusters` are the groups that answer alike on every row, in the columns' order."""

    day: dt.date
    ruleset: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    clusters: tuple[tuple[str, ...], ...]
    agreements: tuple[Agreement, ...]

    @property
    def themes(self) -> dict[str, list[Row]]:
        """Theme -> its rows, in the codebook's order."""
        grouped: dict[str, list[Row]] = {}
        for row in self.rows:
            grouped.setdefault(row.indicator.theme, []).append(row)
        return grouped


def compare(
    codes: Sequence[str], day: dt.date, *, ruleset: str = "kb-1", indicators: Sequence[str] | None = None
) -> Comparison:
    """Compare the jurisdictions `codes`, in that order, on the indicators (all if None). 7 queries."""
    places = Jurisdiction.objects.in_bulk(list(dict.fromkeys(codes)))
    asked = Indicator.objects.all() if indicators is None else Indicator.objects.filter(code__in=indicators)
    held = {
        (coding.jurisdiction_id, coding.indicator_id): coding
        for coding in CodingInForce.objects.as_of(day)
        .filter(jurisdiction__in=places, indicator__in=asked.values("code"))
        .with_evidence()
    }
    spells = RegimeSpell.objects.as_of(day).filter(ruleset=ruleset, jurisdiction__in=places)
    regimes = {spell.jurisdiction_id: spell for spell in spells.select_related("trigger")}
    chosen = [places[code] for code in dict.fromkeys(codes)]
    rows = tuple(
        Row(indicator, tuple(Cell(place, held.get((place.code, indicator.code))) for place in chosen))
        for indicator in asked
    )
    columns = tuple(Column(place, regimes.get(place.code)) for place in chosen)
    names = [place.code for place in chosen]
    return Comparison(day, ruleset, columns, rows, clusters(names, rows), agreements(names, rows))


def clusters(codes: Sequence[str], rows: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
    """The jurisdictions in groups that answer alike on every row; not being coded is an answer of its own."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for position, code in enumerate(codes):
        groups.setdefault(tuple(row.answers[position] for row in rows), []).append(code)
    return tuple(tuple(group) for group in groups.values())


def agreements(codes: Sequence[str], rows: Sequence[Row]) -> tuple[Agreement, ...]:
    """For every two jurisdictions, on how many of the rows with a finding for both they agree."""
    found = []
    for first, second in combinations(range(len(codes)), 2):
        pairs = [
            (row.cells[first].value, row.cells[second].value)
            for row in rows
            if row.cells[first].is_finding and row.cells[second].is_finding
        ]
        same = sum(a == b for a, b in pairs)
        found.append(Agreement((codes[first], codes[second]), same, len(pairs)))
    return tuple(found)
