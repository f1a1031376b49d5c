"""The map of the families: the committed projection, with the regimes of a day."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from countries.models import Jurisdiction, RegimeSpell

SMALL = 80
INSET = (4550, 260, 1150, 900)


@dataclass(frozen=True, slots=True)
class Shape:
    """A country in scope. `spell` is its regime, None where it is not coded; `dot` marks one too small to hit."""

    place: Jurisdiction
    spell: RegimeSpell | None
    path: str
    x: int
    y: int
    dot: bool


@dataclass(frozen=True, slots=True)
class WorldMap:
    """`rest` is the land of all countries that are not in scope, in one path."""

    shapes: tuple[Shape, ...]
    rest: str

    @property
    def inset(self) -> str:
        """The view box of the enlarged part."""
        return " ".join(str(number) for number in INSET)


@cache
def _projection() -> dict[str, Any]:
    path = Path(settings.STATICFILES_DIRS[0]) / "kb" / "map.json"
    found: dict[str, Any] = json.loads(path.read_text())
    return found


def world_map(countries: Iterable[Jurisdiction], spells: Sequence[RegimeSpell]) -> WorldMap:
    """The map of the countries in scope, each with its regime among `spells`."""
    land = _projection()
    regimes = {spell.jurisdiction_id: spell for spell in spells}
    own = {place.numeric: place for place in countries if place.numeric in land}
    shapes = tuple(_shape(place, regimes.get(place.code), land[numeric]) for numeric, place in own.items())
    return WorldMap(shapes, "".join(drawn["d"] for numeric, drawn in land.items() if numeric not in own))


def _shape(place: Jurisdiction, spell: RegimeSpell | None, drawn: dict[str, Any]) -> Shape:
    x, y = drawn["at"]
    return Shape(place, spell, drawn["d"], x, y, drawn["size"] < SMALL and not _enlarged(x, y))


def _enlarged(x: int, y: int) -> bool:
    """Whether the point is also on the enlarged part of the map."""
    left, top, width, height = INSET
    return left < x < left + width and top < y < top + height
