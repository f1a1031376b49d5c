"""What is searched for, and where."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from countries.models import SearchDocument
from countries.queries.search import FACETS, Found, Kind, find

from . import common
from .base import Filter, Many, One, Rows, StrictFilterSet
from .facets import FacetValue, labelled
from .fields import TextField
from .vocabulary import Decades, Keys, Spoken, Words, language


class Query(Filter):
    """The text that is searched for."""

    field_class = TextField


class SearchWords(StrictFilterSet):
    """The words, and the facets by which what holds them is narrowed."""

    q = Query(label=_("Search"), help_text=_("Words that a record must hold, in any of its languages."))
    kind = Many(vocabulary=Words(Kind), label=_("Kind of record"), help_text=_("Kinds of record, separated by commas."))
    jurisdiction = common.jurisdiction("")
    theme = common.theme()
    decade = Many(
        vocabulary=Decades(),
        label=_("Decade"),
        help_text=_(
            "Decades in which the record has a date (2010s), separated by commas: a step of a law or of a case, the "
            "beginning or end of an answer, the issue of what is quoted."
        ),
    )
    source_lang = Many(
        vocabulary=Spoken(SearchDocument, "lang", language),
        label=_("Language of the original"),
        help_text=_("Languages of the original text (BCP 47), separated by commas."),
    )

    _found: Found | None = None

    class Meta:
        model = SearchDocument
        fields: list[str] = []

    @classmethod
    def facet_names(cls) -> list[str]:
        return list(FACETS)

    def facet(self, name: str, rows: Rows | None) -> list[FacetValue]:
        """The values with what each would find: one search counts for all facets."""
        return labelled(dict(self.found().facets[name]), self.form.fields[name].vocabulary)

    def found(self) -> Found:
        """What matches, best first; searched for once."""
        if self._found is None:
            self._found = find(self.get("q") or "", {name: self.get(name) for name in FACETS})
        return self._found


class SearchFilters(SearchWords):
    """As the API has it, with the language of titles and excerpts."""

    lang: Any = One(
        vocabulary=Keys("en", "fr"),
        default="en",
        label=_("Language"),
        help_text=_("The language that titles and excerpts are preferred in."),
    )
