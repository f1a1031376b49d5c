"""The columns of records in the words of readers: what each is called, and what its values mean.

A Change holds columns as text, old and new. What is not listed here is plumbing and is not told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, cast

from django.db.models import DateField, Field, ForeignKey, JSONField
from django.utils.text import Truncator
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext_lazy as _

from countries.dates import PartialDate, PrecisionName
from countries.templatetags.jalons import partial

LONGEST = 320
COLUMNS: Mapping[str, Any] = {
    "value_id": _("Value"),
    "valid_from": _("From"),
    "valid_to": _("Until"),
    "scope": _("Scope"),
    "penalty_wording": _("Penalty"),
    "note": _("Note"),
    "confidence": _("Confidence"),
    "verified_on": _("Verified on"),
    "searched": _("Searched"),
    "trigger_id": _("Law"),
    "law_id": _("Law"),
    "title": _("Title"),
    "short_name": _("Short name"),
    "citation": _("Citation"),
    "kind": _("Kind"),
    "status": _("Status"),
    "summary": _("Summary"),
    "date": _("Date"),
    "pinpoint": _("Place in the text"),
    "heading": _("Heading"),
    "quote": _("Quotation"),
    "name": _("Name"),
    "operator": _("Operator"),
    "active_from": _("From"),
    "active_to": _("Until"),
    "text": _("Text"),
    "speaker": _("Speaker"),
    "claimed_by": _("Claimed by"),
    "type": _("Link"),
    "population": _("Population"),
    "question": _("Question"),
    "definition": _("Definition"),
    "label": _("Label"),
    "label_id": _("Label"),
    "description": _("Description"),
    "condition": _("Condition"),
    "body": _("Text"),
    "coding_rules": _("Coding rules"),
    "hard_cases": _("Hard cases"),
    "family": _("Family"),
    "model": _("Model"),
    "start": _("From"),
    "end": _("Until"),
}


def language() -> str:
    """The reader's, as columns end in it."""
    return "fr" if (get_language() or "").startswith("fr") else "en"


def told(name: str) -> tuple[str, str]:
    """A column as (name in COLUMNS, its language); the first is empty for what is not told."""
    stem, _mark, ending = name.rpartition("_")
    if ending in {"en", "fr"} and stem in COLUMNS:
        return stem, ending
    return (name, "") if name in COLUMNS else ("", "")


def shortened(text: str) -> str:
    """A text at a length that a reader of a feed takes in, in one line."""
    return str(Truncator(" ".join(text.split())).chars(LONGEST))


def said(field: Field[Any, Any], text: Any, names: Mapping[str, str], precision: str = "") -> str:
    """A value of a column, as a Change holds it, in words; `names` are those of the records that ids may mean."""
    if text in (None, "", "None"):
        return ""
    if isinstance(field, JSONField):
        return shortened("; ".join(str(part) for part in text) if isinstance(text, list) else str(text))
    if isinstance(field, ForeignKey):
        return names.get(text, text)
    if isinstance(field, DateField):
        day = dt.date.fromisoformat(text)
        return partial(PartialDate(day, cast("PrecisionName", precision or "day")))
    choices = dict(field.flatchoices)
    return str(choices[text]) if text in choices else shortened(text)


def from_to(start: PartialDate | None, end: PartialDate | None) -> str:
    """A period in words; in French a whole day takes its article, and a month or a year none."""
    return " ".join(part for part in (_begun(start), _ended(end)) if part)


def _begun(start: PartialDate | None) -> str:
    if start is None:
        return ""
    if start.precision == "day":
        return pgettext("the start of a period", "from %(day)s") % {"day": partial(start)}
    return pgettext("the start of a period, a month or a year", "from %(day)s") % {"day": partial(start)}


def _ended(end: PartialDate | None) -> str:
    if end is None:
        return ""
    if end.precision == "day":
        return pgettext("the end of a period", "until %(day)s") % {"day": partial(end)}
    return pgettext("the end of a period, a month or a year", "until %(day)s") % {"day": partial(end)}
