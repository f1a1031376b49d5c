"""What changed between two days: each answer that took the place of another, told once, with its law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from countries.models import Citation
from countries.queries.reforms import Reforms, reforms
from tests import world
from tests.pages import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("world_of_module")]
FIRST, LAST = dt.date(1999, 1, 1), dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Names and their order are the reader's; here, English."""
    with override("en"):
        yield


def told(found: Reforms) -> list[tuple[str, str, str, str | None, str | None, str | None]]:
    """date, question, kind, old and new value, law."""
    return [
        (
            str(change.date),
            f"{change.place.code}.{change.row.indicator_id}",
            str(change.kind),
            change.old and change.old.value,
            change.new and change.new.value,
            change.law and change.law.pk,
        )
        for change in found.changes
    ]


def test_every_change_with_its_kind_its_law_and_where_it_holds(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(5):  # in force, provisions, citations, jurisdictions, spells
        found = reforms(FIRST, LAST, ruleset="kb-1")
    assert told(found) == [
        ("2000-07-17", "EU.hosting_liability", "begun", None, "conditional_safe_harbour", None),
        ("2016-04-15", "FR.buying", "changed", "permitted", "criminal_offence", "fr-loi-2016-444"),
        ("2002-01-01", "DE.buying", "begun", None, "permitted", None),
        ("2017-07-01", "DE.selling", "begun", None, "permitted_if_registered", None),
        ("2017-07-01", "DE.registration", "begun", None, "mandatory", None),
    ]
    assert [place.code for place in found.changes[0].heirs] == ["FR", "DE", "SE"]
    assert (found.questions, found.places) == (1, 1)
    assert [(move.after.jurisdiction_id, move.after.model) for move in found.moves] == [
        ("DE", "regulationist"),
        ("FR", "neo_abolitionist"),
    ]
    buying = found.changes[1].new
    assert buying is not None
    assert [support.citation.source_id for support in buying.evidence] == ["fr-text", "fr-press"]


def test_the_first_day_is_left_out_and_the_last_is_in() -> None:
    day = dt.date(2016, 4, 15)
    assert told(reforms(day, LAST, ruleset="kb-1", jurisdictions=["FR"])) == []
    assert len(told(reforms(FIRST, day, ruleset="kb-1", jurisdictions=["FR"], indicators=["buying"]))) == 1
    assert told(reforms(FIRST, day - dt.timedelta(1), ruleset="kb-1", indicators=["buying"], kinds=["changed"])) == []


def test_what_an_heir_takes_over_names_its_origin() -> None:
    (change,) = reforms(FIRST, LAST, ruleset="kb-1", jurisdictions=["SE"]).changes
    assert (change.place.code, change.row.inherited_from_id, change.heirs) == ("SE", "EU", ())


def test_another_penalty_is_the_same_answer_on_other_terms_and_not_found_is_no_answer() -> None:
    cited = Citation.objects.get(source="se-text")
    before = world.m.Coding.objects.get(pk="SE.buying.1999-01-01")
    before.valid_to = dt.date(2011, 7, 1)
    before.save()
    world.coding("SE", "buying", "criminal_offence", "2011-07-01", [cited], penalty_kind="criminal")
    world.coding("US", "brothels", "permitted", "2005-01-01", [cited], valid_to="2012-01-01")
    world.coding("US", "brothels", "not_found", "2012-01-01", [])
    world.derive()
    found = reforms(FIRST, LAST, ruleset="kb-1", jurisdictions=["SE", "US"], indicators=["buying", "brothels"])
    assert told(found) == [
        ("2011-07-01", "SE.buying", "terms", "criminal_offence", "criminal_offence", None),
        ("2005-01-01", "US.brothels", "begun", None, "permitted", None),
        ("2012-01-01", "US.brothels", "ended", "permitted", "not_found", None),
    ]
    assert (found.questions, found.places) == (0, 0)


@pytest.mark.parametrize(
    ("address", "sentences"),
    [
        (
            "/en/reforms/?from=2010-01-01&to=2020-01-01&jurisdiction=FR",
            "Between 1 January 2010 and 1 January 2020 the answer to 1 question changed in France. France moved from "
            "“abolitionist, neither party offends” to “abolitionist, the buyer offends” on 15 April 2016 "
            "(Act fr-loi-2016-444).",
        ),
        (
            "/en/reforms/?from=2016-04-15&to=2020-01-01&jurisdiction=FR,SE",
            "Between 15 April 2016 and 1 January 2020 no answer that is coded changed in France and Sweden.",
        ),
        (
            "/fr/reforms/?from=2010-01-01&to=2016-12-31",
            "Du 1er janvier 2010 au 31 décembre 2016, des réponses à 1 question ont changé (territoires : 1).",
        ),
    ],
)
def test_the_page_opens_with_what_changed(client: Client, address: str, sentences: str) -> None:
    page = client.get(address).content.decode()
    lede = Reader(page.partition('<p class="lede">')[2].partition("</p>")[0]).text
    assert lede.replace("\u00a0", " ").startswith(sentences)


def test_a_change_stands_with_both_answers_its_law_and_its_evidence(client: Client) -> None:
    page = client.get("/en/reforms/?from=2010-01-01&jurisdiction=FR").content.decode()
    row = page.partition('<table class="list fold reforms">')[2].partition("<tbody>")[2].partition("<details")[0]
    assert Reader(row).text == (
        "15 April 2016 Buying by Act fr-loi-2016-444 ✓ Permitted ! Criminal offence Fine of the fifth class "
        "First offence."
    )
    assert 'href="/en/countries/fr/?as_of=2016-04-15#buying"' in row
    assert "Quotation from fr-text" in page


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("from=2020-01-01&to=2019-01-01", "to"),
        ("from=2019-06-04&to=2019-06-04", "to"),
        ("from=any", "from"),
        ("from=2019", "from"),
        ("kind=chnged", "kind"),
        ("as_of=2019-06", "as_of"),
        ("indicator=buing", "indicator"),
        ("page=0", "page"),
    ],
)
def test_a_wrong_parameter_is_named(client: Client, query: str, parameter: str) -> None:
    response = client.get(f"/en/reforms/?{query}")
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in response.content.decode()


def test_the_profile_leads_to_what_changed_since_the_day_it_is_of(client: Client) -> None:
    for query, words, link in (
        ("", "What changed since the report", "/en/reforms/?jurisdiction=FR"),
        (
            "?as_of=2010-01-01",
            "What changed since",
            "/en/reforms/?jurisdiction=FR&amp;from=2010-01-01&amp;as_of=2010-01-01",
        ),
    ):
        page = client.get(f"/en/countries/fr/{query}").content.decode()
        assert f'<a href="{link}">{words}</a>' in page
