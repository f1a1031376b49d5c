"""Whether a comparison that was cited still says the same: what its version of the data said otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from countries.models import DataVersion

from .known import Difference, differences


@dataclass(frozen=True, slots=True)
class Revised:
    """An answer or regime about a day that a version told otherwise."""

    day: dt.date
    difference: Difference


@dataclass(frozen=True, slots=True)
class Revision:
    """What has changed since `version` about the days, jurisdictions, indicators and ruleset of a comparison.

    `answers`: cells with another value; `restated`: cells whose value stands while penalty, dates, note or evidence
    were revised; `regimes`: regimes of another model.
    """

    version: DataVersion
    answers: tuple[Revised, ...]
    restated: tuple[Revised, ...]
    regimes: tuple[Revised, ...]

    def __bool__(self) -> bool:
        return bool(self.answers or self.restated or self.regimes)


def revision(
    version: DataVersion, codes: Collection[str], indicators: Collection[str], ruleset: str, days: Collection[dt.date]
) -> Revision:
    """The revision of a comparison since a version (1 query, and 2 a day)."""
    current = DataVersion.objects.current() or version
    answers: list[Revised] = []
    restated: list[Revised] = []
    regimes: list[Revised] = []
    for day in dict.fromkeys(days):
        since = differences(version, current, day, codes)
        for one in since.answers:
            if one.subject in indicators:
                (restated if one.same_answer else answers).append(Revised(day, one))
        regimes += [Revised(day, one) for one in since.regimes if one.subject == ruleset and not one.same_answer]
    return Revision(version, tuple(answers), tuple(restated), tuple(regimes))
