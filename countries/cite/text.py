"""CSL-JSON -> one line of text, as a reader would cite it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .csl import Item


def suggested(item: Item) -> str:
    """`Title. Container, data version 2026.11.1, law as of 2019-06-04. URL` in the reader's language."""
    authors = ", ".join(name["literal"] for name in item.get("author", []))
    version = item.get("version")
    where = item.get("container-title") or item.get("publisher", "")
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    date = "-".join(f"{part:02d}" for part in parts)
    edition = _("data version %(version)s") % {"version": version} if version else ""
    middle = ", ".join(piece for piece in (where, edition, date) if piece)
    sentences = [piece for piece in (authors, item["title"], middle, item.get("URL", "")) if piece]
    return ". ".join(sentence.rstrip(".") for sentence in sentences)
