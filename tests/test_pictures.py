"""Pictures that stand alone: maps as SVG and PNG, on the hand-made world."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from countries.views.cropping import cropped, rings
from tests import png
from tests.pages import language_restored as language_restored

SVG = "{http://www.w3.org/2000/svg}"
world_only = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
MAPS = (
    "",
    "?ruleset=who-is-criminalised",
    "?indicator=buying&value=permitted&as_of=2015-01-01&and=2019-06-04&region=Europe",
    "?indicator=brothels&region=Americas",
)


def drawing(client: Client, path: str) -> tuple[Any, ElementTree.Element]:
    response = client.get(path)
    assert response.status_code == 200
    return response, ElementTree.fromstring(response.content)  # noqa: S314  our own drawing


def texts(root: ElementTree.Element) -> list[str]:
    return [" ".join("".join(one.itertext()).split()) for one in root.iter(f"{SVG}text")]


class TestMap:
    pytestmark = world_only

    @pytest.mark.parametrize("language", ["en", "fr"])
    @pytest.mark.parametrize("query", MAPS)
    def test_an_svg_needs_nothing_around_it(self, client: Client, query: str, language: str) -> None:
        response, root = drawing(client, f"/{language}/map.svg{query}")
        assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
        assert root.tag == f"{SVG}svg"
        named = {one.get("id") for one in root.iter() if one.get("id")}
        used = {
            target
            for one in root.iter()
            for value in one.attrib.values()
            for target in re.findall(r"(?:url\(|^)#([\w-]+)", value)
            if not re.fullmatch(r"#[0-9a-f]{3,6}", value)
        }
        assert used
        assert used <= named
        for one in root.iter():
            assert one.tag.removeprefix(SVG) not in {"style", "script", "image", "foreignObject", "a"}
            assert not {"style", "class", "href"} & set(one.attrib)

    def test_it_says_what_it_is_of_which_day_and_where_from(self, client: Client) -> None:
        _, root = drawing(client, "/en/map.svg?indicator=buying&as_of=2015-01-01&value=permitted&region=Europe")
        lines = [line for line in texts(root) if len(line) > 1]
        assert lines == [
            "Is buying an offence?",
            "The law on 1 January 2015 · Only: Permitted, Europe",
            "Criminal offence1",
            "Permitted2",
            "Source: Jalons, data version 2026.11.1 · CC BY 4.0 · Numbers count countries; after the +, their parts "
            "whose law differs (diamonds on the map).",
            "Borders are Natural Earth’s and say nothing of claims to territory.",
            "http://127.0.0.1:8000/en/map/?as_of=2015-01-01&indicator=buying&value=permitted&region=Europe",
        ]
        assert [one.text for one in root.iter(f"{SVG}title")] == [
            "Buying, 1 January 2015 – Jalons",
            "France: Permitted",
            "Germany: Permitted",
            "Sweden: Criminal offence",
        ]

    def test_without_a_day_it_names_the_one_it_is_of(self, client: Client) -> None:
        _, root = drawing(client, "/en/map.svg")
        assert re.search(r"/en/map/\?as_of=\d{4}-\d\d-\d\d$", texts(root)[-1])

    @pytest.mark.parametrize("query", MAPS)
    def test_a_png_is_the_same_drawing_in_pixels(self, client: Client, query: str) -> None:
        _, root = drawing(client, f"/en/map.svg{query}")
        response = client.get(f"/en/map.png{query}")
        assert response["Content-Type"] == "image/png"
        assert response["Content-Disposition"].startswith('inline; filename="jalons-')
        found = png.read(response.content)
        assert (found.width, found.height) == (1600, round(int(str(root.get("height"))) * 4 / 3))
        assert len(set(found.lines)) > found.height / 3

    def test_it_is_kept_like_any_response(self, client: Client, django_assert_num_queries: Any) -> None:
        first = client.get("/en/map.png?region=Europe")
        with django_assert_num_queries(1):
            again = client.get("/en/map.png?region=Europe")
        assert (again.content, again["ETag"]) == (first.content, first["ETag"])
        assert client.get("/en/map.png?region=Europe", headers={"If-None-Match": first["ETag"]}).status_code == 304


SQUARE = "M100 100l100 0 0 100-100 0z"


def test_an_outline_inside_the_frame_stays_whole() -> None:
    assert cropped(SQUARE, (0, 0, 400, 400)) == "M100 100L200 100L200 200L100 200z"
    assert cropped(SQUARE, (300, 0, 400, 400)) == ""
    assert cropped(SQUARE, (150, 0, 400, 150)) == "M150 150L150 100L200 100L200 150z"


@given(
    steps=st.lists(st.tuples(st.integers(-300, 300), st.integers(-300, 300)), min_size=3, max_size=12),
    frame=st.tuples(st.integers(-200, 200), st.integers(-200, 200), st.integers(50, 400), st.integers(50, 400)),
)
def test_what_is_cropped_lies_within_the_frame(steps: list[tuple[int, int]], frame: tuple[int, int, int, int]) -> None:
    path = "M0 0l" + " ".join(f"{x} {y}" for x, y in steps) + "z"
    left, top, width, height = frame
    for part in cropped(path, frame).split("M")[1:]:
        for point in part.rstrip("z").split("L"):
            x, y = (int(number) for number in point.split())
            assert left - 1 <= x <= left + width + 1
            assert top - 1 <= y <= top + height + 1


def test_rings_are_read_from_relative_steps() -> None:
    assert rings("M10 20l5 0 0 5zM0 0l1-1 2 3z") == [[(10, 20), (15, 20), (15, 25)], [(0, 0), (1, -1), (3, 2)]]
