"""The addresses of the site: pages below /en/ and /fr/, the API and the administration without a language."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path

from countries.admin import site as admin
from countries.views import data
from countries.views.discovery import favicon, robots, sitemap
from countries.views.home import entry
from countries.views.urls import VERSION

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entry),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("favicon.ico", favicon, name="favicon"),
    path("api/v1/", include("countries.api.urls")),
    path("data/", data.door),
    re_path(rf"^data/(?P<version>{VERSION})/$", data.door),
    re_path(rf"^data/(?P<version>{VERSION})/(?P<name>[A-Za-z0-9._-]+)$", data.file, name="release-file"),
    path("admin/", admin.urls),
    *i18n_patterns(
        path("", include("countries.feeds.urls")),
        path("", include("countries.views.urls")),
        prefix_default_language=True,
    ),
]

handler400 = "countries.views.errors.bad_request"
handler404 = "countries.views.errors.not_found"
handler500 = "countries.views.errors.server_error"
