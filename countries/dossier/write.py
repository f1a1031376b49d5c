"""Database -> data files, byte for byte: loading what was written changes nothing, and writing it again neither."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from countries import models as m

from . import documents, documents_more
from .documents import Evidence, Plain
from .emit import emit

FOLDERS = ("jurisdictions", "sources", "cases", "second-coding")


def files() -> Iterator[tuple[str, str]]:
    """Every data file as (name below the folder, text)."""
    for name, document in _documents():
        yield name, emit(document)
    for page in m.Page.objects.all():
        for lang, title, body in (("en", page.title_en, page.body_en), ("fr", page.title_fr, page.body_fr)):
            yield f"pages/{page.slug}.{lang}.md", f"# {title}\n\n{body}\n"


def _documents() -> Iterator[tuple[str, Plain]]:
    cited = Evidence()
    newest = max(m.Indicator.objects.values_list("introduced", flat=True), default="1")
    yield "codebook.yaml", documents_more.codebook(newest)
    yield "platforms.yaml", documents_more.platforms(cited)
    yield "report-2019.yaml", documents_more.report(cited)
    yield "classifications.yaml", documents_more.classifications(cited)
    for place in documents.by_id(m.Jurisdiction.objects.select_related("population_citation")):
        yield f"jurisdictions/{place.code}.yaml", documents.jurisdiction(place, cited)
    for file in sorted(set(m.Source.objects.values_list("file", flat=True))):
        yield f"sources/{file}.yaml", documents.sources(file)
    for case in documents.by_id(m.Case.objects.all()):
        yield f"cases/{case.id}.yaml", documents_more.case(case, cited)
    for code in sorted(set(m.SecondCoding.objects.values_list("jurisdiction_id", flat=True))):
        yield f"second-coding/{code}.yaml", documents_more.second_coding(code, cited)


def write(root: Path) -> list[str]:
    """Write all data files below `root`, remove those that no longer stand; the names that changed."""
    wanted = dict(files())
    changed: list[str] = []
    for name, content in wanted.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != content.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode())
            changed.append(name)
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.yaml")):
            name = f"{folder}/{path.name}"
            if name not in wanted:
                path.unlink()
                changed.append(name)
    return sorted(changed)
