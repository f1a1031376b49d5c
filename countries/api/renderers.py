"""The media types of the files that a list can be had as; what is in them stands in `flat`."""

from __future__ import annotations

from rest_framework.renderers import BaseRenderer


class Csv(BaseRenderer):
    media_type = "text/csv"
    format = "csv"


class Xlsx(BaseRenderer):
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = "xlsx"
    charset = None


class Geo(BaseRenderer):
    media_type = "application/geo+json"
    format = "geojson"
