"""Simplify Natural Earth's countries once into the outlines that the data's GeoJSON is made of.

    python kb/deploy/outlines.py world-50m.topojson countries/releases/outlines.json

Natural Earth (public domain) as TopoJSON with ISO 3166-1 numeric ids, cut at the antimeridian. The result maps each
numeric code to a GeoJSON MultiPolygon (RFC 7946): longitude and latitude in hundredths of a degree, outer rings
counterclockwise, holes clockwise. Shared borders are simplified once, so that neighbours still meet; where a ring
would cross or touch itself, its borders are simplified less, or more. Small islands are left out, small countries not.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

TOLERANCES = (0.1, 0.05, 0.025, 0.15, 0.2, 0.3)  # degrees of latitude; 0.1 is 11 km
SMALLEST = 0.05  # square degrees
PLACES = 2
ANTARCTICA = "010"
FINE = 4  # places for a country that is a point otherwise
Point = tuple[float, float]
Rings = list[list[Point]]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees, going on beyond 180 where they pass the antimeridian."""
    (scale_x, scale_y), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = (x * scale_x + left, y * scale_y + bottom)
            points += beside(points[-1][0], [point]) if points else [point]
        arcs.append(points)
    return arcs


def beside(longitude: float, points: Sequence[Point]) -> list[Point]:
    """The points, moved round the earth until the first is near the longitude."""
    turn = 360.0 * round((longitude - points[0][0]) / 360)
    return [(x + turn, y) for x, y in points]


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker, both ends kept. A degree of longitude counts as long as it is there."""
    shrink = math.cos(math.radians(points[len(points) // 2][1]))
    kept, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        inner = range(first + 1, last)
        far = max(inner, key=lambda at: off(points[at], points[first], points[last], shrink), default=0)
        if far and off(points[far], points[first], points[last], shrink) > tolerance:
            kept.add(far)
            spans += [(first, far), (far, last)]
    return [points[at] for at in sorted(kept)]


def off(point: Point, start: Point, end: Point, shrink: float) -> float:
    """The distance of a point from a segment."""
    x, x1, x2 = (one[0] * shrink for one in (point, start, end))
    y, y1, y2 = point[1], start[1], end[1]
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    share = 0.0 if not length else max(0.0, min(1.0, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length))
    return math.hypot(x - x1 - share * (x2 - x1), y - y1 - share * (y2 - y1))


def ring(indices: Sequence[int], arcs: Sequence[list[Point]], places: int = PLACES) -> list[Point]:
    """The closed line that arcs make together; a negative index is an arc the other way round."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += beside(points[-1][0], arc)[1:] if points else arc
    points = [(round(x, places), round(y, places)) for x, y in points]
    return once(points)


def area(points: Sequence[Point]) -> float:
    """Square degrees, negative where the ring runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(points)) / 2


def crosses_itself(points: Sequence[Point]) -> bool:
    """Whether two segments that are no neighbours meet."""
    segments = list(pairwise(points))
    last = len(segments) - 1
    for at, one in enumerate(segments):
        for beyond in range(at + 2, len(segments)):
            if (at, beyond) != (0, last) and meet(one, segments[beyond]):
                return True
    return False


def meet(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def side(a: Point, b: Point, c: Point) -> int:
    """On which side of the line from a to b the point c lies; 0 on it. Exact, in whole hundredths."""
    (ax, ay), (bx, by), (cx, cy) = ((round(x * 10**PLACES), round(y * 10**PLACES)) for x, y in (a, b, c))
    turn = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    return int(turn > 0) - int(turn < 0)


def cut(rings: Rings) -> list[Rings]:
    """The polygon in one part, or in two where it passes the antimeridian."""
    over = [turn for turn in (-360, 0, 360) if any(-180 < x + turn < 180 for x, _ in rings[0])]
    parts = []
    for turn in over:
        moved = [[(x + turn, y) for x, y in points] for points in rings]
        held = [clipped(clipped(points, -180.0, keep_east=True), 180.0, keep_east=False) for points in moved]
        parts.append([points for points in held if len(points) > 3 and area(points)])
    return parts


def clipped(points: Sequence[Point], meridian: float, *, keep_east: bool) -> list[Point]:
    """The part of a ring on one side of a meridian that it passes twice or not at all (Sutherland and Hodgman)."""
    inside = [(x >= meridian) if keep_east else (x <= meridian) for x, _ in points]
    if all(inside):
        return list(points)
    found: list[Point] = []
    for at, (before, after) in enumerate(pairwise(points)):
        if inside[at] != inside[at + 1]:
            share = (meridian - before[0]) / (after[0] - before[0])
            found.append((meridian, round(before[1] + share * (after[1] - before[1]), PLACES)))
        if inside[at + 1]:
            found.append(after)
    return once([*found, *found[:1]])


def once(points: Sequence[Point]) -> list[Point]:
    """Without a point that repeats the one before it."""
    return [*points[:1], *(after for before, after in pairwise(points) if before != after)]


def by_code(topology: dict[str, Any]) -> dict[str, list[list[list[int]]]]:
    """Numeric code -> the arcs of its polygons; some countries stand there in several shapes."""
    found: dict[str, list[list[list[int]]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape.get("id", ANTARCTICA) != ANTARCTICA:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            found.setdefault(shape["id"], []).extend(polygons)
    return found


def shown(polygons: list[list[list[int]]], arcs: Sequence[list[Point]]) -> list[tuple[list[list[int]], Rings]]:
    """The polygons that are large enough, the largest first, each with its arcs and its rings."""
    found = []
    for polygon in polygons:
        pairs = [(indices, ring(indices, arcs)) for indices in polygon]
        kept = [pair for pair in pairs if len(pair[1]) > 3 and abs(area(pair[1])) > SMALLEST]
        if kept and kept[0] is pairs[0]:
            found.append(([indices for indices, _ in kept], [points for _, points in kept]))
    return sorted(found, key=lambda pair: -abs(area(pair[1][0])))


def refined(shapes: Sequence[list[list[list[int]]]], arcs: Sequence[list[Point]]) -> list[list[Point]]:
    """The arcs, each with the first of the tolerances by which no ring that is shown crosses itself."""
    chosen = [0] * len(arcs)
    drawn = [simplified(arc, TOLERANCES[0]) for arc in arcs]
    while wrong := {
        index if index >= 0 else ~index
        for polygons in shapes
        for polygon, rings in shown(polygons, drawn)
        for indices, points in zip(polygon, rings, strict=True)
        if crosses_itself(points)
        for index in indices
    }:
        for index in wrong:
            chosen[index] += 1
            drawn[index] = simplified(arcs[index], TOLERANCES[chosen[index]])
    return drawn


def outline(polygons: list[list[list[int]]], drawn: Sequence[list[Point]], arcs: Sequence[list[Point]]) -> list[Rings]:
    """The polygons of a country; of one that is too small for that, its largest as it is."""
    found = [part for _, rings in shown(polygons, drawn) for part in cut(rings)]
    return found or [[max((ring(one[0], arcs, FINE) for one in polygons), key=lambda points: abs(area(points)))]]


def turned(rings: Rings) -> Iterator[list[list[float]]]:
    """The outer ring counterclockwise, the holes clockwise."""
    for at, points in enumerate(rings):
        right = (area(points) > 0) == (at == 0)
        yield [list(point) for point in (points if right else points[::-1])]


def main(source: str, target: str) -> None:
    topology = json.loads(Path(source).read_text())
    shapes, arcs = by_code(topology), decoded(topology)
    drawn = refined(list(shapes.values()), arcs)
    found = {
        code: {
            "type": "MultiPolygon",
            "coordinates": [list(turned(rings)) for rings in outline(polygons, drawn, arcs)],
        }
        for code, polygons in shapes.items()
    }
    Path(target).write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
