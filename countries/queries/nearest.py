"""Nearest laws: which jurisdictions legislate most alike on a day, on a set of questions, and where they differ."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from countries.models import CodingInForce, Indicator, IndicatorValue, Jurisdiction

from .alike import Agreement, agreement, agreements, enough
from .cells import on
from .hierarchy import Hierarchy, hierarchy
from .order import by_name

FURTHEST = 1.0


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that two jurisdictions answer differently, with both answers."""

    indicator: Indicator
    value: IndicatorValue
    other: IndicatorValue


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A jurisdiction, `place`, as seen from another, `one`: what they agree on, and where they differ.

    It is `ranked` if enough can be compared and neither is a part of the other, from which it would inherit.
    """

    one: Jurisdiction
    place: Jurisdiction
    agreement: Agreement
    differences: tuple[Difference, ...]
    ranked: bool

    @property
    def same(self) -> int:
        return self.agreement.same

    @property
    def compared(self) -> int:
        return self.agreement.compared

    @property
    def nearness(self) -> tuple[bool, float, int, str]:
        """What neighbours are sorted by: the ranked first, then the nearest, then those of whom most is compared."""
        distance = FURTHEST if self.agreement.distance is None else self.agreement.distance
        return not self.ranked, distance, -self.compared, by_name(self.place)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was found out about the law of every jurisdiction, on a day, on the questions asked.

    `values` maps a jurisdiction to its answers by indicator. Two jurisdictions are ranked if they share `least`.
    """

    day: dt.date
    questions: tuple[Indicator, ...]
    places: Mapping[str, Jurisdiction]
    values: Mapping[str, Mapping[str, IndicatorValue]]

    @property
    def least(self) -> int:
        return enough(len(self.questions))

    @property
    def placed(self) -> list[str]:
        """Those with enough answers to be ranked, by name."""
        ample = [code for code, own in self.values.items() if len(own) >= self.least]
        return sorted(ample, key=lambda code: by_name(self.places[code]))

    @property
    def left_out(self) -> list[Jurisdiction]:
        """Those with too few answers, by name."""
        kept = set(self.placed)
        return sorted((place for code, place in self.places.items() if code not in kept), key=by_name)

    def findings(self, codes: Sequence[str]) -> dict[str, dict[str, str]]:
        """Jurisdiction -> indicator -> the key of its value."""
        return {code: {name: value.pk for name, value in self.values[code].items()} for code in codes}

    def ranks(self, pair: Agreement) -> bool:
        """Whether enough is compared, and neither is a part of the other: what is inherited is no likeness."""
        one, two = (self.places[code] for code in pair.jurisdictions)
        return pair.compared >= self.least and one.parent_id != two.code and two.parent_id != one.code


def answers(
    day: dt.date, questions: Sequence[Indicator] | None = None, places: Sequence[Jurisdiction] | None = None
) -> Answers:
    """The findings of a day on the questions (the core if None), of the places (those with any if None) (1 query)."""
    asked = Q(indicator__core=True) if questions is None else Q(indicator__in=questions)
    rows = CodingInForce.objects.filter(on(day) & asked, value__is_finding=True)
    values: dict[str, dict[str, IndicatorValue]] = defaultdict(dict)
    found: dict[str, Jurisdiction] = {place.code: place for place in places or ()}
    seen: dict[str, Indicator] = {question.code: question for question in questions or ()}
    for row in rows.select_related("jurisdiction", "indicator", "value"):
        values[row.jurisdiction_id][row.indicator_id] = row.value
        found.setdefault(row.jurisdiction_id, row.jurisdiction)
        seen.setdefault(row.indicator_id, row.indicator)
    ordered = tuple(sorted(seen.values(), key=lambda question: question.order))
    return Answers(day, ordered, found, {code: values[code] for code in found})


def neighbours(given: Answers, code: str) -> list[Neighbour]:
    """The other jurisdictions that can be ranked from `code`, the nearest first."""
    found = [neighbour(given, code, other) for other in given.values if other != code]
    return sorted((one for one in found if one.ranked), key=lambda one: one.nearness)


def neighbour(given: Answers, code: str, other: str) -> Neighbour:
    own, its = given.values[code], given.values[other]
    findings = given.findings([code, other])
    pair = agreement((code, other), findings[code], findings[other])
    differences = tuple(
        Difference(question, own[question.code], its[question.code])
        for question in given.questions
        if question.code in own and question.code in its and own[question.code] != its[question.code]
    )
    return Neighbour(given.places[code], given.places[other], pair, differences, given.ranks(pair))


def pairs(given: Answers) -> list[Agreement]:
    """Every two that can be ranked, the nearest first."""
    found = [pair for pair in agreements(given.findings(given.placed)) if given.ranks(pair)]
    return sorted(found, key=lambda pair: (pair.distance or 0, -pair.compared))


def tree(given: Answers) -> Hierarchy:
    """The placed in the order of their likeness."""
    placed = given.placed
    return hierarchy(placed, agreements(given.findings(placed)), given.least)


@dataclass(frozen=True, slots=True)
class Nearest:
    """How alike all jurisdictions legislate, with every pair or only those of some jurisdictions."""

    given: Answers
    tree: Hierarchy
    pairs: tuple[Neighbour, ...]

    @property
    def day(self) -> dt.date:
        return self.given.day

    @property
    def least(self) -> int:
        return self.given.least

    @property
    def indicators(self) -> list[str]:
        return [question.code for question in self.given.questions]

    @property
    def left_out(self) -> list[str]:
        return [place.code for place in self.given.left_out]


def nearest(given: Answers, codes: Sequence[str]) -> Nearest:
    """The pairs that one of `codes` is in, as seen from it; every pair if there are none. The nearest first."""
    everyone = list(given.values)
    wanted = list(codes) or everyone
    both = {frozenset({code, other}): (code, other) for code in reversed(wanted) for other in everyone if other != code}
    found = (neighbour(given, *pair) for pair in both.values())
    return Nearest(given, tree(given), tuple(sorted(found, key=lambda one: (*one.nearness, by_name(one.one)))))
