"""Milestones, cases and platforms."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from countries.cite.linked import service
from countries.filters import MilestoneFilters, today
from countries.models import Case, Milestone, Platform
from countries.queries.milestones import Chain, chain, listed, platform_record
from countries.templatetags.jalons import partial as words

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Head, Within, files, record_file
from .lists import listing

SHOWN = ["platform", "jurisdiction", "kind", "case", "law", "link", "date_after", "date_before"]


@page
@of_a_day
def milestones(request: HttpRequest) -> HttpResponse:
    rows = listed(Milestone.objects.all()).order_by("-date", "pk")
    found = listing(request, MilestoneFilters, rows, SHOWN)
    head = Head(_("Milestones"), found.filters.day, files=files("milestones", request.GET))
    return shown(request, "milestones.html", head, {"listing": found, "day": found.filters.day or today()})


@page
@of_a_day
def case(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = get_object_or_404(Case.objects.prefetch_related("platforms", "jurisdictions"), pk=slug)
    own = (record_file("cases", found.pk), *files("milestones", {"case": found.pk}, "CSV", "XLSX"))
    steps = chain(found, day)
    head = Head(found.title, day, description=found.summary, files=own, data=False, within=partial(_step, steps))
    return shown(request, "case.html", head, {"chain": steps, "case": found, "day": day})


def _step(steps: Chain, anchor: str) -> Within | None:
    """The milestone at the anchor, with where it was read."""
    step = next((step for step in steps.steps if step.milestone.key == anchor), None)
    if step is None:
        return None
    dated = " · ".join([words(step.milestone.partial), step.milestone.get_kind_display()])
    return Within(step.milestone.title, dated, tuple(support.citation for support in step.evidence))


@page
@of_a_day
def platform(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = get_object_or_404(Platform.objects.prefetch_related("cases"), pk=slug)
    own = (record_file("platforms", found.pk), *files("milestones", {"platform": found.pk}, "CSV", "XLSX"))
    head = Head(found.name, day, description=found.note, files=own, about=service(found), data=False)
    context = {"record": platform_record(found, day), "platform": found, "day": day}
    return shown(request, "platform.html", head, context)
