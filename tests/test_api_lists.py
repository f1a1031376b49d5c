"""Pages, order, sparse fields, and how many queries each list costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from countries import models as m
from countries.api.renderers import Xlsx
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base() -> world.World:
    return world.build()


def codes(client: Client, query: str, name: str = "code", path: str = "jurisdictions") -> list[Any]:
    response = client.get(f"/api/v1/{path}/?{query}")
    assert response.status_code == 200, response.content
    return [row[name] for row in response.json()["results"]]


# Pages


def test_the_pages_are_linked_both_in_the_body_and_in_the_header(client: Client) -> None:
    response = client.get("/api/v1/jurisdictions/?limit=2&page=2&fields=code&ordering=code")
    address = "http://testserver/api/v1/jurisdictions/?"
    assert response.json() == {
        "data_version": "2026.11.1",
        "as_of": timezone.localdate().isoformat(),
        "count": 6,
        "next": f"{address}fields=code&limit=2&ordering=code&page=3",
        "previous": f"{address}fields=code&limit=2&ordering=code",
        "results": [{"code": "FR"}, {"code": "SE"}],
    }
    assert response.headers["Link"] == ", ".join(
        [
            f'<{address}fields=code&limit=2&ordering=code>; rel="first"',
            f'<{address}fields=code&limit=2&ordering=code>; rel="prev"',
            f'<{address}fields=code&limit=2&ordering=code&page=3>; rel="next"',
            f'<{address}fields=code&limit=2&ordering=code&page=3>; rel="last"',
            '<http://testserver/api/v1/jurisdictions.csv?fields=code&ordering=code>; rel="alternate"; type="text/csv"',
            "<http://testserver/api/v1/jurisdictions.xlsx?fields=code&ordering=code>; "
            f'rel="alternate"; type="{Xlsx.media_type}"',
            "<http://testserver/api/v1/jurisdictions.metadata.json?fields=code&ordering=code>; "
            'rel="describedby"; type="application/json"',
            "<http://testserver/api/v1/jurisdictions.geojson?ordering=code>; "
            'rel="alternate"; type="application/geo+json"',
        ]
    )


def test_following_next_visits_every_record_once(client: Client) -> None:
    seen: list[str] = []
    address: str | None = "/api/v1/codings/?as_of=any&limit=5&fields=id,jurisdiction"
    while address:
        page = client.get(address).json()
        seen += [f"{row['jurisdiction']} {row['id']}" for row in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == m.CodingInForce.objects.count()


def test_a_page_beyond_the_end_does_not_exist(client: Client) -> None:
    response = client.get("/api/v1/jurisdictions/?page=2")
    assert (response.status_code, response.json()) == (
        404,
        {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is no page 2."},
    )


def test_an_empty_list_has_a_first_page(client: Client) -> None:
    response = client.get("/api/v1/jurisdictions/?q=zzz&as_of=2019-06-04")
    assert response.json() == {
        "data_version": "2026.11.1",
        "as_of": "2019-06-04",
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }


# Order


def test_lists_are_ordered_and_can_be_reordered(client: Client) -> None:
    assert codes(client, "") == ["DE", "EU", "FR", "SE", "US", "US-NV"]
    assert codes(client, "ordering=-code") == ["US-NV", "US", "SE", "FR", "EU", "DE"]
    assert codes(client, "ordering=name_en&kind=country") == ["FR", "DE", "SE", "US"]
    assert codes(client, "ordering=-region,name_en&kind=country") == ["FR", "DE", "SE", "US"]
    assert codes(client, "ordering=name_fr&kind=country") == ["DE", "FR", "SE", "US"]


def test_what_is_missing_comes_last_either_way(client: Client) -> None:
    m.Source.objects.filter(pk="se-text").update(issued=None)
    m.Source.objects.filter(pk="de-text").update(issued="2020-01-01")
    world.version("2026.11.2")
    ascending = codes(client, "ordering=issued", "id", "sources")
    descending = codes(client, "ordering=-issued", "id", "sources")
    assert (ascending[-2:], descending[0], descending[-1]) == (["de-text", "se-text"], "de-text", "se-text")


def test_milestones_are_in_the_order_of_their_dates(client: Client) -> None:
    assert codes(client, "", "id", "milestones") == ["backpage/plea", "backpage/seizure"]
    assert codes(client, "ordering=-date", "id", "milestones") == ["backpage/seizure", "backpage/plea"]


# Fields


def test_only_the_members_asked_for_are_sent(client: Client) -> None:
    assert client.get("/api/v1/jurisdictions/FR/?fields=iso3,code").json() == {
        "code": "FR",
        "iso3": "FRA",
        "data_version": "2026.11.1",
    }


@pytest.mark.parametrize("path", ["jurisdictions/", "jurisdictions/FR/"])
def test_an_unknown_member_is_refused_even_when_nothing_is_found(client: Client, path: str) -> None:
    response = client.get(f"/api/v1/{path}?fields=code,iso4")
    known = ["code", "iso3", "numeric", "kind", "parent", "name", "aliases", "region", "subregion"]
    known += ["legal_tradition", "report_2019", "population", "population_year", "memberships"]
    assert (response.status_code, response.json()) == (
        400,
        {
            "type": "/api/v1/docs/#invalid-value",
            "title": "Invalid value",
            "status": 400,
            "detail": "“iso4” is not one of the values of this parameter.",
            "parameter": "fields",
            "value": "iso4",
            "allowed": known + (["profile"] if path.endswith("FR/") else []),
            "suggestion": "iso3",
        },
    )


# Queries: the same number with one row and with many. Each has two that every request makes: the version of the
# data (1, for the snapshot) and once more inside the payload (1, as nothing is remembered in these tests), and
# two that every list makes: the count (1) and the rows (1).

COUNTS = [
    ("jurisdictions/?kind=country", 5),  # memberships
    ("regimes/", 4),
    ("spells/", 4),
    ("transitions/", 4),
    ("indicators/", 5),  # values
    ("codings/", 7),  # provisions, their laws, evidence
    ("codings/?fields=id,value", 4),
    ("laws/", 8),  # dates, relations, provisions, evidence
    ("provisions/", 5),  # evidence
    ("platforms/", 6),  # cases, evidence
    ("cases/", 7),  # platforms, jurisdictions, milestones
    ("milestones/", 9),  # platforms, jurisdictions, links, their evidence, evidence
    ("statements/", 9),  # jurisdictions, platforms, laws, the qualification's evidence, evidence
    ("classifications/", 5),  # evidence
    ("sources/", 4),
    ("changes/", 4),
    ("versions/", 4),
    # each facet its counts and, where its words stand in the base, their labels; each filter its words
    ("codings/?fields=id&facets=confidence", 5),
    ("codings/?fields=id&facets=value,region,confidence", 10),
    ("codings/?fields=id&facets=law", 7),
    ("codings/?fields=id&jurisdiction=FR&value=buying:criminal_offence", 7),
    ("codings/?fields=id&cursor=*&limit=1", 4),
    ("jurisdictions/?fields=code&facets=model,value", 8),
    ("laws/?fields=id&facets=theme,date_kind", 6),
    ("codings/?fields=id&updated_since=2026-11-01", 5),  # where the version stands
    ("codings/?fields=id&updated_since=2026-11-01&facets=confidence", 7),
]


def more(base: world.World) -> None:
    """At least three more of everything that is listed."""
    for number, code in enumerate(("XA", "XB", "XC")):
        world.jurisdiction(code, name_en=f"Land {number}", name_fr=f"Pays {number}")
        m.Membership.objects.create(
            id=f"{code}.EU", jurisdiction_id=code, union_id="EU", **world.partial("valid_from", "2004")
        )
        made = world.law(f"se-law-{number}", base.fr_text)
        world.law_dates(made, in_force="2001")
        m.LawRelation.objects.create(id=f"{made.id}:amends", law=made, kind="amends", target=base.act)
        article = world.provision(made, "1", base.fr_text)
        world.coding(code, "selling", "permitted", "2001", [base.fr_text, base.fr_press], provisions=[article])
        case = m.Case.objects.create(id=f"c{number}", **world.words("title", "C"), **world.words("summary", "S"))
        platform = m.Platform.objects.create(
            id=f"p{number}", name="P", kind="dating", lead_citation=base.fr_text, **world.words("note", "N")
        )
        world.support(platform, "platform", [base.fr_text])
        case.platforms.set([platform])
        case.jurisdictions.set(["FR", "SE"])
        first = world.milestone(case, "first", "2019", "charges", base.fr_text, [platform], ["FR", "SE"])
        second = world.milestone(case, "second", "2020", "ruling", base.fr_text, [platform], ["FR", "SE"])
        link = m.MilestoneLink.objects.create(
            id=second.id,
            milestone=second,
            position=0,
            from_milestone=first,
            type="followed",
            lead_citation=base.fr_text,
        )
        world.support(link, "milestone_link", [base.fr_text])
        world.statement(str(20 + number), [base.fr_press])
        classification = m.Classification.objects.create(
            id=f"afp-2019.{code}",
            scheme_id="afp-2019",
            jurisdiction_id=code,
            label_id="afp-2019:restrictive",
            lead_citation=base.fr_press,
            **world.partial("date", "2019"),
        )
        world.support(classification, "classification", [base.fr_press])
        world.change(world.version(f"2026.12.{number}"), f"{code}.selling.2001")
    world.derive()


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(captured)


@pytest.mark.parametrize(("path", "expected"), COUNTS, ids=[path for path, _ in COUNTS])
def test_a_list_costs_the_same_however_long_it_is(client: Client, base: world.World, path: str, expected: int) -> None:
    world.change(base.version, "FR.buying.2016-04-15")
    short = queries(client, path)
    more(base)
    assert (short, queries(client, path)) == (expected, expected)


DETAILS = [
    ("jurisdictions/FR/", 6),  # the record, memberships, passages, their evidence
    ("codings/FR.buying.2016-04-15/", 6),  # the record, provisions, their laws, evidence
    ("laws/fr-loi-2016-444/", 7),
    ("milestones/backpage/seizure/", 8),
    ("indicators/buying/", 4),
]


@pytest.mark.parametrize(("path", "expected"), DETAILS, ids=[path for path, _ in DETAILS])
def test_a_record_costs_the_same_however_much_hangs_on_it(
    client: Client, base: world.World, path: str, expected: int
) -> None:
    for position in range(2):
        world.passage("FR", "A passage.", [base.fr_text], position)
    assert queries(client, path) == expected


def test_each_list_is_counted(client: Client) -> None:
    """A new endpoint needs a line in COUNTS."""
    names = set(client.get("/api/v1/").json()["endpoints"]) - {
        "compare",
        "nearest",
        "search",
        "coverage",
        "changes/between",
        "reforms",
        "panel",
        "panel-wide",
        "graph",
    }
    assert names == {path.partition("/")[0] for path, _ in COUNTS}


# Methods


@pytest.mark.parametrize("path", ["codings/", "codings/FR.buying.2016-04-15/", "", "compare/?j=FR,SE"])
def test_head_has_the_headers_of_get_and_no_body(client: Client, path: str) -> None:
    got, head = client.get(f"/api/v1/{path}"), client.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**got.headers}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    send: Callable[..., Any] = getattr(client, method)
    response = send("/api/v1/codings/", data="{}", content_type="application/json")
    assert (response.status_code, response.headers["Content-Type"], response.headers["Allow"]) == (
        405,
        "application/problem+json",
        "GET, HEAD, OPTIONS",
    )
    assert response.json() == {
        "type": "about:blank",
        "title": "Method Not Allowed",
        "status": 405,
        "detail": f'Method "{method.upper()}" not allowed.',
    }


def test_options_says_what_may_be_done(client: Client) -> None:
    response = client.options("/api/v1/codings/")
    assert (response.status_code, response.headers["Allow"]) == (200, "GET, HEAD, OPTIONS")


def test_any_site_may_read(client: Client) -> None:
    response = client.get("/api/v1/codings/?limit=1", headers={"Origin": "https://reader.example"})
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert (
        response.headers["Access-Control-Expose-Headers"]
        == "Deprecation, ETag, Link, RateLimit, RateLimit-Policy, Retry-After, Sunset, X-Data-Version"
    )
    asked = client.options(
        "/api/v1/codings/",
        headers={"Origin": "https://reader.example", "Access-Control-Request-Method": "GET"},
    )
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_several_words_may_be_given_one_by_one(client: Client) -> None:
    """As generated clients and HTTP libraries write a list."""
    joined = client.get("/api/v1/laws/?fields=id,kind&ordering=kind,-id").json()
    assert client.get("/api/v1/laws/?fields=id&fields=kind&ordering=kind&ordering=-id").json() == joined
    assert client.get("/api/v1/laws/?fields=id&fields=kinds").status_code == 400
