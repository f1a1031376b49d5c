"""Dated changes of the law, past and to come: laws coming into force, answers and regimes that change on a day.

A law that comes into force and what it changes that day are one event. Dates are told as far as they are known: a
month or a year is never made into a day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from countries.choices import LawDateKind, LawStatus, StartType
from countries.dates import PartialDate, PrecisionName
from countries.models import Change, Coding, DataVersion, Jurisdiction, Law, LawDate, RegimeSpell

RULESET = "kb-1"
CHANGES = "law_changes"
IN_FORCE = (LawDateKind.IN_FORCE, LawDateKind.APPLICABLE, LawDateKind.REPEALED)


@dataclass(frozen=True, slots=True)
class Turned:
    """An answer that begins or, without `new`, ends on a day; `old` is what ends there."""

    old: Coding | None
    new: Coding | None

    @property
    def coding(self) -> Coding:
        found = self.new or self.old
        assert found is not None  # noqa: S101  one of them is there
        return found


@dataclass(slots=True)
class Event:
    """What happens on a date in one jurisdiction. `kind` is a LawDateKind, or `law_changes` where no law's date is it.

    `key` is its name for ever.
    """

    key: str
    kind: str
    date: PartialDate
    place: Jurisdiction
    law: Law | None
    turned: list[Turned] = field(default_factory=list)
    regimes: list[tuple[RegimeSpell | None, RegimeSpell]] = field(default_factory=list)

    @property
    def themes(self) -> set[str]:
        """Those of its law and of the questions whose answers change."""
        return {*(self.law.themes if self.law else ()), *(one.coding.indicator.theme for one in self.turned)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; empty means all."""

    jurisdictions: Collection[str] = ()
    themes: Collection[str] = ()
    after: dt.date | None = None
    before: dt.date | None = None

    def holds(self, event: Event) -> bool:
        return (
            (not self.jurisdictions or event.place.code in self.jurisdictions)
            and (not self.themes or bool(event.themes & set(self.themes)))
            and (self.after is None or event.date.last >= self.after)
            and (self.before is None or event.date.first <= self.before)
        )


def events(asked: Asked) -> list[Event]:
    """The events asked for, in order of date (3 queries)."""
    book = _Book()
    for own in LawDate.objects.filter(kind__in=IN_FORCE).select_related("law__jurisdiction").order_by("date", "pk"):
        book.enter(own)
    rows = Coding.objects.filter(published=True).select_related("jurisdiction", "indicator", "value", "trigger")
    codings = list(rows.order_by("jurisdiction_id", "indicator__order", "valid_from"))
    for turned, day in _turns(codings):
        law = turned.new.trigger if turned.new else None
        book.event(turned.coding.jurisdiction, day, law).turned.append(turned)
    exact = {one.pk for one in codings if _is_exact(one)}
    spells = RegimeSpell.objects.filter(ruleset=RULESET).select_related("jurisdiction", "trigger")
    for old, new in pairwise(spells.order_by("jurisdiction_id", "start")):
        if old.jurisdiction_id == new.jurisdiction_id and old.end == new.start and _moved(old, new, exact):
            book.event(new.jurisdiction, new.start, new.trigger).regimes.append((old, new))
    return sorted((event for event in book.events if asked.holds(event)), key=lambda event: (event.date, event.key))


class _Book:
    """Events by what they are of, so that what happens together is one."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.of_law: dict[tuple[str, str, dt.date], Event] = {}
        self.of_day: dict[tuple[str, dt.date], Event] = {}

    def enter(self, own: LawDate) -> None:
        """A law's own date. What its provisions change on that day will be told with it."""
        date = PartialDate(own.date, cast("PrecisionName", own.date_precision))
        event = Event(f"law/{own.law_id}/{own.kind}", own.kind, date, own.law.jurisdiction, own.law)
        self.events.append(event)
        if date.precision == "day" and own.kind != LawDateKind.REPEALED:
            self.of_law.setdefault((own.law_id, own.law.jurisdiction_id, own.date), event)

    def event(self, place: Jurisdiction, day: dt.date, law: Law | None) -> Event:
        """The event to which a change of the law belongs, made if there is none."""
        found = self.of_law.get((law.pk, place.code, day)) if law else self.of_day.get((place.code, day))
        if found is None:
            key = f"change/{place.code}/{day.isoformat()}" + (f"/{law.pk}" if law else "")
            found = Event(key, CHANGES, PartialDate(day, "day"), place, law)
            self.events.append(found)
            if law:
                self.of_law[law.pk, place.code, day] = found
        self.of_day.setdefault((place.code, day), found)
        return found


def _turns(codings: Sequence[Coding]) -> Iterator[tuple[Turned, dt.date]]:
    """The answers that begin or end on a day that is known as such, those with a law before those without."""
    ends = {(one.jurisdiction_id, one.indicator_id, one.valid_to): one for one in codings}
    starts = {(one.jurisdiction_id, one.indicator_id, one.valid_from) for one in codings}
    for one in sorted(codings, key=lambda one: one.trigger_id is None):
        if _is_exact(one):
            yield Turned(ends.get((one.jurisdiction_id, one.indicator_id, one.valid_from)), one), one.valid_from
        ended = one.valid_to if one.valid_to_precision == "day" else None
        if ended and (one.jurisdiction_id, one.indicator_id, ended) not in starts:
            yield Turned(one, None), ended


def _is_exact(coding: Coding) -> bool:
    """Whether its law began on that very day, and the day is known."""
    return coding.valid_from_type == StartType.EXACT and coding.valid_from_precision == "day"


def _moved(old: RegimeSpell, new: RegimeSpell, exact: Collection[str]) -> bool:
    """Whether a regime gave way to another on the day of a coding that is known to begin then."""
    begun = {read["coding"] for read in new.inputs.values() if read["coding"] in exact}
    same_day = any(coding.endswith(f".{new.start.isoformat()}") for coding in begun)
    return (old.family, old.model) != (new.family, new.model) and same_day


def pending(asked: Asked) -> list[Law]:
    """Laws that were adopted and have no known date of coming into force, whichever day is asked for (1 query)."""
    dated = LawDate.objects.filter(kind__in=(LawDateKind.IN_FORCE, LawDateKind.APPLICABLE)).values("law")
    rows = Law.objects.filter(status=LawStatus.ADOPTED).exclude(pk__in=dated).select_related("jurisdiction")
    return [
        law
        for law in rows.order_by("jurisdiction_id", "pk")
        if (not asked.jurisdictions or law.jurisdiction_id in asked.jurisdictions)
        and (not asked.themes or set(law.themes) & set(asked.themes))
    ]


def told_in(events: Sequence[Event]) -> dict[str, tuple[dt.datetime, dt.datetime]]:
    """Event -> when the data first said it, and when they last said it anew; there is a version (2 queries)."""
    records = {event.key: _record(event) for event in events}
    versions = dict(DataVersion.objects.values_list("number", "loaded_at"))
    told: dict[str, set[int]] = defaultdict(set)
    rows = Change.objects.filter(record_type__in=("lawdate", "coding", "regimespell")).exclude(action="removed")
    for record, number in rows.filter(record_id__in={r for own in records.values() for r in own}).values_list(
        "record_id", "version"
    ):
        told[record].add(number)
    first = min(versions.values())
    times = {key: [versions[n] for record in own for n in told[record]] for key, own in records.items()}
    return {key: (min(found), max(found)) if found else (first, first) for key, found in times.items()}


def _record(event: Event) -> list[str]:
    """The ids of the records that an event is told from."""
    own = [f"{event.law.pk}.{event.kind}"] if event.law and event.kind != CHANGES else []
    return own or [one.coding.pk for one in event.turned] or [new.pk for _, new in event.regimes]
