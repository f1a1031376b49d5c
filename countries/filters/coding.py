"""Indicators of the codebook, and codings in force."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from countries.choices import Confidence, Scope, Support
from countries.models import Coding, CodingInForce, Indicator, Source

from . import common
from .base import After, AsOf, Before, Contains, Many, Rows, YesNo, on
from .coded import OfValue, ValueWords
from .facets import Counts, grouped, split, together
from .since import Updatable
from .vocabulary import Records, Words


class IndicatorFilters(Updatable):
    """The codebook's questions."""

    indicator = common.indicator("code")
    theme = common.theme("theme")
    core = YesNo("core", label=_("Core"), help_text=_("Whether the indicator is one of the core."))
    q = Contains("code", "name_en", "name_fr", "question_en", "question_fr", in_words=_("names and questions"))

    class Meta:
        model = Indicator
        fields: list[str] = []


class CodingFilters(Updatable):
    """What is in force where on a day, or over the whole history; inherited codings included."""

    jurisdiction = common.jurisdiction("jurisdiction")
    kind = common.place_kind("jurisdiction__kind")
    region = common.region("jurisdiction__region")
    subregion = common.subregion("jurisdiction__subregion")
    as_of = AsOf(
        allows_any=True,
        help_text=_("The day: YYYY-MM-DD; today if not given; “any” for the whole history."),
    )
    indicator = common.indicator("indicator")
    value = OfValue(
        "value__code",
        vocabulary=ValueWords(),
        label=_("Value"),
        help_text=_(
            "Codes of values (permitted), of the named indicators if any are named, or values of one indicator "
            "(buying:permitted), separated by commas."
        ),
    )
    theme = common.theme("indicator__theme")
    core = YesNo("indicator__core", label=_("Core"), help_text=_("Whether the indicator is one of the core."))
    finding = YesNo(
        "value__is_finding",
        label=_("Finding"),
        help_text=_("Whether the value is a finding: true leaves out what was looked for and not found."),
    )
    scope = Many(
        "coding__scope",
        vocabulary=Words(Scope),
        label=_("Scope"),
        help_text=_("Scopes of the coding, separated by commas."),
    )
    inherited = YesNo(
        label=_("Inherited"),
        help_text=_("true: only what is inherited from a country or a union; false: only a jurisdiction's own."),
    )
    support = Many(
        "coding__support",
        vocabulary=Words(Support),
        label=_("Support"),
        help_text=_("How well the citations carry the coding; separated by commas."),
    )
    confidence = Many(
        "coding__confidence",
        vocabulary=Words(Confidence),
        label=_("Confidence"),
        help_text=_("Degrees of confidence, separated by commas."),
    )
    verified_after = After(
        "coding__verified_on",
        label=_("Verified on or after"),
        help_text=_("Codings last verified on or after a date (YYYY, YYYY-MM or YYYY-MM-DD)."),
    )
    verified_before = Before(
        "coding__verified_on",
        label=_("Verified on or before"),
        help_text=_("Codings last verified on or before a date (YYYY, YYYY-MM or YYYY-MM-DD)."),
    )
    law = common.law("", help_text=_("Ids of laws on which the coding rests, separated by commas."))
    source = Many(
        "coding__supports__citation__source",
        vocabulary=Records(Source, label=str),
        many=True,
        label=_("Source"),
        help_text=_("Ids of sources that the coding cites, separated by commas."),
    )

    class Meta:
        model = CodingInForce
        fields: list[str] = []

    def check(self) -> None:
        super().check()
        common.check_values(self)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        if self.day:
            rows = rows.filter(on(self.day))
        if self.get("inherited") is not None:
            rows = rows.filter(inherited_from__isnull=not self.get("inherited"))
        if laws := self.get("law"):
            resting = Coding.objects.filter(Q(provisions__law__in=laws) | Q(trigger__in=laws))
            rows = rows.filter(coding__in=resting.values("pk"))
        return rows

    def count_value(self, rows: Rows) -> Counts:
        return grouped(rows, "value")

    def count_inherited(self, rows: Rows) -> Counts:
        return split(rows, Q(inherited_from__isnull=False))

    def count_law(self, rows: Rows) -> Counts:
        return together(rows, "coding__provisions__law", "coding__trigger")
