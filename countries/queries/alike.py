"""How much alike jurisdictions legislate: the same finding on the questions that both have one for. No ORM."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Findings = Mapping[str, str]
"""Indicator -> the value found; what is not coded, or was looked for and not found, is not among them."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many of the indicators with a finding for both two jurisdictions agree."""

    jurisdictions: tuple[str, str]
    same: int
    compared: int

    @property
    def share(self) -> float | None:
        """The share of the compared on which they agree, 0 to 1; None where nothing can be compared."""
        return self.same / self.compared if self.compared else None

    @property
    def different(self) -> int:
        return self.compared - self.same

    @property
    def distance(self) -> float | None:
        """The share of the compared on which they differ, 0 to 1."""
        return self.different / self.compared if self.compared else None


def enough(asked: int) -> int:
    """How many findings two jurisdictions must share to be ranked: half of the questions asked, at least one."""
    return max(1, (asked + 1) // 2)


def agreement(codes: tuple[str, str], one: Findings, other: Findings) -> Agreement:
    shared = one.keys() & other.keys()
    return Agreement(codes, sum(one[name] == other[name] for name in shared), len(shared))


def agreements(found: Mapping[str, Findings]) -> tuple[Agreement, ...]:
    """Every two jurisdictions, in their order."""
    return tuple(agreement((one, other), found[one], found[other]) for one, other in combinations(found, 2))


def clusters(found: Mapping[str, Findings], least: int) -> tuple[tuple[str, ...], ...]:
    """Groups, in order, no two members of which are known to differ; each two share at least `least` findings.

    A jurisdiction joins the first group that takes it, so that every one stands in exactly one group.
    """
    groups: list[list[str]] = []
    for code, own in found.items():
        for group in groups:
            pairs = [agreement((code, member), own, found[member]) for member in group]
            if all(pair.compared >= least and not pair.different for pair in pairs):
                group.append(code)
                break
        else:
            groups.append([code])
    return tuple(tuple(group) for group in groups)


def standing_alone(found: Mapping[str, Findings], indicators: Sequence[str]) -> dict[str, int]:
    """Jurisdiction -> on how many indicators it alone gives its answer, where three or more have a finding."""
    alone = dict.fromkeys(found, 0)
    for name in indicators:
        answers = {code: own[name] for code, own in found.items() if name in own}
        counts = Counter(answers.values())
        for code, value in answers.items():
            alone[code] += len(answers) > 2 and counts[value] == 1
    return alone
