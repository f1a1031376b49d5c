"""What every page has in common: only GET, tidy addresses, and refusals said in the reader's language."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.views.decorators.csrf import csrf_exempt

from countries.filters.base import AsOf, StrictFilterSet
from countries.filters.common import ruleset
from countries.models import Jurisdiction
from kb.problem import InvalidParameter

from .days import View, chosen_day, taken_along

SAFE = ("GET", "HEAD")


class Day(StrictFilterSet):
    """The parameter of a page that is of a day."""

    as_of = AsOf(help_text="")

    class Meta:
        model = Jurisdiction
        fields: list[str] = []


class DayAndRuleset(Day):
    """The parameters of a page that is of a day and of a ruleset."""

    ruleset = ruleset()


class NoParameters(StrictFilterSet):
    """For a page that takes none."""

    class Meta:
        model = Jurisdiction
        fields: list[str] = []


def page(view: View) -> View:
    """A page: its form's empty fields leave the address, and a wrong parameter is a 400 page that names it."""

    @csrf_exempt  # what is only read has nothing to forge: a POST is a 405
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if early := answered_early(request):
            return early
        if any("\0" in str(part) for part in options.values()):
            raise Http404  # no record has such a name, and PostgreSQL cannot even be asked
        try:
            response = view(request, *args, **options)
            if isinstance(response, TemplateResponse):
                response.render()
        except InvalidParameter as refusal:
            return refused(request, refusal)
        day = chosen_day(request)
        return taken_along(response, day) if day else response

    vars(answer)["is_page"] = True
    return answer


def answered_early(request: HttpRequest) -> HttpResponse | None:
    """What is answered before a view is asked: 405 to what is no reading, a redirect to the tidy address."""
    if request.method not in SAFE:
        return not_allowed(request)
    tidied = tidy(request.GET)
    if tidied is None:
        return None
    return HttpResponseRedirect(f"{request.path}?{tidied}" if tidied else request.path)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """The 405 page: pages are only read."""
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = ", ".join(SAFE)
    return response


def tidy(query: QueryDict) -> str | None:
    """The query string without empty values, several of a name joined by commas; None if it is so already."""
    if all(len(values) == 1 and values[0].strip() for _, values in query.lists()):
        return None
    kept = {name: ",".join(word for word in values if word.strip()) for name, values in query.lists()}
    return urlencode({name: value for name, value in kept.items() if value}, safe=",:/")


def refused(request: HttpRequest, refusal: InvalidParameter) -> HttpResponse:
    """The 400 page, with a link to what was likely meant."""
    query = request.GET.copy()
    meant = ""
    if refusal.suggestion and refusal.value is None:
        query[refusal.suggestion] = query.pop(refusal.parameter, [""])[0]
        meant = query.urlencode(safe=",:/")
    elif refusal.suggestion:
        words = (query.get(refusal.parameter) or "").split(",")
        query[refusal.parameter] = ",".join(refusal.suggestion if w == refusal.value else w for w in words)
        meant = query.urlencode(safe=",:/")
    context = {"refusal": refusal, "meant": meant}
    return render(request, "400.html", context, status=400)
