"""Versions of the data, what changed in each, readers' corrections, and pages of our own."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from countries.choices import CorrectionStatus

from .bilingual import Localised


class DataVersionQuerySet(models.QuerySet["DataVersion"]):
    def current(self) -> DataVersion | None:
        """The newest version, or None before the first load."""
        return self.order_by("-number").first()


class DataVersion(models.Model):
    """What one load that changed something made of the base.

    `version` is `<year>.<month>.<n>`; `hash` is the SHA-256 of all records; `counts` maps a record type to
    created, changed, removed and unchanged. `archived` says that what was in force is kept as this version knew it.
    """

    number = models.AutoField(primary_key=True)
    version = models.CharField(max_length=20, unique=True)
    hash = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    counts = models.JSONField(default=dict)
    archived = models.BooleanField(default=False)

    objects = DataVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return self.version


class Change(models.Model):
    """One record created, changed or removed by a load; `fields` maps a field to `[old, new]`, of a removed one all."""

    version = models.ForeignKey(DataVersion, models.CASCADE, related_name="changes")
    action = models.CharField(max_length=8)
    record_type = models.CharField(max_length=30)
    record_id = models.CharField(max_length=400)
    jurisdiction_code = models.CharField(max_length=6, blank=True, default="")
    fields = models.JSONField(default=dict)

    class Meta:
        ordering = ["-version_id", "record_type", "record_id"]
        indexes = [models.Index(fields=["record_id", "record_type"], name="change_by_record")]

    def __str__(self) -> str:
        return f"{self.action} {self.record_type} {self.record_id}"


class Correction(models.Model):
    """A reader's report of an error and its public outcome. Holds nothing about the reader.

    `outcome_by` is who worded the outcome: somebody else publishes it.
    """

    received_on = models.DateField()
    path = models.CharField(max_length=400)
    message = models.TextField()
    status = models.CharField(max_length=8, choices=CorrectionStatus.choices, default=CorrectionStatus.OPEN)
    outcome_en = models.TextField(blank=True, default="")
    outcome_fr = models.TextField(blank=True, default="")
    outcome_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, editable=False
    )

    outcome = Localised("outcome")

    class Meta:
        ordering = ["-received_on", "-id"]
        permissions = [("settle_correction", "Can publish the outcome of a correction")]

    def __str__(self) -> str:
        return f"{self.received_on}: {self.path}"


class Page(models.Model):
    """A text of our own in both languages; the bodies are Markdown."""

    slug = models.CharField(primary_key=True, max_length=60)
    title_en = models.CharField(max_length=160)
    title_fr = models.CharField(max_length=160)
    body_en = models.TextField()
    body_fr = models.TextField()

    title = Localised("title")
    body = Localised("body")

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug
