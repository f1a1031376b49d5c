"""The tables of laws and provisions, and of the evidence for everything."""

from __future__ import annotations

from collections.abc import Callable

from countries import models as m
from countries.choices import CslType, LawDateKind, LawKind, LawRelationKind, LawStatus, SeenAs, SourceKind

from .tables import both_columns, date_column, partial_column, table, text_column, whole_column
from .tables_place import PLACE

LAW = ("law", "laws", "law")


def dated(kind: str) -> Callable[[m.Law], str | None]:
    """Reads the law's date of that kind."""

    def read(law: m.Law) -> str | None:
        return next((str(date.partial) for date in law.dates.all() if date.kind == kind), None)

    return read


LAWS = table(
    "laws",
    "Statutes, codes, decisions, treaties and bills",
    lambda: m.Law.objects.prefetch_related("dates").order_by("id"),
    (
        text_column("law", "identifier", True, "id"),
        text_column("jurisdiction", "whose law it is", True, "jurisdiction_id"),
        text_column("kind", "kind of instrument", True, among=LawKind),
        text_column("status", "status when last checked", True, among=LawStatus),
        text_column("title", "title in its own language", True),
        text_column("lang", "BCP 47", True),
        *both_columns("title", "title, ours"),
        *both_columns("short_name", "short name"),
        text_column("citation", "as its own lawyers cite it", True),
        text_column("eli", "European Legislation Identifier"),
        text_column("celex", "CELEX number"),
        text_column("ecli", "European Case Law Identifier"),
        text_column("akn", "Akoma Ntoso identifier"),
        text_column("neutral", "neutral citation"),
        text_column("local", "number in its own country"),
        text_column("themes", "what it is about, separated by ;"),
        *both_columns("summary", "summary", True),
        *(
            text_column(kind, f"{kind.replace('_', ' ')}: YYYY, YYYY-MM or YYYY-MM-DD", path=dated(kind))
            for kind in LawDateKind.values
        ),
    ),
    ("law",),
    (PLACE,),
)

LAW_RELATIONS = table(
    "law_relations",
    "What laws do to each other",
    lambda: m.LawRelation.objects.order_by("law_id", "kind", "target_id"),
    (
        text_column("law", "the law that does it", True, "law_id"),
        text_column("kind", "what it does", True, among=LawRelationKind),
        text_column("target", "the law to which it is done", True, "target_id"),
    ),
    ("law", "kind", "target"),
    (LAW, ("target", "laws", "law")),
)

PROVISIONS = table(
    "provisions",
    "Articles and sections, with short quotations",
    lambda: m.Provision.objects.order_by("id"),
    (
        text_column("provision", "identifier", True, "id"),
        text_column("law", "the law it stands in", True, "law_id"),
        text_column("pinpoint", "article or section", True),
        *both_columns("heading", "what it is about"),
        text_column("lang", "language of the quotation"),
        text_column("quote", "short quotation"),
        *both_columns("quote", "translation of the quotation, ours"),
        partial_column("valid_from", "start"),
        partial_column("valid_to", "end"),
    ),
    ("provision",),
    (LAW,),
)

SOURCES = table(
    "sources",
    "What is cited",
    lambda: m.Source.objects.order_by("id"),
    (
        text_column("source", "identifier", True, "id"),
        text_column("kind", "kind of source", True, among=SourceKind),
        text_column("csl_type", "CSL-JSON item type", True, among=CslType),
        text_column("title", "title", True),
        text_column("author", "authors, separated by ;"),
        text_column("publisher", "publisher"),
        partial_column("issued", "date of publication"),
        text_column("lang", "BCP 47", True),
        text_column("url", "address"),
        text_column("archive_url", "address of an archived copy"),
        *both_columns("standpoint", "of a source that takes a side: which"),
    ),
    ("source",),
)

CITATIONS = table(
    "citations",
    "What was read, where, when and how",
    lambda: m.Citation.objects.order_by("id"),
    (
        text_column("citation", "identifier", True, "id"),
        text_column("source", "the source cited", True, "source_id"),
        text_column("pinpoint", "where in it"),
        text_column("lang", "language of the quotation", True),
        text_column("quote", "short quotation", True),
        *both_columns("quote", "translation of the quotation, ours"),
        date_column("seen_on", "day on which it was read", required=True),
        text_column("seen_as", "what was read of it", True, among=SeenAs),
    ),
    ("citation",),
    (("source", "sources", "source"),),
)


def supported(row: m.Support) -> str:
    """The kind of record that the citation supports."""
    return next(name for name in m.TARGETS if getattr(row, f"{name}_id") is not None)


EVIDENCE = table(
    "evidence",
    "Which citations carry which record, the leading one first",
    lambda: m.Support.objects.order_by("id"),
    (
        text_column("record_type", "kind of the record: coding, law, milestone, ...", True, supported),
        text_column("record", "its identifier", True, lambda row: getattr(row, f"{supported(row)}_id")),
        whole_column("position", "0 is the leading citation", required=True),
        text_column("citation", "the citation", True, "citation_id"),
    ),
    ("record_type", "record", "position"),
    (("citation", "citations", "citation"),),
)
