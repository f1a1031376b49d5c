"""The address of a page in the form that other sites may frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(
    context: template.Context, name: str, *args: str, given: Mapping[str, str] | None = None, **query: Any
) -> str:
    """`{% frame "embed-compare" j=codes as_of=day %}`: with the version of the data, without what is empty."""
    document = context.get("document")
    version = document.version.version if document and document.version else ""
    words = {**(given or {}), **{key: _word(value) for key, value in query.items()}, "version": version}
    kept = {key: word for key, word in words.items() if word}
    return reverse(name, args=args) + (f"?{urlencode(kept, safe=',:')}" if kept else "")


def _word(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return ",".join(value) if isinstance(value, Sequence) and not isinstance(value, str) else str(value or "")
