"""What a citation supports, as a link: its kind in words, its name and its address."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from countries.models import Coding


def target(support: Any) -> dict[str, str]:
    """What a citation supports: its kind in words, its name and its address."""
    for name, describe in TARGETS.items():
        record = getattr(support, name)
        if record is not None:
            kind, title, address = describe(record)
            return {"kind": kind, "title": title, "address": address}
    return {}


def _place(code: str, anchor: str = "") -> str:
    return reverse("country", args=[code]) + (f"#{anchor}" if anchor else "")


def _of(place: str, what: str) -> str:
    return _("%(place)s: %(what)s") % {"place": place, "what": what}


def _coding(record: Coding) -> tuple[str, str, str]:
    title = _of(record.jurisdiction.name, f"{record.indicator.name}, {record.value.label}")
    return _("Coding"), title, _place(record.jurisdiction_id, record.indicator_id)


TARGETS: dict[str, Any] = {
    "jurisdiction": lambda r: (_("Jurisdiction"), r.name, _place(r.pk)),
    "passage": lambda r: (_("Profile"), r.jurisdiction.name, _place(r.jurisdiction_id, f"passage-{r.position}")),
    "coding": _coding,
    "law": lambda r: (_("Law"), r.label, reverse("law", args=[r.pk])),
    "provision": lambda r: (
        _("Provision"),
        f"{r.law.label}, {r.pinpoint}",
        f"{reverse('law', args=[r.law_id])}#{r.key}",
    ),
    "platform": lambda r: (_("Platform"), r.name, reverse("platform", args=[r.pk])),
    "milestone": lambda r: (_("Milestone"), r.title, f"{reverse('case', args=[r.case_id])}#{r.key}"),
    "milestone_link": lambda r: (
        _("Link"),
        r.milestone.title,
        f"{reverse('case', args=[r.milestone.case_id])}#{r.milestone.key}",
    ),
    "statement": lambda r: (_("Statement"), r.text, f"{reverse('report')}#statement-{r.number}"),
    "qualification": lambda r: (_("Qualification"), r.text, f"{reverse('report')}#statement-{r.statement.number}"),
    "classification": lambda r: (
        _("Classification"),
        _of(r.jurisdiction.name, r.scheme.name),
        f"{reverse('classifications')}#{r.scheme_id}",
    ),
    "second_coding": lambda r: (
        _("Second coding"),
        _of(r.jurisdiction.name, r.indicator.name),
        _place(r.jurisdiction_id, r.indicator_id),
    ),
}
