"""Records as schema.org describes such things, for search engines and harvesters: plain data, written as JSON-LD.

Addresses are given by the caller. A member whose value is not known is left out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from countries.choices import CslType, JurisdictionKind, LawDateKind, LawRelationKind
from countries.models import Indicator, Jurisdiction, Law, LawDate, LawRelation, Platform, Source
from countries.queries.laws import LawStanding

Thing = dict[str, Any]
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FORCE = {
    LawStanding.IN_FORCE: "https://schema.org/InForce",
    LawStanding.NOT_YET: "https://schema.org/NotInForce",
    LawStanding.NO_LONGER: "https://schema.org/NotInForce",
    LawStanding.NO_LAW: "https://schema.org/NotInForce",
}
PASSED = (LawDateKind.ADOPTED, LawDateKind.DECIDED, LawDateKind.PROMULGATED)
RELATIONS = {
    LawRelationKind.AMENDS: "legislationAmends",
    LawRelationKind.REPEALS: "legislationRepeals",
    LawRelationKind.TRANSPOSES: "legislationTransposes",
    LawRelationKind.IMPLEMENTS: "legislationEnsuresImplementationOf",
    LawRelationKind.SUPERSEDES: "legislationChanges",
}
WORKS = {
    CslType.LEGISLATION: "Legislation",
    CslType.BILL: "Legislation",
    CslType.TREATY: "Legislation",
    CslType.REPORT: "Report",
    CslType.ARTICLE_JOURNAL: "ScholarlyArticle",
    CslType.ARTICLE_NEWSPAPER: "NewsArticle",
    CslType.BOOK: "Book",
    CslType.CHAPTER: "Chapter",
    CslType.THESIS: "Thesis",
    CslType.WEBPAGE: "WebPage",
    CslType.POST_WEBLOG: "BlogPosting",
    CslType.DATASET: "Dataset",
}


def thing(kind: str, **members: Any) -> Thing:
    """A thing of a type of schema.org, with the members that hold anything."""
    return {"@type": kind} | {name: value for name, value in members.items() if value or value is False}


def place(found: Jurisdiction) -> Thing:
    """A country, a part of one, or a union, with its codes."""
    own = "ISO 3166-2" if found.kind == JurisdictionKind.SUBDIVISION else "ISO 3166-1 alpha-2"
    codes = {own: found.code, "ISO 3166-1 alpha-3": found.iso3, "UN M49": found.numeric}
    return thing(
        "Country" if found.kind == JurisdictionKind.COUNTRY else "AdministrativeArea",
        name=found.name,
        identifier=_identifiers(codes),
        containedInPlace=place(found.parent) if found.parent else None,
    )


def _identifiers(values: Mapping[str, str]) -> list[Thing]:
    return [thing("PropertyValue", propertyID=name, value=value) for name, value in values.items() if value]


def legislation(
    law: Law,
    dates: Iterable[LawDate],
    relations: Iterable[LawRelation],
    standing: LawStanding,
    address: Callable[[str], str],
) -> Thing:
    """A law as it stood on the day of `standing`. `address` gives a law's page by its id."""
    known = {date.kind: str(date.partial) for date in dates}
    passed = next((known[kind] for kind in PASSED if kind in known), None)
    names = [law.short_name, law.translated_title]
    changes: dict[str, list[dict[str, str]]] = {}
    for relation in relations:
        if name := RELATIONS.get(LawRelationKind(relation.kind)):
            changes.setdefault(name, []).append({"@id": f"{address(relation.target_id)}#law"})
    return {
        "@id": f"{address(law.pk)}#law",
        **thing(
            "Legislation",
            name=law.title,
            alternateName=[name for name in dict.fromkeys(names) if name and name != law.title],
            description=law.summary,
            inLanguage=law.lang,
            legislationIdentifier=law.eli or law.celex or law.ecli or law.citation,
            identifier=_identifiers(
                {"ELI": law.eli, "CELEX": law.celex, "ECLI": law.ecli, "local": law.local, "neutral": law.neutral}
            ),
            sameAs=law.eli if law.eli.startswith("http") else None,
            legislationType=law.kind,
            legislationJurisdiction=place(law.jurisdiction),
            legislationDate=passed,
            datePublished=known.get(LawDateKind.PUBLISHED),
            legislationLegalForce=FORCE.get(standing),
            **changes,
        ),
    }


def terms(address: str, name: str, description: str, indicators: Sequence[Indicator]) -> Thing:
    """The codebook: a term for each question."""
    return {
        "@id": f"{address}#codebook",
        **thing(
            "DefinedTermSet",
            name=name,
            description=description,
            url=address,
            license=LICENCE,
            hasDefinedTerm=[
                thing(
                    "DefinedTerm",
                    termCode=indicator.code,
                    name=indicator.name,
                    description=indicator.question,
                    url=f"{address}#{indicator.code}",
                    inDefinedTermSet=f"{address}#codebook",
                )
                for indicator in indicators
            ],
        ),
    }


def work(source: Source) -> Thing:
    """A source, as the work it is."""
    return thing(
        WORKS.get(CslType(source.csl_type), "CreativeWork"),
        name=source.title,
        author=list(source.author),
        publisher=thing("Organization", name=source.publisher) if source.publisher else None,
        datePublished=str(source.issued_partial) if source.issued_partial else None,
        inLanguage=source.lang,
        url=source.url,
        archivedAt=source.archive_url,
    )


def service(platform: Platform) -> Thing:
    """A platform, with who ran it."""
    return thing(
        "Service",
        name=platform.name,
        serviceType=platform.kind,
        provider=thing("Organization", name=platform.operator) if platform.operator else None,
    )


def dataset(
    name: str, about: str, address: str, version: str, issued: dt.date, files: Sequence[Mapping[str, Any]]
) -> Thing:
    """A release of the data, with its files (`name`, `about`, `encoding`, `size`, `sha256`)."""
    return {
        "@id": f"{address}#dataset",
        **thing(
            "Dataset",
            name=name,
            description=about,
            url=address,
            version=version,
            datePublished=issued.isoformat(),
            license=LICENCE,
            inLanguage=["en", "fr"],
            temporalCoverage="1999-01-01/..",
            isAccessibleForFree=True,
            distribution=[
                thing(
                    "DataDownload",
                    name=file["about"],
                    contentUrl=f"{address}{file['name']}",
                    encodingFormat=file["encoding"],
                    contentSize=f"{file['size']} B",
                    sha256=file["sha256"],
                )
                for file in files
            ],
        ),
    }
