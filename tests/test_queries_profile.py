"""The profile of a jurisdiction on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.translation import override

from countries.queries.profile import Answer, Profile, profile
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Names and their order are the reader's; here, English."""
    with override("en"):
        yield


def of(code: str, day: str = "2026-11-23") -> Profile:
    found = profile(code, dt.date.fromisoformat(day), TODAY)
    assert found is not None
    return found


def said(answers: list[Answer]) -> list[tuple[str, str, list[str], list[str]]]:
    """(indicator, value now, values before, values after)."""
    return [
        (
            answer.indicator.code,
            answer.now.value if answer.now else "-",
            [cell.value for cell in answer.earlier],
            [cell.value for cell in answer.later],
        )
        for answer in answers
    ]


def test_it_costs_ten_queries_for_any_jurisdiction_with_laws(django_assert_num_queries: Any) -> None:
    for code in ("FR", "US"):
        with django_assert_num_queries(10):
            of(code)


def test_there_is_none_of_an_unknown_place() -> None:
    assert profile("XX", TODAY, TODAY) is None


def test_every_question_is_answered_or_said_not_to_be() -> None:
    found = of("FR")
    assert {theme: said(own) for theme, own in found.answers.items()} == {
        "prostitution": [
            ("selling", "permitted", [], []),
            ("buying", "criminal_offence", ["permitted"], []),
            ("brothels", "criminal_offence", [], []),
            ("procuring", "criminal_offence", [], []),
            ("registration", "none", [], []),
        ],
        "platform_liability": [("hosting_liability", "conditional_safe_harbour", [], [])],
    }
    assert (found.coded, found.asked) == (6, 6)
    assert [answer.indicator.code for answer in found.answers_to(["buying", "unheard_of"])] == ["buying"]


def test_on_an_earlier_day_what_came_after_is_later() -> None:
    found = of("FR", "2010-01-01")
    assert said(found.answers_to(["buying"])) == [("buying", "permitted", [], ["criminal_offence"])]
    assert found.regimes["kb-1"].model == "abolitionist"


def test_on_the_day_of_the_change_the_new_rule_holds() -> None:
    models = [of("FR", day).regimes["kb-1"].model for day in ("2016-04-14", "2016-04-15")]
    assert models == ["abolitionist", "neo_abolitionist"]


def test_an_answer_carries_its_evidence_in_order() -> None:
    cell = of("FR").answers_to(["buying"])[0].now
    assert cell is not None
    assert [(s.position, s.citation.source_id) for s in cell.evidence] == [(0, "fr-text"), (1, "fr-press")]
    assert [provision.pinpoint for provision in cell.coding.provisions.all()] == ["art. 611-1"]


def test_what_is_inherited_says_from_where() -> None:
    cell = of("DE").answers_to(["hosting_liability"])[0].now
    assert cell is not None
    assert cell.row.inherited_from is not None
    assert cell.row.inherited_from.code == "EU"


def test_parts_unions_and_membership() -> None:
    assert [part.code for part in of("US").parts] == ["US-NV"]
    unions = of("FR").unions
    assert [(union.code, union.member_from) for union in unions] == [("EU", dt.date(1993, 11, 1))]
    assert (of("US-NV").parts, of("US-NV").unions) == ((), ())


def test_neighbours_are_by_equal_findings_among_the_core() -> None:
    found = of("FR").neighbours
    assert [(one.place.code, one.same, one.compared) for one in found] == [("SE", 4, 4), ("US-NV", 1, 3), ("DE", 0, 3)]


def test_laws_cases_and_statements() -> None:
    assert [(own.law.pk, str(own.date.partial)) for own in of("FR").laws if own.date] == [
        ("fr-loi-2016-444", "2016-04-15")
    ]
    assert [milestone.key for milestone in of("US").milestones] == ["seizure", "plea"]
    assert [cited.record.pk for cited in of("US").statements] == ["14"]
    assert [support.citation.source_id for support in of("US").statements[0].evidence] == ["fr-press"]
    assert of("FR").statements == ()


def test_the_sources_are_those_of_all_evidence() -> None:
    assert [source.pk for source in of("FR").sources] == ["fr-press", "eu-text", "fr-text"]


def test_rows_without_a_date_come_last() -> None:
    world.law("fr-undated", world.citation(world.source("fr-more")))
    assert [own.law.pk for own in of("FR").laws] == ["fr-loi-2016-444", "fr-undated"]
