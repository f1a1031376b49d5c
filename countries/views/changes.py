"""Versions of the data and what changed in each."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.filters import ChangeFilters
from countries.filters.base import AsOf
from countries.filters.fields import ANY
from countries.models import Change, DataVersion

from .base import page
from .days import of_a_day
from .document import shown
from .head import Head, feed, files
from .lists import listing

SHOWN = ["version", "action", "record_type", "jurisdiction", "indicator", "theme", "value", "q"]
RECORDS = {
    "jurisdiction": _("Jurisdictions"),
    "coding": _("Codings"),
    "law": _("Laws"),
    "provision": _("Provisions"),
    "case": _("Cases"),
    "milestone": _("Milestones"),
    "platform": _("Platforms"),
    "statement": _("Statements"),
    "source": _("Sources"),
    "citation": _("Citations"),
}


class ChangesPage(ChangeFilters):
    """Changes are of no day of the law; the day in the address goes along to the pages that they lead to."""

    as_of = AsOf(default=ANY, help_text="")


def summary(changes: QuerySet[Change]) -> list[dict[str, Any]]:
    """How many records of each kind that readers know were created, changed or removed (1 query)."""
    counted = changes.filter(record_type__in=RECORDS).values("record_type", "action").annotate(number=Count("pk"))
    found: dict[str, dict[str, int]] = {}
    for row in counted.order_by():
        found.setdefault(row["record_type"], {})[row["action"]] = row["number"]
    return [{"label": RECORDS[kind], "kind": kind, "counts": found[kind]} for kind in RECORDS if kind in found]


@page
@of_a_day
def changes(request: HttpRequest) -> HttpResponse:
    rows = Change.objects.select_related("version").order_by("-version_id", "record_type", "record_id")
    listed = listing(request, ChangesPage, rows, SHOWN)
    title = gettext("Changes to the data")
    own = files("changes", request.GET, without={"page", "as_of"})
    head = Head(title, files=own, feeds=feed("changes", title, request.GET, without={"page", "as_of"}))
    return shown(request, "changes.html", head, {"listing": listed, "versions": DataVersion.objects.all()})
