"""The part of schema.org that the pages use, written from its definitions: types, what each may and must have."""

from __future__ import annotations

from typing import Any

THING = {"name", "description", "url", "identifier", "alternateName", "sameAs"}
WORK = THING | {
    "about", "author", "breadcrumb", "contentReferenceTime", "creator", "dateModified", "datePublished", "headline",
    "inLanguage", "isAccessibleForFree", "isPartOf", "license", "mainEntity", "publisher", "spatialCoverage",
    "temporalCoverage", "version", "archivedAt", "hasPart",
}  # fmt: skip
LEGISLATION = {
    "legislationIdentifier", "legislationJurisdiction", "legislationDate", "legislationLegalForce", "legislationType",
    "legislationAmends", "legislationRepeals", "legislationTransposes", "legislationChanges",
    "legislationEnsuresImplementationOf",
}  # fmt: skip

# Type -> (what it may have, what it must have).
TYPES: dict[str, tuple[set[str], set[str]]] = {
    "WebPage": (WORK, {"name"}),
    "Article": (WORK, {"headline", "author", "dateModified"}),
    "WebSite": (WORK | {"potentialAction"}, {"name", "url"}),
    "Organization": (THING, {"name"}),
    "SearchAction": (THING | {"target", "query-input"}, {"target", "query-input"}),
    "EntryPoint": (THING | {"urlTemplate"}, {"urlTemplate"}),
    "BreadcrumbList": (THING | {"itemListElement"}, {"itemListElement"}),
    "ListItem": (THING | {"position", "item"}, {"position", "name", "item"}),
    "Dataset": (WORK | {"distribution"}, {"name", "description", "license", "creator", "version", "distribution"}),
    "DataDownload": (WORK | {"encodingFormat", "contentUrl"}, {"encodingFormat", "contentUrl"}),
    "Legislation": (WORK | LEGISLATION, {"name"}),
    "Country": (THING | {"containedInPlace"}, {"name", "identifier"}),
    "AdministrativeArea": (THING | {"containedInPlace"}, {"name", "identifier"}),
    "PropertyValue": (THING | {"propertyID", "value"}, {"propertyID", "value"}),
    "DefinedTermSet": (WORK | {"hasDefinedTerm"}, {"name", "hasDefinedTerm"}),
    "DefinedTerm": (THING | {"termCode", "inDefinedTermSet"}, {"termCode", "name", "inDefinedTermSet"}),
    "Service": (THING | {"serviceType", "provider"}, {"name", "serviceType"}),
    "Report": (WORK, {"name"}),
    "NewsArticle": (WORK, {"name"}),
    "ScholarlyArticle": (WORK, {"name"}),
    "Book": (WORK, {"name"}),
    "Chapter": (WORK, {"name"}),
    "Thesis": (WORK, {"name"}),
    "BlogPosting": (WORK, {"name"}),
    "CreativeWork": (WORK, {"name"}),
}


def faults(node: Any) -> list[str]:
    """What is wrong with a thing and everything in it."""
    if isinstance(node, list):
        return [fault for one in node for fault in faults(one)]
    if not isinstance(node, dict) or set(node) == {"@id"}:
        return []
    kind = node.get("@type", "")
    if kind not in TYPES:
        return [f"no type of schema.org that is used here: {kind!r}"]
    may, must = TYPES[kind]
    members = set(node) - {"@type", "@id"}
    found = [f"{kind} has no {name}" for name in sorted(members - may)]
    found += [f"{kind} lacks {name}" for name in sorted(must - members)]
    found += [f"{kind}.{name} is empty" for name in sorted(members) if node[name] in ("", [], None, {})]
    return found + [fault for name in members for fault in faults(node[name])]
