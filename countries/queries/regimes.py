"""Regimes: which jurisdictions are under which on a day, for how long, and who moved in and out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from countries.choices import Criminalised, Family, JurisdictionKind, Model
from countries.models import Jurisdiction, RegimeSpell

from .cells import on, with_rule
from .order import by_name
from .transitions import Transition, transitions

MODELS: dict[str, tuple[str, ...]] = {
    "kb-1": tuple(model.value for model in Model),
    "who-is-criminalised": (*(model.value for model in Criminalised), Model.UNCLASSIFIED.value),
}
FAMILIES = (Family.RESTRICTIVE, Family.ABOLITIONIST, Family.REGULATED, Family.NONE)


@dataclass(frozen=True, slots=True)
class Group:
    """A family or model with the spells that hold in it on the day, by name of the jurisdiction."""

    key: str
    spells: tuple[RegimeSpell, ...]

    @property
    def countries(self) -> list[RegimeSpell]:
        return [spell for spell in self.spells if spell.jurisdiction.kind == JurisdictionKind.COUNTRY]

    @property
    def parts(self) -> list[RegimeSpell]:
        return [spell for spell in self.spells if spell.jurisdiction.kind == JurisdictionKind.SUBDIVISION]


@dataclass(frozen=True, slots=True)
class ModelHistory:
    """A model on a day: who is under it, who had come in and who had gone out since 1999."""

    members: Group
    entered: tuple[Transition, ...]
    left: tuple[Transition, ...]


def spells_on(day: dt.date, ruleset: str) -> list[RegimeSpell]:
    """The regime of each jurisdiction that day, with its rule in words, by name (1 query)."""
    spells = with_rule(RegimeSpell.objects.filter(on(day), ruleset=ruleset))
    return sorted(
        spells.select_related("jurisdiction__parent", "trigger"), key=lambda spell: by_name(spell.jurisdiction)
    )


def by_model(spells: Sequence[RegimeSpell], ruleset: str) -> list[Group]:
    """The models of the ruleset in its order, those without a member too."""
    return [Group(model, tuple(s for s in spells if s.model == model)) for model in MODELS[ruleset]]


def by_family(spells: Sequence[RegimeSpell]) -> list[Group]:
    return [Group(family.value, tuple(s for s in spells if s.family == family)) for family in FAMILIES]


def uncoded(spells: Sequence[RegimeSpell]) -> list[Jurisdiction]:
    """The jurisdictions without a regime among `spells`, by name (1 query)."""
    coded = [spell.jurisdiction_id for spell in spells]
    places = Jurisdiction.objects.with_regime().exclude(code__in=coded)
    return sorted(places, key=by_name)


def model_history(model: str, ruleset: str, day: dt.date) -> ModelHistory:
    """The model's members on the day and all movements in and out by then (2 queries)."""
    members = tuple(spell for spell in spells_on(day, ruleset) if spell.model == model)
    moves = transitions(ruleset, day)
    return ModelHistory(
        Group(model, members),
        tuple(move for move in moves if move.after.model == model),
        tuple(move for move in moves if move.before.model == model),
    )


def ruleset_of(model: str) -> str | None:
    """The ruleset that a model belongs to, or None if there is no such model."""
    return next((ruleset for ruleset, models in MODELS.items() if model in models), None)
