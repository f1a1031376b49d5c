"""Where the base stands: its version, and when its codings were last checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Subquery

from countries.models import Coding, DataVersion


@dataclass(frozen=True, slots=True)
class Standing:
    """Both are None before the first load."""

    version: DataVersion | None
    verified_on: dt.date | None


def standing() -> Standing:
    """The newest version and the day a coding was last verified (1 query)."""
    last = Coding.objects.order_by("-verified_on").values("verified_on")[:1]
    version = DataVersion.objects.annotate(verified_on=Subquery(last)).order_by("-number").first()
    return Standing(version, getattr(version, "verified_on", None))
