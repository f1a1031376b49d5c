"""What was known when: the archive of what was in force, read as a version of the data knew it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from countries.dates import PartialDate
from countries.models import DataVersion, KnownCoding, KnownRegime
from countries.models.known import KnownQuerySet

Row = TypeVar("Row", KnownCoding, KnownRegime)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version and the data of today say differently of one jurisdiction and one `subject`.

    The subject is an indicator, or the ruleset of a regime. A side on which nothing was in force is None.
    """

    jurisdiction: str
    subject: str
    old: KnownCoding | KnownRegime | None
    new: KnownCoding | KnownRegime | None

    @property
    def old_answer(self) -> str:
        """The value, or the model of the regime; empty where there was none."""
        return self.old.answer if self.old else ""

    @property
    def new_answer(self) -> str:
        return self.new.answer if self.new else ""

    @property
    def shown(self) -> KnownCoding | KnownRegime | None:
        """The row that says what the difference is about."""
        return self.new or self.old

    @property
    def same_answer(self) -> bool:
        """Whether only what stands around the answer differs: dates, penalty, note, evidence."""
        return self.old_answer == self.new_answer


@dataclass(frozen=True, slots=True)
class Since:
    """All that differs, by jurisdiction and subject."""

    answers: tuple[Difference, ...]
    regimes: tuple[Difference, ...]

    @property
    def others(self) -> list[Difference]:
        """Where the answers themselves are not the same."""
        return [one for one in (*self.regimes, *self.answers) if not one.same_answer]

    @property
    def beside(self) -> list[Difference]:
        """Where the answer is the same, and what stands around it is not."""
        return [one for one in (*self.regimes, *self.answers) if one.same_answer]

    def __bool__(self) -> bool:
        return bool(self.answers or self.regimes)


def version_at(text: str) -> DataVersion | None:
    """The version of that name, or the newest loaded by the end of a day `YYYY-MM-DD`; None if there is none.

    Days are those of UTC. Raises ValueError for what looks like a day and is none (1 query).
    """
    if text.count("-") == 2:
        day = PartialDate.parse(text).first
        return DataVersion.objects.filter(loaded_at__date__lte=day).order_by("-number").first()
    return DataVersion.objects.filter(version=text).first()


def first_archived() -> DataVersion | None:
    """The version with which the archive begins (1 query)."""
    return DataVersion.objects.filter(archived=True).order_by("number").first()


def codings_known(
    version: DataVersion,
    day: dt.date | None = None,
    jurisdictions: Collection[str] | None = None,
    indicators: Collection[str] | None = None,
) -> KnownQuerySet[KnownCoding]:
    """What the version said was in force on the day (None: ever); all jurisdictions and indicators if None."""
    rows = _known(KnownCoding.objects.known_at(version), day, jurisdictions)
    return rows if indicators is None else rows.filter(indicator__in=indicators)


def regimes_known(
    version: DataVersion,
    day: dt.date | None = None,
    jurisdictions: Collection[str] | None = None,
    ruleset: str | None = None,
) -> KnownQuerySet[KnownRegime]:
    """The regimes that the version derived for the day (None: ever); all jurisdictions and rulesets if None."""
    rows = _known(KnownRegime.objects.known_at(version), day, jurisdictions)
    return rows if ruleset is None else rows.filter(ruleset=ruleset)


def _known(rows: KnownQuerySet[Row], day: dt.date | None, jurisdictions: Collection[str] | None) -> KnownQuerySet[Row]:
    rows = rows if day is None else rows.as_of(day)
    return rows if jurisdictions is None else rows.filter(jurisdiction__in=jurisdictions)


def differs_since(version: DataVersion, jurisdictions: Collection[str] | None, day: dt.date) -> Since:
    """Where the version and the data of today differ about the day, in these jurisdictions or all (3 queries)."""
    current = DataVersion.objects.current() or version
    return differences(version, current, day, jurisdictions)


def differences(
    older: DataVersion, newer: DataVersion, day: dt.date, jurisdictions: Collection[str] | None = None
) -> Since:
    """Where two versions, the older first, differ about the day, in these jurisdictions or all (2 queries)."""
    return Since(
        _differences(_known(KnownCoding.objects.differing(older, newer), day, jurisdictions), older),
        _differences(_known(KnownRegime.objects.differing(older, newer), day, jurisdictions), older),
    )


def _differences(rows: KnownQuerySet[Row], older: DataVersion) -> tuple[Difference, ...]:
    """One a jurisdiction and subject, of which each side has at most one row on a day.

    What both sides have always had is not among the rows; what was given up and said again is no difference.
    """
    old: dict[tuple[str, str], Row] = {}
    new: dict[tuple[str, str], Row] = {}
    found = list(rows)
    for row in found:
        (old if row.known_from_id <= older.number else new)[row.jurisdiction, row.subject] = row
    keys = dict.fromkeys((row.jurisdiction, row.subject) for row in found)
    differ = [Difference(*key, old.get(key), new.get(key)) for key in keys]
    return tuple(one for one in differ if not (one.old and one.new and one.old.digest == one.new.digest))
