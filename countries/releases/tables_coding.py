"""The tables of the codings: what is in force, what it rests on, and the second coding."""

from __future__ import annotations

from countries import models as m
from countries.choices import Adjudication, Confidence, PenaltyKind, Scope, StartType, Support

from .tables import (
    both_columns,
    date_column,
    number_column,
    partial_column,
    table,
    text_column,
    whole_column,
)
from .tables_codebook import QUESTION
from .tables_place import PLACE
from .tables_regime import TRIGGER

CODINGS = table(
    "codings",
    "What is in force where and when, inherited codings included",
    lambda: m.CodingInForce.objects.select_related("coding", "value").order_by(
        "jurisdiction_id", "indicator__order", "start"
    ),
    (
        text_column("jurisdiction", "where it is in force", True, "jurisdiction_id"),
        text_column("indicator", "the question answered", True, "indicator_id"),
        text_column("value", "the answer", True, "value.code"),
        date_column("start", "first day on which it is in force here", required=True),
        date_column("end", "first day on which it no longer is; empty while it is"),
        text_column("inherited_from", "the parent or union it was coded for, if another", path="inherited_from_id"),
        text_column("coding", "identifier of the coding", True, "coding_id"),
        partial_column("valid_from", "its start", True, "coding.valid_from_partial"),
        text_column(
            "valid_from_type",
            "exact, or at_the_latest for a rule older than the record",
            path="coding.valid_from_type",
            among=StartType,
        ),
        partial_column("valid_to", "its end", path="coding.valid_to_partial"),
        text_column("scope", "how much of the jurisdiction it holds for", True, "coding.scope", Scope),
        text_column("penalty_kind", "criminal or administrative", path="coding.penalty_kind", among=PenaltyKind),
        whole_column("penalty_min_months", "minimum imprisonment in months", "coding.penalty_min_months"),
        whole_column("penalty_max_months", "maximum imprisonment in months", "coding.penalty_max_months"),
        number_column("penalty_fine", "maximum fine in units of penalty_currency", "coding.penalty_fine"),
        text_column("penalty_currency", "ISO 4217", path="coding.penalty_currency"),
        whole_column("penalty_year", "year of the law that set the penalty", "coding.penalty_year"),
        number_column(
            "penalty_turnover_percent", "maximum fine as a percentage of turnover", "coding.penalty_turnover_percent"
        ),
        *both_columns("penalty_wording", "the penalty in words", path="coding.penalty_wording"),
        text_column("confidence", "high, medium or low", path="coding.confidence", among=Confidence),
        *both_columns(
            "confidence_note", "why the confidence is not what the rule gives", path="coding.confidence_note"
        ),
        text_column("support", "how well the citations carry it", True, "coding.support", Support),
        date_column("verified_on", "day on which the value was last checked", "coding.verified_on", required=True),
        text_column("trigger", "the law that made it hold", path="coding.trigger_id"),
        *both_columns("note", "note", path="coding.note"),
        *both_columns("searched", "where what was not found was looked for", path="coding.searched"),
    ),
    ("jurisdiction", "indicator", "start"),
    (PLACE, QUESTION, TRIGGER),
)

CODING_PROVISIONS = table(
    "coding_provisions",
    "The provisions on which codings rest",
    lambda: m.Coding.provisions.through.objects.order_by("coding_id", "provision_id"),
    (
        text_column("coding", "the coding", True, "coding_id"),
        text_column("provision", "the provision", True, "provision_id"),
    ),
    ("coding", "provision"),
    (("provision", "provisions", "provision"),),
)

SECOND_CODINGS = table(
    "second_codings",
    "The second coding of the core, made without seeing the first",
    lambda: m.SecondCoding.objects.select_related("value").order_by("id"),
    (
        text_column("second_coding", "identifier", True, "id"),
        text_column("jurisdiction", "where", True, "jurisdiction_id"),
        text_column("indicator", "the question answered", True, "indicator_id"),
        text_column("value", "the second coder's answer", True, "value.code"),
        date_column("coded_on", "day of the second coding", required=True),
        partial_column("valid_from", "start", True),
        partial_column("valid_to", "end"),
        *both_columns("note", "note"),
    ),
    ("second_coding",),
    (PLACE, QUESTION),
)

CODING_DIFFERENCES = table(
    "coding_differences",
    "How differences between the two codings were settled, and why",
    lambda: m.CodingDifference.objects.select_related("first", "second").order_by("id"),
    (
        text_column("difference", "identifier", True, "id"),
        text_column("jurisdiction", "where", True, "jurisdiction_id"),
        text_column("indicator", "the question answered", True, "indicator_id"),
        date_column("on", "day on which the answers were compared", required=True),
        text_column("first", "the first coder's answer, before it was settled", True, "first.code"),
        text_column("second", "the second coder's answer", True, "second.code"),
        text_column("decision", "which of them stands", True, among=Adjudication),
        *both_columns("reason", "why", True),
    ),
    ("difference",),
    (PLACE, QUESTION),
)
