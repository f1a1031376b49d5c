"""`updated_since`: whatever a load changes of what a record tells, the record is among those updated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from countries import models as m
from countries.dossier.load import load
from countries.queries.updates import TOLD
from tests import naive, world
from tests.dossier import minimal

pytestmark = pytest.mark.django_db
Files = dict[str, Any]
LISTS = sorted(set(naive.LISTS) - {"regimes", "changes", "versions"})


def france(files: Files) -> Any:
    return files["jurisdictions/FR.yaml"]


def act(files: Files) -> Any:
    return france(files)["laws"][1]


def another_title(files: Files) -> None:
    files["sources/FR.yaml"]["sources"][0]["title"] = "Code pénal, édition 2026"


def another_quotation(files: Files) -> None:
    france(files)["citations"]["code"]["quote"] = "est puni d’une amende"


def one_more_citation(files: Files) -> None:
    france(files)["citations"]["again"] = minimal.citation(quote="puni")
    france(files)["codings"][3]["citations"] = ["code", "again"]


def the_other_way_round(files: Files) -> None:
    one_more_citation(files)
    france(files)["codings"][3]["citations"] = ["again", "code"]


def no_provision(files: Files) -> None:
    del france(files)["codings"][2]["provisions"]


def another_heading(files: Files) -> None:
    act(files)["provisions"][0]["heading"] = minimal.t("Buying sexual services")


def another_citation_of_the_law(files: Files) -> None:
    act(files)["citation"] = "Loi n° 2016-444 du 13 avril 2016"


def no_date(files: Files) -> None:
    del act(files)["dates"]["published"]


def no_relation(files: Files) -> None:
    del act(files)["relations"]


def no_provision_at_all(files: Files) -> None:
    no_provision(files)
    del act(files)["provisions"]


def another_label(files: Files) -> None:
    files["codebook.yaml"]["indicators"][1]["values"][0]["label"] = minimal.t("an offence")


def no_profile(files: Files) -> None:
    france(files)["profile"] = []


def no_membership(files: Files) -> None:
    del france(files)["memberships"]


def a_shorter_membership(files: Files) -> None:
    france(files)["memberships"][0]["to"] = "2026-01-01"


def no_coding(files: Files) -> None:
    del france(files)["codings"][3]


def another_value(files: Files) -> None:
    france(files)["codings"][0]["value"] = "criminal_offence"
    del files["second-coding/FR.yaml"]


def a_note_on_the_platform(files: Files) -> None:
    files["platforms.yaml"]["platforms"][0]["note"] = minimal.t("Classifieds.")


def no_platform_in_the_case(files: Files) -> None:
    files["cases/vivastreet.yaml"]["platforms"] = []


def no_link(files: Files) -> None:
    del files["cases/vivastreet.yaml"]["milestones"][1]["links"][1]


def another_link(files: Files) -> None:
    files["cases/vivastreet.yaml"]["milestones"][1]["links"][0]["type"] = "followed"


def one_milestone_less(files: Files) -> None:
    files["cases/vivastreet.yaml"]["milestones"] = files["cases/vivastreet.yaml"]["milestones"][:1]


def another_title_of_a_milestone(files: Files) -> None:
    files["cases/vivastreet.yaml"]["milestones"][0]["title"] = minimal.t("Inquiry")


def another_topic(files: Files) -> None:
    files["report-2019.yaml"]["statements"][0]["topics"] = ["regimes"]


def no_qualification(files: Files) -> None:
    del files["report-2019.yaml"]["statements"][0]["qualification"]


def another_qualification(files: Files) -> None:
    files["report-2019.yaml"]["statements"][0]["qualification"]["text"] = minimal.t("Some are not known.")


def another_place_of_the_statement(files: Files) -> None:
    files["report-2019.yaml"]["statements"][0]["jurisdictions"] = ["FR", "EU"]


def another_label_of_the_scheme(files: Files) -> None:
    files["classifications.yaml"]["schemes"][0]["labels"][0]["label"] = minimal.t("severe")


def another_name_of_the_scheme(files: Files) -> None:
    files["classifications.yaml"]["schemes"][0]["name"] = minimal.t("AFP, 2019")


BUYING = "FR.buying.2016-04-15"
EDITS: list[tuple[Callable[[Files], None], dict[str, list[str]]]] = [
    (another_title, {"sources": ["fr-code"], "statements": [], "indicators": []}),
    (another_quotation, {"sources": ["fr-code"], "provisions": ["fr-loi-2016/art-20"], "spells": []}),
    (one_more_citation, {"codings": ["FR.brothels.1999-01-01"], "sources": ["fr-code"], "laws": []}),
    (the_other_way_round, {"codings": ["FR.brothels.1999-01-01"]}),
    (no_provision, {"codings": [BUYING], "provisions": []}),
    (another_heading, {"codings": [BUYING], "laws": ["fr-loi-2016"], "provisions": ["fr-loi-2016/art-20"]}),
    (another_citation_of_the_law, {"codings": [BUYING], "laws": ["fr-loi-2016"], "provisions": ["fr-loi-2016/art-20"]}),
    (no_date, {"laws": ["fr-loi-2016"], "codings": []}),
    (no_relation, {"laws": ["fr-loi-2016"], "codings": []}),
    (no_provision_at_all, {"laws": ["fr-loi-2016"], "codings": [BUYING], "provisions": []}),
    (another_label, {"codings": [BUYING], "indicators": ["buying"], "spells": []}),
    (no_profile, {"jurisdictions": ["FR"], "codings": []}),
    (no_membership, {"jurisdictions": ["FR"], "codings": []}),
    (a_shorter_membership, {"jurisdictions": ["FR"], "codings": ["FR.max_sanction.2024-02-17"]}),
    (no_coding, {"codings": [], "jurisdictions": []}),
    (another_value, {"codings": ["FR.selling.1999-01-01"]}),
    (a_note_on_the_platform, {"platforms": ["vivastreet"], "cases": []}),
    (no_platform_in_the_case, {"platforms": ["vivastreet"], "cases": ["vivastreet"], "milestones": []}),
    (no_link, {"milestones": ["vivastreet/suspension"], "cases": []}),
    (another_link, {"milestones": ["vivastreet/suspension"], "cases": []}),
    (one_milestone_less, {"cases": ["vivastreet"], "milestones": []}),
    (another_title_of_a_milestone, {"cases": ["vivastreet"], "milestones": ["vivastreet/investigation"]}),
    (another_topic, {"statements": ["1"]}),
    (no_qualification, {"statements": ["1"]}),
    (another_qualification, {"statements": ["1"]}),
    (another_place_of_the_statement, {"statements": ["1"]}),
    (another_label_of_the_scheme, {"classifications": ["afp-2019.FR.2019-06-04"]}),
    (another_name_of_the_scheme, {"classifications": ["afp-2019.FR.2019-06-04"]}),
]


def sent(client: Client, name: str, query: str = "") -> dict[str, Any]:
    """Key -> record, of a whole list over all time; a jurisdiction with its profile, a source without its count."""
    whole = "&as_of=any" if name in {"codings", "spells"} else ""
    response = client.get(f"/api/v1/{name}/?limit=1000{whole}{query}")
    assert response.status_code == 200, response.content
    rows = {naive.sent_key(name, row): row for row in response.json()["results"]}
    for row in rows.values():
        row.pop("citation_count", None)
        if name == "jurisdictions":
            row["profile"] = client.get(f"/api/v1/jurisdictions/{row['code']}/").json()["profile"]
    return rows


@pytest.mark.parametrize(("edit", "expected"), EDITS, ids=lambda value: getattr(value, "__name__", ""))
def test_whatever_changes_of_a_record_it_counts_as_updated(
    client: Client, tmp_path: Path, edit: Callable[[Files], None], expected: dict[str, list[str]]
) -> None:
    files = minimal.dossier()
    if edit is the_other_way_round:
        one_more_citation(files)
    first = load(minimal.write(tmp_path / "first", files)).version
    before = {name: sent(client, name) for name in LISTS}
    edit(files)
    second = load(minimal.write(tmp_path / "second", files)).version
    assert second != first
    after = {name: sent(client, name) for name in LISTS}
    updated = {name: set(sent(client, name, f"&updated_since={first}")) for name in LISTS}
    for name in LISTS:
        changed = {key for key, row in after[name].items() if before[name].get(key) != row}
        assert changed <= updated[name], name
        gone = set(before[name]) - set(after[name])
        removed = client.get(f"/api/v1/changes/?action=removed&updated_since={first}&limit=1000").json()["results"]
        ids = {row["record_id"] for row in removed}
        assert gone <= ids, name
    assert {name: sorted(updated[name]) for name in expected} == expected
    assert {name: sent(client, name, f"&updated_since={second}") for name in LISTS} == {name: {} for name in LISTS}


def test_evidence_that_changes_is_told_as_a_change_of_its_record(client: Client, tmp_path: Path) -> None:
    files = minimal.dossier()
    load(minimal.write(tmp_path / "first", files))
    one_more_citation(files)
    outcome = load(minimal.write(tmp_path / "second", files))
    (row,) = client.get(f"/api/v1/changes/?version={outcome.version}&record_type=coding").json()["results"]
    assert (row["action"], row["record_id"], row["jurisdiction"], row["changed"]) == (
        "changed",
        "FR.brothels.1999-01-01",
        "FR",
        {"citations": ["FR:code", "FR:code; FR:again"]},
    )
    assert {name: number for name, number in outcome.counts["coding"].items() if number} == {
        "changed": 1,
        "unchanged": 6,
    }


def test_what_is_inherited_or_no_longer_is_told_though_no_coding_changed(client: Client, tmp_path: Path) -> None:
    files = minimal.dossier()
    load(minimal.write(tmp_path / "first", files))
    a_shorter_membership(files)
    outcome = load(minimal.write(tmp_path / "second", files))
    changes = client.get(f"/api/v1/changes/?version={outcome.version}&record_type=codinginforce").json()["results"]
    assert [(row["action"], row["record_id"], row["changed"]) for row in changes] == [
        ("changed", "FR.max_sanction.2024-02-17", {"end": ["", "2026-01-01"]})
    ]
    no_membership(files)
    outcome = load(minimal.write(tmp_path / "third", files))
    changes = client.get(f"/api/v1/changes/?version={outcome.version}&record_type=codinginforce").json()["results"]
    assert [(row["action"], row["record_id"]) for row in changes] == [("removed", "FR.max_sanction.2024-02-17")]


def test_a_first_load_tells_nothing_twice(client: Client, tmp_path: Path) -> None:
    load(minimal.write(tmp_path, minimal.dossier()))
    assert not m.Change.objects.filter(Q(record_type="codinginforce") | Q(action="changed")).exists()


# How it is asked for


@pytest.fixture
def base() -> world.World:
    """Two versions: FR's coding created on 20 November, SE's changed on the 25th at noon."""
    made = world.build()
    world.change(made.version, BUYING)
    later = world.version("2026.11.2")
    m.DataVersion.objects.filter(pk=later.pk).update(loaded_at=dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC))
    world.change(later, "SE.buying.1999-01-01", "changed")
    return made


BOTH = ["FR.buying.2016-04-15", "SE.buying.1999-01-01"]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-11-19", BOTH),
        ("2026-11-20", BOTH),
        ("2026-11-21", BOTH[1:]),
        ("2026-11-25", BOTH[1:]),
        ("2026-11-25T12:00:00Z", BOTH[1:]),
        ("2026-11-25T12:00Z", BOTH[1:]),
        ("2026-11-25T12:00:01Z", []),
        ("2026-11-25T13:00:00%2B01:00", BOTH[1:]),
        ("2026-11-25T14:00:00%2B01:00", []),
        ("2026-11-26", []),
        ("2026.11.1", BOTH[1:]),
        ("2026.11.2", []),
        ("9999-12-31", []),
        ("0001-01-01", BOTH),
    ],
)
def test_a_day_and_a_moment_are_included_and_a_version_is_not(
    client: Client, base: world.World, since: str, expected: list[str]
) -> None:
    assert sorted(sent(client, "codings", f"&updated_since={since}")) == expected
    rows = client.get(f"/api/v1/changes/?updated_since={since}").json()["results"]
    assert sorted(row["record_id"] for row in rows) == expected


def test_versions_and_changes_are_those_since(client: Client, base: world.World) -> None:
    rows = client.get("/api/v1/versions/?updated_since=2026.11.1").json()["results"]
    assert [row["version"] for row in rows] == ["2026.11.2"]


@pytest.mark.parametrize(
    ("since", "suggestion"),
    [
        ("2026.11.3", "2026.11.2"),
        ("latest", None),
        ("2026", None),
        ("2026-11", None),
        ("2026-13-01", None),
        ("20261125", None),
        ("2026-W48-3", None),
        ("2026-11-25T12:00:00", None),
        ("2026-11-25T12:00:00 01:00", None),
        ("%00", None),
        ("-", None),
        ("0000-00-00", None),
    ],
)
def test_what_is_no_day_moment_or_version_is_refused(
    client: Client, base: world.World, since: str, suggestion: str | None
) -> None:
    response = client.get(f"/api/v1/codings/?updated_since={since}")
    body = response.json()
    assert (response.status_code, body["parameter"]) == (400, "updated_since")
    if suggestion:
        assert body["suggestion"] == suggestion


def test_every_list_of_records_knows_what_is_told_in_them() -> None:
    models = {model for model, _ in naive.LISTS.values()}
    assert set(TOLD) == models - {m.Change, m.DataVersion}
