"""What a comparison is of."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models import Indicator

from . import common
from .base import AsOf, Many, StrictFilterSet
from .fields import wrong


class CompareFilters(StrictFilterSet):
    """The columns, the day and the rows of a comparison. At least two columns; `most` where there is a limit."""

    j = Many(
        vocabulary=common.JURISDICTIONS,
        label=_("Jurisdictions"),
        help_text=_("Codes of two or more jurisdictions, separated by commas, in the order of the columns."),
    )
    as_of = AsOf(help_text=_("The day: YYYY-MM-DD; today if not given."))
    ruleset = common.ruleset()
    indicator = common.indicator()
    theme = common.theme()

    class Meta:
        model = Indicator
        fields: list[str] = []

    def __init__(self, *args: Any, most: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.most = most

    def check(self) -> None:
        super().check()
        codes = self.form.cleaned_data["j"]
        if len(codes) < 2 or (self.most and len(codes) > self.most):
            message = gettext("Name at least two jurisdictions, separated by commas.")
            if self.most and len(codes) > self.most:
                message = gettext("Name at most %(most)s jurisdictions.") % {"most": self.most}
            self.refuse("j", wrong(message, ",".join(codes)))

    def indicators(self) -> list[str] | None:
        """The codes of the rows, or None for all."""
        named, themes = self.get("indicator"), self.get("theme")
        if not themes:
            return list(named) or None
        rows = Indicator.objects.filter(theme__in=themes)
        return list((rows.filter(code__in=named) if named else rows).values_list("code", flat=True))
