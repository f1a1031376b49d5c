"""Maps as shapes: the committed projection with what holds in each country, for pages and for pictures."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.models import Jurisdiction, RegimeSpell
from countries.queries.choropleth import NOT_CODED, Choropleth, Standing, Subject
from countries.templatetags.jalons import PATTERNS as MODEL_PATTERNS
from countries.templatetags.jalons import joined, pattern
from countries.templatetags.jalons import model as model_words
from countries.templatetags.patterns import value_patterns

from .cropping import Box, cropped

WORLD: Box = (900, 120, 8500, 4300)
ENLARGED: Box = (4500, 250, 1230, 1080)
REGIONS: dict[str, Box] = {
    "Africa": (4250, 1060, 2150, 2300),
    "Americas": (950, 130, 3100, 4250),
    "Asia": (5350, 560, 3000, 1850),
    "Europe": (4430, 190, 1450, 960),
    "Oceania": (7350, 2350, 2250, 1950),
}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer is drawn, and said: its label, the letter that stands on the map and its pattern."""

    label: str
    letter: str
    pattern: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A country of a panel. `said` is what it is and what holds there; `off` that a filter leaves it out; `second`
    that the enlarged panel is where it is best reached."""

    code: str
    said: str
    href: str
    look: Look
    x: int
    y: int
    lettered: bool
    dot: bool
    off: bool
    second: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """One frame of the map. `pattern` names the patterns of its scale; lengths are in units of the drawing."""

    title: str
    box: Box
    pattern: str
    inset: bool
    shapes: tuple[Shape, ...]
    parts: tuple[Shape, ...]

    @property
    def view(self) -> str:
        """The view box."""
        return " ".join(str(number) for number in self.box)

    @property
    def letter(self) -> int:
        """The height of a letter."""
        return self.box[2] // 32 if self.inset else max(self.box[2] // 68, self.box[3] // 40)

    @property
    def lift(self) -> int:
        """From the middle of a letter down to its base line."""
        return round(self.letter * 0.34)

    @property
    def halo(self) -> int:
        """The width of the light line around a letter."""
        return max(1, round(self.letter * 0.24))

    @property
    def radius(self) -> int:
        """Of the mark of a small country, and of a part."""
        return self.letter // 2

    @property
    def diamond(self) -> str:
        half = round(self.letter * 0.45)
        return f"M0-{half} {half} 0 0 {half}-{half} 0z"

    @property
    def scale(self) -> str:
        """Of the patterns, so that they look alike on every panel."""
        return f"{self.letter / 17:.2f}"


@dataclass(frozen=True, slots=True)
class WorldMap:
    """`paths` are the countries in scope by code, `rest` the land of all others in one path."""

    paths: Mapping[str, str]
    rest: str
    looks: Mapping[str, Look]
    panels: tuple[Panel, ...]

    @property
    def patterns(self) -> list[str]:
        """The names of all that are drawn with."""
        shapes = [shape for panel in self.panels for shape in (*panel.shapes, *panel.parts)]
        return sorted({shape.look.pattern for shape in shapes})

    @property
    def scales(self) -> dict[str, str]:
        """The name of each set of patterns -> its scale."""
        return {panel.pattern: panel.scale for panel in self.panels}


@cache
def _projection() -> dict[str, Any]:
    path = Path(settings.STATICFILES_DIRS[0]) / "kb" / "map.json"
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def looks(subject: Subject) -> dict[str, Look]:
    """How each answer is drawn; the letters follow the codebook, so they are the same on every day."""
    codes = list(subject.answers)
    patterns = value_patterns(codes) if subject.indicator else {str(key): name for key, name in MODEL_PATTERNS.items()}
    found = {
        key: Look(label, letter, patterns[key])
        for (key, label), letter in zip(subject.answers.items(), LETTERS, strict=False)
    }
    return found | {NOT_CODED: Look(_("Not coded"), "", "none")}


Shows = Callable[[Standing], bool]


def world_map(maps: Sequence[tuple[str, Choropleth]], shows: Shows, regions: Collection[str] = ()) -> WorldMap:
    """Maps of one subject, each with its title; one region has a frame of its own."""
    land = _projection()["land"]
    first = maps[0][1]
    own = {row.place.code: land[row.place.numeric] for row in first.standings if row.place.numeric in land}
    drawn = {id(shape) for shape in own.values()}
    seen = looks(first.subject)
    panels: list[Panel] = []
    for title, choropleth in maps:
        box = REGIONS[next(iter(regions))] if len(regions) == 1 else WORLD
        artist = _Artist(choropleth, choropleth.differing(), own, seen, shows)
        panels.append(artist.panel(title, box, enlarged=box == WORLD))
        if box == WORLD:
            panels.append(artist.panel(title, ENLARGED, inset=True))
    rest = "".join(shape["d"] for shape in land.values() if id(shape) not in drawn)
    return WorldMap({code: shape["d"] for code, shape in own.items()}, rest, seen, tuple(panels))


@dataclass(frozen=True, slots=True)
class _Artist:
    """Draws the panels of one map."""

    choropleth: Choropleth
    differing: Mapping[str, Sequence[Standing]]
    own: Mapping[str, Any]
    looks: Mapping[str, Look]
    shows: Shows

    def panel(self, title: str, box: Box, *, inset: bool = False, enlarged: bool = False) -> Panel:
        """`enlarged` says that another panel shows part of this one larger."""
        name = "e" if inset else "w" if box == WORLD else "r"
        empty = Panel(title, box, name, inset, (), ())
        shapes = tuple(
            self.shape(row, self.own[row.place.code]["at"], self.own[row.place.code]["room"], empty, enlarged)
            for row in self.choropleth.standings
            if row.place.code in self.own and cropped(self.own[row.place.code]["d"], box)
        )
        places = _projection()["parts"]
        parts = tuple(
            self.shape(row, places[row.place.code], 0, empty, enlarged)
            for rows in self.differing.values()
            for row in rows
            if row.place.code in places and _within(places[row.place.code], box)
        )
        return Panel(title, box, name, inset, shapes, parts)

    def shape(self, row: Standing, at: Sequence[int], room: int, panel: Panel, enlarged: bool) -> Shape:
        x, y = at
        better_there = _within(at, ENLARGED)
        return Shape(
            code=row.place.code,
            said=self.said(row),
            href=self.href(row.place),
            look=look_of(row, self.looks),
            x=x,
            y=y,
            lettered=room >= panel.letter * 0.4 and row.key != NOT_CODED and _within(at, panel.box),
            dot=0 < room < panel.letter * 0.2 and not (enlarged and better_there) and _within(at, panel.box),
            off=not self.shows(row),
            second=better_there if enlarged else panel.inset and not better_there,
        )

    def said(self, row: Standing) -> str:
        parts = self.differing.get(row.place.code, [])
        words = f"{row.place.name}{_(':')} {words_for(row, self.looks)}"
        if not parts:
            return words
        return words + _("; different in %(parts)s") % {"parts": joined([part.place.name for part in parts])}

    def href(self, place: Jurisdiction) -> str:
        anchor = f"#{self.choropleth.subject.code}" if self.choropleth.subject.indicator else ""
        return reverse("country", args=[place.code]) + anchor


def look_of(row: Standing, seen: Mapping[str, Look]) -> Look:
    """How what holds there is drawn; a mixed regime in the colour of its family."""
    look = seen[row.key]
    return replace(look, pattern=pattern(row.holds)) if isinstance(row.holds, RegimeSpell) else look


def drawn_with(look: Look, rows: Iterable[Standing]) -> tuple[str, ...]:
    """The patterns that an answer is drawn with where it holds."""
    return tuple(sorted({look_of(row, {row.key: look}).pattern for row in rows}))


def words_for(row: Standing, seen: Mapping[str, Look]) -> str:
    """What holds there in words; of a mixed regime also its family."""
    return model_words(row.holds) if isinstance(row.holds, RegimeSpell) else seen[row.key].label


def _within(at: Sequence[int], box: Box) -> bool:
    left, top, width, height = box
    return left < at[0] < left + width and top < at[1] < top + height
