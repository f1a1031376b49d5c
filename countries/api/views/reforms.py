"""What changed in the law between two days."""

from __future__ import annotations

from rest_framework.request import Request

from countries.filters import ReformFilters
from countries.models import Indicator
from countries.queries.reforms import Change
from kb.drf import StrictOrderingFilter

from ..serializers import ChangedAnswerRecord
from .base import Shape
from .computed import ordered
from .files import FileEndpoint


class Reforms(FileEndpoint):
    """What changed after one day and up to another: each answer, old and new, with the law that brought it."""

    queryset = Indicator.objects.none()
    record = ChangedAnswerRecord
    filterset_class = ReformFilters
    own_keys = frozenset()
    ordering_fields = {
        "jurisdiction": "place.code",
        "date": "date",
        "indicator": "row.indicator.order",
        "kind": "kind",
    }
    default_ordering = ["place.code", "date", "row.indicator.order"]

    def selection(self, request: Request, shape: Shape) -> list[Change]:
        self.asked = asked = ReformFilters(request.query_params, extra=self.query_keys)
        keys = StrictOrderingFilter.keys(request, self)[:-1]
        return ordered(asked.result().changes, keys)
