"""The page of what the API promises: its first five minutes work, and what it says of limits and notice is so."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from django.conf import settings

from kb.deprecation import NOTICE
from tests import servers
from tests.test_recipes import HERE, run, snippets

TEXTS = {language: (settings.FIXTURES_DIR / f"pages/api.{language}.md").read_text() for language in ("en", "fr")}
ASKED = "indicator=buying&kind=country&as_of=2019-06-04"


@pytest.mark.server
def test_five_minutes_lead_to_a_table_that_says_what_it_is(site: str, tmp_path: Path) -> None:
    table, twin, program = (
        run(language, code.replace(HERE, site), tmp_path) for _, language, code in snippets(site, "en", "api")
    )
    rows = list(csv.DictReader(io.StringIO(table)))
    payload = json.loads(servers.get(f"{site}/api/v1/codings/?{ASKED}&limit=1000")[2])
    assert len(rows) == payload["count"] > 30
    assert rows == [
        {name: record[name] or "" for name in ("jurisdiction", "value", "start", "inherited_from")}
        for record in payload["results"]
    ]
    described = json.loads(twin)
    assert [field["name"] for field in described["schema"]["fields"]] == list(rows[0])
    assert (described["rows"], described["as_of"]) == (len(rows), "2019-06-04")
    offences = sum(row["value"] in {"criminal_offence", "administrative_offence"} for row in rows)
    assert program == f"{offences} of {len(rows)} in data version {payload['data_version']}\n"


@pytest.mark.parametrize(("language", "thousand"), [("en", ","), ("fr", " ")])
def test_the_limits_it_names_are_those_of_a_site_that_sets_none(language: str, thousand: str) -> None:
    code = (settings.BASE_DIR / "kb/settings.py").read_text()
    minute, day = 300, 20_000
    assert (
        f'API_LIMITS = (env.number("API_LIMIT_PER_MINUTE", {minute}), env.number("API_LIMIT_PER_DAY", {day:_}))' in code
    )
    words = {"en": "{} requests a minute and {} a day", "fr": "{} requêtes par minute et {} par jour"}[language]
    assert words.format(minute, f"{day:,}".replace(",", thousand)) in TEXTS[language]


def test_the_notice_it_promises_is_the_one_that_is_kept() -> None:
    assert NOTICE.days >= 365
    assert "a year ahead at least" in TEXTS["en"]
    assert "un an à l’avance au moins" in TEXTS["fr"]
