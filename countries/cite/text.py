"""CSL-JSON -> a sentence, as a reader would cite it."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from countries.dates import PartialDate

from .csl import Item, date_of

Say = Callable[[PartialDate], str]


def suggested(item: Item, say: Say = str) -> str:
    """`Author. “Title”. Container, data version 2026.11.1, date; note. URL (consulted date)`; `say` words a date."""
    authors = ", ".join(name["literal"] for name in item.get("author", []))
    title = _("“%(title)s”") % {"title": item["title"].rstrip(".")}
    sentences = [authors, title, ", ".join(filter(None, [_middle(item, say), item.get("note", "")]))]
    address = item.get("URL", "")
    if seen := date_of(item, "accessed"):
        address += _(" (consulted %(date)s)") % {"date": say(seen)}
    return ". ".join([*(sentence.rstrip(".") for sentence in sentences if sentence), *filter(None, [address.strip()])])


def _middle(item: Item, say: Say) -> str:
    """Where it appeared and when."""
    issued = date_of(item, "issued")
    where = item.get("container-title") or item.get("publisher", "")
    return ", ".join(part for part in (where, say(issued) if issued else "") if part)
