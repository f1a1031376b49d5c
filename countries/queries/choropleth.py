"""What a map shows: what holds in each jurisdiction on a day, by a ruleset or an indicator, and how many of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from countries.choices import Criminalised, Family, JurisdictionKind, Model
from countries.classify import RECORD_START
from countries.models import CodingInForce, Indicator, Jurisdiction, Law, RegimeSpell, Ruleset

from .cells import held, on
from .order import by_country
from .regimes import MODELS, spells_on

NOT_CODED = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a map is of: the models of a ruleset or the values of an indicator, `answers`, in their order."""

    of: Ruleset | Indicator
    answers: Mapping[str, str]

    @property
    def code(self) -> str:
        return self.of.pk

    @property
    def indicator(self) -> Indicator | None:
        return self.of if isinstance(self.of, Indicator) else None

    @property
    def question(self) -> str:
        return self.of.question if isinstance(self.of, Indicator) else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds in a jurisdiction: a regime, a coding, or neither. `key` is one of the subject's answers or empty."""

    place: Jurisdiction
    holds: RegimeSpell | CodingInForce | None = None

    @property
    def key(self) -> str:
        if isinstance(self.holds, CodingInForce):
            return self.holds.value_id.partition(":")[2]
        return self.holds.model if self.holds else NOT_CODED

    @property
    def family(self) -> str:
        return self.holds.family if isinstance(self.holds, RegimeSpell) else ""

    @property
    def start(self) -> dt.date | None:
        return self.holds.start if self.holds else None

    @property
    def reformed(self) -> dt.date | None:
        """Since when, where it came by a reform: what began with the record may be older."""
        return self.start if self.start and self.start > RECORD_START else None

    @property
    def trigger(self) -> Law | None:
        """The law with which it began, where one is recorded."""
        if isinstance(self.holds, CodingInForce):
            return self.holds.coding.trigger
        return self.holds.trigger if self.holds else None

    @property
    def region(self) -> str:
        """That of the country, for a part too."""
        return (self.place.parent or self.place).region


@dataclass(frozen=True, slots=True)
class Tally:
    """How many countries an answer holds in, and how many of their parts that differ from their country."""

    countries: int
    parts: int


NOTHING = Tally(0, 0)


@dataclass(frozen=True, slots=True)
class Choropleth:
    """The map of one day. `standings` are by country, each followed by its parts."""

    subject: Subject
    day: dt.date
    standings: tuple[Standing, ...]

    def by_code(self) -> dict[str, Standing]:
        return {standing.place.code: standing for standing in self.standings}

    def differing(self) -> dict[str, list[Standing]]:
        """Country -> those of its parts in which something else holds."""
        own, found = self.by_code(), dict[str, list[Standing]]()
        for standing in self.standings:
            parent = standing.place.parent_id
            if parent and standing.key not in {own[parent].key, NOT_CODED}:
                found.setdefault(parent, []).append(standing)
        return found

    def tallies(self, regions: Collection[str] = ()) -> dict[str, Tally]:
        """Answer -> how often it holds in these regions, or anywhere; those that hold nowhere left out."""
        differing = [part for parts in self.differing().values() for part in parts]
        rows = [row for row in self.standings if not regions or row.region in regions]
        found: dict[str, Tally] = {}
        for key in (*self.subject.answers, NOT_CODED):
            same = [row for row in rows if row.key == key]
            countries = sum(row.place.kind == JurisdictionKind.COUNTRY for row in same)
            if same:
                found[key] = Tally(countries, sum(row in differing for row in same))
        return found

    def families(self, regions: Collection[str] = ()) -> dict[str, int]:
        """Family -> how many countries of these regions, or of all, are in it."""
        rows = [row for row in self.standings if row.place.kind == JurisdictionKind.COUNTRY]
        rows = [row for row in rows if not regions or row.region in regions]
        named = (Family.RESTRICTIVE, Family.ABOLITIONIST, Family.REGULATED)
        return {family.value: sum(row.family == family for row in rows) for family in named}


def ruleset_subject(ruleset: str) -> Subject:
    """The models of a ruleset (1 query)."""
    labels = {str(one.value): str(one.label) for words in (Model, Criminalised) for one in words}
    return Subject(Ruleset.objects.get(pk=ruleset), {model: labels[model] for model in MODELS[ruleset]})


def indicator_subject(code: str) -> Subject:
    """The values of an indicator, the typed absences last (2 queries)."""
    indicator = Indicator.objects.prefetch_related("values").get(pk=code)
    values = sorted(indicator.values.all(), key=lambda value: (value.is_absence, value.order))
    return Subject(indicator, {value.code: value.label for value in values})


def choropleths(subject: Subject, days: Iterable[dt.date]) -> list[Choropleth]:
    """The map of each day (1 query for the places; for each day 1 of regimes or 3 of codings)."""
    places = sorted(Jurisdiction.objects.with_regime().select_related("parent"), key=by_country)
    return [_choropleth(subject, day, places) for day in days]


def _choropleth(subject: Subject, day: dt.date, places: list[Jurisdiction]) -> Choropleth:
    holding: dict[str, RegimeSpell | CodingInForce] = {}
    if subject.indicator:
        holding = {row.jurisdiction_id: row for row in held(on(day) & Q(indicator=subject.code))}
    else:
        holding = {spell.jurisdiction_id: spell for spell in spells_on(day, subject.code)}
    return Choropleth(subject, day, tuple(Standing(place, holding.get(place.code)) for place in places))
