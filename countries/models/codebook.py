"""The codebook: indicators, the values each may take, and the rulesets."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat

from countries.choices import Theme

from .bilingual import Localised


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def core(self) -> IndicatorQuerySet:
        """Those coded for every jurisdiction since 1999."""
        return self.filter(core=True)


class Indicator(models.Model):
    """A question put to every jurisdiction's law."""

    code = models.CharField(primary_key=True, max_length=40)
    theme = models.CharField(max_length=20, choices=Theme.choices)
    core = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(unique=True)
    name_en = models.CharField(max_length=80)
    name_fr = models.CharField(max_length=80)
    question_en = models.TextField()
    question_fr = models.TextField()
    definition_en = models.TextField()
    definition_fr = models.TextField()
    coding_rules_en = models.JSONField(default=list, blank=True)
    coding_rules_fr = models.JSONField(default=list, blank=True)
    hard_cases_en = models.JSONField(default=list, blank=True)
    hard_cases_fr = models.JSONField(default=list, blank=True)
    introduced = models.CharField(max_length=20)
    deprecated = models.CharField(max_length=20, blank=True, default="")
    replaced_by = models.ForeignKey("self", models.PROTECT, related_name="+", null=True, blank=True)

    objects = IndicatorQuerySet.as_manager()
    name = Localised("name")
    question = Localised("question")
    definition = Localised("definition")

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.code


class IndicatorValue(models.Model):
    """A value an indicator may take; `id` is `<indicator>:<code>`. Typed absences are values too."""

    id = models.CharField(primary_key=True, max_length=90)
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="values")
    code = models.CharField(max_length=40)
    order = models.PositiveSmallIntegerField()
    label_en = models.CharField(max_length=120)
    label_fr = models.CharField(max_length=120)
    definition_en = models.TextField(blank=True, default="")
    definition_fr = models.TextField(blank=True, default="")
    is_absence = models.BooleanField(default=False)
    is_finding = models.BooleanField(default=True)

    label = Localised("label")
    definition = Localised("definition")

    class Meta:
        ordering = ["indicator__order", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(id=Concat(F("indicator_id"), Value(":"), F("code"))),
                name="indicatorvalue_id_names_indicator_and_code",
            ),
            models.UniqueConstraint(fields=["indicator", "order"], name="indicatorvalue_order_once"),
        ]

    def __str__(self) -> str:
        return self.id


class Ruleset(models.Model):
    """A published, versioned list of rules from codings to a regime."""

    id = models.CharField(primary_key=True, max_length=40)
    order = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    description_en = models.TextField()
    description_fr = models.TextField()

    name = Localised("name")
    description = Localised("description")

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.id


class Rule(models.Model):
    """One rule of a ruleset in words; the first that matches wins."""

    id = models.CharField(primary_key=True, max_length=60)
    ruleset = models.ForeignKey(Ruleset, models.CASCADE, related_name="rules")
    code = models.CharField(max_length=10)
    order = models.PositiveSmallIntegerField()
    condition_en = models.TextField()
    condition_fr = models.TextField()

    condition = Localised("condition")

    class Meta:
        ordering = ["ruleset__order", "order"]

    def __str__(self) -> str:
        return self.id
