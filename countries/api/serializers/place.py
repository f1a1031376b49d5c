"""Jurisdictions and the regimes they are under."""

from __future__ import annotations

from countries.choices import Criminalised, Family, JurisdictionKind, LegalTradition, Model, ReportStatus

from .base import Both, Day, Key, Mapping, PartialDay, Record, Whole, Word, Words
from .citation import CitationRecord


class MembershipRecord(Record):
    """That a country takes a union's law over [valid_from, valid_to)."""

    union = Key("union_id")
    valid_from = PartialDay("valid_from_partial")
    valid_to = PartialDay("valid_to_partial")


class JurisdictionRecord(Record):
    """A country, a part of one, or a union whose law its members take."""

    code = Key(help_text="ISO 3166-1 alpha-2, ISO 3166-2, or EU.")
    iso3 = Word()
    numeric = Word()
    kind = Word("kind", JurisdictionKind)
    parent = Word("parent_id")  # type: ignore[assignment]  # DRF moves it to `fields`
    name = Both()
    aliases = Words()
    region = Word(help_text="UN M49.")
    subregion = Word(help_text="UN M49.")
    legal_tradition = Word("legal_tradition", LegalTradition)
    report_2019 = Word("report_2019", ReportStatus)
    population = Whole()
    population_year = Whole()
    memberships = MembershipRecord(many=True)


class PassageRecord(Record):
    """One or two sentences of a profile, with their evidence."""

    text = Both()
    citations = CitationRecord(source="evidence", many=True)


class JurisdictionProfileRecord(JurisdictionRecord):
    """A jurisdiction with its profile."""

    profile = PassageRecord(source="passages", many=True)


class SpellRecord(Record):
    """The regime of a jurisdiction over [start, end), as a ruleset derives it from the codings."""

    id = Key()
    jurisdiction = Key("jurisdiction_id")
    ruleset = Key("ruleset_id")
    family = Word("family", Family)
    model = Word("model", Model, Criminalised)
    rule = Word(help_text="The rule that won; null where none could.")
    inputs = Mapping(help_text="Indicator -> the value and the coding that the rule read.")
    missing = Words(help_text="Indicators without which the period cannot be classified.")
    start = Day()
    end = Day(help_text="The first day on which it no longer held; null while it holds.")
    trigger = Word("trigger_id", help_text="The law with which it began.")
