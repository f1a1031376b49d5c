"""The archive of what was known: for every version exactly what the data said then, whatever came after."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countries import models as m
from countries.dossier.known import digested, keep
from countries.dossier.load import content_hash, load
from countries.dossier.write import files
from countries.queries.known import codings_known, differs_since, first_archived, regimes_known, version_at

from . import history, minimal

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def steps(tmp_path: Path) -> list[history.Step]:
    return history.loaded(tmp_path)


def known_codings(version: m.DataVersion, day: dt.date | None = None) -> history.Facts:
    return {
        (
            row.jurisdiction,
            row.indicator,
            row.value,
            row.inherited_from or None,
            row.start,
            row.end,
            row.coding,
            row.record.coding.note_en,
        )
        for row in codings_known(version, day)
    }


def known_regimes(version: m.DataVersion, day: dt.date | None = None) -> history.Facts:
    return {
        (row.jurisdiction, row.ruleset, row.family, row.model, row.rule, row.start, row.end, row.trigger or None)
        for row in regimes_known(version, day)
    }


def everything() -> list[tuple[object, ...]]:
    return [
        row
        for model in (m.KnownCoding, m.KnownRegime, m.DataVersion)
        for row in model._default_manager.order_by("pk").values_list()
    ]


def test_every_version_is_known_as_it_was(steps: list[history.Step]) -> None:
    sizes = [(len(step.codings), len(step.regimes)) for step in steps]
    assert sizes == [(8, 4), (6, 3), (8, 4), (2, 0)]
    assert [known_codings(step.version) for step in steps] == [step.codings for step in steps]
    assert [known_regimes(step.version) for step in steps] == [step.regimes for step in steps]


def test_every_day_of_every_version_is_known_as_it_was(steps: list[history.Step]) -> None:
    """The days on which anything begins or ends, and those before and after them."""
    turns = {day for step in steps for fact in step.codings for day in fact[4:6] if isinstance(day, dt.date)}
    days = {turn + dt.timedelta(days) for turn in turns for days in (-1, 0, 1)}
    assert len(days) == 9
    for step in steps:
        for day in days:
            assert known_codings(step.version, day) == {fact for fact in step.codings if holds(fact, 4, day)}
            assert known_regimes(step.version, day) == {fact for fact in step.regimes if holds(fact, 5, day)}


def holds(fact: tuple[Any, ...], at: int, day: dt.date) -> bool:
    start, end = fact[at : at + 2]
    return bool(start <= day and (end is None or day < end))


def test_what_never_changed_is_kept_once(steps: list[history.Step]) -> None:
    first, second, third, fourth = (step.version.number for step in steps)
    kept = m.KnownCoding.objects.order_by("key", "known_from_id")
    assert [(row.key, row.known_from_id, row.known_to_id) for row in kept] == [
        ("EU.max_sanction.2024-02-17", first, third),
        ("EU.max_sanction.2024-02-17", third, None),
        ("FR.brothels.1999-01-01", first, second),
        ("FR.brothels.1999-01-01", third, fourth),
        ("FR.buying.1999-01-01", first, second),
        ("FR.buying.1999-01-01", second, third),
        ("FR.buying.1999-01-01", third, fourth),
        ("FR.buying.2016-04-15", first, third),
        ("FR.buying.2016-04-15", third, fourth),
        ("FR.max_sanction.2024-02-17", first, second),
        ("FR.max_sanction.2024-02-17", third, None),
        ("FR.procuring.1999-01-01", first, fourth),
        ("FR.registration.1999-01-01", first, fourth),
        ("FR.selling.1999-01-01", first, fourth),
    ]


def test_loading_the_same_again_keeps_nothing_anew(steps: list[history.Step], tmp_path: Path) -> None:
    before = everything()
    load(minimal.write(tmp_path / "again", history.files_of(len(steps) - 1)))
    assert everything() == before


def test_the_record_holds_what_a_reader_needs(steps: list[history.Step]) -> None:
    row = codings_known(steps[0].version, D(2020, 1, 1), ["FR"], ["buying"]).get()
    record = row.record
    assert (row.laws, row.sources, row.scope, row.support, row.confidence) == (
        ["fr-loi-2016"],
        ["fr-code"],
        "nationwide",
        "primary",
        "high",
    )
    assert (record.value.label_fr, record.indicator.name_fr) == ("criminal offence (fr)", "buying (fr)")
    coding = record.coding
    assert (coding.valid_from_partial, coding.valid_to_partial, coding.verified_on) == (
        "2016-04-15",
        None,
        "2026-11-20",
    )
    assert (coding.penalty_fine, coding.penalty_currency, coding.penalty_wording_en) == (1500, "EUR", "Fine")
    assert (coding.trigger_id, coding.trigger.citation) == ("fr-loi-2016", "Loi n° 2016-444")
    assert coding.provisions == [
        {
            "id": "fr-loi-2016/art-20",
            "pinpoint": "art. 20",
            "law_id": "fr-loi-2016",
            "law": {
                "id": "fr-loi-2016",
                "citation": "Loi n° 2016-444",
                "short_name_en": "2016 Act",
                "short_name_fr": "2016 Act (fr)",
            },
        }
    ]
    assert coding.evidence == [
        {
            "citation": {
                "id": "FR:code",
                "pinpoint": "art. 1",
                "lang": "fr",
                "quote": "est puni de l’amende",
                "quote_en": "is punished by the fine",
                "quote_fr": "",
                "seen_on": "2026-11-20",
                "seen_as": "excerpt",
                "source": {
                    "id": "fr-code",
                    "title": "Code pénal",
                    "kind": "primary_law",
                    "publisher": "Journal officiel",
                    "url": "https://example.org/code",
                    "lang": "fr",
                    "issued_partial": "2016-04",
                },
            }
        }
    ]


def test_what_differs_since_a_version(steps: list[history.Step], django_assert_num_queries: Any) -> None:
    def said(step: int, day: dt.date) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
        with django_assert_num_queries(3):
            since = differs_since(steps[step].version, ["FR"], day)
        return tuple(
            [(one.jurisdiction, one.subject, one.old_answer, one.new_answer) for one in side]
            for side in (since.answers, since.regimes)
        )  # type: ignore[return-value]

    day = D(2000, 1, 1)
    gone = [
        ("FR", "selling", "permitted", ""),
        ("FR", "buying", "offence_in_defined_cases", ""),
        ("FR", "procuring", "criminal_offence", ""),
        ("FR", "registration", "none", ""),
    ]
    assert said(1, day)[0] == gone
    assert {subject for _, subject, _, new in said(1, day)[1] if new == ""} == {"kb-1", "who-is-criminalised"}
    assert said(3, day) == ([], [])


def test_what_differs_is_what_was_in_force_on_the_day(steps: list[history.Step], tmp_path: Path) -> None:
    """Of the second version, seen from the third: once the fourth is undone."""
    load(minimal.write(tmp_path / "back", history.files_of(2)))
    since = differs_since(steps[1].version, ["FR"], D(2015, 1, 1))
    assert [(one.subject, one.old_answer, one.new_answer, one.same_answer) for one in since.answers] == [
        ("buying", "offence_in_defined_cases", "permitted", False),
        ("brothels", "", "criminal_offence", False),
    ]
    later = differs_since(steps[1].version, ["FR"], D(2025, 1, 1))
    assert [(one.subject, one.old_answer, one.new_answer, one.same_answer) for one in later.answers] == [
        ("buying", "criminal_offence", "criminal_offence", True),
        ("brothels", "", "criminal_offence", False),
        ("max_sanction", "", "stated", False),
    ]
    assert bool(later)
    assert not differs_since(steps[2].version, ["FR", "EU"], D(2025, 1, 1))
    assert not differs_since(steps[1].version, [], D(2025, 1, 1))


def test_a_version_is_found_by_name_and_by_day(steps: list[history.Step]) -> None:
    for number, step in enumerate(steps):
        loaded_at = dt.datetime(2026, 11, 1 + number // 2, 23, 59, 59 - number, tzinfo=dt.UTC)
        m.DataVersion.objects.filter(pk=step.version.pk).update(loaded_at=loaded_at)
    versions = [step.version for step in steps]
    assert [version_at(version.version) for version in versions] == versions
    assert version_at("2026-10-31") is None
    assert [version_at(f"2026-11-0{day}") for day in (1, 2, 3)] == [versions[1], versions[3], versions[3]]
    assert version_at("1999.1.1") is None
    with pytest.raises(ValueError, match="not a date of the calendar"):
        version_at("2026-13-01")


def test_a_base_older_than_the_archive_begins_it_with_the_version_that_stands(tmp_path: Path) -> None:
    """As when the archive is added to a base that was loaded before there was one."""
    root = minimal.write(tmp_path / "kb", minimal.dossier())
    load(root)
    m.KnownCoding.objects.all().delete()
    m.KnownRegime.objects.all().delete()
    m.DataVersion.objects.update(archived=False)
    assert first_archived() is None
    outcome = load(root)
    first = first_archived()
    assert first is not None
    assert (outcome.changes, first.version) == ([], outcome.version)
    assert (known_codings(first), known_regimes(first)) == (history.codings_now(), history.regimes_now())


def test_what_is_kept_of_the_version_that_stands_is_kept_anew_where_its_form_changed(tmp_path: Path) -> None:
    root = minimal.write(tmp_path / "kb", minimal.dossier())
    load(root)
    before = m.KnownCoding.objects.count()
    m.KnownCoding.objects.filter(indicator="buying").update(digest="of another form")
    load(root)
    assert m.KnownCoding.objects.count() == before
    assert not m.KnownCoding.objects.filter(digest="of another form").exists()


def test_the_archive_is_no_part_of_the_data(tmp_path: Path) -> None:
    load(minimal.write(tmp_path / "kb", minimal.dossier()))
    exported, hashed = dict(files()), content_hash()
    m.KnownCoding.objects.all().delete()
    m.KnownRegime.objects.all().delete()
    assert (dict(files()), content_hash()) == (exported, hashed)


def regime(key: str, model: str = "mixed") -> m.KnownRegime:
    columns: dict[str, Any] = {"jurisdiction": key, "kind": "country", "ruleset": "kb-1", "family": "none"}
    return digested(m.KnownRegime(key=key, model=model, rule="K1", start=D(1999, 1, 1), **columns))


def version(number: int) -> m.DataVersion:
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(number)
    return m.DataVersion.objects.create(version=f"2026.1.{number}", hash="", loaded_at=moment)


STATES = st.lists(st.dictionaries(st.sampled_from("ABC"), st.sampled_from("xyz")), min_size=1, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STATES)
def test_any_history_is_known_as_it_was(states: list[dict[str, str]]) -> None:
    with transaction.atomic():
        versions = [version(number) for number in range(len(states))]
        for state, at in zip(states, versions, strict=True):
            keep(m.KnownRegime, [regime(key, model) for key, model in state.items()], at)
        for state, at in zip(states, versions, strict=True):
            assert {row.key: row.model for row in regimes_known(at)} == state
            expected = {
                (key, state.get(key, ""), states[-1].get(key, ""))
                for key in "ABC"
                if state.get(key) != states[-1].get(key)
            }
            since = differs_since(at, "ABC", D(2020, 1, 1))
            assert {(one.jurisdiction, one.old_answer, one.new_answer) for one in since.regimes} == expected
        transaction.set_rollback(True)


@pytest.mark.parametrize(("known_from", "known_to"), [(1, 1), (1, 0)])
def test_no_interval_is_empty(known_from: int, known_to: int) -> None:
    versions = [version(number) for number in range(2)]
    row = regime("A")
    row.known_from, row.known_to = versions[known_from], versions[known_to]
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize("begins", [(0, 1), (0, 0)])
def test_a_key_is_open_once(begins: tuple[int, int]) -> None:
    versions = [version(number) for number in range(2)]
    first, second = regime("A"), regime("A")
    first.known_from, second.known_from = (versions[number] for number in begins)
    first.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()
