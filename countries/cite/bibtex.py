"""CSL-JSON -> BibTeX."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from .csl import Item, date_of
from .tex import tex

TYPES = {
    "article-journal": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "thesis": "phdthesis",
    "report": "techreport",
}
# Where each type says who published it; a page of the site names the site.
PUBLISHED_IN = {"article": "journal", "techreport": "institution", "phdthesis": "school", "misc": "howpublished"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
IN_AN_ADDRESS = ":/?#[]@!$&'()*+,;=%~._-"


def bibtex(items: Sequence[Item]) -> str:
    """One entry an item, UTF-8, in the order given."""
    return "\n".join(_entry(item) for item in items)


def _entry(item: Item) -> str:
    kind = TYPES.get(item["type"], "misc")
    issued, seen = date_of(item, "issued"), date_of(item, "accessed")
    published = item.get("container-title", "") or item.get("publisher", "")
    fields = {
        "title": f"{{{tex(item['title'])}}}",
        "author": " and ".join(f"{{{tex(name['literal'])}}}" for name in item.get("author", [])),
        PUBLISHED_IN.get(kind, "publisher"): tex(published),
        "year": str(issued.first.year) if issued else "",
        "url": quote(item.get("URL", ""), safe=IN_AN_ADDRESS),
        "urldate": str(seen or ""),
        "version": tex(item.get("version", "")),
        "note": tex(item.get("note", "")),
        "langid": tex(item.get("language", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if issued and issued.precision != "year":
        lines.append(f"  month = {MONTHS[issued.first.month - 1]},")
    return "\n".join([f"@{kind}{{{_key(item)},", *lines, "}", ""])


def _key(item: Item) -> str:
    return re.sub(r"[^A-Za-z0-9:.-]", "-", item["id"])
