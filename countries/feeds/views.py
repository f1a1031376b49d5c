"""The feeds and the calendar. Each takes the filters of the page it belongs to, and a page of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from countries.filters import CalendarFilters, ChangeFilters, MilestoneFilters, StrictFilterSet, today
from countries.models import Change, DataVersion, Milestone
from countries.queries.legal import events
from countries.queries.news import editions
from countries.templatetags.jalons import listed
from countries.views.base import answered_early, refused
from kb.problem import InvalidParameter, invalid_value

from . import ics, legal, milestones
from .entry import Entry
from .formats import WRITERS, Feed
from .telling import Telling

A_PAGE = 50
View = Callable[..., HttpResponse]


def followed(view: View) -> View:
    """What can be followed: like a page, but for being cited and being of a day."""

    @csrf_exempt  # what is only read has nothing to forge: a POST is a 405
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        try:
            return answered_early(request) or view(request, *args, **options)
        except InvalidParameter as refusal:
            return refused(request, refusal)

    return answer


def page_of(query: QueryDict) -> int:
    """The page of the feed, from 1."""
    number = query.get("page", "1")
    if not (number.isascii() and number.isdigit() and 0 < int(number) < 10**9):
        raise invalid_value("page", number, _("Write a whole number from 1."))
    return int(number)


def asked_by(query: QueryDict) -> str:
    """The filters of a query string in one order, so that one feed has one name."""
    return urlencode(sorted((name, value) for name, value in query.dict().items() if name != "page"), safe=",:")


def current() -> DataVersion:
    """The version of the data; without one there is nothing to follow."""
    version = DataVersion.objects.current()
    if version is None:
        raise Http404
    return version


def feed(
    request: HttpRequest, filters: StrictFilterSet, name: str, title: str, entries: Sequence[Entry], **of: Any
) -> Feed:
    """The feed of that name; `of` gives its pages, its page of the site and when it last changed."""
    asked = asked_by(request.GET)
    said = listed(f"{label}{_(':')} {value}" for label, value in filters.describe())
    return Feed(
        key=f"{name}?{asked}" if asked else name,
        title=f"Jalons – {title}" + (f" ({said})" if said else ""),
        subtitle=title,
        address=request.path.rpartition(".")[0],
        query=asked,
        about=f"{of.pop('about')}" + (f"?{asked}" if asked else ""),
        entries=tuple(entries),
        **of,
    )


@followed
def changes(request: HttpRequest, ending: str) -> HttpResponse:
    """What versions of the data changed."""
    filters = ChangeFilters(request.GET, Change.objects.all(), request=request, extra={"page"})
    number, version = page_of(request.GET), current()
    found = editions(filters.qs, number)
    if found is None:
        raise Http404
    entries = Telling(found.editions, asked_by(request.GET)).entries()
    updated = found.editions[0].version.loaded_at if found.editions else version.loaded_at
    of = {"page": number, "pages": found.pages, "about": reverse("changes"), "updated": updated}
    return WRITERS[ending](feed(request, filters, "changes", _("Changes to the data"), entries, **of))


@followed
def steps(request: HttpRequest, ending: str) -> HttpResponse:
    """Steps of enforcement cases."""
    filters = MilestoneFilters(request.GET, Milestone.objects.all(), request=request, extra={"page"})
    number, version = page_of(request.GET), current()
    pages = Paginator(milestones.recorded(filters.qs), A_PAGE)
    shown = _page(pages, number)
    entries = milestones.entries(shown)
    updated = entries[0].updated if entries else version.loaded_at
    of = {"page": number, "pages": pages.num_pages, "about": reverse("milestones"), "updated": updated}
    return WRITERS[ending](feed(request, filters, "milestones", _("Milestones of enforcement"), entries, **of))


@followed
def laws_in_force(request: HttpRequest, ending: str) -> HttpResponse:
    """Dated changes of the law, as a feed."""
    filters = CalendarFilters(request.GET, request=request, extra={"page"})
    number, version = page_of(request.GET), current()
    pages = Paginator(legal.entries(events(filters.asked()), today()), A_PAGE)
    entries = _page(pages, number)
    updated = max([entry.updated for entry in entries], default=version.loaded_at)
    of = {"page": number, "pages": pages.num_pages, "about": reverse("calendar"), "updated": updated}
    return WRITERS[ending](feed(request, filters, "laws-in-force", _("Laws coming into force"), entries, **of))


@followed
def laws_in_force_calendar(request: HttpRequest) -> HttpResponse:
    """Dated changes of the law, as a calendar to subscribe to."""
    filters = CalendarFilters(request.GET, request=request)
    version, found = current(), events(filters.asked())
    said = ", ".join(value for _label, value in filters.describe())
    name = _("Laws coming into force") + (f" ({said})" if said else "")
    asked = asked_by(request.GET)
    about = reverse("calendar") + (f"?{asked}" if asked else "")
    headers = {
        "Last-Modified": http_date(version.loaded_at.timestamp()),
        "Content-Disposition": 'inline; filename="laws-in-force.ics"',
    }
    return HttpResponse(ics.calendar(found, name, about), content_type=f"{ics.MEDIA}; charset=utf-8", headers=headers)


def _page(pages: Paginator[Any], number: int) -> list[Any]:
    if number > pages.num_pages:
        raise Http404
    return list(pages.page(number))
