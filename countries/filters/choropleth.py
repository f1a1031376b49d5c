"""What a map shows, of which day or days, and what of it."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models import IndicatorValue, Jurisdiction

from . import common
from .base import AsOf, Many, One
from .fields import ANY, wrong


class MapFilters(common.RegimeChecks):
    """A map of regimes, by a ruleset, or of one indicator; the same names as the lists of the API have."""

    as_of = AsOf(help_text=_("The day: YYYY-MM-DD; today if not given."))
    ruleset = common.ruleset()
    family = common.family()
    model = common.model()
    indicator = One(
        vocabulary=common.INDICATORS,
        label=_("Indicator"),
        help_text=_("The indicator whose values are shown instead of regimes."),
    )
    value = Many(
        vocabulary=common.VALUES,
        label=_("Value"),
        help_text=_("Codes of values of the indicator, separated by commas; the rest is faded."),
    )
    region = common.region("")

    class Meta:
        model = Jurisdiction
        fields: list[str] = []

    def check(self) -> None:
        super().check()
        cleaned = self.form.cleaned_data
        for name in ("ruleset", "family", "model") if cleaned["indicator"] else ("value",):
            if self.data.get(name):
                message = gettext("A map is of regimes or of one indicator, and this belongs to the other.")
                self.refuse(name, wrong(message, str(self.data[name])))
        self._check_values(cleaned["indicator"], cleaned["value"])

    def _check_values(self, indicator: str, codes: tuple[str, ...]) -> None:
        if not codes:
            return
        allowed = list(IndicatorValue.objects.filter(indicator=indicator).values_list("code", flat=True))
        for code in codes:
            if code not in allowed:
                self.refuse("value", wrong(gettext("“%(value)s” is no value of these indicators."), code, allowed))


# `and` is a word of Python, so it cannot be an attribute of the class.
MapFilters.base_filters["and"] = AsOf(default=ANY, help_text=_("A second day to set beside the first: YYYY-MM-DD."))
