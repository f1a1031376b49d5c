"""Who legislates alike: agreement, groups, the tree, neighbours, and where a comparison can begin."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from django.utils.translation import override
from hypothesis import given as having
from hypothesis import strategies as st
from scipy.cluster.hierarchy import cophenet, linkage

from countries.models import Indicator, Jurisdiction
from countries.queries.alike import Agreement, agreement, agreements, clusters, enough, standing_alone
from countries.queries.hierarchy import NEAR, hierarchy
from countries.queries.nearest import answers, nearest, neighbours, pairs
from countries.queries.regimes import spells_on
from countries.queries.starts import starts

DAY = dt.date(2026, 11, 23)
FOUND = {
    "A": {"one": "x", "two": "x", "three": "x", "four": "x"},
    "B": {"one": "x", "two": "x", "three": "x"},
    "C": {"one": "y", "two": "x", "three": "x", "four": "x"},
    "D": {"one": "z"},
    "E": {},
}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def test_agreement_counts_what_both_have_found() -> None:
    assert agreements(FOUND) == (
        Agreement(("A", "B"), 3, 3),
        Agreement(("A", "C"), 3, 4),
        Agreement(("A", "D"), 0, 1),
        Agreement(("A", "E"), 0, 0),
        Agreement(("B", "C"), 2, 3),
        Agreement(("B", "D"), 0, 1),
        Agreement(("B", "E"), 0, 0),
        Agreement(("C", "D"), 0, 1),
        Agreement(("C", "E"), 0, 0),
        Agreement(("D", "E"), 0, 0),
    )
    pair = Agreement(("A", "C"), 3, 4)
    assert (pair.share, pair.distance, pair.different) == (0.75, 0.25, 1)
    assert (Agreement(("A", "E"), 0, 0).share, Agreement(("A", "E"), 0, 0).distance) == (None, None)


def test_half_of_the_questions_are_enough() -> None:
    assert [enough(number) for number in (0, 1, 2, 7, 8, 26)] == [1, 1, 1, 4, 4, 13]


def test_a_cluster_takes_whom_it_is_known_to_agree_with() -> None:
    assert clusters(FOUND, 2) == (("A", "B"), ("C",), ("D",), ("E",))
    assert clusters(FOUND, 4) == (("A",), ("B",), ("C",), ("D",), ("E",))
    assert clusters({}, 1) == ()


def test_who_stands_alone_is_counted_where_three_have_an_answer() -> None:
    assert standing_alone(FOUND, ["one", "two", "three", "four"]) == {"A": 0, "B": 0, "C": 1, "D": 1, "E": 0}


@having(
    st.dictionaries(
        st.sampled_from("ABCDEFG"),
        st.dictionaries(st.sampled_from("123456"), st.sampled_from("xyz"), max_size=6),
        max_size=7,
    )
)
def test_agreement_is_symmetric_and_clusters_hold_everyone_once(found: Mapping[str, Mapping[str, str]]) -> None:
    for one, two in combinations(found, 2):
        forth, back = agreement((one, two), found[one], found[two]), agreement((two, one), found[two], found[one])
        assert (forth.same, forth.compared) == (back.same, back.compared)
        naive = [found[one][name] == found[two][name] for name in found[one] if name in found[two]]
        assert (forth.same, forth.compared) == (sum(naive), len(naive))
    groups = clusters(found, 1)
    assert sorted(code for group in groups for code in group) == sorted(found)
    for group in groups:
        for one, two in combinations(group, 2):
            assert not agreement((one, two), found[one], found[two]).different


@having(
    st.dictionaries(
        st.sampled_from("ABCDEFGH"),
        st.fixed_dictionaries({name: st.sampled_from("xyz") for name in "123456"}),
        min_size=2,
        max_size=8,
    )
)
def test_the_tree_holds_everyone_once_and_is_cut_where_scipy_says(found: Mapping[str, Mapping[str, str]]) -> None:
    known = agreements(found)
    made = hierarchy(found, known, 3)
    assert sorted(made.order) == sorted(found)
    assert [code for group in made.groups for code in group] == list(made.order)
    assert len(made.branches) == len(found) - 1
    names = sorted(found)
    distances = [agreement(pair, found[pair[0]], found[pair[1]]).distance for pair in combinations(names, 2)]
    joined = cophenet(linkage(np.array(distances, dtype=float), "average"))
    together = {pair for pair, height in zip(combinations(names, 2), joined, strict=True) if height <= NEAR}
    groups = {tuple(sorted(pair)) for group in made.groups for pair in combinations(group, 2)}
    assert groups == together
    assert sorted(round(branch.height, 9) for branch in made.branches)[-1] == round(float(joined.max()), 9)


def test_the_tree_of_few() -> None:
    assert hierarchy([], [], 1).order == ()
    assert hierarchy(["A"], [], 1).groups == (("A",),)
    alone = hierarchy(["B", "A"], [Agreement(("A", "B"), 0, 0)], 1)
    assert (sorted(alone.order), alone.groups) == (["A", "B"], tuple((code,) for code in alone.order))
    same = hierarchy(["B", "A"], [Agreement(("A", "B"), 4, 4)], 1)
    assert (len(same.groups), same.branches[0].height) == (1, 0.0)


pytest_world = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]


class TestOfTheWorld:
    pytestmark = pytest_world

    @staticmethod
    def core() -> list[Indicator]:
        return list(Indicator.objects.filter(core=True))

    def test_the_answers_cost_one_query(self, django_assert_num_queries: Any) -> None:
        core, everywhere = self.core(), list(Jurisdiction.objects.all())
        with django_assert_num_queries(1):
            found = answers(DAY, core, everywhere)
            assert len(nearest(found, []).pairs) == 15
        assert {code: len(own) for code, own in found.values.items()} == {
            "EU": 0, "FR": 5, "SE": 4, "DE": 3, "US": 2, "US-NV": 3,
        }  # fmt: skip
        assert (found.least, found.placed) == (3, ["FR", "DE", "US-NV", "SE"])
        assert [place.code for place in found.left_out] == ["EU", "US"]

    def test_neighbours_say_what_parts_them(self) -> None:
        found = neighbours(answers(DAY, self.core(), list(Jurisdiction.objects.all())), "FR")
        assert [
            (n.place.code, n.same, n.compared, [(d.indicator.code, d.value.code, d.other.code) for d in n.differences])
            for n in found
        ] == [
            ("SE", 4, 4, []),
            (
                "US-NV",
                1,
                3,
                [("selling", "permitted", "permitted_if_registered"), ("brothels", "criminal_offence", "licensed")],
            ),
            (
                "DE",
                0,
                3,
                [
                    ("selling", "permitted", "permitted_if_registered"),
                    ("buying", "criminal_offence", "permitted"),
                    ("registration", "none", "mandatory"),
                ],
            ),
        ]

    def test_the_day_decides(self) -> None:
        before = answers(dt.date(2016, 4, 14), self.core(), list(Jurisdiction.objects.all()))
        assert [(n.place.code, n.same, n.compared) for n in neighbours(before, "FR")] == [
            ("SE", 3, 4),
            ("US-NV", 0, 3),
        ]

    def test_a_country_and_its_part_are_no_neighbours(self) -> None:
        questions = list(Indicator.objects.filter(code="buying"))
        found = answers(DAY, questions, list(Jurisdiction.objects.all()))
        assert [n.place.code for n in neighbours(found, "US-NV")] == ["FR", "SE", "DE"]
        assert ("US", "US-NV") not in [pair.jurisdictions for pair in pairs(found)]
        (kin,) = (one for one in nearest(found, ["US"]).pairs if one.place.code == "US-NV")
        assert (kin.ranked, kin.same, kin.compared) == (False, 1, 1)

    def test_every_pair_or_those_of_some(self) -> None:
        found = answers(DAY, self.core(), list(Jurisdiction.objects.all()))
        of_two = nearest(found, ["SE", "FR"])
        assert [one.agreement.jurisdictions for one in of_two.pairs if one.ranked] == [
            ("SE", "FR"),
            ("FR", "US-NV"),
            ("SE", "US-NV"),
            ("FR", "DE"),
        ]
        assert len(of_two.pairs) == 9
        assert (of_two.least, of_two.left_out) == (3, ["EU", "US"])
        assert of_two.indicators == ["selling", "buying", "brothels", "procuring", "registration"]
        assert sorted(map(sorted, of_two.tree.groups)) == [["DE"], ["FR", "SE"], ["US-NV"]]

    def test_a_comparison_can_begin_with_what_is_computed(self) -> None:
        given = answers(DAY, list(Indicator.objects.filter(code="buying")), list(Jurisdiction.objects.all()))
        found = starts(given, spells_on(DAY, "kb-1"), 6)
        assert [(pair.jurisdictions, pair.same) for pair in found.alike] == [(("FR", "SE"), 1)]
        assert [(pair.jurisdictions, pair.same) for pair in found.unlike] == [(("DE", "US"), 0)]
        assert found.unlike_under_one_model == ()
        assert [pair.jurisdictions for pair in found.alike_across_families] == [("FR", "US")]
        assert found.typical == ("US", "FR", "DE")
        assert [(one.key, one.codes, one.total) for one in found.models] == [("neo_abolitionist", ("FR", "SE"), 2)]
        assert [(one.key, one.codes, one.total) for one in found.regions] == [("Western Europe", ("FR", "DE"), 2)]
        assert starts(given, spells_on(DAY, "kb-1"), 2).typical == ("US", "FR")


@pytest.mark.django_db
@pytest.mark.usefixtures("world_of_module")
def test_a_day_before_anything_is_coded() -> None:
    found = answers(dt.date(1980, 1, 1), list(Indicator.objects.all()), list(Jurisdiction.objects.all()))
    assert (found.placed, pairs(found), nearest(found, []).tree.order) == ([], [], ())
    assert (len(found.left_out), neighbours(found, "FR")) == (6, [])
    assert starts(found, [], 6).alike == ()
