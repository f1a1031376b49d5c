"""What follows from codings and spells: changes of regime, and the panel of countries and years."""

from __future__ import annotations

from countries.choices import Criminalised, Family, JurisdictionKind, Model
from countries.models import RegimeSpell

from .base import Day, Flag, Found, Key, Mapping, Reader, Record, Whole, Word
from .coding import CodingRecord
from .includes import codings
from .law import LawRecord
from .place import JurisdictionRecord, SpellRecord


class OfKnowledge(Flag):
    """Whether one side of a change is unclassified."""

    def reader(self) -> Reader:
        return lambda row: Model.UNCLASSIFIED in {row.from_model, row.model}


class TransitionRecord(Record):
    """A change from one regime to another, as a ruleset derives them; the first day of the new one is its date."""

    id = Key(help_text="Identifier: that of the spell that began.")
    jurisdiction = Key("jurisdiction_id", help_text="Where.", standard="ISO 3166")
    ruleset = Key("ruleset_id", help_text="By which published rules.")
    date = Day("start", help_text="The first day of the new regime.")
    from_family = Word("from_family", Family, help_text="The family of regimes that was left.")
    from_model = Word("from_model", Model, Criminalised, help_text="The model that was left.")
    to_family = Word("family", Family, help_text="The family of regimes that began.")
    to_model = Word("model", Model, Criminalised, help_text="The model that began.")
    from_spell = Key(help_text="Identifier of the spell that ended.")
    until = Day("end", help_text="The first day on which the new regime no longer held; null while it holds.")
    unclassified = OfKnowledge(
        help_text="Whether one side is unclassified, so that it may be the record that changed and not the law."
    )
    rule = Word(help_text="The rule by which the new regime follows; null where none could.")
    trigger = Word("trigger_id", help_text="Identifier of the law with which it began.")


def spells(row: RegimeSpell) -> list[RegimeSpell]:
    """The spell that ended and the one that began."""
    wanted = (row.from_spell, row.pk)  # type: ignore[attr-defined]  # annotated by transitions()
    return [spell for spell in row.jurisdiction.spells.all() if spell.pk in wanted]


class TransitionIncludes(Record):
    """What `include` can add to a transition."""

    jurisdiction = JurisdictionRecord(required=False)
    trigger = LawRecord(required=False, allow_null=True)
    spells = Found(SpellRecord, spells, help_text="The spell that ended and the one that began.")
    inputs = Found(CodingRecord, codings, help_text="The codings that the rule of the new regime read.")


class PanelRecord(Record):
    """What a variable is in a jurisdiction on 1 January of a year."""

    jurisdiction = Key("place.code", help_text="Where.", standard="ISO 3166 or EU")
    iso3 = Word("place.iso3", help_text="Three-letter code of a country.", standard="ISO 3166-1 alpha-3")
    kind = Word("place.kind", JurisdictionKind, help_text="Country, part of one, or union.")
    year = Whole(help_text="The value is that of 1 January of this year.", unit="year")
    indicator = Key(help_text="The indicator, or regime_family or regime_model.", standard="codebook")
    value = Key("held.value", help_text="The answer; of a regime, its family or model.", standard="codebook")
    inherited_from = Word(
        "held.inherited_from", help_text="The country or union it is inherited from.", standard="ISO 3166 or EU"
    )
    coding = Word("held.coding", help_text="Identifier of the coding in force.")
    spell = Word("held.spell", help_text="Of a regime: identifier of the spell.")


class WideRecord(Record):
    """A jurisdiction on 1 January of a year: its regime, and its values by indicator; null where none is coded."""

    jurisdiction = Key("place.code", help_text="Where.", standard="ISO 3166 or EU")
    iso3 = Word("place.iso3", help_text="Three-letter code of a country.", standard="ISO 3166-1 alpha-3")
    kind = Word("place.kind", JurisdictionKind, help_text="Country, part of one, or union.")
    year = Whole(help_text="The values are those of 1 January of this year.", unit="year")
    regime_family = Word("family", Family, help_text="Family of regimes; null where none is known.")
    regime_model = Word("model", Model, Criminalised, help_text="The finer label, by the ruleset.")
    values = Mapping(help_text="Indicator -> value, null where none is coded; in a table, a column each.")
