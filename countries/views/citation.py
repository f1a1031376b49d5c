"""Citations to take away: of a source, of any page, and of a part of a page, in words, BibTeX, RIS and CSL-JSON.

What a citation says, the page itself says (`declared`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from countries.cite import Item, bibtex, ris, source_item, suggested
from countries.models import Source
from countries.templatetags.jalons import partial
from kb.problem import invalid_value, only_known

from .base import NoParameters, page
from .declared import declared
from .document import shown
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
    place, _hash, anchor = address.partition("#")
    with declared(request, place) as document:
        items = document.items(unquote(anchor)) if document and document.head.citable else []
    if not items:
        raise invalid_value("page", address, _("No page or part of a page stands at this address that can be cited."))
    return items
