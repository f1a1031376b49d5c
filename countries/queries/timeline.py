"""Regime spells as rods: one strip a jurisdiction from 1999 on, a segment a regime."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from countries.choices import Family
from countries.classify import RECORD_START
from countries.models import Jurisdiction, RegimeSpell

from .order import by_country

# The share of the rod, in percent, that a year's label needs.
ROOM = 12.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A regime, or an uncoded stretch (`spell` None), from `left` over `width`, both in percent of the rod."""

    start: dt.date
    end: dt.date | None
    spell: RegimeSpell | None
    left: str
    width: str

    @property
    def model(self) -> str:
        return self.spell.model if self.spell else ""

    @property
    def family(self) -> str:
        return self.spell.family if self.spell else Family.NONE.value


@dataclass(frozen=True, slots=True)
class Rod:
    """The whole strip. `at` is where the chosen day stands, None where it is today."""

    segments: tuple[Segment, ...]
    first_year: int
    last_year: int
    at: str | None

    @property
    def reforms(self) -> list[Segment]:
        """The segments that begin with a change from another regime."""
        return [after for before, after in pairwise(self.segments) if before.spell and after.spell]

    @property
    def ticks(self) -> list[Segment]:
        """The reforms whose year has room beside the others and the ends."""
        shown: list[Segment] = []
        last = ROOM
        for segment in self.reforms:
            at = float(segment.left.rstrip("%"))
            if last <= at <= 100 - ROOM:
                shown.append(segment)
                last = at + ROOM
        return shown


def rod(spells: Sequence[RegimeSpell], today: dt.date, day: dt.date | None = None) -> Rod:
    """The rod of one jurisdiction's spells (one ruleset, in order) from RECORD_START to the end of this year."""
    end = dt.date(today.year + 1, 1, 1)
    segments: list[Segment] = []
    at = RECORD_START
    for spell in spells:
        if spell.start > at:
            segments.append(_segment(at, spell.start, None, end))
        segments.append(_segment(spell.start, spell.end, spell, end))
        at = min(spell.end or end, end)
    if at < end:
        segments.append(_segment(at, None, None, end))
    marked = _percent(day, end) if day and day != today and RECORD_START <= day < end else None
    return Rod(tuple(segments), RECORD_START.year, today.year, marked)


def _segment(start: dt.date, stop: dt.date | None, spell: RegimeSpell | None, end: dt.date) -> Segment:
    last = min(stop or end, end)
    width = (last - start).days / (end - RECORD_START).days * 100
    return Segment(start, stop, spell, _percent(start, end), f"{width:.2f}%")


def _percent(day: dt.date, end: dt.date) -> str:
    return f"{(day - RECORD_START).days / (end - RECORD_START).days * 100:.2f}%"


def by_place(spells: Iterable[RegimeSpell]) -> dict[str, list[RegimeSpell]]:
    """Jurisdiction -> its spells, in order."""
    found: dict[str, list[RegimeSpell]] = defaultdict(list)
    for spell in sorted(spells, key=lambda spell: spell.start):
        found[spell.jurisdiction_id].append(spell)
    return found


def rods(ruleset: str, codes: Collection[str], today: dt.date, day: dt.date) -> dict[str, Rod]:
    """The rods of these jurisdictions (1 query)."""
    spells = by_place(RegimeSpell.objects.filter(ruleset=ruleset, jurisdiction__in=codes))
    return {code: rod(own, today, day) for code, own in spells.items()}


@dataclass(frozen=True, slots=True)
class Strip:
    """A jurisdiction with its rod, its regime on the day (None: unknown) and, below a country, its parts'."""

    place: Jurisdiction
    rod: Rod
    now: RegimeSpell | None
    parts: tuple[Strip, ...] = ()

    @property
    def reformed(self) -> dt.date | None:
        """When the country, or a part of it, last changed its regime."""
        own = [segment.start for strip in (self, *self.parts) for segment in strip.rod.reforms]
        return max(own, default=None)


@dataclass(frozen=True, slots=True)
class StripGroup:
    """Strips under one heading: `key` is a family, a region, or whether there was a reform; empty for all."""

    key: str
    strips: tuple[Strip, ...]


def strips(ruleset: str, today: dt.date, day: dt.date) -> list[Strip]:
    """Every country, by name, with the parts of it that can have a regime of their own (2 queries)."""
    spells = by_place(RegimeSpell.objects.filter(ruleset=ruleset).select_related("trigger"))
    ordered = sorted(Jurisdiction.objects.with_regime().select_related("parent"), key=by_country)
    drawn = {place.code: _strip(place, spells.get(place.code, []), today, day) for place in ordered}
    parts: dict[str, list[Strip]] = defaultdict(list)
    for strip in drawn.values():
        if strip.place.parent_id:
            parts[strip.place.parent_id].append(strip)
    countries = [strip for strip in drawn.values() if not strip.place.parent_id]
    return [replace(strip, parts=tuple(parts[strip.place.code])) for strip in countries]


def _strip(place: Jurisdiction, spells: Sequence[RegimeSpell], today: dt.date, day: dt.date) -> Strip:
    return Strip(place, rod(spells, today, day), next((spell for spell in spells if spell.holds_on(day)), None))


def grouped(strips: Sequence[Strip], by: str) -> list[StripGroup]:
    """The strips by `country`, `family`, `region` or date of the last `reform`, parts with their country."""
    if by == "family":
        keys = [family.value for family in Family]
        return _groups(strips, lambda strip: strip.now.family if strip.now else Family.NONE.value, keys)
    if by == "region":
        return _groups(strips, lambda strip: strip.place.region, sorted({strip.place.region for strip in strips}))
    if by == "reform":
        latest = sorted(strips, key=lambda strip: strip.reformed or dt.date.min, reverse=True)
        return _groups(latest, lambda strip: "reformed" if strip.reformed else "unchanged", ["reformed", "unchanged"])
    return [StripGroup("", tuple(strips))]


def _groups(strips: Sequence[Strip], key: Callable[[Strip], str], keys: Sequence[str]) -> list[StripGroup]:
    found = [StripGroup(one, tuple(strip for strip in strips if key(strip) == one)) for one in keys]
    return [group for group in found if group.strips]
