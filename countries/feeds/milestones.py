"""Steps of enforcement cases as entries, the last recorded first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.models import Change, DataVersion, Milestone
from countries.templatetags.jalons import partial

from .entry import Entry, Line, Link


def recorded(rows: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Milestones by the version that last told them otherwise, then by date, the latest first."""
    changes = Change.objects.filter(record_type="milestone", record_id=OuterRef("pk")).order_by("-version")
    told = rows.annotate(told=Subquery(changes.values("version")[:1]))
    ordered = told.select_related("case", "law").prefetch_related("platforms", "jurisdictions")
    return ordered.order_by("-told", "-date", "pk")


def entries(milestones: Sequence[Milestone]) -> list[Entry]:
    """Entries of milestones that `recorded` ordered; there is a version (2 queries)."""
    versions = dict(DataVersion.objects.order_by("number").values_list("number", "loaded_at"))
    first = next(iter(versions))
    changes = Change.objects.filter(record_type="milestone", record_id__in=[row.pk for row in milestones])
    told = {
        record: (begun, last)
        for record, begun, last in changes.values_list("record_id").annotate(Min("version"), Max("version"))
    }
    return [_entry(row, *(versions[number] for number in told.get(row.pk, (first, first)))) for row in milestones]


def _entry(milestone: Milestone, published: dt.datetime, updated: dt.datetime) -> Entry:
    words = {"case": milestone.case.title, "what": milestone.title}
    links = [Link(milestone.case.title, reverse("case", args=[milestone.case_id]))]
    links += [Link(platform.name, reverse("platform", args=[platform.pk])) for platform in milestone.platforms.all()]
    links += [Link(place.name, reverse("country", args=[place.code])) for place in milestone.jurisdictions.all()]
    law = milestone.law
    return Entry(
        key=f"milestones/{milestone.pk}",
        title=_("%(case)s: %(what)s") % words,
        address=f"{reverse('case', args=[milestone.case_id])}#{milestone.key}",
        published=published,
        updated=updated,
        lines=(Line(milestone.get_kind_display(), "", partial(milestone.partial)),),
        text=milestone.text,
        law=Link(law.label, reverse("law", args=[law.pk])) if law else None,
        links=tuple(links),
        tags=(milestone.kind, *(place.code for place in milestone.jurisdictions.all())),
        facts={
            "kind": milestone.kind,
            "date": str(milestone.partial),
            "case": milestone.case_id,
            "jurisdictions": [place.code for place in milestone.jurisdictions.all()],
            "platforms": [platform.pk for platform in milestone.platforms.all()],
        },
    )
