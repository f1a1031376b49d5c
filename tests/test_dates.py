"""Partial dates and half-open intervals: their laws, on generated input."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countries.dates import Interval, PartialDate, cut_points, earliest

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))
ENDS = st.none() | DAYS


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    return PartialDate.parse(draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(DAYS), draw(ENDS)
    return Interval(start, None if end is None or end <= start else end)


@given(partial_dates())
def test_a_partial_date_is_written_as_it_was_read(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date


@given(partial_dates())
def test_the_last_day_is_in_the_same_period(date: PartialDate) -> None:
    assert date.first <= date.last
    assert date.last.isoformat().startswith(str(date))
    assert not (date.last + dt.timedelta(days=1)).isoformat().startswith(str(date))


@given(st.lists(partial_dates(), max_size=8))
def test_partial_dates_sort_as_their_text(dates: list[PartialDate]) -> None:
    assert [str(date) for date in sorted(dates)] == sorted(str(date) for date in dates)


@pytest.mark.parametrize(
    "text", ["", "18", "2018-", "2018-6", "2018-13", "2018-00", "2018-02-30", "2018-06-18T00", " 2018", "٢٠١٨", "0000"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        PartialDate.parse(text)


def test_a_partial_date_compares_with_nothing_else() -> None:
    with pytest.raises(TypeError):
        _ = PartialDate.parse("2018") < "2019"


@given(DAYS, DAYS)
def test_an_empty_interval_cannot_be_made(start: dt.date, end: dt.date) -> None:
    if end > start:
        assert start in Interval(start, end)
        assert end not in Interval(start, end)
    else:
        with pytest.raises(ValueError, match="empty"):
            Interval(start, end)


@given(intervals(), intervals(), DAYS)
def test_the_intersection_holds_what_both_hold(a: Interval, b: Interval, day: dt.date) -> None:
    both = a.intersection(b)
    assert (both is not None and day in both) == (day in a and day in b)
    assert both == b.intersection(a)
    assert a.overlaps(b) == (both is not None)


@given(intervals(), st.lists(intervals(), max_size=5), DAYS)
def test_minus_leaves_what_no_other_holds(whole: Interval, others: list[Interval], day: dt.date) -> None:
    left = whole.minus(others)
    held = [piece for piece in left if day in piece]
    assert len(held) == (day in whole and not any(day in other for other in others))
    assert left == sorted(left, key=lambda piece: piece.start)


@given(ENDS, ENDS)
def test_the_earlier_of_two_ends(a: dt.date | None, b: dt.date | None) -> None:
    assert earliest(a, b) == min((end for end in (a, b) if end), default=None)


@given(st.lists(intervals(), max_size=5))
def test_between_cut_points_nothing_begins_or_ends(many: list[Interval]) -> None:
    days = cut_points(many)
    assert days == sorted(set(days))
    for start, end in pairwise(days):
        last = end - dt.timedelta(days=1)
        assert [start in interval for interval in many] == [last in interval for interval in many]
