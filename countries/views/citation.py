"""Citations to take away: of a source, of any page, and of a part of a page, in words, BibTeX, RIS and CSL-JSON.

What a citation says, the page itself says: its own view is asked for it, with the parameters it would be asked
with, and answers before anything is rendered.
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _

from countries.cite import Item, bibtex, ris, source_item, suggested
from countries.models import Source
from countries.templatetags.jalons import partial
from kb.problem import InvalidParameter, invalid_value, only_known

from .base import NoParameters, page
from .document import Document, shown
from .head import Head

Writer = Callable[[list[Item]], str]
FORMATS: dict[str, tuple[str, str, Writer]] = {
    "bib": ("BibTeX", "application/x-bibtex", bibtex),
    "ris": ("RIS", "application/x-research-info-systems", ris),
    "json": (
        "CSL-JSON",
        "application/vnd.citationstyles.csl+json",
        lambda items: json.dumps(items, ensure_ascii=False, indent=1),
    ),
}


@page
def source_citation(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    NoParameters(request.GET).check()
    source = get_object_or_404(Source, pk=slug)
    seen = source.citations.order_by("-seen_on").values_list("seen_on", flat=True).first()
    return _file([source_item(source, seen)], ending, slug)


@page
def page_citation(request: HttpRequest, ending: str) -> HttpResponse:
    """The page at `?page=/en/...`, or the part of it that its `#anchor` names, with what that rests on."""
    items = _items(request)
    return _file(items, ending, items[0]["id"])


@page
def citation(request: HttpRequest) -> HttpResponse:
    """The same, to be read and copied."""
    items = _items(request)
    context = {
        "item": items[0],
        "words": [(item, suggested(item, partial)) for item in items],
        "forms": [(ending, label, writer(items)) for ending, (label, _media, writer) in FORMATS.items()],
        "cited": items[0]["URL"].removeprefix(settings.SITE_URL),
    }
    head = Head(_("How to cite: %(title)s") % {"title": items[0]["title"]}, citable=False)
    return shown(request, "citation.html", head, context)


def _file(items: list[Item], ending: str, name: str) -> HttpResponse:
    _label, media, writer = FORMATS[ending]
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(
        writer(items), content_type=f"{media}; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _items(request: HttpRequest) -> list[Item]:
    only_known(request.GET, {"page"})
    address = request.GET.get("page", "")
    place, _hash, anchor = address.removeprefix(settings.SITE_URL).partition("#")
    path, _mark, query = place.partition("?")
    with override(get_language_from_path(path)):
        document = _document(request, path, query)
        items = document.items(unquote(anchor)) if document else []
    if not items:
        raise invalid_value("page", address, _("No page or part of a page stands at this address that can be cited."))
    return items


def _document(request: HttpRequest, path: str, query: str) -> Document | None:
    """What the page at the address says of itself; None if there is no such page, or none that can be cited."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if not hasattr(match.func, "is_page") or match.func in {citation, page_citation, source_citation}:
        return None
    try:
        response = inspect.unwrap(match.func)(_asked(request, match, path, query), **match.kwargs)
    except InvalidParameter:
        return None
    context: dict[str, Any] = getattr(response, "context_data", None) or {}
    return context.get("document")


def _asked(request: HttpRequest, match: ResolverMatch, path: str, query: str) -> HttpRequest:
    """The request that would have asked for the page."""
    asked = copy.copy(request)
    asked.path = asked.path_info = path
    asked.META = {**request.META, "QUERY_STRING": query, "PATH_INFO": path}
    asked.GET = QueryDict(query)
    asked.resolver_match = match
    return asked
