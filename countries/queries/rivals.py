"""How others classify, and where our families say otherwise on the day they spoke of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from countries.choices import Family
from countries.models import Classification, RegimeSpell, Scheme

from .timeline import by_place


@dataclass(frozen=True, slots=True)
class Compared:
    """A classification with our regime on its date; None where we have none."""

    classification: Classification
    ours: RegimeSpell | None

    @property
    def disagrees(self) -> bool:
        """Whether both have a family and they are not the same."""
        theirs = self.classification.label.family
        return self.ours is not None and Family.NONE not in {theirs, self.ours.family} and theirs != self.ours.family


@dataclass(frozen=True, slots=True)
class Rival:
    """A scheme with its classifications."""

    scheme: Scheme
    classifications: tuple[Compared, ...]


def rivals(day: dt.date) -> list[Rival]:
    """Every scheme with its labels and what it had said by the day, compared with ruleset kb-1 (4 queries)."""
    rows = Classification.objects.filter(date__lte=day).order_by("jurisdiction_id", "date", "pk")
    made = list(rows.select_related("jurisdiction", "label", "scheme", "lead_citation__source"))
    codes = {classification.jurisdiction_id for classification in made}
    spells = by_place(RegimeSpell.objects.filter(ruleset="kb-1", jurisdiction__in=codes))
    compared = [Compared(one, _ours(one, spells.get(one.jurisdiction_id, []))) for one in made]
    schemes = Scheme.objects.prefetch_related("labels")
    return [
        Rival(scheme, tuple(one for one in compared if one.classification.scheme_id == scheme.pk)) for scheme in schemes
    ]


def _ours(classification: Classification, spells: Sequence[RegimeSpell]) -> RegimeSpell | None:
    day = classification.date
    return next((spell for spell in spells if spell.start <= day and (spell.end is None or day < spell.end)), None)
