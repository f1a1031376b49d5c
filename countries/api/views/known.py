"""Codings and regimes as they were known: the same lists, read from the archive where `known_at` asks for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, ClassVar

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from countries import filters
from countries import models as m

from .. import serializers
from ..pages import KnownPagination, in_front
from .files import FileEndpoint

View = Callable[..., HttpResponseBase]
KNOWN_AT = "known_at"


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


class KnownEndpoint(FileEndpoint):
    """A list read from the archive: the rows of the queryset are the records kept there."""

    pagination_class = KnownPagination
    natural_key = "key"
    own_keys = frozenset()

    def facet_words(self) -> list[str]:
        return []

    @property
    def known_at(self) -> str:
        """The version that the list is of."""
        return str(self.asked.get(KNOWN_AT).version)

    def stamped(self, body: dict[str, Any], facets: Sequence[str]) -> dict[str, Any]:
        return in_front(super().stamped(body, facets), {KNOWN_AT: self.known_at})

    def title(self) -> str:
        return super().title().removeprefix("known")

    def named(self, ending: str) -> dict[str, str]:
        name = f"jalons-{self.title()}-known-at-{self.known_at}.{ending}"
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
