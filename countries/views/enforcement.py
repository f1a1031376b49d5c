"""Milestones, cases and platforms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from countries.filters import MilestoneFilters, today
from countries.models import Case, Milestone, Platform
from countries.queries.milestones import chain, listed, platform_record

from .base import Day, page
from .days import of_a_day
from .lists import listing

SHOWN = ["platform", "jurisdiction", "kind", "case", "law", "link", "date_after", "date_before"]


@page
@of_a_day
def milestones(request: HttpRequest) -> HttpResponse:
    rows = listed(Milestone.objects.all()).order_by("-date", "pk")
    shown = listing(request, MilestoneFilters, rows, SHOWN)
    return render(request, "milestones.html", {"listing": shown, "day": shown.filters.day or today()})


@page
@of_a_day
def case(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = get_object_or_404(Case.objects.prefetch_related("platforms", "jurisdictions"), pk=slug)
    return render(request, "case.html", {"chain": chain(found, day), "case": found, "day": day})


@page
@of_a_day
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = get_object_or_404(Platform.objects.prefetch_related("cases"), pk=slug)
    return render(request, "platform.html", {"record": platform_record(found, day), "platform": found, "day": day})
