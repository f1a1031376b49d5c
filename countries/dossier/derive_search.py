"""What search looks through, from the rows of a load: one document a record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any

from countries import models as m
from countries.folding import stems

from .derive_decades import decades
from .rows import Rows

Part = list[str]


def documents(rows: Rows) -> Rows:
    """The rows of SearchDocument."""
    derived, dated = Rows(), decades(rows)
    for document in _all(rows):
        document.decades = dated.get((document.kind, document.record_id), [])
        derived.add(document)
    return derived


def _all(rows: Rows) -> Iterator[m.SearchDocument]:
    def table(model: Any) -> list[Any]:
        return list(rows.tables[model].values())

    passages: dict[str, list[Any]] = {}
    for passage in table(m.Passage):
        passages.setdefault(passage.jurisdiction_id, []).append(passage)
    for place in table(m.Jurisdiction):
        yield _jurisdiction(place, passages.get(place.code, []))
    laws = {law.id: law for law in table(m.Law)}
    for law in laws.values():
        yield _law(law, rows)
    for provision in table(m.Provision):
        yield _provision(provision, laws[provision.law_id], rows)
    for coding in table(m.Coding):
        yield _coding(coding, rows)
    for citation in table(m.Citation):
        yield _citation(citation, rows)
    yield from _enforcement(table)
    yield from _texts(table)


def _document(
    kind: str,
    id_: str,
    titles: tuple[str, str],
    parts: list[Part],
    *,
    anchor: str = "",
    place: str = "",
    themes: Sequence[str] = (),
    lang: str = "",
) -> m.SearchDocument:
    kept = [part for part in parts if part[2]]
    return m.SearchDocument(
        id=hashlib.sha256(f"{kind}:{id_}".encode()).hexdigest()[:32],
        kind=kind,
        record_id=id_,
        anchor=anchor,
        jurisdiction=place,
        themes=list(themes),
        lang=lang,
        title_en=titles[0],
        title_fr=titles[1],
        parts=kept,
        folded_title=" ".join(stems(" ".join(titles))),
        folded_body=" ".join(stems(" ".join(part[2] for part in kept))),
    )


def _both(name: str, row: Any, field: str) -> list[Part]:
    return [[name, "en", getattr(row, f"{field}_en")], [name, "fr", getattr(row, f"{field}_fr")]]


def _place(code: str, rows: Rows) -> list[Part]:
    """The name of the jurisdiction that a record is of, so that it can be asked for along with other words."""
    return _both("place", rows.tables[m.Jurisdiction][code], "name")


def _jurisdiction(place: Any, passages: list[Any]) -> m.SearchDocument:
    parts = [["alias", "", alias] for alias in place.aliases] + [["code", "", place.code], ["code", "", place.iso3]]
    for passage in passages:
        parts += _both("profile", passage, "text")
    return _document("jurisdiction", place.code, (place.name_en, place.name_fr), parts, place=place.code)


def _law(law: Any, rows: Rows) -> m.SearchDocument:
    parts = [["title", law.lang, law.title], ["citation", law.lang, law.citation]]
    parts += _both("title", law, "title") + _both("summary", law, "summary")
    parts += [["identifier", "", getattr(law, name)] for name in ("eli", "celex", "ecli", "neutral", "local")]
    parts += _place(law.jurisdiction_id, rows)
    titles = (law.short_name_en or law.citation, law.short_name_fr or law.citation)
    return _document("law", law.id, titles, parts, place=law.jurisdiction_id, themes=law.themes, lang=law.lang)


def _provision(provision: Any, law: Any, rows: Rows) -> m.SearchDocument:
    parts = [["quotation", provision.lang, provision.quote], *_both("translation", provision, "quote")]
    parts += [*_both("heading", provision, "heading"), ["pinpoint", "", provision.pinpoint]]
    parts += _place(law.jurisdiction_id, rows)
    titles = (
        f"{law.short_name_en or law.citation}, {provision.pinpoint}",
        f"{law.short_name_fr or law.citation}, {provision.pinpoint}",
    )
    return _document(
        "provision",
        provision.id,
        titles,
        parts,
        anchor=provision.key,
        place=law.jurisdiction_id,
        themes=law.themes,
        lang=provision.lang,
    )


def _coding(coding: Any, rows: Rows) -> m.SearchDocument:
    place: Any = rows.tables[m.Jurisdiction][coding.jurisdiction_id]
    indicator: Any = rows.tables[m.Indicator][coding.indicator_id]
    value: Any = rows.tables[m.IndicatorValue][coding.value_id]
    parts = _both("note", coding, "note") + _both("penalty", coding, "penalty_wording")
    titles = (
        f"{place.name_en}: {indicator.name_en}, {value.label_en}",
        f"{place.name_fr} : {indicator.name_fr}, {value.label_fr}",
    )
    where = {"anchor": coding.indicator_id, "place": coding.jurisdiction_id}
    return _document("coding", coding.id, titles, parts, themes=[indicator.theme], **where)


def _citation(citation: Any, rows: Rows) -> m.SearchDocument:
    source: Any = rows.tables[m.Source][citation.source_id]
    parts = [["quotation", citation.lang, citation.quote], *_both("translation", citation, "quote")]
    parts += [["source", "", source.publisher], ["pinpoint", "", citation.pinpoint]]
    title = f"{source.title}, {citation.pinpoint}" if citation.pinpoint else source.title
    return _document("citation", citation.id, (title, title), parts, anchor=citation.source_id, lang=citation.lang)


def _enforcement(table: Any) -> Iterator[m.SearchDocument]:
    for case in table(m.Case):
        yield _document("case", case.id, (case.title_en, case.title_fr), _both("summary", case, "summary"))
    for milestone in table(m.Milestone):
        yield _document(
            "milestone",
            milestone.id,
            (milestone.title_en, milestone.title_fr),
            _both("text", milestone, "text"),
            anchor=milestone.key,
        )
    for platform in table(m.Platform):
        parts = [["operator", "", platform.operator], *_both("note", platform, "note")]
        yield _document("platform", platform.id, (platform.name, platform.name), parts)


def _texts(table: Any) -> Iterator[m.SearchDocument]:
    for statement in table(m.Statement):
        titles = (
            f"{statement.speaker_en}, statement {statement.number}",
            f"{statement.speaker_fr}, affirmation {statement.number}",
        )
        yield _document("statement", statement.id, titles, _both("text", statement, "text"))
    for indicator in table(m.Indicator):
        parts = _both("question", indicator, "question") + _both("definition", indicator, "definition")
        for lang in ("en", "fr"):
            for name in ("coding_rules", "hard_cases"):
                parts += [["rule", lang, text] for text in getattr(indicator, f"{name}_{lang}")]
        names = (indicator.name_en, indicator.name_fr)
        yield _document("indicator", indicator.code, names, parts, themes=[indicator.theme])
    for page in table(m.Page):
        yield _document("page", page.slug, (page.title_en, page.title_fr), _both("text", page, "body"))
