"""The address of a page in the form that other sites may frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: template.Context, name: str, *args: str, given: str = "", **query: Any) -> str:
    """`{% frame "embed-map" given=asked.query %}`: a query string, or words, with the version of the data."""
    document = context.get("document")
    version = document.version.version if document and document.version else ""
    words = {
        **dict(parse_qsl(given.lstrip("?"))),
        **{key: _word(value) for key, value in query.items()},
        "version": version,
    }
    kept = {key: word for key, word in words.items() if word}
    return reverse(name, args=args) + (f"?{urlencode(kept, safe=',:')}" if kept else "")


def _word(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, Sequence) and not isinstance(value, str) else str(value or "")
