"""The addresses below /api/v1/."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, re_path

from .renderers import Geo
from .views import derived, records
from .views.base import DetailEndpoint, Endpoint
from .views.between import Between
from .views.compare import Compare, NearestLaws, Sheet
from .views.computed import Coverage, Search
from .views.docs import ApiDocs, SchemaJson, SchemaYaml
from .views.files import FileEndpoint
from .views.forms import ENDINGS, FILES
from .views.graph import LawGraph
from .views.index import Index, Missing
from .views.known import KeptEndpoint, View, at_both_times
from .views.reforms import Reforms

app_name = "api"
ENDPOINTS: dict[str, type[Endpoint]] = {
    "jurisdictions": records.Jurisdictions,
    "regimes": records.Regimes,
    "spells": records.Spells,
    "transitions": derived.Transitions,
    "panel": derived.Panel,
    "panel-wide": derived.PanelWide,
    "indicators": records.Indicators,
    "codings": records.Codings,
    "laws": records.Laws,
    "provisions": records.Provisions,
    "platforms": records.Platforms,
    "cases": records.Cases,
    "milestones": records.Milestones,
    "statements": records.Statements,
    "classifications": records.Classifications,
    "sources": records.Sources,
    "changes": records.Changes,
    "changes/between": Between,
    "versions": records.Versions,
    "coverage": Coverage,
    "reforms": Reforms,
    "search": Search,
}

SHEETS: dict[str, type[Sheet]] = {"compare": Compare, "nearest": NearestLaws}


def listed(endpoint: type[Endpoint], action: str, **options: Any) -> View:
    """The view of a list or of its file, as it is and, where that is kept, as it was known."""
    view = endpoint.as_view({"get": action}, **options)
    if issubclass(endpoint, KeptEndpoint):
        return at_both_times(view, endpoint.then.as_view({"get": action}, **options))
    return view


def addresses(name: str, endpoint: type[Endpoint]) -> list[URLPattern]:
    """The list, its files, and where there is one the record by its key, which may hold dots and slashes."""
    found = [path(f"{name}/", listed(endpoint, "list"), name=f"{name}-list")]
    for action, renderer in FILES.items() if issubclass(endpoint, FileEndpoint) else ():
        view = listed(endpoint, action, renderer_classes=[renderer])
        found.append(path(f"{name}.{ENDINGS[action]}", view, name=f"{name}-{action}"))
    if issubclass(endpoint, DetailEndpoint):
        found.append(path(f"{name}/<path:key>/", endpoint.as_view({"get": "retrieve"}), name=f"{name}-detail"))
    return found


def computed(name: str, sheet: type[FileEndpoint]) -> list[URLPattern]:
    """What is computed from all, and the files of its rows."""
    found = [path(f"{name}/", sheet.as_view({"get": "answer"}), name=f"{name}-list")]
    for action, renderer in FILES.items():
        view = sheet.as_view({"get": action}, renderer_classes=[renderer])
        found.append(path(f"{name}.{ENDINGS[action]}", view, name=f"{name}-{action}"))
    return found


urlpatterns = [
    path("", Index.as_view(names=[*ENDPOINTS, "graph", *SHEETS]), name="index"),
    path("schema/", SchemaYaml.as_view(), name="schema"),
    path("schema.json", SchemaJson.as_view(), name="schema-json"),
    path("docs/", ApiDocs.as_view(), name="docs"),
    *(address for name, endpoint in ENDPOINTS.items() for address in addresses(name, endpoint)),
    *computed("graph", LawGraph),
    *(address for name, sheet in SHEETS.items() for address in computed(name, sheet)),
    path(
        "jurisdictions.geojson",
        records.Jurisdictions.as_view({"get": "geojson"}, renderer_classes=[Geo]),
        name="jurisdictions-geojson",
    ),
    re_path(r"^[\s\S]*$", Missing.as_view()),
]
