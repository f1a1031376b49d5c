"""Who may sign in. A role is a group: editors word the outcome of corrections, reviewers publish it and give keys."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from .base import site


@admin.register(User, site=site)
class PersonAdmin(UserAdmin[User]):
    """Name, password and role; nothing else about a person is asked for."""

    list_display = ["username", "is_active", "is_staff", "is_superuser", "last_login"]
    search_fields = ["username"]
    fieldsets = (
        (None, {"fields": ["username", "password"]}),
        (_("Permissions"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
    )


site.register(Group, GroupAdmin)
