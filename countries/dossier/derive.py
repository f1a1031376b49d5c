"""What follows from the codings: what is in force where, and the regime spells. Computed at every load."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from countries import models as m
from countries.cascade import EVER, CodedValue, InForce, Origin, in_force
from countries.choices import JurisdictionKind
from countries.classify import RULESETS, Dated, PartSpell, Spell, kb_1, spells
from countries.dates import Interval

from .rows import Rows

Cascade = dict[tuple[str, str], list[InForce]]


def derive(rows: Rows) -> Rows:
    """The rows of CodingInForce and RegimeSpell that follow from `rows`."""
    derived = Rows()
    codings: dict[str, Any] = rows.tables[m.Coding]
    cascade = in_force([_coded(coding) for coding in codings.values() if coding.published], _origins(rows))
    for stretch in cascade.values():
        for row in stretch:
            derived.add(_in_force_row(row))
    by_place: dict[str, list[InForce]] = defaultdict(list)
    for (code, _), stretch in cascade.items():
        by_place[code] += stretch
    _spells(rows, by_place, codings, derived)
    return derived


def _coded(coding: Any) -> CodedValue:
    return CodedValue(
        coding.id,
        coding.jurisdiction_id,
        coding.indicator_id,
        coding.value_id.partition(":")[2],
        Interval(coding.valid_from, coding.valid_to),
    )


def _origins(rows: Rows) -> dict[str, list[Origin]]:
    origins: dict[str, list[Origin]] = {}
    places: dict[str, Any] = rows.tables[m.Jurisdiction]
    for code, place in places.items():
        origins[code] = [Origin(place.parent_id, EVER)] if place.parent_id else []
    memberships: Any = rows.tables[m.Membership].values()
    for membership in memberships:
        interval = Interval(membership.valid_from, membership.valid_to)
        origins[membership.jurisdiction_id].append(Origin(membership.union_id, interval))
    return origins


def _in_force_row(row: InForce) -> m.CodingInForce:
    indicator = row.coding.indicator
    return m.CodingInForce(
        id=f"{row.jurisdiction}.{indicator}.{row.interval.start.isoformat()}",
        jurisdiction_id=row.jurisdiction,
        indicator_id=indicator,
        value_id=f"{indicator}:{row.coding.value}",
        coding_id=row.coding.id,
        inherited_from_id=row.inherited_from,
        start=row.interval.start,
        end=row.interval.end,
    )


def _spells(rows: Rows, by_place: dict[str, list[InForce]], codings: dict[str, Any], derived: Rows) -> None:
    places: dict[str, Any] = rows.tables[m.Jurisdiction]
    parts = _part_spells(places, by_place)
    for code, place in places.items():
        if place.kind == JurisdictionKind.UNION:
            continue
        stretch = by_place.get(code, [])
        dated = [_dated(row) for row in stretch]
        for name, ruleset in RULESETS.items():
            for spell in spells(dated, ruleset, parts.get(code, ())):
                derived.add(_spell_row(code, name, spell, stretch, codings))


def _dated(row: InForce) -> Dated:
    return Dated(row.coding.indicator, row.coding.value, row.interval)


def _part_spells(places: dict[str, Any], by_place: dict[str, list[InForce]]) -> dict[str, list[PartSpell]]:
    """The families of the coded parts, for rule K0; a population that is not known counts as 0."""
    found: dict[str, list[PartSpell]] = defaultdict(list)
    for code, place in places.items():
        if place.parent_id:
            for spell in spells([_dated(row) for row in by_place.get(code, [])], kb_1):
                part = PartSpell(spell.regime.family, place.population or 0, spell.interval)
                found[place.parent_id].append(part)
    return found


def _spell_row(
    code: str, ruleset: str, spell: Spell, stretch: Sequence[InForce], codings: dict[str, Any]
) -> m.RegimeSpell:
    start = spell.interval.start
    used = {row.coding.indicator: row.coding for row in stretch if start in row.interval}
    inputs = {
        name: {"value": used[name].value, "coding": used[name].id} for name in spell.regime.inputs if name in used
    }
    begun = [
        codings[coding.id].trigger_id
        for name in spell.regime.inputs
        if (coding := used.get(name)) and coding.interval.start == start
    ]
    return m.RegimeSpell(
        id=f"{code}.{ruleset}.{start.isoformat()}",
        jurisdiction_id=code,
        ruleset_id=ruleset,
        family=spell.regime.family.value,
        model=spell.regime.model.value,
        rule=spell.regime.rule,
        inputs=inputs,
        missing=list(spell.regime.missing),
        start=start,
        end=spell.interval.end,
        trigger_id=next((law for law in begun if law), None),
    )
