"""A small, whole and valid set of data files, as plain data that a test may break before it is written."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from countries.dossier.emit import emit


def t(text: str) -> dict[str, str]:
    return {"en": text, "fr": f"{text} (fr)"}


def values(*codes: str) -> list[dict[str, Any]]:
    return [{"code": code, "label": t(code.replace("_", " "))} for code in codes]


def indicator(code: str, *codes: str, core: str | None = "true", theme: str = "prostitution") -> dict[str, Any]:
    found = {
        "code": code,
        "theme": theme,
        "core": core,
        "name": t(code),
        "question": t(f"Is {code} an offence?"),
        "definition": t(f"About {code}."),
        "introduced": "1",
        "values": values(*codes),
    }
    return {key: value for key, value in found.items() if value is not None}


OFFENCES = ("criminal_offence", "administrative_offence")
CODEBOOK: dict[str, Any] = {
    "edition": "1",
    "absences": [
        {"code": code, "label": t(code), "definition": t(f"It is {code}."), "finding": finding}
        for code, finding in (
            ("not_addressed", "true"),
            ("not_applicable", "true"),
            ("contested", "true"),
            ("not_found", "false"),
            ("not_coded", "false"),
        )
    ],
    "indicators": [
        indicator("selling", *OFFENCES, "prohibited_without_penalty", "permitted_if_registered", "permitted", "varies"),
        indicator("buying", *OFFENCES, "offence_in_defined_cases", "permitted", "varies"),
        indicator("brothels", *OFFENCES, "licensed", "operator_certificate", "permitted", "varies"),
        indicator("procuring", "criminal_offence", "offence_if_exploitative", "permitted", "varies"),
        indicator("registration", "mandatory", "voluntary", "none", "varies"),
        indicator("max_sanction", "stated", core=None, theme="platform_liability"),
    ],
    "rulesets": [
        {
            "id": "kb-1",
            "name": t("Families"),
            "description": t("From restrictive to regulated."),
            "rules": [{"id": rule, "condition": t(f"Rule {rule}")} for rule in ("K1", "K2", "K3", "K4", "K5", "K0")],
        },
        {
            "id": "who-is-criminalised",
            "name": t("Who is criminalised"),
            "description": t("Seller, buyer, third parties."),
            "rules": [{"id": "W0", "condition": t("Nobody")}],
        },
    ],
}


def citation(source: str = "fr-code", quote: str = "est puni de l’amende", lang: str = "fr") -> dict[str, Any]:
    ours = {"fr": {"en": "is punished by the fine"}, "en": {"fr": "est puni"}}[lang]
    return {
        "source": source,
        "pinpoint": "art. 1",
        "lang": lang,
        "quote": quote,
        "translation": ours,
        "seen_on": "2026-11-20",
        "seen_as": "excerpt",
    }


def source(id_: str = "fr-code", kind: str = "primary_law") -> dict[str, Any]:
    return {
        "id": id_,
        "kind": kind,
        "csl_type": "legislation",
        "title": "Code pénal",
        "author": ["Parlement"],
        "publisher": "Journal officiel",
        "issued": "2016-04",
        "lang": "fr",
        "url": "https://example.org/code",
    }


def coding(indicator: str, value: str, valid_from: str, **more: Any) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "value": value,
        "valid_from": valid_from,
        "scope": "nationwide",
        "verified_on": "2026-11-20",
        "citations": ["code"],
    } | more


JURISDICTION: dict[str, Any] = {
    "code": "FR",
    "iso3": "FRA",
    "numeric": "250",
    "kind": "country",
    "memberships": [{"union": "EU", "from": "1993-11-01"}],
    "region": "Europe",
    "subregion": "Western Europe",
    "legal_tradition": "civil",
    "name": {"en": "France", "fr": "France"},
    "aliases": ["République française"],
    "report_2019": {"status": "named", "citations": ["code"]},
    "profile": [{"text": t("Since 2016 the buyer offends."), "citations": ["code"]}],
    "citations": {"code": citation()},
    "codings": [
        coding("selling", "permitted", "1999-01-01", valid_from_type="at_the_latest"),
        coding("buying", "permitted", "1999-01-01", valid_from_type="at_the_latest", valid_to="2016-04-15"),
        coding(
            "buying",
            "criminal_offence",
            "2016-04-15",
            trigger="fr-loi-2016",
            provisions=["fr-loi-2016/art-20"],
            penalty={"kind": "criminal", "fine": "1500", "currency": "EUR", "year": "2016", "wording": t("Fine")},
            note=t("Since the 2016 Act."),
        ),
        coding("brothels", "criminal_offence", "1999-01-01", valid_from_type="at_the_latest"),
        coding("procuring", "criminal_offence", "1999-01-01", valid_from_type="at_the_latest"),
        coding("registration", "none", "1999-01-01", valid_from_type="at_the_latest"),
    ],
    "laws": [
        {
            "id": "fr-code-penal",
            "kind": "code",
            "status": "in_force",
            "title": "Code pénal",
            "lang": "fr",
            "translation": {"en": "Criminal code"},
            "citation": "Code pénal",
            "themes": ["prostitution"],
            "summary": t("The code."),
            "citations": ["code"],
        },
        {
            "id": "fr-loi-2016",
            "kind": "statute",
            "status": "in_force",
            "title": "Loi de 2016",
            "lang": "fr",
            "translation": {"en": "Act of 2016"},
            "short_name": t("2016 Act"),
            "citation": "Loi n° 2016-444",
            "identifiers": {"local": "2016-444"},
            "dates": {"adopted": "2016-04-06", "published": "2016-04", "in_force": "2016-04-15"},
            "themes": ["prostitution"],
            "summary": t("Makes buying an offence."),
            "relations": [{"kind": "amends", "law": "fr-code-penal"}],
            "citations": ["code"],
            "provisions": [
                {
                    "id": "art-20",
                    "pinpoint": "art. 20",
                    "heading": t("Buying"),
                    "lang": "fr",
                    "quote": "est puni",
                    "translation": {"en": "is punished"},
                    "valid_from": "2016-04-15",
                    "citations": ["code"],
                }
            ],
        },
    ],
}
UNION: dict[str, Any] = {
    "code": "EU",
    "kind": "union",
    "name": {"en": "European Union", "fr": "Union européenne"},
    "citations": {"dsa": citation("eu-dsa")},
    "codings": [
        coding(
            "max_sanction",
            "stated",
            "2024-02-17",
            scope="supranational",
            citations=["dsa"],
            penalty={"kind": "administrative", "turnover_percent": "6", "wording": t("6 % of turnover")},
        )
    ],
}
SOURCES_EU = {"sources": [source("eu-dsa") | {"title": "DSA", "publisher": "Union européenne"}]}
CASE: dict[str, Any] = {
    "id": "vivastreet",
    "title": t("Vivastreet"),
    "summary": t("A section was suspended."),
    "platforms": ["vivastreet"],
    "jurisdictions": ["FR"],
    "citations": {"press": citation("fr-press", "a suspendu sa rubrique")},
    "milestones": [
        {
            "id": "investigation",
            "date": "2018-05-30",
            "kind": "investigation",
            "title": t("Investigation"),
            "text": t("An investigation was opened."),
            "platforms": ["vivastreet"],
            "jurisdictions": ["FR"],
            "citations": ["press"],
        },
        {
            "id": "suspension",
            "date": "2018-06",
            "kind": "section_suspended",
            "title": t("Suspension"),
            "text": t("The section was suspended."),
            "platforms": ["vivastreet"],
            "jurisdictions": ["FR"],
            "citations": ["press"],
            "links": [
                {"from_milestone": "investigation", "type": "voluntary", "citations": ["press"]},
                {"from_law": "fr-loi-2016", "type": "claimed", "claimed_by": t("AFP"), "citations": ["press"]},
            ],
        },
    ],
}


def dossier() -> dict[str, Any]:
    """Name below the folder -> plain data (mappings are YAML, texts are pages). A deep copy: break it freely."""
    return copy.deepcopy(
        {
            "codebook.yaml": CODEBOOK,
            "sources/FR.yaml": {"sources": [source(), source("fr-press", "press") | {"csl_type": "article-newspaper"}]},
            "sources/EU.yaml": SOURCES_EU,
            "jurisdictions/FR.yaml": JURISDICTION,
            "jurisdictions/EU.yaml": UNION,
            "platforms.yaml": {
                "citations": {"press": citation("fr-press", "Vivastreet est un site")},
                "platforms": [
                    {
                        "id": "vivastreet",
                        "name": "Vivastreet",
                        "kind": "classifieds",
                        "active_from": "2004",
                        "note": t("A classifieds site."),
                        "citations": ["press"],
                    }
                ],
            },
            "cases/vivastreet.yaml": CASE,
            "report-2019.yaml": {
                "citations": {"afp": citation("fr-press", "dans 35 pays")},
                "statements": [
                    {
                        "id": "1",
                        "number": "1",
                        "speaker": t("The report"),
                        "text": t("It covers 35 countries."),
                        "jurisdictions": ["FR"],
                        "topics": ["scope"],
                        "citations": ["afp"],
                        "qualification": {"text": t("Not all are known."), "citations": ["afp"]},
                    }
                ],
            },
            "classifications.yaml": {
                "schemes": [
                    {
                        "id": "afp-2019",
                        "name": t("AFP"),
                        "note": t("In passing."),
                        "labels": [{"id": "strict", "label": t("strict"), "family": "restrictive"}],
                    }
                ],
                "citations": {"afp": citation("fr-press", "restrictif")},
                "classifications": [
                    {
                        "scheme": "afp-2019",
                        "jurisdiction": "FR",
                        "label": "strict",
                        "date": "2019-06-04",
                        "citations": ["afp"],
                    }
                ],
            },
            "second-coding/FR.yaml": {
                "jurisdiction": "FR",
                "coded_on": "2026-11-21",
                "codings": [
                    {
                        "indicator": "selling",
                        "value": "permitted",
                        "valid_from": "1999",
                        "note": t("Never an offence."),
                        "citations": ["code2"],
                    },
                    {
                        "indicator": "buying",
                        "value": "administrative_offence",
                        "valid_from": "2016",
                        "valid_to": "2020",
                    },
                ],
                "adjudications": [
                    {
                        "indicator": "buying",
                        "on": "2019-06-04",
                        "first": "criminal_offence",
                        "second": "administrative_offence",
                        "decision": "first",
                        "reason": t("As read."),
                    }
                ],
                "citations": {"code2": citation()},
            },
            "pages/about.en.md": "# About\n\nWhat *Jalons* is.\n",
            "pages/about.fr.md": "# À propos\n\nCe qu’est *Jalons*.\n",
        }
    )


def write(root: Path, files: dict[str, Any]) -> Path:
    """Write the files below `root`; bytes go as they are."""
    for name, data in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            path.write_text(data if isinstance(data, str) else emit(data), encoding="utf-8")
    return root
