"""The front page, and the door that leads to it in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _

from countries.models import Change, DataVersion, Jurisdiction
from countries.queries.milestones import latest
from countries.queries.order import by_name
from countries.queries.regimes import by_family, by_model, spells_on

from .base import Day, page
from .changes import summary
from .choropleth import Asked
from .days import of_a_day
from .document import shown
from .head import Head, feed, files

LATEST = 6


def entry(request: HttpRequest) -> HttpResponse:
    """`/` leads to the language that the reader prefers."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/" + (f"?{query}" if query else ""))
    patch_vary_headers(response, ["Accept-Language"])
    return response


@page
@of_a_day
def home(request: HttpRequest) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    spells = spells_on(day, "kb-1")
    countries = sorted(Jurisdiction.objects.countries(), key=by_name)
    version = DataVersion.objects.current()
    context = {
        "day": day,
        "asked": (asked := Asked(request.GET)),
        "map": asked.drawn(),
        "families": by_family(spells),
        "models": [group for group in by_model(spells, "kb-1") if group.countries],
        "countries": countries,
        "coded": [spell for spell in spells if spell.jurisdiction.kind == "country"],
        "regimes": {spell.jurisdiction_id: spell for spell in spells},
        "milestones": latest(LATEST, day),
        "version": version,
        "changed": summary(Change.objects.filter(version=version)) if version else [],
    }
    own = (*feed("changes", _("Changes to the data"), {}), *feed("milestones", _("Milestones of enforcement"), {}))
    head = Head(_("Prostitution law, side by side"), day, files=files("regimes", {"as_of": day.isoformat()}), feeds=own)
    return shown(request, "home.html", head, context)
