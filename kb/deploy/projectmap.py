"""Project Natural Earth's countries once into `kb/static/kb/map.json`, the small map that the site draws.

    python kb/deploy/projectmap.py world-50m.topojson

Natural Earth (public domain) as TopoJSON with ISO 3166-1 numeric ids. Equal Earth projection (Šavrič, Patterson,
Jenny, 2018), 1000 units wide. Shared borders are simplified once, so that neighbours still meet. The result, in tenths
of a unit, maps under `land` each numeric code to its path, the point of its largest part that is farthest from the
border, and that distance; under `parts` the parts of countries whose law may differ to a point in each.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "static" / "kb" / "map.json"
WIDTH = 1000.0
TOLERANCE = 0.48
SMALLEST_ISLAND = 2.0
ANTARCTICA = "010"
FINENESS = 16
A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
Point = tuple[float, float]

# Longitude and latitude of a place well inside, by ISO 3166-2.
PARTS: dict[str, Point] = {
    "AT-9": (16.4, 48.2),
    "AU-ACT": (149.1, -35.5),
    "AU-NSW": (146.6, -32.2),
    "AU-NT": (133.4, -19.6),
    "AU-QLD": (144.4, -22.6),
    "AU-SA": (135.6, -30.2),
    "AU-TAS": (146.6, -42.1),
    "AU-VIC": (144.3, -36.9),
    "AU-WA": (121.9, -25.5),
    "BE-BRU": (4.4, 50.8),
    "CA-QC": (-72.0, 52.0),
    "CH-GE": (6.1, 46.2),
    "CH-ZH": (8.6, 47.4),
    "DE-BY": (11.4, 48.9),
    "GB-ENG": (-1.2, 52.6),
    "GB-NIR": (-6.8, 54.7),
    "GB-SCT": (-4.2, 56.9),
    "GB-WLS": (-3.7, 52.3),
    "MX-CMX": (-99.1, 19.3),
    "US-CA": (-119.6, 37.3),
    "US-ME": (-69.2, 45.4),
    "US-NV": (-116.7, 39.4),
    "US-NY": (-75.5, 42.9),
    "US-RI": (-71.6, 41.6),
    "US-TX": (-99.2, 31.4),
}


def equal_earth(longitude: float, latitude: float) -> Point:
    """Degrees to the plane, x in ±2.71, y in ±1.32, north up."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    squared = theta * theta
    sixth = squared**3
    slope = 9 * A4 * sixth * squared + 7 * A3 * sixth + 3 * A2 * squared + A1
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return x, theta * (A4 * sixth * squared + A3 * sixth + A2 * squared + A1)


CUT = -168.5  # in Bering Strait; only the far north is moved east of it, so the Aleutians stay whole
ARCTIC = 62.0
HALF = equal_earth(180, 0)[0]
TOP = equal_earth(0, 84)[1]


def to_page(longitude: float, latitude: float) -> Point:
    """Degrees to units of the drawing."""
    eastward = longitude + 360 if longitude < CUT and latitude > ARCTIC else longitude
    x, y = equal_earth(eastward - CUT - 180, latitude)
    scale = WIDTH / (2 * HALF)
    return (x + HALF) * scale, (TOP - y) * scale


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in units of the drawing."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append(to_page(x * scale_x + left, y * scale_y + bottom))
        arcs.append(simplified(points))
    return arcs


def simplified(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker, both ends kept."""
    if len(points) < 3:
        return list(points)
    far, distance = max(
        ((index, off(points[index], points[0], points[-1])) for index in range(1, len(points) - 1)),
        key=lambda pair: pair[1],
    )
    if distance <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[: far + 1])[:-1] + simplified(points[far:])


def off(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a segment."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = 0.0 if not length else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))


def ring(indices: Sequence[int], arcs: Sequence[list[Point]]) -> list[Point]:
    """The closed line that arcs make together; a negative index is an arc the other way round."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc if not points else arc[1:]
    return points


def area(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def path(points: Sequence[Point]) -> str:
    """A closed SVG path of whole tenths, in relative steps."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = [tenths[0]]
    for before, after in pairwise(tenths):
        if before != after:
            steps.append((after[0] - before[0], after[1] - before[1]))
    words = "".join(f"{x:+d}{y:+d}" for x, y in steps[1:-1])
    return f"M{steps[0][0]} {steps[0][1]}l{words.replace('+', ' ').strip()}z"


def outer_rings(geometry: dict[str, Any], arcs: Sequence[list[Point]]) -> list[list[Point]]:
    """The outlines of a country, the largest first, without islands too small to see."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = sorted((ring(polygon[0], arcs) for polygon in polygons), key=area, reverse=True)
    return rings[:1] + [one for one in rings[1:] if area(one) > SMALLEST_ISLAND]


def inside(point: Point, points: Sequence[Point]) -> bool:
    x, y = point
    edges = pairwise([*points, points[0]])
    return (
        sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in edges) % 2 == 1
    )


def inmost(points: Sequence[Point]) -> tuple[Point, float]:
    """The point inside that is farthest from the outline, and how far, by grids ever finer."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    best, room = middle, 0.0
    for _ in range(3):
        for across in range(FINENESS + 1):
            for down in range(FINENESS + 1):
                at = (
                    middle[0] + width * (across / FINENESS - 0.5),
                    middle[1] + height * (down / FINENESS - 0.5),
                )
                if (
                    inside(at, points)
                    and (free := min(off(at, *edge) for edge in pairwise([*points, points[0]]))) > room
                ):
                    best, room = at, free
        middle, width, height = best, width / 6, height / 6
    return best, room


def tenths(point: Point) -> list[int]:
    return [round(10 * number) for number in point]


def country(rings: Sequence[list[Point]]) -> dict[str, Any]:
    at, room = inmost(rings[0])
    return {"d": "".join(path(one) for one in rings), "at": tenths(at), "room": round(10 * room)}


def main(source: str) -> None:
    topology = json.loads(Path(source).read_text())
    arcs = decoded(topology)
    land = {
        shape["id"]: country(rings)
        for shape in topology["objects"]["countries"]["geometries"]
        if shape.get("id", ANTARCTICA) != ANTARCTICA and len((rings := outer_rings(shape, arcs))[0]) > 3
    }
    found = {"land": land, "parts": {code: tenths(to_page(*place)) for code, place in PARTS.items()}}
    TARGET.write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
