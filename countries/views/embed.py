"""What other sites may show inside their own pages: the table first, and always which data, which day and whose.

Only these pages may be framed, by anybody. An address may name the version of the data that it was copied with
(`version`); the page shows the data that stand, and says so when they have moved on.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from csp.utils import build_policy
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.filters import CompareColumns, StrictFilterSet, today
from countries.filters.base import One
from countries.filters.vocabulary import Records
from countries.models import DataVersion, Indicator, Jurisdiction
from countries.queries.compare import Comparison, compare

from .base import Day, page
from .choropleth import Asked
from .compare import Asked as Comparing
from .compare_words import heading
from .days import View, of_a_day
from .document import shown
from .head import Head
from .worldmap import context as map_context
from .worldmap import head as map_head

HEADER = "Content-Security-Policy"


def framed(view: View) -> View:
    """A page that may be framed by anybody; what it may load stays as it is for all pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = view(request, *args, **options)
        response.headers[HEADER] = build_policy(replace={"frame-ancestors": ["*"]})
        vars(response)["xframe_options_exempt"] = True
        return response

    return answer


class CopiedWith(StrictFilterSet):
    """The version of the data that an address was copied with: any that there was, for a frame may be old."""

    version = One(vocabulary=Records(DataVersion, "version"), label="", help_text="")

    class Meta:
        model = DataVersion
        fields: list[str] = []


def copied_with(data: QueryDict) -> tuple[QueryDict, DataVersion | None]:
    """The query without `version`, and the version that it names (2 queries where it names one)."""
    kept, named = data.copy(), QueryDict(mutable=True)
    if "version" in kept:
        named.setlist("version", kept.pop("version"))
    word = CopiedWith(named).get("version")
    return kept, DataVersion.objects.get(version=word) if word else None


@framed
@page
@of_a_day
def worldmap(request: HttpRequest) -> HttpResponse:
    data, version = copied_with(request.GET)
    wanted = Asked(data)
    return shown(request, "embed/map.html", map_head(wanted), {**map_context(wanted), "copied_with": version})


@framed
@page
@of_a_day
def country(request: HttpRequest, code: str) -> HttpResponse:
    data, version = copied_with(request.GET)
    day = Day(data).get("as_of")
    place = Jurisdiction.objects.filter(pk=code).first()
    if place is None:
        raise Http404
    title = _("%(name)s: prostitution law") % {"name": place.name}
    query = data.urlencode(safe=",:")
    head = Head(title, day, address=reverse("country", args=[code]) + (f"?{query}" if query else ""))
    found = compare([place], list(Indicator.objects.core()), day, today=today())
    return shown(request, "embed/country.html", head, {"place": place, **_context(found, version)})


@framed
@page
@of_a_day
def comparison(request: HttpRequest) -> HttpResponse:
    """The comparison of the same query string; of the core questions where it chooses none."""
    data, version = copied_with(request.GET)
    filters = CompareColumns(data, list(Jurisdiction.objects.all()), list(Indicator.objects.all()))
    filters.require()
    wanted = Comparing(filters, [])
    core = [question for question in filters.everything if question.core]
    found = compare(
        filters.places,
        filters.questions if filters.chosen else core,
        wanted.day,
        today=today(),
        then=filters.get("and"),
        ruleset=filters.get("ruleset"),
    )
    head = Head(heading(found), wanted.day, address=f"{reverse('compare')}?{wanted.query()}")
    lines = [line for line in found.lines if filters.shows(line)]
    context = {**_context(found, version), "lines": lines, "then": found.then}
    return shown(request, "embed/compare.html", head, context)


def _context(found: Comparison, version: DataVersion | None) -> dict[str, Any]:
    return {"found": found, "day": found.day, "copied_with": version}
