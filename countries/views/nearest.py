"""Nearest laws: the likeness of all jurisdictions, or the neighbours of one with what parts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from countries.choices import Theme
from countries.filters import NearestPage, today
from countries.filters.common import DEFAULT_RULESET
from countries.models import Indicator, Jurisdiction
from countries.queries.alike import Agreement
from countries.queries.hierarchy import NEAR, Branch
from countries.queries.nearest import Answers, Neighbour, neighbours, pairs, tree
from countries.queries.order import by_name
from countries.queries.regimes import spells_on

from .base import page
from .days import of_a_day
from .document import shown
from .head import Crumb, Head, files

SHOWN = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the heatmap: a jurisdiction with its agreement with each column, None where there is none to show.

    `first` says that a group begins with it.
    """

    place: Jurisdiction
    cells: tuple[tuple[str, Agreement | None], ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Those who are near each other, and their mean agreement (None: one alone, or none can be compared)."""

    places: tuple[Jurisdiction, ...]
    share: float | None


@dataclass(frozen=True, slots=True)
class Near:
    """A jurisdiction with those most like it and the one least like it."""

    place: Jurisdiction
    nearest: tuple[Neighbour, ...]
    furthest: Neighbour | None


@page
@of_a_day
def nearest(request: HttpRequest) -> HttpResponse:
    everywhere = sorted(Jurisdiction.objects.all(), key=by_name)
    asked = NearestPage(request.GET, everywhere, list(Indicator.objects.all()))
    asked.check()
    given = asked.answered()
    own = _of_one(asked.places[0], given) if asked.places else _of_all(given)
    return shown(request, "nearest.html", _head(request, asked, given), _choices(asked, given) | own)


def _head(request: HttpRequest, asked: NearestPage, given: Answers) -> Head:
    found = files("nearest", request.GET.dict() | {"as_of": given.day.isoformat()})
    if not asked.places:
        return Head(_("Nearest laws"), given.day, files=found)
    above = (Crumb(_("Nearest laws"), reverse("nearest")),)
    title = _("Laws nearest to those of %(name)s") % {"name": asked.places[0].name}
    return Head(title, given.day, files=found, above=above)


def _choices(asked: NearestPage, given: Answers) -> dict[str, Any]:
    """What the forms show, and what every link keeps."""
    everything = asked.everything
    query = {
        "as_of": given.day if given.day != today() else None,
        "indicator": ",".join(asked.get("indicator")),
        "theme": ",".join(asked.get("theme")),
        "core": None if asked.get("core") is None else str(asked.get("core")).lower(),
    }
    kept = {name: word for name, word in query.items() if word}
    on = kept if asked.chosen else kept | {"core": "true"}
    return {
        "day": given.day,
        "given": given,
        "places": asked.by_code.values(),
        "themes": [theme for theme in Theme if any(one.theme == theme.value for one in everything)],
        "questions": everything,
        "narrowed": asked.chosen,
        "theme": asked.get("theme"),
        "kept": urlencode(kept, safe=","),
        "compared_on": urlencode(on, safe=","),
    }


def _of_one(place: Jurisdiction, given: Answers) -> dict[str, Any]:
    near = neighbours(given, place.code)
    ranked = {one.place.code for one in near}
    family = [place.code, place.parent_id, *(one.code for one in given.places.values() if one.parent_id == place.code)]
    return {
        "place": place,
        "answered": len(given.values[place.code]),
        "neighbours": near,
        "regimes": {spell.jurisdiction_id: spell for spell in spells_on(given.day, DEFAULT_RULESET)},
        "kin": sorted((given.places[code] for code in family[1:] if code), key=by_name),
        "unranked": [one for code, one in given.places.items() if code not in ranked and code not in family],
    }


def _of_all(given: Answers) -> dict[str, Any]:
    found = tree(given)
    ranked = pairs(given)
    known = {frozenset(pair.jurisdictions): pair for pair in ranked}
    begins = {group[0] for group in found.groups}
    rows = [
        Row(
            given.places[code],
            tuple((other, known.get(frozenset({code, other}))) for other in found.order),
            code in begins,
        )
        for code in found.order
    ]
    groups = [_group(group, given, known) for group in found.groups]
    return {
        "rows": rows,
        "spans": [len(group) for group in found.groups],
        "groups": [group for group in groups if len(group.places) > 1],
        "alone": sorted((group.places[0] for group in groups if len(group.places) == 1), key=by_name),
        "near": [_near(given, code) for code in given.placed],
        "nearness": 1 - NEAR,
        "branches": [_drawn(branch) for branch in found.branches],
    }


def _group(codes: tuple[str, ...], given: Answers, known: dict[frozenset[str], Agreement]) -> Group:
    shares = [pair.share for both, pair in known.items() if both <= set(codes) and pair.share is not None]
    return Group(tuple(given.places[code] for code in codes), sum(shares) / len(shares) if shares else None)


def _near(given: Answers, code: str) -> Near:
    found = neighbours(given, code)
    return Near(given.places[code], tuple(found[:SHOWN]), found[-1] if len(found) > SHOWN else None)


def _drawn(branch: Branch) -> str:
    """The path of a join: leaves one unit apart from top to bottom, distance 1 a hundred units to the right."""
    (top, bottom), (one, two) = branch.at, branch.below
    return f"M{one * 100:.1f} {top:g}H{branch.height * 100:.1f}V{bottom:g}H{two * 100:.1f}"
