"""Outlines cut off at a frame, so that a picture of one region draws no other and needs no clipping."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

Point = tuple[float, float]
Box = tuple[int, int, int, int]


@cache
def cropped(path: str, box: Box) -> str:
    """The part of a path of closed rings, in whole relative steps, that lies within the frame; empty if none does."""
    left, top, width, height = box
    kept = []
    for ring in rings(path):
        points = ring
        for axis, limit, sign in ((0, left, 1), (0, left + width, -1), (1, top, 1), (1, top + height, -1)):
            points = _cut(points, axis, limit, sign)
        if len(points) > 2:
            kept.append("M" + "L".join(f"{round(x)} {round(y)}" for x, y in points) + "z")
    return "".join(kept)


def rings(path: str) -> list[list[Point]]:
    """The rings of a path `M x y l dx dy ... z M ...` as points."""
    found = []
    for part in path.split("M")[1:]:
        numbers = [int(word) for word in re.findall(r"-?\d+", part)]
        x = y = 0
        points: list[Point] = []
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        found.append(points)
    return found


def _cut(ring: Sequence[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """The ring on one side of a line across an axis (Sutherland and Hodgman, 1974)."""

    def inside(point: Point) -> bool:
        return sign * (point[axis] - limit) >= 0

    kept: list[Point] = []
    for before, after in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if inside(before) != inside(after):
            share = (limit - before[axis]) / (after[axis] - before[axis])
            kept.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
        if inside(after):
            kept.append(after)
    return kept
