"""The map of the project's own data: its numbers are the API's, and every answer looks like no other."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from countries.models import Indicator
from countries.queries.choropleth import choropleths, indicator_subject, ruleset_subject
from countries.queries.regimes import MODELS
from countries.templatetags.patterns import BY_NAME, COLOURS
from countries.views.drawing import looks

pytestmark = pytest.mark.django_db
SHEET = (Path(__file__).resolve().parent.parent / "kb/static/kb/jalons.css").read_text()


def subject(code: str) -> Any:
    with override("en"):
        return ruleset_subject(code) if code in MODELS else indicator_subject(code)


@pytest.mark.parametrize("day", ["2019-06-04", "2026-11-01"])
def test_the_tallies_of_the_real_base_are_those_of_the_api(real_base: Any, client: Client, day: str) -> None:
    """Every ruleset and every indicator, each answer, with and without a region."""
    asked = [(code, f"regimes/?ruleset={code}&model=") for code in MODELS]
    asked += [(code, f"codings/?indicator={code}&value=") for code in Indicator.objects.values_list("code", flat=True)]
    counted = 0
    for code, address in asked:
        made = choropleths(subject(code), [dt.date.fromisoformat(day)])[0]
        for regions, query in (((), ""), (("Europe",), "&region=Europe")):
            for key, tally in made.tallies(regions).items():
                if key:
                    path = f"/api/v1/{address}{key}&kind=country&as_of={day}&limit=1&fields=jurisdiction{query}"
                    assert client.get(path).json()["count"] == tally.countries, path
                    counted += 1
    assert counted > 100


def test_every_answer_of_a_map_has_a_letter_and_a_pattern_of_its_own(real_base: Any) -> None:
    codes = [*MODELS, *Indicator.objects.values_list("code", flat=True)]
    for code in codes:
        found = looks(subject(code))
        patterns = [look.pattern for look in found.values()]
        assert sorted(set(patterns)) == sorted(patterns), code
        assert {BY_NAME[name].name for name in patterns} == set(patterns)
        assert "".join(look.letter for look in found.values()) == "ABCDEFGHIJKLMNOP"[: len(found) - 1]


def test_the_colours_of_pictures_are_those_of_the_pages_in_the_light() -> None:
    root = SHEET[SHEET.index(":root {") : SHEET.index("@media (prefers-color-scheme: dark)")]
    of_pages = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", root))
    fixed = {"dark": "#1c1b19"}
    assert {name: of_pages.get(name, fixed.get(name)) for name in COLOURS} == COLOURS
    drawn = set(re.findall(r"\.c-([a-z]+) \{ fill", SHEET))
    assert {name for one in BY_NAME.values() for name in (one.ground, one.ink)} <= drawn
