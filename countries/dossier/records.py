"""Typed documents -> rows of the database. Expects documents that passed every check."""

from __future__ import annotations

from typing import Any

from countries import evidence
from countries import models as m
from countries.models.bilingual import partial_columns

from . import records_enforcement, records_law
from .check import coding_support
from .index import Index, build
from .read import Document, Dossier
from .rows import Rows, text
from .schema import CitationDoc, CodebookFile, CodingDoc, JurisdictionFile, PenaltyDoc, SecondCodingFile


def rows_of(dossier: Dossier) -> Rows:
    """All rows that the data files ask for, without the derived ones."""
    rows = Rows()
    index = build(dossier, [])
    if dossier.codebook:
        _codebook(dossier.codebook.data, rows)
    for sources in dossier.sources:
        records_law.sources(sources, rows)
    for jurisdiction in dossier.jurisdictions:
        _jurisdiction(jurisdiction, index, rows)
    records_enforcement.add(dossier, rows, _citations)
    for second in dossier.second_codings:
        _second_coding(second, rows)
    _pages(dossier, rows)
    return rows


def _citations(file: str, citations: dict[str, CitationDoc], rows: Rows) -> None:
    for key, doc in citations.items():
        rows.add(
            m.Citation(
                id=f"{file}:{key}",
                file=file,
                key=key,
                source_id=doc.source,
                pinpoint=doc.pinpoint or "",
                lang=doc.lang,
                quote=doc.quote,
                seen_on=doc.seen_on,
                seen_as=doc.seen_as.value,
                **text("quote", doc.translation),
            )
        )


def _codebook(book: CodebookFile, rows: Rows) -> None:
    for order, doc in enumerate(book.indicators):
        rows.add(
            m.Indicator(
                code=doc.code,
                theme=doc.theme.value,
                core=doc.core,
                order=order,
                **text("name", doc.name),
                **text("question", doc.question),
                **text("definition", doc.definition),
                coding_rules_en=[rule.en for rule in doc.coding_rules],
                coding_rules_fr=[rule.fr for rule in doc.coding_rules],
                hard_cases_en=[case.en for case in doc.hard_cases],
                hard_cases_fr=[case.fr for case in doc.hard_cases],
                introduced=doc.introduced,
                deprecated=doc.deprecated or "",
                replaced_by_id=doc.replaced_by,
            )
        )
        own = [(value.code, value.label, value.definition, False, True) for value in doc.values]
        absent = [(a.code.value, a.label, a.definition, True, a.finding) for a in book.absences]
        for position, (code, label, definition, is_absence, is_finding) in enumerate([*own, *absent]):
            rows.add(
                m.IndicatorValue(
                    id=f"{doc.code}:{code}",
                    indicator_id=doc.code,
                    code=code,
                    order=position,
                    is_absence=is_absence,
                    is_finding=is_finding,
                    **text("label", label),
                    **text("definition", definition),
                )
            )
    for order, ruleset in enumerate(book.rulesets):
        rows.add(
            m.Ruleset(
                id=ruleset.id, order=order, **text("name", ruleset.name), **text("description", ruleset.description)
            )
        )
        for position, rule in enumerate(ruleset.rules):
            rows.add(
                m.Rule(
                    id=f"{ruleset.id}/{rule.id}",
                    ruleset_id=ruleset.id,
                    code=rule.id,
                    order=position,
                    **text("condition", rule.condition),
                )
            )


def _jurisdiction(document: Document[JurisdictionFile], index: Index, rows: Rows) -> None:
    doc = document.data
    _citations(doc.code, doc.citations, rows)
    population = doc.population
    rows.add(
        m.Jurisdiction(
            code=doc.code,
            iso3=doc.iso3 or "",
            numeric=doc.numeric or "",
            kind=doc.kind.value,
            parent_id=doc.parent,
            region=doc.region or "",
            subregion=doc.subregion or "",
            legal_tradition=doc.legal_tradition.value if doc.legal_tradition else "",
            aliases=list(doc.aliases),
            report_2019=doc.report_2019.status.value if doc.report_2019 else "",
            population=population.count if population else None,
            population_year=population.year if population else None,
            population_citation_id=f"{doc.code}:{population.citations[0]}" if population else None,
            **text("name", doc.name),
        )
    )
    if doc.report_2019:
        rows.support("jurisdiction", doc.code, doc.code, doc.report_2019.citations)
    _memberships_and_profile(doc, rows)
    for coding in doc.codings:
        _coding(coding, doc, index, rows)
    for law in doc.laws:
        records_law.law(law, doc.code, rows)


def _memberships_and_profile(doc: JurisdictionFile, rows: Rows) -> None:
    for membership in doc.memberships:
        rows.add(
            m.Membership(
                id=f"{doc.code}.{membership.union}.{membership.from_}",
                jurisdiction_id=doc.code,
                union_id=membership.union,
                **partial_columns("valid_from", membership.from_),
                **partial_columns("valid_to", membership.to),
            )
        )
    for position, passage in enumerate(doc.profile):
        id_ = f"{doc.code}.{position + 1}"
        lead = f"{doc.code}:{passage.citations[0]}"
        rows.add(
            m.Passage(
                id=id_, jurisdiction_id=doc.code, position=position, lead_citation_id=lead, **text("text", passage.text)
            )
        )
        rows.support("passage", id_, doc.code, passage.citations)


def _coding(doc: CodingDoc, jurisdiction: JurisdictionFile, index: Index, rows: Rows) -> None:
    id_ = f"{jurisdiction.code}.{doc.indicator}.{doc.valid_from}"
    support = coding_support(doc, jurisdiction, index)
    by_rule = evidence.confidence(support)
    confidence = doc.confidence or by_rule
    rows.add(
        m.Coding(
            id=id_,
            jurisdiction_id=jurisdiction.code,
            indicator_id=doc.indicator,
            value_id=f"{doc.indicator}:{doc.value}",
            valid_from_type=doc.valid_from_type.value,
            scope=doc.scope.value,
            support=support.value,
            confidence=confidence.value if confidence else "",
            verified_on=doc.verified_on,
            trigger_id=doc.trigger,
            lead_citation_id=f"{jurisdiction.code}:{doc.citations[0]}" if doc.citations else None,
            **partial_columns("valid_from", doc.valid_from),
            **partial_columns("valid_to", doc.valid_to),
            **_penalty(doc.penalty),
            **text("note", doc.note),
            **text("confidence_note", doc.confidence_note),
            **text("searched", doc.searched),
        )
    )
    rows.link(m.Coding.provisions.through, [(id_, provision) for provision in doc.provisions])
    rows.support("coding", id_, jurisdiction.code, doc.citations)


def _penalty(doc: PenaltyDoc | None) -> dict[str, Any]:
    if doc is None:
        return {}
    return {
        "penalty_kind": doc.kind.value,
        "penalty_min_months": doc.min_months,
        "penalty_max_months": doc.max_months,
        "penalty_fine": doc.fine,
        "penalty_currency": doc.currency or "",
        "penalty_year": doc.year,
        "penalty_turnover_percent": doc.turnover_percent,
        **text("penalty_wording", doc.wording),
    }


def _second_coding(document: Document[SecondCodingFile], rows: Rows) -> None:
    doc = document.data
    file = f"{doc.jurisdiction}.second"
    _citations(file, doc.citations, rows)
    for coding in doc.codings:
        id_ = f"{doc.jurisdiction}.{coding.indicator}.{coding.valid_from}"
        rows.add(
            m.SecondCoding(
                id=id_,
                jurisdiction_id=doc.jurisdiction,
                indicator_id=coding.indicator,
                value_id=f"{coding.indicator}:{coding.value}",
                coded_on=doc.coded_on,
                **partial_columns("valid_from", coding.valid_from),
                **partial_columns("valid_to", coding.valid_to),
                **text("note", coding.note),
            )
        )
        rows.support("second_coding", id_, file, coding.citations)
    for adjudication in doc.adjudications:
        rows.add(
            m.CodingDifference(
                id=f"{doc.jurisdiction}.{adjudication.indicator}.{adjudication.on}",
                jurisdiction_id=doc.jurisdiction,
                indicator_id=adjudication.indicator,
                on=adjudication.on,
                first_id=f"{adjudication.indicator}:{adjudication.first}",
                second_id=f"{adjudication.indicator}:{adjudication.second}",
                decision=adjudication.decision.value,
                **text("reason", adjudication.reason),
            )
        )


def _pages(dossier: Dossier, rows: Rows) -> None:
    written = {(page.slug, page.lang): page for page in dossier.pages}
    for slug in sorted({page.slug for page in dossier.pages}):
        en, fr = written[slug, "en"], written[slug, "fr"]
        rows.add(m.Page(slug=slug, title_en=en.title, title_fr=fr.title, body_en=en.body, body_fr=fr.body))
