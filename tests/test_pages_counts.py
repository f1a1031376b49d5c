"""What each page costs: the same literal number of queries however many rows it shows, its version included."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import world
from tests.pages import language_restored as language_restored

pytestmark = pytest.mark.django_db

# Of each, one query is the version of the data that keys the cache and one the footer's version and date.
COUNTS = {
    "/en/": 14,
    "/en/map/": 7,
    "/en/map/?indicator=buying&value=permitted&region=Europe&as_of=2015-01-01&and=2019-06-04": 15,
    "/en/map.svg?indicator=buying": 8,
    "/en/countries/fr/": 12,
    "/en/compare/?j=FR,SE&as_of=2019-06-04": 8,
    "/en/compare/?j=FR,SE,DE,US,US-NV,EU&as_of=2019-06-04&and=2026-01-01": 8,
    "/en/compare/?j=FR,SE&theme=prostitution&indicator=buying&core=true": 8,
    "/en/compare/": 6,
    "/en/compare/?j=FR": 6,
    "/en/nearest/": 5,
    "/en/nearest/?j=FR&theme=platform_liability": 6,
    "/en/regimes/": 5,
    "/en/regimes/neo_abolitionist/": 5,
    "/en/transitions/": 7,
    "/en/graph/": 18,
    "/en/graph/?platform=backpage": 27,
    "/en/platforms/backpage/": 13,
    "/en/cases/backpage/": 10,
    "/en/reforms/?from=2000-01-01": 9,
    "/en/reforms/?jurisdiction=FR&theme=prostitution&from=2000-01-01": 15,
    "/en/reforms/?jurisdiction=FR,DE,EU&theme=prostitution&from=2000-01-01": 15,
    "/en/platform-liability/": 6,
    "/en/codebook/": 8,
    "/en/calendar/": 7,
    "/en/classifications/": 6,
}
LISTS = {
    "/en/countries/": 7,
    "/en/laws/": 7,
    "/en/milestones/": 21,  # six facets, each counted and named, and the lanes
    "/en/sources/": 6,
    "/en/report-2019/": 10,
    "/en/changes/": 10,
}


@pytest.mark.parametrize("path", COUNTS)
def test_a_page_costs_its_literal_number(client: Client, django_assert_num_queries: Any, path: str) -> None:
    world.build()
    with django_assert_num_queries(COUNTS[path]):
        assert client.get(path).status_code == 200


def more_of_everything(made: world.World) -> None:
    for number in range(3):
        law = world.law(f"fr-more-{number}", made.fr_text)
        world.provision(law, "1", made.fr_text)
        world.source(f"fr-source-{number}")
        world.change(made.version, f"FR.more.{number}")


def test_the_profile_costs_as_much_with_more_of_everything(client: Client, django_assert_num_queries: Any) -> None:
    more_of_everything(world.build())
    with django_assert_num_queries(12):
        client.get("/en/countries/fr/")


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("path", LISTS)
def test_a_list_costs_the_same_with_more_rows(
    client: Client, path: str, more: bool, django_assert_num_queries: Any
) -> None:
    made = world.build()
    world.change(made.version, "FR.buying.2016-04-15")
    if more:
        more_of_everything(made)
    with django_assert_num_queries(LISTS[path]):
        assert client.get(path).status_code == 200
