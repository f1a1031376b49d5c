"""Dated changes of the law."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from countries.models import Law
from countries.queries.legal import Asked

from . import common
from .base import After, Before, StrictFilterSet


class CalendarFilters(StrictFilterSet):
    """Laws coming into force and answers that change on a day. It narrows no table: its caller reads the values."""

    jurisdiction = common.jurisdiction("")
    theme = common.theme()
    date_after = After(label=_("On or after"), help_text=_("Changes on or after a date."))
    date_before = Before(label=_("On or before"), help_text=_("Changes on or before a date."))

    class Meta:
        model = Law
        fields: list[str] = []

    def asked(self) -> Asked:
        """What is asked for."""
        return Asked(self.get("jurisdiction"), self.get("theme"), self.get("date_after"), self.get("date_before"))
