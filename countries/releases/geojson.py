"""Jurisdictions as GeoJSON (RFC 7946): small outlines with what holds in them.

The outlines are Natural Earth's, simplified by `kb/deploy/outlines.py`. They show where a country is and say nothing
about where its borders should be. Parts of countries and unions have no outline of their own.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from countries.models import Jurisdiction, RegimeSpell

from .tables import LICENCE

MEDIA = "application/geo+json"
OUTLINES = Path(__file__).with_name("outlines.json")
ATTRIBUTION = "Jalons, CC BY 4.0; outlines: Natural Earth, public domain. They take no position on borders."
Json = dict[str, Any]


@cache
def outlines() -> dict[str, Json]:
    """ISO 3166-1 numeric -> MultiPolygon."""
    found: dict[str, Json] = json.loads(OUTLINES.read_text())
    return found


def feature(place: Jurisdiction, regime: RegimeSpell | None) -> Json:
    """A jurisdiction, with its regime on the day; null where none is known."""
    return {
        "type": "Feature",
        "id": place.code,
        "geometry": outlines().get(place.numeric) if place.numeric else None,
        "properties": {
            "code": place.code,
            "iso3": place.iso3 or None,
            "numeric": place.numeric or None,
            "kind": place.kind,
            "parent": place.parent_id,
            "name_en": place.name_en,
            "name_fr": place.name_fr,
            "region": place.region or None,
            "subregion": place.subregion or None,
            "family": regime.family if regime else None,
            "model": regime.model if regime else None,
            "rule": (regime.rule or None) if regime else None,
            "since": regime.start.isoformat() if regime else None,
        },
    }


def collection(
    places: Iterable[Jurisdiction], regimes: Mapping[str, RegimeSpell], version: str, day: dt.date, ruleset: str
) -> Json:
    """All of them. What the standard has no name for stands beside `features`."""
    return {
        "type": "FeatureCollection",
        "data_version": version,
        "as_of": day.isoformat(),
        "ruleset": ruleset,
        "license": LICENCE["path"],
        "attribution": ATTRIBUTION,
        "features": [feature(place, regimes.get(place.code)) for place in places],
    }
