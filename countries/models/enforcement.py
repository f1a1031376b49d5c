"""Platforms, cases and their chains of milestones, and what led to each."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from countries.choices import LinkType, MilestoneKind, PlatformKind

from .bilingual import Localised, Partial, precision_field
from .source import Cited


class Platform(Cited):
    """A service that carries, or is used for, what this base records."""

    id = models.CharField(primary_key=True, max_length=120)
    name = models.CharField(max_length=120)
    operator = models.CharField(max_length=160, blank=True, default="")
    kind = models.CharField(max_length=20, choices=PlatformKind.choices)
    active_from = models.DateField(null=True, blank=True)
    active_from_precision = precision_field()
    active_to = models.DateField(null=True, blank=True)
    active_to_precision = precision_field()
    note_en = models.TextField()
    note_fr = models.TextField()

    note = Localised("note")
    active_from_partial = Partial("active_from")
    active_to_partial = Partial("active_to")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Case(models.Model):
    """An enforcement case: a chain of at least one milestone."""

    id = models.CharField(primary_key=True, max_length=120)
    title_en = models.CharField(max_length=160)
    title_fr = models.CharField(max_length=160)
    summary_en = models.TextField()
    summary_fr = models.TextField()
    platforms = models.ManyToManyField(Platform, related_name="cases", blank=True)
    jurisdictions: models.ManyToManyField[Any, Any] = models.ManyToManyField("Jurisdiction", related_name="cases")

    title = Localised("title")
    summary = Localised("summary")

    class Meta:
        ordering = ["title_en"]

    def __str__(self) -> str:
        return self.title_en


class Milestone(Cited):
    """One dated step of a case; `id` is `<case>/<key>`."""

    id = models.CharField(primary_key=True, max_length=200)
    case = models.ForeignKey(Case, models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=80)
    date = models.DateField()
    date_precision = precision_field()
    kind = models.CharField(max_length=20, choices=MilestoneKind.choices)
    title_en = models.CharField(max_length=240)
    title_fr = models.CharField(max_length=240)
    text_en = models.TextField()
    text_fr = models.TextField()
    platforms = models.ManyToManyField(Platform, related_name="milestones", blank=True)
    jurisdictions: models.ManyToManyField[Any, Any] = models.ManyToManyField("Jurisdiction", related_name="milestones")
    law = models.ForeignKey("Law", models.PROTECT, related_name="milestones", null=True, blank=True)

    title = Localised("title")
    text = Localised("text")
    partial = Partial("date")

    class Meta:
        ordering = ["date", "id"]

    def __str__(self) -> str:
        return self.id


class MilestoneLink(Cited):
    """What a law or an earlier milestone has to do with a milestone. A claim names who makes it."""

    id = models.CharField(primary_key=True, max_length=220)
    milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="links")
    position = models.PositiveSmallIntegerField()
    from_law = models.ForeignKey("Law", models.PROTECT, related_name="milestone_links", null=True, blank=True)
    from_milestone = models.ForeignKey(Milestone, models.CASCADE, related_name="links_out", null=True, blank=True)
    type = models.CharField(max_length=20, choices=LinkType.choices)
    claimed_by_en = models.TextField(blank=True, default="")
    claimed_by_fr = models.TextField(blank=True, default="")
    note_en = models.TextField(blank=True, default="")
    note_fr = models.TextField(blank=True, default="")

    claimed_by = Localised("claimed_by")
    note = Localised("note")

    class Meta:
        ordering = ["milestone_id", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_law__isnull=True, from_milestone__isnull=False)
                | Q(from_law__isnull=False, from_milestone__isnull=True),
                name="milestonelink_has_one_origin",
            ),
            models.CheckConstraint(
                condition=(Q(type=LinkType.CLAIMED) & ~Q(claimed_by_en=""))
                | (~Q(type=LinkType.CLAIMED) & Q(claimed_by_en="")),
                name="milestonelink_claim_names_its_author",
            ),
        ]

    def __str__(self) -> str:
        return self.id
