"""What machines ask a site for at fixed addresses: robots, the list of its pages, icons, search from the browser."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from countries.choices import Model
from countries.models import Case, DataVersion, Jurisdiction, Law, Page, Platform, Source

from .base import NoParameters, page

Address = tuple[str, str]
FOR_MACHINES = {"citation", "opensearch", "manifest", "preview", "embed-map", "embed-compare"}
UNSEARCHED = ("search/?", "cite")


class Pages(Sitemap[Address]):
    """Every page of ours, in both languages, each naming the other; addressed as SITE_URL says."""

    i18n = True
    alternates = True
    x_default = True

    def __init__(self) -> None:
        self.protocol = urlsplit(settings.SITE_URL).scheme
        version = DataVersion.objects.current()
        self.loaded = version.loaded_at if version else None

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def items(self) -> list[Address]:
        """The names of pages, each with its key or without."""
        return [*((name, "") for name in _alone()), *(("regime", model) for model in Model.values), *_records()]

    def location(self, item: Address) -> str:
        name, key = item
        return reverse(name, args=[key] if key else [])

    def lastmod(self, item: Address) -> dt.datetime | None:
        return self.loaded


def _alone() -> Iterator[str]:
    """The pages that there is one of: texts of ours only where they are written."""
    from .urls import TEXTS, urlpatterns  # they name this module's own views

    written = set(Page.objects.values_list("pk", flat=True))
    for pattern in urlpatterns:
        name = pattern.name or ""
        if "<" in str(pattern.pattern) or not hasattr(pattern.callback, "is_page") or name in FOR_MACHINES:
            continue
        if name not in TEXTS or name in written:
            yield name


def _records() -> list[Address]:
    kinds: dict[str, Any] = {"country": Jurisdiction, "law": Law, "case": Case, "platform": Platform, "source": Source}
    return [(name, key) for name, model in kinds.items() for key in model.objects.values_list("pk", flat=True)]


@page
def sitemap(request: HttpRequest) -> HttpResponse:
    NoParameters(request.GET).check()
    found: HttpResponse = sitemap_view(request, {"pages": Pages()})
    return found


@page
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; what a search or a citation makes of it need not be listed."""
    NoParameters(request.GET).check()
    closed = [f"Disallow: /{code}/{path}" for code, _name in settings.LANGUAGES for path in UNSEARCHED]
    lines = ["User-agent: *", *closed, "", f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@page
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches the site from its address bar, in the language of the address."""
    NoParameters(request.GET).check()
    media = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "opensearch.xml", {"site_url": settings.SITE_URL}, content_type=media)


@page
def manifest(request: HttpRequest) -> HttpResponse:
    """How the site stands on a home screen."""
    NoParameters(request.GET).check()
    icons = [
        {"src": static(f"kb/icons/{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)
    ]
    body = {
        "name": "Jalons",
        "short_name": "Jalons",
        "description": _("Prostitution law, platforms and enforcement, compared over time"),
        "lang": get_language(),
        "start_url": reverse("home"),
        "display": "browser",
        "background_color": "#fbfaf6",
        "theme_color": "#fbfaf6",
        "icons": icons,
    }
    return JsonResponse(body, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@page
def favicon(request: HttpRequest) -> HttpResponse:
    """For whoever asks without reading the page."""
    NoParameters(request.GET).check()
    return HttpResponseRedirect(static("kb/icons/favicon.ico"))
