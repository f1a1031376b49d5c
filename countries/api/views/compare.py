"""Jurisdictions side by side, and the nearest laws: as JSON, and as the rows of a table."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from countries.choices import Absence
from countries.filters import CompareFilters, NearestFilters, QuestionFilters
from countries.models import CodingInForce, Indicator, Jurisdiction, Support
from countries.queries.compare import Comparison
from countries.queries.entries import Entry, Line
from countries.queries.nearest import Nearest, Neighbour, nearest
from countries.queries.order import by_name
from countries.queries.since import Revision

from .. import flat
from ..schema import shape_parameter
from ..serializers import ComparedCellRecord, ComparisonRecord, NearestRecord, PairRowRecord, Record
from .base import Shape
from .files import FileEndpoint
from .forms import FILES


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with the rows that are asked for, and with what a cited version said otherwise."""

    found: Comparison
    rows: tuple[Line, ...]
    revision: Revision | None


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One answer on one day, as the row of a table. It `differs` if two jurisdictions differ on that day."""

    day: dt.date
    line: Line
    entry: Entry
    coding: CodingInForce | None
    differs: bool

    @property
    def place(self) -> Jurisdiction:
        return self.entry.place

    @property
    def indicator(self) -> Indicator:
        return self.line.indicator

    @property
    def changed(self) -> bool:
        return self.entry.changed

    @property
    def value(self) -> str:
        return self.coding.value.code if self.coding else Absence.NOT_CODED.value

    @property
    def lead(self) -> Support | None:
        """The citation that carries it."""
        evidence: list[Support] = self.coding.coding.evidence if self.coding else []  # type: ignore[attr-defined]
        return evidence[0] if evidence else None


@dataclass(frozen=True, slots=True)
class PairRow:
    """A pair as the row of a table."""

    day: dt.date
    pair: Neighbour

    def __getattr__(self, name: str) -> Any:
        return getattr(self.pair, name)

    @property
    def differing(self) -> str:
        return flat.BETWEEN.join(one.indicator.code for one in self.pair.differences)


class Sheet(FileEndpoint):
    """What is computed from all jurisdictions and questions: one `answer`, and the files of its rows."""

    queryset = Jurisdiction.objects.none()
    pagination_class = None
    filter_backends = []
    ordering_fields = {}
    default_ordering = []
    filterset_class: ClassVar[type[QuestionFilters]]
    whole: ClassVar[type[Record]]
    required: ClassVar[frozenset[str]] = frozenset()

    def get_serializer_class(self) -> type[Record]:
        return self.record if self.action in FILES else self.whole

    @property
    def query_keys(self) -> frozenset[str]:
        return frozenset(self.listed_words())

    def listed_words(self) -> dict[str, list[str]]:
        return {"fields": self.field_names()} if self.action in FILES else {}

    def untaken(self, form: str) -> frozenset[str]:
        return frozenset({"fields"}) if form == "json" else super().untaken(form)

    def own_parameters(self) -> list[dict[str, Any]]:
        asked = self.filterset_class.parameters()
        shaped = [shape_parameter(name, words) for name, words in self.listed_words().items()]
        return [{**parameter, "required": parameter["name"] in self.required} for parameter in asked] + shaped

    def ask(self, request: Request) -> Any:
        """The filters, checked (2 queries)."""
        places = sorted(Jurisdiction.objects.all(), key=by_name)
        questions = list(Indicator.objects.all())
        self.asked = self.filterset_class(request.query_params, places, questions, extra=self.query_keys)
        self.asked.check()
        return self.asked

    def found(self, asked: Any) -> Any:
        """What the whole is made of."""
        raise NotImplementedError

    def answer(self, request: Request) -> Response:
        return Response(self.whole().to_representation(self.found(self.ask(request))))


class Compare(Sheet):
    """Jurisdictions side by side on one day or two: every answer with its evidence, where they differ, who agrees."""

    whole = ComparisonRecord
    record = ComparedCellRecord
    filterset_class = CompareFilters
    required = frozenset({"j"})

    def found(self, asked: CompareFilters) -> Compared:
        found = asked.compared()
        return Compared(found, tuple(line for line in found.lines if asked.shows(line)), asked.revised())

    def selection(self, request: Request, shape: Shape) -> list[ComparedCell]:
        asked = self.ask(request)
        found = asked.compared()
        return [
            ComparedCell(day, line, entry, coding, differs)
            for line in found.lines
            if asked.shows(line)
            for entry in line.entries
            for day, coding, differs in (
                (found.day, entry.coding, line.differs),
                (found.then, entry.coding_then, line.differs_then),
            )
            if day
        ]


class NearestLaws(Sheet):
    """Which jurisdictions legislate most alike on a day, on questions of the reader's choice, and where they differ."""

    whole = NearestRecord
    record = PairRowRecord
    filterset_class = NearestFilters

    def found(self, asked: NearestFilters) -> Nearest:
        return nearest(asked.answered(), asked.get("j"))

    def selection(self, request: Request, shape: Shape) -> list[PairRow]:
        found = self.found(self.ask(request))
        return [PairRow(found.day, pair) for pair in found.pairs]

    def title(self) -> str:
        return "nearest"
