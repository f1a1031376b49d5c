"""Whole payloads of representative requests."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def base() -> world.World:
    return world.build()


def get(client: Client, path: str) -> Any:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/json"
    return response.json()


def only(*results: dict[str, Any], as_of: str = "") -> dict[str, Any]:
    """A list of one page, of a day if its list is of one."""
    return {
        "data_version": "2026.11.1",
        **({"as_of": as_of} if as_of else {}),
        "count": len(results),
        "next": None,
        "previous": None,
        "results": list(results),
    }


def both(english: str, french: str | None = None) -> dict[str, Any]:
    return {"en": english, "fr": f"{english} (fr)" if french is None else french}


def cited(key: str, kind: str = "primary_law", publisher: str = "Journal officiel") -> dict[str, Any]:
    return {
        "id": f"{key.partition('-')[0]}:{key}-a",
        "source": {
            "id": key,
            "title": f"Text {key}",
            "kind": kind,
            "publisher": publisher,
            "url": f"https://law.example/{key}",
            "lang": "fr",
            "issued": "2016-04",
        },
        "pinpoint": "art. 1",
        "quote": f"Citation de {key}",
        "lang": "fr",
        "translation": {"en": f"Quotation from {key}", "fr": None},
        "seen_on": "2026-11-02",
        "seen_as": "original",
    }


BUYING_IN_FRANCE = {
    "id": "FR.buying.2016-04-15",
    "jurisdiction": "FR",
    "indicator": "buying",
    "value": "criminal_offence",
    "value_label": both("Criminal offence"),
    "is_finding": True,
    "scope": "nationwide",
    "inherited_from": None,
    "valid_from": "2016-04-15",
    "valid_to": None,
    "valid_from_type": "exact",
    "start": "2016-04-15",
    "end": None,
    "penalty": {
        "kind": "criminal",
        "min_months": None,
        "max_months": None,
        "fine": 1500,
        "currency": "EUR",
        "year": 2016,
        "turnover_percent": None,
        "wording": both("Fine of the fifth class", "Contravention de la cinquième classe"),
    },
    "note": both("First offence.", "Première infraction."),
    "confidence": "high",
    "confidence_note": None,
    "support": "primary",
    "verified_on": "2026-11-03",
    "searched": None,
    "trigger": "fr-loi-2016-444",
    "provisions": [
        {
            "id": "fr-loi-2016-444/611-1",
            "pinpoint": "art. 611-1",
            "law": "fr-loi-2016-444",
            "law_citation": "Loi n° fr-loi-2016-444",
        }
    ],
    "citations": [cited("fr-text"), cited("fr-press", "press", "AFP")],
}


def test_what_is_in_force_on_a_day(client: Client) -> None:
    assert get(client, "codings/?jurisdiction=FR&indicator=buying&as_of=2026-11-01") == only(
        BUYING_IN_FRANCE, as_of="2026-11-01"
    )


def test_what_was_in_force_the_day_before_it_changed(client: Client) -> None:
    before = BUYING_IN_FRANCE | {
        "id": "FR.buying.1999-01-01",
        "value": "permitted",
        "value_label": both("Permitted"),
        "valid_from": "1999-01-01",
        "valid_to": "2016-04-15",
        "valid_from_type": "at_the_latest",
        "start": "1999-01-01",
        "end": "2016-04-15",
        "penalty": None,
        "note": None,
        "trigger": None,
        "provisions": [],
        "citations": [cited("fr-text")],
    }
    assert get(client, "codings/?jurisdiction=FR&indicator=buying&as_of=2016-04-14") == only(before, as_of="2016-04-14")


def test_an_inherited_coding_says_from_where(client: Client) -> None:
    inherited = {
        "id": "EU.hosting_liability.2000-07-17",
        "jurisdiction": "FR",
        "value": "conditional_safe_harbour",
        "scope": "supranational",
        "inherited_from": "EU",
        "start": "2000-07-17",
        "end": None,
    }
    members = ",".join(inherited)
    query = f"codings/?jurisdiction=FR&indicator=hosting_liability&as_of=2026-11-01&fields={members}"
    assert get(client, query) == only(inherited, as_of="2026-11-01")


def test_what_was_looked_for_and_not_found(client: Client) -> None:
    fields = "value,is_finding,confidence,support,searched,citations"
    assert get(client, f"codings/SE.registration.1999-01-01/?fields={fields}") == {
        "value": "not_found",
        "is_finding": False,
        "confidence": None,
        "support": "none",
        "searched": both("The code."),
        "citations": [],
        "data_version": "2026.11.1",
    }


def test_a_date_is_given_as_far_as_it_is_known(client: Client) -> None:
    assert get(client, "codings/DE.buying.2002/?fields=valid_from,start") == {
        "valid_from": "2002",
        "start": "2002-01-01",
        "data_version": "2026.11.1",
    }


def test_a_coding_by_its_key_is_the_jurisdictions_own(client: Client) -> None:
    assert get(client, "codings/FR.buying.2016-04-15/") == {**BUYING_IN_FRANCE, "data_version": "2026.11.1"}
    found = get(client, "codings/EU.hosting_liability.2000-07-17/?fields=jurisdiction,inherited_from")
    assert found == {"jurisdiction": "EU", "inherited_from": None, "data_version": "2026.11.1"}


def test_a_regime_names_its_rule_and_inputs(client: Client) -> None:
    neo_abolitionist = {
        "id": "FR.kb-1.2016-04-15",
        "jurisdiction": "FR",
        "ruleset": "kb-1",
        "family": "abolitionist",
        "model": "neo_abolitionist",
        "rule": "K4",
        "inputs": {
            "selling": {"value": "permitted", "coding": "FR.selling.1999-01-01"},
            "buying": {"value": "criminal_offence", "coding": "FR.buying.2016-04-15"},
        },
        "missing": [],
        "start": "2016-04-15",
        "end": None,
        "trigger": "fr-loi-2016-444",
    }
    assert get(client, "regimes/?jurisdiction=FR&as_of=2026-11-23") == only(neo_abolitionist, as_of="2026-11-23")
    assert get(client, "spells/FR.kb-1.2016-04-15/") == {**neo_abolitionist, "data_version": "2026.11.1"}


def test_an_unclassified_period_names_what_is_missing(client: Client) -> None:
    unclassified = get(client, "regimes/?jurisdiction=DE&as_of=2010-01-01&fields=model,rule,missing,end")
    expected = {"model": "unclassified", "rule": None, "missing": ["selling"], "end": "2017-07-01"}
    assert unclassified == only(expected, as_of="2010-01-01")


def test_a_jurisdiction_and_its_profile(client: Client, base: world.World) -> None:
    france: dict[str, Any] = {
        "code": "FR",
        "iso3": "FRA",
        "numeric": "250",
        "kind": "country",
        "parent": None,
        "name": both("France", "France"),
        "aliases": [],
        "region": "Europe",
        "subregion": "Western Europe",
        "legal_tradition": "civil",
        "report_2019": "named",
        "population": None,
        "population_year": None,
        "memberships": [{"union": "EU", "valid_from": "1993-11-01", "valid_to": None}],
    }
    assert get(client, "jurisdictions/?jurisdiction=FR&as_of=2026-11-01") == only(france, as_of="2026-11-01")
    world.passage("FR", "A law of 2016.", [base.fr_text])
    passages = [{"text": both("A law of 2016."), "citations": [cited("fr-text")]}]
    world.version("2026.11.2")
    assert get(client, "jurisdictions/FR/") == {**france, "profile": passages, "data_version": "2026.11.2"}


def test_a_part_of_a_country(client: Client) -> None:
    part = get(client, "jurisdictions/US-NV/?fields=code,iso3,parent,region,memberships")
    assert part == {
        "code": "US-NV",
        "iso3": None,
        "parent": "US",
        "region": None,
        "memberships": [],
        "data_version": "2026.11.1",
    }


def test_an_indicator_with_its_values(client: Client) -> None:
    values = ["mandatory", "voluntary", "none", "varies", *world.ABSENCES]
    assert get(client, "indicators/registration/") == {
        "code": "registration",
        "theme": "prostitution",
        "core": True,
        "order": 4,
        "name": both("Registration"),
        "question": both("Is registration an offence?"),
        "definition": both("What registration is."),
        "coding_rules": None,
        "hard_cases": None,
        "introduced": "1",
        "deprecated": None,
        "replaced_by": None,
        "values": [
            {
                "code": value,
                "label": both(value.replace("_", " ").capitalize()),
                "definition": None,
                "is_absence": value in world.ABSENCES,
                "is_finding": value != "not_found",
            }
            for value in values
        ],
        "data_version": "2026.11.1",
    }


def test_a_law_and_its_provision(client: Client) -> None:
    law = get(client, "laws/fr-loi-2016-444/")
    assert law == {
        "id": "fr-loi-2016-444",
        "jurisdiction": "FR",
        "kind": "statute",
        "status": "in_force",
        "title": "Loi fr-loi-2016-444",
        "lang": "fr",
        "title_translation": {"en": "Act fr-loi-2016-444", "fr": None},
        "short_name": both("Act fr-loi-2016-444"),
        "citation": "Loi n° fr-loi-2016-444",
        "identifiers": dict.fromkeys(["eli", "celex", "ecli", "akn", "neutral", "local"]),
        "dates": [{"kind": "adopted", "date": "2016-04-06"}, {"kind": "in_force", "date": "2016-04-15"}],
        "themes": ["prostitution"],
        "summary": both("What fr-loi-2016-444 does."),
        "relations": [],
        "provisions": [{"id": "fr-loi-2016-444/611-1", "pinpoint": "art. 611-1", "heading": both("Heading of 611-1")}],
        "citations": [cited("fr-text")],
        "data_version": "2026.11.1",
    }
    assert get(client, "provisions/fr-loi-2016-444/611-1/") == {
        "id": "fr-loi-2016-444/611-1",
        "law": "fr-loi-2016-444",
        "law_citation": "Loi n° fr-loi-2016-444",
        "jurisdiction": "FR",
        "pinpoint": "art. 611-1",
        "heading": both("Heading of 611-1"),
        "lang": "fr",
        "quote": "Texte cité",
        "translation": {"en": "Text of the article", "fr": None},
        "valid_from": "2016-04-15",
        "valid_to": None,
        "citations": [cited("fr-text")],
        "data_version": "2026.11.1",
    }


def test_a_platform_and_its_case(client: Client) -> None:
    assert get(client, "platforms/") == only(
        {
            "id": "backpage",
            "name": "Backpage",
            "operator": "Backpage.com, LLC",
            "kind": "classifieds",
            "active_from": "2004",
            "active_to": "2018-04-06",
            "note": both("Adverts."),
            "cases": ["backpage"],
            "citations": [cited("us-text")],
        },
        as_of="any",
    )
    assert get(client, "cases/") == only(
        {
            "id": "backpage",
            "title": both("Backpage"),
            "summary": both("A seizure."),
            "platforms": ["backpage"],
            "jurisdictions": ["US"],
            "milestones": [
                {
                    "id": "backpage/plea",
                    "date": "2018-04",
                    "kind": "conviction",
                    "title": both("Plea of backpage"),
                },
                {
                    "id": "backpage/seizure",
                    "date": "2018-04-06",
                    "kind": "seizure",
                    "title": both("Seizure of backpage"),
                },
            ],
        }
    )


def test_a_milestone_with_its_links(client: Client) -> None:
    assert get(client, "milestones/backpage/seizure/") == {
        "id": "backpage/seizure",
        "case": "backpage",
        "date": "2018-04-06",
        "kind": "seizure",
        "title": both("Seizure of backpage"),
        "text": both("What happened: seizure."),
        "platforms": ["backpage"],
        "jurisdictions": ["US"],
        "law": None,
        "links": [
            {
                "type": "criminal_enforcement",
                "from_law": "us-18-usc-1952",
                "from_milestone": None,
                "claimed_by": None,
                "note": None,
                "citations": [cited("us-text")],
            }
        ],
        "citations": [cited("us-text")],
        "data_version": "2026.11.1",
    }


def test_a_statement_with_its_qualification(client: Client) -> None:
    press = cited("fr-press", "press", "AFP")
    statement = {
        "id": "14",
        "number": 14,
        "speaker": both("AFP", "AFP"),
        "text": both("The site was closed."),
        "topics": ["milestones"],
        "jurisdictions": ["US"],
        "platforms": ["backpage"],
        "laws": ["us-18-usc-1952"],
        "qualification": {"text": both("It was seized."), "citations": [press]},
        "citations": [press],
    }
    assert get(client, "statements/") == only(statement)


def test_a_statement_without_a_qualification(client: Client, base: world.World) -> None:
    world.statement("15", [base.fr_press])
    assert get(client, "statements/15/?fields=id,qualification") == {
        "id": "15",
        "qualification": None,
        "data_version": "2026.11.1",
    }


def test_a_classification(client: Client) -> None:
    assert get(client, "classifications/") == only(
        {
            "id": "afp-2019.DE",
            "scheme": {"id": "afp-2019", "name": both("AFP, 2019")},
            "jurisdiction": "DE",
            "label": "permissive",
            "label_text": both("permissive"),
            "family": "regulated",
            "date": "2019-06-04",
            "citations": [cited("fr-press", "press", "AFP")],
        },
        as_of="any",
    )


def test_a_source_with_how_often_it_is_cited(client: Client) -> None:
    assert get(client, "sources/fr-press/") == {
        "id": "fr-press",
        "kind": "press",
        "csl_type": "article-newspaper",
        "title": "Text fr-press",
        "author": [],
        "publisher": "AFP",
        "issued": "2016-04",
        "lang": "fr",
        "url": "https://law.example/fr-press",
        "archive_url": None,
        "standpoint": None,
        "citation_count": 1,
        "data_version": "2026.11.1",
    }


def test_changes_and_versions(client: Client, base: world.World) -> None:
    world.change(base.version, "FR.buying.2016-04-15", "changed", penalty_fine=["1500", "3750"])
    assert get(client, "changes/") == only(
        {
            "version": "2026.11.1",
            "loaded_at": "2026-11-20T12:00:00Z",
            "action": "changed",
            "record_type": "coding",
            "record_id": "FR.buying.2016-04-15",
            "jurisdiction": "FR",
            "changed": {"penalty_fine": ["1500", "3750"]},
        }
    )
    version = {
        "version": "2026.11.1",
        "hash": "0" * 64,
        "loaded_at": "2026-11-20T12:00:00Z",
        "counts": {"coding": {"created": 9}},
    }
    assert get(client, "versions/") == only(version)
    assert get(client, "versions/2026.11.1/") == {**version, "data_version": "2026.11.1"}


def test_the_index_leads_to_every_list(client: Client) -> None:
    index = get(client, "")
    assert index["data_version"] == "2026.11.1"
    for name, address in index["endpoints"].items():
        assert address == f"http://testserver/api/v1/{name}/"
        query = {"j": "FR,SE"} if name == "compare" else {"q": "france"} if name == "search" else {}
        assert client.get(address, query).status_code == 200, name


def test_payloads_are_the_same_in_every_language(client: Client) -> None:
    english = get(client, "codings/")
    assert client.get("/api/v1/codings/", headers={"Accept-Language": "fr"}).json() == english


def test_an_empty_base_has_empty_lists(client: Client) -> None:
    world.m.Change.objects.all().delete()
    assert get(client, "changes/") == only()
