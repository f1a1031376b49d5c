"""What changed between two days: which days, where and on which questions."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models import Indicator
from countries.queries.agreement import REPORT_DAY
from countries.queries.reforms import AnswerChange, Reforms, reforms

from . import common
from .base import AsOf, Many, StrictFilterSet
from .facets import Counts, of_attribute
from .fields import wrong
from .vocabulary import Words


class ReformFilters(StrictFilterSet):
    """What changed after one day and up to another."""

    jurisdiction = common.jurisdiction("")
    indicator = common.indicator()
    theme = common.theme()
    kind = Many(
        vocabulary=Words(AnswerChange),
        label=_("Kind of change"),
        help_text=_("changed, terms, begun or ended, separated by commas."),
    )

    class Meta:
        model = Indicator
        fields: list[str] = []

    counted: ClassVar[dict[str, str]] = {
        "indicator": "row.indicator_id",
        "theme": "row.indicator.theme",
        "kind": "kind",
    }

    def check(self) -> None:
        super().check()
        first, last = self.form.cleaned_data["from"], self.form.cleaned_data["to"]
        if last <= first:
            self.refuse("to", wrong(gettext("The second day must be later than the first."), str(last)))

    @classmethod
    def facet_names(cls) -> list[str]:
        return ["jurisdiction", *cls.counted]

    def counts(self, name: str) -> Counts:
        if name == "jurisdiction":
            return {place.code: number for place, number in self.result().by_place().items()}
        return of_attribute(self.result().changes, self.counted[name])

    def result(self, ruleset: str = common.DEFAULT_RULESET) -> Reforms:
        """The changes of answers, and those of regime by a ruleset."""
        named, themes = self.get("indicator"), self.get("theme")
        rows = Indicator.objects.filter(theme__in=themes) if themes else Indicator.objects.all()
        asked = rows.filter(code__in=named) if named else rows
        return reforms(
            self.get("from"),
            self.get("to"),
            ruleset=ruleset,
            jurisdictions=self.get("jurisdiction"),
            indicators=list(asked.values_list("code", flat=True)) if named or themes else None,
            kinds=self.get("kind"),
        )


# `from` is a word of Python, so it cannot be an attribute of the class.
DAYS = {
    "from": AsOf(
        default=REPORT_DAY,
        label=_("From"),
        help_text=_("The first day: YYYY-MM-DD; 2019-06-04, the report’s, if not given."),
    ),
    "to": AsOf(label=_("To"), help_text=_("The last day: YYYY-MM-DD; today if not given.")),
}
ReformFilters.declared_filters.update(DAYS)
ReformFilters.base_filters.update(DAYS)
