"""What is to come: laws coming into force, and what has lately changed, to read and to subscribe to."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from countries.feeds import legal
from countries.filters import CalendarFilters, today
from countries.filters.base import AsOf
from countries.filters.fields import ANY
from countries.queries.legal import events, pending

from .base import page
from .days import of_a_day
from .document import shown
from .head import Head, feed
from .lists import Asked, facet

LATELY = dt.timedelta(days=365)
SHOWN = ("jurisdiction", "theme", "date_after", "date_before")


class CalendarPage(CalendarFilters):
    """What is to come counts from today; the day in the address goes along to the pages that it leads to."""

    as_of = AsOf(default=ANY, help_text="")


@page
@of_a_day
def calendar(request: HttpRequest) -> HttpResponse:
    filters = CalendarPage(request.GET, request=request)
    asked = filters.asked()
    now = today()
    found = events(asked)
    past = [event for event in found if event.date.last <= now and (asked.after or event.date.last > now - LATELY)]
    context = {
        "listing": Asked(filters, tuple(facet(filters, name) for name in SHOWN)),
        "coming": [legal.told(event) for event in found if event.date.last > now],
        "past": [legal.told(event) for event in reversed(past)],
        "pending": pending(asked),
        "since": now - LATELY,
        "bounded": asked.after or asked.before,
    }
    title = gettext("Laws coming into force")
    head = Head(title, feeds=feed("laws-in-force", title, request.GET, without={"as_of"}))
    return shown(request, "calendar.html", head, context)
