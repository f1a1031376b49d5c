"""Readers' reports: an editor words the outcome, a second person publishes it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from countries.choices import CorrectionStatus
from countries.models import Correction

from .base import site

WORDS = ("outcome_en", "outcome_fr")


class OutcomeForm(forms.ModelForm[Correction]):
    """Settles a report only with an outcome in both languages, and not by whoever worded it."""

    person: Any = None

    class Meta:
        model = Correction
        fields = ["status", "outcome_en", "outcome_fr"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("status", self.instance.status) == CorrectionStatus.OPEN:
            return cleaned
        for name in WORDS:
            if not cleaned.get(name, "").strip():
                self.add_error(name, "Readers see the outcome in both languages: word it in this one too.")
        by_whom = self.person.pk if set(WORDS) & set(self.changed_data) else self.instance.outcome_by_id
        if "status" in self.changed_data and by_whom == self.person.pk and not self.person.is_superuser:
            self.add_error("status", "You worded this outcome: a second person publishes it.")
        return cleaned


@admin.register(Correction, site=site)
class CorrectionAdmin(admin.ModelAdmin[Correction]):
    form = OutcomeForm
    list_display = ["received_on", "path", "status", "outcome_by"]
    list_filter = ["status", "received_on"]
    search_fields = ["path", "message", "outcome_en", "outcome_fr"]
    fields = ["received_on", "path", "message", "outcome_en", "outcome_fr", "outcome_by", "status"]

    def get_readonly_fields(self, request: HttpRequest, obj: Correction | None = None) -> list[str]:
        """What the reader wrote is never edited; only a reviewer decides."""
        fixed = ["received_on", "path", "message", "outcome_by"]
        return fixed if request.user.has_perm("countries.settle_correction") else [*fixed, "status"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **options: Any) -> type[Any]:
        return type("OutcomeForm", (super().get_form(request, obj, change, **options),), {"person": request.user})

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        if set(WORDS) & set(form.changed_data):
            obj.outcome_by = request.user  # type: ignore[assignment]  # who is signed in here is a User
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
