"""What must hold across the data files: references, overlaps, evidence, contradictions. Needs no database."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

from countries import evidence
from countries.choices import JurisdictionKind, PlatformKind

from .check_second import interval_of, overlaps, second_codings
from .index import Index, Report, build, citations_of, cited
from .read import Document, Dossier, Loc, Page, Problem, sorted_unique
from .schema import CaseFile, CitationDoc, CodingDoc, JurisdictionFile, MilestoneLinkDoc, plain

NEVER_LINKED = {PlatformKind.CLASSIFIEDS, PlatformKind.ESCORT_DIRECTORY, PlatformKind.ADULT_CONTENT}


def check(dossier: Dossier) -> list[Problem]:
    """Every problem across the files that could be read, in file and line order."""
    problems: list[Problem] = []
    index = build(dossier, problems)
    for document in _citing(dossier):
        _citations(document, index, Report(document, problems))
    for jurisdiction in dossier.jurisdictions:
        _jurisdiction(jurisdiction, index, Report(jurisdiction, problems))
    for case in dossier.cases:
        _case(case, index, Report(case, problems))
    _sources(dossier, problems)
    _statements(dossier, index, problems)
    _classifications(dossier, index, problems)
    second_codings(dossier, index, problems)
    _pages(dossier.pages, problems)
    return sorted_unique(problems)


def _exists(id_: str | None, known: Any, what: str, loc: Loc, report: Report) -> None:
    if id_ is not None and id_ not in known:
        report(loc, f"unknown {what} “{id_}”")


def _citations(document: Document[Any], index: Index, report: Report) -> None:
    written = citations_of(document)
    used: set[str] = set()
    for loc, keys in cited(plain(document.data)):
        used.update(keys)
        for at, key in enumerate(keys):
            _exists(key, written, "citation", (*loc, at), report)
            if key in keys[:at]:
                report((*loc, at), f"the citation “{key}” stands twice")
    for key, citation in written.items():
        loc = ("citations", key)
        _exists(citation.source, index.sources, "source", (*loc, "source"), report)
        if key not in used:
            report(loc, "nothing is supported by this citation")
        _seen_after_issued(citation, index, (*loc, "seen_on"), report)


def _seen_after_issued(citation: CitationDoc, index: Index, loc: Loc, report: Report) -> None:
    source = index.sources.get(citation.source)
    if source and source.issued and source.issued.first > citation.seen_on:
        report(loc, f"seen on {citation.seen_on}, before it was issued ({source.issued})")


def _jurisdiction(document: Document[JurisdictionFile], index: Index, report: Report) -> None:
    data = document.data
    if document.file != f"jurisdictions/{data.code}.yaml":
        report(("code",), f"the file of “{data.code}” is named jurisdictions/{data.code}.yaml")
    _exists(data.parent, index.jurisdictions, "jurisdiction", ("parent",), report)
    for at, membership in enumerate(data.memberships):
        if index.jurisdictions.get(membership.union) != JurisdictionKind.UNION:
            report(("memberships", at, "union"), f"“{membership.union}” is not a union that has a file")
    for at, coding in enumerate(data.codings):
        _coding(coding, data, index, ("codings", at), report)
    overlaps(data.codings, report)
    _contradictions(data.codings, report)
    for at, law in enumerate(data.laws):
        for position, relation in enumerate(law.relations):
            loc = ("laws", at, "relations", position, "law")
            _exists(relation.law, index.laws, "law", loc, report)
            if relation.law == law.id:
                report(loc, "a law has no relation with itself")


def _coding(coding: CodingDoc, data: JurisdictionFile, index: Index, loc: Loc, report: Report) -> None:
    if coding.indicator not in index.values:
        report((*loc, "indicator"), f"unknown indicator “{coding.indicator}”")
    elif coding.value not in index.values[coding.indicator]:
        allowed = ", ".join(sorted(index.values[coding.indicator]))
        report((*loc, "value"), f"“{coding.value}” is not a value of {coding.indicator}: expected one of {allowed}")
    for at, provision in enumerate(coding.provisions):
        _exists(provision, index.provisions, "provision", (*loc, "provisions", at), report)
    _exists(coding.trigger, index.laws, "law", (*loc, "trigger"), report)
    if coding.value == "stated" and coding.penalty is None:
        report((*loc, "value"), "the value “stated” needs a penalty")
    _confidence(coding, data, index, loc, report)


def _confidence(coding: CodingDoc, data: JurisdictionFile, index: Index, loc: Loc, report: Report) -> None:
    if coding.confidence is None:
        return
    most = evidence.confidence(coding_support(coding, data, index))
    if most is None or evidence.RANK[coding.confidence] >= evidence.RANK[most]:
        report((*loc, "confidence"), f"the citations give “{most}” by rule; `confidence` may only lower it")


def coding_support(coding: CodingDoc, data: JurisdictionFile, index: Index) -> evidence.Support:
    """How well a coding's citations carry it; citations that are missing are passed over."""
    found = [data.citations[key].source for key in coding.citations if key in data.citations]
    sources = [index.sources[id_] for id_ in found if id_ in index.sources]
    return evidence.support([(source.kind, source.publisher or source.id) for source in sources])


def _contradictions(codings: list[CodingDoc], report: Report) -> None:
    """Values that cannot both hold on one day."""
    registered = [c for c in codings if c.indicator == "selling" and c.value == "permitted_if_registered"]
    for at, coding in enumerate(codings):
        if coding.indicator != "registration" or coding.value not in {"none", "not_addressed"}:
            continue
        if any(interval_of(coding).overlaps(interval_of(other)) for other in registered):
            report(
                ("codings", at, "value"),
                f"“{coding.value}” contradicts selling “permitted_if_registered” in the same period",
            )


def _case(document: Document[CaseFile], index: Index, report: Report) -> None:
    data = document.data
    if document.file != f"cases/{data.id}.yaml":
        report(("id",), f"the file of “{data.id}” is named cases/{data.id}.yaml")
    _platforms_and_places(data, index, (), report)
    for at, milestone in enumerate(data.milestones):
        loc: Loc = ("milestones", at)
        _platforms_and_places(milestone, index, loc, report)
        _exists(milestone.law, index.laws, "law", (*loc, "law"), report)
        for position, link in enumerate(milestone.links):
            where = (*loc, "links", position)
            _exists(link.from_law, index.laws, "law", (*where, "from_law"), report)
            _origin(link, data.id, milestone.date.last, index, where, report)


def _platforms_and_places(data: Any, index: Index, loc: Loc, report: Report) -> None:
    for at, platform in enumerate(data.platforms):
        _exists(platform, index.platforms, "platform", (*loc, "platforms", at), report)
    for at, code in enumerate(data.jurisdictions):
        _exists(code, index.jurisdictions, "jurisdiction", (*loc, "jurisdictions", at), report)


def _origin(link: MilestoneLinkDoc, case: str, last: Any, index: Index, loc: Loc, report: Report) -> None:
    if link.from_milestone is None:
        return
    origin = index.milestones.get(milestone_id(link.from_milestone, case))
    if origin is None:
        report((*loc, "from_milestone"), f"unknown milestone “{link.from_milestone}”")
    elif origin.date.first > last:
        report((*loc, "from_milestone"), f"“{link.from_milestone}” ({origin.date}) is later than this milestone")


def milestone_id(reference: str, case: str) -> str:
    """`key` within its own case, or `case/key`, as `case/key`."""
    return reference if "/" in reference else f"{case}/{reference}"


def _sources(dossier: Dossier, problems: list[Problem]) -> None:
    used = {citation.source for document in _citing(dossier) for citation in citations_of(document).values()}
    barred = {p.id for p in dossier.platforms.data.platforms if p.kind in NEVER_LINKED} if dossier.platforms else set()
    for sources in dossier.sources:
        report = Report(sources, problems)
        for at, source in enumerate(sources.data.sources):
            if source.id not in used:
                report(("sources", at, "id"), f"nothing cites the source “{source.id}”")
            for key in ("url", "archive_url"):
                host = urlsplit(getattr(source, key) or "").hostname or ""
                if barred & set(host.split(".")):
                    report(("sources", at, key), f"no link to the platform “{host}” itself")


def _citing(dossier: Dossier) -> list[Document[Any]]:
    singles = [dossier.platforms, dossier.report, dossier.classifications]
    many: list[Document[Any]] = [*dossier.jurisdictions, *dossier.cases, *dossier.second_codings]
    return many + [single for single in singles if single]


def _statements(dossier: Dossier, index: Index, problems: list[Problem]) -> None:
    if not dossier.report:
        return
    report = Report(dossier.report, problems)
    numbers: set[int] = set()
    for at, statement in enumerate(dossier.report.data.statements):
        loc: Loc = ("statements", at)
        _platforms_and_places(statement, index, loc, report)
        for position, law in enumerate(statement.laws):
            _exists(law, index.laws, "law", (*loc, "laws", position), report)
        if statement.number in numbers:
            report((*loc, "number"), f"the number {statement.number} is taken already")
        numbers.add(statement.number)


def _classifications(dossier: Dossier, index: Index, problems: list[Problem]) -> None:
    if not dossier.classifications:
        return
    report = Report(dossier.classifications, problems)
    seen: set[tuple[str, str, str]] = set()
    for at, row in enumerate(dossier.classifications.data.classifications):
        loc: Loc = ("classifications", at)
        _exists(row.jurisdiction, index.jurisdictions, "jurisdiction", (*loc, "jurisdiction"), report)
        _exists(row.scheme, index.labels, "scheme", (*loc, "scheme"), report)
        _exists(row.label, index.labels.get(row.scheme, {row.label}), "label", (*loc, "label"), report)
        key = (row.scheme, row.jurisdiction, str(row.date))
        if key in seen:
            report(loc, "the scheme has already labelled this jurisdiction on this date")
        seen.add(key)


def _pages(pages: list[Page], problems: list[Problem]) -> None:
    languages: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        languages[page.slug].add(page.lang)
    missing = [(slug, lang) for slug, found in languages.items() for lang in {"en", "fr"} - found]
    problems += [Problem(f"pages/{slug}.{lang}.md", 1, "(file)", "the file is missing") for slug, lang in missing]
