"""Platforms, cases, statements and rival classifications -> rows."""

from __future__ import annotations

from collections.abc import Callable

from countries import models as m
from countries.models.bilingual import partial_columns

from .check import milestone_id
from .read import Dossier
from .rows import Rows, text
from .schema import (
    CaseFile,
    CitationDoc,
    ClassificationsFile,
    MilestoneDoc,
    PlatformsFile,
    ReportFile,
    SchemeDoc,
    StatementDoc,
)

AddCitations = Callable[[str, dict[str, CitationDoc], Rows], None]


def add(dossier: Dossier, rows: Rows, citations: AddCitations) -> None:
    """All rows of platforms, cases, the report and the classifications."""
    if dossier.platforms:
        citations("platforms", dossier.platforms.data.citations, rows)
        _platforms(dossier.platforms.data, rows)
    for case in dossier.cases:
        citations(case.data.id, case.data.citations, rows)
        _case(case.data, rows)
    if dossier.report:
        citations("report-2019", dossier.report.data.citations, rows)
        _report(dossier.report.data, rows)
    if dossier.classifications:
        citations("classifications", dossier.classifications.data.citations, rows)
        _classifications(dossier.classifications.data, rows)


def _platforms(file: PlatformsFile, rows: Rows) -> None:
    for doc in file.platforms:
        rows.add(
            m.Platform(
                id=doc.id,
                name=doc.name,
                operator=doc.operator or "",
                kind=doc.kind.value,
                lead_citation_id=f"platforms:{doc.citations[0]}",
                **partial_columns("active_from", doc.active_from),
                **partial_columns("active_to", doc.active_to),
                **text("note", doc.note),
            )
        )
        rows.support("platform", doc.id, "platforms", doc.citations)


def _case(doc: CaseFile, rows: Rows) -> None:
    rows.add(m.Case(id=doc.id, **text("title", doc.title), **text("summary", doc.summary)))
    rows.link(m.Case.platforms.through, [(doc.id, platform) for platform in doc.platforms])
    rows.link(m.Case.jurisdictions.through, [(doc.id, code) for code in doc.jurisdictions])
    for milestone in doc.milestones:
        _milestone(milestone, doc.id, rows)


def _milestone(doc: MilestoneDoc, case: str, rows: Rows) -> None:
    id_ = f"{case}/{doc.id}"
    rows.add(
        m.Milestone(
            id=id_,
            case_id=case,
            key=doc.id,
            kind=doc.kind.value,
            law_id=doc.law,
            lead_citation_id=f"{case}:{doc.citations[0]}",
            **partial_columns("date", doc.date),
            **text("title", doc.title),
            **text("text", doc.text),
        )
    )
    rows.support("milestone", id_, case, doc.citations)
    rows.link(m.Milestone.platforms.through, [(id_, platform) for platform in doc.platforms])
    rows.link(m.Milestone.jurisdictions.through, [(id_, code) for code in doc.jurisdictions])
    for position, link in enumerate(doc.links):
        link_id = f"{id_}.{position + 1}"
        rows.add(
            m.MilestoneLink(
                id=link_id,
                milestone_id=id_,
                position=position,
                from_law_id=link.from_law,
                from_milestone_id=milestone_id(link.from_milestone, case) if link.from_milestone else None,
                type=link.type.value,
                lead_citation_id=f"{case}:{link.citations[0]}",
                **text("claimed_by", link.claimed_by),
                **text("note", link.note),
            )
        )
        rows.support("milestone_link", link_id, case, link.citations)


def _report(file: ReportFile, rows: Rows) -> None:
    for doc in file.statements:
        rows.add(
            m.Statement(
                id=doc.id,
                number=doc.number,
                topics=[topic.value for topic in doc.topics],
                lead_citation_id=f"report-2019:{doc.citations[0]}",
                **text("speaker", doc.speaker),
                **text("text", doc.text),
            )
        )
        rows.support("statement", doc.id, "report-2019", doc.citations)
        rows.link(m.Statement.jurisdictions.through, [(doc.id, code) for code in doc.jurisdictions])
        rows.link(m.Statement.platforms.through, [(doc.id, platform) for platform in doc.platforms])
        rows.link(m.Statement.laws.through, [(doc.id, law) for law in doc.laws])
        _qualification(doc, rows)


def _qualification(doc: StatementDoc, rows: Rows) -> None:
    if doc.qualification is None:
        return
    lead = f"report-2019:{doc.qualification.citations[0]}"
    rows.add(m.Qualification(statement_id=doc.id, lead_citation_id=lead, **text("text", doc.qualification.text)))
    rows.support("qualification", doc.id, "report-2019", doc.qualification.citations)


def _classifications(file: ClassificationsFile, rows: Rows) -> None:
    for scheme in file.schemes:
        _scheme(scheme, rows)
    for doc in file.classifications:
        id_ = f"{doc.scheme}.{doc.jurisdiction}.{doc.date}"
        rows.add(
            m.Classification(
                id=id_,
                scheme_id=doc.scheme,
                jurisdiction_id=doc.jurisdiction,
                label_id=f"{doc.scheme}/{doc.label}",
                lead_citation_id=f"classifications:{doc.citations[0]}",
                **partial_columns("date", doc.date),
            )
        )
        rows.support("classification", id_, "classifications", doc.citations)


def _scheme(doc: SchemeDoc, rows: Rows) -> None:
    rows.add(m.Scheme(id=doc.id, **text("name", doc.name), **text("note", doc.note)))
    for order, label in enumerate(doc.labels):
        rows.add(
            m.SchemeLabel(
                id=f"{doc.id}/{label.id}",
                scheme_id=doc.id,
                key=label.id,
                order=order,
                family=label.family.value,
                **text("label", label.label),
            )
        )
