"""What every list and every record's own endpoint do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import OrderBy, Prefetch, QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from countries.filters import StrictFilterSet
from countries.models import Support
from kb.drf import LIST_KEYS, words
from kb.problem import only_known, values_held

from ..schema import EndpointSchema
from ..serializers import Record, detailed

Rows = QuerySet[Any]


def evidence(path: str = "") -> Prefetch[Any, Any, Any]:
    """The citations of the records at the path, as their `evidence` (1 query)."""
    rows = Support.objects.select_related("citation__source").order_by("position")
    return Prefetch(f"{path}__supports" if path else "supports", rows, to_attr="evidence")


class Endpoint(GenericViewSet[Any]):
    """A list, narrowed by its FilterSet. `needs` maps a member to what must be prefetched for it."""

    schema = EndpointSchema()
    record: ClassVar[type[Record]]
    filterset_class: ClassVar[type[StrictFilterSet]]
    ordering_fields: ClassVar[Mapping[str, str]]
    default_ordering: ClassVar[Sequence[str | OrderBy]]
    natural_key: ClassVar[str] = "pk"
    needs: ClassVar[Mapping[str, Sequence[str | Prefetch[Any, Any, Any]]]] = {}
    detail_record: ClassVar[type[Record] | None] = None
    detail_needs: ClassVar[Mapping[str, Sequence[str | Prefetch[Any, Any, Any]]]] = {}
    lookup: ClassVar[str] = "pk"

    @property
    def query_keys(self) -> frozenset[str]:
        """The parameters that a list reads besides its filters."""
        return LIST_KEYS

    @property
    def shown(self) -> type[Record]:
        """What the current action answers with."""
        if self.action == "retrieve":
            return detailed(self.detail_record or self.record)
        return self.record

    def get_serializer_class(self) -> type[Record]:
        return self.shown

    def field_names(self) -> list[str]:
        """The members that `fields` may name."""
        return [str(name) for name in self.shown().fields if name != "data_version"]  # type: ignore[comparison-overlap]

    def own_parameters(self) -> list[dict[str, Any]]:
        """Parameters that neither a FilterSet nor this class reads."""
        return []

    def with_needs(self, rows: Rows, only: Sequence[str]) -> Rows:
        needs = {**self.needs, **self.detail_needs} if self.action == "retrieve" else self.needs
        for name, prefetches in needs.items():
            if not only or name in only:
                rows = rows.prefetch_related(*prefetches)
        return rows

    def list(self, request: Request) -> Response:
        only = words(request, "fields", self.field_names())
        rows = self.filter_queryset(self.with_needs(self.get_queryset(), only))
        page = self.paginator.paginate_queryset(rows, request, self)  # type: ignore[union-attr]
        represent = self.record(only=only).to_representation
        return self.get_paginated_response([represent(row) for row in page or ()])


class DetailEndpoint(Endpoint):
    """A list, and each of its records by its natural key."""

    def find(self, key: str) -> Any:
        """The record, or None."""
        return self.with_needs(self.get_queryset(), self.only).filter(**{self.lookup: key}).first()

    @extend_schema(filters=False)
    def retrieve(self, request: Request, key: str) -> Response:
        only_known(request.query_params, {"fields"})
        values_held(request.query_params)
        self.only = words(request, "fields", self.field_names())
        row = None if "\0" in key else self.find(key)
        if row is None:
            raise Http404
        only = [*self.only, "data_version"] if self.only else ()
        return Response(self.shown(only=only).to_representation(row))
