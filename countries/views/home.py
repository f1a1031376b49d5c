"""The front page, and the door that leads to it in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _

from countries.choices import Family, JurisdictionKind, Model
from countries.filters import today
from countries.filters.common import DEFAULT_RULESET
from countries.models import Jurisdiction
from countries.queries.milestones import latest
from countries.queries.timeline import rods
from countries.queries.transitions import transitions
from kb.problem import invalid_value

from .base import Day, page
from .choropleth import Asked, Line, line
from .days import of_a_day
from .document import shown
from .head import Head, feed, files
from .news import news

LATEST = 6
COUNTRY = "country"
FAMILIES = (Family.RESTRICTIVE, Family.ABOLITIONIST, Family.REGULATED)


@dataclass(frozen=True, slots=True)
class Kin:
    """A family, how many countries are in it, and its models with everywhere that they hold."""

    family: Family
    countries: int
    models: tuple[Line, ...]


def entry(request: HttpRequest) -> HttpResponse:
    """`/` leads to the language that the reader prefers."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/" + (f"?{query}" if query else ""))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@page
@of_a_day
def home(request: HttpRequest) -> HttpResponse:
    if COUNTRY in request.GET:
        return to_country(request)
    day = Day(request.GET).get("as_of")
    asked = Asked(request.GET)
    countries = [row for row in asked.maps[0].standings if row.place.kind == JurisdictionKind.COUNTRY]
    reforms = [move for move in transitions(DEFAULT_RULESET, day) if not move.of_knowledge][:LATEST]
    places = [move.after.jurisdiction_id for move in reforms]
    context = {
        "day": day,
        "asked": asked,
        "map": asked.drawn(),
        "countries": [row.place for row in countries],
        "coded": (coded := sum(bool(row.key) for row in countries)),
        "uncoded": len(countries) - coded,
        "families": (kin := families(asked)),
        "numbers": {one.family.value: one.countries for one in kin},
        "buyers": sum(row.key == Model.NEO_ABOLITIONIST for row in countries),
        "reforms": reforms,
        "rods": rods(DEFAULT_RULESET, places, today(), day),
        "milestones": latest(LATEST, day),
        "news": news(LATEST),
    }
    own = (*feed("changes", _("Changes to the data"), {}), *feed("milestones", _("Milestones of enforcement"), {}))
    head = Head(_("Prostitution law, side by side"), day, files=files("regimes", {"as_of": day.isoformat()}), feeds=own)
    return shown(request, "home.html", head, context)


def to_country(request: HttpRequest) -> HttpResponse:
    """The form's one list of countries leads to the profile of the chosen one."""
    query = request.GET.copy()
    code = str(query.pop(COUNTRY)[-1])
    codes = list(Jurisdiction.objects.countries().values_list("code", flat=True))
    if code not in codes:
        raise invalid_value(COUNTRY, code, _("There is no such country here."), codes)
    address = reverse("country", args=[code])
    return HttpResponseRedirect(f"{address}?{query.urlencode(safe=',:')}" if query else address)


def families(asked: Asked) -> list[Kin]:
    """The map as lists, by family and model."""
    counts = asked.maps[0].families()
    return [Kin(family, counts[family], tuple(_of(family, asked.by_answer))) for family in FAMILIES]


def _of(family: Family, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with only what is of a family."""
    for one in lines:
        rows = tuple(row for row in one.held[0] if row.family == family)
        if rows:
            yield line(one.look, (rows,))
