"""Laws: the list, and one with its provisions and what rests on it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from countries.filters import LawFilters, today
from countries.models import Law
from countries.queries.laws import law_record
from countries.queries.profile import dated

from .base import Day, page
from .days import of_a_day
from .lists import listing

SHOWN = ["jurisdiction", "theme", "kind", "status", "indicator", "q"]


@page
@of_a_day
def laws(request: HttpRequest) -> HttpResponse:
    rows = Law.objects.select_related("jurisdiction").prefetch_related("dates").order_by("jurisdiction_id", "pk")
    listed = listing(request, LawFilters, rows, SHOWN)
    shown = [dated(law, listed.filters.day or today()) for law in listed.page]
    return render(request, "laws.html", {"listing": listed, "laws": shown, "day": listed.filters.day})


@page
@of_a_day
def law(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    record = law_record(slug, day)
    if record is None:
        raise Http404
    return render(request, "law.html", {"record": record, "law": record.law, "day": day})
