"""The calendar (RFC 5545): a dated change of the law is an event of one whole day.

A date known only by its month or year makes no event: no day is invented for it. Such dates stand on the page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration, vUri

from countries.choices import Theme
from countries.queries.legal import Event as Happening
from countries.queries.legal import told_in

from .entry import Line, absolute
from .legal import address, lines, title

MEDIA = "text/calendar"
REFRESH = dt.timedelta(days=1)


def uid(event: Happening) -> str:
    """Its name in every calendar, in every version of the data and in both languages."""
    return f"{event.key}@{urlsplit(settings.SITE_URL).hostname}"


def calendar(events: Sequence[Happening], name: str, about: str) -> bytes:
    """The events whose day is known, as iCalendar."""
    lang = (get_language() or "en")[:2]
    made = Calendar()
    made.add("prodid", f"-//Jalons//Laws in force//{lang.upper()}")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        made.add(key, name)
    made.add("url", vUri(absolute(about)))
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    days = [event for event in events if event.date.precision == "day"]
    told = told_in(days) if days else {}
    for event in days:
        made.add_component(_event(event, told[event.key], lang))
    return bytes(made.to_ical())


def _event(event: Happening, told: tuple[dt.datetime, dt.datetime], lang: str) -> Event:
    published, updated = told
    made = Event()
    made.add("uid", uid(event))
    made.add("dtstamp", updated)
    made.add("created", published)
    made.add("last-modified", updated)
    made.add("dtstart", event.date.first)
    made.add("dtend", event.date.first + dt.timedelta(days=1))
    made.add("transp", "TRANSPARENT")
    made.add("class", "PUBLIC")
    made.add("summary", title(event), parameters={"LANGUAGE": lang})
    made.add("description", _description(event), parameters={"LANGUAGE": lang})
    made.add("url", vUri(absolute(address(event))))
    made.add("categories", [event.place.name, *(str(Theme(theme).label) for theme in sorted(event.themes))])
    return made


def _description(event: Happening) -> str:
    told = [_side_by_side(line) for line in lines(event)]
    law = [_("Law: %(citation)s") % {"citation": event.law.citation}] if event.law else []
    return "\n".join([*told, *law, absolute(address(event))])


def _side_by_side(line: Line) -> str:
    if line.old and line.new:
        return _("%(label)s: %(old)s → %(new)s") % {"label": line.label, "old": line.old, "new": line.new}
    return _("%(label)s: %(new)s") % {"label": line.label, "new": line.new or f"{line.old} → –"}
