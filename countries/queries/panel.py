"""The panel: what is in force in each jurisdiction on 1 January of each year, and under which regime it is.

Rows are made as they are read. What is held is what is in force, not the years that it is in force for.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from countries.models import CodingInForce, Jurisdiction, RegimeSpell

FAMILY, MODEL = "regime_family", "regime_model"
DERIVED = (FAMILY, MODEL)


@dataclass(frozen=True, slots=True)
class Held:
    """A value of a variable over `[start, end)`: of an indicator by a coding, or of the regime by a spell."""

    indicator: str
    value: str
    start: dt.date
    end: dt.date | None
    inherited_from: str = ""
    coding: str = ""
    spell: str = ""

    @property
    def word(self) -> str:
        """The value with its indicator, as a filter names it."""
        return f"{self.indicator}:{self.value}"

    def on(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a variable is in a jurisdiction on 1 January of a year."""

    place: Jurisdiction
    year: int
    held: Held

    @property
    def indicator(self) -> str:
        return self.held.indicator


@dataclass(frozen=True, slots=True)
class Panel:
    """The entries, by jurisdiction and year or the other way round, and in a year by variable; a lazy sequence."""

    places: Sequence[Jurisdiction]
    years: Sequence[int]
    held: dict[str, list[Held]]
    by_year: bool

    def __iter__(self) -> Iterator[Entry]:
        for place, year in pairs(self.places, self.years, by_year=self.by_year):
            day = dt.date(year, 1, 1)
            for held in self.held.get(place.code, ()):
                if held.on(day):
                    yield Entry(place, year, held)

    def __len__(self) -> int:
        days = [dt.date(year, 1, 1) for year in self.years]
        return sum(held.on(day) for own in self.held.values() for held in own for day in days)

    def __getitem__(self, part: slice) -> list[Entry]:
        return list(islice(self, part.start, part.stop))


@dataclass(frozen=True, slots=True)
class WideRow:
    """A jurisdiction on 1 January of a year: its regime (empty: none is known) and its values by indicator."""

    place: Jurisdiction
    year: int
    family: str
    model: str
    values: dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Wide:
    """A row for every jurisdiction and year, whether anything is coded or not; a lazy sequence."""

    panel: Panel
    indicators: Sequence[str]

    def __iter__(self) -> Iterator[WideRow]:
        for place, year in pairs(self.panel.places, self.panel.years, by_year=self.panel.by_year):
            day = dt.date(year, 1, 1)
            found = {held.indicator: held.value for held in self.panel.held.get(place.code, ()) if held.on(day)}
            values = {indicator: found.get(indicator) for indicator in self.indicators}
            yield WideRow(place, year, found.get(FAMILY, ""), found.get(MODEL, ""), values)

    def __len__(self) -> int:
        return len(self.panel.places) * len(self.panel.years)

    def __getitem__(self, part: slice) -> list[WideRow]:
        return list(islice(self, part.start, part.stop))


def pairs(places: Sequence[Jurisdiction], years: Sequence[int], *, by_year: bool) -> Iterator[tuple[Jurisdiction, int]]:
    """Every jurisdiction with every year, in the order that is asked for."""
    if by_year:
        yield from ((place, year) for year in years for place in places)
    else:
        yield from ((place, year) for place in places for year in years)


def panel(
    places: Sequence[Jurisdiction],
    years: Sequence[int],
    variables: Collection[str],
    ruleset: str,
    *,
    values: Collection[str] = (),
    by_year: bool = False,
    backwards: tuple[bool, bool] = (False, False),
) -> Panel:
    """The entries of some variables, of some values if any are named (2 queries).

    `backwards` says of the jurisdictions and of the years whether they are read from the last to the first.
    """
    held: dict[str, list[Held]] = defaultdict(list)
    codes = [place.code for place in places]
    for code, own in [*_regimes(codes, ruleset), *_codings(codes)]:
        if own.indicator in variables and (not values or own.value in values or own.word in values):
            held[code].append(own)
    ordered = (places[::-1] if backwards[0] else places), (years[::-1] if backwards[1] else years)
    return Panel(*ordered, held, by_year)


def wide(
    places: Sequence[Jurisdiction],
    years: Sequence[int],
    indicators: Sequence[str],
    ruleset: str,
    *,
    by_year: bool = False,
    backwards: tuple[bool, bool] = (False, False),
) -> Wide:
    """The same with a row a jurisdiction and year, and the regime always (2 queries)."""
    variables = [*DERIVED, *indicators]
    return Wide(panel(places, years, variables, ruleset, by_year=by_year, backwards=backwards), indicators)


def _codings(places: Sequence[str]) -> Iterator[tuple[str, Held]]:
    rows = CodingInForce.objects.filter(jurisdiction__in=places).order_by("indicator__order", "start")
    names = ("jurisdiction_id", "indicator_id", "value__code", "start", "end", "inherited_from_id", "coding_id")
    for place, indicator, value, start, end, inherited, coding in rows.values_list(*names).iterator():
        yield place, Held(indicator, value, start, end, inherited or "", coding)


def _regimes(places: Sequence[str], ruleset: str) -> Iterator[tuple[str, Held]]:
    rows = RegimeSpell.objects.filter(jurisdiction__in=places, ruleset=ruleset).order_by("start")
    for spell in rows:
        for name, value in ((FAMILY, spell.family), (MODEL, spell.model)):
            yield spell.jurisdiction_id, Held(name, value, spell.start, spell.end, spell=spell.pk)
