"""Codings, what follows from them (codings in force, regime spells), and the second coding."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.db.models.lookups import StartsWith

from countries.choices import (
    Absence,
    Adjudication,
    Confidence,
    Criminalised,
    Family,
    Model,
    PenaltyKind,
    ReviewStatus,
    Scope,
    StartType,
    Support,
)
from countries.classify import RECORD_START

from .bilingual import Localised, Partial, not_empty, precision_field
from .constraints import NoOverlap


class Coding(models.Model):
    """One jurisdiction, one indicator, one period `[valid_from, valid_to)`: a value with its evidence.

    `id` is `<jurisdiction>.<indicator>.<valid_from>`. Imprisonment is in months; the fine is the maximum, in
    units of `penalty_currency`. `support` and `confidence` follow from the citations when the files are loaded;
    a confidence below that has a note.
    """

    id = models.CharField(primary_key=True, max_length=80)
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="codings")
    indicator = models.ForeignKey("Indicator", models.PROTECT, related_name="codings")
    value = models.ForeignKey("IndicatorValue", models.PROTECT, related_name="codings")
    published = models.BooleanField(default=True)
    review_status = models.CharField(max_length=10, choices=ReviewStatus.choices, default=ReviewStatus.PUBLISHED)
    valid_from = models.DateField()
    valid_from_precision = precision_field()
    valid_from_type = models.CharField(max_length=14, choices=StartType.choices, default=StartType.EXACT)
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = precision_field()
    scope = models.CharField(max_length=14, choices=Scope.choices)
    penalty_kind = models.CharField(max_length=14, choices=PenaltyKind.choices, blank=True, default="")
    penalty_min_months = models.PositiveSmallIntegerField(null=True, blank=True)
    penalty_max_months = models.PositiveSmallIntegerField(null=True, blank=True)
    penalty_fine = models.DecimalField(max_digits=16, decimal_places=2, null=True, blank=True)
    penalty_currency = models.CharField(max_length=3, blank=True, default="")
    penalty_year = models.PositiveSmallIntegerField(null=True, blank=True)
    penalty_turnover_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    penalty_wording_en = models.TextField(blank=True, default="")
    penalty_wording_fr = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")
    note_fr = models.TextField(blank=True, default="")
    support = models.CharField(max_length=14, choices=Support.choices)
    confidence = models.CharField(max_length=6, choices=Confidence.choices, blank=True, default="")
    confidence_note_en = models.TextField(blank=True, default="")
    confidence_note_fr = models.TextField(blank=True, default="")
    verified_on = models.DateField()
    searched_en = models.TextField(blank=True, default="")
    searched_fr = models.TextField(blank=True, default="")
    trigger = models.ForeignKey("Law", models.PROTECT, related_name="triggered", null=True, blank=True)
    provisions: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "Provision", related_name="codings", blank=True
    )
    lead_citation = models.ForeignKey("Citation", models.PROTECT, related_name="+", null=True, blank=True)

    note = Localised("note")
    searched = Localised("searched")
    penalty_wording = Localised("penalty_wording")
    confidence_note = Localised("confidence_note")
    valid_from_partial = Partial("valid_from")
    valid_to_partial = Partial("valid_to")

    class Meta:
        ordering = ["jurisdiction_id", "indicator__order", "valid_from"]
        constraints = [
            not_empty("coding"),
            NoOverlap(
                name="coding_no_overlap",
                equal=("jurisdiction", "indicator"),
                start="valid_from",
                end="valid_to",
                flag="published",
            ),
            models.CheckConstraint(
                condition=Q(published=True, review_status=ReviewStatus.PUBLISHED)
                | (Q(published=False) & ~Q(review_status=ReviewStatus.PUBLISHED)),
                name="coding_published_agrees_with_review",
            ),
            models.CheckConstraint(
                condition=StartsWith(F("value_id"), Concat(F("indicator_id"), Value(":"))),
                name="coding_value_belongs_to_indicator",
                violation_error_message="The value is not one of the indicator's.",
            ),
            models.CheckConstraint(
                condition=Q(lead_citation__isnull=False)
                | Q(value_id=Concat(F("indicator_id"), Value(f":{Absence.NOT_FOUND}"))),
                name="coding_no_source_no_value",
                violation_error_message="No source, no value: a coding needs a citation.",
            ),
            models.CheckConstraint(
                condition=(Q(penalty_fine__isnull=True) & Q(penalty_currency=""))
                | (Q(penalty_fine__isnull=False) & ~Q(penalty_currency="")),
                name="coding_fine_has_a_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def has_penalty(self) -> bool:
        return bool(self.penalty_kind)


class CodingInForceQuerySet(models.QuerySet["CodingInForce"]):
    def as_of(self, day: dt.date) -> CodingInForceQuerySet:
        """What is in force on that day."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day)

    def with_evidence(self) -> CodingInForceQuerySet:
        """With everything a cell shows, in a constant number of queries (3)."""
        return self.select_related(
            "jurisdiction", "indicator", "value", "coding__jurisdiction", "coding__trigger", "inherited_from"
        ).prefetch_related(
            models.Prefetch("coding__provisions", queryset=_provisions()),
            models.Prefetch("coding__supports", queryset=_supports(), to_attr="evidence"),
        )


def _provisions() -> models.QuerySet[models.Model]:
    from .law import Provision

    return Provision.objects.select_related("law")


def _supports() -> models.QuerySet[models.Model]:
    from .source import Support as CitationSupport

    return CitationSupport.objects.select_related("citation__source").order_by("position")


class CodingInForce(models.Model):
    """Derived at load: a coding as it holds in a jurisdiction over `[start, end)`, its own or inherited.

    `inherited_from` names the parent or union the coding was made for. Never edited.
    """

    id = models.CharField(primary_key=True, max_length=110)
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="in_force")
    indicator = models.ForeignKey("Indicator", models.CASCADE, related_name="in_force")
    value = models.ForeignKey("IndicatorValue", models.CASCADE, related_name="in_force")
    coding = models.ForeignKey(Coding, models.CASCADE, related_name="in_force")
    inherited_from = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="+", null=True, blank=True)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)

    objects = CodingInForceQuerySet.as_manager()

    class Meta:
        ordering = ["jurisdiction_id", "indicator__order", "start"]
        indexes = [
            models.Index(fields=["jurisdiction", "indicator", "start"], name="in_force_by_place"),
            models.Index(fields=["indicator", "value", "start"], name="in_force_by_value"),
        ]

    def __str__(self) -> str:
        return self.id

    def holds_on(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


class RegimeSpellQuerySet(models.QuerySet["RegimeSpell"]):
    def as_of(self, day: dt.date) -> RegimeSpellQuerySet:
        """The regime of each jurisdiction on that day."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day)

    def transitions(self) -> RegimeSpellQuerySet:
        """Those that began with a change of model, each with what it changed from.

        As `from_spell` (its id), `from_family` and `from_model`.
        """
        before = RegimeSpell.objects.filter(
            jurisdiction=OuterRef("jurisdiction"), ruleset=OuterRef("ruleset"), end=OuterRef("start")
        )
        with_before = self.filter(start__gt=RECORD_START).annotate(
            from_spell=Subquery(before.values("pk")[:1]),
            from_family=Subquery(before.values("family")[:1]),
            from_model=Subquery(before.values("model")[:1]),
        )
        return with_before.filter(from_spell__isnull=False).exclude(from_model=F("model"))


class RegimeSpell(models.Model):
    """Derived at load: the regime of a jurisdiction over `[start, end)` by one ruleset. Never edited.

    `inputs` maps each indicator the rule used to `{"value": ..., "coding": <id or null>}`; `missing` lists the
    indicators that kept a period from being classified.
    """

    id = models.CharField(primary_key=True, max_length=60)
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="spells")
    ruleset = models.ForeignKey("Ruleset", models.CASCADE, related_name="spells")
    family = models.CharField(max_length=16, choices=Family.choices)
    model = models.CharField(max_length=30, choices=[*Model.choices, *Criminalised.choices])
    rule = models.CharField(max_length=10)
    inputs = models.JSONField(default=dict)
    missing = models.JSONField(default=list)
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    trigger = models.ForeignKey("Law", models.SET_NULL, related_name="spells", null=True, blank=True)

    objects = RegimeSpellQuerySet.as_manager()

    class Meta:
        ordering = ["jurisdiction_id", "ruleset_id", "start"]
        indexes = [models.Index(fields=["ruleset", "start"], name="spell_by_date")]

    def __str__(self) -> str:
        return self.id

    def holds_on(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


class SecondCoding(models.Model):
    """The second coding of a core indicator, made without seeing the first."""

    id = models.CharField(primary_key=True, max_length=80)
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="second_codings")
    indicator = models.ForeignKey("Indicator", models.PROTECT, related_name="second_codings")
    value = models.ForeignKey("IndicatorValue", models.PROTECT, related_name="second_codings")
    coded_on = models.DateField()
    valid_from = models.DateField()
    valid_from_precision = precision_field()
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = precision_field()
    note_en = models.TextField(blank=True, default="")
    note_fr = models.TextField(blank=True, default="")

    note = Localised("note")
    valid_from_partial = Partial("valid_from")
    valid_to_partial = Partial("valid_to")

    class Meta:
        ordering = ["jurisdiction_id", "indicator__order", "valid_from"]
        constraints = [
            not_empty("secondcoding"),
            models.CheckConstraint(
                condition=StartsWith(F("value_id"), Concat(F("indicator_id"), Value(":"))),
                name="secondcoding_value_belongs_to_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class CodingDifference(models.Model):
    """How a difference between the two codings on one day was settled, and why; both values as they were before."""

    id = models.CharField(primary_key=True, max_length=80)
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="coding_differences")
    indicator = models.ForeignKey("Indicator", models.PROTECT, related_name="coding_differences")
    on = models.DateField()
    first = models.ForeignKey("IndicatorValue", models.PROTECT, related_name="+")
    second = models.ForeignKey("IndicatorValue", models.PROTECT, related_name="+")
    decision = models.CharField(max_length=12, choices=Adjudication.choices)
    reason_en = models.TextField()
    reason_fr = models.TextField()

    reason = Localised("reason")

    class Meta:
        ordering = ["jurisdiction_id", "indicator__order", "on"]

    def __str__(self) -> str:
        return self.id
