"""The building blocks of the data files' schema: identifiers, dates, texts in two languages, citations."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from countries.choices import CslType, SeenAs, SourceKind
from countries.dates import PartialDate

QUOTE_MAX = 300


def _partial_date(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if not isinstance(value, str):
        raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
    return PartialDate.parse(value)


def _day(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value
    date = _partial_date(value)
    if date.precision != "day":
        raise ValueError(f"“{value}” must be a whole day: write YYYY-MM-DD")
    return date.first


Date = Annotated[PartialDate, BeforeValidator(_partial_date), PlainSerializer(str)]
Day = Annotated[dt.date, BeforeValidator(_day), PlainSerializer(lambda day: day.isoformat())]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^[^\n]+$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=120)]
Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$", max_length=80)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$")]
ProvisionRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]+/[A-Za-z0-9._-]+$", max_length=200)]
Lang = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=600)]
Keys = Annotated[list[Key], Field(min_length=1)]


class Node(BaseModel):
    """A mapping in a data file; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Text(Node):
    """A text of ours, in both languages."""

    en: Line
    fr: Line


class Translation(Node):
    """Our translation of a quotation or title, without the original's own language."""

    en: Line | None = None
    fr: Line | None = None


def missing_translations(lang: str, translation: Translation | None) -> list[str]:
    """The languages of the site in which a text in `lang` cannot be read."""
    given = translation or Translation()
    return [code for code in ("en", "fr") if not lang.startswith(code) and getattr(given, code) is None]


def require_translated_quote(lang: str | None, quote: str | None, translation: Translation | None) -> None:
    """A quotation is short, has a language and can be read in both of ours; ValueError if not."""
    if quote is None:
        return
    if len(quote) > QUOTE_MAX:
        raise ValueError(f"the quotation has {len(quote)} characters, at most {QUOTE_MAX} are allowed")
    if lang is None:
        raise ValueError("a quotation needs its language: add `lang`")
    if missing := missing_translations(lang, translation):
        raise ValueError(f"the quotation needs its translation into {' and '.join(missing)}")


class CitationDoc(Node):
    source: Slug
    pinpoint: Line | None = None
    lang: Lang
    quote: Line
    translation: Translation | None = None
    seen_on: Day
    seen_as: SeenAs

    @model_validator(mode="after")
    def _quote_is_translated(self) -> Self:
        require_translated_quote(self.lang, self.quote, self.translation)
        return self


class SourceDoc(Node):
    id: Slug
    kind: SourceKind
    csl_type: CslType
    title: Line
    author: list[Line] = []
    publisher: Line | None = None
    issued: Date | None = None
    lang: Lang
    url: Url | None = None
    archive_url: Url | None = None
    standpoint: Text | None = None


class SourcesFile(Node):
    sources: list[SourceDoc]


Citations = dict[Key, CitationDoc]


def plain(doc: BaseModel) -> dict[str, Any]:
    """The document as it is written: no unset and no empty keys."""
    return doc.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
