"""How the pages put dates, penalties, values and regimes into words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from countries.choices import Criminalised, Model
from countries.dates import PartialDate
from countries.models import Coding, Indicator, Page, RegimeSpell
from countries.templatetags import jalons


@pytest.mark.parametrize(
    ("language", "date", "words", "after_since"),
    [
        ("en", "2019-06-04", "4 June 2019", "4 June 2019"),
        ("fr", "2019-06-01", "1er juin 2019", "le 1er juin 2019"),
        ("fr", "2019-06", "juin 2019", "juin 2019"),
        ("en", "2019", "2019", "2019"),
        ("fr", "1999-01-01", "1er janvier 1999", "le 1er janvier 1999"),
    ],
)
def test_partial_dates(language: str, date: str, words: str, after_since: str) -> None:
    value = PartialDate.parse(date)
    with override(language):
        assert (jalons.partial(value), jalons.since(value)) == (words, after_since)


def test_a_spell_that_begins_with_the_record_may_be_older() -> None:
    with override("fr"):
        assert jalons.begun(dt.date(1999, 1, 1)) == "1999 ou avant"
        assert jalons.since(dt.date(1999, 1, 1)) == "1999 ou avant"
        assert jalons.begun(dt.date(2000, 1, 1)) == "1er janvier 2000"


@pytest.mark.parametrize(
    ("fields", "english", "french"),
    [
        ({"penalty_max_months": 24}, "up to 2 years in prison", "jusqu’à 2 ans d’emprisonnement"),
        ({"penalty_max_months": 6}, "up to 6 months in prison", "jusqu’à 6 mois d’emprisonnement"),
        (
            {"penalty_fine": Decimal("1500.00"), "penalty_currency": "EUR"},
            "fine of up to 1,500 EUR",
            "amende de 1\u202f500 EUR au plus",
        ),
        (
            {"penalty_turnover_percent": Decimal("6.00")},
            "up to 6 % of turnover",
            "jusqu’à 6\u202f% du chiffre d’affaires",
        ),
        (
            {"penalty_wording_en": "A fine", "penalty_wording_fr": "Une amende", "penalty_max_months": 1},
            "A fine",
            "Une amende",
        ),
        ({}, "", ""),
    ],
)
def test_penalties(fields: dict[str, Any], english: str, french: str) -> None:
    coding = Coding(**fields)
    with override("en"):
        assert jalons.penalty(coding) == english
    with override("fr"):
        assert jalons.penalty(coding).replace("\u00a0", "\u202f") == french


def test_lists_end_with_and() -> None:
    with override("en"):
        assert [jalons.joined(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
            "",
            "a",
            "a and b",
            "a, b and c",
        ]
    with override("fr"):
        assert jalons.joined(["a", "b"]) == "a et b"


def test_every_model_has_a_pattern_of_its_own_or_its_kin() -> None:
    models = [*Model.values, *Criminalised.values]
    assert [model for model in models if jalons.pattern(model) == "none"] == []
    assert jalons.pattern(None) == "none"


def test_a_mixed_regime_is_drawn_and_named_by_its_family() -> None:
    spell = RegimeSpell(model="mixed", family="regulated")
    with override("en"):
        assert (jalons.pattern(spell), jalons.model(spell)) == ("mixed-regulated", "Mixed (Regulated)")
        assert jalons.model(None) == "Not coded"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2016-04-15", "2026-04-14", "9 years"),
        ("2016-04-15", "2017-04-15", "1 year"),
        ("2016-04-15", "2016-05-01", "less than a year"),
    ],
)
def test_how_long_an_interval_lasts(start: str, end: str, words: str) -> None:
    with override("en"):
        assert jalons.lasting(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == words


@pytest.mark.parametrize(
    ("written", "typeset"),
    [
        (
            "Qui répond ? Le « client » : 1 500 € ; 4 % au plus !",
            "Qui répond\u202f? Le «\u00a0client\u00a0»\u00a0: 1\u202f500\u00a0€\u202f; 4\u202f% au plus\u202f!",
        ),
        (
            "Loi n° 2016-444, art. 225-12-1, art. L. 121-9",
            "Loi n°\u00a02016-444, art.\u00a0225-12-1, art.\u00a0L. 121-9",
        ),
        ("https://jalons.example/?a=b et 12:30, dit-il", "https://jalons.example/?a=b et 12:30, dit-il"),
        (
            "Avec `a ; b` :\n\n```sh\nx ; y ?\n```\n\nVrai ?",
            "Avec `a ; b`\u00a0:\n\n```sh\nx ; y ?\n```\n\nVrai\u202f?",
        ),
    ],
)
def test_french_texts_of_the_data_are_typeset(written: str, typeset: str) -> None:
    with override("fr"):
        assert Page(body_fr=written).body == typeset
        assert Indicator(name_fr=written).name == typeset
    with override("en"):
        assert Page(body_en=written).body == written
