"""Jurisdictions side by side, on one day or on two; and where to begin when nothing is chosen yet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from countries.choices import Theme
from countries.filters import CompareColumns
from countries.filters.common import DEFAULT_RULESET
from countries.models import Indicator, Jurisdiction
from countries.queries.compare import Comparison
from countries.queries.entries import Line
from countries.queries.hierarchy import hierarchy
from countries.queries.nearest import answers, neighbours
from countries.queries.order import by_name
from countries.queries.regimes import spells_on
from countries.queries.starts import starts

from .base import page
from .compare_text import WRITERS
from .compare_words import heading, sentences
from .days import of_a_day
from .document import shown
from .head import Head, files

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A comparison as it was asked for, read once: every page and file of it follows from this."""

    filters: CompareColumns
    everywhere: list[Jurisdiction]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.filters.get("j"))

    @property
    def day(self) -> dt.date:
        day: dt.date = self.filters.get("as_of")
        return day

    @property
    def only(self) -> str:
        return str(self.filters.get("only"))

    def words(self) -> dict[str, str]:
        """The parameters that mean this comparison and no other day's, in canonical order."""
        get = self.filters.get
        words = {
            "j": ",".join(self.codes),
            "as_of": self.day,
            "and": get("and"),
            "ruleset": get("ruleset") if get("ruleset") != DEFAULT_RULESET else None,
            "indicator": ",".join(get("indicator")),
            "theme": ",".join(get("theme")),
            "core": None if get("core") is None else str(get("core")).lower(),
            "only": self.only,
        }
        return {name: str(word) for name, word in words.items() if word}

    def query(self) -> str:
        return urlencode(self.words(), safe=",")

    def themes(self, found: Comparison) -> list[tuple[Theme, list[Line]]]:
        """The lines to show: coded for one of the columns at least, and as `only` asks."""
        shows = self.filters.shows
        themes = [(theme, [line for line in own if line.coded and shows(line)]) for theme, own in found.themes]
        return [(theme, own) for theme, own in themes if own]


def asked(request: HttpRequest) -> Asked:
    """What the query string asks for (2 queries)."""
    everywhere = sorted(Jurisdiction.objects.all(), key=by_name)
    return Asked(CompareColumns(request.GET, everywhere, list(Indicator.objects.all())), everywhere)


@page
@of_a_day
def side_by_side(request: HttpRequest) -> HttpResponse:
    wanted = asked(request)
    wanted.filters.check()
    return _shown(request, wanted) if wanted.filters.ready else _chooser(request, wanted)


@page
def as_text(request: HttpRequest, ending: str) -> HttpResponse:
    """The comparison as plain text for a message, or as a Markdown table."""
    wanted = asked(request)
    wanted.filters.require()
    media, write = WRITERS[ending]
    found = wanted.filters.compared()
    address = f"{request.path.removesuffix(f'.{ending}')}/?{wanted.query()}"
    headers = {"Content-Disposition": f'inline; filename="jalons-compare.{ending}"'}
    text = write(found, wanted.themes(found), sentences(found), address)
    return HttpResponse(text, content_type=f"{media}; charset=utf-8", headers=headers)


def _shown(request: HttpRequest, wanted: Asked) -> HttpResponse:
    found = wanted.filters.compared()
    themes = wanted.themes(found)
    context = {
        **_choices(wanted),
        "found": found,
        "heading": heading(found),
        "themes": themes,
        "sentences": sentences(found),
        "pairs": _pairs(found) if len(found.columns) > 2 else [],
        "then": found.then,
        "ruleset": found.ruleset,
        "open": bool(wanted.filters.get("evidence")),
        "orders": _orders(wanted),
        "sorted": _sorted(wanted, found),
        "full": len(wanted.codes) >= CompareColumns.most,
        "exactly": wanted.query(),
        "revised": wanted.filters.revised(),
        "names": {place.code: place.name for place in wanted.everywhere},
        "asked": {question.code: question.name for question in wanted.filters.everything},
        "coded": sum(line.coded for line in found.lines),
    }
    if found.days:
        context["chosen_day"] = None  # the page is of both
    head = Head(
        str(context["heading"]),
        wanted.day,
        address=f"{request.path}?{wanted.query()}",
        versioned=True,
        files=files("compare", wanted.words()),
    )
    return shown(request, "compare.html", head, context)


def _choices(wanted: Asked) -> dict[str, Any]:
    """What the forms that choose columns, days and questions show."""
    chosen = set(wanted.filters.questions)
    everything = wanted.filters.everything
    return {
        "places": wanted.everywhere,
        "chosen": wanted.codes,
        "day": wanted.day,
        "only": wanted.only,
        "narrowed": wanted.filters.chosen,
        "questions": [
            (theme, [(one, one in chosen) for one in everything if one.theme == theme.value])
            for theme in Theme
            if any(one.theme == theme.value for one in everything)
        ],
    }


def _orders(wanted: Asked) -> dict[str, dict[str, str]]:
    """Column -> the columns' codes with it one place earlier, one later, and without it; empty where it cannot be."""
    codes = list(wanted.codes)
    found = {}
    for at, code in enumerate(codes):
        rest = codes[:at] + codes[at + 1 :]
        earlier = [*rest[: at - 1], code, *rest[at - 1 :]] if at else []
        later = [*rest[: at + 1], code, *rest[at + 1 :]] if at < len(rest) else []
        found[code] = {"earlier": ",".join(earlier), "later": ",".join(later), "without": ",".join(rest)}
    return found


def _sorted(wanted: Asked, found: Comparison) -> str:
    """The columns with those who answer alike beside each other, where that is another order."""
    if len(wanted.codes) < 3:
        return ""
    order = hierarchy(wanted.codes, found.agreements, 1).order
    forth, back = ",".join(order), ",".join(reversed(order))
    return "" if ",".join(wanted.codes) in {forth, back} else forth


def _pairs(found: Comparison) -> list[tuple[Jurisdiction, list[Any]]]:
    """(jurisdiction, its agreement with each column), None with itself."""
    known = {frozenset(pair.jurisdictions): pair for pair in found.agreements}
    places = [column.place for column in found.columns]
    return [(one, [(two, known.get(frozenset({one.code, two.code}))) for two in places]) for one in places]


def _chooser(request: HttpRequest, wanted: Asked) -> HttpResponse:
    """Two columns or more to choose; with one chosen, who is most and least like it (2 queries)."""
    core = [question for question in wanted.filters.everything if question.core]
    given = answers(wanted.day, core, wanted.everywhere)
    near = neighbours(given, wanted.codes[0]) if wanted.codes else []
    context = {
        **_choices(wanted),
        "then": wanted.filters.get("and"),
        "core": core,
        "first": wanted.filters.places[0] if wanted.codes else None,
        "nearest": near[:SHOWN],
        "furthest": near[: SHOWN - 1 : -1][:SHOWN],
        "starts": starts(given, spells_on(wanted.day, DEFAULT_RULESET), CompareColumns.most),
        "by_code": {place.code: place for place in wanted.everywhere},
        "most": CompareColumns.most,
    }
    return shown(request, "compare_choose.html", Head(_("Compare"), wanted.day), context)
