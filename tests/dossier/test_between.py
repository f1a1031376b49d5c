"""What changed between two versions: exactly the difference of the two, whatever came between and after."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations_with_replacement, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countries import models as m
from countries.queries.between import NetChange, changes_between, net

from . import history

pytestmark = pytest.mark.django_db
State = dict[str, str] | None


@pytest.fixture
def steps(tmp_path: Path) -> list[history.Step]:
    return history.loaded(tmp_path)


def difference(before: history.Records, after: history.Records) -> list[tuple[Any, ...]]:
    """The difference of two snapshots, as NetChange has it."""
    found: list[tuple[Any, ...]] = [("created", *key, {}) for key in after.keys() - before.keys()]
    found += [
        ("removed", *key, {name: [old, None] for name, old in before[key].items()})
        for key in before.keys() - after.keys()
    ]
    for key in before.keys() & after.keys():
        fields = {name: [old, after[key][name]] for name, old in before[key].items() if old != after[key][name]}
        found += [("changed", *key, fields)] if fields else []
    return sorted(found, key=lambda one: one[1:3])


def said(changes: Sequence[NetChange]) -> list[tuple[Any, ...]]:
    """The changes of the records themselves, not of what comes into force or out of it by inheritance alone."""
    own = (one for one in changes if one.record_type != "codinginforce")
    return [(one.action, one.record_type, one.record_id, one.fields) for one in own]


def test_it_is_the_difference_of_any_two_versions(steps: list[history.Step]) -> None:
    pairs = list(combinations_with_replacement(steps, 2))
    for older, newer in pairs:
        found = changes_between(older.version, newer.version)
        assert said(found) == difference(older.records, newer.records), (older.version, newer.version)
        assert bool(found) == (older is not newer)
    for step in steps:
        assert said(changes_between(None, step.version)) == difference({}, step.records)


def test_what_was_removed_and_came_back_as_it_was_is_no_change(steps: list[history.Step]) -> None:
    found = changes_between(steps[0].version, steps[2].version)
    assert said(found) == [
        (
            "changed",
            "coding",
            "FR.buying.2016-04-15",
            {
                "note_en": ["Since the 2016 Act.", "Since the Act of 2016."],
                "note_fr": ["Since the 2016 Act. (fr)", "Since the Act of 2016. (fr)"],
            },
        ),
        ("changed", "source", "eu-dsa", {"title": ["DSA", "Digital Services Act"]}),
    ]
    assert {one.jurisdiction_code for one in found} == {"FR", ""}


def test_it_can_be_of_some_types_alone(steps: list[history.Step]) -> None:
    every = changes_between(steps[0].version, steps[1].version)
    kinds = {one.record_type for one in every}
    known = {"coding", "codingdifference", "codinginforce", "membership", "regimespell", "secondcoding"}
    assert kinds == known & kinds
    assert changes_between(steps[0].version, steps[1].version, ["coding", "membership"]) == [
        one for one in every if one.record_type in {"coding", "membership"}
    ]


def test_what_came_back_unrecorded_is_said_to_be_changed() -> None:
    """Of removals from before their columns were listed."""
    actions = [
        m.Change(action=action, record_type="law", record_id="x", fields={}) for action in ("removed", "created")
    ]
    assert net(actions, [], {"title": "now"}) == NetChange("changed", "law", "x", "")


STATES = st.lists(
    st.none() | st.fixed_dictionaries({"a": st.sampled_from("xyz"), "b": st.sampled_from("xy")}),
    min_size=1,
    max_size=7,
)


def logged(before: State, after: State) -> list[m.Change]:
    """What a load writes of one record that goes from one state to the other."""
    action = "created" if before is None else "removed" if after is None else "changed"
    fields: dict[str, list[str | None]] = {}
    if before is not None:
        fields = {
            name: [old, after[name] if after else None]
            for name, old in before.items()
            if after is None or after[name] != old
        }
    changed = before != after
    return [m.Change(action=action, record_type="law", record_id="x", fields=fields)] if changed else []


@given(STATES, st.data())
def test_any_history_of_a_record_nets_to_its_difference(states: list[State], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(states) - 1))
    end = data.draw(st.integers(start, len(states) - 1))
    steps = [logged(before, after) for before, after in pairwise(states)]
    within = [change for step in steps[start:end] for change in step]
    later = [change for step in steps[end:] for change in step]
    before, after, present = states[start], states[end], states[-1]
    found = net(within, later, present or {}) if within else None
    expected = difference(
        {("law", "x"): before} if before else {},
        {("law", "x"): after} if after else {},
    )
    assert said([found] if found else []) == expected
