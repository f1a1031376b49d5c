"""Filters by coded value: what holds in a jurisdiction, or is coded on a record, narrows the list of other things."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from countries.models import IndicatorValue

from . import common
from .base import Many, Rows, StrictFilterSet, holding, on
from .facets import Counts, grouped
from .vocabulary import Label, Records

BETWEEN = ":"


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


class OfValue(Many):
    """Rows that have one of some values: of any indicator (`permitted`), or of one (`buying:permitted`)."""

    def narrow(self, rows: Rows, value: Any) -> Rows:
        plain, pairs = apart(value)
        condition = Q(**{f"{self.path}__in": plain})
        for indicator, codes in pairs.items():
            condition |= Q(**{"indicator": indicator, f"{self.path}__in": codes})
        return rows.filter(condition)


def apart(words: tuple[str, ...]) -> tuple[list[str], dict[str, list[str]]]:
    """The plain codes, and by indicator the codes of the pairs."""
    plain, pairs = list[str](), dict[str, list[str]]()
    for word in words:
        indicator, between, code = word.rpartition(BETWEEN)
        if between:
            pairs.setdefault(indicator, []).append(code)
        else:
            plain.append(code)
    return plain, pairs


def value(where: Any) -> Many:
    """The filter by coded values of a list of other things."""
    words = _(
        "{where}: codes of values (permitted), or values of one indicator (buying:permitted), separated by commas. "
        "Values of different indicators must all be there."
    )
    return Many(vocabulary=ValueWords(), label=_("Value"), help_text=format_lazy(words, where=where))


class CodedValues(StrictFilterSet):
    """Narrows by what is coded: `coded` leads from a row to codings, `when` says which of them count.

    Each indicator that is named with a value asks for a coding of its own, and so do the plain values together.
    """

    coded: ClassVar[str]
    absences: ClassVar[bool] = False
    indicator = common.indicator()
    value = value(_("What is in force in the jurisdiction that day"))

    def when(self) -> Q:
        """Which codings count."""
        return Q()

    def check(self) -> None:
        super().check()
        common.check_values(self)

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        for condition in self.conditions():
            rows = holding(rows, self.when() & condition)
        return rows

    def conditions(self) -> list[Q]:
        """One for each indicator that is named with a value, and one for plain values or indicators alone."""
        indicators, (plain, pairs) = self.get("indicator"), apart(self.get("value"))
        found = [
            Q(**{f"{self.coded}__indicator": indicator, f"{self.coded}__value__code__in": codes})
            for indicator, codes in pairs.items()
        ]
        if plain or indicators:
            named = Q(**{f"{self.coded}__indicator__in": indicators}) if indicators else Q()
            found.append(named & self.answered(plain))
        return found

    def answered(self, plain: list[str]) -> Q:
        """That the value is one of the plain ones, or, if none is named, no typed absence."""
        if plain:
            return Q(**{f"{self.coded}__value__code__in": plain})
        return Q() if self.absences else Q(**{f"{self.coded}__value__is_absence": False})

    def count_indicator(self, rows: Rows) -> Counts:
        plain, _pairs = apart(self.get("value"))
        return grouped(rows.filter(self.when() & self.answered(plain)), f"{self.coded}__indicator")

    def count_value(self, rows: Rows) -> Counts:
        return grouped(rows.filter(self.when()), f"{self.coded}__value")


def in_force(path: str, day: Any) -> Q:
    """That what is in force at the path holds on the day, which may be an expression."""
    return on(day, f"{path}__start", f"{path}__end")


def in_force_within(path: str, start: str = "start", end: str = "end") -> Q:
    """That what is in force at the path holds on some day of the row's own interval."""
    begins = Q(**{f"{path}__start__lt": Coalesce(F(end), dt.date.max)})
    return begins & (Q(**{f"{path}__end__isnull": True}) | Q(**{f"{path}__end__gt": F(start)}))
