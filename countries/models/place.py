"""Jurisdictions, their memberships in unions, and the passages of their profiles."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q

from countries.choices import JurisdictionKind, LegalTradition, ReportStatus

from .bilingual import Localised, Partial, not_empty, precision_field
from .source import Cited


class JurisdictionQuerySet(models.QuerySet["Jurisdiction"]):
    def countries(self) -> JurisdictionQuerySet:
        """The countries, without their parts and without unions."""
        return self.filter(kind=JurisdictionKind.COUNTRY)

    def with_regime(self) -> JurisdictionQuerySet:
        """Those that have a regime: all but unions."""
        return self.exclude(kind=JurisdictionKind.UNION)


class Jurisdiction(models.Model):
    """A country (ISO 3166-1), a part of one (ISO 3166-2) or a union whose law its members take."""

    code = models.CharField(primary_key=True, max_length=6)
    iso3 = models.CharField(max_length=3, blank=True, default="")
    numeric = models.CharField(max_length=3, blank=True, default="")
    kind = models.CharField(max_length=12, choices=JurisdictionKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True, blank=True)
    region = models.CharField(max_length=60, blank=True, default="")
    subregion = models.CharField(max_length=60, blank=True, default="")
    legal_tradition = models.CharField(max_length=12, choices=LegalTradition.choices, blank=True, default="")
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    aliases = models.JSONField(default=list, blank=True)
    report_2019 = models.CharField(max_length=16, choices=ReportStatus.choices, blank=True, default="")
    population = models.PositiveBigIntegerField(null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(null=True, blank=True)
    population_citation = models.ForeignKey("Citation", models.PROTECT, related_name="+", null=True, blank=True)

    objects = JurisdictionQuerySet.as_manager()
    name = Localised("name")

    class Meta:
        ordering = ["name_en"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=JurisdictionKind.SUBDIVISION, parent__isnull=False)
                | (~Q(kind=JurisdictionKind.SUBDIVISION) & Q(parent__isnull=True)),
                name="jurisdiction_part_has_a_parent",
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population_citation__isnull=False),
                name="jurisdiction_population_has_a_citation",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en


class Membership(models.Model):
    """That a country takes a union's law over `[valid_from, valid_to)`."""

    id = models.CharField(primary_key=True, max_length=30)
    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="memberships")
    union = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="members")
    valid_from = models.DateField()
    valid_from_precision = precision_field()
    valid_to = models.DateField(null=True, blank=True)
    valid_to_precision = precision_field()

    valid_from_partial = Partial("valid_from")
    valid_to_partial = Partial("valid_to")

    class Meta:
        ordering = ["jurisdiction_id", "valid_from"]
        constraints = [not_empty("membership")]

    def __str__(self) -> str:
        return self.id

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Passage(Cited):
    """One or two sentences of a jurisdiction's profile, in order."""

    id = models.CharField(primary_key=True, max_length=30)
    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="passages")
    position = models.PositiveSmallIntegerField()
    text_en = models.TextField()
    text_fr = models.TextField()

    text = Localised("text")

    class Meta:
        ordering = ["jurisdiction_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "position"], name="passage_position_once"),
        ]

    def __str__(self) -> str:
        return self.id
