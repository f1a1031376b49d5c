"""The project's own data files: in order, canonical, and to the evidence standard."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.db.models import Q
from django.test import Client

from countries import models as m
from countries.choices import Absence, JurisdictionKind
from countries.classify import RECORD_START
from countries.dossier.check import check
from countries.dossier.outcome import Outcome
from countries.dossier.read import Reader
from countries.dossier.write import files
from countries.filters import today
from countries.queries.panel import DERIVED, MODEL, panel
from countries.releases.geojson import outlines

pytestmark = pytest.mark.django_db
CORE = {"selling", "buying", "soliciting", "brothels", "procuring", "advertising", "registration", "trafficking"}
FIRST_SET = {"FR", "DE", "CN", "SE", "NL", "BE", "NZ", "IL", "US", "US-NV", "US-ME", "GB", "GB-NIR", "GB-SCT"}


def test_the_files_are_in_order() -> None:
    reader = Reader(settings.FIXTURES_DIR)
    dossier = reader.read()
    assert [str(problem) for problem in [*reader.problems, *check(dossier)]] == []


def test_the_files_stand_as_exportkb_writes_them(real_base: Outcome) -> None:
    root = settings.FIXTURES_DIR
    on_disk = {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in root.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    wanted = dict(files())
    assert sorted(on_disk) == sorted(wanted)
    assert [name for name in sorted(wanted) if on_disk[name] != wanted[name]] == []


def test_the_codebook_marks_the_eight_core_indicators(real_base: Outcome) -> None:
    assert set(m.Indicator.objects.core().values_list("code", flat=True)) == CORE


def test_every_value_has_a_citation(real_base: Outcome) -> None:
    found = m.Coding.objects.exclude(value__code=Absence.NOT_FOUND)
    assert list(found.filter(supports=None).values_list("pk", flat=True)) == []
    unread = m.Citation.objects.filter(Q(quote="") | Q(seen_on__isnull=True) | Q(seen_as=""))
    assert list(unread.values_list("pk", flat=True)) == []


def test_no_encyclopedia_carries_more_than_a_low_value(real_base: Outcome) -> None:
    alone = m.Coding.objects.filter(support="encyclopedia").exclude(confidence="low")
    assert list(alone.values_list("pk", flat=True)) == []


def test_the_first_set_is_coded_today_and_in_2019(real_base: Outcome) -> None:
    for day in (dt.date(2019, 6, 4), dt.date(2026, 11, 1)):
        rows = m.CodingInForce.objects.as_of(day).filter(jurisdiction__in=FIRST_SET, indicator__in=CORE)
        coded = {(row.jurisdiction_id, row.indicator_id) for row in rows}
        assert sorted({(place, name) for place in FIRST_SET for name in CORE} - coded) == []


def test_history_reaches_back_to_1999(real_base: Outcome) -> None:
    spells = m.RegimeSpell.objects.filter(ruleset="kb-1", start=RECORD_START)
    assert FIRST_SET - set(spells.values_list("jurisdiction_id", flat=True)) == set()


def test_countries_agree_with_the_list_of_the_35(real_base: Outcome) -> None:
    """Codes join: alpha-2 to alpha-3 and numeric, one to one."""
    rows = m.Jurisdiction.objects.filter(kind=JurisdictionKind.COUNTRY)
    codes = list(rows.values_list("code", "iso3", "numeric"))
    for column in range(3):
        assert len({row[column] for row in codes}) == len(codes)


def test_every_jurisdiction_that_has_codings_has_a_profile_in_both_languages(real_base: Outcome) -> None:
    coded = m.Jurisdiction.objects.filter(kind=JurisdictionKind.COUNTRY, codings__isnull=False).distinct()
    for place in coded:
        passages = list(place.passages.all())
        for lang in ("en", "fr"):
            words = sum(len(getattr(passage, f"text_{lang}").split()) for passage in passages)
            assert 120 <= words <= 420, (place.code, lang, words)


def test_the_issue_s_laws_are_there(real_base: Outcome) -> None:
    wanted = {
        "47 U.S.C. 230": Q(id__contains="230"),
        "FOSTA-SESTA": Q(id="us-fosta-sesta"),
        "E-Commerce Directive": Q(id="eu-directive-2000-31"),
        "DSA": Q(celex="32022R2065"),
        "LCEN": Q(id="fr-loi-2004-575"),
        "French 2016 Act": Q(id="fr-loi-2016-444"),
        "SREN": Q(id="fr-loi-2024-449"),
        "ProstG": Q(jurisdiction="DE", title__icontains="Rechtsverhältnisse der Prostituierten"),
        "ProstSchG": Q(jurisdiction="DE", title__icontains="Prostituiertenschutz"),
        "Sweden 1999": Q(jurisdiction="SE", citation__contains="1998:408"),
        "New Zealand 2003": Q(jurisdiction="NZ", title__contains="Prostitution Reform Act 2003"),
        "Online Safety Act": Q(jurisdiction="GB", title__contains="Online Safety Act 2023"),
    }
    assert [name for name, query in wanted.items() if not m.Law.objects.filter(query).exists()] == []


def test_the_fifteen_statements_and_their_qualifications(real_base: Outcome) -> None:
    assert list(m.Statement.objects.values_list("number", flat=True)) == list(range(1, 16))
    assert {13, 14} <= set(m.Qualification.objects.values_list("statement__number", flat=True))


def test_backpage_was_seized_before_fosta_was_signed(real_base: Outcome) -> None:
    seizure = m.Milestone.objects.get(case="backpage", kind="seizure", date=dt.date(2018, 4, 6))
    signed = m.LawDate.objects.filter(law="us-fosta-sesta", date=dt.date(2018, 4, 11))
    assert signed.exists()
    kinds = set(seizure.links.exclude(type="claimed").values_list("from_law", flat=True))
    assert "us-fosta-sesta" not in kinds


@pytest.mark.parametrize("path", ["codings/?as_of=any", "spells/?", "spells/?ruleset=who-is-criminalised"])
def test_the_archive_of_the_newest_version_is_the_data(client: Client, real_base: Outcome, path: str) -> None:
    """Every row and every member."""
    counts = []
    for page in (1, 2):
        address = f"/api/v1/{path}&limit=1000&page={page}"
        now, then = client.get(address), client.get(f"{address}&known_at={real_base.version}")
        assert then.status_code == now.status_code
        assert then.json().get("results") == now.json().get("results")
        counts.append(now.json().get("count"))
    assert counts[0]


def test_every_country_has_an_outline(real_base: Outcome) -> None:
    numbers = m.Jurisdiction.objects.countries().values_list("numeric", flat=True)
    assert [number for number in numbers if number not in outlines()] == []


def test_the_panel_of_the_real_data_is_what_is_in_force_on_every_first_of_january(real_base: Outcome) -> None:
    places = list(m.Jurisdiction.objects.order_by("code"))
    indicators = list(m.Indicator.objects.order_by("order").values_list("code", flat=True))
    assert not [code for code in indicators if code in DERIVED]
    for year in range(1999, today().year + 1):
        day = dt.date(year, 1, 1)
        entries = list(panel(places, [year], [*DERIVED, *indicators], "kb-1"))
        held = m.CodingInForce.objects.as_of(day).values_list("jurisdiction", "indicator", "value__code", "coding")
        spells = m.RegimeSpell.objects.as_of(day).filter(ruleset="kb-1").values_list("jurisdiction", "model")
        assert {(e.place.code, e.indicator, e.held.value, e.held.coding) for e in entries if e.held.coding} == set(held)
        assert {(e.place.code, e.held.value) for e in entries if e.indicator == MODEL} == set(spells)
        assert len(entries) == len(held) + 2 * len(spells)
