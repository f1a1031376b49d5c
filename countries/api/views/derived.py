"""Changes of regime, and the panel of jurisdictions and years."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from countries import filters
from countries import models as m
from kb.drf import StrictOrderingFilter

from .. import flat, serializers
from . import needs as n
from .base import DetailEndpoint, Shape
from .files import FileEndpoint


class Transitions(DetailEndpoint, FileEndpoint):
    """Changes of a jurisdiction's regime: when, from what to what, and the law that brought them; newest first."""

    queryset = m.RegimeSpell.objects.transitions()
    record = serializers.TransitionRecord
    filterset_class = filters.TransitionFilters
    ordering_fields = {
        "date": "start",
        "jurisdiction": "jurisdiction_id",
        "from_model": "from_model",
        "to_model": "model",
    }
    default_ordering = ["-start", "jurisdiction_id"]
    included = serializers.TransitionIncludes
    include_needs = {
        "jurisdiction": ["jurisdiction__memberships"],
        "trigger": n.law("trigger"),
        "spells": ["jurisdiction__spells"],
        "inputs": [n.held("jurisdiction")],
    }


class Years(FileEndpoint):
    """Jurisdictions by years."""

    queryset = m.Jurisdiction.objects.none()
    own_keys = frozenset()
    ordering_fields = {"jurisdiction": "jurisdiction", "year": "year"}
    default_ordering = ["jurisdiction", "year"]

    def order(self, request: Request) -> dict[str, Any]:
        """Whether years come before jurisdictions, and which of the two are read backwards."""
        keys = StrictOrderingFilter.keys(request, self)
        downwards = {key.lookup: key.descending for key in keys}
        return {
            "by_year": keys[0].lookup == "year",
            "backwards": (downwards.get("jurisdiction", False), downwards.get("year", False)),
        }


class Panel(Years):
    """Country-year panel, long: what each indicator and the regime are on 1 January, a row each where there is one.

    Parts of countries and unions are in it too; `kind=country` leaves them out.
    """

    record = serializers.PanelRecord
    filterset_class = filters.PanelFilters

    def selection(self, request: Request, shape: Shape) -> Any:
        self.asked = asked = filters.PanelFilters(request.query_params, extra=self.query_keys)
        return asked.panel(**self.order(request))


class PanelWide(Years):
    """Country-year panel, wide: a row a jurisdiction and year, coded or not, a column an indicator.

    Parts of countries and unions are in it too; `kind=country` leaves them out.
    """

    record = serializers.WideRecord
    filterset_class = filters.WideFilters

    def selection(self, request: Request, shape: Shape) -> Any:
        self.asked = asked = filters.WideFilters(request.query_params, extra=self.query_keys)
        return asked.wide(**self.order(request))

    def columns(self, shape: Shape) -> flat.Columns:
        """`values` is a column an indicator, by the codebook's names."""
        found = [column for column in super().columns(shape) if column.name != "values"]
        if not shape.has("values"):
            return found
        codes: list[str] = self.asked.indicators()
        described = m.Indicator.objects.in_bulk(codes)
        return found + [
            flat.Column(code, value_of(code), "string", described[code].question_en, standard="codebook")
            for code in codes
        ]

    def title(self) -> str:
        return "panel-wide"


def value_of(code: str) -> Any:
    return lambda row: row.values[code]
