"""CSL-JSON -> RIS."""

from __future__ import annotations

from collections.abc import Sequence

from .csl import Item

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
}


def ris(items: Sequence[Item]) -> str:
    """One record an item, in the order given; lines end with CR LF as the format asks."""
    return "".join(f"{line}\r\n" for item in items for line in _record(item))


def _date(item: Item, key: str) -> str:
    parts = item.get(key, {}).get("date-parts", [[]])[0]
    return "/".join([f"{part:02d}" for part in parts] + [""] * (3 - len(parts))) if parts else ""


def _record(item: Item) -> list[str]:
    tags = [
        ("TY", TYPES.get(item["type"], "GEN")),
        ("ID", item["id"]),
        ("TI", item["title"]),
        *(("AU", name["literal"]) for name in item.get("author", [])),
        ("T2", item.get("container-title", "")),
        ("PB", item.get("publisher", "")),
        ("PY", _date(item, "issued")[:4]),
        ("DA", _date(item, "issued")),
        ("Y2", _date(item, "accessed")),
        ("UR", item.get("URL", "")),
        ("LA", item.get("language", "")),
        ("N1", item.get("note", "")),
    ]
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in tags if value]
    return [*lines, "ER  - "]
