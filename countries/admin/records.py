"""The records, to look at: the data files are the source of truth, and what is changed is changed there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from countries import models as m

from .base import site


@dataclass(frozen=True, slots=True)
class Shown:
    """How a list of records is shown and searched; `file` names the data file of one of them."""

    columns: Sequence[str]
    search: Sequence[str]
    filters: Sequence[str] = ()
    file: Callable[[Any], str] = lambda _row: ""


def of_place(row: Any) -> str:
    return f"fixtures/jurisdictions/{row.jurisdiction_id}.yaml"


RECORDS: dict[type[Model], Shown] = {
    m.Jurisdiction: Shown(
        ["code", "name_en", "name_fr", "kind", "region"],
        ["code", "name_en", "name_fr"],
        ["kind", "region"],
        lambda row: f"fixtures/jurisdictions/{row.code}.yaml",
    ),
    m.Coding: Shown(
        ["id", "value", "valid_from", "valid_to", "confidence", "verified_on"],
        ["id", "note_en", "note_fr"],
        ["indicator", "support", "confidence", "jurisdiction"],
        of_place,
    ),
    m.Law: Shown(
        ["id", "citation", "kind", "status"],
        ["id", "title", "title_en", "title_fr", "short_name_en", "short_name_fr", "citation"],
        ["kind", "status", "jurisdiction"],
        of_place,
    ),
    m.Provision: Shown(
        ["id", "pinpoint", "valid_from", "valid_to"],
        ["id", "pinpoint", "heading_en", "heading_fr", "quote"],
        ["law__jurisdiction"],
        lambda row: f"fixtures/jurisdictions/{row.law.jurisdiction_id}.yaml",
    ),
    m.Source: Shown(
        ["id", "title", "kind", "publisher", "issued"],
        ["id", "title", "publisher"],
        ["kind", "lang"],
        lambda row: f"fixtures/sources/{row.file}.yaml",
    ),
    m.Citation: Shown(
        ["id", "source_id", "pinpoint", "seen_on", "seen_as"],
        ["id", "quote", "quote_en", "quote_fr"],
        ["seen_as", "seen_on"],
        lambda row: f"the data file whose citations are named “{row.file}”",
    ),
    m.Case: Shown(
        ["id", "title_en", "title_fr"],
        ["id", "title_en", "title_fr"],
        [],
        lambda row: f"fixtures/cases/{row.id}.yaml",
    ),
    m.Milestone: Shown(
        ["id", "date", "kind", "title_en"],
        ["id", "title_en", "title_fr", "text_en", "text_fr"],
        ["kind"],
        lambda row: f"fixtures/cases/{row.case_id}.yaml",
    ),
    m.Platform: Shown(
        ["id", "name", "operator", "kind"],
        ["id", "name", "operator"],
        ["kind"],
        lambda _row: "fixtures/platforms.yaml",
    ),
    m.Statement: Shown(
        ["number", "speaker_en", "text_en"],
        ["id", "speaker_en", "speaker_fr", "text_en", "text_fr"],
        [],
        lambda _row: "fixtures/report-2019.yaml",
    ),
    m.DataVersion: Shown(["version", "loaded_at", "hash"], ["version"]),
    m.Change: Shown(
        ["version", "action", "record_type", "record_id"],
        ["record_id"],
        ["action", "record_type", "version"],
    ),
}


class RecordAdmin(admin.ModelAdmin[Any]):
    """A list to search and records to read; nobody may add, change or remove one here."""

    shown: Shown
    change_form_template = "admin/record.html"
    change_list_template = "admin/records.html"
    actions = None
    list_per_page = 50
    show_full_result_count = False
    date_hierarchy = None

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Every column, none of them to be filled in."""
        return [field.name for field in (*self.opts.fields, *self.opts.many_to_many)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_fields(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may sign in may look."""
        return bool(request.user.is_active and request.user.is_staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **options: Any) -> Any:
        row = self.get_object(request, object_id)
        options["extra_context"] = {"file": self.shown.file(row) if row else ""}
        return super().change_view(request, object_id, *args, **options)


for model, shown in RECORDS.items():
    options = {
        "shown": shown,
        "list_display": shown.columns,
        "search_fields": shown.search,
        "list_filter": shown.filters,
        "ordering": ["-pk"] if model in {m.DataVersion, m.Change} else ["pk"],
    }
    site.register(model, type(f"{model.__name__}Admin", (RecordAdmin,), options))
