"""Milestones, cases and platforms."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from countries.filters import MilestoneFilters
from countries.models import Case, Milestone, Platform
from countries.queries.milestones import chain, listed, platform_record

from .base import NoParameters, page
from .lists import listing

SHOWN = ["platform", "jurisdiction", "kind", "case", "law", "link", "date_after", "date_before"]


@page
def milestones(request: HttpRequest) -> HttpResponse:
    rows = listed(Milestone.objects.all()).order_by("-date", "pk")
    return render(request, "milestones.html", {"listing": listing(request, MilestoneFilters, rows, SHOWN)})


@page
def case(request: HttpRequest, slug: str) -> HttpResponse:
    NoParameters(request.GET).check()
    found = get_object_or_404(Case.objects.prefetch_related("platforms", "jurisdictions"), pk=slug)
    return render(request, "case.html", {"chain": chain(found), "case": found})


@page
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    NoParameters(request.GET).check()
    found = get_object_or_404(Platform.objects.prefetch_related("cases"), pk=slug)
    return render(request, "platform.html", {"record": platform_record(found), "platform": found})
