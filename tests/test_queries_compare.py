"""Jurisdictions side by side, on one day and on two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.utils.translation import override

from countries.models import Indicator, Jurisdiction
from countries.queries.alike import Agreement
from countries.queries.compare import Comparison, compare
from countries.queries.entries import Change
from tests import world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Names and their order are the reader's; here, English."""
    with override("en"):
        yield


def told(changes: Sequence[Change]) -> list[tuple[str, str, str, str, str, list[str]]]:
    return [
        (
            one.indicator.code,
            one.place.code,
            str(one.date),
            one.before.value,
            one.after.value,
            [law.pk for law in one.laws],
        )
        for one in changes
    ]


def compared(codes: str, day: str, then: str | None = None, ruleset: str = "kb-1", indicators: str = "") -> Comparison:
    places = Jurisdiction.objects.in_bulk()
    questions = [one for one in Indicator.objects.all() if not indicators or one.code in indicators.split(",")]
    later = dt.date.fromisoformat(then) if then else None
    chosen = [places[code] for code in codes.split(",")]
    return compare(chosen, questions, dt.date.fromisoformat(day), today=TODAY, then=later, ruleset=ruleset)


@pytest.mark.parametrize("then", [None, dt.date(2010, 1, 1)])
@pytest.mark.parametrize("codes", [["FR", "SE"], ["FR", "SE", "DE", "US", "US-NV", "EU"]])
def test_it_costs_four_queries_for_any_number_of_columns(
    django_assert_num_queries: Any, codes: list[str], then: dt.date | None
) -> None:
    places, questions = Jurisdiction.objects.in_bulk(), list(Indicator.objects.all())
    with django_assert_num_queries(4):  # in force, provisions, supports, spells
        found = compare([places[code] for code in codes], questions, TODAY, today=TODAY, then=then)
        read = [len(cell.evidence) for entry in found.entries for cell in (entry.now, entry.then) if cell]
        read += [len(change.laws) for change in [*found.changes, *found.restated]]
        read += [len(move.after.jurisdiction.name) for move in found.moves]
        assert sum(read) > 0


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
    assert compared("FR,SE,DE", "2019-06-04").agreements == (
        Agreement(("FR", "SE"), 5, 5),
        Agreement(("FR", "DE"), 1, 4),
        Agreement(("SE", "DE"), 1, 3),
    )


def test_clusters_are_those_no_two_of_whom_are_known_to_differ() -> None:
    assert compared("FR,DE,SE,US", "2026-11-23").clusters == (("FR", "SE"), ("DE",), ("US",))
    assert compared("FR,DE", "2026-11-23", indicators="buying,hosting_liability").clusters == (("FR",), ("DE",))
    assert compared("FR,DE", "2026-11-23", indicators="hosting_liability").clusters == (("FR", "DE"),)
    assert compared("US,DE", "2026-11-23", indicators="hosting_liability").clusters == (("US",), ("DE",))


def test_inherited_answers_count() -> None:
    (line,) = compared("US-NV,US", "2026-11-23", indicators="buying").lines
    assert [(entry.value, entry.coding and entry.coding.inherited_from_id) for entry in line.entries] == [
        ("criminal_offence", "US"),
        ("criminal_offence", None),
    ]


def test_columns_are_grouped_by_the_model_they_are_under() -> None:
    found = compared("FR,DE,SE", "2019-06-04")
    assert [
        (regime.model if regime else None, [place.code for place in members]) for regime, members in found.groups
    ] == [
        ("neo_abolitionist", ["FR", "SE"]),
        ("regulationist", ["DE"]),
    ]
    assert [(theme.value, len(lines)) for theme, lines in found.themes] == [
        ("prostitution", 5),
        ("platform_liability", 1),
    ]


def test_two_days_show_what_changed_between_them() -> None:
    found = compared("FR,SE", "2015-01-01", "2019-06-04")
    assert told(found.changes) == [("buying", "FR", "2016-04-15", "permitted", "criminal_offence", ["fr-loi-2016-444"])]
    assert [(c.regime and c.regime.model, c.regime_then and c.regime_then.model) for c in found.columns] == [
        ("abolitionist", "neo_abolitionist"),
        ("neo_abolitionist", "neo_abolitionist"),
    ]
    assert [(m.after.jurisdiction_id, str(m.date), m.before.model, m.after.model) for m in found.moves] == [
        ("FR", "2016-04-15", "abolitionist", "neo_abolitionist")
    ]
    assert found.days == (dt.date(2015, 1, 1), dt.date(2019, 6, 4))
    assert (compared("FR,SE", "2015-01-01").changes, compared("FR,SE", "2015-01-01").days) == ([], None)


def test_the_order_of_the_two_days_does_not_matter() -> None:
    back = compared("FR,SE", "2019-06-04", "2015-01-01")
    assert told(back.changes) == told(compared("FR,SE", "2015-01-01", "2019-06-04").changes)
    (buying,) = (line for line in back.lines if line.indicator.code == "buying")
    assert [(e.value, e.value_then, e.first and e.first.value, e.last and e.last.value) for e in buying.entries] == [
        ("criminal_offence", "permitted", "permitted", "criminal_offence"),
        ("criminal_offence",) * 4,
    ]


def test_what_is_known_on_one_of_the_days_only_is_no_change() -> None:
    found = compared("DE", "2001-01-01", "2019-06-04")
    assert (told(found.changes), found.half_known) == ([], 3)
    assert [(line.indicator.code, line.changed) for line in found.lines if line.entries[0].half_known] == [
        ("selling", False),
        ("buying", False),
        ("registration", False),
    ]


def test_a_change_that_came_back_is_a_change_and_a_rule_replaced_by_its_like_is_none(
    world_of_module: world.World,
) -> None:
    made, old = world_of_module, {"valid_from_type": "at_the_latest"}
    for start, end, value in (
        ("2001", "2005", "permitted"),
        ("2005", "2009", "criminal_offence"),
        ("2009", None, "permitted"),
    ):
        world.coding(
            "SE",
            "hosting_liability",
            value.replace("permitted", "no_specific_rule").replace("criminal_offence", "publisher_liability"),
            start,
            [made.fr_text],
            valid_to=end,
        )
    world.coding("DE", "procuring", "criminal_offence", "1999", [made.fr_text], valid_to="2016-10-15", **old)
    world.coding("DE", "procuring", "criminal_offence", "2016-10-15", [made.fr_text], provisions=[made.article])
    world.derive()
    found = compared("SE,DE", "2002-01-01", "2019-06-04", indicators="hosting_liability,procuring")
    assert told(found.changes) == [
        ("hosting_liability", "SE", "2005-01-01", "no_specific_rule", "publisher_liability", []),
        ("hosting_liability", "SE", "2009-01-01", "publisher_liability", "no_specific_rule", []),
    ]
    assert told(found.restated) == [
        ("procuring", "DE", "2016-10-15", "criminal_offence", "criminal_offence", ["fr-loi-2016-444"])
    ]


def test_the_other_ruleset_names_the_criminalised() -> None:
    found = compared("FR,SE", "2019-06-04", ruleset="who-is-criminalised")
    assert [column.regime and column.regime.model for column in found.columns] == ["buyer_third_parties"] * 2


def test_a_column_carries_its_rule_in_words() -> None:
    found = compared("FR,SE", "2019-06-04").columns[0].regime
    assert found is not None
    assert (found.rule, hasattr(found, "condition_fr")) == ("K4", True)
