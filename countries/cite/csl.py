"""CSL-JSON 1.0.2 items, the form from which every other is made."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from countries.dates import PartialDate
from countries.models import DataVersion, Source

Item = dict[str, Any]
PUBLISHER = "Jalons"


def date_parts(date: PartialDate) -> dict[str, list[list[int]]]:
    """`2018-06` -> `{"date-parts": [[2018, 6]]}`."""
    return {"date-parts": [[int(part) for part in str(date).split("-")]]}


def date_of(item: Item, name: str) -> PartialDate | None:
    """A date of an item, as far as it is known."""
    parts = item.get(name, {}).get("date-parts", [[]])[0]
    return PartialDate.parse("-".join(f"{part:02d}" for part in parts)) if parts else None


def _day(date: dt.date) -> dict[str, list[list[int]]]:
    return date_parts(PartialDate(date, "day"))


def source_item(source: Source, accessed: dt.date | None = None, pinpoint: str = "") -> Item:
    """A source as a CSL-JSON item. `accessed` is the day its text was read, `pinpoint` where in it."""
    item: Item = {
        "id": f"{source.id}",
        "type": source.csl_type,
        "title": source.title,
        "author": [{"literal": name} for name in source.author],
        "publisher": source.publisher,
        "issued": date_parts(source.issued_partial) if source.issued_partial else None,
        "accessed": _day(accessed) if accessed else None,
        "URL": source.archive_url or source.url,
        "language": source.lang,
        "note": pinpoint,
    }
    return {key: value for key, value in item.items() if value}


def page_item(
    id_: str, title: str, url: str, lang: str, version: DataVersion, accessed: dt.date, note: str = ""
) -> Item:
    """A page of the site as it stands in one data version. `note` says of which day's law it is."""
    edition = _("data version %(version)s") % {"version": version.version}
    return {
        "id": id_,
        "type": "webpage",
        "title": title,
        "author": [{"literal": _("The Jalons contributors")}],
        "container-title": PUBLISHER,
        "publisher": PUBLISHER,
        "issued": _day(version.loaded_at.date()),
        "accessed": _day(accessed),
        "URL": url,
        "language": lang,
        "version": version.version,
        "note": ", ".join(part for part in (note, edition, "CC BY 4.0") if part),
    }


def dataset_item(title: str, url: str, version: str, issued: dt.date) -> Item:
    """A release of the data."""
    edition = _("data version %(version)s") % {"version": version}
    return {
        "id": f"jalons-{version}",
        "type": "dataset",
        "title": title,
        "author": [{"literal": _("The Jalons contributors")}],
        "publisher": PUBLISHER,
        "issued": _day(issued),
        "URL": url,
        "version": version,
        "note": f"{edition}, CC BY 4.0",
    }


def entry_item(page: Item, anchor: str, title: str, note: str) -> Item:
    """One entry of a page, such as the answer to one question."""
    return {
        **page,
        "id": f"{page['id']}-{anchor}",
        "type": "entry",
        "title": title,
        "URL": f"{page['URL']}#{anchor}",
        "note": ", ".join(part for part in (note, page["note"]) if part),
    }
