"""The codebook, the 2019 report, rival classifications, sources, and texts of our own."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from countries.choices import ReportStatus, Theme
from countries.cite.linked import terms, work
from countries.filters import SourceFilters, StatementFilters
from countries.filters.base import AsOf
from countries.models import CodingInForce, Indicator, Jurisdiction, Law, Page, Ruleset, Source, Statement
from countries.queries.cells import on
from countries.queries.order import by_name
from countries.queries.rivals import rivals
from countries.queries.sources import source_record
from kb.deprecation import declared

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Head, files, record_file
from .lists import listing

HERE = "https://jalons.example"
PROMISE = "api"


class StatementsPage(StatementFilters):
    """The report is of its own day; the day in the address goes along to the pages that it leads to."""

    as_of = AsOf(help_text="")


class SourcesPage(SourceFilters):
    """Sources are of no day; the day in the address goes along to the pages that they lead to."""

    as_of = AsOf(help_text="")


@page
@of_a_day
def codebook(request: HttpRequest) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    indicators = list(Indicator.objects.prefetch_related("values"))
    counts = CodingInForce.objects.filter(on(day)).values_list("value").annotate(number=Count("pk"))
    context = {
        "day": day,
        "themes": [(str(t.label), t.value, [i for i in indicators if i.theme == t.value]) for t in Theme],
        "indicators": indicators,
        "absences": [value for value in indicators[0].values.all() if value.is_absence] if indicators else [],
        "counts": dict(counts),
        "laws": Law.objects.on(day).by_value(),
        "rulesets": Ruleset.objects.prefetch_related("rules"),
    }
    address = f"{settings.SITE_URL}{request.path}"
    described = _("The questions put to every law, with the values that an answer may take.")
    head = Head(
        _("Codebook"),
        day,
        description=described,
        main=terms(address, _("Codebook"), described, indicators),
        files=files("indicators", {}),
    )
    return shown(request, "codebook.html", head, context)


@page
@of_a_day
def report(request: HttpRequest) -> HttpResponse:
    rows = Statement.objects.select_related("qualification__lead_citation__source", "lead_citation__source")
    rows = rows.prefetch_related("jurisdictions", "platforms", "laws").order_by("number")
    listed = listing(request, StatementsPage, rows, ["topic", "jurisdiction", "platform", "qualified", "q"])
    countries = sorted(Jurisdiction.objects.countries(), key=by_name)
    context = {
        "listing": listed,
        "statuses": [(status, [c for c in countries if c.report_2019 == status]) for status in ReportStatus],
        "countries": countries,
    }
    head = Head(_("The 2019 report"), files=files("statements", request.GET, without={"page", "as_of"}))
    return shown(request, "report.html", head, context)


@page
@of_a_day
def classifications(request: HttpRequest) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    found = rivals(day)
    context = {
        "day": day,
        "schemes": found,
        "compared": [c for own in found for c in own.classifications if c.ours],
        "disagreements": [c for own in found for c in own.classifications if c.disagrees],
    }
    head = Head(_("Rival classifications"), day, files=files("classifications", {}))
    return shown(request, "classifications.html", head, context)


@page
@of_a_day
def sources(request: HttpRequest) -> HttpResponse:
    rows = Source.objects.with_use().order_by("pk")
    listed = listing(request, SourcesPage, rows, ["kind", "source_lang", "jurisdiction", "issued_after", "q"])
    head = Head(_("Sources"), files=files("sources", request.GET, without={"page", "as_of"}))
    return shown(request, "sources.html", head, {"listing": listed})


@page
@of_a_day
def source(request: HttpRequest, slug: str) -> HttpResponse:
    Day(request.GET).check()
    found = get_object_or_404(Source, pk=slug)
    own = (record_file("sources", found.pk),)
    head = Head(_("Source: %(title)s") % {"title": found.title}, files=own, about=work(found), data=False)
    return shown(request, "source.html", head, {"source": found, "uses": source_record(found)})


@page
@of_a_day
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """A text of ours, in which HERE is this site. It is of no day; the day in the address goes along."""
    Day(request.GET).check()
    found = get_object_or_404(Page, Q(slug=slug))
    body = found.body.replace(HERE, settings.SITE_URL)
    context = {"text": found, "body": body, "promise": slug == PROMISE, "deprecated": declared()}
    return shown(request, "text.html", Head(found.title, kind="Article"), context)
