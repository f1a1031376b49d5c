"""What changed between two days, in one jurisdiction or in all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries.classify import RECORD_START
from countries.filters import ReformFilters, today
from countries.filters.base import AsOf
from countries.filters.common import ruleset
from countries.filters.fields import ANY
from countries.models import Jurisdiction
from countries.queries.agreement import REPORT_DAY
from countries.queries.reforms import Reforms
from countries.queries.transitions import Transition
from countries.templatetags.jalons import day, joined, model

from .base import page
from .days import of_a_day
from .document import shown
from .head import Crumb, Head, files
from .lists import Asked, facet, page_of

SHOWN = ["jurisdiction", "theme", "indicator", "kind"]
PER_PAGE = 40
NAMED = 4


class ReformsPage(ReformFilters):
    """The parameters of the page: regimes are those of a ruleset; the day in the address goes along to other pages."""

    ruleset = ruleset()
    as_of = AsOf(default=ANY, help_text="")


@page
@of_a_day
def changes(request: HttpRequest) -> HttpResponse:
    asked = ReformsPage(request.GET, extra={"page"})
    found = asked.result(asked.get("ruleset"))
    places = {place.code: place for place in Jurisdiction.objects.filter(code__in=asked.get("jurisdiction"))}
    chosen = [places[code] for code in asked.get("jurisdiction")]
    part = page_of(Paginator(found.changes, PER_PAGE), request.GET.get("page", "1"))
    context = {
        "found": found,
        "chosen": chosen,
        "ruleset": asked.get("ruleset"),
        "listing": Asked(asked, tuple(facet(asked, name) for name in SHOWN)),
        "page": part,
        "places": found.by_place(),
        "groups": [(place, list(own)) for place, own in groupby(part, key=lambda change: change.place)],
        "sentences": sentences(found, chosen),
        "spans": spans(found),
    }
    return shown(request, "reforms.html", _head(request, found, chosen), context)


def _head(request: HttpRequest, found: Reforms, chosen: Sequence[Jurisdiction]) -> Head:
    """What the page says of itself. Its address always names both days."""
    days = {"from": str(found.first), "to": str(found.last)}
    query = {**days, **{name: str(word) for name, word in request.GET.items() if name not in {*days, "page", "as_of"}}}
    above = tuple(Crumb(place.name, reverse("country", args=[place.code])) for place in chosen)
    title = _("What changed between %(first)s and %(last)s") % {"first": day(found.first), "last": day(found.last)}
    if chosen:
        title = _("%(place)s: %(what)s") % {"place": joined([place.name for place in chosen]), "what": title}
    address = f"{request.path}?{urlencode(query, safe=',')}"
    return Head(title, address=address, above=above, files=files("reforms", query, without={"ruleset"}))


def spans(found: Reforms) -> list[tuple[dt.date, dt.date, str]]:
    """Pairs of days that readers often mean, without the one that is shown: (from, to, words)."""
    usual = [
        (REPORT_DAY, today(), _("since the report")),
        (RECORD_START, REPORT_DAY, _("from 1999 to the report")),
        (RECORD_START, today(), _("since 1999")),
    ]
    return [one for one in usual if one[:2] != (found.first, found.last)]


def sentences(found: Reforms, chosen: Sequence[Jurisdiction]) -> list[str]:
    """How much changed, where, and who moved from which regime to which."""
    when = {"first": day(found.first), "last": day(found.last)}
    where = joined([place.name for place in chosen])
    return [_counted(found, where, when), *_moved(found.moves)]


def _counted(found: Reforms, where: str, when: dict[str, str]) -> str:
    number = found.questions
    if not number:
        nothing = _("Between %(first)s and %(last)s no answer that is coded changed in %(where)s.")
        return (nothing if where else _("Between %(first)s and %(last)s no answer that is coded changed.")) % {
            **when, "where": where
        }  # fmt: skip
    if where:
        return ngettext(
            "Between %(first)s and %(last)s the answer to %(number)s question changed in %(where)s.",
            "Between %(first)s and %(last)s the answers to %(number)s questions changed in %(where)s.",
            number,
        ) % {**when, "number": number, "where": where}
    return ngettext(
        "Between %(first)s and %(last)s the answers to %(number)s question changed in %(places)s jurisdictions.",
        "Between %(first)s and %(last)s the answers to %(number)s questions changed in %(places)s jurisdictions.",
        number,
    ) % {**when, "number": number, "places": found.places}


def _moved(moves: Sequence[Transition]) -> list[str]:
    """One sentence for each change of regime, the latest first; the rest is counted."""
    said = [_move(move) for move in moves[:NAMED]]
    rest = len(moves) - NAMED
    if rest > 0:
        said.append(
            ngettext("%(number)s more moved; see below.", "%(number)s more moved; see below.", rest) % {"number": rest}
        )
    return said


def _move(move: Transition) -> str:
    words = {
        "place": move.after.jurisdiction.name,
        "before": model(move.before).lower(),
        "after": model(move.after).lower(),
        "date": day(move.date),
        "law": move.after.trigger.label if move.after.trigger else "",
    }
    if words["law"]:
        return _("%(place)s moved from “%(before)s” to “%(after)s” on %(date)s (%(law)s).") % words
    return _("%(place)s moved from “%(before)s” to “%(after)s” on %(date)s.") % words
