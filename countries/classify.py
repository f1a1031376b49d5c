"""Codings -> regime, by published rules. Pure: no ORM, no clock.

Source of the rules: the codebook, rulesets `kb-1` and `who-is-criminalised`. Rules are tried in order and the
first that holds wins. A condition whose input is not coded, not found, contested or not applicable is neither
true nor false; where such a rule could still have won, the period stays unclassified and says which indicators
are missing. Two readings of silence: for selling and buying, `not_addressed` means that the law makes it no
offence; for registration, `not_addressed`, `not_applicable` and `not_found` mean that none is required.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .choices import Absence, Criminalised, Family, Model
from .dates import Interval, cut_points

RECORD_START = dt.date(1999, 1, 1)
UNKNOWN = {Absence.NOT_CODED, Absence.NOT_FOUND, Absence.CONTESTED, Absence.NOT_APPLICABLE}
PROHIBITED = {"criminal_offence", "administrative_offence", "prohibited_without_penalty"}
OFFENCE = {"criminal_offence", "administrative_offence"}
Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Regime:
    """What a ruleset makes of one jurisdiction's values. `inputs` are the indicators the winning rule read."""

    family: Family
    model: Model | Criminalised
    rule: str
    inputs: tuple[str, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A coded part of a federation, for rule K0: its family and its population, 0 where that is not known."""

    family: Family
    population: int


@dataclass(frozen=True, slots=True)
class _Condition:
    indicator: str
    accepted: frozenset[str]

    def holds(self, values: Values) -> bool | None:
        value = reading(self.indicator, values.get(self.indicator, Absence.NOT_CODED))
        return None if value in UNKNOWN else value in self.accepted


@dataclass(frozen=True, slots=True)
class _Rule:
    """Holds when every condition of `all_of` holds and, if there are any, one of `any_of`."""

    id: str
    family: Family
    model: Model
    all_of: tuple[_Condition, ...] = ()
    any_of: tuple[_Condition, ...] = ()

    def holds(self, values: Values) -> bool | None:
        return _both(
            _conjunction([condition.holds(values) for condition in self.all_of]),
            _disjunction([condition.holds(values) for condition in self.any_of]) if self.any_of else True,
        )

    def read(self, values: Values) -> tuple[str, ...]:
        """The indicators that made it hold."""
        held = [condition.indicator for condition in self.any_of if condition.holds(values)]
        return tuple(dict.fromkeys([condition.indicator for condition in self.all_of] + held))

    def unknown(self, values: Values) -> tuple[str, ...]:
        """The indicators that keep it from being decided."""
        conditions = (*self.all_of, *self.any_of)
        return tuple(dict.fromkeys(c.indicator for c in conditions if c.holds(values) is None))


def _conjunction(terms: Sequence[bool | None]) -> bool | None:
    if False in terms:
        return False
    return None if None in terms else True


def _disjunction(terms: Sequence[bool | None]) -> bool | None:
    if True in terms:
        return True
    return None if None in terms else False


def _both(a: bool | None, b: bool | None) -> bool | None:
    return _conjunction([a, b])


def reading(indicator: str, value: str) -> str:
    """The value as the rules read it: the law's silence on an offence or a duty is its absence."""
    if indicator in {"selling", "buying"} and value == Absence.NOT_ADDRESSED:
        return "permitted"
    if indicator == "registration" and value in {
        Absence.NOT_ADDRESSED,
        Absence.NOT_APPLICABLE,
        Absence.NOT_FOUND,
    }:
        return "none"
    return value


def _is(indicator: str, *accepted: str) -> _Condition:
    return _Condition(indicator, frozenset(accepted))


KB_1 = (
    _Rule(
        "K1",
        Family.RESTRICTIVE,
        Model.PROHIBITIONIST,
        (_is("selling", *PROHIBITED),),
    ),
    _Rule(
        "K2",
        Family.REGULATED,
        Model.DECRIMINALISED,
        (
            _is("selling", "permitted"),
            _is("buying", "permitted", "offence_in_defined_cases"),
            _is("brothels", "permitted", "operator_certificate"),
            _is("procuring", "offence_if_exploitative", "permitted"),
            _is("registration", "none", "voluntary"),
        ),
    ),
    _Rule(
        "K3",
        Family.REGULATED,
        Model.REGULATIONIST,
        (),
        (
            _is("brothels", "licensed"),
            _is("registration", "mandatory"),
            _is("selling", "permitted_if_registered"),
        ),
    ),
    _Rule(
        "K4",
        Family.ABOLITIONIST,
        Model.NEO_ABOLITIONIST,
        (_is("selling", "permitted"), _is("buying", *OFFENCE)),
    ),
)
K5 = _Rule("K5", Family.ABOLITIONIST, Model.ABOLITIONIST, (_is("selling", "permitted"),))


def kb_1(values: Values, parts: Sequence[Part] = ()) -> Regime:
    """Ruleset kb-1. `values` maps indicators to value codes; a missing indicator is not coded."""
    for rule in KB_1:
        holds = rule.holds(values)
        if holds:
            return Regime(rule.family, rule.model, rule.id, rule.read(values))
        if holds is None:
            return _unclassified(rule.unknown(values))
    varying = tuple(name for name in ("selling", "brothels") if values.get(name) == "varies")
    if "selling" in varying or (varying and parts):
        return _mixed(varying, parts)
    return Regime(K5.family, K5.model, K5.id, K5.read(values))


def _unclassified(missing: tuple[str, ...]) -> Regime:
    return Regime(Family.NONE, Model.UNCLASSIFIED, "", (), missing)


def _mixed(varying: tuple[str, ...], parts: Sequence[Part]) -> Regime:
    """Rule K0: the family of the largest share of the population of the coded parts that are classified.

    Where populations do not decide, the family of most parts.
    """
    shares: dict[Family, int] = {}
    number = Counter(part.family for part in parts)
    for part in parts:
        if part.family == Family.NONE:
            continue
        shares[part.family] = shares.get(part.family, 0) + part.population
    family = max(sorted(shares), key=lambda name: (shares[name], number[name])) if shares else Family.NONE
    return Regime(family, Model.MIXED, "K0", varying)


_WHO = {
    (False, False, False): ("W0", Criminalised.NOBODY),
    (True, False, False): ("W1", Criminalised.SELLER),
    (False, True, False): ("W2", Criminalised.BUYER),
    (False, False, True): ("W3", Criminalised.THIRD_PARTIES),
    (True, True, False): ("W12", Criminalised.SELLER_BUYER),
    (True, False, True): ("W13", Criminalised.SELLER_THIRD_PARTIES),
    (False, True, True): ("W23", Criminalised.BUYER_THIRD_PARTIES),
    (True, True, True): ("W123", Criminalised.EVERYONE),
}


def who_is_criminalised(values: Values, parts: Sequence[Part] = ()) -> Regime:  # noqa: ARG001  one signature
    """Ruleset who-is-criminalised: seller, buyer, third parties, in any combination. It has no families.

    Where the law varies within the country, it leaves the answer open.
    """
    values = {name: Absence.CONTESTED if value == "varies" else value for name, value in values.items()}
    seller = _is("selling", *PROHIBITED)
    buyer = _is("buying", *OFFENCE)
    third = (_is("brothels", *OFFENCE), _is("procuring", *OFFENCE))
    answers = (seller.holds(values), buyer.holds(values), _disjunction([c.holds(values) for c in third]))
    conditions = (seller, buyer, *third)
    if None in answers:
        return _unclassified(tuple(c.indicator for c in conditions if c.holds(values) is None))
    rule, model = _WHO[bool(answers[0]), bool(answers[1]), bool(answers[2])]
    return Regime(Family.NONE, model, rule, tuple(c.indicator for c in conditions))


Ruleset = Callable[[Values, Sequence[Part]], Regime]
RULESETS: dict[str, Ruleset] = {"kb-1": kb_1, "who-is-criminalised": who_is_criminalised}
INPUTS = ("selling", "buying", "brothels", "procuring", "registration")


@dataclass(frozen=True, slots=True)
class Spell:
    """A regime that holds over an interval."""

    interval: Interval
    regime: Regime


@dataclass(frozen=True, slots=True)
class Dated:
    """A value of an indicator over an interval."""

    indicator: str
    value: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class PartSpell:
    """The family of a coded part of a federation over an interval, with its population."""

    family: Family
    population: int
    interval: Interval


def spells(rows: Sequence[Dated], ruleset: Ruleset, parts: Sequence[PartSpell] = ()) -> list[Spell]:
    """The spells of one jurisdiction from RECORD_START on: without overlap, in order, covering the coded time.

    `rows` are what is in force there, without overlap within an indicator. A stretch in which none of the
    rules' indicators is coded has no spell; one that cannot be classified has an unclassified one.
    """
    relevant = [row for row in rows if row.indicator in INPUTS]
    intervals = [row.interval for row in relevant]
    days = sorted({max(day, RECORD_START) for day in cut_points([*intervals, *(p.interval for p in parts)])})
    found: list[Spell] = []
    for position, day in enumerate(days):
        values = {row.indicator: row.value for row in relevant if day in row.interval}
        if not values:
            continue
        end = days[position + 1] if position + 1 < len(days) else None
        regime = ruleset(values, [Part(p.family, p.population) for p in parts if day in p.interval])
        _append(found, Spell(Interval(day, end), regime))
    return found


def _append(found: list[Spell], spell: Spell) -> None:
    """Join it to the one before where that ends as it starts and has the same label."""
    last = found[-1] if found else None
    if last and last.interval.end == spell.interval.start and _label(last.regime) == _label(spell.regime):
        found[-1] = Spell(Interval(last.interval.start, spell.interval.end), last.regime)
    else:
        found.append(spell)


def _label(regime: Regime) -> tuple[str, str, str]:
    return regime.family, regime.model, regime.rule
