"""From law to platform: the graph, its claims against the dates, and milestones on lanes of time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from countries.choices import MilestoneKind
from countries.models import Case, Citation, Law, Milestone, MilestoneLink, Platform
from countries.queries.causes import graph
from countries.queries.lanes import lanes
from countries.queries.milestones import chain, listed
from countries.queries.platforms import platform_record
from countries.templatetags.signs import SIGNS, SORTS
from countries.views.graph import drawn, sentence
from tests import world
from tests.pages import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def fosta() -> Law:
    """A law signed five days after the seizure that somebody says it brought, and its own steps."""
    cited = Citation.objects.get(source="us-text")
    law = world.law("us-fosta", cited, lang="en")
    world.law_dates(law, introduced="2017-04-03", in_force="2018-04-11")
    case = Case.objects.get(pk="backpage")
    signed = world.milestone(case, "signed", "2018-04-11", "law_in_force", cited, [], ["US"])
    Milestone.objects.filter(pk=signed.pk).update(law=law)
    claim(Milestone.objects.get(pk="backpage/seizure"), 1, cited, from_law=law, type="claimed")
    claim(signed, 0, cited, from_milestone_id="backpage/seizure", type="coincident")
    return law


def claim(milestone: Milestone, position: int, cited: Citation, **fields: Any) -> MilestoneLink:
    who = {"claimed_by_en": "AFP", "claimed_by_fr": "AFP"} if fields["type"] == "claimed" else {}
    made = MilestoneLink.objects.create(
        id=f"{milestone.pk}:{position}", milestone=milestone, position=position, lead_citation=cited, **who, **fields
    )
    world.support(made, "milestone_link", [cited])
    return made


def test_the_graph_holds_laws_steps_and_platforms(fosta: Law, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(6):  # milestones, platforms, jurisdictions, links, dates of laws, citations
        found = graph(Milestone.objects.all(), TODAY, laws_only=True)
    assert [law.pk for law in found.laws] == ["us-18-usc-1952", "us-fosta"]
    assert [one.key for one in found.milestones] == ["seizure", "signed"]
    assert [platform.pk for platform in found.platforms] == ["backpage"]
    assert [(edge.origin, edge.target, edge.type) for edge in found.edges] == [
        ("law:us-fosta", "backpage/signed", "itself"),
        ("law:us-18-usc-1952", "backpage/seizure", "criminal_enforcement"),
        ("law:us-fosta", "backpage/seizure", "claimed"),
        ("backpage/seizure", "backpage/signed", "coincident"),
        ("backpage/seizure", "platform:backpage", "concerns"),
    ]
    assert [(cause.link.type, len(cause.evidence), cause.days) for cause in found.causes] == [
        ("criminal_enforcement", 1, None),
        ("claimed", 1, -5),
        ("coincident", 1, 5),
    ]


def test_what_a_link_comes_from_is_drawn_though_it_was_not_asked_for(fosta: Law) -> None:
    rows = Milestone.objects.filter(platforms="backpage")
    found = graph(rows, TODAY, laws_only=False)
    assert [one.key for one in found.milestones] == ["seizure", "signed"]
    assert found.around == {"backpage/signed"}
    assert graph(rows, dt.date(2018, 4, 10), laws_only=False).around == frozenset()


def test_a_claim_is_held_against_the_dates(fosta: Law) -> None:
    found = graph(Milestone.objects.all(), TODAY, laws_only=True)
    assert [sentence(cause) for cause in found.disputed] == [
        "Claimed by AFP: “Act us-fosta” led to “Seizure of backpage”. But it came 5 days before: it is of "
        "6 April 2018, and the law began on 11 April 2018.",
        "“Signed of backpage” coincided with “Seizure of backpage”; no source shows that the one led to the other. "
        "It came 5 days after: 6 April 2018, then 11 April 2018.",
    ]
    with override("fr"):
        assert sentence(found.disputed[0]).replace("\u00a0", " ").replace("\u202f", " ") == (
            "Affirmé par AFP : « Act us-fosta (fr) » a mené à « Seizure of backpage (fr) ». "
            "Mais c’était 5 jours plus tôt, le 6 avril 2018 ; la loi date du 11 avril 2018."
        )


def test_the_picture_has_a_node_for_each_and_a_line_for_each_edge(fosta: Law) -> None:
    found = graph(Milestone.objects.all(), TODAY, laws_only=True)
    made = drawn(found)
    assert [(node.date, node.label, node.soft) for node in made.nodes] == [
        ("", "Act us-18-usc-1952", False),
        ("", "Act us-fosta", False),
        ("2018-04-06", "Backpage: Seizure of backpage", False),
        ("2018-04-11", "Backpage: Signed of backpage", False),
        ("", "Backpage", False),
    ]
    assert [(line.type, line.words) for line in made.lines] == [
        ("itself", "the law itself"),
        ("criminal_enforcement", "criminal enforcement of"),
        ("claimed", "claimed to result from (AFP)"),
        ("coincident", "coincided with"),
        ("concerns", "concerns the platform"),
    ]
    assert made.height == 60


def test_the_page_draws_tells_and_filters(client: Client, fosta: Law) -> None:
    page = client.get("/en/graph/").content.decode()
    assert re.findall(r'<path class="e (\w+)" d="M\d+ \d', page)[-5:] == [
        "itself",
        "criminal_enforcement",
        "claimed",
        "coincident",
        "concerns",
    ]
    table = page.partition('<table class="list fold causes">')[2].partition("</table>")[0]
    rows = re.findall(r"<tr( class=\"claimed\")?>(.*?)</tr>", table.partition("<tbody>")[2], re.DOTALL)
    assert [
        (bool(claimed), Reader(re.sub("<details.*?</details>", "", row, flags=re.DOTALL)).text) for claimed, row in rows
    ] == [
        (False, "6 April 2018 Seizure of backpage Backpage criminal enforcement of Act us-18-usc-1952"),
        (True, "6 April 2018 Seizure of backpage Backpage claimed to result from claimed by AFP Act us-fosta"),
        (False, "11 April 2018 Signed of backpage Backpage coincided with Seizure of backpage 6 April 2018"),
    ]
    options = page.partition('<select name="link">')[2] or page.partition("<legend>Link</legend>")[2]
    assert re.findall(r'value="(\w+)".*?num">(\d+)<', options.partition("</fieldset>")[0]) == [
        ("claimed", "1"),
        ("coincident", "1"),
        ("criminal_enforcement", "1"),
    ]
    only = client.get("/en/graph/?law=us-18-usc-1952").content.decode()
    assert only.count('<td data-l="How">') == 2  # all links of the step that the law is linked to


def test_without_a_link_there_is_no_picture(client: Client) -> None:
    page = client.get("/en/graph/?jurisdiction=FR").content.decode()
    assert ('<svg class="graph"' in page, "No link meets all of these conditions." in page) == (False, True)


def test_marks_stand_on_lanes_by_date(django_assert_num_queries: Any) -> None:
    rows = listed(Milestone.objects.all())
    with django_assert_num_queries(4):  # milestones, platforms, jurisdictions, links
        found = lanes(rows, "platform", TODAY)
    assert found is not None
    assert (found.first_year, found.last_year) == (2018, 2026)
    assert found.years == ((2018, "0.00%"), (2020, "22.21%"), (2022, "44.45%"), (2024, "66.66%"), (2026, "88.90%"))
    assert [
        (lane.owner, [(mark.milestone.key, mark.left, mark.row) for mark in lane.marks]) for lane in found.lanes
    ] == [(Platform.objects.get(), [("plea", "2.74%", 0), ("seizure", "2.89%", 1)])]
    assert [lane.owner.pk for by in ("jurisdiction", "case") for lane in lanes(rows, by, TODAY).lanes] == [  # type: ignore[union-attr]
        "US",
        "backpage",
    ]
    assert lanes(rows.none(), "platform", TODAY) is None


def test_every_kind_of_milestone_has_one_sign() -> None:
    assert set(SIGNS) == set(MilestoneKind.values)
    assert sum(len(kinds) for _, kinds in SORTS.values()) == len(MilestoneKind)


def test_the_course_of_a_case_runs_from_its_first_complaint_to_its_latest_step(client: Client) -> None:
    case = Case.objects.get(pk="backpage")
    found = chain(case, TODAY).course
    assert found is not None
    assert (found.first.key, found.latest.key, found.number, found.from_complaint) == ("plea", "seizure", 2, False)
    assert chain(case, dt.date(2017, 1, 1)).course is None
    cited = Citation.objects.get(source="us-text")
    world.milestone(case, "complaint", "2018-04-03", "complaint", cited)
    page = client.get("/en/cases/backpage/").content.decode()
    assert Reader(page.partition('<p class="sum">')[2].partition("</p>")[0]).text == (
        "First complaint: “Complaint of backpage”, 3 April 2018. Latest step: “Seizure of backpage”, 6 April 2018. "
        "3 steps over less than a year. As known on 2 November 2026."
    )


def test_a_platform_with_everything_about_it(fosta: Law, django_assert_num_queries: Any) -> None:
    platform = Platform.objects.get(pk="backpage")
    with django_assert_num_queries(10):
        found = platform_record(platform, TODAY)
    assert [(one.case.pk, one.latest.key) for one in found.courses] == [("backpage", "signed")]
    assert [one.key for one in found.milestones] == ["plea", "seizure"]
    assert [(role.law.pk, role.types) for role in found.roles] == [("us-18-usc-1952", [("criminal_enforcement", 1)])]
    assert [cause.link.claimed_by for cause in found.claims] == ["AFP"]
    assert [(own.statement.pk, len(own.evidence)) for own in found.statements] == [("14", 1)]
    assert [source.pk for source in found.sources] == ["fr-press", "us-text"]


def test_the_timeline_is_also_a_list(client: Client) -> None:
    page = client.get("/en/milestones/?lanes=jurisdiction").content.decode()
    marks = page.partition('<ol class="lanes">')[2].partition("</ol>")[0]
    assert re.findall(r'aria-label="([^"]+)"', marks) == [
        "2 steps",
        "April 2018, Conviction: Plea of backpage",
        "6 April 2018, Seizure: Seizure of backpage",
    ]
    assert re.findall(r'href="#(s-\w+)"', marks) == ["s-decision", "s-service"]
    table = page.partition('<table class="list fold steps">')[2].partition("</table>")[0]
    assert Reader(table.partition("</thead>")[2]).text == (
        "2018 6 April 2018 Seizure Backpage: Seizure of backpage criminal enforcement of Act us-18-usc-1952 "
        "Backpage · United States April 2018 Conviction Backpage: Plea of backpage Backpage · United States"
    )
    chosen = page.partition("<legend>Kind</legend>")[2].partition("</fieldset>")[0]
    assert Reader(chosen).text == "Conviction 1 Seizure 1"
