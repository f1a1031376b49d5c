"""Changes from one regime to another: when, where, from what to what, and the law that brought them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from countries.classify import RECORD_START
from countries.models import RegimeSpell

from .timeline import by_place


@dataclass(frozen=True, slots=True)
class Transition:
    """One change. Both spells are of one jurisdiction, and the second begins on the day the first ends."""

    before: RegimeSpell
    after: RegimeSpell

    @property
    def date(self) -> dt.date:
        return self.after.start


@dataclass(frozen=True, slots=True)
class Matrix:
    """How often each model (rows) gave way to each (columns); a row is (model, counts in columns' order)."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def transitions(ruleset: str, day: dt.date) -> list[Transition]:
    """All changes of model since RECORD_START and before the end of the day, the latest first (1 query)."""
    spells = RegimeSpell.objects.filter(ruleset=ruleset).select_related("jurisdiction", "trigger")
    found = [
        Transition(before, after)
        for own in by_place(spells).values()
        for before, after in pairwise(own)
        if before.end == after.start and before.model != after.model and RECORD_START < after.start <= day
    ]
    return sorted(found, key=lambda change: (-change.date.toordinal(), change.after.jurisdiction_id))


def matrix(found: Sequence[Transition], order: Sequence[str]) -> Matrix:
    """The transitions counted, models in the given order and only those that occur."""
    counts = Counter((change.before.model, change.after.model) for change in found)
    used = {model for pair in counts for model in pair}
    models = tuple(model for model in order if model in used)
    return Matrix(models, tuple((row, tuple(counts[row, column] for column in models)) for row in models))
