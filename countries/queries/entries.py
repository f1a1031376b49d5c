"""What a comparison is made of: an entry a question and jurisdiction, and what changed from one rule to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from countries.choices import Absence
from countries.models import CodingInForce, Indicator, Jurisdiction, Law

from .alike import Findings
from .cells import Cell


@dataclass(frozen=True, slots=True)
class Change:
    """One rule that gave way to another: the answer, or only what stands around it, is no longer the same."""

    before: Cell
    after: Cell

    @property
    def indicator(self) -> Indicator:
        return self.after.row.indicator

    @property
    def place(self) -> Jurisdiction:
        return self.after.row.jurisdiction

    @property
    def date(self) -> dt.date:
        """The first day of the later rule."""
        return self.after.row.start

    @property
    def laws(self) -> list[Law]:
        """By which law: the one coded as having made it hold, else those whose provisions it rests on."""
        coding = self.after.coding
        if coding.trigger:
            return [coding.trigger]
        return list({provision.law_id: provision.law for provision in coding.provisions.all()}.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """What a jurisdiction answers to one question: on the day, on the second day, and from one to the other.

    `steps` is what held between the two days, both included, the earliest first; it is empty where there is one day
    only (`two_days`). `backwards` says that the second day is the earlier one.
    """

    place: Jurisdiction
    now: Cell | None
    then: Cell | None = None
    steps: tuple[Cell, ...] = ()
    two_days: bool = False
    backwards: bool = False

    @property
    def first(self) -> Cell | None:
        """What held on the earlier of the two days."""
        return self.then if self.backwards else self.now

    @property
    def last(self) -> Cell | None:
        return self.now if self.backwards else self.then

    @property
    def value(self) -> str:
        return self.now.value if self.now else Absence.NOT_CODED.value

    @property
    def value_then(self) -> str:
        """The value on the second day; empty where there is none."""
        return self.then.value if self.then else Absence.NOT_CODED.value if self.two_days else ""

    @property
    def coding(self) -> CodingInForce | None:
        return self.now.row if self.now else None

    @property
    def coding_then(self) -> CodingInForce | None:
        return self.then.row if self.then else None

    @property
    def finding(self) -> str | None:
        """The value, unless nothing was found out about the law."""
        return self.now.value if self.now and self.now.is_finding else None

    @property
    def finding_then(self) -> str | None:
        return self.then.value if self.then and self.then.is_finding else None

    @property
    def findings(self) -> list[Cell]:
        """The steps that say what the law was."""
        return [step for step in self.steps if step.is_finding]

    @property
    def changes(self) -> list[Change]:
        """Each time between the two days when the answer became another."""
        found = [Change(before, after) for before, after in pairwise(self.findings)]
        return [change for change in found if change.before.value != change.after.value]

    @property
    def changed(self) -> bool:
        """Whether the answer became another between the two days, even if it came back."""
        return bool(self.changes)

    @property
    def restated(self) -> list[Change]:
        """Each time when the answer stayed and another rule gave it: another penalty, another law, other words."""
        found = [Change(before, after) for before, after in pairwise(self.findings)]
        same = [change for change in found if change.before.value == change.after.value]
        return [change for change in same if change.before.row.coding_id != change.after.row.coding_id]

    @property
    def half_known(self) -> bool:
        """Whether a finding stands on one of the two days only."""
        found = [cell is not None and cell.is_finding for cell in (self.now, self.then)]
        return self.two_days and any(found) and not all(found)


@dataclass(frozen=True, slots=True)
class Line:
    """The answers to one indicator, an entry a column, in the columns' order."""

    indicator: Indicator
    entries: tuple[Entry, ...]

    @property
    def answers(self) -> tuple[str, ...]:
        return tuple(entry.value for entry in self.entries)

    @property
    def differs(self) -> bool:
        """Whether two jurisdictions for which there is a finding answer differently."""
        return len({entry.finding for entry in self.entries} - {None}) > 1

    @property
    def differs_then(self) -> bool:
        """The same of the second day."""
        return len({entry.finding_then for entry in self.entries} - {None}) > 1

    @property
    def complete(self) -> bool:
        """Whether every jurisdiction is coded."""
        return all(entry.now for entry in self.entries)

    @property
    def changed(self) -> bool:
        return any(entry.changed for entry in self.entries)

    @property
    def coded(self) -> bool:
        """Whether any jurisdiction is coded on one of the days."""
        return any(entry.now or entry.then for entry in self.entries)


def findings(lines: Sequence[Line], codes: Sequence[str]) -> dict[str, Findings]:
    """Jurisdiction -> what was found out about its law on the day."""
    found: dict[str, dict[str, str]] = {code: {} for code in codes}
    for line in lines:
        for entry in line.entries:
            if entry.finding is not None:
                found[entry.place.code][line.indicator.code] = entry.finding
    return dict(found)
