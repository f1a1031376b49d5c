"""What changed between two versions of the data: in the answers that a reader gets, and record by record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from countries.filters import BetweenFilters
from countries.filters.base import AsOf
from countries.models import DataVersion, Jurisdiction
from countries.queries.between import NetChange
from countries.queries.known import Since, differences

from .base import page
from .days import of_a_day
from .document import shown
from .head import Crumb, Head, files
from .lists import PER_PAGE, Asked, facet, page_of

SHOWN = ("action", "record_type", "jurisdiction")


class Shown(BetweenFilters):
    """As the API's, and the day about which the two versions are asked."""

    as_of = AsOf(help_text="")


@dataclass(frozen=True, slots=True)
class Changes(Asked):
    """The net changes, paged, with how many there are of each action."""

    page: Page[NetChange]
    counts: dict[str, int]


@page
@of_a_day
def between(request: HttpRequest) -> HttpResponse:
    asked = Shown(request.GET, extra={"page"})
    older, newer = asked.versions()
    found = asked.changes(older, newer)
    head = Head(
        gettext("What changed between two versions"),
        asked.get("as_of"),
        address=_permalink(request, older, newer),
        above=(Crumb(gettext("Changes to the data"), reverse("changes")),),
        files=files("changes/between", request.GET, "JSON", without=("page", "as_of")),
    )
    context = {
        "day": asked.get("as_of"),
        "older": older,
        "newer": newer,
        "versions": DataVersion.objects.all(),
        "listing": _listed(request, asked, found),
        "since": _since(older, newer, asked),
        "names": {place.code: place.name for place in Jurisdiction.objects.all()},
    }
    return shown(request, "changes_between.html", head, context)


def _permalink(request: HttpRequest, older: DataVersion | None, newer: DataVersion | None) -> str:
    """The address that goes on meaning these two versions."""
    query = request.GET.copy()
    for name, version in (("from", older), ("to", newer)):
        if version:
            query[name] = version.version
    return f"{request.path}?{query.urlencode(safe=',:/')}" if query else request.path


def _listed(request: HttpRequest, asked: Shown, found: Sequence[NetChange]) -> Changes:
    facets = tuple(facet(asked, name) for name in SHOWN)
    listed = page_of(Paginator(found, PER_PAGE), request.GET.get("page", "1"))
    return Changes(asked, facets, listed, Counter(one.action for one in found))


def _since(older: DataVersion | None, newer: DataVersion | None, asked: Shown) -> Since | None:
    """What the two say otherwise about the day; None where that was not kept."""
    if older is None or newer is None or not older.archived:
        return None
    return differences(older, newer, asked.get("as_of"), asked.get("jurisdiction") or None)
