"""The addresses of the pages, below /en/ and /fr/."""

from __future__ import annotations

from django.urls import path, re_path, register_converter

from countries.releases import shelf

from . import (
    between,
    calendar,
    changes,
    citation,
    compare,
    corrections,
    coverage,
    data,
    discovery,
    embed,
    enforcement,
    graph,
    home,
    keys,
    laws,
    mapsheet,
    nearest,
    places,
    preview,
    reforms,
    regimes,
    search,
    texts,
    worldmap,
)


class CodeConverter:
    """A jurisdiction's code in lower case, as an address has it."""

    regex = "[a-z]{2}(?:-[a-z0-9]{1,3})?"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return value.lower()


VERSION = rf"{shelf.VERSION}|{data.LATEST}"
TEXTS = ("methodology", "vocabulary", "recipes", texts.PROMISE, "about", "legal")
register_converter(CodeConverter, "code")

urlpatterns = [
    path("", home.home, name="home"),
    path("map/", worldmap.worldmap, name="map"),
    re_path(r"^map\.(?P<ending>svg|png)$", mapsheet.sheet_file, name="map-file"),
    path("embed/map/", embed.worldmap, name="embed-map"),
    path("embed/country/<code:code>/", embed.country, name="embed-country"),
    path("embed/compare/", embed.comparison, name="embed-compare"),
    path("countries/", places.places, name="countries"),
    path("countries/<code:code>/", places.place, name="country"),
    path("compare/", compare.side_by_side, name="compare"),
    re_path(r"^compare\.(?P<ending>txt|md)$", compare.as_text, name="compare-text"),
    path("nearest/", nearest.nearest, name="nearest"),
    path("regimes/", regimes.regimes, name="regimes"),
    path("regimes/<slug:model>/", regimes.regime, name="regime"),
    path("laws/", laws.laws, name="laws"),
    path("laws/<str:slug>/", laws.law, name="law"),
    path("platform-liability/", regimes.liability, name="platform-liability"),
    path("milestones/", enforcement.milestones, name="milestones"),
    path("graph/", graph.picture, name="graph"),
    path("cases/<str:slug>/", enforcement.case, name="case"),
    path("platforms/<str:slug>/", enforcement.platform, name="platform"),
    path("transitions/", regimes.changes_of_regime, name="transitions"),
    path("reforms/", reforms.changes, name="reforms"),
    path("codebook/", texts.codebook, name="codebook"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("report-2019/", texts.report, name="report"),
    path("classifications/", texts.classifications, name="classifications"),
    path("sources/", texts.sources, name="sources"),
    path("preview.png", preview.preview, name="preview"),
    path("cite/", citation.citation, name="citation"),
    re_path(r"^cite\.(?P<ending>bib|ris|json)$", citation.page_citation, name="cite"),
    re_path(r"^sources/(?P<slug>[a-z0-9.-]+)\.(?P<ending>bib|ris|json)$", citation.source_citation, name="source-cite"),
    path("sources/<str:slug>/", texts.source, name="source"),
    path("data/", data.data, name="data"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("data/key/", keys.key_use, name="key"),
    re_path(rf"^data/(?P<version>{VERSION})/$", data.release, name="data-release"),
    path("opensearch.xml", discovery.opensearch, name="opensearch"),
    path("site.webmanifest", discovery.manifest, name="manifest"),
    path("search/", search.results, name="search"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("changes/", changes.changes, name="changes"),
    path("changes/between/", between.between, name="changes-between"),
    *(path(f"{slug}/", texts.text, {"slug": slug}, name=slug) for slug in TEXTS),
]
