"""Citations to take away: of a source, and of any page as it stands, in BibTeX, RIS and CSL-JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from countries.cite import Item, bibtex, page_item, ris, source_item
from countries.filters.fields import today
from countries.models import Case, DataVersion, Jurisdiction, Law, Page, Platform, Source
from kb.problem import invalid_value, only_known

from .base import NoParameters, page

Writer = Callable[[list[Item]], str]
FORMATS: dict[str, tuple[str, Writer]] = {
    "bib": ("application/x-bibtex", bibtex),
    "ris": ("application/x-research-info-systems", ris),
    "json": ("application/vnd.citationstyles.csl+json", lambda items: json.dumps(items, ensure_ascii=False, indent=1)),
}


@page
def source_citation(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    NoParameters(request.GET).check()
    source = get_object_or_404(Source, pk=slug)
    seen = source.citations.order_by("-seen_on").values_list("seen_on", flat=True).first()
    return _file([source_item(source, seen)], ending, slug)


@page
def page_citation(request: HttpRequest, ending: str) -> HttpResponse:
    """The page at `?page=/en/...`, with the data version that stands and the day it is of."""
    only_known(request.GET, {"page"})
    address = request.GET.get("page", "")
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        raise invalid_value("page", address, _("There is no such page.")) from None
    version = DataVersion.objects.current()
    if version is None:
        raise Http404
    query = QueryDict(parts.query)
    item = page_item(
        _key(match),
        _title(match, query),
        f"{settings.SITE_URL}{parts.path}{f'?{parts.query}' if parts.query else ''}",
        get_language() or "en",
        version.version,
        _day(query.get("as_of", "")),
        version.loaded_at.date(),
    )
    return _file([item], ending, item["id"])


def _file(items: list[Item], ending: str, name: str) -> HttpResponse:
    media, writer = FORMATS[ending]
    disposition = f'attachment; filename="{name}.{ending}"'
    return HttpResponse(
        writer(items), content_type=f"{media}; charset=utf-8", headers={"Content-Disposition": disposition}
    )


def _key(match: ResolverMatch) -> str:
    words = ["jalons", match.url_name or "", *(str(value) for value in match.kwargs.values())]
    return "-".join(word.lower() for word in words if word)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return today()


RECORDS: dict[str, tuple[type[Any], str, Callable[[Any], str]]] = {
    "country": (Jurisdiction, "code", lambda row: row.name),
    "law": (Law, "slug", lambda row: row.label),
    "case": (Case, "slug", lambda row: row.title),
    "platform": (Platform, "slug", lambda row: row.name),
    "source": (Source, "slug", lambda row: row.title),
}


def _title(match: ResolverMatch, query: QueryDict) -> str:
    """What the page is about, in the reader's language."""
    name = match.url_name or ""
    if name in RECORDS:
        model, key, label = RECORDS[name]
        return label(get_object_or_404(model, pk=match.kwargs[key]))
    if name == "compare":
        codes = query.get("j", "").split(",")
        names = {place.code: place.name for place in Jurisdiction.objects.filter(code__in=codes)}
        return ", ".join(names[code] for code in codes if code in names)
    text = Page.objects.filter(slug=name).first()
    return text.title if text else _("Prostitution law, side by side")
