"""What is to come: laws coming into force, and what has lately changed, to read and to subscribe to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from countries.feeds import legal
from countries.filters import CalendarFilters, today
from countries.queries.legal import events, pending

from .base import page
from .document import shown
from .head import Head, feed
from .lists import Facet, facet

LATELY = dt.timedelta(days=365)
SHOWN = ("jurisdiction", "theme", "date_after", "date_before")


@dataclass(frozen=True, slots=True)
class Asking:
    """The filters as the list's form shows them."""

    facets: tuple[Facet, ...]
    described: list[tuple[str, str]]
    kept: tuple[tuple[str, str], ...] = ()


@page
def calendar(request: HttpRequest) -> HttpResponse:
    filters = CalendarFilters(request.GET, request=request)
    asked = filters.asked()
    now = today()
    found = events(asked)
    past = [event for event in found if event.date.last <= now and (asked.after or event.date.last > now - LATELY)]
    context = {
        "listing": Asking(tuple(facet(filters, name) for name in SHOWN), filters.describe()),
        "coming": [legal.told(event) for event in found if event.date.last > now],
        "past": [legal.told(event) for event in reversed(past)],
        "pending": pending(asked),
        "since": now - LATELY,
        "bounded": asked.after or asked.before,
    }
    title = gettext("Laws coming into force")
    head = Head(title, feeds=feed("laws-in-force", title, request.GET))
    return shown(request, "calendar.html", head, context)
