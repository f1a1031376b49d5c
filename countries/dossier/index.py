"""Everything the data files define, by id, and which citations of a file are used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .read import Document, Dossier, Loc, Problem, dotted
from .schema import Citations, CodebookFile, LawDoc, SourceDoc


@dataclass(slots=True)
class Index:
    """Ids of the whole dossier, for checking references. Duplicates are reported while it is built."""

    sources: dict[str, SourceDoc] = field(default_factory=dict)
    jurisdictions: dict[str, str] = field(default_factory=dict)
    laws: dict[str, LawDoc] = field(default_factory=dict)
    provisions: set[str] = field(default_factory=set)
    platforms: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    milestones: dict[str, Any] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=dict)
    absences: set[str] = field(default_factory=set)


class Report:
    """Collects problems of one file with the line of their place."""

    def __init__(self, document: Document[Any], problems: list[Problem]) -> None:
        self.document, self.problems = document, problems

    def __call__(self, loc: Loc, message: str) -> None:
        document = self.document
        self.problems.append(Problem(document.file, document.line(loc), dotted(loc), message))


def build(dossier: Dossier, problems: list[Problem]) -> Index:
    """The index of all ids; an id given twice is a problem at its second place."""
    index = Index()
    if dossier.codebook:
        _codebook(index, dossier.codebook, Report(dossier.codebook, problems))
    for sources in dossier.sources:
        report = Report(sources, problems)
        for at, source in enumerate(sources.data.sources):
            _once(index.sources, source.id, source, ("sources", at, "id"), report)
    _jurisdictions(index, dossier, problems)
    _enforcement(index, dossier, problems)
    if dossier.classifications:
        for scheme in dossier.classifications.data.schemes:
            index.labels[scheme.id] = {label.id for label in scheme.labels}
    return index


def _once(table: dict[str, Any], id_: str, value: Any, loc: Loc, report: Report) -> None:
    if id_ in table:
        report(loc, f"the id “{id_}” is taken already")
    table.setdefault(id_, value)


def _codebook(index: Index, codebook: Document[CodebookFile], report: Report) -> None:
    newest = max(indicator.introduced for indicator in codebook.data.indicators)
    if codebook.data.edition != newest:
        report(("edition",), f"the edition is the newest that introduced an indicator: expected “{newest}”")
    index.absences = {str(absence.code) for absence in codebook.data.absences}
    for at, indicator in enumerate(codebook.data.indicators):
        codes = [value.code for value in indicator.values]
        for position, code in enumerate(codes):
            if code in codes[:position] or code in index.absences:
                report(("indicators", at, "values", position, "code"), f"the value “{code}” is taken already")
        _once(index.values, indicator.code, {*codes, *index.absences}, ("indicators", at, "code"), report)


def _jurisdictions(index: Index, dossier: Dossier, problems: list[Problem]) -> None:
    for document in dossier.jurisdictions:
        report = Report(document, problems)
        _once(index.jurisdictions, document.data.code, str(document.data.kind), ("code",), report)
        for at, law in enumerate(document.data.laws):
            _once(index.laws, law.id, law, ("laws", at, "id"), report)
            for position, provision in enumerate(law.provisions):
                id_ = f"{law.id}/{provision.id}"
                if id_ in index.provisions:
                    report(("laws", at, "provisions", position, "id"), f"the id “{id_}” is taken already")
                index.provisions.add(id_)


def _enforcement(index: Index, dossier: Dossier, problems: list[Problem]) -> None:
    if dossier.platforms:
        report = Report(dossier.platforms, problems)
        for at, platform in enumerate(dossier.platforms.data.platforms):
            if platform.id in index.platforms:
                report(("platforms", at, "id"), f"the id “{platform.id}” is taken already")
            index.platforms.add(platform.id)
    for document in dossier.cases:
        report = Report(document, problems)
        if document.data.id in index.cases:
            report(("id",), f"the id “{document.data.id}” is taken already")
        index.cases.add(document.data.id)
        for at, milestone in enumerate(document.data.milestones):
            id_ = f"{document.data.id}/{milestone.id}"
            _once(index.milestones, id_, milestone, ("milestones", at, "id"), report)


def cited(node: Any, loc: Loc = ()) -> Iterator[tuple[Loc, list[str]]]:
    """Every list of citation keys in a file's plain data, with its place."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key == "citations" and isinstance(value, list):
                yield (*loc, key), value
            else:
                yield from cited(value, (*loc, key))
    elif isinstance(node, list):
        for position, item in enumerate(node):
            yield from cited(item, (*loc, position))


def citations_of(document: Document[Any]) -> Citations:
    """The citations a file writes at its top; none for files that have none."""
    found: Citations = getattr(document.data, "citations", {})
    return found
