"""Countries: the list with facets, and the profile of one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from countries.filters import JurisdictionFilters, today
from countries.models import IndicatorValue, Jurisdiction
from countries.queries.order import by_country
from countries.queries.profile import profile
from countries.queries.regimes import spells_on

from .base import Day, page
from .days import of_a_day
from .lists import Facet, Option, listing

SHOWN = ["family", "model", "kind", "region", "report_2019", "legal_tradition", "q"]
ALL = 300


@page
@of_a_day
def places(request: HttpRequest) -> HttpResponse:
    every = Jurisdiction.objects.select_related("parent")
    listed = listing(request, JurisdictionFilters, every, SHOWN, per_page=ALL)
    day, ruleset = listed.filters.get("as_of"), listed.filters.get("ruleset")
    regimes = {spell.jurisdiction_id: spell for spell in spells_on(day, ruleset)}
    rows = sorted(listed.page, key=by_country)
    context = {
        "listing": listed,
        "day": day,
        "ruleset": ruleset,
        "buying": _buying(listed.filters),
        "rows": [{"place": place, "spell": regimes.get(place.code)} for place in rows],
        "families": dict(Counter(regimes[place.code].family for place in rows if place.code in regimes)),
    }
    return render(request, "places.html", context)


def _buying(filters: JurisdictionFilters) -> Facet:
    """The values of buying, as `value=buying:...`."""
    chosen = set(filters.get("value"))
    values = IndicatorValue.objects.filter(indicator="buying")
    options = tuple(Option(value.pk, value.label, value.pk in chosen, None) for value in values)
    return Facet("value", "", "list", "", options)


@page
@of_a_day
def place(request: HttpRequest, code: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = profile(code, day, today())
    if found is None:
        raise Http404
    regime = found.regimes.get("kb-1")
    context: dict[str, Any] = {
        "profile": found,
        "place": found.place,
        "day": day,
        "regime": regime,
        "read": found.answers_to(regime.inputs) if regime else [],
        "missing": found.answers_to(regime.missing) if regime else [],
        "who": found.regimes.get("who-is-criminalised"),
        "rod": found.rods.get("kb-1"),
    }
    return render(request, "place.html", context)
