"""JSON-LD in a page: data that no text in it can turn into markup."""

from __future__ import annotations

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from countries.views.document import Document
from countries.views.linked import graph

register = template.Library()
ESCAPED = {ord(char): f"\\u{ord(char):04X}" for char in "<>&\u2028\u2029"}


@register.simple_tag
def linked_data(document: Document) -> SafeString:
    """The page as JSON-LD. Browsers run no such script, and the policy lets it stand."""
    text = json.dumps(graph(document), ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped
