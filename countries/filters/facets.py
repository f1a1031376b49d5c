"""Counts by the values of a filter, over what the other filters leave.

A value's count is what the list would count if its filter were set to that value alone and the others stayed as
they are. So each facet ignores its own filter, and a value that would find nothing is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, TypedDict

from django.db.models import Count, QuerySet

from .vocabulary import Label, Vocabulary

Rows = QuerySet[Any]
Counts = dict[str, int]


class FacetValue(TypedDict):
    value: str
    label: Label
    count: int


def word(value: Any) -> str:
    """The value as a query string writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def grouped(rows: Rows, column: str, of: str = "pk") -> Counts:
    """Value of the column -> how many rows have it, or different values of `of` (1 query)."""
    if rows.query.group_by is not None:
        rows = rows.model._default_manager.filter(pk__in=rows.values("pk"))
    found = rows.order_by().values_list(column).annotate(number=Count(of, distinct=True))
    return {word(value): number for value, number in found if value not in {None, ""}}


def together(rows: Rows, *columns: str) -> Counts:
    """Counts by the values that any of the columns leads to, each row once a value (1 query a column)."""
    pairs = {pair for column in columns for pair in rows.order_by().values_list(column, "pk")}
    return dict(Counter(str(value) for value, _ in pairs if value not in {None, ""}))


def listed(rows: Rows, column: str) -> Counts:
    """Counts by the words of a column that holds a list of them (1 query)."""
    found: Counter[str] = Counter()
    for words in rows.order_by().values_list(column, flat=True).iterator():
        found.update(set(words))
    return dict(found)


def split(rows: Rows, condition: Any) -> Counts:
    """How many rows meet the condition, as `true`, and how many do not, as `false` (2 queries)."""
    yes = rows.filter(condition).count()
    counts = {"true": yes, "false": rows.count() - yes}
    return {value: number for value, number in counts.items() if number}


def of_attribute(records: Iterable[Any], attribute: str) -> Counts:
    """Counts by an attribute of records that are computed."""
    values = map(attrgetter(attribute), records)
    return dict(Counter(word(value) for value in values if value not in {None, ""}))


def labelled(counts: Counts, vocabulary: Vocabulary) -> list[FacetValue]:
    """The values with their labels, the most frequent first."""
    labels = vocabulary.both(list(counts))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [{"value": value, "label": labels[value], "count": number} for value, number in ordered if value in labels]
