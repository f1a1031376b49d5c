"""Laws and their provisions in the data files."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from countries.choices import LawKind, LawRelationKind, LawStatus, Theme

from .base import (
    Date,
    Key,
    Keys,
    Lang,
    Line,
    Node,
    Slug,
    Text,
    Translation,
    missing_translations,
    require_translated_quote,
)


class Identifiers(Node):
    """Official identifiers, as published."""

    eli: Line | None = None
    celex: Line | None = None
    ecli: Line | None = None
    akn: Line | None = None
    neutral: Line | None = None
    local: Line | None = None


class LawDates(Node):
    introduced: Date | None = None
    adopted: Date | None = None
    promulgated: Date | None = None
    published: Date | None = None
    in_force: Date | None = None
    applicable: Date | None = None
    decided: Date | None = None
    repealed: Date | None = None
    failed: Date | None = None


class LawRelationDoc(Node):
    kind: LawRelationKind
    law: Slug


class ProvisionDoc(Node):
    id: Key
    pinpoint: Line
    heading: Text | None = None
    lang: Lang | None = None
    quote: Line | None = None
    translation: Translation | None = None
    valid_from: Date | None = None
    valid_to: Date | None = None
    citations: Keys

    @model_validator(mode="after")
    def _quote_is_translated(self) -> Self:
        require_translated_quote(self.lang, self.quote, self.translation)
        return self

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to.first <= self.valid_from.first:
            raise ValueError(f"the interval from {self.valid_from} to {self.valid_to} is empty")
        return self


class LawDoc(Node):
    id: Slug
    kind: LawKind
    status: LawStatus
    title: Line
    lang: Lang
    translation: Translation | None = None
    short_name: Text | None = None
    citation: Line
    identifiers: Identifiers | None = None
    dates: LawDates | None = None
    themes: list[Theme]
    summary: Text
    relations: list[LawRelationDoc] = []
    citations: Keys
    provisions: list[ProvisionDoc] = []

    @model_validator(mode="after")
    def _title_is_translated(self) -> Self:
        if missing := missing_translations(self.lang, self.translation):
            raise ValueError(f"the title needs its translation into {' and '.join(missing)}")
        return self
