"""CSL-JSON -> BibTeX, with the characters that TeX reads as commands escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .csl import Item

TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
ESCAPES = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
}


def escape(text: str) -> str:
    return "".join(ESCAPES.get(char, char) for char in text)


def bibtex(items: Sequence[Item]) -> str:
    """One entry an item, UTF-8, in the order given."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    fields = {
        "title": f"{{{escape(item['title'])}}}",
        "author": " and ".join(f"{{{escape(name['literal'])}}}" for name in item.get("author", [])),
        "journal": escape(item.get("container-title", "") or item.get("publisher", "")),
        "institution": escape(item.get("publisher", "")),
        "year": str(parts[0]) if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "url": item.get("URL", ""),
        "urldate": "-".join(f"{part:02d}" for part in item.get("accessed", {}).get("date-parts", [[]])[0]),
        "note": escape(item.get("note", "")),
        "langid": item.get("language", ""),
    }
    kind = TYPES.get(item["type"], "misc")
    unused = {"article": {"institution"}, "techreport": {"journal"}}.get(kind, {"journal"})
    key = re.sub(r"[^A-Za-z0-9:.-]", "-", item["id"])
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value and name not in unused]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])
