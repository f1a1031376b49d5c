"""Search, and the table of what is coded."""

from __future__ import annotations

from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from countries.filters import CoverageFilters, SearchFilters, StrictFilterSet
from countries.models import Indicator, SearchDocument
from countries.queries.search import MOST

from ..schema import EndpointSchema
from ..serializers import CellStateRecord, Record, SearchRecord

PAGE_KEYS = ("page", "limit")


class Computed(GenericViewSet[Any]):
    """A list that is computed rather than selected, narrowed by its FilterSet and paginated like any other."""

    schema = EndpointSchema()
    filter_backends = []
    filters: ClassVar[type[StrictFilterSet]]

    def own_parameters(self) -> list[dict[str, Any]]:
        return self.filters.parameters()

    def field_names(self) -> list[str]:
        return []

    def page(self, request: Request, rows: list[Any], record: type[Record]) -> Response:
        """The page of `rows` that the request asks for."""
        shown = self.paginator.paginate_queryset(rows, request, self)  # type: ignore[union-attr]
        represent = record().to_representation
        return self.get_paginated_response([represent(row) for row in shown or ()])


class Search(Computed):
    """Records that hold every word asked for, in any language, accents and case aside; best first."""

    queryset = SearchDocument.objects.none()
    serializer_class = SearchRecord
    filters = SearchFilters

    def search(self, request: Request) -> Response:
        asked = SearchFilters(request.query_params, extra=PAGE_KEYS)
        return self.page(request, asked.results(MOST).hits, SearchRecord)


class CoverageCells(Computed):
    """Every jurisdiction and indicator: whether it is coded, how well supported, when last verified."""

    queryset = Indicator.objects.none()
    serializer_class = CellStateRecord
    filters = CoverageFilters

    def cells(self, request: Request) -> Response:
        asked = CoverageFilters(request.query_params, extra=PAGE_KEYS)
        rows = [cell for cell in asked.table().cells if asked.matches(cell)]
        return self.page(request, rows, CellStateRecord)
