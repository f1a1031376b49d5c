"""Sources, laws and provisions -> rows."""

from __future__ import annotations

from countries import models as m
from countries.models.bilingual import partial_columns

from .read import Document
from .rows import Rows, text
from .schema import Identifiers, LawDates, LawDoc, SourcesFile


def sources(document: Document[SourcesFile], rows: Rows) -> None:
    """The rows of one file of sources; `file` is its name without folder and ending."""
    file = document.file.removeprefix("sources/").removesuffix(".yaml")
    for doc in document.data.sources:
        rows.add(
            m.Source(
                id=doc.id,
                file=file,
                kind=doc.kind.value,
                csl_type=doc.csl_type.value,
                title=doc.title,
                author=list(doc.author),
                publisher=doc.publisher or "",
                lang=doc.lang,
                url=doc.url or "",
                archive_url=doc.archive_url or "",
                **partial_columns("issued", doc.issued),
                **text("standpoint", doc.standpoint),
            )
        )


def law(doc: LawDoc, code: str, rows: Rows) -> None:
    """The rows of one law of jurisdiction `code`, its dates, relations and provisions."""
    identifiers = doc.identifiers or Identifiers()
    rows.add(
        m.Law(
            id=doc.id,
            jurisdiction_id=code,
            kind=doc.kind.value,
            status=doc.status.value,
            title=doc.title,
            lang=doc.lang,
            citation=doc.citation,
            themes=[theme.value for theme in doc.themes],
            lead_citation_id=f"{code}:{doc.citations[0]}",
            **{name: getattr(identifiers, name) or "" for name in Identifiers.model_fields},
            **text("title", doc.translation),
            **text("short_name", doc.short_name),
            **text("summary", doc.summary),
        )
    )
    rows.support("law", doc.id, code, doc.citations)
    _dates_and_relations(doc, rows)
    _provisions(doc, code, rows)


def _dates_and_relations(doc: LawDoc, rows: Rows) -> None:
    for kind in LawDates.model_fields:
        date = getattr(doc.dates, kind) if doc.dates else None
        if date is not None:
            rows.add(m.LawDate(id=f"{doc.id}.{kind}", law_id=doc.id, kind=kind, **partial_columns("date", date)))
    for relation in doc.relations:
        id_ = f"{doc.id}|{relation.kind.value}|{relation.law}"
        rows.add(m.LawRelation(id=id_, law_id=doc.id, kind=relation.kind.value, target_id=relation.law))


def _provisions(doc: LawDoc, code: str, rows: Rows) -> None:
    for provision in doc.provisions:
        id_ = f"{doc.id}/{provision.id}"
        rows.add(
            m.Provision(
                id=id_,
                law_id=doc.id,
                key=provision.id,
                pinpoint=provision.pinpoint,
                lang=provision.lang or "",
                quote=provision.quote or "",
                lead_citation_id=f"{code}:{provision.citations[0]}",
                **text("heading", provision.heading),
                **text("quote", provision.translation),
                **partial_columns("valid_from", provision.valid_from),
                **partial_columns("valid_to", provision.valid_to),
            )
        )
        rows.support("provision", id_, code, provision.citations)
