"""Single records with all that hangs on them: laws, cases, platforms, sources, rival classifications."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from countries.models import Case, Platform, Source
from countries.queries.laws import law_record
from countries.queries.milestones import chain, latest
from countries.queries.platforms import platform_record
from countries.queries.rivals import rivals
from countries.queries.sources import source_record
from countries.queries.standing import standing

TODAY = dt.date(2026, 11, 23)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


def test_a_law_with_its_provisions_codings_and_effects(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(11):
        found = law_record("fr-loi-2016-444", TODAY)
    assert found is not None
    assert [(date.kind, str(date.partial)) for date in found.dates] == [
        ("adopted", "2016-04-06"),
        ("in_force", "2016-04-15"),
    ]
    assert [(own.provision.key, [row.coding_id for row in own.codings]) for own in found.provisions] == [
        ("611-1", ["FR.buying.2016-04-15"])
    ]
    assert [row.coding_id for row in found.triggered] == ["FR.buying.2016-04-15"]
    assert [(spell.jurisdiction_id, spell.model) for spell in found.spells if spell.ruleset_id == "kb-1"] == [
        ("FR", "neo_abolitionist")
    ]
    assert [support.citation.source_id for support in found.evidence] == ["fr-text"]


def test_a_law_that_led_to_a_milestone_says_so() -> None:
    found = law_record("us-18-usc-1952", TODAY)
    assert found is not None
    assert [(link.milestone_id, link.type) for link in found.links] == [("backpage/seizure", "criminal_enforcement")]
    assert [statement.pk for statement in found.statements] == ["14"]
    assert law_record("nothing", TODAY) is None


def test_a_case_is_a_chain_in_order_of_date(django_assert_num_queries: Any) -> None:
    case = Case.objects.get(pk="backpage")
    with django_assert_num_queries(5):  # milestones, platforms, jurisdictions, links, supports
        found = chain(case, TODAY)
    assert [
        (step.milestone.key, len(step.evidence), [(link.from_law_id, len(cited)) for link, cited in step.links])
        for step in found.steps
    ] == [("plea", 1, []), ("seizure", 1, [("us-18-usc-1952", 1)])]


def test_the_latest_milestones_come_first() -> None:
    assert [milestone.key for milestone in latest(5, TODAY)] == ["seizure", "plea"]
    assert [milestone.key for milestone in latest(5, dt.date(2018, 4, 5))] == ["plea"]


def test_a_platform_with_what_is_recorded_of_it() -> None:
    found = platform_record(Platform.objects.get(pk="backpage"), TODAY)
    assert [milestone.key for milestone in found.milestones] == ["plea", "seizure"]
    assert [own.statement.pk for own in found.statements] == ["14"]
    assert len(found.evidence) == 1


def test_a_source_with_what_each_citation_supports(django_assert_num_queries: Any) -> None:
    source = Source.objects.get(pk="fr-press")
    with django_assert_num_queries(2):  # citations, supports
        found = source_record(source)
    assert [[support.pk for support in use.supports] for use in found] == [
        ["classification:afp-2019.DE:0", "coding:FR.buying.2016-04-15:1", "qualification:14:0", "statement:14:0"]
    ]


def test_rival_labels_are_compared_on_their_own_date(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):  # classifications, spells, schemes, labels
        found = rivals(TODAY)
    assert [
        (rival.scheme.pk, one.classification.pk, one.ours and one.ours.family, one.disagrees)
        for rival in found
        for one in rival.classifications
    ] == [("afp-2019", "afp-2019.DE", "regulated", False)]


def test_where_the_base_stands(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        found = standing()
    assert (found.version and found.version.version, str(found.verified_on)) == ("2026.11.1", "2026-11-03")
