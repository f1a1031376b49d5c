"""Jurisdictions side by side, on one day or on two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries.filters import today
from countries.filters.base import AsOf, Many, One
from countries.filters.common import ruleset
from countries.filters.fields import ANY, wrong
from countries.filters.vocabulary import Keys
from countries.models import Jurisdiction
from countries.queries.compare import Agreement
from countries.queries.order import by_name
from countries.queries.sidebyside import SideBySide, side_by_side
from countries.templatetags.jalons import joined, names, places

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Head, files

MOST = 6


class Columns(Day):
    """What a comparison page is of. Two to six jurisdictions; with fewer, the page offers to choose."""

    j = Many(vocabulary=Keys(), label="", help_text="")
    ruleset = ruleset()
    only = One(vocabulary=Keys("differences"), label="", help_text="")

    def __init__(self, data: QueryDict, places: Sequence[Jurisdiction]) -> None:
        super().__init__(data)
        self.filters["j"].extra["vocabulary"] = Keys(*(place.code for place in places))

    def check(self) -> None:
        super().check()
        codes = self.form.cleaned_data["j"]
        if len(codes) > MOST:
            self.refuse("j", wrong(_("Name at most %(most)s jurisdictions.") % {"most": MOST}, ",".join(codes)))


# `and` is a word of Python, so it cannot be an attribute of the class.
Columns.base_filters["and"] = AsOf(default=ANY, help_text="")


@page
@of_a_day
def compare(request: HttpRequest) -> HttpResponse:
    everywhere = sorted(Jurisdiction.objects.all(), key=by_name)
    asked = Columns(request.GET, everywhere)
    codes, day, then, rules = (asked.get(name) for name in ("j", "as_of", "and", "ruleset"))
    context: dict[str, Any] = {
        "places": everywhere, "chosen": codes, "day": day, "then": then, "ruleset": rules, "only": asked.get("only")
    }  # fmt: skip
    if len(codes) < 2:
        return shown(request, "compare_choose.html", Head(_("Compare"), day), context)
    by_code = {place.code: place for place in everywhere}
    found = side_by_side([by_code[code] for code in codes], day, then, rules, today())
    permalink = f"{request.path}?{_canonical(codes, day, then, rules, asked.get('only'))}"
    head = Head(
        _("%(names)s, side by side") % {"names": names(places(found.columns))},
        day,
        address=permalink,
        files=files("codings", {"jurisdiction": ",".join(codes), "as_of": day.isoformat()}, "CSV", "XLSX"),
    )
    context |= {
        "found": found,
        "themes": _shown(found, only=bool(asked.get("only"))),
        "sentences": sentences(found),
        "permalink": permalink,
    }
    return shown(request, "compare.html", head, context)


def _canonical(codes: Sequence[str], day: Any, then: Any, rules: str, only: str) -> str:
    """The query string that means this and no other day's comparison."""
    words = {"j": ",".join(codes), "as_of": day, "and": then, "only": only}
    kept = {name: word for name, word in words.items() if word}
    return urlencode(kept | ({"ruleset": rules} if rules != "kb-1" else {}), safe=",")


def _shown(found: SideBySide, *, only: bool) -> list[tuple[str, list[Any]]]:
    themes = [(label, [line for line in own if line.differs or not only]) for label, own in found.themes]
    return [(label, own) for label, own in themes if own]


def sentences(found: SideBySide) -> list[str]:
    """What stands out: who is nearest to whom, and who stands apart."""
    names = {column.place.code: column.place.name for column in found.columns}
    rated = [pair for pair in found.agreements if pair.compared]
    if not rated:
        return [_("No question is coded for two of them on this day.")]
    best = max(rated, key=lambda pair: (pair.same / pair.compared, pair.compared))
    said = [_agree(best, names)]
    if len(names) > 2:
        said += _apart(found, names)
    return said


def _agree(pair: Agreement, names: dict[str, str]) -> str:
    both = joined([names[code] for code in pair.jurisdictions])
    return ngettext(
        "%(both)s give the same answer to %(same)s of the %(all)s question coded for both.",
        "%(both)s give the same answer to %(same)s of the %(all)s questions coded for both.",
        pair.compared,
    ) % {"both": both, "same": pair.same, "all": pair.compared}


def _apart(found: SideBySide, names: dict[str, str]) -> list[str]:
    """The jurisdiction that most often answers as nobody else does, if one stands out."""
    alone = dict.fromkeys(names, 0)
    for line in found.lines:
        values = [(entry.place.code, entry.now.value) for entry in line.entries if entry.now]
        if len(values) < 3:
            continue
        for code, value in values:
            alone[code] += all(value != other for place, other in values if place != code)
    ranked = sorted(alone.items(), key=lambda pair: -pair[1])
    if ranked[0][1] == ranked[1][1]:
        return []
    return [
        ngettext(
            "%(place)s differs from all the others on %(number)s question.",
            "%(place)s differs from all the others on %(number)s questions.",
            ranked[0][1],
        )
        % {"place": names[ranked[0][0]], "number": ranked[0][1]}
    ]
