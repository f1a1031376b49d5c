"""Codings and regimes as they were known: the same lists, read from the archive where `known_at` asks for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from rest_framework.request import Request
from rest_framework.response import Response

from countries import filters
from countries import models as m
from kb.pagination import Pagination

from .. import serializers
from .files import FileEndpoint

View = Callable[..., HttpResponseBase]
KNOWN_AT = "known_at"


class KnownPagination(Pagination):
    """Says in each page of what is read from the archive which version it is of."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.known_at = view.known_at(request)
        return super().paginate_queryset(queryset, request, view)

    def get_paginated_response(self, data: Any) -> Response:
        response = super().get_paginated_response(data)
        if self.known_at:
            body: Any = response.data
            response.data = {"data_version": body.pop("data_version"), KNOWN_AT: self.known_at, **body}
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        described = super().get_paginated_response_schema(schema)
        described["properties"][KNOWN_AT] = {
            "type": "string",
            "description": "The version as which the list is read; only where `known_at` was asked for.",
        }
        return described


class KeptEndpoint(FileEndpoint):
    """A list of which what was known earlier is kept. `then` is the endpoint that reads the archive."""

    pagination_class = KnownPagination
    then: ClassVar[type[FileEndpoint]]

    @property
    def query_keys(self) -> frozenset[str]:
        """With `known_at`, which may stand here empty; where it does not, `at_both_times` leads elsewhere."""
        return super().query_keys | {KNOWN_AT}

    def own_parameters(self) -> list[dict[str, Any]]:
        found = super().own_parameters()
        if self.action == "retrieve":
            return found
        parameters = self.then.filterset_class.parameters()
        return [*found, *(parameter for parameter in parameters if parameter["name"] == KNOWN_AT)]

    def known_at(self, request: Request) -> str:
        return ""


class KnownEndpoint(FileEndpoint):
    """A list read from the archive: the rows of the queryset are the records kept there."""

    pagination_class = KnownPagination
    natural_key = "key"
    own_keys = frozenset()

    def facet_words(self) -> list[str]:
        return []

    def known_at(self, request: Request) -> str:
        """The version that the list is of."""
        asked = self.filterset_class(request.query_params, extra=self.query_keys)
        return str(asked.get(KNOWN_AT).version)

    def title(self) -> str:
        return super().title().removeprefix("known")

    def named(self, ending: str) -> dict[str, str]:
        name = f"jalons-{self.title()}-known-at-{self.known_at(self.request)}.{ending}"
        return {"Content-Disposition": f'attachment; filename="{name}"'}


class KnownCodings(KnownEndpoint):
    """What the data said in a version was in force where on a day, with the evidence for every value."""

    queryset = m.KnownCoding.objects.values_list("record", flat=True)
    record = serializers.CodingRecord
    filterset_class = filters.KnownCodingFilters
    ordering_fields = {
        "jurisdiction": "jurisdiction",
        "indicator": "indicator_order",
        "value": "value_order",
        "start": "start",
        "end": "end",
        "verified_on": "verified_on",
    }
    default_ordering = ["jurisdiction", "indicator_order", "start"]


class KnownRegimes(KnownEndpoint):
    """The regime of each jurisdiction on a day, as a version of the data derived it."""

    queryset = m.KnownRegime.objects.values_list("record", flat=True)
    record = serializers.SpellRecord
    filterset_class = filters.KnownRegimeFilters
    ordering_fields = {
        "jurisdiction": "jurisdiction",
        "family": "family",
        "model": "model",
        "start": "start",
        "end": "end",
    }
    default_ordering = ["jurisdiction", "start"]


class KnownSpells(KnownRegimes):
    """The regimes of each jurisdiction over time, as a version of the data derived them."""

    filterset_class = filters.KnownSpellFilters


def at_both_times(now: View, then: View) -> View:
    """The view of today, or where the address asks what was known then, the other."""

    @wraps(now)
    def view(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        return (then if asks_what_was_known(request) else now)(request, *args, **options)

    return view


def asks_what_was_known(request: HttpRequest) -> bool:
    """Whether `known_at` is given; a query string that cannot be read is left to the view to refuse."""
    try:
        return bool(request.GET.get(KNOWN_AT, "").strip())
    except TooManyFieldsSent:
        return False
