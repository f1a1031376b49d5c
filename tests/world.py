"""A small hand-made world: FR, SE, DE, US with US-NV, and the EU; what is derived is derived by the real code.

Every function makes one record with everything it needs said in few words; `build()` makes the whole world.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from countries import models as m
from countries.cascade import EVER, CodedValue, InForce, Origin, in_force
from countries.classify import RULESETS, Dated, spells
from countries.dates import Interval, PartialDate
from countries.dossier.derive_search import documents
from countries.dossier.known import archive
from countries.dossier.load import ORDER, index
from countries.dossier.rows import Rows
from countries.models.bilingual import partial_columns
from countries.views.urls import TEXTS
from kb.access import counting, keys

LOADED_AT = dt.datetime(2026, 11, 20, 12, 0, tzinfo=dt.UTC)
SEEN_ON = dt.date(2026, 11, 2)
VERIFIED_ON = dt.date(2026, 11, 3)

OFFENCES = ("criminal_offence", "administrative_offence")
VALUES = {
    "selling": (*OFFENCES, "prohibited_without_penalty", "permitted_if_registered", "permitted", "varies"),
    "buying": (*OFFENCES, "offence_in_defined_cases", "permitted", "varies"),
    "brothels": (*OFFENCES, "licensed", "operator_certificate", "permitted", "varies"),
    "procuring": ("criminal_offence", "offence_if_exploitative", "permitted", "varies"),
    "registration": ("mandatory", "voluntary", "none", "varies"),
    "hosting_liability": ("broad_immunity", "conditional_safe_harbour", "publisher_liability", "no_specific_rule"),
}
ABSENCES = ("not_addressed", "not_applicable", "contested", "not_found")
FRENCH = {"selling": "Vente", "buying": "Achat", "brothels": "Maisons", "procuring": "Proxénétisme"}


@pytest.fixture(autouse=True)
def fresh(settings: Any) -> None:
    """Nothing kept from another test: no response, no version of the data, no count, no key."""
    settings.JALONS_DATA_VERSION_SECONDS = 0
    settings.RELEASES_DIR = Path(settings.VAR_DIR) / "no-releases"
    cache.clear()
    counting.storage.cache_clear()
    keys.forget()
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module")
def world_of_module(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The whole world, built once for the tests of a module that only read it, and rolled back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        texts()
        searchable()
        yield made
        transaction.set_rollback(True)


def partial(name: str, value: str | None) -> dict[str, Any]:
    """The two columns of a date as a file writes it."""
    return partial_columns(name, PartialDate.parse(value) if value else None)


def words(name: str, english: str, french: str | None = None) -> dict[str, str]:
    return {f"{name}_en": english, f"{name}_fr": f"{english} (fr)" if french is None else french}


def codebook() -> None:
    """Six indicators with their values and the typed absences, and both rulesets."""
    for order, (code, values) in enumerate(VALUES.items()):
        indicator = m.Indicator.objects.create(
            code=code,
            theme="platform_liability" if code == "hosting_liability" else "prostitution",
            core=code != "hosting_liability",
            order=order,
            introduced="1",
            **words("name", code.replace("_", " ").capitalize(), FRENCH.get(code)),
            **words("question", f"Is {code} an offence?"),
            **words("definition", f"What {code} is."),
        )
        for position, value in enumerate([*values, *ABSENCES]):
            m.IndicatorValue.objects.create(
                id=f"{code}:{value}",
                indicator=indicator,
                code=value,
                order=position,
                is_absence=value in ABSENCES,
                is_finding=value != "not_found",
                **words("label", value.replace("_", " ").capitalize()),
            )
    for order, name in enumerate(RULESETS):
        ruleset = m.Ruleset.objects.create(
            id=name, order=order, **words("name", f"Ruleset {name}"), **words("description", f"How {name} works.")
        )
        m.Rule.objects.create(
            id=f"{name}:first", ruleset=ruleset, code="first", order=0, **words("condition", "Always.")
        )


def source(key: str, kind: str = "primary_law", **fields: Any) -> m.Source:
    defaults = {
        "file": key.partition("-")[0],
        "kind": kind,
        "csl_type": "legislation",
        "title": f"Text {key}",
        "publisher": "Journal officiel",
        "lang": "fr",
        "url": f"https://law.example/{key}",
        **partial("issued", "2016-04"),
    }
    return m.Source.objects.create(id=key, **{**defaults, **fields})


def citation(of: m.Source, key: str = "a", **fields: Any) -> m.Citation:
    defaults = {
        "file": of.file,
        "key": f"{of.id}-{key}",
        "pinpoint": "art. 1",
        "lang": of.lang,
        "quote": f"Citation de {of.id}",
        "quote_en": f"Quotation from {of.id}",
        "seen_on": SEEN_ON,
        "seen_as": "original",
    }
    return m.Citation.objects.create(id=f"{of.file}:{of.id}-{key}", source=of, **{**defaults, **fields})


def support(record: Any, target: str, citations: Iterable[m.Citation]) -> None:
    """Let the citations support the record, the leading one first."""
    for position, cited in enumerate(citations):
        m.Support.objects.create(
            id=f"{target}:{record.pk}:{position}", citation=cited, position=position, **{target: record}
        )


def jurisdiction(code: str, kind: str = "country", **fields: Any) -> m.Jurisdiction:
    defaults: dict[str, Any] = {"region": "Europe", "subregion": "Western Europe"} if kind == "country" else {}
    return m.Jurisdiction.objects.create(code=code, kind=kind, **{**defaults, **fields})


def law(key: str, cited: m.Citation, **fields: Any) -> m.Law:
    defaults = {
        "jurisdiction_id": key.partition("-")[0].upper(),
        "kind": "statute",
        "status": "in_force",
        "title": f"Loi {key}",
        "lang": "fr",
        "title_en": f"Act {key}",
        "citation": f"Loi n° {key}",
        "themes": ["prostitution"],
        "lead_citation": cited,
        **words("short_name", f"Act {key}"),
        **words("summary", f"What {key} does."),
    }
    made = m.Law.objects.create(id=key, **{**defaults, **fields})
    support(made, "law", [cited])
    return made


def law_dates(of: m.Law, **dates: str) -> None:
    for kind, date in dates.items():
        m.LawDate.objects.create(id=f"{of.id}:{kind}", law=of, kind=kind, **partial("date", date))


def provision(of: m.Law, key: str, cited: m.Citation, **fields: Any) -> m.Provision:
    made = m.Provision.objects.create(
        id=f"{of.id}/{key}",
        law=of,
        key=key,
        pinpoint=fields.pop("pinpoint", f"art. {key}"),
        lead_citation=cited,
        **words("heading", f"Heading of {key}"),
        lang="fr",
        quote="Texte cité",
        quote_en="Text of the article",
        **fields,
    )
    support(made, "provision", [cited])
    return made


def coding(
    place: str,
    indicator: str,
    value: str,
    valid_from: str,
    citations: Sequence[m.Citation],
    *,
    valid_to: str | None = None,
    provisions: Iterable[m.Provision] = (),
    **fields: Any,
) -> m.Coding:
    """A published coding; what is in force follows from it only when `derive()` is called."""
    defaults = {
        "scope": "nationwide",
        "support": "primary" if citations else "none",
        "confidence": "high" if citations else "",
        "verified_on": VERIFIED_ON,
        "lead_citation": citations[0] if citations else None,
    }
    made = m.Coding.objects.create(
        id=f"{place}.{indicator}.{valid_from}",
        jurisdiction_id=place,
        indicator_id=indicator,
        value_id=f"{indicator}:{value}",
        **partial("valid_from", valid_from),
        **partial("valid_to", valid_to),
        **{**defaults, **fields},
    )
    made.provisions.set(provisions)
    support(made, "coding", citations)
    return made


def derive() -> None:
    """What is in force where, and the spells, anew from all codings."""
    m.CodingInForce.objects.all().delete()
    m.RegimeSpell.objects.all().delete()
    origins = {
        place.code: [Origin(place.parent_id, EVER)] if place.parent_id else [] for place in m.Jurisdiction.objects.all()
    }
    for membership in m.Membership.objects.all():
        origins[membership.jurisdiction_id].append(
            Origin(membership.union_id, Interval(membership.valid_from, membership.valid_to))
        )
    coded = [
        CodedValue(
            row.id, row.jurisdiction_id, row.indicator_id, row.value.code, Interval(row.valid_from, row.valid_to)
        )
        for row in m.Coding.objects.filter(published=True).select_related("value")
    ]
    cascade = in_force(coded, origins)
    for rows in cascade.values():
        m.CodingInForce.objects.bulk_create([_in_force(row) for row in rows])
    for code in m.Jurisdiction.objects.with_regime().values_list("code", flat=True):
        held = [row for (place, _), rows in cascade.items() if place == code for row in rows]
        _derive_spells(code, held)


def _in_force(row: InForce) -> m.CodingInForce:
    indicator = row.coding.indicator
    return m.CodingInForce(
        id=f"{row.jurisdiction}.{indicator}.{row.interval.start}",
        jurisdiction_id=row.jurisdiction,
        indicator_id=indicator,
        value_id=f"{indicator}:{row.coding.value}",
        coding_id=row.coding.id,
        inherited_from_id=row.inherited_from,
        start=row.interval.start,
        end=row.interval.end,
    )


def _derive_spells(code: str, held: list[InForce]) -> None:
    triggers = dict(m.Coding.objects.values_list("id", "trigger"))
    dated = [Dated(row.coding.indicator, row.coding.value, row.interval) for row in held]
    for name, ruleset in RULESETS.items():
        for spell in spells(dated, ruleset):
            start = spell.interval.start
            used = {row.coding.indicator: row.coding for row in held if start in row.interval}
            begun = [c.id for c in used.values() if c.interval.start == start and c.indicator in spell.regime.inputs]
            m.RegimeSpell.objects.create(
                id=f"{code}.{name}.{start}",
                jurisdiction_id=code,
                ruleset_id=name,
                family=spell.regime.family.value,
                model=spell.regime.model.value,
                rule=spell.regime.rule,
                inputs={
                    word: {"value": used[word].value, "coding": used[word].id}
                    for word in spell.regime.inputs
                    if word in used
                },
                missing=list(spell.regime.missing),
                start=start,
                end=spell.interval.end,
                trigger_id=next((triggers[key] for key in begun if triggers[key]), None),
            )


def version(name: str = "2026.11.1") -> m.DataVersion:
    """A version of the data, so that responses have something to be of."""
    return m.DataVersion.objects.create(
        version=name, hash="0" * 64, loaded_at=LOADED_AT, counts={"coding": {"created": 9}}
    )


def everything() -> Rows:
    """All records, as a load holds them."""
    rows = Rows()
    for model in ORDER:
        for row in model._default_manager.all():
            rows.add(row)
    return rows


def texts() -> None:
    """Our own pages that are not written yet, with a sentence each."""
    for slug in sorted(set(TEXTS) - set(m.Page.objects.values_list("pk", flat=True))):
        m.Page.objects.create(slug=slug, **words("title", slug.capitalize()), **words("body", f"What {slug} is."))


def searchable() -> None:
    """Let search find all records, as a load does."""
    m.SearchDocument.objects.all().delete()
    found: Any = documents(everything()).tables[m.SearchDocument]
    m.SearchDocument.objects.bulk_create(found.values())
    index()


def keep(at: m.DataVersion) -> None:
    """Let the archive say of the version what is in force now."""
    rows = everything()
    rows.link(m.Coding.provisions.through, m.Coding.provisions.through.objects.values_list("coding", "provision"))
    archive(rows, m.DataVersion.objects.get(pk=at.pk))


@dataclass(frozen=True, slots=True)
class World:
    """What tests want to get hold of by name."""

    fr_text: m.Citation
    fr_press: m.Citation
    act: m.Law
    article: m.Provision
    version: m.DataVersion


def build() -> World:
    """The whole world: places, codebook, laws, codings with evidence, one case, one statement, one version."""
    codebook()
    places()
    cited = {code: citation(source(f"{code}-text")) for code in ("fr", "se", "de", "us", "eu")}
    press = citation(source("fr-press", "press", publisher="AFP", csl_type="article-newspaper"), lang="fr")
    act = law("fr-loi-2016-444", cited["fr"])
    law_dates(act, adopted="2016-04-06", in_force="2016-04-15")
    article = provision(act, "611-1", cited["fr"], **partial("valid_from", "2016-04-15"))
    codings(cited, press, act, article)
    derive()
    enforcement(cited["us"])
    sayings(press)
    promise()
    return World(cited["fr"], press, act, article, version())


def places() -> None:
    jurisdiction("EU", "union", **words("name", "European Union", "Union européenne"))
    jurisdiction(
        "FR",
        iso3="FRA",
        numeric="250",
        legal_tradition="civil",
        report_2019="named",
        name_en="France",
        name_fr="France",
    )
    jurisdiction("SE", iso3="SWE", numeric="752", subregion="Northern Europe", name_en="Sweden", name_fr="Suède")
    jurisdiction("DE", iso3="DEU", numeric="276", name_en="Germany", name_fr="Allemagne")
    jurisdiction(
        "US",
        iso3="USA",
        numeric="840",
        region="Americas",
        subregion="Northern America",
        **words("name", "United States", "États-Unis"),
    )
    jurisdiction("US-NV", "subdivision", parent_id="US", name_en="Nevada", name_fr="Nevada")
    for code, since in (("FR", "1993-11-01"), ("SE", "1995-01-01"), ("DE", "1993-11-01")):
        m.Membership.objects.create(
            id=f"{code}.EU.{since}", jurisdiction_id=code, union_id="EU", **partial("valid_from", since)
        )


def codings(cited: dict[str, m.Citation], press: m.Citation, act: m.Law, article: m.Provision) -> None:
    old, late = "1999-01-01", {"valid_from_type": "at_the_latest"}
    coding("FR", "selling", "permitted", old, [cited["fr"]], **late)
    coding("FR", "buying", "permitted", old, [cited["fr"]], valid_to="2016-04-15", **late)
    coding(
        "FR",
        "buying",
        "criminal_offence",
        "2016-04-15",
        [cited["fr"], press],
        provisions=[article],
        trigger=act,
        penalty_kind="criminal",
        penalty_fine=1500,
        penalty_currency="EUR",
        penalty_year=2016,
        **words("penalty_wording", "Fine of the fifth class", "Contravention de la cinquième classe"),
        **words("note", "First offence.", "Première infraction."),
    )
    coding("FR", "brothels", "criminal_offence", old, [cited["fr"]], **late)
    coding("FR", "procuring", "criminal_offence", old, [cited["fr"]], **late)
    coding("FR", "registration", "none", old, [cited["fr"]], **late)
    coding("SE", "selling", "permitted", old, [cited["se"]])
    coding("SE", "buying", "criminal_offence", old, [cited["se"]], confidence="medium", support="one_secondary")
    coding("SE", "brothels", "criminal_offence", old, [cited["se"]])
    coding("SE", "procuring", "criminal_offence", old, [cited["se"]])
    coding("SE", "registration", "not_found", old, [], **words("searched", "The code."))
    coding("DE", "selling", "permitted_if_registered", "2017-07-01", [cited["de"]])
    coding("DE", "buying", "permitted", "2002", [cited["de"]])
    coding("DE", "registration", "mandatory", "2017-07-01", [cited["de"]])
    coding("US", "selling", "criminal_offence", old, [cited["us"]], scope="predominant")
    coding("US", "buying", "criminal_offence", old, [cited["us"]], scope="predominant")
    coding("US-NV", "selling", "permitted_if_registered", old, [cited["us"]], scope="subnational")
    coding("US-NV", "brothels", "licensed", old, [cited["us"]], scope="subnational")
    coding("EU", "hosting_liability", "conditional_safe_harbour", "2000-07-17", [cited["eu"]], scope="supranational")


def enforcement(cited: m.Citation) -> None:
    """One platform, one case of two milestones, the second compelled by a law."""
    statute = law("us-18-usc-1952", cited, kind="code", themes=["trafficking"], lang="en", title_en="")
    platform = m.Platform.objects.create(
        id="backpage",
        name="Backpage",
        operator="Backpage.com, LLC",
        kind="classifieds",
        lead_citation=cited,
        **partial("active_from", "2004"),
        **partial("active_to", "2018-04-06"),
        **words("note", "Adverts."),
    )
    support(platform, "platform", [cited])
    case = m.Case.objects.create(id="backpage", **words("title", "Backpage"), **words("summary", "A seizure."))
    case.platforms.set([platform])
    case.jurisdictions.set(["US"])
    seizure = milestone(case, "seizure", "2018-04-06", "seizure", cited, [platform], ["US"])
    milestone(case, "plea", "2018-04", "conviction", cited, [platform], ["US"])
    link = m.MilestoneLink.objects.create(
        id=f"{seizure.id}:0", milestone=seizure, position=0, from_law=statute, type="criminal_enforcement",
        lead_citation=cited,
    )  # fmt: skip
    support(link, "milestone_link", [cited])


def milestone(
    case: m.Case,
    key: str,
    date: str,
    kind: str,
    cited: m.Citation,
    platforms: Iterable[m.Platform] = (),
    places: Iterable[str] = (),
) -> m.Milestone:
    made = m.Milestone.objects.create(
        id=f"{case.id}/{key}",
        case=case,
        key=key,
        kind=kind,
        lead_citation=cited,
        **partial("date", date),
        **words("title", f"{key.capitalize()} of {case.id}"),
        **words("text", f"What happened: {key}."),
    )
    made.platforms.set(platforms)
    made.jurisdictions.set(places)
    support(made, "milestone", [cited])
    return made


def sayings(cited: m.Citation) -> None:
    """One qualified statement, and one classification in a scheme of two labels."""
    statement = m.Statement.objects.create(
        id="14",
        number=14,
        topics=["milestones"],
        lead_citation=cited,
        **words("speaker", "AFP", "AFP"),
        **words("text", "The site was closed."),
    )
    statement.jurisdictions.set(["US"])
    statement.platforms.set(["backpage"])
    statement.laws.set(["us-18-usc-1952"])
    support(statement, "statement", [cited])
    qualification = m.Qualification.objects.create(
        statement=statement, lead_citation=cited, **words("text", "It was seized.")
    )
    support(qualification, "qualification", [cited])
    scheme = m.Scheme.objects.create(id="afp-2019", **words("name", "AFP, 2019"), **words("note", "A dispatch."))
    for order, (key, family) in enumerate((("permissive", "regulated"), ("restrictive", "restrictive"))):
        m.SchemeLabel.objects.create(
            id=f"afp-2019:{key}", scheme=scheme, key=key, order=order, family=family, **words("label", key)
        )
    classification = m.Classification.objects.create(
        id="afp-2019.DE",
        scheme=scheme,
        jurisdiction_id="DE",
        label_id="afp-2019:permissive",
        lead_citation=cited,
        **partial("date", "2019-06-04"),
    )
    support(classification, "classification", [cited])


def promise() -> None:
    """The one text of ours that the site itself adds to: what the API promises."""
    text = "What is here stays. Ask [the API](/api/v1/)."
    french = "Ce qui est ici reste. Interrogez [l’API](/api/v1/)."
    m.Page.objects.create(slug="api", **words("title", "API", "API"), **words("body", text, french))


def passage(place: str, text: str, citations: Sequence[m.Citation], position: int = 0) -> m.Passage:
    """One passage of a profile."""
    made = m.Passage.objects.create(
        id=f"{place}.{position}",
        jurisdiction_id=place,
        position=position,
        lead_citation=citations[0],
        **words("text", text),
    )
    support(made, "passage", citations)
    return made


def statement(key: str, citations: Sequence[m.Citation]) -> m.Statement:
    """A statement that nothing qualifies."""
    made = m.Statement.objects.create(
        id=key,
        number=int(key),
        lead_citation=citations[0],
        **words("speaker", "AFP"),
        **words("text", f"Statement {key}."),
    )
    support(made, "statement", citations)
    return made


def change(of: m.DataVersion, record: str, action: str = "created", **fields: Any) -> m.Change:
    """One entry of the data's change log: of a coding where there is a point in the id, else of a source."""
    code, of_coding, _rest = record.partition(".")
    return m.Change.objects.create(
        version=of,
        action=action,
        record_type="coding" if of_coding else "source",
        record_id=record,
        jurisdiction_code=code if of_coding else "",
        fields=fields,
    )
