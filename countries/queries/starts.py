"""Where a comparison can begin: pairs, models and regions worth setting side by side, computed from the day's law."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from countries.choices import Family, JurisdictionKind, Model
from countries.models import Jurisdiction, RegimeSpell

from .alike import Agreement
from .nearest import Answers, pairs
from .order import by_name
from .regimes import MODELS

RULESET = "kb-1"
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Set:
    """Countries to set side by side: `codes` of the `total` that are under `key`, a model or a subregion."""

    key: str
    codes: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Starts:
    """Pairs name each country once at most. `typical`: of each model the country most like the others under it."""

    alike: tuple[Agreement, ...]
    unlike: tuple[Agreement, ...]
    unlike_under_one_model: tuple[Agreement, ...]
    alike_across_families: tuple[Agreement, ...]
    typical: tuple[str, ...]
    models: tuple[Set, ...]
    regions: tuple[Set, ...]


def starts(given: Answers, spells: Sequence[RegimeSpell], most: int) -> Starts:
    """From the core answers and the regimes (ruleset kb-1) of a day; a set has `most` countries at most."""
    countries = {code for code, place in given.places.items() if place.kind == JurisdictionKind.COUNTRY}
    ranked = [pair for pair in pairs(given) if countries.issuperset(pair.jurisdictions)]
    regimes = {spell.jurisdiction_id: spell for spell in spells if spell.jurisdiction_id in countries}
    models = _models(ranked, regimes)
    return Starts(
        _once(pair for pair in ranked if _mostly(pair)),
        _once(pair for pair in reversed(ranked) if not _mostly(pair)),
        _once(pair for pair in reversed(ranked) if pair.different and _one_model(pair, regimes)),
        _once(pair for pair in ranked if _mostly(pair) and _two_families(pair, regimes)),
        tuple(members[0] for members in models.values())[:most],
        tuple(Set(model, members[:most], len(members)) for model, members in models.items() if len(members) > 1),
        _regions([given.places[code] for code in countries], most),
    )


def _once(ranked: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """The first pairs, as they come, that name nobody who has been named."""
    found: list[Agreement] = []
    named: set[str] = set()
    for pair in ranked:
        if len(found) < SHOWN and named.isdisjoint(pair.jurisdictions):
            found.append(pair)
            named |= set(pair.jurisdictions)
    return tuple(found)


def _mostly(pair: Agreement) -> bool:
    """Whether they agree on more than half of what is compared."""
    return pair.same > pair.different


def _one_model(pair: Agreement, regimes: Mapping[str, RegimeSpell]) -> bool:
    one, two = (regimes.get(code) for code in pair.jurisdictions)
    return bool(one and two and one.model == two.model != Model.UNCLASSIFIED)


def _two_families(pair: Agreement, regimes: Mapping[str, RegimeSpell]) -> bool:
    one, two = (regimes.get(code) for code in pair.jurisdictions)
    return bool(one and two and Family.NONE not in {one.family, two.family} and one.family != two.family)


def _models(ranked: Sequence[Agreement], regimes: Mapping[str, RegimeSpell]) -> dict[str, tuple[str, ...]]:
    """Model -> the countries under it, those first who agree most with the others under it."""
    members: dict[str, list[str]] = defaultdict(list)
    for code, spell in regimes.items():
        if spell.model != Model.UNCLASSIFIED:
            members[spell.model].append(code)
    shares: dict[str, list[float]] = defaultdict(list)
    for pair in ranked:
        if _one_model(pair, regimes):
            for code in pair.jurisdictions:
                shares[code].append(pair.share or 0)
    mean = {code: sum(own) / len(own) for code, own in shares.items()}
    order = {code: (-mean.get(code, 0), code) for code in regimes}
    return {name: tuple(sorted(members[name], key=order.__getitem__)) for name in MODELS[RULESET] if name in members}


def _regions(countries: Sequence[Jurisdiction], most: int) -> tuple[Set, ...]:
    """The subregions of UN M49 that fit into one comparison whole."""
    found: dict[str, list[Jurisdiction]] = defaultdict(list)
    for country in countries:
        found[country.subregion].append(country)
    return tuple(
        Set(name, tuple(country.code for country in sorted(own, key=by_name)), len(own))
        for name, own in sorted(found.items())
        if name and 1 < len(own) <= most
    )
