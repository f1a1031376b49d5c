"""Changes from one regime to another."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from countries.choices import Criminalised, Family, Model
from countries.models import RegimeSpell
from countries.queries.updates import changed_ids

from . import common
from .base import After, AsOf, Before, Many, Rows
from .coded import CodedValues, in_force, value
from .fields import ANY
from .since import Updatable
from .vocabulary import Words


def family(path: str, label: object, help_text: object) -> Many:
    return Many(path, vocabulary=Words(Family), label=label, help_text=help_text)


def model(path: str, label: object, help_text: object) -> Many:
    return Many(path, vocabulary=Words(Model, Criminalised), label=label, help_text=help_text)


class TransitionFilters(CodedValues, Updatable, common.RegimeChecks):
    """Changes of a jurisdiction's regime, by what it was before and after. The rows are `transitions()` of spells."""

    coded = "jurisdiction__in_force"
    models = ("from_model", "to_model")
    jurisdiction = common.jurisdiction("jurisdiction")
    kind = common.place_kind("jurisdiction__kind")
    region = common.region("jurisdiction__region")
    subregion = common.subregion("jurisdiction__subregion")
    ruleset = common.ruleset("ruleset")
    from_family = family(
        "from_family", _("From the family"), _("Families of regimes that were left, separated by commas.")
    )
    from_model = model(
        "from_model", _("From the model"), _("Models of the chosen ruleset that were left, separated by commas.")
    )
    to_family = family("family", _("To the family"), _("Families of regimes that began, separated by commas."))
    to_model = model("model", _("To the model"), _("Models of the chosen ruleset that began, separated by commas."))
    law = common.law("trigger", help_text=_("Ids of the laws with which the regime began, separated by commas."))
    as_of = AsOf(
        default=ANY,
        help_text=_("What had changed by the end of a day: YYYY-MM-DD; “any”, every change, if not given."),
    )
    date_after = After("start", label=_("On or after"), help_text=_("Changes on or after a date."))
    date_before = Before("start", label=_("On or before"), help_text=_("Changes on or before a date."))
    value = value(_("What is in force in the jurisdiction on the day of the change"))

    class Meta:
        model = RegimeSpell
        fields: list[str] = []

    def when(self) -> Q:
        return in_force(self.coded, F("start"))

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        return rows.filter(start__lte=self.day) if self.day else rows

    def updated(self, rows: Rows, since: int) -> Rows:
        """A change is told by both its spells."""
        ids = changed_ids("regimespell", since)
        return rows.filter(Q(pk__in=ids) | Q(from_spell__in=ids))
