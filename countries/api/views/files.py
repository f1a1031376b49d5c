"""A whole filtered list as a file."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from countries.models import DataVersion
from countries.releases.formats import csv_lines, write_xlsx
from countries.releases.tables import Column, Table
from kb.drf import LIST_KEYS, StrictFilterBackend, StrictOrderingFilter, data_version, words
from kb.problem import invalid_value

from .. import flat
from ..renderers import Csv, Xlsx
from .base import Endpoint

CHUNK = 1000
MOST_IN_A_SHEET = 100_000
FILES = {"csv": Csv, "xlsx": Xlsx}


class FileEndpoint(Endpoint):
    """A list that can be had as a file: exactly what is filtered, all of it, without pages."""

    def own_parameters(self) -> list[dict[str, Any]]:
        if self.action not in FILES:
            return []
        backends = (StrictFilterBackend(), StrictOrderingFilter())
        return [parameter for backend in backends for parameter in backend.get_schema_operation_parameters(self)]

    def table(self, request: Request) -> tuple[flat.Columns, Any]:
        """The columns and the rows that are asked for."""
        only = words(request, "fields", self.field_names())
        rows = self.filter_queryset(self.with_needs(self.get_queryset(), only))
        return flat.columns(self.record(), only), rows

    @property
    def query_keys(self) -> frozenset[str]:
        return LIST_KEYS - {"page", "limit"} if self.action in FILES else LIST_KEYS

    @extend_schema(responses={(200, Csv.media_type): OpenApiTypes.STR})
    def csv(self, request: Request) -> StreamingHttpResponse:
        """The filtered list as CSV (RFC 4180, UTF-8). Text that a spreadsheet would run is neutralised."""
        columns, rows = self.table(request)
        names = [name for name, _ in columns]
        lines = csv_lines(names, flat.rows(columns, rows.iterator(chunk_size=CHUNK)))
        return StreamingHttpResponse(
            (line.encode() for line in lines),
            content_type="text/csv; charset=utf-8; header=present",
            headers=self.named("csv"),
        )

    @extend_schema(responses={(200, Xlsx.media_type): OpenApiTypes.BINARY})
    def xlsx(self, request: Request) -> HttpResponse:
        """The filtered list as a spreadsheet, with a sheet that says what it is of; at most 100,000 records."""
        columns, rows = self.table(request)
        if rows.count() > MOST_IN_A_SHEET:
            detail = _("A spreadsheet holds at most %(most)s records here: narrow the list, or take it as CSV.")
            raise invalid_value("format", "xlsx", detail % {"most": MOST_IN_A_SHEET})
        sheet = Table(
            self.title(),
            self.title(),
            tuple(Column(name, "string", name) for name, _ in columns),
            (),
            lambda: flat.rows(columns, rows.iterator(chunk_size=CHUNK)),
        )
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "list.xlsx"
            write_xlsx([sheet], list(self.about(request)), path, self.stamp())
            return HttpResponse(path.read_bytes(), content_type=Xlsx.media_type, headers=self.named("xlsx"))

    def about(self, request: Request) -> Iterator[tuple[str, str]]:
        """What the first sheet says."""
        yield "Jalons", self.title()
        yield "data_version", data_version()
        yield "url", request.build_absolute_uri()
        yield from self.filterset_class(request.query_params, extra=self.query_keys).describe()
        yield "licence", "CC BY 4.0"

    def title(self) -> str:
        return type(self).__name__.lower()

    @staticmethod
    def stamp() -> Any:
        version = DataVersion.objects.current()
        return version.loaded_at if version else timezone.now()

    def named(self, ending: str) -> dict[str, str]:
        """The header that names the file."""
        name = "-".join(part for part in ("jalons", self.title(), data_version()) if part)
        return {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
