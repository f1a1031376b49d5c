"""Laws and their provisions."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.choices import LawDateKind, LawKind, LawStatus
from countries.models import Law, LawDate, Provision

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows
from .coded import CodedValues, value
from .facets import Counts, grouped, listed
from .fields import ANY
from .since import Updatable
from .vocabulary import Words


class LawFilters(CodedValues, Updatable):
    """Statutes, codes, decisions, treaties and bills."""

    coded, absences = "provisions__codings", True
    value = value(_("What codings that rest on a provision of the law say"))
    law = common.law("id")
    jurisdiction = common.jurisdiction("jurisdiction")
    region = common.region("jurisdiction__region")
    subregion = common.subregion("jurisdiction__subregion")
    kind = Many("kind", vocabulary=Words(LawKind), label=_("Kind"), help_text=_("Kinds, separated by commas."))
    status = Many(
        "status", vocabulary=Words(LawStatus), label=_("Status"), help_text=_("Statuses, separated by commas.")
    )
    theme = common.theme()
    as_of = AsOf(
        default=ANY,
        help_text=_(
            "The day on which the law is in force, as far as its dates are known: YYYY-MM-DD; "
            "“any”, all laws, if not given."
        ),
    )
    date_kind = Many(
        vocabulary=Words(LawDateKind),
        label=_("Kind of date"),
        help_text=_("Which dates of a law date_after and date_before look at, separated by commas; all if not given."),
    )
    date_after = After(label=_("On or after"), help_text=_("Laws with such a date on or after a date."))
    date_before = Before(label=_("On or before"), help_text=_("Laws with such a date on or before a date."))
    q = Contains(
        "id",
        "title",
        "title_en",
        "title_fr",
        "short_name_en",
        "short_name_fr",
        "citation",
        in_words=_("ids, titles, short names and citations"),
    )

    class Meta:
        model = Law
        fields: list[str] = []

    def when(self) -> Q:
        return Q(provisions__codings__published=True)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = common.themes_of(super().filter_queryset(queryset), self.get("theme"))
        if self.day:
            rows = rows.filter(pk__in=Law.objects.on(self.day).values("pk"))
        dates = self.dated()
        return rows if dates is None else rows.filter(pk__in=dates.values("law"))

    def dated(self) -> Rows | None:
        """The dates that are asked for, or None if none are."""
        kinds, after, before = self.get("date_kind"), self.get("date_after"), self.get("date_before")
        if not (kinds or after or before):
            return None
        dates: Rows = LawDate.objects.all()
        if kinds:
            dates = dates.filter(kind__in=kinds)
        if after:
            dates = dates.filter(date__gte=after)
        return dates.filter(date__lte=before) if before else dates

    def count_theme(self, rows: Rows) -> Counts:
        return listed(rows, "themes")

    def count_date_kind(self, rows: Rows) -> Counts:
        dates = self.dated()
        every: Rows = LawDate.objects.all() if dates is None else dates
        return grouped(every.filter(law__in=rows.values("pk")), "kind", of="law")


class ProvisionFilters(CodedValues, Updatable):
    """Articles and sections of laws."""

    coded, absences = "codings", True
    value = value(_("What codings that rest on the provision say"))
    law = common.law("law")
    jurisdiction = common.jurisdiction("law__jurisdiction")
    theme = common.theme()
    as_of = AsOf(
        default=ANY,
        help_text=_(
            "The day on which the provision is valid, as far as its dates are known: YYYY-MM-DD; "
            "“any”, all provisions, if not given."
        ),
    )
    q = Contains(
        "pinpoint",
        "heading_en",
        "heading_fr",
        "quote",
        "law__citation",
        in_words=_("pinpoints, headings, quotations and the law's citation"),
    )

    class Meta:
        model = Provision
        fields: list[str] = []

    def when(self) -> Q:
        return Q(codings__published=True)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = common.themes_of(super().filter_queryset(queryset), self.get("theme"), "law__themes")
        if self.day:
            begun = Q(valid_from__isnull=True) | Q(valid_from__lte=self.day)
            rows = rows.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gt=self.day))
        return rows

    def count_theme(self, rows: Rows) -> Counts:
        return listed(rows, "law__themes")
