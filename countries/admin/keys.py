"""Keys: given, limited, revoked. A key is shown once, when it is made; nobody can read it afterwards."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from rest_framework_api_key.admin import APIKeyModelAdmin

from kb.access.models import ApiKey, KeyUse

from .base import site


class UseInline(admin.TabularInline[KeyUse, ApiKey]):
    """The last days' requests, to look at."""

    model = KeyUse
    fields = ("day", "answered", "refused")
    readonly_fields = ("day", "answered", "refused")
    extra = 0
    can_delete = False
    verbose_name_plural = "requests, by day (UTC)"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(ApiKey, site=site)
class KeyAdmin(APIKeyModelAdmin):
    list_display = ("prefix", "name", "created", "expiry_date", "_has_expired", "revoked", "per_minute", "per_day")  # type: ignore[assignment]  # the library counts its own columns
    list_filter = ("revoked", "created")  # type: ignore[assignment]
    fields = ["name", "prefix", "expiry_date", "per_minute", "per_day", "revoked"]
    inlines = [UseInline]

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else []

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A key is revoked; what it was used for stays known."""
        return False
