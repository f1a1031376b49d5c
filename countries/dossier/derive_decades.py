"""In which decades each record has a date, for search: one set of days a record, from the rows of a load."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from countries import models as m
from countries.choices import StartType

from .rows import Rows

Days = dict[tuple[str, str], set[dt.date]]


def decades(rows: Rows) -> dict[tuple[str, str], list[str]]:
    """(kind, id) of a search document -> its decades in order, such as `2010s`; of records that have a date."""
    return {key: sorted({f"{day.year // 10}0s" for day in days}) for key, days in _days(rows).items() if days}


def _days(rows: Rows) -> Days:
    """The steps of laws and cases, beginnings and ends of answers, and the issue of what is quoted.

    An answer that was found to hold at the latest on a day did not begin with it. A provision without days of its own
    has those of its law.
    """

    def table(model: Any) -> list[Any]:
        return list(rows.tables[model].values())

    found: Days = defaultdict(set)
    for date in table(m.LawDate):
        found["law", date.law_id].add(date.date)
    for provision in table(m.Provision):
        own = _known(provision.valid_from, provision.valid_to)
        found["provision", provision.id] = own or set(found["law", provision.law_id])
    for coding in table(m.Coding):
        begun = coding.valid_from if coding.valid_from_type == StartType.EXACT else None
        found["coding", coding.id] = _known(begun, coding.valid_to)
    for milestone in table(m.Milestone):
        found["milestone", milestone.id].add(milestone.date)
        found["case", milestone.case_id].add(milestone.date)
    for platform in table(m.Platform):
        found["platform", platform.id] = _known(platform.active_from, platform.active_to)
    for citation in table(m.Citation):
        source: Any = rows.tables[m.Source][citation.source_id]
        found["citation", citation.id] = _known(source.issued)
    return found


def _known(*days: dt.date | None) -> set[dt.date]:
    return {day for day in days if day}
