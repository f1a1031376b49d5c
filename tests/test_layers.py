"""Nothing covers another: marks along a lane, arcs beside a column, a graph of three layers."""

from __future__ import annotations

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from countries.layers import layered, nested, rows, spread

numbers = st.lists(st.floats(0, 1000), max_size=40).map(sorted)


def test_marks_take_the_lowest_free_row() -> None:
    assert rows([0, 1, 2, 10, 10, 11], 3) == [0, 1, 2, 0, 1, 2]
    assert rows([], 3) == []


@given(numbers, st.floats(0.1, 50))
def test_marks_of_one_row_have_room(positions: list[float], room: float) -> None:
    found = rows(positions, room)
    for row in set(found):
        own = [position for position, number in zip(positions, found, strict=True) if number == row]
        assert all(after - before >= room for before, after in pairwise(own))


def test_arcs_nest_the_shortest_innermost() -> None:
    assert nested([(0, 10), (0, 5), (5, 10), (2, 3)]) == [2, 1, 0, 0]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda span: span[0] != span[1]), max_size=30))
def test_arcs_of_one_depth_do_not_overlap(spans: list[tuple[int, int]]) -> None:
    depths = nested(spans)
    for (one, first), (other, second) in combinations(zip(spans, depths, strict=True), 2):
        if first == second:
            assert max(min(one), min(other)) >= min(max(one), max(other))


def test_what_would_touch_is_centred_on_where_it_wanted_to_be() -> None:
    assert spread([10, 10, 10], 4, 0) == [6, 10, 14]
    assert spread([10, 30], 4, 0) == [10, 30]
    assert spread([0, 0], 4, 2) == [2, 6]
    assert spread([], 4, 0) == []


@given(numbers, st.floats(1, 50), st.floats(0, 50))
def test_a_spread_keeps_order_room_and_the_lowest(wanted: list[float], room: float, lowest: float) -> None:
    found = spread(wanted, room, lowest)
    assert len(found) == len(wanted)
    assert all(after - before >= room - 1e-6 for before, after in pairwise(found))
    assert all(place >= lowest - 1e-6 for place in found)


def test_a_graph_stands_in_three_layers() -> None:
    found = layered(
        ["m1", "m2", "m3"],
        [("law", "m1"), ("law", "m2"), ("act", "m3"), ("m1", "m3"), ("m1", "m2"), ("m1", "site"), ("m3", "site")],
        step=10,
        room=8,
    )
    assert found.middle == {"m1": 5, "m2": 15, "m3": 25}
    assert found.left == {"law": 10, "act": 25}
    assert found.right == {"site": 15}
    assert found.arcs == {("m1", "m3"): 1, ("m1", "m2"): 0}
    assert found.height == 30


def test_a_crowded_side_makes_the_picture_higher() -> None:
    found = layered(["m"], [(f"law {number}", "m") for number in range(4)], step=10, room=8)
    assert list(found.left.values()) == [4, 12, 20, 28]
    assert found.height == 32
