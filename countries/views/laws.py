"""Laws: the list, and one with its provisions and what rests on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from countries.filters import LawFilters
from countries.models import Law
from countries.queries.laws import law_record
from countries.queries.profile import DatedLaw, main_date

from .base import NoParameters, page
from .lists import listing

SHOWN = ["jurisdiction", "theme", "kind", "status", "indicator", "as_of", "q"]


@page
def laws(request: HttpRequest) -> HttpResponse:
    rows = Law.objects.select_related("jurisdiction").prefetch_related("dates").order_by("jurisdiction_id", "pk")
    listed = listing(request, LawFilters, rows, SHOWN)
    shown = [DatedLaw(law, main_date(list(law.dates.all()))) for law in listed.page]
    return render(request, "laws.html", {"listing": listed, "laws": shown})


@page
def law(request: HttpRequest, slug: str) -> HttpResponse:
    NoParameters(request.GET).check()
    record = law_record(slug)
    if record is None:
        raise Http404
    return render(request, "law.html", {"record": record, "law": record.law})
