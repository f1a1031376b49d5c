"""The map as a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.classify import RULESETS
from countries.filters.common import DEFAULT_RULESET
from countries.models import Indicator, Ruleset
from kb.problem import invalid_value

from .base import page
from .choropleth import Asked
from .days import of_a_day
from .document import shown
from .head import Head, files

SHOW = "show"


def settled(data: QueryDict) -> str | None:
    """The query string in which `show`, the form's one list of rulesets and indicators, is a parameter's own name."""
    word = data.get(SHOW)
    if word is None:
        return None
    kept = data.copy()
    for name in (SHOW, "indicator", "ruleset", "family", "model", "value"):
        kept.pop(name, None)
    if word in RULESETS:
        kept["ruleset"] = word
    elif Indicator.objects.filter(pk=word).exists():
        kept["indicator"] = word
    else:
        allowed = [*RULESETS, *Indicator.objects.values_list("code", flat=True)]
        raise invalid_value(
            SHOW, word, _("“%(value)s” is not one of the values of this parameter.") % {"value": word}, allowed
        )
    if kept.get("ruleset") == DEFAULT_RULESET:
        del kept["ruleset"]
    return kept.urlencode(safe=",:")


@page
@of_a_day
def worldmap(request: HttpRequest) -> HttpResponse:
    address = settled(request.GET)
    if address is not None:
        return HttpResponseRedirect(f"{request.path}?{address}" if address else request.path)
    asked = Asked(request.GET)
    return shown(request, "map.html", head(asked), context(asked))


def head(asked: Asked) -> Head:
    """What the map says of itself. Its files are the rows of its first day in the API."""
    return Head(
        _("%(name)s, on the map") % {"name": asked.name},
        asked.day,
        _("%(name)s on the map and as a table, %(dates)s, with the evidence for every value.")
        % {"name": asked.name, "dates": asked.dates},
        address=reverse("map") + asked.query(),
        files=files("codings" if asked.indicator else "regimes", asked.given, without=("and",)),
    )


def context(asked: Asked) -> dict[str, Any]:
    """What the map's page shows, and what its embedded form does."""
    return {
        "asked": asked,
        "subject": asked.maps[0].subject,
        "day": asked.day,
        "then": asked.then,
        "map": asked.drawn(),
        "rows": (rows := asked.rows),
        "changed": [row for row in rows if row.changed],
        "rulesets": Ruleset.objects.all(),
        "indicators": Indicator.objects.filter(deprecated=""),
        "pictures": {ending.upper(): reverse("map-file", args=[ending]) + asked.query() for ending in ("svg", "png")},
    }
