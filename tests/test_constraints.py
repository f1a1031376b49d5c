"""What the database itself refuses, on whichever database the tests run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from countries import models as m
from countries.dossier.load import load
from tests.dossier import minimal

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture(autouse=True)
def base(tmp_path: Path) -> None:
    load(minimal.write(tmp_path, minimal.dossier()))


def coding(**columns: Any) -> m.Coding:
    defaults: dict[str, Any] = {
        "id": "FR.new",
        "jurisdiction_id": "EU",
        "indicator_id": "buying",
        "value_id": "buying:permitted",
        "valid_from": D(2000, 1, 1),
        "scope": "nationwide",
        "support": "primary",
        "verified_on": D(2026, 11, 20),
        "lead_citation_id": "FR:code",
    }
    return m.Coding(**(defaults | columns))


def refused(write: Callable[[], Any]) -> None:
    def commit() -> None:
        write()
        connection.check_constraints()

    with pytest.raises(IntegrityError), transaction.atomic():
        commit()


OVERLAPPING: list[tuple[dt.date, dt.date | None]] = [
    (D(2001, 1, 1), D(2002, 1, 1)),
    (D(1999, 1, 1), D(2000, 1, 2)),
    (D(2004, 12, 31), None),
    (D(1990, 1, 1), None),
    (D(2000, 1, 1), D(2005, 1, 1)),
]


@pytest.mark.parametrize(("start", "end"), OVERLAPPING)
def test_published_codings_never_overlap(start: dt.date, end: dt.date | None) -> None:
    coding(id="EU.first", valid_to=D(2005, 1, 1)).save()
    refused(lambda: coding(valid_from=start, valid_to=end).save(force_insert=True))
    other = coding(valid_from=D(2010, 1, 1))
    other.save()
    refused(lambda: m.Coding.objects.filter(pk=other.pk).update(valid_from=start, valid_to=end))
    with pytest.raises(ValidationError, match="overlap"):
        coding(id="EU.third", valid_from=start, valid_to=end).validate_constraints()


def test_codings_that_touch_do_not_overlap() -> None:
    coding(id="EU.first", valid_to=D(2005, 1, 1)).save()
    second = coding(id="EU.second", valid_from=D(2005, 1, 1))
    second.validate_constraints()
    second.save()
    coding(id="EU.before", valid_from=D(1990, 1, 1), valid_to=D(2000, 1, 1)).save()
    assert m.Coding.objects.filter(jurisdiction="EU", indicator="buying").count() == 3


def test_drafts_may_overlap_until_they_are_published() -> None:
    coding(id="EU.first").save()
    draft = coding(id="EU.draft", published=False, review_status="draft")
    draft.validate_constraints()
    draft.save()
    refused(lambda: m.Coding.objects.filter(pk="EU.draft").update(published=True, review_status="published"))


@pytest.mark.parametrize(
    "columns",
    [
        {"valid_to": D(2000, 1, 1)},
        {"valid_to": D(1999, 1, 1)},
        {"value_id": "selling:permitted"},
        {"value_id": "buying:no_such_value"},
        {"lead_citation_id": None},
        {"lead_citation_id": "FR:unread"},
        {"penalty_fine": 100},
        {"penalty_currency": "EUR"},
        {"published": False},
        {"review_status": "draft"},
        {"jurisdiction_id": "XX"},
    ],
    ids=str,
)
def test_a_coding_that_breaks_a_rule_cannot_be_committed(columns: dict[str, Any]) -> None:
    refused(lambda: coding(**columns).save(force_insert=True))


def test_only_not_found_goes_without_a_citation() -> None:
    coding(value_id="buying:not_found", lead_citation_id=None).save()
    refused(
        lambda: coding(id="x", indicator_id="selling", value_id="selling:contested", lead_citation_id=None).save(
            force_insert=True
        )
    )


def test_an_underscore_is_no_wildcard_for_a_foreign_value() -> None:
    m.Indicator.objects.create(code="maxXsanction", theme="prostitution", order=90)
    m.IndicatorValue.objects.create(id="maxXsanction:stated", indicator_id="maxXsanction", code="stated", order=0)
    refused(lambda: coding(indicator_id="max_sanction", value_id="maxXsanction:stated").save(force_insert=True))


def test_a_citation_supports_exactly_one_record() -> None:
    refused(lambda: m.Support.objects.create(id="none", citation_id="FR:code", position=0))
    refused(
        lambda: m.Support.objects.create(
            id="two", citation_id="FR:code", position=0, law_id="fr-loi-2016", coding_id="FR.buying.2016-04-15"
        )
    )


@pytest.mark.parametrize("quote", ["", "x" * 301])
def test_a_quotation_is_there_and_short(quote: str) -> None:
    with pytest.raises((IntegrityError, Exception)) as caught, transaction.atomic():
        m.Citation.objects.filter(pk="FR:code").update(quote=quote)
    assert type(caught.value).__module__.startswith("django.db")


@pytest.mark.parametrize(
    ("model", "columns"),
    [
        (m.Jurisdiction, {"code": "US-NV", "kind": "subdivision"}),
        (m.Jurisdiction, {"code": "SE", "kind": "country", "parent_id": "EU"}),
        (m.Jurisdiction, {"code": "SE", "kind": "country", "population": 10}),
        (m.Law, {"id": "x", "jurisdiction_id": "FR", "lead_citation_id": None}),
        (m.LawRelation, {"id": "x", "law_id": "fr-loi-2016", "target_id": "fr-loi-2016", "kind": "amends"}),
        (m.LawDate, {"id": "x", "law_id": "fr-loi-2016", "kind": "adopted", "date": D(2016, 1, 1)}),
        (m.IndicatorValue, {"id": "buying:x", "indicator_id": "selling", "code": "x", "order": 50}),
        (m.Provision, {"id": "x", "law_id": "fr-loi-2016", "key": "x", "pinpoint": "x", "lead_citation_id": None}),
        (
            m.Provision,
            {
                "id": "x",
                "law_id": "fr-loi-2016",
                "key": "x",
                "pinpoint": "x",
                "lead_citation_id": "FR:code",
                "valid_from": D(2001, 1, 1),
                "valid_to": D(2000, 1, 1),
            },
        ),
        (
            m.MilestoneLink,
            {
                "id": "x",
                "milestone_id": "vivastreet/suspension",
                "position": 7,
                "type": "followed",
                "lead_citation_id": "FR:code",
            },
        ),
        (
            m.MilestoneLink,
            {
                "id": "x",
                "milestone_id": "vivastreet/suspension",
                "position": 7,
                "type": "claimed",
                "from_law_id": "fr-loi-2016",
                "lead_citation_id": "FR:code",
            },
        ),
        (
            m.Membership,
            {
                "id": "x",
                "jurisdiction_id": "FR",
                "union_id": "EU",
                "valid_from": D(2001, 1, 1),
                "valid_to": D(2001, 1, 1),
            },
        ),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)  # fmt: skip
def test_other_records_that_break_a_rule_cannot_be_committed(model: Any, columns: dict[str, Any]) -> None:
    refused(lambda: model(**columns).save(force_insert=True))
