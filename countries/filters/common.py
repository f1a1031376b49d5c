"""Filters that several lists share, each made once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.choices import Criminalised, Family, JurisdictionKind, Model, Theme
from countries.classify import RULESETS
from countries.models import Case, Indicator, IndicatorValue, Jurisdiction, KnownCoding, Law, Platform

from .base import Many, One, Rows, StrictFilterSet
from .fields import wrong
from .vocabulary import Keys, Records, Regions, Words

DEFAULT_RULESET = "kb-1"
JURISDICTIONS = Records(Jurisdiction, label=lambda row: row.name)
INDICATORS = Records(Indicator, label=lambda row: row.name)
PLATFORMS = Records(Platform, label=str)
CASES = Records(Case, label=lambda row: row.title)
LAWS = Records(Law, label=lambda row: row.label)
VALUES = Records(IndicatorValue, "code", label=lambda row: row.label)


def jurisdiction(path: str, *, many: bool = False, help_text: Any = None) -> Many:
    return Many(
        path,
        vocabulary=JURISDICTIONS,
        many=many,
        label=_("Jurisdiction"),
        help_text=help_text or _("Codes of jurisdictions, separated by commas: ISO 3166-1 alpha-2, ISO 3166-2, or EU."),
    )


def indicator(path: str = "", *, many: bool = False) -> Many:
    return Many(
        path,
        vocabulary=INDICATORS,
        many=many,
        label=_("Indicator"),
        help_text=_("Indicators of the codebook, separated by commas."),
    )


def platform(path: str, *, many: bool = True) -> Many:
    return Many(
        path,
        vocabulary=PLATFORMS,
        many=many,
        label=_("Platform"),
        help_text=_("Ids of platforms, separated by commas."),
    )


def case(path: str, *, many: bool = True) -> Many:
    return Many(
        path,
        vocabulary=CASES,
        many=many,
        label=_("Case"),
        help_text=_("Ids of cases, separated by commas."),
    )


def law(path: str, *, many: bool = False, help_text: Any = None) -> Many:
    return Many(
        path,
        vocabulary=LAWS,
        many=many,
        label=_("Law"),
        help_text=help_text or _("Ids of laws, separated by commas."),
    )


def theme(path: str = "") -> Many:
    return Many(path, vocabulary=Words(Theme), label=_("Theme"), help_text=_("Themes, separated by commas."))


def place_kind(path: str) -> Many:
    return Many(
        path,
        vocabulary=Words(JurisdictionKind),
        label=_("Kind of jurisdiction"),
        help_text=_("Countries, their parts, or unions of states; separated by commas."),
    )


def region(path: str, *, many: bool = False) -> Many:
    return Many(
        path,
        vocabulary=Regions(Jurisdiction, "region"),
        many=many,
        label=_("Region"),
        help_text=_("UN M49 regions by their English names, separated by commas."),
    )


def subregion(path: str, *, many: bool = False) -> Many:
    return Many(
        path,
        vocabulary=Regions(Jurisdiction, "subregion"),
        many=many,
        label=_("Subregion"),
        help_text=_("UN M49 subregions by their English names, separated by commas."),
    )


def ruleset(path: str = "") -> One:
    return One(
        path,
        vocabulary=Keys(*RULESETS),
        default=DEFAULT_RULESET,
        label=_("Ruleset"),
        help_text=_("The published ruleset by which regimes follow from codings."),
    )


def family(path: str = "") -> Many:
    return Many(
        path,
        vocabulary=Words(Family),
        label=_("Family"),
        help_text=_("Families of regimes, separated by commas."),
    )


def model(path: str = "") -> Many:
    return Many(
        path,
        vocabulary=Words(Model, Criminalised),
        label=_("Model"),
        help_text=_("Models of the chosen ruleset, separated by commas."),
    )


def themes_of(rows: Rows, words: tuple[str, ...], column: str = "themes") -> Rows:
    """The rows whose list of themes holds one of the words; works on both databases."""
    condition = Q()
    for word in words:
        condition |= Q(**{f"{column}__icontains": f'"{word}"'})
    return rows.filter(condition)


class RegimeChecks(StrictFilterSet):
    """Refuses a model that the chosen ruleset does not have."""

    models: ClassVar[Sequence[str]] = ("model",)

    def check(self) -> None:
        super().check()
        cleaned = self.form.cleaned_data
        own = Model if cleaned["ruleset"] == DEFAULT_RULESET else Criminalised
        allowed = list(dict.fromkeys([*own.values, Model.UNCLASSIFIED.value]))
        for name in self.models:
            for word in cleaned[name]:
                if word not in allowed:
                    self.refuse(name, wrong(gettext("“%(value)s” is no model of this ruleset."), word, allowed))


def check_values(filters: StrictFilterSet, also: type[KnownCoding] | None = None) -> None:
    """Refuses a plain value that none of the named indicators has; in an archive, `also` had."""
    indicators = filters.form.cleaned_data["indicator"]
    words = [word for word in filters.form.cleaned_data["value"] if ":" not in word]
    if not indicators or not words:
        return
    rows = IndicatorValue.objects.filter(indicator__in=indicators)
    allowed = list(rows.values_list("code", flat=True))
    if also:
        allowed += also._default_manager.filter(indicator__in=indicators).values_list("value", flat=True).order_by("pk")
    allowed = list(dict.fromkeys(allowed))
    for word in words:
        if word not in allowed:
            filters.refuse("value", wrong(gettext("“%(value)s” is no value of these indicators."), word, allowed))
