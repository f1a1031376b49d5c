"""Regimes over time: rods, transitions, models on a day, and the matrix of platform liability."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from countries.models import RegimeSpell
from countries.queries.liability import liability
from countries.queries.regimes import MODELS, by_family, by_model, model_history, ruleset_of, spells_on, uncoded
from countries.queries.timeline import Rod, grouped, rod, strips
from countries.queries.transitions import lasting, matrix, spells_by, transitions, turns

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Names and their order are the reader's; here, English."""
    with override("en"):
        yield


def drawn(made: Rod) -> list[tuple[str, str, str, str]]:
    return [(part.start.isoformat(), part.left, part.width, part.model) for part in made.segments]


def test_a_rod_has_a_segment_for_each_spell_and_covers_the_record() -> None:
    spells = list(RegimeSpell.objects.filter(jurisdiction="FR", ruleset="kb-1").order_by("start"))
    made = rod(spells, TODAY, dt.date(2013, 1, 1))
    assert drawn(made) == [
        ("1999-01-01", "0.00%", "61.74%", "abolitionist"),
        ("2016-04-15", "61.74%", "38.26%", "neo_abolitionist"),
    ]
    assert (made.first_year, made.last_year, made.at) == (1999, 2026, "50.00%")
    assert [part.start.year for part in made.reforms] == [2016]
    assert [part.start.year for part in made.ticks] == [2016]


def test_a_stretch_without_coding_is_a_segment_without_a_spell() -> None:
    spells = list(RegimeSpell.objects.filter(jurisdiction="DE", ruleset="kb-1", start__gte="2017-01-01"))
    made = rod(spells, TODAY)
    assert [(part.start.year, part.spell is None, part.model) for part in made.segments] == [
        (1999, True, ""),
        (2017, False, "regulationist"),
    ]
    assert (made.at, made.reforms) == (None, [])


def test_without_spells_the_rod_is_empty() -> None:
    assert drawn(rod([], TODAY)) == [("1999-01-01", "0.00%", "100.00%", "")]


def test_strips_hold_every_jurisdiction_but_unions(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):  # spells with their laws, jurisdictions
        found = strips("kb-1", TODAY, TODAY)
    assert [(strip.place.code, [part.place.code for part in strip.parts]) for strip in found] == [
        ("FR", []),
        ("DE", []),
        ("SE", []),
        ("US", ["US-NV"]),
    ]
    assert [(strip.now and strip.now.model, str(strip.reformed)) for strip in found] == [
        ("neo_abolitionist", "2016-04-15"),
        ("regulationist", "2017-07-01"),
        ("neo_abolitionist", "None"),
        ("prohibitionist", "None"),
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("country", [("", ["FR", "DE", "SE", "US"])]),
        ("family", [("restrictive", ["US"]), ("abolitionist", ["FR", "SE"]), ("regulated", ["DE"])]),
        ("region", [("Americas", ["US"]), ("Europe", ["FR", "DE", "SE"])]),
        ("reform", [("reformed", ["DE", "FR"]), ("unchanged", ["SE", "US"])]),
    ],
)
def test_strips_can_be_ordered(by: str, expected: list[tuple[str, list[str]]]) -> None:
    found = grouped(strips("kb-1", TODAY, TODAY), by)
    assert [(group.key, [strip.place.code for strip in group.strips]) for group in found] == expected


def test_transitions_name_the_law_and_skip_the_start_of_the_record(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = transitions("kb-1", TODAY)
    assert [
        (t.after.jurisdiction_id, str(t.date), t.before.model, t.after.model, t.after.trigger_id) for t in found
    ] == [
        ("DE", "2017-07-01", "unclassified", "regulationist", None),
        ("FR", "2016-04-15", "abolitionist", "neo_abolitionist", "fr-loi-2016-444"),
    ]


def test_what_came_after_the_day_is_no_transition_yet() -> None:
    found = transitions("kb-1", dt.date(2016, 4, 15))
    assert [(move.after.jurisdiction_id, str(move.date)) for move in found] == [("FR", "2016-04-15")]
    assert transitions("kb-1", dt.date(2016, 4, 14)) == []


def test_the_matrix_names_them() -> None:
    made = matrix(transitions("kb-1", TODAY), MODELS["kb-1"])
    assert made.columns == ("neo_abolitionist", "regulationist")
    assert [
        (before, [[f"{move.after.jurisdiction_id} {move.date.year}" for move in moves] for moves in cells])
        for before, cells in made.rows
    ] == [("abolitionist", [["FR 2016"], []]), ("unclassified", [[], ["DE 2017"]])]


def test_what_turned_on_the_day_of_a_transition(django_assert_num_queries: Any) -> None:
    moves = transitions("kb-1", TODAY)
    with django_assert_num_queries(1):
        found = turns(moves)
    assert {
        key: [(t.row.indicator_id, t.before and t.before.value.code, t.after and t.after.value.code) for t in own]
        for key, own in found.items()
    } == {
        "DE.kb-1.2017-07-01": [
            ("selling", None, "permitted_if_registered"),
            ("registration", None, "mandatory"),
        ],
        "FR.kb-1.2016-04-15": [("buying", "permitted", "criminal_offence")],
    }
    assert [move.of_knowledge for move in moves] == [True, False]


def test_how_long_each_regime_lasted(django_assert_num_queries: Any) -> None:
    day = dt.date(2019, 4, 15)
    with django_assert_num_queries(1):
        spells = spells_by("kb-1", day)
    assert [(spell.jurisdiction_id, spell.model, str(spell.start)) for spell in spells] == [
        ("FR", "abolitionist", "1999-01-01"),
        ("FR", "neo_abolitionist", "2016-04-15"),
        ("DE", "unclassified", "2002-01-01"),
        ("DE", "regulationist", "2017-07-01"),
        ("SE", "neo_abolitionist", "1999-01-01"),
        ("US", "prohibitionist", "1999-01-01"),
        ("US-NV", "regulationist", "1999-01-01"),
    ]
    assert [
        (one.model, one.spells, one.open, one.ended, one.median and round(one.median, 1), round(one.longest, 1))
        for one in lasting(spells, day, MODELS["kb-1"])
    ] == [
        ("prohibitionist", 1, 1, 0, None, 20.3),
        ("neo_abolitionist", 2, 2, 0, None, 20.3),
        ("abolitionist", 1, 0, 1, 17.3, 17.3),
        ("regulationist", 2, 2, 0, None, 20.3),
        ("unclassified", 1, 0, 1, 15.5, 15.5),
    ]


def test_the_regimes_of_a_day_by_family_and_model(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        spells = spells_on(TODAY, "kb-1")
    assert {group.key: [s.jurisdiction_id for s in group.spells] for group in by_family(spells)} == {
        "restrictive": ["US"],
        "abolitionist": ["FR", "SE"],
        "regulated": ["DE", "US-NV"],
        "none": [],
    }
    regulated = by_family(spells)[2]
    assert ([s.jurisdiction_id for s in regulated.countries], [s.jurisdiction_id for s in regulated.parts]) == (
        ["DE"],
        ["US-NV"],
    )
    assert [group.key for group in by_model(spells, "kb-1")] == list(MODELS["kb-1"])
    assert uncoded(spells) == []


def test_the_history_of_a_model() -> None:
    found = model_history("neo_abolitionist", "kb-1", TODAY)
    assert [spell.jurisdiction_id for spell in found.members.spells] == ["FR", "SE"]
    assert [move.after.jurisdiction_id for move in found.entered] == ["FR"]
    assert found.left == ()
    assert [move.after.jurisdiction_id for move in model_history("abolitionist", "kb-1", TODAY).left] == ["FR"]


def test_every_model_belongs_to_a_ruleset() -> None:
    assert [ruleset_of(model) for model in ("prohibitionist", "everyone", "unclassified", "x")] == [
        "kb-1",
        "who-is-criminalised",
        "kb-1",
        None,
    ]


def test_the_matrix_of_platform_liability(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):  # indicators, in force, provisions, jurisdictions
        found = liability(TODAY)
    assert [(line.place.code, [row and row.value.code for row in line.answers]) for line in found.lines] == [
        ("EU", ["conditional_safe_harbour"]),
        ("FR", ["conditional_safe_harbour"]),
        ("DE", ["conditional_safe_harbour"]),
        ("SE", ["conditional_safe_harbour"]),
    ]
    assert [place.code for place in found.uncoded] == ["US-NV", "US"]
