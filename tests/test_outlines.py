"""GeoJSON: valid by RFC 7946, of exactly what is filtered, with the regimes of the day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from countries.releases.geojson import MEDIA, OUTLINES, outlines
from countries.releases.package import outlines as released
from tests import world

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/jurisdictions.geojson"
Point = tuple[float, float]


def rings() -> Iterator[tuple[str, int, list[Point]]]:
    """Every ring: of which country, its place in its polygon (0: the outer one), its points."""
    for code, geometry in outlines().items():
        for polygon in geometry["coordinates"]:
            for place, ring in enumerate(polygon):
                yield code, place, [(x, y) for x, y in ring]


def area(ring: list[Point]) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def test_the_outlines_are_multipolygons_of_closed_rings_in_range() -> None:
    assert {geometry["type"] for geometry in outlines().values()} == {"MultiPolygon"}
    for code, _, ring in rings():
        assert len(ring) >= 4, code
        assert ring[0] == ring[-1], code
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring), code


def test_outer_rings_run_left_and_holes_run_right() -> None:
    assert [(code, place) for code, place, ring in rings() if (area(ring) > 0) != (place == 0)] == []
    assert sum(place > 0 for _, place, _ in rings()) > 0


def test_no_ring_passes_the_antimeridian() -> None:
    assert [code for code, _, ring in rings() if any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))] == []
    russia = [polygon[0] for polygon in outlines()["643"]["coordinates"]]
    assert {min(x for x, _ in ring) < 0 for ring in russia} == {True, False}


def test_no_ring_crosses_itself() -> None:
    places = json.loads(Path(OUTLINES).read_text())
    wanted = {"250", "276", "643", "840", "036", "376", "702", "156"} & set(places)
    assert [code for code, _, ring in rings() if code in wanted and crosses(ring)] == []
    assert crosses([(0, 0), (2, 2), (2, 0), (0, 2), (0, 0)])


def crosses(ring: list[Point]) -> bool:
    """Whether two segments cut each other properly."""
    segments = list(pairwise(ring))
    for at, (a, b) in enumerate(segments):
        for c, d in segments[at + 2 :]:
            if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
                continue
            if turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0:
                return True
    return False


def turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def test_the_file_is_small() -> None:
    assert OUTLINES.stat().st_size < 300_000


# The list


@pytest.fixture
def base(world_of_module: world.World) -> world.World:
    return world_of_module


def get(client: Client, query: str = "") -> dict[str, Any]:
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200, response.content
    body: dict[str, Any] = response.json()
    return body


def test_a_country_has_its_outline_and_its_regime(client: Client, base: world.World) -> None:
    assert get(client, "jurisdiction=FR&as_of=2019-06-04") == {
        "type": "FeatureCollection",
        "data_version": "2026.11.1",
        "as_of": "2019-06-04",
        "ruleset": "kb-1",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "attribution": ("Jalons, CC BY 4.0; outlines: Natural Earth, public domain. They take no position on borders."),
        "features": [
            {
                "type": "Feature",
                "id": "FR",
                "geometry": outlines()["250"],
                "properties": {
                    "code": "FR",
                    "iso3": "FRA",
                    "numeric": "250",
                    "kind": "country",
                    "parent": None,
                    "name_en": "France",
                    "name_fr": "France",
                    "region": "Europe",
                    "subregion": "Western Europe",
                    "family": "abolitionist",
                    "model": "neo_abolitionist",
                    "rule": "K4",
                    "since": "2016-04-15",
                },
            }
        ],
    }


def test_it_is_sent_as_what_it_is(client: Client, base: world.World) -> None:
    response = client.get(ADDRESS)
    assert response.headers["Content-Type"] == MEDIA
    assert response.headers["Content-Disposition"] == 'attachment; filename="jalons-jurisdictions-2026.11.1.geojson"'
    assert client.get(ADDRESS, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert client.get(ADDRESS, headers={"Accept": "application/geo+json"}).status_code == 200
    assert client.get(ADDRESS, headers={"Accept": "text/html"}).status_code == 406


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=country&ordering=-name_en",
        "region=Europe",
        "family=abolitionist&as_of=2016-04-14",
        "value=buying:criminal_offence",
        "ruleset=who-is-criminalised&model=buyer_third_parties",
        "parent=US",
        "q=zzz",
    ],
)
def test_it_is_exactly_what_the_list_is(client: Client, base: world.World, query: str) -> None:
    listed = client.get(f"/api/v1/jurisdictions/?{query}").json()
    regimes = {
        row["jurisdiction"]: row
        for row in client.get(
            f"/api/v1/regimes/?as_of={get(client, query)['as_of']}&ruleset={get(client, query)['ruleset']}"
        ).json()["results"]
    }
    features = get(client, query)["features"]
    assert [feature["id"] for feature in features] == [row["code"] for row in listed["results"]]
    for feature in features:
        told, regime = feature["properties"], regimes.get(feature["id"], {})
        assert (told["family"], told["model"], told["rule"], told["since"]) == tuple(
            regime.get(name) for name in ("family", "model", "rule", "start")
        )
        assert (feature["geometry"] is None) == (told["kind"] != "country")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=1", "page"),
        ("fields=code", "fields"),
        ("jurisdiction=XX", "jurisdiction"),
        ("as_of=2019", "as_of"),
        ("include=spells", "include"),
        ("known_at=2026.11.1", "known_at"),
    ],
)
def test_what_cannot_be_is_refused_by_name(client: Client, base: world.World, query: str, parameter: str) -> None:
    response = client.get(f"{ADDRESS}?{query}")
    assert (response.status_code, response.json()["parameter"]) == (400, parameter)


def test_it_costs_the_same_however_many_there_are(
    client: Client, base: world.World, django_assert_num_queries: Any
) -> None:
    """The version of the data, three times; the jurisdictions; their regimes."""
    for query in ("", "ordering=code"):
        with django_assert_num_queries(5):
            get(client, query)


def test_a_release_holds_what_the_list_answered_on_its_day(client: Client, base: world.World) -> None:
    body = released(base.version)
    assert body == get(client, f"as_of={base.version.loaded_at.date()}")
