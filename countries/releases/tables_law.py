"""The tables of laws, provisions, milestones, sources and citations."""

from __future__ import annotations

from collections.abc import Iterator

from countries import models as m
from countries.choices import LawDateKind

from .tables import Column, Row, Table, date_column, iso, partial_text, text_column


def _laws() -> Iterator[Row]:
    for row in m.Law.objects.prefetch_related("dates").order_by("id"):
        dates = {date.kind: partial_text(date.partial) for date in row.dates.all()}
        yield (
            row.id,
            row.jurisdiction_id,
            row.kind,
            row.status,
            row.title,
            row.lang,
            row.title_en or None,
            row.title_fr or None,
            row.citation,
            row.eli or None,
            row.celex or None,
            row.ecli or None,
            *(dates.get(kind) for kind in LawDateKind.values),
        )


LAWS = Table(
    "laws",
    "Statutes, codes, decisions, treaties and bills",
    (
        text_column("law", "identifier", True),
        text_column("jurisdiction", "whose law it is", True),
        text_column("kind", "kind of instrument", True),
        text_column("status", "status when last checked", True),
        text_column("title", "title in its own language", True),
        text_column("lang", "BCP 47", True),
        text_column("title_en", "title in English, ours"),
        text_column("title_fr", "title in French, ours"),
        text_column("citation", "as its own lawyers cite it", True),
        text_column("eli", "European Legislation Identifier"),
        text_column("celex", "CELEX number"),
        text_column("ecli", "European Case Law Identifier"),
        *(text_column(kind, f"{kind.replace('_', ' ')}: YYYY, YYYY-MM or YYYY-MM-DD") for kind in LawDateKind.values),
    ),
    ("law",),
    _laws,
    (("jurisdiction", "jurisdictions", "code"),),
)


def _provisions() -> Iterator[Row]:
    for row in m.Provision.objects.order_by("id"):
        yield (
            row.id,
            row.law_id,
            row.pinpoint,
            row.heading_en or None,
            row.heading_fr or None,
            row.lang or None,
            row.quote or None,
            row.quote_en or None,
            row.quote_fr or None,
            partial_text(row.valid_from_partial),
            partial_text(row.valid_to_partial),
        )


PROVISIONS = Table(
    "provisions",
    "Articles and sections, with short quotations",
    (
        text_column("provision", "identifier", True),
        text_column("law", "the law it stands in", True),
        text_column("pinpoint", "article or section", True),
        text_column("heading_en", "what it is about, in English"),
        text_column("heading_fr", "what it is about, in French"),
        text_column("lang", "language of the quotation"),
        text_column("quote", "short quotation"),
        text_column("quote_en", "translation into English, ours"),
        text_column("quote_fr", "translation into French, ours"),
        text_column("valid_from", "start as known"),
        text_column("valid_to", "end as known"),
    ),
    ("provision",),
    _provisions,
    (("law", "laws", "law"),),
)


def _milestones() -> Iterator[Row]:
    rows = m.Milestone.objects.prefetch_related("platforms", "jurisdictions").order_by("date", "id")
    for row in rows:
        yield (
            row.id,
            row.case_id,
            partial_text(row.partial),
            row.kind,
            row.title_en,
            row.title_fr,
            ";".join(sorted(platform.pk for platform in row.platforms.all())) or None,
            ";".join(sorted(place.pk for place in row.jurisdictions.all())),
            row.law_id,
        )


MILESTONES = Table(
    "milestones",
    "Dated steps of enforcement cases",
    (
        text_column("milestone", "identifier", True),
        text_column("case", "the case it belongs to", True),
        text_column("date", "as known: YYYY, YYYY-MM or YYYY-MM-DD", True),
        text_column("kind", "kind of step", True),
        text_column("title_en", "title in English", True),
        text_column("title_fr", "title in French", True),
        text_column("platforms", "platforms, separated by ;"),
        text_column("jurisdictions", "jurisdictions, separated by ;", True),
        text_column("law", "the law adopted or come into force"),
    ),
    ("milestone",),
    _milestones,
    (("law", "laws", "law"),),
)


def _sources() -> Iterator[Row]:
    for row in m.Source.objects.order_by("id"):
        yield (
            row.id,
            row.kind,
            row.csl_type,
            row.title,
            "; ".join(row.author) or None,
            row.publisher or None,
            partial_text(row.issued_partial),
            row.lang,
            row.url or None,
        )


SOURCES = Table(
    "sources",
    "What is cited",
    (
        text_column("source", "identifier", True),
        text_column("kind", "primary_law, court, official, academic, ngo, press, encyclopedia or other", True),
        text_column("csl_type", "CSL-JSON item type", True),
        text_column("title", "title", True),
        text_column("author", "authors, separated by ;"),
        text_column("publisher", "publisher"),
        text_column("issued", "as known"),
        text_column("lang", "BCP 47", True),
        text_column("url", "address"),
    ),
    ("source",),
    _sources,
)


def _citations() -> Iterator[Row]:
    rows = m.Support.objects.filter(coding__isnull=False).select_related("citation")
    for row in rows.order_by("coding_id", "position"):
        citation = row.citation
        yield (
            row.coding_id,
            row.position,
            citation.source_id,
            citation.pinpoint or None,
            citation.lang,
            citation.quote,
            citation.quote_en or None,
            citation.quote_fr or None,
            iso(citation.seen_on),
            citation.seen_as,
        )


CITATIONS = Table(
    "citations",
    "The evidence of every coding",
    (
        text_column("coding", "the coding it supports", True),
        Column("position", "integer", "0 is the leading citation", True),
        text_column("source", "the source cited", True),
        text_column("pinpoint", "where in it"),
        text_column("lang", "language of the quotation", True),
        text_column("quote", "short quotation", True),
        text_column("quote_en", "translation into English, ours"),
        text_column("quote_fr", "translation into French, ours"),
        date_column("seen_on", "day on which it was read"),
        text_column("seen_as", "original, stored_copy or excerpt", True),
    ),
    ("coding", "position"),
    _citations,
    (("source", "sources", "source"),),
)
