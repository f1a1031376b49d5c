"""`updated_since`: what the loads since a day, a moment or a version of the data created or changed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.models import DataVersion
from countries.queries.updates import updated

from .base import Filter, Rows, StrictFilterSet
from .fields import Said, wrong

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Since:
    """As it was asked for, and the number of the last version that lies before."""

    word: str
    number: int


class SinceField(Said):
    """A day `YYYY-MM-DD` or a moment (RFC 3339), each included, or a version, which is not; cleans to a Since."""

    def clean(self, value: str | None) -> Since | None:
        word = (value or "").strip()
        if not word:
            return None
        if "\0" in word:
            raise wrong(_("That is no value."), word)
        versions = DataVersion.objects.order_by("-number")
        if "-" not in word:
            found = versions.filter(version=word).first()
            if found is None:
                raise wrong(_("“%(value)s” is no version of the data."), word, list(_names()))
            return Since(word, found.number)
        before = versions.filter(loaded_at__lt=moment(word)).values_list("number", flat=True).first()
        return Since(word, before or 0)

    def say(self, value: Since) -> str:
        return value.word

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^(\d{{4}}\.\d{{1,2}}\.\d+|{MOMENT.pattern})$"}


def _names() -> Any:
    return DataVersion.objects.order_by("-number").values_list("version", flat=True)


def moment(word: str) -> dt.datetime:
    """The beginning of a day in UTC, or a moment with its zone. Raises the field's error for anything else."""
    try:
        found = dt.datetime.fromisoformat(word) if MOMENT.fullmatch(word) else None
    except ValueError:
        found = None
    if found is None:
        raise wrong(
            _(
                "“%(value)s” is neither a day (YYYY-MM-DD) nor a moment (YYYY-MM-DDThh:mm:ssZ) nor a version of the "
                "data (2026.11.1)."
            ),
            word,
        )
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


class UpdatedSince(Filter):
    """The day, moment or version since which a record was created or changed."""

    field_class = SinceField


class Updatable(StrictFilterSet):
    """A list of records that loads create and change."""

    updated_since = UpdatedSince(
        label=gettext_lazy("Updated since"),
        help_text=gettext_lazy(
            "Only records that were created or changed, they or what is told in them, by a load on or after a day "
            "(YYYY-MM-DD) or a moment (YYYY-MM-DDThh:mm:ssZ), or after a version of the data (2026.11.1). What was "
            "removed stands among the changes."
        ),
    )

    def filter_queryset(self, queryset: Rows) -> Rows:
        rows = super().filter_queryset(queryset)
        since = self.get("updated_since")
        return self.updated(rows, since.number) if since else rows

    def updated(self, rows: Rows, since: int) -> Rows:
        """The rows that the versions after number `since` created or changed."""
        return updated(rows, since)
