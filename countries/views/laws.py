"""Laws: the list, and one with its provisions and what rests on it."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.cite.linked import legislation
from countries.filters import LawFilters, today
from countries.models import Law
from countries.queries.laws import LawRecord, law_record
from countries.queries.profile import dated

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Crumb, Head, Within, feed, files, record_file
from .lists import listing

SHOWN = ["jurisdiction", "theme", "kind", "status", "indicator", "q"]


@page
@of_a_day
def laws(request: HttpRequest) -> HttpResponse:
    rows = Law.objects.select_related("jurisdiction").prefetch_related("dates").order_by("jurisdiction_id", "pk")
    listed = listing(request, LawFilters, rows, SHOWN)
    rows_dated = [dated(law, listed.filters.day or today()) for law in listed.page]
    known = {name: request.GET[name] for name in ("jurisdiction", "theme") if name in request.GET}
    own = feed("laws-in-force", _("Laws coming into force"), known)
    head = Head(_("Laws"), listed.filters.day, files=files("laws", request.GET), feeds=own)
    return shown(request, "laws.html", head, {"listing": listed, "laws": rows_dated, "day": listed.filters.day})


@page
@of_a_day
def law(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    record = law_record(slug, day)
    if record is None:
        raise Http404
    return shown(request, "law.html", _head(record, day), {"record": record, "law": record.law, "day": day})


def _head(record: LawRecord, day: dt.date) -> Head:
    """What the page of a law says of itself."""
    law, place = record.law, record.law.jurisdiction
    return Head(
        law.label,
        day,
        description=law.summary,
        above=(Crumb(place.name, f"{reverse('laws')}?jurisdiction={place.code}"),),
        main=legislation(law, record.dates, record.relations, record.standing, _address),
        data=False,
        files=(record_file("laws", law.pk), *files("provisions", {"law": law.pk}, "CSV", "XLSX")),
        within=partial(_provision, record),
    )


def _address(key: str) -> str:
    return f"{settings.SITE_URL}{reverse('law', args=[key])}"


def _provision(record: LawRecord, anchor: str) -> Within | None:
    """The provision at the anchor, with where it was read."""
    own = next((own for own in record.provisions if own.provision.key == anchor), None)
    if own is None:
        return None
    title = f"{record.law.label}, {own.provision.pinpoint}"
    return Within(title, own.provision.heading, tuple(support.citation for support in own.evidence))
