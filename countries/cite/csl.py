"""CSL-JSON 1.0.2 items, the form from which every other is made."""

from __future__ import annotations

import datetime as dt
from typing import Any

from countries.dates import PartialDate
from countries.models import Source

Item = dict[str, Any]
PUBLISHER = "Jalons"


def date_parts(date: PartialDate) -> dict[str, list[list[int]]]:
    """`2018-06` -> `{"date-parts": [[2018, 6]]}`."""
    return {"date-parts": [[int(part) for part in str(date).split("-")]]}


def source_item(source: Source, accessed: dt.date | None = None) -> Item:
    """A source as a CSL-JSON item. `accessed` is the day its text was read."""
    item: Item = {
        "id": source.id,
        "type": source.csl_type,
        "title": source.title,
        "author": [{"literal": name} for name in source.author],
        "publisher": source.publisher,
        "issued": date_parts(source.issued_partial) if source.issued_partial else None,
        "accessed": date_parts(PartialDate(accessed, "day")) if accessed else None,
        "URL": source.archive_url or source.url,
        "language": source.lang,
    }
    return {key: value for key, value in item.items() if value}


def page_item(id_: str, title: str, url: str, lang: str, version: str, as_of: dt.date, loaded: dt.date) -> Item:
    """A page of the site as it stands in one data version, on the law of `as_of`."""
    return {
        "id": id_,
        "type": "webpage",
        "title": title,
        "author": [{"literal": "The Jalons contributors"}],
        "container-title": PUBLISHER,
        "publisher": PUBLISHER,
        "issued": date_parts(PartialDate(loaded, "day")),
        "URL": url,
        "language": lang,
        "version": version,
        "note": f"Law as of {as_of.isoformat()}; data version {version}",
    }
