"""The graph of laws, milestones and platforms."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from countries import filters
from countries import models as m
from countries.queries.network import Network, network
from kb.drf import StrictOrderingFilter

from ..serializers import EdgeRecord, GraphRecord
from .base import Shape
from .computed import ordered
from .files import FileEndpoint


class LawGraph(FileEndpoint):
    """Law → milestone → platform: the milestones that the filters leave, what led to them and what they concern.

    As a whole, not in pages; as a file it is the table of its edges.
    """

    queryset = m.Milestone.objects.all()
    record = EdgeRecord
    filterset_class = filters.MilestoneFilters
    pagination_class = None
    filter_backends = []
    own_keys = frozenset()
    ordering_fields = {"source": "source", "target": "target", "type": "type"}
    default_ordering = []

    @property
    def query_keys(self) -> frozenset[str]:
        return super().query_keys if self.action != "answer" else frozenset()

    def untaken(self, form: str) -> frozenset[str]:
        return frozenset({"fields", "ordering"}) if form == "json" else super().untaken(form)

    def facet_words(self) -> list[str]:
        return []

    def listed_words(self) -> dict[str, list[str]]:
        return {} if self.action == "answer" else super().listed_words()

    def own_parameters(self) -> list[dict[str, Any]]:
        return super().own_parameters() if self.action != "answer" else self.filterset_class.parameters()

    def found(self, request: Request) -> Network:
        self.asked = self.filterset_class(request.query_params, self.get_queryset(), extra=self.query_keys)
        return network(self.asked.qs, self.asked.day)

    @extend_schema(responses=GraphRecord)
    def answer(self, request: Request) -> Response:
        return Response(GraphRecord().to_representation(self.found(request)))

    def selection(self, request: Request, shape: Shape) -> Any:
        return ordered(self.found(request).edges, StrictOrderingFilter.keys(request, self)[:-1])

    def title(self) -> str:
        return "graph"
