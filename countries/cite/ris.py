"""CSL-JSON -> RIS."""

from __future__ import annotations

from collections.abc import Sequence

from countries.dates import PartialDate

from .csl import Item, date_of

TYPES = {
    "legislation": "STAT",
    "legal_case": "CASE",
    "bill": "BILL",
    "report": "RPRT",
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "thesis": "THES",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "hearing": "HEAR",
    "dataset": "DATA",
    "entry": "DBASE",
}


def ris(items: Sequence[Item]) -> str:
    """One record an item, in the order given; lines end with CR LF as the format asks."""
    return "".join(f"{line}\r\n" for item in items for line in _record(item))


def _date(date: PartialDate | None) -> str:
    """`2014/07/`: a part that is not known is empty, its slash is not."""
    if date is None:
        return ""
    parts = str(date).split("-")
    return "/".join(parts + [""] * (3 - len(parts)))


def _record(item: Item) -> list[str]:
    issued = date_of(item, "issued")
    tags = [
        ("TY", TYPES.get(item["type"], "GEN")),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", name["literal"]) for name in item.get("author", [])),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("ET", item.get("version", "")),
        ("PY", str(issued.first.year) if issued else ""),
        ("DA", _date(issued)),
        ("Y2", _date(date_of(item, "accessed"))),
        ("UR", item.get("URL", "")),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in tags if value]
    return [*lines, "ER  - "]
