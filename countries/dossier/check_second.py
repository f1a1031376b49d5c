"""Checks of the second coding: every difference with the first is adjudicated, and nothing else is."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from countries.cascade import EVER, CodedValue, Origin, in_force
from countries.dates import Interval

from .index import Index, Report
from .read import Document, Dossier, Loc, Problem
from .schema import AdjudicationDoc, CodingDoc, SecondCodingDoc, SecondCodingFile

REPORT_DAY = dt.date(2019, 6, 4)
Values = Mapping[tuple[str, str, dt.date], str]


def interval_of(coding: CodingDoc | SecondCodingDoc) -> Interval:
    """The days on which a coding holds."""
    return Interval(coding.valid_from.first, coding.valid_to.first if coding.valid_to else None)


def overlaps(codings: Sequence[CodingDoc | SecondCodingDoc], report: Report) -> None:
    """Two codings of one indicator that share a day."""
    seen: dict[str, list[tuple[int, Interval]]] = defaultdict(list)
    for at, coding in enumerate(codings):
        interval = interval_of(coding)
        for earlier, other in seen[coding.indicator]:
            if interval.overlaps(other):
                span = f"from {other.start} to {other.end or 'now'}"
                loc = ("codings", at, "valid_from")
                report(loc, f"overlaps codings[{earlier + 1}] of {coding.indicator} ({span})")
        seen[coding.indicator].append((at, interval))


def second_codings(dossier: Dossier, index: Index, problems: list[Problem]) -> None:
    """References, overlaps and adjudications of every second coding."""
    first = _first_values(dossier)
    for document in dossier.second_codings:
        report = Report(document, problems)
        data = document.data
        if data.jurisdiction not in index.jurisdictions:
            report(("jurisdiction",), f"unknown jurisdiction “{data.jurisdiction}”")
        for at, coding in enumerate(data.codings):
            if coding.value not in index.values.get(coding.indicator, set()):
                report(("codings", at, "value"), f"“{coding.value}” is not a value of “{coding.indicator}”")
        overlaps(data.codings, report)
        _adjudications(document, index, first, report)


def _first_values(dossier: Dossier) -> list[tuple[str, str, Interval, str]]:
    """What is in force by the first coding: jurisdiction, indicator, interval, value."""
    places = [document.data for document in dossier.jurisdictions]
    codings = [
        CodedValue("", place.code, coding.indicator, coding.value, interval_of(coding))
        for place in places
        for coding in place.codings
    ]
    known = {place.code for place in places}
    origins = {
        place.code: [Origin(place.parent, EVER)] if place.parent in known and place.parent else [] for place in places
    }
    return [
        (code, indicator, row.interval, row.coding.value)
        for (code, indicator), rows in in_force(codings, origins).items()
        for row in rows
    ]


def _adjudications(
    document: Document[SecondCodingFile],
    index: Index,
    first: list[tuple[str, str, Interval, str]],
    report: Report,
) -> None:
    data = document.data
    settled: dict[tuple[str, dt.date], AdjudicationDoc] = {}
    for at, adjudication in enumerate(data.adjudications):
        loc: Loc = ("adjudications", at)
        for name in ("first", "second"):
            value = getattr(adjudication, name)
            if value not in index.values.get(adjudication.indicator, set()):
                report((*loc, name), f"“{value}” is not a value of “{adjudication.indicator}”")
        if adjudication.first == adjudication.second:
            report(loc, "both codings have the same value: there is nothing to settle")
        if adjudication.on not in {REPORT_DAY, data.coded_on}:
            report((*loc, "on"), f"the days compared are {REPORT_DAY} and {data.coded_on}")
        settled[adjudication.indicator, adjudication.on] = adjudication
    mine = {(name, span): value for code, name, span, value in first if code == data.jurisdiction}
    for day in (REPORT_DAY, data.coded_on):
        values = {name: value for (name, span), value in mine.items() if day in span}
        for at, coding in enumerate(data.codings):
            if day not in interval_of(coding) or (coding.indicator, day) in settled:
                continue
            value = values.get(coding.indicator, "not_coded")
            if value != coding.value:
                message = f"differs from the first coding “{value}” on {day} and is not adjudicated"
                report(("codings", at, "value"), message)
