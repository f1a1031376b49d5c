"""Where a part of a page can be cited by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

from django import template
from django.urls import reverse

from countries.filters import today
from countries.models import Jurisdiction
from countries.queries.cells import Cell

register = template.Library()


@register.simple_tag
def cite_part(path: str, anchor: str) -> str:
    """The address of the citation of what stands at the anchor of a page."""
    return f"{reverse('citation')}?page={quote(f'{path}#{anchor}', safe='/:,')}"


@register.simple_tag(takes_context=True)
def cite_answer(context: Any, cell: Cell, place: Jurisdiction) -> str:
    """The same for a place's answer: on the day the page is of, or the first on which the answer held."""
    asked = _day(context.request.GET.get("as_of", ""))
    held = asked if cell.holds_on(asked) else cell.row.start
    return cite_part(f"{reverse('country', args=[place.code])}?as_of={held}", cell.row.indicator_id)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return today()
