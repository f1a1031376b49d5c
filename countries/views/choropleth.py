"""A map as it is asked for: what it shows, its legend and its table, with the addresses of all that is near it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.choices import Family
from countries.filters import MapFilters
from countries.filters.common import DEFAULT_RULESET
from countries.models import Jurisdiction
from countries.queries.choropleth import (
    NOTHING,
    Choropleth,
    Standing,
    Tally,
    choropleths,
    indicator_subject,
    ruleset_subject,
)
from countries.queries.order import by_name
from countries.templatetags.jalons import day as in_words
from countries.templatetags.jalons import region as region_words

from .drawing import REGIONS, Look, WorldMap, drawn_with, look_of, looks, words_for, world_map


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend, counted on each day. `href` adds it to what is shown, or takes it out again.

    `patterns` are what it is drawn with: one, or of a mixed regime one a family.
    """

    look: Look
    patterns: tuple[str, ...]
    tallies: tuple[Tally, ...]
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A family or a region that may be shown alone."""

    key: str
    label: str
    count: int
    chosen: bool
    href: str


@dataclass(frozen=True, slots=True)
class Held:
    """What holds on one of the days, in words."""

    standing: Standing
    look: Look
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table. `differs` says that a part's law is not its country's; `changed` compares the two days."""

    place: Jurisdiction
    href: str
    held: tuple[Held, ...]
    differs: bool
    changed: bool

    @property
    def last(self) -> Held:
        return self.held[-1]


@dataclass(frozen=True, slots=True)
class Line:
    """An answer with everywhere that it holds, on each day."""

    look: Look
    patterns: tuple[str, ...]
    held: tuple[tuple[Standing, ...], ...]


def line(look: Look, held: tuple[tuple[Standing, ...], ...]) -> Line:
    return Line(look, drawn_with(look, [row for rows in held for row in rows]), held)


class Asked:
    """A map as a query string asks for it. Raises InvalidParameter where it cannot be."""

    def __init__(self, data: QueryDict) -> None:
        filters = MapFilters(data)
        self.given = {name: str(data[name]) for name in filters.given()}
        cleaned = filters.form.cleaned_data  # checked by now, and each check asks the database
        self.day: dt.date = cleaned["as_of"]
        self.then: dt.date | None = cleaned["and"]
        self.ruleset: str = cleaned["ruleset"]
        self.indicator: str = cleaned["indicator"]
        self.families: tuple[str, ...] = cleaned["family"]
        self.answers: tuple[str, ...] = cleaned["value" if self.indicator else "model"]
        self.regions: tuple[str, ...] = cleaned["region"]

    @cached_property
    def maps(self) -> list[Choropleth]:
        """The map of the day and, if there is one, of the second."""
        subject = indicator_subject(self.indicator) if self.indicator else ruleset_subject(self.ruleset)
        return choropleths(subject, [self.day, *([self.then] if self.then else [])])

    @cached_property
    def looks(self) -> dict[str, Look]:
        return looks(self.maps[0].subject)

    @property
    def name(self) -> str:
        """What the map is of, in the reader's language."""
        return str(self.maps[0].subject.of.name)

    @property
    def filtered(self) -> bool:
        return bool(self.answers or self.families or self.regions)

    @property
    def unfiltered(self) -> str:
        """The query string of the whole map."""
        return self.query(family=None, model=None, value=None, region=None)

    @property
    def dates(self) -> str:
        if not self.then:
            return in_words(self.day)
        return _("%(first)s and %(second)s") % {"first": in_words(self.day), "second": in_words(self.then)}

    def query(self, **changed: str | None) -> str:
        """The query string that asks for this, with what is changed; `None` leaves a parameter out."""
        named = {name: self.given.get(name) for name in MapFilters.base_filters} | changed
        if named.get("ruleset") == DEFAULT_RULESET:
            named["ruleset"] = None
        kept = {name: word for name, word in named.items() if word}
        return f"?{urlencode(kept, safe=',:')}" if kept else ""

    def toggled(self, name: str, chosen: Sequence[str], key: str) -> str:
        """The query string with one more word of a parameter, or one fewer."""
        words = [word for word in chosen if word != key] if key in chosen else [*chosen, key]
        return self.query(**{name: ",".join(words) or None})

    def passes(self, standing: Standing) -> bool:
        """Whether the filters leave it in."""
        return (
            (not self.answers or standing.key in self.answers)
            and (not self.families or standing.family in self.families)
            and (not self.regions or standing.region in self.regions)
        )

    @cached_property
    def legend(self) -> list[Entry]:
        """Every answer that holds somewhere on one of the days."""
        name = "value" if self.indicator else "model"
        every = [one.tallies(self.regions) for one in self.maps]
        return [
            Entry(
                look,
                drawn_with(look, [row for one in self.maps for row in one.standings if row.key == key]),
                tuple(tallies.get(key, NOTHING) for tallies in every),
                key in self.answers,
                self.toggled(name, self.answers, key) if key else "",
            )
            for key, look in self.looks.items()
            if any(key in tallies for tallies in every)
        ]

    @property
    def family_choices(self) -> list[Choice]:
        """The families, where the ruleset has any."""
        counts = self.maps[0].families(self.regions)
        return [
            Choice(key, str(Family(key).label), count, key in self.families, self.toggled("family", self.families, key))
            for key, count in counts.items()
            if any(counts.values())
        ]

    @property
    def region_choices(self) -> list[Choice]:
        """The regions of the world, each to be shown alone."""
        return [Choice(name, region_words(name), 0, name in self.regions, self.query(region=name)) for name in REGIONS]

    @property
    def rows(self) -> list[Row]:
        """The table: everything that the filters leave in on one of the days, parts below their country."""
        by_day = [one.by_code() for one in self.maps]
        differing = {part.place.code for one in self.maps for parts in one.differing().values() for part in parts}
        found = []
        for code in by_day[0]:
            standings = [standings[code] for standings in by_day]
            if any(self.passes(standing) for standing in standings):
                held = tuple(Held(one, look_of(one, self.looks), words_for(one, self.looks)) for one in standings)
                place = standings[0].place
                changed = len({one.key for one in standings}) > 1
                found.append(Row(place, self.href(place), held, code in differing, changed))
        return found

    @property
    def by_answer(self) -> list[Line]:
        """The same by answer: where each holds, as far as the filters leave it in; parts only where they differ."""
        parts = [{row.place.code for rows in one.differing().values() for row in rows} for one in self.maps]
        left = [
            sorted(
                (
                    row
                    for row in one.standings
                    if self.passes(row) and (not row.place.parent_id or row.place.code in own)
                ),
                key=lambda row: by_name(row.place),
            )
            for one, own in zip(self.maps, parts, strict=True)
        ]
        lines = [
            line(look, tuple(tuple(row for row in rows if row.key == key) for rows in left))
            for key, look in self.looks.items()
        ]
        return [one for one in lines if any(one.held)]

    def href(self, place: Jurisdiction) -> str:
        """The answer on the place's own page."""
        return reverse("country", args=[place.code]) + (f"#{self.indicator}" if self.indicator else "")

    def drawn(self) -> WorldMap:
        titled = [(in_words(one.day), one) for one in self.maps]
        return world_map(titled, self.passes, self.regions)
