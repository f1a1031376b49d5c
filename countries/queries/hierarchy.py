"""Jurisdictions in the order of their likeness: hierarchical clustering by average linkage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.cluster.hierarchy import dendrogram, fcluster, leaves_list, linkage

from .alike import Agreement

NEAR = 0.25
"""Those that on average differ on at most this share of what is compared form a group."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A join of the tree: from the two below it (`at`, in leaves; `height`, a distance) at its own `height`."""

    at: tuple[float, float]
    below: tuple[float, float]
    height: float


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """`order`: those who are most alike beside each other. `groups` cut the tree at NEAR, in that order."""

    order: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    branches: tuple[Branch, ...]


def hierarchy(codes: Iterable[str], agreements: Sequence[Agreement], least: int) -> Hierarchy:
    """The tree of the jurisdictions by distance, average linkage, leaves in optimal order.

    A pair that shares fewer than `least` findings counts, here only, as being as far apart as pairs are on average.
    """
    names = sorted(codes)
    if len(names) < 2:
        return Hierarchy(tuple(names), tuple((name,) for name in names), ())
    tree = linkage(_distances(names, agreements, least), "average", optimal_ordering=True)
    order = [names[leaf] for leaf in leaves_list(tree)]
    return Hierarchy(tuple(order), _groups(order, names, fcluster(tree, NEAR, "distance").tolist()), _branches(tree))


def _distances(
    names: Sequence[str], agreements: Sequence[Agreement], least: int
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    known = {
        frozenset(p.jurisdictions): p.distance for p in agreements if p.distance is not None and p.compared >= least
    }
    usual = sum(known.values()) / len(known) if known else 1.0
    return np.array([known.get(frozenset(pair), usual) for pair in combinations(names, 2)], dtype=np.float64)


def _groups(order: Sequence[str], names: Sequence[str], labels: Sequence[int]) -> tuple[tuple[str, ...], ...]:
    label = dict(zip(names, labels, strict=True))
    grouped: dict[int, list[str]] = {}
    for name in order:
        grouped.setdefault(label[name], []).append(name)
    return tuple(tuple(group) for group in grouped.values())


def _branches(tree: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> tuple[Branch, ...]:
    """The joins as scipy lays them out: leaves at 0.5, 1.5, ... of the order."""
    drawn = dendrogram(tree, no_plot=True)
    return tuple(
        Branch((across[0] / 10, across[2] / 10), (up[0], up[3]), up[1])
        for across, up in zip(drawn["icoord"], drawn["dcoord"], strict=True)
    )
