"""Texts kept in English and French, and partial dates kept as a first day and a precision."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.db import models
from django.utils.translation import get_language

from countries.choices import Precision
from countries.dates import PartialDate, PrecisionName
from countries.typography import typeset


class Localised:
    """Reads `<name>_en` or `<name>_fr`, whichever the reader's language is; French as it is typeset."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> str:
        language = "fr" if (get_language() or "en").startswith("fr") else "en"
        text = str(getattr(instance, f"{self.name}_{language}"))
        return typeset(text) if language == "fr" else text


class Partial:
    """Reads the columns `<name>` and `<name>_precision` as one PartialDate, or None."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> PartialDate | None:
        first: dt.date | None = getattr(instance, self.name)
        if first is None:
            return None
        return PartialDate(first, cast("PrecisionName", getattr(instance, f"{self.name}_precision")))


def precision_field() -> models.CharField[str, str]:
    """The precision beside a first day; empty where the day is."""
    return models.CharField(max_length=5, choices=Precision.choices, blank=True, default="")


def partial_columns(name: str, value: PartialDate | None) -> dict[str, Any]:
    """The two columns of a partial date."""
    return {name: value.first if value else None, f"{name}_precision": value.precision if value else ""}


def not_empty(prefix: str) -> models.CheckConstraint:
    """The interval between `valid_from` and `valid_to` holds a day."""
    return models.CheckConstraint(
        condition=models.Q(valid_to__isnull=True)
        | models.Q(valid_from__isnull=True)
        | models.Q(valid_to__gt=models.F("valid_from")),
        name=f"{prefix}_interval_not_empty",
        violation_error_message="The interval is empty: valid_to must be after valid_from.",
    )
