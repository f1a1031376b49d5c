"""A page as JSON-LD: the page, where it stands, the records on it as a dataset, and what it is about."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from countries.cite.linked import LICENCE, Thing, thing
from countries.classify import RECORD_START

from .document import Document


def graph(document: Document) -> Thing:
    """Everything that is said of the page, as one document."""
    data = _dataset(document)
    main = document.head.main or data
    nodes = [_page(document, main), _trail(document), _site(), _publisher(), main]
    if data is not main:
        nodes.append(data)
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def _ours(name: str) -> Thing:
    """The site, or who publishes it, by its id."""
    return {"@id": f"{settings.SITE_URL}/#{name}"}


def _site() -> Thing:
    """The site, and how it is searched."""
    target = thing("EntryPoint", urlTemplate=f"{settings.SITE_URL}/en/search/?q={{query}}")
    search = thing("SearchAction", target=target) | {"query-input": "required name=query"}
    address = f"{settings.SITE_URL}/"
    return _ours("site") | thing("WebSite", name="Jalons", url=address, inLanguage=["en", "fr"], potentialAction=search)


def _publisher() -> Thing:
    return _ours("publisher") | thing("Organization", name="Jalons", url=f"{settings.SITE_URL}/")


def _page(document: Document, main: Thing | None) -> Thing:
    head, version = document.head, document.version
    return {"@id": document.url} | thing(
        head.kind,
        url=document.url,
        name=head.title,
        headline=head.title if head.kind == "Article" else None,
        author=_ours("publisher") if head.kind == "Article" else None,
        description=head.description,
        inLanguage=document.lang,
        isPartOf=_ours("site"),
        publisher=_ours("publisher"),
        license=LICENCE,
        dateModified=version.loaded_at.date().isoformat() if version else None,
        version=version.version if version else None,
        contentReferenceTime=head.day.isoformat() if head.day else None,
        breadcrumb={"@id": f"{document.url}#trail"},
        about=head.about,
        mainEntity={"@id": main["@id"]} if main else None,
    )


def _trail(document: Document) -> Thing:
    """The pages above this one, and itself."""
    above = [(crumb.title, f"{settings.SITE_URL}{crumb.address}") for crumb in document.trail]
    steps = [*above, (document.head.title, document.url)]
    items = [thing("ListItem", position=n, name=name, item=address) for n, (name, address) in enumerate(steps, 1)]
    return {"@id": f"{document.url}#trail"} | thing("BreadcrumbList", itemListElement=items)


def _dataset(document: Document) -> Thing | None:
    """The records that the page shows, with the files that hold exactly them; None where they are one record."""
    head, version = document.head, document.version
    if not (head.files and head.data):
        return None
    day = head.day.isoformat() if head.day else None
    return {"@id": f"{document.url}#data"} | thing(
        "Dataset",
        name=f"{head.title} – Jalons",
        description=head.description or summary(),
        url=document.url,
        inLanguage=document.lang,
        creator=_ours("publisher"),
        publisher=_ours("publisher"),
        license=LICENCE,
        isAccessibleForFree=True,
        dateModified=version.loaded_at.date().isoformat() if version else None,
        version=version.version if version else None,
        temporalCoverage=day or f"{RECORD_START.isoformat()}/..",
        spatialCoverage=head.about if head.about and head.about["@type"] in {"Country", "AdministrativeArea"} else None,
        distribution=[
            thing("DataDownload", encodingFormat=file.media, contentUrl=f"{settings.SITE_URL}{file.address}")
            for file in head.files
        ],
    )


def summary() -> str:
    """What the whole base holds."""
    return _(
        "Prostitution law, platform liability and enforcement in 35 countries, over time, with the evidence for every "
        "value."
    )
