"""What a map shows: regimes by either ruleset and the values of an indicator, counted, with parts that differ."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils.translation import override

from countries.queries.choropleth import Choropleth, Tally, choropleths, indicator_subject, ruleset_subject
from countries.queries.regimes import MODELS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
THEN, NOW = dt.date(2015, 1, 1), dt.date(2019, 6, 4)


def drawn(code: str, day: dt.date = NOW) -> Choropleth:
    with override("en"):
        subject = ruleset_subject(code) if code in MODELS else indicator_subject(code)
        return choropleths(subject, [day])[0]


@pytest.mark.parametrize(
    ("code", "day", "held"),
    [
        (
            "kb-1",
            NOW,
            {
                "FR": "neo_abolitionist",
                "DE": "regulationist",
                "SE": "neo_abolitionist",
                "US": "prohibitionist",
                "US-NV": "regulationist",
            },
        ),
        (
            "who-is-criminalised",
            NOW,
            {
                "FR": "buyer_third_parties",
                "DE": "unclassified",
                "SE": "buyer_third_parties",
                "US": "unclassified",
                "US-NV": "unclassified",
            },
        ),
        (
            "buying",
            THEN,
            {
                "FR": "permitted",
                "DE": "permitted",
                "SE": "criminal_offence",
                "US": "criminal_offence",
                "US-NV": "criminal_offence",
            },
        ),
        (
            "brothels",
            NOW,
            {"FR": "criminal_offence", "DE": "", "SE": "criminal_offence", "US": "", "US-NV": "licensed"},
        ),
    ],
)
def test_what_holds_in_each_place_in_order(code: str, day: dt.date, held: dict[str, str]) -> None:
    assert [(row.place.code, row.key) for row in drawn(code, day).standings] == list(held.items())


def test_a_part_differs_where_it_has_something_else_of_its_own() -> None:
    assert {code: [row.place.code for row in parts] for code, parts in drawn("kb-1").differing().items()} == {
        "US": ["US-NV"]
    }
    assert drawn("buying").differing() == {}
    assert [row.place.code for row in drawn("brothels").differing()["US"]] == ["US-NV"]


def test_the_tallies_count_countries_and_the_parts_that_differ() -> None:
    assert drawn("kb-1").tallies() == {
        "prohibitionist": Tally(1, 0),
        "neo_abolitionist": Tally(2, 0),
        "regulationist": Tally(1, 1),
    }
    assert drawn("brothels").tallies() == {"criminal_offence": Tally(2, 0), "licensed": Tally(0, 1), "": Tally(2, 0)}
    assert drawn("buying", THEN).tallies(["Europe"]) == {"criminal_offence": Tally(1, 0), "permitted": Tally(2, 0)}
    assert drawn("buying", THEN).tallies(["Americas"]) == {"criminal_offence": Tally(1, 0)}


def test_the_families_of_a_region() -> None:
    assert drawn("kb-1").families() == {"restrictive": 1, "abolitionist": 2, "regulated": 1}
    assert drawn("kb-1").families(["Europe"]) == {"restrictive": 0, "abolitionist": 2, "regulated": 1}
    assert drawn("who-is-criminalised").families() == {"restrictive": 0, "abolitionist": 0, "regulated": 0}


def test_the_absences_come_last_among_the_answers() -> None:
    with override("en"):
        assert list(indicator_subject("buying").answers.items()) == [
            ("criminal_offence", "Criminal offence"),
            ("administrative_offence", "Administrative offence"),
            ("offence_in_defined_cases", "Offence in defined cases"),
            ("permitted", "Permitted"),
            ("varies", "Varies"),
            ("not_addressed", "Not addressed"),
            ("not_applicable", "Not applicable"),
            ("contested", "Contested"),
            ("not_found", "Not found"),
        ]


@pytest.mark.parametrize(("code", "number"), [("kb-1", 2), ("buying", 3)])
def test_a_map_costs_the_same_however_much_it_shows(code: str, number: int, django_assert_num_queries: Any) -> None:
    subject = ruleset_subject(code) if code in MODELS else indicator_subject(code)
    with django_assert_num_queries(number):
        made = choropleths(subject, [NOW])[0]
        assert [made.tallies(), made.differing(), made.families(), [row.trigger for row in made.standings]]
