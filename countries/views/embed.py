"""What other sites may show inside their own pages: the table first, and always which data, which day and whose.

Only these pages may be framed, by anybody. An address may name the version of the data that it was copied with
(`version`); the page shows the data that stand, and says so when they have moved on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any

from csp.utils import build_policy
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.filters import CompareFilters
from countries.models import DataVersion, Indicator, Jurisdiction
from countries.queries.compare import Comparison, compare
from countries.templatetags.jalons import joined
from kb.problem import invalid_value

from .base import Day, page
from .choropleth import Asked
from .days import View, of_a_day
from .document import shown
from .head import Head
from .worldmap import context as map_context
from .worldmap import head as map_head

HEADER = "Content-Security-Policy"
MOST = 6


def framed(view: View) -> View:
    """A page that may be framed by anybody; what it may load stays as it is for all pages."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        response = view(request, *args, **options)
        response.headers[HEADER] = build_policy(replace={"frame-ancestors": ["*"]})
        vars(response)["xframe_options_exempt"] = True
        return response

    return answer


def copied_with(data: QueryDict) -> tuple[QueryDict, DataVersion | None]:
    """The query without `version`, and the version that it names."""
    if "version" not in data:
        return data, None
    kept = data.copy()
    (word,) = kept.pop("version")
    version = DataVersion.objects.filter(version=word).first()
    if version is None:
        allowed = list(DataVersion.objects.order_by("-number").values_list("version", flat=True)[:20])
        message = _("“%(value)s” is not one of the values of this parameter.") % {"value": word}
        raise invalid_value("version", str(word), message, allowed)
    return kept, version


@framed
@page
@of_a_day
def worldmap(request: HttpRequest) -> HttpResponse:
    data, version = copied_with(request.GET)
    asked = Asked(data)
    return shown(request, "embed/map.html", map_head(asked), {**map_context(asked), "copied_with": version})


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
    head = Head(title, day, address=_address("country", [code], data))
    found = compare([code], day, indicators=_core())
    return shown(request, "embed/country.html", head, {"place": place, **_context(found, version)})


@framed
@page
@of_a_day
def comparison(request: HttpRequest) -> HttpResponse:
    data, version = copied_with(request.GET)
    asked = CompareFilters(data, most=MOST)
    codes, day, ruleset = (asked.get(name) for name in ("j", "as_of", "ruleset"))
    found = compare(codes, day, ruleset=ruleset, indicators=asked.indicators() or _core())
    names = joined([column.jurisdiction.name for column in found.columns])
    title = _("%(names)s, side by side") % {"names": names}
    kept = QueryDict(mutable=True)
    kept.update({name: str(data[name]) for name in ("j", "as_of", "ruleset") if name in data})
    head = Head(title, day, address=_address("compare", [], kept))
    return shown(request, "embed/compare.html", head, _context(found, version))


def _core() -> list[str]:
    return list(Indicator.objects.core().values_list("code", flat=True))


def _address(name: str, args: Sequence[str], data: QueryDict) -> str:
    """The page that the frame is an excerpt of."""
    query = data.urlencode(safe=",:")
    return reverse(name, args=args) + (f"?{query}" if query else "")


def _context(found: Comparison, version: DataVersion | None) -> dict[str, Any]:
    return {"found": found, "day": found.day, "copied_with": version}
