"""What was in force, as each version of the data knew it: an archive that is only ever added to.

A row stands for one stretch of law as the data said it from the version `known_from` until the version
`known_to`, half-open; without `known_to` the data still say so. Its columns are what lists are narrowed by. They
refer to no other record, since a record may be gone from the data by the time somebody asks what was known of it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q

from .release import DataVersion

Row = TypeVar("Row", bound="Known")


class Kept(dict[str, Any]):
    """A record as it was: its members are attributes too, and one that it lacks is None."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.get(name)


class KeptDecoder(json.JSONDecoder):
    """Reads every JSON object as Kept."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options | {"object_hook": Kept})


class KnownQuerySet(models.QuerySet[Row]):
    def known_at(self, version: DataVersion) -> KnownQuerySet[Row]:
        """What the data said in that version."""
        return self.filter(Q(known_to__isnull=True) | Q(known_to__gt=version), known_from__lte=version)

    def as_of(self, day: dt.date) -> KnownQuerySet[Row]:
        """What was in force on that day."""
        return self.filter(Q(end__isnull=True) | Q(end__gt=day), start__lte=day)

    def differing(self, older: DataVersion, newer: DataVersion) -> KnownQuerySet[Row]:
        """What the older version said and the newer no longer says, and what the newer says that the older did not."""
        given_up = Q(known_from__lte=older, known_to__gt=older, known_to__lte=newer)
        taken_up = Q(known_from__gt=older, known_from__lte=newer) & (Q(known_to__isnull=True) | Q(known_to__gt=newer))
        return self.filter(given_up | taken_up)


class Known(models.Model):
    """What the two archives have in common. `digest` is the SHA-256 of all that is kept of the row."""

    key = models.CharField(max_length=110)
    known_from = models.ForeignKey(DataVersion, models.PROTECT, related_name="+")
    known_to = models.ForeignKey(DataVersion, models.PROTECT, related_name="+", null=True, blank=True)
    digest = models.CharField(max_length=64)
    jurisdiction = models.CharField(max_length=6)
    kind = models.CharField(max_length=12)
    region = models.CharField(max_length=60, blank=True, default="")
    subregion = models.CharField(max_length=60, blank=True, default="")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    record = models.JSONField(default=dict, decoder=KeptDecoder)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
                name="%(class)s_interval_not_empty",
                violation_error_message="The interval is empty: known_to must be after known_from.",
            ),
            models.UniqueConstraint(fields=["key"], condition=Q(known_to__isnull=True), name="%(class)s_open_once"),
            models.UniqueConstraint(fields=["key", "known_from"], name="%(class)s_begins_once"),
        ]

    def __str__(self) -> str:
        return self.key


class KnownCoding(Known):
    """A row of CodingInForce as it was. `record` holds what CodingInForce leads to, by the same attributes.

    `laws` and `sources` list the ids of what the coding rests on.
    """

    indicator = models.CharField(max_length=40)
    indicator_order = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=20)
    core = models.BooleanField()
    value = models.CharField(max_length=40)
    value_order = models.PositiveSmallIntegerField()
    is_finding = models.BooleanField()
    inherited_from = models.CharField(max_length=6, blank=True, default="")
    coding = models.CharField(max_length=80)
    scope = models.CharField(max_length=14)
    support = models.CharField(max_length=14)
    confidence = models.CharField(max_length=6, blank=True, default="")
    verified_on = models.DateField()
    laws = models.JSONField(default=list)
    sources = models.JSONField(default=list)

    objects = KnownQuerySet["KnownCoding"].as_manager()

    class Meta(Known.Meta):
        ordering = ["jurisdiction", "indicator_order", "start", "known_from_id"]
        indexes = [
            models.Index(fields=["jurisdiction", "indicator", "start"], name="known_coding_by_place"),
            models.Index(fields=["coding", "known_from"], name="known_coding_begun"),
            models.Index(fields=["coding", "known_to"], name="known_coding_ended"),
        ]

    @property
    def subject(self) -> str:
        """What the row answers."""
        return self.indicator

    @property
    def answer(self) -> str:
        return self.value


class KnownRegime(Known):
    """A row of RegimeSpell as it was. `record` holds what RegimeSpell leads to, by the same attributes."""

    ruleset = models.CharField(max_length=40)
    family = models.CharField(max_length=16)
    model = models.CharField(max_length=30)
    rule = models.CharField(max_length=10)
    trigger = models.CharField(max_length=120, blank=True, default="")

    objects = KnownQuerySet["KnownRegime"].as_manager()

    class Meta(Known.Meta):
        ordering = ["jurisdiction", "ruleset", "start", "known_from_id"]
        indexes = [models.Index(fields=["ruleset", "start"], name="known_regime_by_date")]

    @property
    def subject(self) -> str:
        """What the row answers."""
        return self.ruleset

    @property
    def answer(self) -> str:
        return self.model
