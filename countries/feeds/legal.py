"""Dated changes of the law in words, for the feed, the calendar and its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from countries.choices import LawDateKind
from countries.queries.legal import CHANGES, Event, told_in
from countries.templatetags.jalons import joined, model, partial

from .entry import Entry, Line, Link


def title(event: Event) -> str:
    """The jurisdiction, and what happens in it."""
    place = event.place.name
    if event.kind == CHANGES or event.law is None:
        what = joined(list(dict.fromkeys(turned.coding.indicator.name for turned in event.turned))) or _("regime")
        return _("%(place)s: the law changes on %(what)s") % {"place": place, "what": what.lower()}
    said = {
        LawDateKind.IN_FORCE: _("%(place)s: %(law)s in force"),
        LawDateKind.APPLICABLE: _("%(place)s: %(law)s applicable"),
        LawDateKind.REPEALED: _("%(place)s: %(law)s repealed"),
    }[LawDateKind(event.kind)]
    return said % {"place": place, "law": event.law.label}


def lines(event: Event) -> Iterator[Line]:
    """Each answer, and the regime: old → new."""
    for turned in event.turned:
        old, new = (one.value.label if one else "" for one in (turned.old, turned.new))
        if old and old == new:
            yield Line(turned.coding.indicator.name, "", _("%(value)s, on other terms") % {"value": new})
        else:
            yield Line(turned.coding.indicator.name, old, new)
    for before, after in event.regimes:
        yield Line(_("Regime"), model(before), model(after))


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words."""

    event: Event
    title: str
    address: str
    lines: tuple[Line, ...]


def told(event: Event) -> Told:
    return Told(event, title(event), address(event), tuple(lines(event)))


def address(event: Event) -> str:
    """The law; where there is none, the first answer that changes."""
    if event.law:
        return reverse("law", args=[event.law.pk])
    anchor = f"#{event.turned[0].coding.indicator_id}" if event.turned else "#regime"
    return reverse("country", args=[event.place.code]) + anchor


def entries(events: Sequence[Event], today: dt.date) -> list[Entry]:
    """Events as entries, the last told first. One that was known beforehand is told anew on its day."""
    times = told_in(events) if events else {}
    found = []
    for event in events:
        published, updated = times[event.key]
        due = dt.datetime.combine(event.date.first, dt.time(), dt.UTC)
        if updated < due and event.date.precision == "day" and event.date.first <= today:
            updated = due
        found.append(entry(event, published, updated))
    return sorted(found, key=lambda one: (one.updated, str(one.facts["date"]), one.key), reverse=True)


def entry(event: Event, published: dt.datetime, updated: dt.datetime) -> Entry:
    day = partial(event.date)
    return Entry(
        key=f"laws-in-force/{event.key}",
        title=_("%(day)s, %(what)s") % {"day": day, "what": title(event)},
        address=address(event),
        published=published,
        updated=updated,
        lines=tuple(lines(event)),
        law=Link(event.law.label, reverse("law", args=[event.law.pk])) if event.law else None,
        tags=(event.kind, event.place.code, *sorted(event.themes)),
        facts={
            "kind": event.kind,
            "date": str(event.date),
            "jurisdiction": event.place.code,
            **({"law": event.law.pk} if event.law else {}),
            "changes": [
                {
                    "indicator": turned.coding.indicator_id,
                    "old": turned.old.value.code if turned.old else None,
                    "new": turned.new.value.code if turned.new else None,
                }
                for turned in event.turned
            ],
        },
    )
