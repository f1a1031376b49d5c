"""A list page: its FilterSet as facets that need no script, the active filters in words, and pages of rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from countries.filters import StrictFilterSet
from countries.filters.fields import AsOfField, BoundField, ManyField, OneField, TextField, YesNoField
from countries.folding import fold
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
    unsaid: frozenset[str] = field(default=frozenset({"as_of"}), kw_only=True)

    @property
    def described(self) -> list[tuple[str, str]]:
        """What was asked for, in words: (label, value), but for what the page says elsewhere, such as its day."""
        given = [name for name in self.filters.given() if name not in self.unsaid]
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
    counts: Collection[str] = (),
    per_page: int = PER_PAGE,
) -> Listing:
    """Narrow and page ordered `rows` by the query string; `names` are the filters that the form shows.

    The values of those in `counts` say what each would find (1 query or a few for each).
    """
    asked = filters(request.GET, rows, request=request, extra={"page"})
    paginator = Paginator(asked.qs, per_page)
    facets = tuple(counted(asked, name, rows) if name in counts else facet(asked, name) for name in names)
    return Listing(asked, facets, page_of(paginator, request.GET.get("page", "1")), paginator.count)


def page_of(paginator: Paginator[Any], number: str) -> Page[Any]:
    """The page of that number. Raises InvalidParameter for what is no number, Http404 beyond the last."""
    if not (number.isascii() and number.isdigit() and number.strip("0")):
        raise invalid_value("page", number, _("Write a whole number from 1."))
    try:
        return paginator.page(number if len(number) < 10 else 0)
    except InvalidPage as missing:
        raise Http404 from missing


def counted(filters: StrictFilterSet, name: str, rows: QuerySet[Any]) -> Facet:
    """The filter with what each of its values would find; those that would find nothing are left out."""
    field, found = filters.form.fields[name], filters.facet(name, rows)
    chosen = [word for word in filters.get(name) if word not in {one["value"] for one in found}]
    french = (get_language() or "").startswith("fr")
    labels = [(one["value"], one["label"]["fr"] if french else one["label"]["en"], one["count"]) for one in found]
    labels += [(word, label, 0) for word, label in field.vocabulary.labels(chosen).items()] if chosen else []
    options = tuple(
        Option(word, region(label), word in filters.get(name), number)
        for word, label, number in sorted(labels, key=lambda one: fold(one[1]) if len(labels) > FEW else "")
    )
    return Facet(name, str(field.label), "checks" if len(options) <= FEW else "list", "", options)


def facet(filters: StrictFilterSet, name: str) -> Facet:
    """The filter as the form shows it, with what is chosen."""
    field = filters.form.fields[name]
    value = filters.get(name)
    label = str(field.label)
    if isinstance(field, ManyField | OneField | YesNoField):
        options = _options(field, value)
        shape = "checks" if isinstance(field, ManyField) and len(options) <= FEW else "list"
        return Facet(name, label, shape, "", options)
    given = str(filters.data.get(name) or "")
    shape = "day" if isinstance(field, AsOfField) else "text"
    assert isinstance(field, AsOfField | BoundField | TextField)  # noqa: S101  the fields that there are
    return Facet(name, label, shape, given, ())


def _options(field: Any, value: Any) -> tuple[Option, ...]:
    if isinstance(field, YesNoField):
        words = [("true", field.say(True)), ("false", field.say(False))]
        chosen = {str(value).lower()}
    else:
        words = field.options()
        chosen = set(value) if isinstance(value, tuple) else {value}
    return tuple(
        Option(word, region(str(label)), word in chosen, None)
        for word, label in sorted(words, key=lambda pair: fold(str(pair[1])) if len(words) > FEW else "")
    )
