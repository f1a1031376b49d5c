"""The tables of what follows from the codings: spells, transitions, and the panel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from countries import models as m
from countries.choices import Criminalised, Family, Model
from countries.classify import RECORD_START, RULESETS
from countries.queries.transitions import Transition, transitions

from .tables import Column, Row, Table, date_column, table, text_column, whole_column
from .tables_codebook import QUESTION
from .tables_place import PLACE

TRIGGER = ("trigger", "laws", "law")
MODELS = (*Model.values, *Criminalised.values)


def inputs(spell: m.RegimeSpell) -> list[str]:
    return [f"{name}={answer['value']}" for name, answer in sorted(spell.inputs.items())]


SPELLS = table(
    "spells",
    "Regimes over time, derived from the codings by each ruleset",
    lambda: m.RegimeSpell.objects.order_by("jurisdiction_id", "ruleset_id", "start"),
    (
        text_column("jurisdiction", "where", True, "jurisdiction_id"),
        text_column("ruleset", "by which rules", True, "ruleset_id"),
        date_column("start", "first day; 1999-01-01 also stands for earlier", required=True),
        date_column("end", "first day on which it no longer held; empty while it holds"),
        text_column("family", "restrictive, abolitionist, regulated or none", True, among=Family),
        Column("model", "string", "the finer label", True, words=MODELS),
        text_column("rule", "the rule that won"),
        text_column("inputs", "the values it read, separated by ;", path=inputs),
        text_column("missing", "what kept it from being classified, separated by ;"),
        text_column("trigger", "the law that began it", path="trigger_id"),
    ),
    ("jurisdiction", "ruleset", "start"),
    (PLACE, TRIGGER),
)


def _transitions() -> list[tuple[str, Transition]]:
    found = [(name, one) for name in RULESETS for one in transitions(name, dt.date.max)]
    return sorted(found, key=lambda pair: (pair[1].after.jurisdiction_id, pair[0], pair[1].date))


TRANSITIONS = table(
    "transitions",
    "Each change from one regime to another, and the law that brought it",
    _transitions,
    (
        text_column("jurisdiction", "where", True, lambda pair: pair[1].after.jurisdiction_id),
        text_column("ruleset", "by which rules", True, lambda pair: pair[0]),
        Column("date", "date", "first day of the new regime", True, lambda pair: pair[1].date),
        Column("from_model", "string", "the model before", True, lambda pair: pair[1].before.model, MODELS),
        Column("to_model", "string", "the model after", True, lambda pair: pair[1].after.model, MODELS),
        text_column("from_family", "the family before", True, lambda pair: pair[1].before.family, Family),
        text_column("to_family", "the family after", True, lambda pair: pair[1].after.family, Family),
        text_column("trigger", "the law that brought it", path=lambda pair: pair[1].after.trigger_id),
    ),
    ("jurisdiction", "ruleset", "date"),
    (PLACE, TRIGGER),
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
        whole_column("year", "the value is that of 1 January of this year", required=True),
        text_column("indicator", "the question answered", True),
        text_column("value", "the answer", True),
        text_column("inherited_from", "the union it was coded for, if inherited"),
    ),
    ("jurisdiction", "year", "indicator"),
    _panel,
    (PLACE, QUESTION),
)
