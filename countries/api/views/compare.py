"""Jurisdictions side by side."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from countries.filters import CompareFilters
from countries.models import Jurisdiction
from countries.queries.compare import compare

from ..schema import EndpointSchema
from ..serializers import ComparisonRecord


class Compare(GenericViewSet[Any]):
    """Jurisdictions side by side on one day: every answer with its evidence, where they differ, who answers alike."""

    schema = EndpointSchema()
    queryset = Jurisdiction.objects.none()
    serializer_class = ComparisonRecord
    pagination_class = None
    filter_backends = []

    def own_parameters(self) -> list[dict[str, Any]]:
        parameters = CompareFilters.parameters()
        return [{**parameter, "required": parameter["name"] == "j"} for parameter in parameters]

    def field_names(self) -> list[str]:
        return []

    def compare(self, request: Request) -> Response:
        asked = CompareFilters(request.query_params)
        found = compare(asked.get("j"), asked.get("as_of"), ruleset=asked.get("ruleset"), indicators=asked.indicators())
        return Response(ComparisonRecord().to_representation(found))
