"""The filters that every list is made of, and the FilterSet that ignores nothing.

A FilterSet raises InvalidParameter for a name it does not know and for a value it cannot take, before it
filters anything. `extra` names the parameters that its caller reads itself (page, ordering, ...).
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Collection, Mapping
from typing import Any, NoReturn

import django_filters
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kb.problem import given_once, invalid_value, only_known, values_held

from .facets import Counts, FacetValue, grouped, labelled
from .fields import AsOfField, BoundField, ManyField, OneField, Said, TextField, YesNoField
from .vocabulary import Vocabulary, YesOrNo

Rows = QuerySet[Any]


class Filter(django_filters.Filter):  # type: ignore[misc]  # django-filter is not typed
    """One parameter. `path` is the lookup it narrows by; without one, its FilterSet reads it itself."""

    field_class: type[Said] = Said

    def __init__(self, path: str = "", *, label: Any, help_text: Any, **options: Any) -> None:
        super().__init__(path or None, label=label, help_text=help_text, **options)
        self.path = path

    def filter(self, rows: Rows, value: Any) -> Rows:
        if not self.path or value in (None, "", ()):
            return rows
        return self.narrow(rows, value)

    def narrow(self, rows: Rows, value: Any) -> Rows:
        return rows.filter(**{self.path: value})

    def at(self, path: str) -> Filter:
        """The same filter of another lookup."""
        moved = copy.copy(self)
        moved.path = path
        return moved


class Many(Filter):
    """One of several words. `many` says that the path leads to many rows, so that none is returned twice."""

    field_class = ManyField

    def __init__(self, path: str = "", *, vocabulary: Vocabulary, many: bool = False, **options: Any) -> None:
        super().__init__(path, vocabulary=vocabulary, **options)
        self.many = many

    def narrow(self, rows: Rows, value: Any) -> Rows:
        condition = Q(**{f"{self.path}__in": value})
        return holding(rows, condition) if self.many else rows.filter(condition)


class One(Filter):
    """One word, with a default."""

    field_class = OneField


class YesNo(Filter):
    """`true` or `false`."""

    field_class = YesNoField


class AsOf(Filter):
    """The day that the list is of."""

    field_class = AsOfField

    def __init__(self, *, help_text: Any, label: Any = None, **options: Any) -> None:
        super().__init__(label=label or _("As of"), help_text=help_text, **options)


class After(Filter):
    """On or after a partial date's first day."""

    field_class = BoundField

    def __init__(self, path: str = "", *, many: bool = False, **options: Any) -> None:
        super().__init__(path, last=False, **options)
        self.many, self.lookup = many, "gte"

    def narrow(self, rows: Rows, value: Any) -> Rows:
        condition = Q(**{f"{self.path}__{self.lookup}": value})
        return holding(rows, condition) if self.many else rows.filter(condition)


class Before(After):
    """On or before a partial date's last day."""

    def __init__(self, path: str = "", **options: Any) -> None:
        super().__init__(path, **options)
        self.extra["last"], self.lookup = True, "lte"


class Contains(Filter):
    """Rows one of whose `columns` contains the text, in any case."""

    field_class = TextField

    def __init__(self, *columns: str, in_words: Any) -> None:
        super().__init__(
            "pk", label=_("Text"), help_text=format_lazy(_("Text contained in {columns}."), columns=in_words)
        )
        self.columns = columns

    def narrow(self, rows: Rows, value: Any) -> Rows:
        condition = Q()
        for column in self.columns:
            condition |= Q(**{f"{column}__icontains": value})
        return rows.filter(condition)


def holding(rows: Rows, condition: Q) -> Rows:
    """The rows for which some related row meets the condition, each once."""
    return rows.filter(pk__in=rows.model._default_manager.filter(condition).values("pk"))


def on(day: dt.date, start: str = "start", end: str = "end") -> Q:
    """That the half-open interval between the two columns holds the day."""
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))


class StrictFilterSet(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows a list by a query string. Always applies its defaults, even to an empty one."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: Rows | None = None,
        *,
        request: Any = None,
        extra: Collection[str] = (),
    ) -> None:
        super().__init__(QueryDict() if data is None else data, queryset, request=request)
        self.extra = frozenset(extra)

    def keys(self) -> frozenset[str]:
        """Every name that the query string may hold."""
        return frozenset(self.form.fields) | self.extra

    def check(self) -> None:
        """Raises InvalidParameter for the first name or value that cannot be."""
        only_known(self.data, self.keys())
        values_held(self.data)
        for name, field in self.form.fields.items():
            if not field.takes_many and hasattr(self.data, "getlist"):
                given_once(name, self.data.getlist(name))
        for name, errors in self.errors.as_data().items():
            self.refuse(name, errors[0])

    def refuse(self, name: str, error: ValidationError) -> NoReturn:
        """Raise a field's error as what it says about the query string."""
        params = error.params or {}
        raise invalid_value(name, params["value"], error.messages[0], params["allowed"])

    def filter_queryset(self, queryset: Rows) -> Rows:
        self.check()
        return super().filter_queryset(queryset)  # type: ignore[no-any-return]

    def get(self, name: str) -> Any:
        """The cleaned value of a filter, its default where it was not given."""
        self.check()
        return self.form.cleaned_data[name]

    @property
    def day(self) -> dt.date | None:
        """The day of `as_of`; None for the whole history."""
        value: dt.date | None = self.get("as_of")
        return value

    def given(self) -> list[str]:
        """The filters that the query string really sets, in order."""
        self.check()
        return [name for name in self.form.fields if str(self.data.get(name) or "").strip()]

    @classmethod
    def facet_names(cls) -> list[str]:
        """The filters that can be counted by: those of a vocabulary that take several values, and yes or no."""
        return [
            name
            for name, filter_ in cls.base_filters.items()
            if isinstance(filter_, Many | YesNo) and (filter_.path or hasattr(cls, f"count_{name}"))
        ]

    def facet(self, name: str, rows: Rows | None) -> list[FacetValue]:
        """Each value of a filter with what it would find among `rows`, the other filters as they are."""
        self.check()
        counts = type(self)(self._without(name), rows, extra=self.extra).counts(name)
        return labelled(counts, getattr(self.form.fields[name], "vocabulary", YesOrNo()))

    def counts(self, name: str) -> Counts:
        """Value -> how many of the filtered rows have it.

        A filter without a path is counted by the method `count_<name>(rows)`.
        """
        count: Callable[[Rows], Counts] | None = getattr(self, f"count_{name}", None)
        return count(self.qs) if count else grouped(self.qs, self.filters[name].path)

    def _without(self, name: str) -> QueryDict:
        """The query string without one of its filters."""
        data = self.data.copy()
        data.pop(name, None)
        return data  # type: ignore[no-any-return]

    def describe(self) -> list[tuple[str, str]]:
        """What was asked for, in words: (label, value). Without what was left at its default."""
        fields, cleaned = self.form.fields, self.form.cleaned_data if self.given() else {}
        return [(str(fields[name].label), fields[name].say(cleaned[name])) for name in self.given()]

    @classmethod
    def parameters(cls) -> list[dict[str, Any]]:
        """The filters as OpenAPI parameters."""
        described = []
        for name, filter_ in cls.base_filters.items():
            field = copy.copy(filter_).field  # a filter keeps the field it once made, whatever vocabulary it gets later
            parameter = {
                "name": name,
                "in": "query",
                "required": False,
                "description": str(field.help_text),
                "schema": field.schema(),
            }
            if field.takes_many:
                parameter |= {"style": "form", "explode": False}
            described.append(parameter)
        return described
