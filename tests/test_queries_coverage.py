"""Coverage and agreement, on the minimal data files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from countries.dossier.load import load
from countries.queries.agreement import Agreement, alpha, before_adjudication
from countries.queries.coverage import coverage
from tests.dossier import minimal

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def base(tmp_path: Path) -> None:
    load(minimal.write(tmp_path, minimal.dossier()))


def test_every_cell_says_how_it_stands(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):  # indicators, jurisdictions, codings in force
        found = coverage(TODAY)
    assert [(cell.indicator.code, cell.state, cell.inherited_from, cell.support) for cell in found.cells] == [
        ("selling", "coded", "", "primary"),
        ("buying", "coded", "", "primary"),
        ("brothels", "coded", "", "primary"),
        ("procuring", "coded", "", "primary"),
        ("registration", "coded", "", "primary"),
        ("max_sanction", "coded", "EU", "primary"),
    ]
    assert found.complete_countries == ["FR"]
    assert found.primary_share == 1.0
    assert found.count("state") == {"coded": 6}


def test_what_nobody_coded_is_said_to_be_so() -> None:
    found = coverage(dt.date(1990, 1, 1), core=True)
    assert found.count("state") == {"not_coded": 5}
    assert found.complete_countries == []
    assert found.primary_share is None


def test_what_was_looked_for_and_not_found_is_no_finding(tmp_path: Path) -> None:
    files = minimal.dossier()
    files["jurisdictions/FR.yaml"]["codings"][5] = {
        "indicator": "registration",
        "value": "not_found",
        "valid_from": "1999",
        "scope": "nationwide",
        "verified_on": "2026-11-20",
        "searched": minimal.t("Code pénal"),
    }
    load(minimal.write(tmp_path / "next", files))
    found = coverage(TODAY, indicators=["registration"])
    assert [(cell.state, cell.support, cell.searched) for cell in found.cells] == [("not_found", "none", "Code pénal")]
    assert found.complete_countries == []


def test_alpha_is_the_published_one() -> None:
    """The two-coder nominal example of Krippendorff (2011), “Computing Krippendorff's Alpha-Reliability”."""
    first, second = "aabbdcccedda", "babbbccceddd"
    assert round(alpha(list(zip(first, second, strict=True))) or 0, 3) == 0.692


@pytest.mark.parametrize("pairs", [[], [("a", "a")], [("a", "a"), ("a", "a")]])
def test_alpha_is_not_defined_without_variation(pairs: list[tuple[str, str]]) -> None:
    assert alpha(pairs) is None


def test_agreement_is_computed_on_values_before_adjudication() -> None:
    assert before_adjudication() == [
        Agreement(dt.date(2019, 6, 4), 2, 1, alpha([("b:c", "b:a"), ("s:p", "s:p")])),
        Agreement(None, 1, 1, None),
    ]


def test_an_adopted_second_value_still_counts_as_a_difference(tmp_path: Path) -> None:
    files = minimal.dossier()
    files["jurisdictions/FR.yaml"]["codings"][2]["value"] = "administrative_offence"
    files["second-coding/FR.yaml"]["adjudications"][0]["decision"] = "second"
    load(minimal.write(tmp_path / "next", files))
    assert [(found.units, found.agreed) for found in before_adjudication()] == [(2, 1), (1, 1)]
