"""A whole filtered list as a file, and what the file holds in words."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from countries.models import DataVersion
from countries.releases.formats import csv_lines, write_xlsx
from countries.releases.tables import Column, Row, Table
from kb.drf import StrictFilterBackend, StrictOrderingFilter, data_version
from kb.problem import invalid_value

from .. import flat
from ..metadata import RESOURCE, Description, codebook, readme, resource
from ..renderers import Csv, Xlsx
from .base import SHAPE_KEYS, Shape
from .forms import FILES, FormedEndpoint

CHUNK = 1000
MOST_IN_A_SHEET = 100_000


class FileEndpoint(FormedEndpoint):
    """A list that can be had as a file: exactly what is filtered, all of it, without pages."""

    def get_renderers(self) -> list[Any]:
        """What OPTIONS answers is no file."""
        return [JSONRenderer()] if self.action == "metadata" else super().get_renderers()

    def own_parameters(self) -> list[dict[str, Any]]:
        backends = (StrictFilterBackend(), StrictOrderingFilter()) if self.action in FILES else ()
        read = [parameter for backend in backends for parameter in backend.get_schema_operation_parameters(self)]
        return [*read, *super().own_parameters()]

    def listed_words(self) -> dict[str, list[str]]:
        words = super().listed_words()
        return {"fields": words["fields"]} if self.action in FILES else words

    @property
    def query_keys(self) -> frozenset[str]:
        return SHAPE_KEYS if self.action in FILES else super().query_keys

    # What is in it

    def columns(self, shape: Shape) -> flat.Columns:
        return flat.columns(self.record(), shape.only)

    def cells(self, columns: flat.Columns, records: Any) -> Iterable[Row]:
        """The rows of the table, fetched as they are written."""
        return flat.rows(columns, records.iterator(CHUNK) if isinstance(records, QuerySet) else records)

    def described(self, request: Request, columns: flat.Columns, count: int) -> Description:
        return Description(
            self.title(),
            str(type(self).__doc__),
            data_version(),
            self.asked,
            {name: ",".join(values) for name, values in request.query_params.lists()},
            count,
            columns,
            self.forms(request),
        )

    # The files

    @extend_schema(responses={(200, Csv.media_type): OpenApiTypes.STR})
    def csv(self, request: Request) -> StreamingHttpResponse:
        """The filtered list as CSV (RFC 4180, UTF-8). Text that a spreadsheet would run is neutralised."""
        shape = self.shape(request)
        records = self.selection(request, shape)
        columns = self.columns(shape)
        lines = csv_lines([column.name for column in columns], self.cells(columns, records))
        return StreamingHttpResponse(
            (line.encode() for line in lines),
            content_type="text/csv; charset=utf-8; header=present",
            headers=self.named("csv"),
        )

    @extend_schema(responses={(200, Xlsx.media_type): OpenApiTypes.BINARY})
    def xlsx(self, request: Request) -> FileResponse:
        """The filtered list as a spreadsheet, between a sheet that says what it is and one of the codebook's words.

        At most 100,000 records.
        """
        shape = self.shape(request)
        records = self.selection(request, shape)
        columns = self.columns(shape)
        count = size(records)
        if count > MOST_IN_A_SHEET:
            detail = _("A spreadsheet holds at most %(most)s records here: narrow the list, or take it as CSV.")
            raise invalid_value("format", "xlsx", detail % {"most": MOST_IN_A_SHEET})
        sheet = Table(
            self.title(),
            self.title(),
            tuple(Column(column.name, column.type, column.description) for column in columns),
            (),
            lambda: self.cells(columns, records),
        )
        file = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
        about = list(readme(self.described(request, columns, count)))
        write_xlsx([sheet, codebook(columns)], about, file, self.stamp())
        file.seek(0)
        return FileResponse(file, content_type=Xlsx.media_type, headers=self.named("xlsx"))

    @extend_schema(responses={200: RESOURCE})
    def metadata(self, request: Request) -> Response:
        """What the filtered list as a table is: its columns, vocabularies, licence and number of rows.

        A Frictionless tabular resource (`profile: tabular-data-resource`).
        """
        shape = self.shape(request)
        records = self.selection(request, Shape(shape.only or ("-",)))
        return Response(resource(self.described(request, self.columns(shape), size(records))))

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


def size(records: Any) -> int:
    """How many records there are, of a queryset or of anything that has a length."""
    return int(records.count()) if isinstance(records, QuerySet) else len(records)
