"""Jurisdictions, the regimes they are under, and their spells."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.choices import LegalTradition, ReportStatus
from countries.models import CodingInForce, IndicatorValue, Jurisdiction, RegimeSpell

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows, on
from .fields import ANY
from .vocabulary import Label, Records, Words


def value_or_pair(row: IndicatorValue) -> str:
    return f"{row.indicator_id}: {row.label}"


class ValueWords:
    """Codes of values (`permitted`) and values of one indicator (`buying:permitted`)."""

    pairs = Records(IndicatorValue, label=value_or_pair)

    def labels(self, words: Any = None) -> dict[str, str]:
        return common.VALUES.labels(words) | self.pairs.labels(words)

    def both(self, words: Any = None) -> dict[str, Label]:
        return common.VALUES.both(words) | self.pairs.both(words)

    def listed(self) -> list[str] | None:
        return None


class JurisdictionFilters(common.RegimeChecks):
    """Jurisdictions, by what they are and by what holds there on a day."""

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
    indicator = common.indicator()
    value = Many(
        vocabulary=ValueWords(),
        label=_("Value"),
        help_text=_(
            "Codes of values (permitted), or values of one indicator (buying:permitted), separated by commas. "
            "Values of different indicators must hold together."
        ),
    )
    platform = common.platform("milestones__platforms")
    case = common.case("cases")
    q = Contains("code", "iso3", "name_en", "name_fr", in_words=_("codes and names"))

    class Meta:
        model = Jurisdiction
        fields: list[str] = []

    def check(self) -> None:
        super().check()
        common.check_values(self)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        for condition in self.value_conditions():
            found = CodingInForce.objects.filter(on(self.get("as_of")), condition)
            rows = rows.filter(pk__in=found.values("jurisdiction"))
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

    def value_conditions(self) -> list[Q]:
        """One condition for each indicator that is named with a value, and one for plain values."""
        indicators, plain, pairs = self.get("indicator"), [], dict[str, list[str]]()
        for word in self.get("value"):
            if ":" in word:
                pairs.setdefault(word.split(":")[0], []).append(word)
            else:
                plain.append(word)
        conditions = [Q(value__in=words) for words in pairs.values()]
        if plain or indicators:
            conditions.append(
                (Q(indicator__in=indicators) if indicators else Q())
                & (Q(value__code__in=plain) if plain else Q(value__is_absence=False))
            )
        return conditions


class RegimeFilters(common.RegimeChecks):
    """The regime of each jurisdiction on one day."""

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

    class Meta(RegimeFilters.Meta):
        pass
