"""The day that a reader has chosen: said at the top of the page, and taken along to every page that is of a day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from countries.classify import RECORD_START
from countries.filters import today
from countries.queries.agreement import REPORT_DAY

LINK = re.compile(r'href="(?P<path>/[a-z]{2}/[^"?#]*)(?P<query>\?[^"#]*)?(?P<anchor>#[^"]*)?"')
View = Callable[..., HttpResponse]


def of_a_day(view: View) -> View:
    """Marks a page that is of a day, or that leads to such pages: it takes `as_of`."""
    vars(view)["of_a_day"] = True
    return view


def takes_a_day(view: Any) -> bool:
    return bool(getattr(view, "of_a_day", False))


def chosen_day(request: HttpRequest) -> dt.date | None:
    """The day in the address of a page that takes one; None where it is today, or no day."""
    match = request.resolver_match
    if match is None or not takes_a_day(match.func):
        return None
    try:
        day = dt.date.fromisoformat(request.GET.get("as_of", "").strip())
    except ValueError:
        return None
    return None if day == today() else day


def quick_days() -> list[tuple[dt.date, str]]:
    """Days that readers often mean, each with why."""
    return [(REPORT_DAY, _("the report’s day")), (RECORD_START, _("where the record begins"))]


def taken_along(response: HttpResponse, day: dt.date) -> HttpResponse:
    """The page with the day in every link to a page that takes one and names none.

    Done on the finished page, so that no template can forget it.
    """
    if response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/html"):
        dated: dict[str, bool] = {}
        response.content = LINK.sub(partial(_with_day, day, dated), response.content.decode()).encode()
    return response


def _with_day(day: dt.date, dated: dict[str, bool], link: re.Match[str]) -> str:
    path, query, anchor = link["path"], link["query"] or "", link["anchor"] or ""
    if path not in dated:
        dated[path] = _leads_to_a_day(path)
    if not dated[path] or "as_of=" in query:
        return link[0]
    return f'href="{path}{f"{query}&amp;" if query else "?"}as_of={day}{anchor}"'


def _leads_to_a_day(path: str) -> bool:
    try:
        return takes_a_day(resolve(path).func)
    except Resolver404:
        return False
