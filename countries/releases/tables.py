"""The tables of a release: for each its columns, what they mean, and its rows in a fixed order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from countries import models as m
from countries.classify import RECORD_START
from countries.dates import PartialDate

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `type` and `format` are Frictionless Table Schema's."""

    name: str
    type: str
    description: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its primary key and, by column, the table and column it refers to."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[], Iterable[Row]]
    references: tuple[tuple[str, str, str], ...] = ()


def text_column(name: str, description: str, required: bool = False) -> Column:
    return Column(name, "string", description, required)


def date_column(name: str, description: str) -> Column:
    return Column(name, "date", description)


def partial_text(value: PartialDate | None) -> str | None:
    return str(value) if value else None


def iso(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _jurisdictions() -> Iterator[Row]:
    for row in m.Jurisdiction.objects.order_by("code"):
        yield (
            row.code,
            row.iso3 or None,
            row.numeric or None,
            row.kind,
            row.parent_id,
            row.name_en,
            row.name_fr,
            row.region or None,
            row.subregion or None,
            row.legal_tradition or None,
            row.report_2019 or None,
        )


JURISDICTIONS = Table(
    "jurisdictions",
    "Countries, their parts and unions",
    (
        text_column("code", "ISO 3166-1 alpha-2, ISO 3166-2, or EU", True),
        text_column("iso3", "ISO 3166-1 alpha-3"),
        text_column("numeric", "ISO 3166-1 numeric, UN M49"),
        text_column("kind", "country, subdivision or union", True),
        text_column("parent", "the country a subdivision is part of"),
        text_column("name_en", "name in English", True),
        text_column("name_fr", "name in French", True),
        text_column("region", "UN M49 region"),
        text_column("subregion", "UN M49 subregion"),
        text_column("legal_tradition", "civil, common, mixed, religious or customary"),
        text_column("report_2019", "whether the 2019 report is known to cover it"),
    ),
    ("code",),
    _jurisdictions,
    (("parent", "jurisdictions", "code"),),
)


def _indicators() -> Iterator[Row]:
    for value in m.IndicatorValue.objects.select_related("indicator").order_by("indicator__order", "order"):
        yield (
            value.indicator_id,
            value.code,
            value.indicator.theme,
            value.indicator.core,
            value.indicator.question_en,
            value.indicator.question_fr,
            value.label_en,
            value.label_fr,
            value.definition_en or None,
            value.definition_fr or None,
            value.is_finding,
        )


CODEBOOK = Table(
    "codebook",
    "Indicators and the values each may take",
    (
        text_column("indicator", "code of the indicator", True),
        text_column("value", "code of the value", True),
        text_column("theme", "theme of the indicator", True),
        Column("core", "boolean", "coded for every jurisdiction since 1999", True),
        text_column("question_en", "the question, in English", True),
        text_column("question_fr", "the question, in French", True),
        text_column("label_en", "label of the value, in English", True),
        text_column("label_fr", "label of the value, in French", True),
        text_column("definition_en", "definition of the value, in English"),
        text_column("definition_fr", "definition of the value, in French"),
        Column("finding", "boolean", "whether the value is a finding about the law", True),
    ),
    ("indicator", "value"),
    _indicators,
)


def _codings() -> Iterator[Row]:
    rows = m.CodingInForce.objects.select_related("coding", "value").order_by(
        "jurisdiction_id", "indicator__order", "start"
    )
    for row in rows.iterator(chunk_size=2000):
        coding = row.coding
        yield (
            row.jurisdiction_id,
            row.indicator_id,
            row.value.code,
            iso(row.start),
            iso(row.end),
            row.inherited_from_id,
            coding.id,
            partial_text(coding.valid_from_partial),
            coding.valid_from_type,
            partial_text(coding.valid_to_partial),
            coding.scope,
            coding.penalty_kind or None,
            coding.penalty_min_months,
            coding.penalty_max_months,
            float(coding.penalty_fine) if coding.penalty_fine is not None else None,
            coding.penalty_currency or None,
            coding.penalty_year,
            float(coding.penalty_turnover_percent) if coding.penalty_turnover_percent is not None else None,
            coding.confidence or None,
            coding.support,
            iso(coding.verified_on),
            coding.trigger_id,
            coding.note_en or None,
            coding.note_fr or None,
        )


CODINGS = Table(
    "codings",
    "What is in force where and when, inherited codings included",
    (
        text_column("jurisdiction", "where it is in force", True),
        text_column("indicator", "the question answered", True),
        text_column("value", "the answer", True),
        date_column("start", "first day on which it is in force here"),
        date_column("end", "first day on which it no longer is; empty while it is"),
        text_column("inherited_from", "the parent or union it was coded for, where that is another jurisdiction"),
        text_column("coding", "identifier of the coding", True),
        text_column("valid_from", "start as known: YYYY, YYYY-MM or YYYY-MM-DD", True),
        text_column("valid_from_type", "exact, or at_the_latest for a rule older than the record", True),
        text_column("valid_to", "end as known"),
        text_column("scope", "nationwide, predominant, subnational or supranational", True),
        text_column("penalty_kind", "criminal or administrative"),
        Column("penalty_min_months", "integer", "minimum imprisonment in months"),
        Column("penalty_max_months", "integer", "maximum imprisonment in months"),
        Column("penalty_fine", "number", "maximum fine in units of penalty_currency"),
        text_column("penalty_currency", "ISO 4217"),
        Column("penalty_year", "integer", "year of the law that set the penalty"),
        Column("penalty_turnover_percent", "number", "maximum fine as a percentage of turnover"),
        text_column("confidence", "high, medium or low"),
        text_column("support", "how well the citations carry it", True),
        date_column("verified_on", "day on which the value was last checked"),
        text_column("trigger", "the law that made it hold"),
        text_column("note_en", "note, in English"),
        text_column("note_fr", "note, in French"),
    ),
    ("jurisdiction", "indicator", "start"),
    _codings,
    (("jurisdiction", "jurisdictions", "code"), ("trigger", "laws", "law")),
)


def _panel() -> Iterator[Row]:
    """Country-year: what is in force on 1 January."""
    last = m.CodingInForce.objects.order_by("-start").values_list("start", flat=True).first()
    if last is None:
        return
    end_year = max(last.year, m.DataVersion.objects.order_by("-number").values_list("loaded_at__year", flat=True)[0])
    rows = list(
        m.CodingInForce.objects.filter(jurisdiction__kind="country")
        .order_by("jurisdiction_id", "indicator__order", "start")
        .values_list("jurisdiction_id", "indicator_id", "value__code", "start", "end", "inherited_from_id")
    )
    for year in range(RECORD_START.year, end_year + 1):
        day = dt.date(year, 1, 1)
        for place, indicator, value, start, end, inherited in rows:
            if start <= day and (end is None or day < end):
                yield (place, year, indicator, value, inherited)


PANEL = Table(
    "panel",
    "Country-year panel: values in force on 1 January",
    (
        text_column("jurisdiction", "ISO 3166-1 alpha-2", True),
        Column("year", "integer", "the value is that of 1 January of this year", True),
        text_column("indicator", "the question answered", True),
        text_column("value", "the answer", True),
        text_column("inherited_from", "the union it was coded for, if inherited"),
    ),
    ("jurisdiction", "year", "indicator"),
    _panel,
    (("jurisdiction", "jurisdictions", "code"),),
)


def _spells() -> Iterator[Row]:
    for row in m.RegimeSpell.objects.order_by("jurisdiction_id", "ruleset_id", "start"):
        inputs = ";".join(f"{name}={answer['value']}" for name, answer in sorted(row.inputs.items()))
        yield (
            row.jurisdiction_id,
            row.ruleset_id,
            iso(row.start),
            iso(row.end),
            row.family,
            row.model,
            row.rule or None,
            inputs or None,
            ";".join(row.missing) or None,
            row.trigger_id,
        )


SPELLS = Table(
    "spells",
    "Regimes over time, derived from the codings by each ruleset",
    (
        text_column("jurisdiction", "where", True),
        text_column("ruleset", "by which rules", True),
        date_column("start", "first day; 1999-01-01 also stands for earlier"),
        date_column("end", "first day on which it no longer held; empty while it holds"),
        text_column("family", "restrictive, abolitionist, regulated or none", True),
        text_column("model", "the finer label", True),
        text_column("rule", "the rule that won"),
        text_column("inputs", "the values it read"),
        text_column("missing", "what kept it from being classified"),
        text_column("trigger", "the law that began it"),
    ),
    ("jurisdiction", "ruleset", "start"),
    _spells,
    (("jurisdiction", "jurisdictions", "code"), ("trigger", "laws", "law")),
)
