"""Jurisdictions, the regimes they are under, and their spells."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.choices import LegalTradition, ReportStatus
from countries.models import Jurisdiction, RegimeSpell

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows, on
from .coded import CodedValues, in_force, in_force_within, value
from .facets import Counts, grouped
from .fields import ANY
from .since import Updatable
from .vocabulary import Words


class JurisdictionFilters(CodedValues, Updatable, common.RegimeChecks):
    """Jurisdictions, by what they are and by what holds there on a day."""

    coded = "in_force"
    jurisdiction = common.jurisdiction("code")
    kind = common.place_kind("kind")
    parent = Many(
        "parent",
        vocabulary=common.JURISDICTIONS,
        label=_("Part of"),
        help_text=_("Codes of the countries whose parts are wanted, separated by commas."),
    )
    region = common.region("region")
    subregion = common.subregion("subregion")
    legal_tradition = Many(
        "legal_tradition",
        vocabulary=Words(LegalTradition),
        label=_("Legal tradition"),
        help_text=_("Legal traditions, separated by commas."),
    )
    report_2019 = Many(
        "report_2019",
        vocabulary=Words(ReportStatus),
        label=_("In the 2019 report"),
        help_text=_("Whether a source shows that the 2019 report covers the country; separated by commas."),
    )
    as_of = AsOf(help_text=_("The day on which regimes and values are looked at: YYYY-MM-DD; today if not given."))
    ruleset = common.ruleset()
    family = common.family()
    model = common.model()
    platform = common.platform("milestones__platforms")
    case = common.case("cases")
    q = Contains("code", "iso3", "name_en", "name_fr", in_words=_("codes and names"))

    class Meta:
        model = Jurisdiction
        fields: list[str] = []

    def when(self) -> Q:
        return in_force(self.coded, self.get("as_of"))

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if self.get("family") or self.get("model"):
            rows = rows.filter(pk__in=self.spells().values("jurisdiction"))
        return rows

    def spells(self) -> Rows:
        """The regimes of the wanted families and models on the day."""
        found = RegimeSpell.objects.filter(on(self.get("as_of")), ruleset=self.get("ruleset"))
        for name in ("family", "model"):
            if words := self.get(name):
                found = found.filter(**{f"{name}__in": words})
        return found

    def count_family(self, rows: Rows) -> Counts:
        return grouped(self.spells().filter(jurisdiction__in=rows.values("pk")), "family", of="jurisdiction")

    def count_model(self, rows: Rows) -> Counts:
        return grouped(self.spells().filter(jurisdiction__in=rows.values("pk")), "model", of="jurisdiction")


class RegimeFilters(CodedValues, Updatable, common.RegimeChecks):
    """The regime of each jurisdiction on one day."""

    coded = "jurisdiction__in_force"
    jurisdiction = common.jurisdiction("jurisdiction")
    kind = common.place_kind("jurisdiction__kind")
    region = common.region("jurisdiction__region")
    subregion = common.subregion("jurisdiction__subregion")
    as_of = AsOf(help_text=_("The day: YYYY-MM-DD; today if not given."))
    ruleset = common.ruleset("ruleset")
    family = common.family("family")
    model = common.model("model")
    law = common.law("trigger", help_text=_("Ids of the laws with which the regime began, separated by commas."))

    class Meta:
        model = RegimeSpell
        fields: list[str] = []

    def when(self) -> Q:
        return in_force(self.coded, self.day) if self.day else in_force_within(self.coded)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        return rows.filter(on(self.day)) if self.day else rows


class SpellFilters(RegimeFilters):
    """The regimes of each jurisdiction over time, or those that held on one day."""

    as_of = AsOf(
        default=ANY,
        help_text=_("The day on which the spell holds: YYYY-MM-DD; “any”, the whole history, if not given."),
    )
    start_after = After("start", label=_("Begins on or after"), help_text=_("Spells that begin on or after a date."))
    start_before = Before(
        "start", label=_("Begins on or before"), help_text=_("Spells that begin on or before a date.")
    )
    value = value(_("What is in force in the jurisdiction that day, or, if none is asked for, on a day of the spell"))

    class Meta(RegimeFilters.Meta):
        pass
