"""One jurisdiction's file: who it is, its profile, its codings and its laws."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import Field, PlainSerializer, StringConstraints, model_validator

from countries.choices import (
    Absence,
    Confidence,
    JurisdictionKind,
    LegalTradition,
    PenaltyKind,
    ReportStatus,
    Scope,
    StartType,
)

from .base import Citations, Code, Date, Day, Key, Keys, Line, Node, ProvisionRef, Slug, Text
from .law import LawDoc


def _shortest(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


Money = Annotated[Decimal, Field(ge=0, max_digits=16, decimal_places=2), PlainSerializer(_shortest)]
Percent = Annotated[Decimal, Field(gt=0, le=100, max_digits=5, decimal_places=2), PlainSerializer(_shortest)]


class MembershipDoc(Node):
    union: Code
    from_: Date = Field(alias="from")
    to: Date | None = None


class ReportStatusDoc(Node):
    status: ReportStatus
    citations: list[Key] = []

    @model_validator(mode="after")
    def _established_by_something(self) -> Self:
        if self.status != ReportStatus.NOT_ESTABLISHED and not self.citations:
            raise ValueError(f"the status “{self.status}” needs a citation")
        return self


class PopulationDoc(Node):
    count: Annotated[int, Field(gt=0, le=10**10)]
    year: Annotated[int, Field(ge=1990, le=2100)]
    citations: Annotated[list[Key], Field(min_length=1, max_length=1)]


class PassageDoc(Node):
    text: Text
    citations: Keys


class PenaltyDoc(Node):
    """Normalised: imprisonment in months, the fine's maximum in the currency's unit."""

    kind: PenaltyKind
    min_months: Annotated[int, Field(ge=0, le=1200)] | None = None
    max_months: Annotated[int, Field(ge=0, le=1200)] | None = None
    fine: Money | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    year: Annotated[int, Field(ge=1500, le=2100)] | None = None
    turnover_percent: Percent | None = None
    wording: Text

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if (self.fine is None) != (self.currency is None):
            raise ValueError("a fine and its currency go together")
        if self.min_months is not None and self.max_months is not None and self.min_months > self.max_months:
            raise ValueError(f"min_months {self.min_months} is more than max_months {self.max_months}")
        return self


class CodingDoc(Node):
    indicator: Key
    value: Key
    valid_from: Date
    valid_from_type: StartType = StartType.EXACT
    valid_to: Date | None = None
    scope: Scope
    penalty: PenaltyDoc | None = None
    note: Text | None = None
    confidence: Confidence | None = None
    confidence_note: Text | None = None
    verified_on: Day
    provisions: list[ProvisionRef] = []
    trigger: Slug | None = None
    citations: list[Key] = []
    searched: Text | None = None

    @model_validator(mode="after")
    def _evidence(self) -> Self:
        if self.value == Absence.NOT_CODED:
            raise ValueError("`not_coded` is never written: leave the coding out")
        if self.value == Absence.NOT_FOUND:
            if self.searched is None:
                raise ValueError("`not_found` needs `searched`: what was looked for, and where")
        elif not self.citations:
            raise ValueError(f"the value “{self.value}” needs at least one citation: no source, no value")
        if self.value == Absence.CONTESTED and (self.note is None or len(self.citations) < 2):
            raise ValueError("`contested` needs both sides cited and a note on how they differ")
        return self

    @model_validator(mode="after")
    def _interval(self) -> Self:
        if self.valid_to is not None and self.valid_to.first <= self.valid_from.first:
            raise ValueError(f"the interval from {self.valid_from} to {self.valid_to} is empty")
        return self

    @model_validator(mode="after")
    def _lowered_confidence_is_explained(self) -> Self:
        if (self.confidence is None) != (self.confidence_note is None):
            raise ValueError("`confidence` (a lowered one) and `confidence_note` go together")
        return self


class JurisdictionFile(Node):
    code: Code
    iso3: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    numeric: Annotated[str, StringConstraints(pattern=r"^\d{3}$")] | None = None
    kind: JurisdictionKind
    parent: Code | None = None
    memberships: list[MembershipDoc] = []
    region: Line | None = None
    subregion: Line | None = None
    legal_tradition: LegalTradition | None = None
    name: Text
    aliases: list[Line] = []
    report_2019: ReportStatusDoc | None = None
    population: PopulationDoc | None = None
    profile: list[PassageDoc] = []
    citations: Citations = {}
    codings: list[CodingDoc] = []
    laws: list[LawDoc] = []

    @model_validator(mode="after")
    def _kind_has_its_keys(self) -> Self:
        if (self.kind == JurisdictionKind.SUBDIVISION) != (self.parent is not None):
            raise ValueError("a subdivision, and only a subdivision, has a `parent`")
        if self.kind == JurisdictionKind.COUNTRY:
            for name in ("iso3", "numeric", "region", "subregion", "report_2019"):
                if getattr(self, name) is None:
                    raise ValueError(f"a country needs `{name}`")
        return self
