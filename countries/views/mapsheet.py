"""The map as a sheet of paper: where title, panels, legend and source stand, in pixels."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.models import DataVersion
from countries.templatetags.patterns import BY_NAME, Pattern

from .base import page
from .choropleth import Asked, Entry
from .cropping import cropped
from .days import of_a_day
from .drawing import Panel, WorldMap
from .pictures import picture, svg

WIDTH = 1200
EDGE = 40
INNER = WIDTH - 2 * EDGE
TALLEST = 640
INSET = 360
GAP = 24
LINE = 22
COLUMN = 360
SWATCH = 26
LETTERS_A_LINE = 36


@dataclass(frozen=True, slots=True)
class Placed:
    """A panel where it stands on the sheet, with the outlines that reach into it: by code, and the rest of the land."""

    panel: Panel
    x: int
    y: int
    width: int
    height: int
    paths: Mapping[str, str]
    land: str

    @property
    def stroke(self) -> int:
        """The width of a border, in units of the drawing, that is one pixel wide."""
        return max(1, round(self.panel.box[2] / self.width))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the legend where it stands: a pattern, a letter, words on one line or two, and how many."""

    entry: Entry
    x: int
    y: int
    words: tuple[str, ...]
    number: str

    @property
    def swatch(self) -> list[tuple[str, int, int]]:
        """(pattern, left, width) of the pieces of its swatch."""
        width = SWATCH // len(self.entry.patterns)
        return [(name, self.x + index * width, width) for index, name in enumerate(self.entry.patterns)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the sheet. `patterns` are the scale and the pattern of each name."""

    asked: Asked
    map: WorldMap
    title: Sequence[str]
    placed: tuple[Placed, ...]
    legend: tuple[Line, ...]
    source: int
    version: str
    address: str

    @property
    def height(self) -> int:
        return self.source + 84

    @property
    def patterns(self) -> list[tuple[str, str, Pattern]]:
        """(name, scale, pattern) of all that the panels and the swatches use."""
        scales = {"p": "2", **self.map.scales}
        return [(f"{set_}-{name}", scale, BY_NAME[name]) for set_, scale in scales.items() for name in self.used]

    @property
    def used(self) -> list[str]:
        """The names of the patterns of the map and of its legend."""
        return sorted({*self.map.patterns, *(name for line in self.legend for name in line.entry.patterns)})

    @property
    def has_parts(self) -> bool:
        return any(placed.panel.parts for placed in self.placed)


def sheet(asked: Asked, version: str) -> Sheet:
    """The map that is asked for, laid out."""
    drawn = asked.drawn()
    title = textwrap.wrap(asked.maps[0].subject.question or asked.name, 62)
    top = EDGE + 40 * len(title) + 44
    large, bottom = _large(drawn, top)
    insets = [panel for panel in drawn.panels if panel.inset]
    small = [
        _placed(drawn, panel, WIDTH - EDGE - (len(insets) - index) * (INSET + GAP) + GAP, bottom, INSET)
        for index, panel in enumerate(insets)
    ]
    beside = not insets and len(large) == 1 and INNER - large[0].width >= COLUMN + GAP
    left, start = (EDGE + large[0].width + GAP, top) if beside else (EDGE, bottom + 10)
    room = WIDTH - EDGE - left - len(insets) * (INSET + GAP)
    legend, below = _legend(asked.legend, left, start, max(1, room // COLUMN))
    source = max([below, *(one.y + one.height for one in (*large, *small))]) + GAP
    address = f"{settings.SITE_URL}{reverse('map')}{asked.query(as_of=asked.day.isoformat())}"
    return Sheet(asked, drawn, title, (*large, *small), legend, source, version, address)


def _placed(drawn: WorldMap, panel: Panel, x: int, y: int, width: int) -> Placed:
    paths = {shape.code: cropped(drawn.paths[shape.code], panel.box) for shape in panel.shapes}
    height = round(width * panel.box[3] / panel.box[2])
    return Placed(panel, x, y, width, height, paths, cropped(drawn.rest, panel.box))


def _large(drawn: WorldMap, top: int) -> tuple[list[Placed], int]:
    """The main panels side by side, and where they end."""
    panels = [panel for panel in drawn.panels if not panel.inset]
    share = (INNER - GAP * (len(panels) - 1)) // len(panels)
    width = min(share, round(TALLEST * panels[0].box[2] / panels[0].box[3]))
    start = top + (28 if len(panels) > 1 else 0)
    placed = [_placed(drawn, panel, EDGE + index * (share + GAP), start, width) for index, panel in enumerate(panels)]
    return placed, start + placed[0].height + GAP


def _legend(entries: Sequence[Entry], left: int, top: int, columns: int) -> tuple[tuple[Line, ...], int]:
    """The lines in so many columns, and where the longest ends."""
    rows = -(-len(entries) // columns)
    lines, lowest = [], top
    for column in range(columns):
        y = top
        for entry in entries[column * rows : (column + 1) * rows]:
            number = " → ".join(f"{one.countries}{f' + {one.parts}' if one.parts else ''}" for one in entry.tallies)
            words = tuple(textwrap.wrap(entry.look.label, LETTERS_A_LINE - len(number)))
            lines.append(Line(entry, left + column * COLUMN, y, words, number))
            y += LINE * len(words) + 12
        lowest = max(lowest, y)
    return tuple(lines), lowest + LINE


@page
@of_a_day
def sheet_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The map that the same query string shows, as SVG or PNG."""
    asked = Asked(request.GET)
    version = DataVersion.objects.current()
    laid = sheet(asked, version.version if version else "")
    name = f"jalons-{asked.maps[0].subject.code}-{asked.day.isoformat()}"
    return picture(svg("pictures/map.svg", {"sheet": laid, "asked": asked, "filters": filters(asked)}), ending, name)


def filters(asked: Asked) -> str:
    """What the map leaves faded, in words."""
    kept = [entry.look.label for entry in asked.legend if entry.chosen]
    kept += [choice.label for choice in (*asked.family_choices, *asked.region_choices) if choice.chosen]
    return _("Only: %(what)s") % {"what": ", ".join(kept)} if kept else ""
