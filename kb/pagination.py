"""Pages of a list: by number, or by a cursor that stands still while records come and go.

DRF's own cursor reads one column that is never null; ours reads the whole order of a list, missing values
included. It is the last row's place in that order, so a record that is added or removed before it moves nothing.
A leaf, as `drf` is.
"""

from __future__ import annotations

import binascii
import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.core.exceptions import ValidationError
from django.core.paginator import InvalidPage, Page, Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Model, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from .drf import OrderKey, Rows, StrictOrderingFilter, data_version, number, one
from .problem import InvalidParameter, invalid_value
from .snapshot import canonical_query

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
DEEPEST = 100_000
LARGEST_NUMBER = 10**9 - 1
FIRST = "*"
LONGEST_CURSOR = 2000
SHAPES_ONLY = frozenset({"cursor", "limit", "page", "fields", "include", "facets"})
LABEL = {"type": "object", "required": ["en", "fr"], "properties": {"en": {"type": "string"}, "fr": {"type": "string"}}}
FACET = {
    "type": "object",
    "required": ["value", "label", "count"],
    "properties": {"value": {"type": "string"}, "label": LABEL, "count": {"type": "integer", "minimum": 1}},
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place beside one row of an ordered list: its value of every key, and which way to read from there."""

    values: tuple[Any, ...]
    backwards: bool = False

    def encode(self, query: str) -> str:
        content = [int(self.backwards), query, *self.values]
        written = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
        return urlsafe_b64encode(written.encode()).decode().rstrip("=")

    def beyond(self, keys: Sequence[OrderKey]) -> Q:
        """That a row comes after this place in the order of the keys, or before it."""
        found, same = Q(pk__in=[]), Q()
        for key, value in zip(keys, self.values, strict=True):
            found |= same & self._past(key, value)
            same &= Q(**{f"{key.lookup}__isnull": True} if value is None else {key.lookup: value})
        return found

    def _past(self, key: OrderKey, value: Any) -> Q:
        """What is missing comes last, so after a value and before nothing."""
        if value is None:
            return Q(**{f"{key.lookup}__isnull": False}) if self.backwards else Q(pk__in=[])
        past = Q(**{f"{key.lookup}__{'lt' if key.descending != self.backwards else 'gt'}": value})
        return past if self.backwards else past | Q(**{f"{key.lookup}__isnull": True})


def decode(text: str, query: str, rows: Rows, keys: Sequence[OrderKey]) -> Cursor:
    """Read a cursor of this very query. Raises InvalidParameter for anything else."""
    try:
        if len(text) > LONGEST_CURSOR:
            raise ValueError(text)
        padded = text.encode("ascii") + b"=" * (-len(text) % 4)
        backwards, made_for, *values = json.loads(urlsafe_b64decode(padded))
        if backwards not in {0, 1} or made_for != query:
            raise ValueError(text)
        read = tuple(typed(rows, key.lookup, value) for key, value in zip(keys, values, strict=True))
    except (ValueError, TypeError, ValidationError, OverflowError, RecursionError, binascii.Error):
        detail = _("This is no cursor of this list: begin with cursor=* and follow the links.")
        raise invalid_value("cursor", text, detail) from None
    return Cursor(read, bool(backwards))


def typed(rows: Rows, lookup: str, value: Any) -> Any:
    """The value as the column holds it. Raises ValueError or ValidationError for what it cannot hold."""
    if isinstance(value, list | dict | float) or (isinstance(value, str) and "\0" in value):
        raise ValueError(value)
    if isinstance(value, str):
        value.encode()
    column: Any = F(lookup).resolve_expression(rows.all().query)
    return None if value is None else column.output_field.to_python(value)


def query_mark(query: str) -> str:
    """What a cursor belongs to: the filters and the order, whatever the shape of the answer."""
    kept = [pair for pair in parse_qsl(canonical_query(query)) if pair[0] not in SHAPES_ONLY]
    return hashlib.sha256(urlencode(kept).encode()).hexdigest()[:8]


class Pagination(BasePagination):
    """`page` and `limit`, or `cursor` and `limit`. Sends RFC 8288 links; `links` maps relation to address.

    A page beyond the end does not exist, and page numbers end at the DEEPEST record: there the last page's `next`
    goes on by cursor.
    """

    count: int
    links: dict[str, str]

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request, self.view = request, view
        self.limit = number(request, "limit", DEFAULT_LIMIT, MAX_LIMIT)
        self.mark = query_mark(request.META.get("QUERY_STRING", ""))
        cursor = one(request, "cursor")
        if cursor and "page" in request.query_params:
            detail = _("A list is read by page or by cursor, not by both.")
            raise invalid_value("cursor", cursor, detail)
        return self.at_cursor(queryset, cursor) if cursor else self.at_page(queryset)

    # By number

    def at_page(self, rows: Any) -> list[Any]:
        page = number(self.request, "page", 1, LARGEST_NUMBER)
        if page > 1 and page * self.limit > DEEPEST:
            raise self.too_deep(page)
        try:
            found = Paginator(self.placed(rows), self.limit).page(page)
        except InvalidPage:
            raise NotFound(_("There is no page %(page)s.") % {"page": page}) from None
        self.count = found.paginator.count
        shown = list(found)
        self.links = self.page_links(found, shown)
        return shown

    @staticmethod
    def too_deep(page: int) -> InvalidParameter:
        detail = _("Pages end at the %(most)sth record: narrow the list, follow cursor=*, or take the file.")
        return invalid_value("page", str(page), detail % {"most": DEEPEST})

    def page_links(self, page: Page[Any], shown: Sequence[Any]) -> dict[str, str]:
        number, last = page.number, page.paginator.num_pages
        found = {"first": 1, "prev": number - 1, "next": number + 1, "last": last}
        links = {
            name: self.page_url(at)
            for name, at in found.items()
            if 1 <= at <= last and (at == 1 or at * self.limit <= DEEPEST)
        }
        if number < last and "next" not in links and self.follows(page.paginator.object_list):
            links["next"] = self.cursor_url(self.place(shown[-1]))
        return links

    def page_url(self, page: int) -> str:
        url = self.request.build_absolute_uri()
        return remove_query_param(url, "page") if page == 1 else replace_query_param(url, "page", str(page))

    # By cursor

    def at_cursor(self, rows: Rows, text: str) -> list[Any]:
        model: type[Model] = rows.model
        cursor = None if text == FIRST else decode(text, self.mark, rows, self.keys())
        backwards = bool(cursor and cursor.backwards)
        self.count = rows.count()
        placed = self.placed(rows).order_by(*(key.expression(model, backwards=backwards) for key in self.keys()))
        beyond = placed.filter(cursor.beyond(self.keys())) if cursor else placed
        found = list(beyond[: self.limit + 1])
        shown = found[: self.limit]
        if backwards:
            shown.reverse()
        self.links = self.cursor_links(shown, more=len(found) > self.limit, cursor=cursor)
        return shown

    def cursor_links(self, shown: Sequence[Any], *, more: bool, cursor: Cursor | None) -> dict[str, str]:
        """Where one came from there is something, unless it has been removed."""
        backwards = bool(cursor and cursor.backwards)
        links = {"first": replace_query_param(self.bare_url(), "cursor", FIRST)}
        if shown and (more if backwards else cursor is not None):
            links["prev"] = self.cursor_url(self.place(shown[0], backwards=True))
        if shown and (more or backwards):
            links["next"] = self.cursor_url(self.place(shown[-1]))
        return links

    def follows(self, rows: Any) -> bool:
        """Whether the list can be read by cursor."""
        return isinstance(rows, QuerySet) and "cursor" in self.view.query_keys

    def keys(self) -> list[OrderKey]:
        return StrictOrderingFilter.keys(self.request, self.view)

    def placed(self, rows: Any) -> Any:
        """The rows with their value of every key as `order_<n>`; what is no query has none."""
        if not self.follows(rows):
            return rows
        return rows.annotate(**{f"order_{at}": F(key.lookup) for at, key in enumerate(self.keys())})

    def place(self, row: Any, *, backwards: bool = False) -> Cursor:
        return Cursor(tuple(getattr(row, f"order_{at}") for at in range(len(self.keys()))), backwards)

    def bare_url(self) -> str:
        return remove_query_param(self.request.build_absolute_uri(), "page")

    def cursor_url(self, cursor: Cursor) -> str:
        return replace_query_param(self.bare_url(), "cursor", cursor.encode(self.mark))

    # What is sent

    def get_paginated_response(self, data: Any) -> Response:
        body = {
            "data_version": data_version(),
            "count": self.count,
            "next": self.links.get("next"),
            "previous": self.links.get("prev"),
            "results": data,
        }
        header = ", ".join(f'<{url}>; rel="{name}"' for name, url in self.links.items())
        return Response(body, headers={"Link": header})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["data_version", "count", "next", "previous", "results"],
            "properties": {
                "data_version": {"type": "string", "description": "The version of the data."},
                "as_of": {
                    "type": "string",
                    "description": "The day the list is of, `any` for the whole history; of lists that take `as_of`.",
                },
                "count": {"type": "integer", "description": "How many records there are on all pages."},
                "next": address,
                "previous": address,
                "facets": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": FACET},
                    "description": "What `facets` asked for: the values of each filter, the most frequent first.",
                },
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        pages = "The page, from 1. A page beyond the last is a 404; pages end at the 100,000th record."
        cursor = (
            "`*` begins to read by cursor; `next` and `previous` lead on, and miss or repeat nothing when records "
            "come and go. Not together with `page`."
        )
        parameters = [
            self.parameter("page", pages, {"type": "integer", "minimum": 1, "maximum": LARGEST_NUMBER, "default": 1}),
            self.parameter(
                "limit",
                "How many records a page has.",
                {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
            ),
        ]
        if "cursor" in view.query_keys:
            parameters.append(
                self.parameter(
                    "cursor",
                    cursor,
                    {"type": "string", "pattern": r"^(\*|[A-Za-z0-9_-]+)$", "maxLength": LONGEST_CURSOR},
                )
            )
        return parameters

    @staticmethod
    def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
