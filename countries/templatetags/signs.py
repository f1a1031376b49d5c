"""The signs that milestones are drawn with: one for each sort of step. Loaded by `{% load signs %}`."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from countries.choices import MilestoneKind

register = template.Library()

# Sign -> the sort of step in words, and the kinds that are of it. templates/parts/signs.html draws them by name.
SORTS: dict[str, tuple[str | Promise, tuple[MilestoneKind, ...]]] = {
    "opening": (
        _("complaint, inquiry or charge"),
        (MilestoneKind.COMPLAINT, MilestoneKind.INVESTIGATION, MilestoneKind.CHARGES),
    ),
    "custody": (_("arrest or release"), (MilestoneKind.ARREST, MilestoneKind.RELEASE)),
    "service": (
        _("measure on the service"),
        (
            MilestoneKind.SEIZURE,
            MilestoneKind.CLOSURE,
            MilestoneKind.SECTION_SUSPENDED,
            MilestoneKind.BLOCKING,
        ),
    ),
    "decision": (
        _("decision of a court"),
        (
            MilestoneKind.RULING,
            MilestoneKind.CONVICTION,
            MilestoneKind.ACQUITTAL,
            MilestoneKind.DISMISSAL,
            MilestoneKind.MISTRIAL,
            MilestoneKind.SENTENCE,
            MilestoneKind.APPEAL,
        ),
    ),
    "money": (
        _("fine, settlement or forfeiture"),
        (MilestoneKind.SETTLEMENT, MilestoneKind.FORFEITURE, MilestoneKind.FINE, MilestoneKind.REMISSION),
    ),
    "law": (_("law"), (MilestoneKind.LAW_ADOPTED, MilestoneKind.LAW_IN_FORCE)),
}
SIGNS = {kind.value: sign for sign, (_words, kinds) in SORTS.items() for kind in kinds}


@register.filter
def sign(kind: str) -> str:
    """The name of the sign of a kind of milestone."""
    return SIGNS[kind]


@register.simple_tag
def sorts() -> list[tuple[str, str]]:
    """Every sign with its words."""
    return [(name, str(words)) for name, (words, _kinds) in SORTS.items()]


@register.filter
def times(number: int, size: int) -> int:
    """So many times so much."""
    return number * size
