"""What changed between two versions of the data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework.request import Request

from countries.filters import BetweenFilters
from countries.models import Change
from countries.queries.between import NetChange
from kb.drf import StrictOrderingFilter

from ..pages import BetweenPagination, in_front
from ..serializers import NetChangeRecord
from .base import Shape
from .computed import ordered
from .files import FileEndpoint


class Between(FileEndpoint):
    """What changed between two versions: for each record its old and new columns, whatever happened on the way."""

    queryset = Change.objects.none()
    record = NetChangeRecord
    filterset_class = BetweenFilters
    pagination_class = BetweenPagination
    own_keys = frozenset()
    ordering_fields = {
        "record_type": "record_type",
        "record_id": "record_id",
        "jurisdiction": "jurisdiction_code",
        "action": "action",
    }
    default_ordering = ["record_type", "record_id"]

    def facet_words(self) -> list[str]:
        return []

    def selection(self, request: Request, shape: Shape) -> list[NetChange]:
        self.asked = asked = BetweenFilters(request.query_params, extra=self.query_keys)
        self.versions = asked.versions()
        return ordered(asked.changes(*self.versions), StrictOrderingFilter.keys(request, self)[:-1])

    def stamped(self, body: dict[str, Any], facets: Sequence[str]) -> dict[str, Any]:
        older, newer = self.versions
        return in_front(
            super().stamped(body, facets),
            {"from": older and older.version, "to": newer and newer.version},
        )

    def title(self) -> str:
        return "changes-between"
