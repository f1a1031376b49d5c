"""Inheritance: own codings stand, gaps are filled from above, membership limits it."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from countries.cascade import EVER, CodedValue, Origin, in_force
from countries.dates import Interval

D = dt.date
ORIGINS = {
    "EU": [],
    "GB": [Origin("EU", Interval(D(1973, 1, 1), D(2020, 1, 31)))],
    "GB-SCT": [Origin("GB", EVER)],
}


def coded(place: str, value: str, start: dt.date, end: dt.date | None = None) -> CodedValue:
    return CodedValue(f"{place}.x.{start}", place, "x", value, Interval(start, end))


def shape(place: str, *codings: CodedValue) -> list[tuple[str, str | None, dt.date, dt.date | None]]:
    rows = in_force(codings, ORIGINS).get((place, "x"), [])
    return [(row.coding.value, row.inherited_from, row.interval.start, row.interval.end) for row in rows]


def test_a_part_inherits_what_it_does_not_code() -> None:
    assert shape("GB-SCT", coded("GB", "a", D(2000, 1, 1))) == [("a", "GB", D(2000, 1, 1), None)]


def test_own_codings_stand_in_the_way_while_they_hold() -> None:
    assert shape("GB-SCT", coded("GB", "a", D(2000, 1, 1)), coded("GB-SCT", "b", D(2005, 1, 1), D(2010, 1, 1))) == [
        ("a", "GB", D(2000, 1, 1), D(2005, 1, 1)),
        ("b", None, D(2005, 1, 1), D(2010, 1, 1)),
        ("a", "GB", D(2010, 1, 1), None),
    ]


def test_a_union_reaches_through_a_member_while_it_is_one() -> None:
    assert shape("GB-SCT", coded("EU", "a", D(2000, 6, 8))) == [("a", "EU", D(2000, 6, 8), D(2020, 1, 31))]


def test_nobody_inherits_upwards_or_sideways() -> None:
    assert shape("GB", coded("GB-SCT", "a", D(2000, 1, 1))) == []
    assert shape("EU", coded("GB", "a", D(2000, 1, 1))) == []


DAYS = st.dates(D(1990, 1, 1), D(2026, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[CodedValue]:
    codings = []
    for place in ORIGINS:
        days = sorted(set(draw(st.lists(DAYS, max_size=4))))
        for start, end in zip(days, [*days[1:], None][: len(days)], strict=True):
            if draw(st.booleans()):
                codings.append(coded(place, place, start, end))
    return codings


@given(histories(), DAYS, st.sampled_from(sorted(ORIGINS)))
def test_on_any_day_the_nearest_coding_holds(codings: list[CodedValue], day: dt.date, place: str) -> None:
    holding = [row for row in in_force(codings, ORIGINS).get((place, "x"), []) if day in row.interval]
    chain = {
        "EU": ["EU"],
        "GB": ["GB", "EU"] if day < D(2020, 1, 31) else ["GB"],
        "GB-SCT": ["GB-SCT", "GB", "EU"] if day < D(2020, 1, 31) else ["GB-SCT", "GB"],
    }[place]
    nearest = next((c for name in chain for c in codings if c.jurisdiction == name and day in c.interval), None)
    assert [row.coding for row in holding] == ([nearest] if nearest else [])
    for row in holding:
        assert row.inherited_from == (None if row.coding.jurisdiction == place else row.coding.jurisdiction)
