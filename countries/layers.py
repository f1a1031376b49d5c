"""Where things stand in a picture so that nothing covers another. Pure: numbers in, numbers out.

Three pictures rest on it: marks along a lane of time, arcs beside a column, and a graph of three layers whose
middle one is in order of date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


def rows(positions: Sequence[float], room: float) -> list[int]:
    """The row of each position, so that two of one row are at least `room` apart: the lowest that is free.

    Positions are in order.
    """
    last: list[float] = []
    found = []
    for position in positions:
        row = next((number for number, at in enumerate(last) if position - at >= room), len(last))
        last[row : row + 1] = [position]
        found.append(row)
    return found


def nested(spans: Sequence[tuple[float, float]]) -> list[int]:
    """The depth of each span `(from, to)`, 0 the innermost, so that no two of one depth overlap; short ones first."""
    taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
    depths = [0] * len(spans)
    for index in sorted(range(len(spans)), key=lambda i: (abs(spans[i][1] - spans[i][0]), i)):
        low, high = sorted(spans[index])
        depth = 0
        while any(low < end and start < high for start, end in taken[depth]):
            depth += 1
        taken[depth].append((low, high))
        depths[index] = depth
    return depths


def spread(wanted: Sequence[float], room: float, lowest: float) -> list[float]:
    """The wanted positions, in order, moved as little as keeps them `room` apart and none below `lowest`.

    What would touch becomes a block, which is centred on where its members wanted to be.
    """
    blocks: list[list[float]] = []  # [sum of wanted starts, members]
    for index, want in enumerate(wanted):
        blocks.append([want - index * room, 1])
        while len(blocks) > 1 and _at(blocks[-2]) > _at(blocks[-1]):
            total, members = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + members]
    shifts = [max(_at(block), lowest) for block in blocks for _ in range(int(block[1]))]
    return [shift + index * room for index, shift in enumerate(shifts)]


def _at(block: Sequence[float]) -> float:
    return block[0] / block[1]


@dataclass(frozen=True, slots=True)
class Layered:
    """Where each node stands, from the top, and how deep each arc within the middle layer goes."""

    left: dict[str, float]
    middle: dict[str, float]
    right: dict[str, float]
    arcs: dict[tuple[str, str], int]
    height: float


def layered(middle: Sequence[str], edges: Iterable[tuple[str, str]], *, step: float, room: float) -> Layered:
    """A graph of three layers: `middle` in the given order, `step` apart; whoever leads into it on the left, whoever
    it leads to on the right, each near those it is joined to and `room` from the next.

    An edge is `(from, to)`; at least one of its ends is in the middle.
    """
    joined = list(dict.fromkeys(edges))
    at = {node: (number + 0.5) * step for number, node in enumerate(middle)}
    left = _beside([one for one, other in joined if one not in at and other in at], joined, at, room)
    right = _beside([other for one, other in joined if one in at and other not in at], joined, at, room)
    within = [edge for edge in joined if edge[0] in at and edge[1] in at]
    depths = nested([(at[one], at[other]) for one, other in within])
    bottom = max([len(middle) * step, *(place + room / 2 for place in (*left.values(), *right.values()))])
    return Layered(left, at, right, dict(zip(within, depths, strict=True)), bottom)


def _beside(
    nodes: Iterable[str], edges: Sequence[tuple[str, str]], at: Mapping[str, float], room: float
) -> dict[str, float]:
    """Each node at the mean of those it is joined to, as near as its neighbours allow."""
    wanted = {
        node: _mean([at[end] for edge in edges if node in edge for end in edge if end in at])
        for node in dict.fromkeys(nodes)
    }
    ordered = sorted(wanted, key=lambda node: (wanted[node], node))
    places = spread([wanted[node] for node in ordered], room, room / 2)
    return dict(zip(ordered, places, strict=True))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)
