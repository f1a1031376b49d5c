"""A list page: its FilterSet as facets that need no script, the active filters in words, and pages of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from countries.filters import StrictFilterSet
from countries.filters.fields import AsOfField, BoundField, ManyField, OneField, TextField, YesNoField
from countries.templatetags.jalons import day, region
from kb.problem import invalid_value

PER_PAGE = 60
FEW = 9


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool
    count: int | None


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter as a form shows it. `shape` is checks, list, day or text."""

    name: str
    label: str
    shape: str
    value: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a page, and how its form shows them."""

    filters: StrictFilterSet
    facets: tuple[Facet, ...]

    @property
    def described(self) -> list[tuple[str, str]]:
        """What was asked for, in words: (label, value). The day stands at the top of the page."""
        given = [name for name in self.filters.given() if name != "as_of"]
        return [(str(self.filters.form.fields[name].label), self.said(name)) for name in given]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form does not show and must not lose: (name, value)."""
        shown = {facet.name for facet in self.facets}
        return [(name, str(self.filters.data[name])) for name in self.filters.given() if name not in shown]

    def said(self, name: str) -> str:
        value = self.filters.get(name)
        if isinstance(value, dt.date):
            return day(value)
        return ", ".join(region(word) for word in self.filters.form.fields[name].say(value).split(", "))


@dataclass(frozen=True, slots=True)
class Listing(Asked):
    """What a list page shows."""

    page: Page[Any]
    total: int


def listing(
    request: HttpRequest,
    filters: type[StrictFilterSet],
    rows: QuerySet[Any],
    names: Sequence[str],
    counts: Mapping[str, Mapping[str, int]] | None = None,
    per_page: int = PER_PAGE,
) -> Listing:
    """Narrow and page ordered `rows` by the query string; `names` are the filters that the form shows."""
    asked = filters(request.GET, rows, request=request, extra={"page"})
    paginator = Paginator(asked.qs, per_page)
    facets = tuple(facet(asked, name, (counts or {}).get(name)) for name in names)
    return Listing(asked, facets, page_of(paginator, request.GET.get("page", "1")), paginator.count)


def page_of(paginator: Paginator[Any], number: str) -> Page[Any]:
    """The page of that number. Raises InvalidParameter for what is no number, Http404 beyond the last."""
    if not (number.isascii() and number.isdigit() and number.strip("0")):
        raise invalid_value("page", number, _("Write a whole number from 1."))
    try:
        return paginator.page(number if len(number) < 10 else 0)
    except InvalidPage as missing:
        raise Http404 from missing


def facet(filters: StrictFilterSet, name: str, counts: Mapping[str, int] | None = None) -> Facet:
    """The filter as the form shows it, with what is chosen."""
    field = filters.form.fields[name]
    value = filters.get(name)
    label = str(field.label)
    if isinstance(field, ManyField | OneField | YesNoField):
        options = _options(field, value, counts)
        shape = "checks" if isinstance(field, ManyField) and len(options) <= FEW else "list"
        return Facet(name, label, shape, "", options)
    given = str(filters.data.get(name) or "")
    shape = "day" if isinstance(field, AsOfField) else "text"
    assert isinstance(field, AsOfField | BoundField | TextField)  # noqa: S101  the fields that there are
    return Facet(name, label, shape, given, ())


def _options(field: Any, value: Any, counts: Mapping[str, int] | None) -> tuple[Option, ...]:
    if isinstance(field, YesNoField):
        words = [("true", field.say(True)), ("false", field.say(False))]
        chosen = {str(value).lower()}
    else:
        words = field.options()
        chosen = set(value) if isinstance(value, tuple) else {value}
    return tuple(
        Option(word, region(str(label)), word in chosen, counts.get(word, 0) if counts is not None else None)
        for word, label in sorted(words, key=lambda pair: str(pair[1]) if len(words) > FEW else "")
    )
