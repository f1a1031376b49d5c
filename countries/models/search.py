"""What search looks through: one row a record, derived at load."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from modelsearch import index
from modelsearch.queryset import SearchableQuerySetMixin

from .bilingual import Localised


class SearchDocumentQuerySet(SearchableQuerySetMixin, models.QuerySet["SearchDocument"]):  # type: ignore[misc]
    """Adds `search()`, the same on every database."""


class SearchDocument(index.Indexed, models.Model):  # type: ignore[misc]
    """A record as search sees it. `id` is short because the index keeps at most 50 characters of it.

    `parts` lists `[name, language, text]` of everything that can match, for saying what matched; the folded
    columns hold the same without accents and case, and are what is indexed. `lang` is that of the original text,
    `decades` (`2010s`) are those in which the record has a date.
    """

    id = models.CharField(primary_key=True, max_length=50)
    kind = models.CharField(max_length=20)
    record_id = models.CharField(max_length=220)
    anchor = models.CharField(max_length=220, blank=True, default="")
    jurisdiction = models.CharField(max_length=6, blank=True, default="")
    title_en = models.TextField()
    title_fr = models.TextField()
    themes = models.JSONField(default=list)
    decades = models.JSONField(default=list)
    lang = models.CharField(max_length=20, blank=True, default="")
    parts = models.JSONField(default=list)
    folded_title = models.TextField()
    folded_body = models.TextField()

    objects = SearchDocumentQuerySet.as_manager()
    title = Localised("title")

    search_auto_update: ClassVar[bool] = False
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("folded_title", boost=4),
        index.SearchField("folded_body"),
        index.FilterField("kind"),
        index.FilterField("jurisdiction"),
    ]

    class Meta:
        ordering = ["kind", "record_id"]
        constraints = [models.UniqueConstraint(fields=["kind", "record_id"], name="searchdocument_once_a_record")]

    def __str__(self) -> str:
        return self.id
