"""How an answer and a likeness are said in few words: for the pages, and for the text that readers take away."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from countries.choices import Scope
from countries.queries.alike import Agreement
from countries.queries.cells import Cell

from .jalons import day, listed, partial

register = template.Library()
SHORT = 44
RULESETS = {"kb-1": gettext_lazy("three families"), "who-is-criminalised": gettext_lazy("who is criminalised")}
TONES = 9


@register.simple_tag(takes_context=True, name="this_with")
def this_with(context: Any, **changes: Any) -> str:
    """The query string of the page with some parameters set, or taken out by None; commas stay legible.

    What a version was cited for does not hold of another comparison, so that it goes.
    """
    query = context["request"].GET.dict() | {name: str(value) if value else "" for name, value in changes.items()}
    kept = {name: value for name, value in query.items() if value and name != "version"}
    return format_html("?{}", urlencode(kept, safe=","))


@register.filter
def rests_on(cell: Cell) -> str:
    """The provisions that a value rests on, those of a law together; without any, its first source."""
    pinpoints: dict[str, dict[str, None]] = {}
    for provision in cell.coding.provisions.all():
        pinpoints.setdefault(str(provision.law.label), {})[provision.pinpoint] = None
    if pinpoints:
        return listed(f"{law}, {', '.join(own)}" for law, own in pinpoints.items())
    return source_of(cell)


def source_of(cell: Cell) -> str:
    """The title of the leading source, cut where it is long, and the place in it."""
    if not cell.evidence:
        return ""
    citation = cell.evidence[0].citation
    title = citation.source.title
    short = title if len(title) <= SHORT else f"{title[: SHORT - 1].rstrip()}…"
    return f"{short}, {citation.pinpoint}" if citation.pinpoint else short


@register.filter
def ruleset(key: str) -> str:
    """A ruleset in few words; its key where it has none."""
    return str(RULESETS.get(key, key))


@register.filter
def reach(cell: Cell) -> str:
    """Where the value comes from or how far it reaches, if it is not plainly the law of the whole place."""
    if cell.row.inherited_from:
        return _("Inherited from: %(name)s") % {"name": cell.row.inherited_from.name}
    return str(cell.coding.get_scope_display()) if cell.coding.scope in {Scope.PREDOMINANT, Scope.SUBNATIONAL} else ""


@register.filter
def begins(cell: Cell) -> str:
    """The day from which the value holds there, as far as it is known."""
    own = cell.row.start == cell.coding.valid_from
    return partial(cell.coding.valid_from_partial) if own else day(cell.row.start)


@register.filter
def share(pair: Agreement) -> str:
    """15 of 19."""
    return pgettext("agreement", "%(same)s of %(all)s") % {"same": pair.same, "all": pair.compared}


@register.filter
def percent(number: float | None) -> str:
    """A share from 0 to 1 as a whole percentage; a dash where there is none."""
    return "–" if number is None else _("%(number)s%%") % {"number": number_format(round(number * 100))}


@register.filter
def hundredths(number: float) -> int:
    """A share from 0 to 1 in whole hundredths, for a cell or a drawing."""
    return round(number * 100)


@register.filter
def tone(number: float | None) -> str:
    """The shade of a share: `t0` to `t9`, or `tx` where there is none. The stylesheet knows them by these names."""
    return "tx" if number is None else f"t{min(TONES, int(number * (TONES + 1)))}"
