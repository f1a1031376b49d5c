"""Platforms, cases and milestones."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from countries.choices import LinkType, MilestoneKind, PlatformKind
from countries.models import Case, Milestone, Platform

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows, holding
from .coded import CodedValues, in_force, value
from .facets import Counts, together
from .fields import ANY
from .since import Updatable
from .vocabulary import Words

MILESTONE_KINDS = Words(MilestoneKind)


class PlatformFilters(Updatable):
    """Services that the record speaks of."""

    platform = common.platform("id", many=False)
    kind = Many("kind", vocabulary=Words(PlatformKind), label=_("Kind"), help_text=_("Kinds, separated by commas."))
    jurisdiction = common.jurisdiction(
        "milestones__jurisdictions",
        many=True,
        help_text=_("Codes of jurisdictions where a milestone concerns the platform, separated by commas."),
    )
    case = common.case("cases")
    as_of = AsOf(
        default=ANY,
        help_text=_(
            "The day on which the platform is active, as far as its dates are known: YYYY-MM-DD; "
            "“any”, all platforms, if not given."
        ),
    )
    q = Contains("name", "operator", in_words=_("names and operators"))

    class Meta:
        model = Platform
        fields: list[str] = []

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if self.day:
            begun = Q(active_from__isnull=True) | Q(active_from__lte=self.day)
            rows = rows.filter(begun, Q(active_to__isnull=True) | Q(active_to__gt=self.day))
        return rows


class CaseFilters(Updatable):
    """Chains of milestones."""

    case = common.case("id", many=False)
    platform = common.platform("platforms")
    jurisdiction = common.jurisdiction("jurisdictions", many=True)
    kind = Many(
        "milestones__kind",
        vocabulary=MILESTONE_KINDS,
        many=True,
        label=_("Kind of milestone"),
        help_text=_("Kinds of milestones that the case has, separated by commas."),
    )
    date_after = After(
        "milestones__date",
        many=True,
        label=_("On or after"),
        help_text=_("Cases with a milestone on or after a date."),
    )
    date_before = Before(
        "milestones__date",
        many=True,
        label=_("On or before"),
        help_text=_("Cases with a milestone on or before a date."),
    )
    q = Contains("id", "title_en", "title_fr", in_words=_("ids and titles"))

    class Meta:
        model = Case
        fields: list[str] = []


class MilestoneFilters(CodedValues, Updatable):
    """Dated steps of cases."""

    coded = "jurisdictions__in_force"
    value = value(_("What is in force, on the day of the milestone, in one of its jurisdictions"))
    case = common.case("case", many=False)
    platform = common.platform("platforms")
    jurisdiction = common.jurisdiction("jurisdictions", many=True)
    region = common.region("jurisdictions__region", many=True)
    subregion = common.subregion("jurisdictions__subregion", many=True)
    kind = Many("kind", vocabulary=MILESTONE_KINDS, label=_("Kind"), help_text=_("Kinds, separated by commas."))
    law = common.law("", help_text=_("Ids of laws that the milestone is about or is linked to, separated by commas."))
    link = Many(
        "links__type",
        vocabulary=Words(LinkType),
        many=True,
        label=_("Link"),
        help_text=_("How the milestone is said to have come about; separated by commas."),
    )
    as_of = AsOf(
        default=ANY,
        help_text=_("What had happened by the end of a day: YYYY-MM-DD; “any”, all milestones, if not given."),
    )
    date_after = After("date", label=_("On or after"), help_text=_("Milestones on or after a date."))
    date_before = Before("date", label=_("On or before"), help_text=_("Milestones on or before a date."))
    q = Contains("title_en", "title_fr", "case__title_en", "case__title_fr", in_words=_("titles"))

    class Meta:
        model = Milestone
        fields: list[str] = []

    def when(self) -> Q:
        return in_force(self.coded, F("date"))

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if self.day:
            rows = rows.filter(date__lte=self.day)
        if laws := self.get("law"):
            rows = holding(rows, Q(law__in=laws) | Q(links__from_law__in=laws))
        return rows

    def count_law(self, rows: Rows) -> Counts:
        """Laws that milestones are about or linked to."""
        return together(rows, "law", "links__from_law")
