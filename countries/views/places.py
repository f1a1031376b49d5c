"""Countries: the list with facets, and the profile of one."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.cite.linked import place as linked_place
from countries.filters import JurisdictionFilters, today
from countries.filters.coded import apart
from countries.models import IndicatorValue, Jurisdiction
from countries.queries.order import by_country
from countries.queries.profile import Profile, profile
from countries.queries.regimes import spells_on
from countries.templatetags.jalons import day as words

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Crumb, Head, Within, feed, files, outlines
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
        "anchor": _anchor(listed.filters),
        "families": dict(Counter(regimes[place.code].family for place in rows if place.code in regimes)),
    }
    head = Head(_("Countries"), day, files=(*files("jurisdictions", request.GET), outlines(request.GET)))
    return shown(request, "places.html", head, context)


def _anchor(filters: JurisdictionFilters) -> str:
    """Where a profile answers what is asked, if that is one question."""
    plain, pairs = apart(filters.get("value"))
    named = {*filters.get("indicator"), *pairs}
    return f"#{named.pop()}" if len(named) == 1 and not plain else ""


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
    return shown(request, "place.html", _head(found), context)


def _head(found: Profile) -> Head:
    """What the profile says of itself."""
    place, day = found.place, found.day
    above = (Crumb(place.parent.name, reverse("country", args=[place.parent_id])),) if place.parent else ()
    return Head(
        _("%(name)s: prostitution law") % {"name": place.name},
        day,
        description=_(
            "The law of prostitution and of platforms in %(name)s, its history since 1999 and the evidence for every "
            "value."
        )
        % {"name": place.name},
        above=above,
        about=linked_place(place),
        files=files("codings", {"jurisdiction": place.code, "as_of": day.isoformat()}),
        feeds=feed("changes", _("Changes: %(name)s") % {"name": place.name}, {"jurisdiction": place.code}),
        within=partial(_answer, found),
        rod=found.rods.get("kb-1"),
    )


def _answer(found: Profile, anchor: str) -> Within | None:
    """The answer to the question at the anchor, with everything it rests on."""
    cell = next((answer.now for answer in found.answers_to([anchor])), None)
    if cell is None:
        return None
    row = cell.row
    title = _("%(name)s: %(question)s – %(value)s") % {
        "name": found.place.name, "question": row.indicator.name, "value": row.value.label,
    }  # fmt: skip
    verified = _("verified %(date)s") % {"date": words(row.coding.verified_on)}
    inherited = _("Inherited from: %(name)s") % {"name": row.inherited_from.name} if row.inherited_from else ""
    note = ", ".join(part for part in (f"{row.indicator_id} = {cell.value}", inherited, verified) if part)
    return Within(title, note, tuple(support.citation for support in cell.evidence))
