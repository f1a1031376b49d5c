"""What others say: the 2019 report's statements, and rival classifications."""

from __future__ import annotations

from typing import Any

from django.db import models

from countries.choices import Family

from .bilingual import Localised, Partial, precision_field
from .source import Cited


class Statement(Cited):
    """An attributed claim; the site never makes it its own."""

    id = models.CharField(primary_key=True, max_length=80)
    number = models.PositiveSmallIntegerField(unique=True)
    speaker_en = models.CharField(max_length=160)
    speaker_fr = models.CharField(max_length=160)
    text_en = models.TextField()
    text_fr = models.TextField()
    topics = models.JSONField(default=list)
    jurisdictions: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "Jurisdiction", related_name="statements", blank=True
    )
    platforms: models.ManyToManyField[Any, Any] = models.ManyToManyField(
        "Platform", related_name="statements", blank=True
    )
    laws: models.ManyToManyField[Any, Any] = models.ManyToManyField("Law", related_name="statements", blank=True)

    speaker = Localised("speaker")
    text = Localised("text")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.id


class Qualification(Cited):
    """What the record adds to a statement, or corrects in it."""

    statement = models.OneToOneField(Statement, models.CASCADE, primary_key=True, related_name="qualification")
    text_en = models.TextField()
    text_fr = models.TextField()

    text = Localised("text")

    class Meta:
        ordering = ["statement_id"]

    def __str__(self) -> str:
        return self.statement_id


class Scheme(models.Model):
    """A typology that somebody else uses."""

    id = models.CharField(primary_key=True, max_length=120)
    name_en = models.CharField(max_length=200)
    name_fr = models.CharField(max_length=200)
    note_en = models.TextField()
    note_fr = models.TextField()

    name = Localised("name")
    note = Localised("note")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.id


class SchemeLabel(models.Model):
    """A label of a scheme, and the family of ours it comes nearest to."""

    id = models.CharField(primary_key=True, max_length=200)
    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="labels")
    key = models.CharField(max_length=80)
    order = models.PositiveSmallIntegerField()
    label_en = models.CharField(max_length=160)
    label_fr = models.CharField(max_length=160)
    family = models.CharField(max_length=16, choices=Family.choices)

    label = Localised("label")

    class Meta:
        ordering = ["scheme_id", "order"]

    def __str__(self) -> str:
        return self.id


class Classification(Cited):
    """How a scheme labels a jurisdiction on a date."""

    id = models.CharField(primary_key=True, max_length=160)
    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="classifications")
    jurisdiction = models.ForeignKey("Jurisdiction", models.CASCADE, related_name="classifications")
    label = models.ForeignKey(SchemeLabel, models.PROTECT, related_name="classifications")
    date = models.DateField()
    date_precision = precision_field()

    partial = Partial("date")

    class Meta:
        ordering = ["jurisdiction_id", "date", "scheme_id"]

    def __str__(self) -> str:
        return self.id
