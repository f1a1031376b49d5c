"""Keys for more requests, and how many each made on a day. A key itself is never kept, only its SHA-512."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from rest_framework_api_key.models import AbstractAPIKey


class ApiKey(AbstractAPIKey):
    """A key given to somebody who needs more; without limits of its own it has those of all keys."""

    per_minute = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: the limit of all keys.")
    per_day = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: the limit of all keys.")

    class Meta(AbstractAPIKey.Meta):
        verbose_name = "key"
        verbose_name_plural = "keys"
        constraints = [
            models.CheckConstraint(
                condition=~Q(per_minute=0) & ~Q(per_day=0),
                name="apikey_limit_lets_something_through",
                violation_error_message="A limit of 0 lets nothing through: revoke the key instead.",
            ),
        ]


class KeyUse(models.Model):
    """How many requests a key made on a day (UTC): those answered, and those refused for being too many."""

    key = models.ForeignKey(ApiKey, models.CASCADE, to_field="prefix", related_name="uses")
    day = models.DateField()
    answered = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["key", "day"], name="keyuse_once_a_day")]

    def __str__(self) -> str:
        return f"{self.key_id} {self.day}"
