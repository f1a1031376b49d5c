"""Jurisdictions and the regimes they are under."""

from __future__ import annotations

from countries.choices import Criminalised, Family, JurisdictionKind, LegalTradition, Model, ReportStatus

from .base import Both, Day, Key, Mapping, PartialDay, Record, Whole, Word, Words
from .citation import CitationRecord


class MembershipRecord(Record):
    """That a country takes a union's law over [valid_from, valid_to)."""

    union = Key("union_id", help_text="Code of the union.")
    valid_from = PartialDay("valid_from_partial", help_text="Since when.")
    valid_to = PartialDay("valid_to_partial", help_text="Until when; null while it lasts.")


class JurisdictionRecord(Record):
    """A country, a part of one, or a union whose law its members take."""

    code = Key(help_text="Code of the jurisdiction.", standard="ISO 3166-1 alpha-2, ISO 3166-2, or EU")
    iso3 = Word(help_text="Three-letter code of a country.", standard="ISO 3166-1 alpha-3")
    numeric = Word(help_text="Three-digit code of a country.", standard="ISO 3166-1 numeric, UN M49")
    kind = Word("kind", JurisdictionKind, help_text="Country, part of one, or union.")
    parent = Word(  # type: ignore[assignment]  # DRF moves it to `fields`
        "parent_id", help_text="Of a part: its country.", standard="ISO 3166-1 alpha-2"
    )
    name = Both(help_text="Its name.")
    aliases = Words(help_text="Other names it goes by.")
    region = Word(help_text="Region, by its English name.", standard="UN M49")
    subregion = Word(help_text="Subregion, by its English name.", standard="UN M49")
    legal_tradition = Word("legal_tradition", LegalTradition, help_text="Legal tradition.")
    report_2019 = Word("report_2019", ReportStatus, help_text="Whether a source shows that the 2019 report covers it.")
    population = Whole(help_text="Population.", unit="inhabitants")
    population_year = Whole(help_text="The year the population is of.", unit="year")
    memberships = MembershipRecord(many=True, help_text="The unions whose law it takes, and when.")


class PassageRecord(Record):
    """One or two sentences of a profile, with their evidence."""

    text = Both(help_text="The sentences.")
    citations = CitationRecord(source="evidence", many=True, help_text="Their citations, the leading one first.")


class JurisdictionProfileRecord(JurisdictionRecord):
    """A jurisdiction with its profile."""

    profile = PassageRecord(source="passages", many=True, help_text="What its law says, in short.")


class SpellRecord(Record):
    """The regime of a jurisdiction over [start, end), as a ruleset derives it from the codings."""

    id = Key(help_text="Identifier of the spell.")
    jurisdiction = Key("jurisdiction_id", help_text="Where.", standard="ISO 3166")
    ruleset = Key("ruleset_id", help_text="By which published rules.")
    family = Word("family", Family, help_text="Family of regimes.")
    model = Word("model", Model, Criminalised, help_text="The finer label, by the ruleset.")
    rule = Word(help_text="The rule that won; null where none could.")
    inputs = Mapping(help_text="Indicator -> the value and the coding that the rule read.")
    missing = Words(help_text="Indicators without which the period cannot be classified.")
    start = Day(help_text="The first day; 1999-01-01 also stands for earlier.")
    end = Day(help_text="The first day on which it no longer held; null while it holds.")
    trigger = Word("trigger_id", help_text="Identifier of the law with which it began.")
