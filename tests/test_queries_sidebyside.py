"""The comparison that a page shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from countries.models import Jurisdiction
from countries.queries.sidebyside import SideBySide, side_by_side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Names and their order are the reader's; here, English."""
    with override("en"):
        yield


def compared(codes: str, day: str, then: str | None = None, ruleset: str = "kb-1") -> SideBySide:
    places = Jurisdiction.objects.in_bulk()
    chosen = [places[code] for code in codes.split(",")]
    later = dt.date.fromisoformat(then) if then else None
    return side_by_side(chosen, dt.date.fromisoformat(day), later, ruleset, TODAY)


def test_it_costs_five_queries_for_any_number_of_columns(django_assert_num_queries: Any) -> None:
    places = Jurisdiction.objects.in_bulk()
    for codes in (["FR", "SE"], ["FR", "SE", "DE", "US", "US-NV", "EU"]):
        with django_assert_num_queries(5):  # in force, provisions, supports, indicators, spells
            side_by_side([places[code] for code in codes], TODAY, dt.date(2010, 1, 1), "kb-1", TODAY)


def test_rows_say_where_the_columns_differ() -> None:
    found = compared("FR,SE,DE", "2019-06-04")
    assert [
        (line.indicator.code, [entry.now.value if entry.now else "-" for entry in line.entries], line.differs)
        for line in found.lines
    ] == [
        ("selling", ["permitted", "permitted", "permitted_if_registered"], True),
        ("buying", ["criminal_offence", "criminal_offence", "permitted"], True),
        ("brothels", ["criminal_offence", "criminal_offence", "-"], False),
        ("procuring", ["criminal_offence", "criminal_offence", "-"], False),
        ("registration", ["none", "not_found", "mandatory"], True),
        ("hosting_liability", ["conditional_safe_harbour"] * 3, False),
    ]
    assert (found.differing, found.answered) == (3, 6)
    assert [line.complete for line in found.lines] == [True, True, False, False, True, True]


def test_agreements_count_what_both_are_coded_for() -> None:
    found = compared("FR,SE,DE", "2019-06-04").agreements
    assert [(pair.jurisdictions, pair.same, pair.compared) for pair in found] == [
        (("FR", "SE"), 5, 5),
        (("FR", "DE"), 1, 4),
        (("SE", "DE"), 1, 3),
    ]


def test_columns_are_grouped_by_the_model_they_are_under() -> None:
    found = compared("FR,DE,SE", "2019-06-04")
    assert [
        (regime.model if regime else None, [place.code for place in members]) for regime, members in found.groups
    ] == [
        ("neo_abolitionist", ["FR", "SE"]),
        ("regulationist", ["DE"]),
    ]
    assert [theme for theme, _ in found.themes] == ["Prostitution law", "Platform liability"]


def test_two_days_show_what_changed_between_them() -> None:
    found = compared("FR,SE", "2015-01-01", "2019-06-04")
    assert [
        (indicator.code, entry.place.code, entry.now and entry.now.value, entry.then and entry.then.value)
        for indicator, entry in found.changes
    ] == [("buying", "FR", "permitted", "criminal_offence")]
    assert [(c.regime and c.regime.model, c.regime_then and c.regime_then.model) for c in found.columns] == [
        ("abolitionist", "neo_abolitionist"),
        ("neo_abolitionist", "neo_abolitionist"),
    ]
    assert compared("FR,SE", "2015-01-01").changes == []


def test_the_other_ruleset_names_the_criminalised() -> None:
    found = compared("FR,SE", "2019-06-04", ruleset="who-is-criminalised")
    assert [column.regime and column.regime.model for column in found.columns] == ["buyer_third_parties"] * 2


def test_a_column_carries_its_rule_in_words() -> None:
    found = compared("FR,SE", "2019-06-04").columns[0].regime
    assert found is not None
    assert (found.rule, hasattr(found, "condition_fr")) == ("K4", True)
