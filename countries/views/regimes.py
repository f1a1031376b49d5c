"""Regimes, transitions between them, and what platforms answer for."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from countries.choices import Model, Theme
from countries.filters import today
from countries.filters.base import One
from countries.filters.vocabulary import Keys
from countries.models import Rule, Ruleset
from countries.queries.liability import liability as liability_of
from countries.queries.regimes import MODELS, by_model, model_history, ruleset_of, spells_on, uncoded
from countries.queries.timeline import grouped, strips
from countries.queries.transitions import lasting, matrix, spells_by, transitions, turns
from countries.templatetags.jalons import model as model_words

from .base import Day, DayAndRuleset, page
from .days import of_a_day
from .document import shown
from .head import Crumb, Head, files

# The rule that leads to each model of the first ruleset; the other ruleset's rules are named by what they find.
RULES = {
    Model.PROHIBITIONIST: "K1",
    Model.DECRIMINALISED: "K2",
    Model.REGULATIONIST: "K3",
    Model.NEO_ABOLITIONIST: "K4",
    Model.ABOLITIONIST: "K5",
    Model.MIXED: "K0",
}
# How the strips can be ordered.
ORDERS = {
    "country": gettext_lazy("by country"),
    "family": gettext_lazy("by family"),
    "region": gettext_lazy("by region"),
    "reform": gettext_lazy("by latest reform"),
}


class Reforms(DayAndRuleset):
    """The parameters of the page of all strips."""

    by = One(vocabulary=Keys(*ORDERS), default="country", label=gettext_lazy("Order"), help_text="")


@page
@of_a_day
def regimes(request: HttpRequest) -> HttpResponse:
    asked = DayAndRuleset(request.GET)
    day, ruleset = asked.get("as_of"), asked.get("ruleset")
    spells = spells_on(day, ruleset)
    context = {
        "day": day,
        "ruleset": get_object_or_404(Ruleset, pk=ruleset),
        "groups": [group for group in by_model(spells, ruleset) if group.spells or ruleset == "kb-1"],
        "spells": spells,
        "uncoded": uncoded(spells),
    }
    head = Head(_("Regimes"), day, files=files("regimes", request.GET))
    return shown(request, "regimes.html", head, context)


@page
@of_a_day
def regime(request: HttpRequest, model: str) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    ruleset = ruleset_of(model)
    if ruleset is None:
        raise Http404
    history = model_history(model, ruleset, day)
    context = {"day": day, "model": model, "ruleset": ruleset, "history": history, "rule": _rule(ruleset, history)}
    own = files("regimes", {"model": model, "ruleset": ruleset, "as_of": day.isoformat()})
    rules = Crumb(_("who is criminalised"), f"{reverse('regimes')}?ruleset={ruleset}")
    head = Head(model_words(model), day, files=own, above=() if ruleset == "kb-1" else (rules,))
    return shown(request, "regime.html", head, context)


def _rule(ruleset: str, history: Any) -> Rule | None:
    """The rule of the model, by its own name or as its spells name it."""
    spells = [*history.members.spells, *(move.after for move in history.entered)]
    code = RULES.get(history.members.key) or next((spell.rule for spell in spells), "")
    return Rule.objects.filter(ruleset=ruleset, code=code).first()


@page
@of_a_day
def changes_of_regime(request: HttpRequest) -> HttpResponse:
    asked = Reforms(request.GET)
    day, ruleset, by = asked.get("as_of"), asked.get("ruleset"), asked.get("by")
    found, spells = transitions(ruleset, day), spells_by(ruleset, day)
    context = {
        "day": day,
        "ruleset": ruleset,
        "by": by,
        "orders": ORDERS,
        "groups": grouped(strips(ruleset, today(), day), by),
        "transitions": found,
        "turns": turns(found),
        "matrix": matrix(found, MODELS[ruleset]),
        "spells": spells,
        "jurisdictions": len({spell.jurisdiction_id for spell in spells}),
        "lasting": lasting(spells, day, MODELS[ruleset]),
    }
    head = Head(_("Reforms since 1999"), day, files=files("spells", {"ruleset": ruleset}))
    return shown(request, "transitions.html", head, context)


@page
@of_a_day
def liability(request: HttpRequest) -> HttpResponse:
    day = Day(request.GET).get("as_of")
    own = files("codings", {"theme": Theme.PLATFORM_LIABILITY.value, "as_of": day.isoformat()})
    head = Head(_("Platform liability"), day, files=own)
    return shown(request, "liability.html", head, {"day": day, "matrix": liability_of(day)})
