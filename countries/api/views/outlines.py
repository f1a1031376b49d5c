"""Jurisdictions as GeoJSON."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from countries.choices import Criminalised, Family, JurisdictionKind, Model
from countries.filters import today
from countries.models import RegimeSpell
from countries.releases import geojson
from kb.drf import StrictFilterBackend, StrictOrderingFilter, data_version

from ..renderers import Geo
from .base import Shape
from .files import FileEndpoint

ACTION = "geojson"
TEXT = {"type": ["string", "null"]}
POSITION = {"type": "array", "items": {"type": "number"}}
POLYGON = {"type": "array", "items": {"type": "array", "items": POSITION}}
COORDINATES = {
    "type": "array",
    "description": "Polygons of rings of longitude and latitude; outer rings run left.",
    "items": POLYGON,
}
GEOMETRY = {
    "type": ["object", "null"],
    "description": "Null of parts of countries and of unions.",
    "required": ["type", "coordinates"],
    "properties": {"type": {"type": "string", "enum": ["MultiPolygon"]}, "coordinates": COORDINATES},
}
PROPERTIES = {
    **dict.fromkeys(("iso3", "numeric", "parent", "region", "subregion", "rule", "since"), TEXT),
    "code": {"type": "string", "description": "ISO 3166-1 alpha-2, ISO 3166-2, or EU."},
    "kind": {"type": "string", "enum": JurisdictionKind.values},
    "name_en": {"type": "string"},
    "name_fr": {"type": "string"},
    "family": {"type": ["string", "null"], "enum": [*Family.values, None]},
    "model": {"type": ["string", "null"], "enum": [*dict.fromkeys([*Model.values, *Criminalised.values]), None]},
}
FEATURE = {
    "type": "object",
    "required": ["type", "id", "geometry", "properties"],
    "properties": {
        "type": {"type": "string", "enum": ["Feature"]},
        "id": {"type": "string"},
        "geometry": GEOMETRY,
        "properties": {"type": "object", "required": list(PROPERTIES), "properties": PROPERTIES},
    },
}
NAMED = ("data_version", "as_of", "ruleset", "license", "attribution")
COLLECTION = {
    "type": "object",
    "required": ["type", *NAMED, "features"],
    "properties": {
        "type": {"type": "string", "enum": ["FeatureCollection"]},
        **{name: {"type": "string"} for name in NAMED},
        "features": {"type": "array", "items": FEATURE},
    },
}


class OutlinedEndpoint(FileEndpoint):
    """A list of jurisdictions, which can also be had as outlines with the regimes of a day."""

    endings = {**FileEndpoint.endings, ACTION: ".geojson"}
    media = {**FileEndpoint.media, ACTION: Geo.media_type}

    def untaken(self, form: str) -> frozenset[str]:
        return super().untaken(form) | ({"fields"} if form == ACTION else set())

    @property
    def query_keys(self) -> frozenset[str]:
        return frozenset({"ordering"}) if self.action == ACTION else super().query_keys

    def listed_words(self) -> dict[str, list[str]]:
        return {} if self.action == ACTION else super().listed_words()

    def own_parameters(self) -> list[dict[str, Any]]:
        if self.action != ACTION:
            return super().own_parameters()
        backends = (StrictFilterBackend(), StrictOrderingFilter())
        return [parameter for backend in backends for parameter in backend.get_schema_operation_parameters(self)]

    @extend_schema(responses={(200, Geo.media_type): COLLECTION})
    def geojson(self, request: Request) -> HttpResponse:
        """The filtered list as GeoJSON (RFC 7946), each jurisdiction with its regime on the day.

        Outlines are simplified from Natural Earth and take no position on borders.
        """
        rows = list(self.selection(request, Shape(only=("code",))))
        day, ruleset = self.asked.get("as_of") or today(), self.asked.get("ruleset")
        spells = RegimeSpell.objects.as_of(day).filter(ruleset=ruleset, jurisdiction__in=rows)
        regimes = {spell.jurisdiction_id: spell for spell in spells}
        body = geojson.collection(rows, regimes, data_version(), day, ruleset)
        return HttpResponse(
            json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            content_type=Geo.media_type,
            headers=self.named(ACTION),
        )
