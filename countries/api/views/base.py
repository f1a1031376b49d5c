"""What every list and every record's own endpoint do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from countries.filters import StrictFilterSet
from kb.drf import words
from kb.problem import only_known, values_held

from ..metadata import day_of
from ..schema import EndpointSchema, shape_parameter
from ..serializers import Record, detailed, listed
from ..serializers.base import INCLUDED, members
from .needs import Lookup, fetched

Rows = QuerySet[Any]
SHAPE_KEYS = frozenset({"ordering", "fields"})
PAGE_KEYS = frozenset({"page", "limit"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What of each record is wanted: `only` some members (empty: all), and what to `include`."""

    only: tuple[str, ...] = ()
    include: tuple[str, ...] = ()

    def has(self, member: str) -> bool:
        return not self.only or member in self.only


class Endpoint(GenericViewSet[Any]):
    """A list, narrowed by its FilterSet.

    `needs` maps a member to what must be prefetched for it, `include_needs` a word of `include`, which
    `included` defines.
    """

    schema = EndpointSchema()
    record: ClassVar[type[Record]]
    included: ClassVar[type[Record] | None] = None
    filterset_class: ClassVar[type[StrictFilterSet]]
    ordering_fields: ClassVar[Mapping[str, str]]
    default_ordering: ClassVar[Sequence[str]]
    natural_key: ClassVar[str] = "pk"
    needs: ClassVar[Mapping[str, Sequence[Lookup]]] = {}
    include_needs: ClassVar[Mapping[str, Sequence[Lookup]]] = {}
    detail_record: ClassVar[type[Record] | None] = None
    detail_needs: ClassVar[Mapping[str, Sequence[Lookup]]] = {}
    lookup: ClassVar[str] = "pk"
    own_keys: ClassVar[frozenset[str]] = frozenset({"cursor"})
    asked: StrictFilterSet

    @property
    def query_keys(self) -> frozenset[str]:
        """The parameters that a list reads besides its filters."""
        return SHAPE_KEYS | PAGE_KEYS | self.own_keys | set(self.listed_words())

    def listed_words(self) -> dict[str, list[str]]:
        """The parameters that take words of a list, where there are any, with their words."""
        words = {"fields": self.field_names(), "include": self.include_words(), "facets": self.facet_words()}
        return {name: allowed for name, allowed in words.items() if allowed}

    @property
    def shown(self) -> type[Record]:
        """What the current action answers with."""
        if self.action == "retrieve":
            return detailed(self.detail_record or self.record, self.included)
        return listed(self.record, self.included)

    def get_serializer_class(self) -> type[Record]:
        return self.shown

    def field_names(self) -> list[str]:
        """The members that `fields` may name."""
        return [name for name in members(self.shown) if name not in {"data_version", INCLUDED}]

    def include_words(self) -> list[str]:
        """What `include` may name."""
        return list(members(self.included)) if self.included else []

    def facet_words(self) -> list[str]:
        """The filters that `facets` may name."""
        return [] if self.action == "retrieve" else self.filterset_class.facet_names()

    def own_parameters(self) -> list[dict[str, Any]]:
        """The OpenAPI parameters that are not filters, order or pages."""
        return [shape_parameter(name, words) for name, words in self.listed_words().items()]

    def shape(self, request: Request) -> Shape:
        only = words(request, "fields", self.field_names())
        include = words(request, "include", self.include_words()) if self.included else []
        return Shape(tuple(only), tuple(include))

    def represent(self, shape: Shape) -> Any:
        """The function that makes JSON of a row."""
        return self.shown(only=shape.only, include=shape.include).to_representation

    def with_needs(self, rows: Rows, shape: Shape) -> Rows:
        needs = {**self.needs, **self.detail_needs} if self.action == "retrieve" else self.needs
        lookups = [lookup for member, found in needs.items() if shape.has(member) for lookup in found]
        lookups += [lookup for word in shape.include for lookup in self.include_needs[word]]
        return fetched(rows, lookups)

    def selection(self, request: Request, shape: Shape) -> Any:
        """The rows that are asked for, in order: a queryset, or whatever can be counted and sliced."""
        return self.filter_queryset(self.with_needs(self.get_queryset(), shape))

    def list(self, request: Request) -> Response:
        shape = self.shape(request)
        facets = words(request, "facets", self.facet_words()) if self.facet_words() else []
        paginator: Any = self.paginator
        page = paginator.paginate_queryset(self.selection(request, shape), request, self)
        represent = self.represent(shape)
        response = self.get_paginated_response([represent(row) for row in page])
        response.data = self.stamped(response.data, facets)
        return response

    def stamped(self, body: dict[str, Any], facets: Sequence[str]) -> dict[str, Any]:
        """The body with the day it is of, and for each filter in `facets` its values with their counts."""
        day, results = day_of(self.asked), body.pop("results")
        head = {"data_version": body.pop("data_version")} | ({"as_of": day} if day else {})
        counts = {name: self.asked.facet(name, self.get_queryset()) for name in facets}
        return head | body | ({"facets": counts} if facets else {}) | {"results": results}


class DetailEndpoint(Endpoint):
    """A list, and each of its records by its natural key."""

    def find(self, key: str, shape: Shape) -> Any:
        """The record, or None."""
        return self.with_needs(self.get_queryset(), shape).filter(**{self.lookup: key}).first()

    @extend_schema(filters=False)
    def retrieve(self, request: Request, key: str) -> Response:
        only_known(request.query_params, self.listed_words())
        values_held(request.query_params)
        shape = self.shape(request)
        row = None if "\0" in key else self.find(key, shape)
        if row is None:
            raise Http404
        wanted = Shape((*shape.only, "data_version"), shape.include) if shape.only else shape
        return Response(self.represent(wanted)(row))
