"""The rulesets: every combination, the hard cases, and the laws of spells."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from countries.choices import Absence, Criminalised, Family, Model
from countries.classify import (
    INPUTS,
    RECORD_START,
    RULESETS,
    UNKNOWN,
    Dated,
    Part,
    PartSpell,
    kb_1,
    reading,
    spells,
    who_is_criminalised,
)
from countries.dates import Interval

ABSENCES = [absence.value for absence in Absence]
VALUES = {
    "selling": [
        "criminal_offence",
        "administrative_offence",
        "prohibited_without_penalty",
        "permitted_if_registered",
        "permitted",
        "varies",
    ],
    "buying": ["criminal_offence", "administrative_offence", "offence_in_defined_cases", "permitted", "varies"],
    "brothels": [
        "criminal_offence",
        "administrative_offence",
        "licensed",
        "operator_certificate",
        "permitted",
        "varies",
    ],
    "procuring": ["criminal_offence", "offence_if_exploitative", "permitted", "varies"],
    "registration": ["mandatory", "voluntary", "none", "varies"],
}


@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=RULESETS)
def test_every_combination_classifies_or_says_why_not(ruleset) -> None:  # type: ignore[no-untyped-def]
    for combination in product(*([*VALUES[name], *ABSENCES] for name in INPUTS)):
        values = dict(zip(INPUTS, combination, strict=True))
        regime = ruleset(values, ())
        if regime.model == Model.UNCLASSIFIED:
            assert regime.missing, values
            assert all(reading(name, values[name]) in {*UNKNOWN, "varies"} for name in regime.missing), values
            assert (regime.rule, regime.inputs, regime.family) == ("", (), Family.NONE)
        else:
            assert regime.rule, values
            assert regime.inputs, values
            assert regime.missing == (), values


@pytest.mark.parametrize("ruleset", RULESETS.values(), ids=RULESETS)
def test_coded_combinations_are_always_classified(ruleset) -> None:  # type: ignore[no-untyped-def]
    labels = {
        ruleset(dict(zip(INPUTS, combination, strict=True)), ()).model
        for combination in product(*([v for v in VALUES[name] if v != "varies"] for name in INPUTS))
    }
    assert Model.UNCLASSIFIED not in labels


def test_every_label_can_be_reached() -> None:
    combinations = [dict(zip(INPUTS, c, strict=True)) for c in product(*(VALUES[name] for name in INPUTS))]
    assert {kb_1(values).rule for values in combinations} == {"K1", "K2", "K3", "K4", "K5", "K0"}
    assert {who_is_criminalised(values).model for values in combinations} == {*Criminalised, Model.UNCLASSIFIED}


def regime(selling: str, buying: str, brothels: str, procuring: str, registration: str) -> tuple[str, str, str]:
    found = kb_1(
        {
            "selling": selling,
            "buying": buying,
            "brothels": brothels,
            "procuring": procuring,
            "registration": registration,
        }
    )
    return found.family, found.model, found.rule


@pytest.mark.parametrize(
    ("case", "values", "expected"),
    [
        (
            "New Zealand: operators hold a certificate",
            ("permitted", "permitted", "operator_certificate", "offence_if_exploitative", "none"),
            ("regulated", "decriminalised", "K2"),
        ),
        (
            "Belgium: general business law, undue profit punished",
            ("permitted", "permitted", "permitted", "offence_if_exploitative", "none"),
            ("regulated", "decriminalised", "K2"),
        ),
        (
            "Germany from 2016 to 2017: only buying from a victim of trafficking is an offence",
            ("permitted", "offence_in_defined_cases", "permitted", "offence_if_exploitative", "none"),
            ("regulated", "decriminalised", "K2"),
        ),
        (
            "the Netherlands: municipal licences, buying from victims",
            ("permitted", "offence_in_defined_cases", "licensed", "offence_if_exploitative", "none"),
            ("regulated", "regulationist", "K3"),
        ),
        (
            "Spain: neither party offends, profit by others does",
            ("permitted", "permitted", "criminal_offence", "offence_if_exploitative", "not_addressed"),
            ("abolitionist", "abolitionist", "K5"),
        ),
        (
            "Japan: forbidden without a penalty",
            (
                "prohibited_without_penalty",
                "prohibited_without_penalty",
                "criminal_offence",
                "criminal_offence",
                "none",
            ),
            ("restrictive", "prohibitionist", "K1"),
        ),
        (
            "Lebanon: lawful only for the registered",
            ("permitted_if_registered", "permitted", "licensed", "criminal_offence", "mandatory"),
            ("regulated", "regulationist", "K3"),
        ),
        (
            "United States: an offence in most states",
            ("criminal_offence", "criminal_offence", "criminal_offence", "criminal_offence", "none"),
            ("restrictive", "prohibitionist", "K1"),
        ),
        (
            "an Australian state that licenses",
            ("permitted", "permitted", "licensed", "criminal_offence", "none"),
            ("regulated", "regulationist", "K3"),
        ),
        (
            "silence on selling and buying is no offence",
            ("not_addressed", "criminal_offence", "criminal_offence", "criminal_offence", "not_found"),
            ("abolitionist", "neo_abolitionist", "K4"),
        ),
    ],
)
def test_hard_cases(case: str, values: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert regime(*values) == expected, case


def test_a_rule_names_the_inputs_that_made_it_hold() -> None:
    values = {
        "selling": "permitted",
        "buying": "permitted",
        "brothels": "criminal_offence",
        "procuring": "criminal_offence",
        "registration": "mandatory",
    }
    assert kb_1(values).inputs == ("registration",)
    assert kb_1(values | {"selling": "criminal_offence"}).inputs == ("selling",)
    assert kb_1(values | {"registration": "none"}).inputs == ("selling",)


def test_what_is_missing_is_named() -> None:
    assert kb_1({}).missing == ("selling",)
    assert kb_1({"selling": "permitted", "buying": "criminal_offence"}).missing == ("brothels", "registration")
    assert who_is_criminalised({"selling": "permitted"}).missing == ("buying", "brothels", "procuring")


def test_a_federation_takes_the_family_of_most_people() -> None:
    values = {
        "selling": "varies",
        "buying": "varies",
        "brothels": "varies",
        "procuring": "varies",
        "registration": "none",
    }
    parts = [Part(Family.REGULATED, 10), Part(Family.RESTRICTIVE, 6), Part(Family.REGULATED, 1)]
    found = kb_1(values, parts)
    assert (found.family, found.model, found.rule) == (Family.REGULATED, Model.MIXED, "K0")
    assert kb_1(values).family == Family.NONE


def test_a_federation_whose_brothels_vary_is_mixed_only_if_its_parts_are_coded() -> None:
    """Australia: nobody offends by selling anywhere, the states differ on premises. Spain: municipalities do."""
    values = {
        "selling": "permitted",
        "buying": "permitted",
        "brothels": "varies",
        "procuring": "varies",
        "registration": "none",
    }
    parts = [Part(Family.REGULATED, 8), Part(Family.ABOLITIONIST, 2), Part(Family.NONE, 90)]
    found = kb_1(values, parts)
    assert (found.family, found.model, found.rule, found.inputs) == (
        Family.REGULATED,
        Model.MIXED,
        "K0",
        ("brothels",),
    )
    assert kb_1(values).rule == "K5"


def test_parts_of_unknown_population_count_one_each() -> None:
    parts = [Part(Family.REGULATED, 0), Part(Family.ABOLITIONIST, 0), Part(Family.REGULATED, 0)]
    values = {"selling": "permitted", "buying": "permitted", "brothels": "varies", "registration": "varies"}
    assert kb_1(values | {"procuring": "offence_if_exploitative"}, parts).family == Family.REGULATED
    assert kb_1(values | {"procuring": "criminal_offence"}, [*parts, Part(Family.ABOLITIONIST, 5)]).family == (
        Family.ABOLITIONIST
    )


DAYS = st.dates(dt.date(1995, 1, 1), dt.date(2026, 12, 31))


@st.composite
def histories(draw: st.DrawFn) -> list[Dated]:
    """Up to four successive values of each input, with gaps."""
    rows: list[Dated] = []
    for name in INPUTS:
        days = sorted(set(draw(st.lists(DAYS, max_size=5))))
        for start, end in zip(days, [*days[1:], None][: len(days)], strict=True):
            value = draw(st.none() | st.sampled_from([*VALUES[name], *ABSENCES]))
            if value is not None:
                rows.append(Dated(name, value, Interval(start, end)))
    return rows


@settings(max_examples=200, deadline=None)
@given(histories(), DAYS, st.sampled_from(sorted(RULESETS)))
def test_spells_never_overlap_and_cover_the_coded_time(rows: list[Dated], day: dt.date, name: str) -> None:
    found = spells(rows, RULESETS[name])
    for before, after in pairwise(found):
        assert before.interval.end is not None
        assert before.interval.end <= after.interval.start
    coded = day >= RECORD_START and any(day in row.interval for row in rows)
    holding = [spell for spell in found if day in spell.interval]
    assert len(holding) == coded
    if holding:
        values = {row.indicator: row.value for row in rows if day in row.interval}
        fresh = RULESETS[name](values, ())
        held = holding[0].regime
        assert (held.family, held.model, held.rule) == (fresh.family, fresh.model, fresh.rule)


def test_two_spells_side_by_side_differ() -> None:
    start, change = dt.date(2000, 1, 1), dt.date(2010, 1, 1)
    rows = [
        Dated("selling", "criminal_offence", Interval(start)),
        Dated("buying", "permitted", Interval(start, change)),
        Dated("buying", "criminal_offence", Interval(change)),
    ]
    assert [spell.interval for spell in spells(rows, kb_1)] == [Interval(start)]


def test_the_parts_of_a_federation_move_its_spells() -> None:
    day = dt.date(2010, 1, 1)
    rows = [Dated(name, "varies", Interval(RECORD_START)) for name in INPUTS]
    parts = [
        PartSpell(Family.RESTRICTIVE, 5, Interval(RECORD_START, day)),
        PartSpell(Family.REGULATED, 5, Interval(day)),
    ]
    assert [(spell.interval, spell.regime.family) for spell in spells(rows, kb_1, parts)] == [
        (Interval(RECORD_START, day), Family.RESTRICTIVE),
        (Interval(day), Family.REGULATED),
    ]
