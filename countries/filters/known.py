"""Codings and regimes as a version of the data knew them: the same filters, read from the archive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from countries.models import DataVersion, Known, KnownCoding, KnownRegime
from countries.queries.known import first_archived, version_at

from . import common
from .base import Filter, Rows, StrictFilterSet
from .coding import CodingFilters
from .fields import Said, today, wrong
from .place import RegimeFilters, SpellFilters
from .vocabulary import Either, Label, Records, Vocabulary

CODING = (
    "jurisdiction", "kind", "region", "subregion", "indicator", "value", "theme", "core", "scope", "support",
    "confidence",
)  # fmt: skip
REGIME = ("jurisdiction", "kind", "region", "subregion", "ruleset", "family", "model")


class VersionField(Said):
    """A version of the data, or the newest one of a day; cleans to the version, or to None where not given."""

    def clean(self, value: str | None) -> DataVersion | None:
        word = (value or "").strip()
        return self.found(word) if word else None

    def found(self, word: str) -> DataVersion:
        try:
            version = None if "\0" in word else version_at(word)
        except ValueError:
            raise wrong(gettext("“%(value)s” is not a date: write YYYY-MM-DD."), word) from None
        if is_day(word) and dt.date.fromisoformat(word) > today():
            raise wrong(gettext("“%(value)s” has not come yet: nobody knows what will be known then."), word)
        if version is None:
            raise self.unknown(word)
        return version

    def unknown(self, word: str) -> ValidationError:
        if is_day(word):
            return wrong(gettext("There was no version of the data yet on “%(value)s”."), word)
        return no_version(word, DataVersion.objects.all())

    def say(self, value: DataVersion) -> str:
        return value.version

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}(\.\d{1,2}\.\d+|-\d{2}-\d{2})$"}


class KnownAtField(VersionField):
    """A version of which what was in force is kept."""

    def clean(self, value: str | None) -> DataVersion:
        word = (value or "").strip()
        version = self.found(word)
        if not version.archived:
            raise self.unknown(word)
        return version

    def unknown(self, word: str) -> ValidationError:
        first = first_archived()
        if first and (is_day(word) or ("\0" not in word and DataVersion.objects.filter(version=word))):
            message = gettext("What was known is kept from version %(first)s, of %(day)s, on.")
            return wrong(message % {"first": first.version, "day": first.loaded_at.date().isoformat()}, word)
        return no_version(word, DataVersion.objects.filter(archived=True))


def no_version(word: str, versions: QuerySet[DataVersion]) -> ValidationError:
    allowed = list(versions.values_list("version", flat=True))
    return wrong(gettext("“%(value)s” is no version of the data."), word, allowed)


def is_day(word: str) -> bool:
    """Whether a word that `version_at` understood is a day."""
    return word.count("-") == 2


class KnownAt(Filter):
    """The version of the data as which a list is read."""

    field_class = KnownAtField

    def __init__(self) -> None:
        super().__init__(
            label=_("As known at"),
            help_text=_("The version of the data (2026.11.1) as which to answer, or a day (YYYY-MM-DD): its newest."),
        )


class Within:
    """The words in a column of the archive that holds a list of them."""

    def __init__(self, model: type[Known], column: str) -> None:
        self.model, self.column = model, column

    def labels(self, words: Collection[str] | None = None) -> dict[str, str]:
        """Of the given words those that some row holds; they are too many to list."""
        return {word: word for word in words or () if common.themes_of(self.rows(), (word,), self.column).exists()}

    def both(self, words: Collection[str] | None = None) -> dict[str, Label]:
        return {word: {"en": word, "fr": word} for word in self.labels(words)}

    def rows(self) -> Rows:
        return self.model._default_manager.all()

    def listed(self) -> list[str] | None:
        return None


class Archived(StrictFilterSet):
    """Reads the archive. `columns` maps a filter to its column there, `lists` to a column that holds a list.

    A filter that is in neither cannot be combined with `known_at`. A word that is gone from the data since is
    still one of the archive.
    """

    archive: ClassVar[type[Known]]
    columns: ClassVar[Mapping[str, str]]
    lists: ClassVar[Mapping[str, str]] = {}
    own: ClassVar[frozenset[str]] = frozenset({"known_at", "as_of"})
    refused: ClassVar[frozenset[str]] = frozenset({"updated_since"})
    gone: ClassVar[frozenset[str]] = frozenset({"jurisdiction", "region", "subregion"})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in self.gone:
            self.also(name, Records(self.archive, self.columns[name]))
        for name, column in self.lists.items():
            self.also(name, Within(self.archive, column))

    def also(self, name: str, vocabulary: Vocabulary) -> None:
        words = self.filters[name]
        words.extra["vocabulary"] = Either(words.extra["vocabulary"], vocabulary)
        vars(words).pop("_field", None)  # made when the filter was documented, for the words of today

    def check_combined(self) -> None:
        """Refuses a filter that the archive cannot answer."""
        for name in self.form.fields:
            word = str(self.data.get(name) or "").strip()
            if word and name not in {*self.own, *self.columns, *self.lists}:
                self.refuse(name, wrong(gettext("This parameter cannot be combined with known_at."), word))

    def filter_queryset(self, queryset: Any) -> Rows:
        self.check()
        asked = self.form.cleaned_data
        rows: Any = queryset.known_at(asked["known_at"])
        rows = rows.as_of(asked["as_of"]) if asked["as_of"] else rows
        for name, column in self.columns.items():
            rows = self.filters[name].at(column).filter(rows, asked[name])
        for name, column in self.lists.items():
            rows = common.themes_of(rows, asked[name], column)
        return rows  # type: ignore[no-any-return]


class KnownCodingFilters(Archived, CodingFilters):
    """What a version of the data said was in force where on a day, or over the whole history."""

    archive = KnownCoding
    columns = {name: name for name in CODING} | {
        "finding": "is_finding",
        "verified_after": "verified_on",
        "verified_before": "verified_on",
    }
    lists = {"law": "laws", "source": "sources"}
    own = Archived.own | {"inherited"}
    gone = Archived.gone | {"indicator", "value"}
    known_at = KnownAt()

    class Meta:
        model = KnownCoding
        fields: list[str] = []

    def check(self) -> None:
        StrictFilterSet.check(self)  # not CodingFilters', which knows only the codebook of today
        self.check_combined()
        common.check_values(self, also=KnownCoding)

    def filter_queryset(self, queryset: Any) -> Rows:
        rows = super().filter_queryset(queryset)
        if self.get("inherited") is None:
            return rows
        return rows.exclude(inherited_from="") if self.get("inherited") else rows.filter(inherited_from="")


class KnownRegimeFilters(Archived, RegimeFilters):
    """The regime of each jurisdiction on one day, as a version of the data derived it."""

    archive = KnownRegime
    columns = {name: name for name in REGIME} | {"law": "trigger"}
    refused = Archived.refused | {"indicator", "value"}
    gone = Archived.gone | {"law"}
    known_at = KnownAt()

    class Meta:
        model = KnownRegime
        fields: list[str] = []

    def check(self) -> None:
        super().check()
        self.check_combined()


class KnownSpellFilters(Archived, SpellFilters):
    """The regimes of each jurisdiction over time, as a version of the data derived them."""

    archive = KnownRegime
    columns = KnownRegimeFilters.columns | {"start_after": "start", "start_before": "start"}
    gone = KnownRegimeFilters.gone
    refused = KnownRegimeFilters.refused
    known_at = KnownAt()

    class Meta:
        model = KnownRegime
        fields: list[str] = []

    def check(self) -> None:
        super().check()
        self.check_combined()
