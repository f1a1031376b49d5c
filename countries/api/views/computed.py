"""Search, and the table of what is coded."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from rest_framework.request import Request

from countries.filters import CoverageFilters, SearchFilters
from countries.models import Indicator, SearchDocument
from countries.queries.coverage import Cell
from countries.queries.search import Hits
from kb.drf import OrderKey, StrictOrderingFilter

from ..serializers import CellStateRecord, SearchRecord
from .base import PAGE_KEYS, Endpoint, Shape
from .files import FileEndpoint


def ordered(records: Sequence[Any], keys: Sequence[OrderKey]) -> list[Any]:
    """The records in the order of the keys, the first first; what is missing comes last either way."""
    found = list(records)
    for key in reversed(keys):
        get = attrgetter(key.lookup)
        there = [record for record in found if get(record) not in {None, ""}]
        there.sort(key=get, reverse=key.descending)
        found = there + [record for record in found if get(record) in {None, ""}]
    return found


class Search(Endpoint):
    """Records that hold every word asked for, in any language, accents and case aside; best first."""

    queryset = SearchDocument.objects.none()
    record = SearchRecord
    filterset_class = SearchFilters
    filter_backends = []
    ordering_fields = {}
    default_ordering = []

    @property
    def query_keys(self) -> frozenset[str]:
        return PAGE_KEYS | set(self.listed_words())

    def own_parameters(self) -> list[dict[str, Any]]:
        return [*SearchFilters.parameters(), *super().own_parameters()]

    def selection(self, request: Request, shape: Shape) -> Hits:
        self.asked = asked = SearchFilters(request.query_params, extra=self.query_keys)
        return Hits(asked.found(), asked.get("lang"))


class Coverage(FileEndpoint):
    """Every jurisdiction and indicator: whether it is coded, how well supported, when last verified."""

    queryset = Indicator.objects.none()
    record = CellStateRecord
    filterset_class = CoverageFilters
    own_keys = frozenset()
    ordering_fields = {
        "jurisdiction": "jurisdiction.code",
        "indicator": "indicator.order",
        "state": "state",
        "support": "support",
        "confidence": "confidence",
        "verified_on": "verified_on",
        "since": "since",
    }
    default_ordering = ["jurisdiction.code", "indicator.order"]

    def selection(self, request: Request, shape: Shape) -> list[Cell]:
        self.asked = asked = CoverageFilters(request.query_params, extra=self.query_keys)
        keys = StrictOrderingFilter.keys(request, self)[:-1]
        return ordered(asked.cells(), keys)
