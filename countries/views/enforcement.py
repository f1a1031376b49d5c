"""Milestones, cases and platforms."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.cite.linked import service
from countries.filters import MilestoneFilters, today
from countries.filters.base import One
from countries.filters.vocabulary import Keys
from countries.models import Case, Milestone, Platform
from countries.queries.lanes import lanes
from countries.queries.milestones import Chain, chain, listed
from countries.queries.platforms import platform_record
from countries.templatetags.jalons import partial as words

from .base import Day, page
from .days import of_a_day
from .document import shown
from .graph import sentence
from .head import Head, Within, feed, files, record_file
from .lists import listing

SHOWN = ["platform", "jurisdiction", "kind", "case", "law", "link", "date_after", "date_before"]
COUNTED = frozenset({"platform", "jurisdiction", "kind", "case", "law", "link"})
# What the lanes of the timeline can be.
LANES = {
    "platform": gettext_lazy("by platform"),
    "jurisdiction": gettext_lazy("by country"),
    "case": gettext_lazy("by case"),
}


class MilestonesPage(MilestoneFilters):
    """As the API's, and what the lanes of the timeline are."""

    lanes = One(vocabulary=Keys(*LANES), default="platform", label=gettext_lazy("Lanes"), help_text="")


@page
@of_a_day
def milestones(request: HttpRequest) -> HttpResponse:
    rows = listed(Milestone.objects.all()).order_by("-date", "pk")
    found = listing(request, MilestonesPage, rows, SHOWN, COUNTED)
    by = found.filters.get("lanes")
    marks = Milestone.objects.filter(pk__in=found.filters.qs.values("pk")).select_related("case")
    context = {
        "listing": found,
        "day": found.filters.day or today(),
        "by": by,
        "orders": LANES,
        "lanes": lanes(marks.prefetch_related("platforms", "jurisdictions"), by, today()),
    }
    without = {"page", "lanes"}
    own = files("milestones", request.GET, without=without)
    followed = feed("milestones", _("Milestones of enforcement"), request.GET, without=without)
    head = Head(_("Milestones"), found.filters.day, files=own, feeds=followed)
    return shown(request, "milestones.html", head, context)


@page
@of_a_day
def case(request: HttpRequest, slug: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = get_object_or_404(Case.objects.prefetch_related("platforms", "jurisdictions"), pk=slug)
    own = (record_file("cases", found.pk), *files("milestones", {"case": found.pk}, "CSV", "XLSX"))
    steps = chain(found, day)
    head = Head(found.title, day, description=found.summary, files=own, data=False, within=partial(_step, steps))
    context = {
        "chain": steps,
        "case": found,
        "day": day,
        "lanes": lanes((step.milestone for step in steps.steps), "case", today()),
    }
    return shown(request, "case.html", head, context)


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
    found = get_object_or_404(Platform, pk=slug)
    own = (record_file("platforms", found.pk), *files("milestones", {"platform": found.pk}, "CSV", "XLSX"))
    head = Head(found.name, day, description=found.note, files=own, about=service(found), data=False)
    record = platform_record(found, day)
    context = {
        "record": record,
        "platform": found,
        "day": day,
        "lanes": lanes(record.milestones, "case", today()),
        "claims": [(cause, sentence(cause)) for cause in record.claims],
    }
    return shown(request, "platform.html", head, context)
