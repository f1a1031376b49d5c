"""What every endpoint has in common: strict parameters, ordering, pages, sparse fields, problem+json.

A leaf: DRF imports the classes that settings name while `rest_framework.generics` is being imported, so nothing
here may import views or generics.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.paginator import InvalidPage, Paginator
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound
from rest_framework.filters import BaseFilterBackend
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from .problem import ECHOED, InvalidParameter, given_once, invalid_value
from .snapshot import data_version as data_version

PROBLEM = "application/problem+json"
PROBLEM_TYPES = "/api/v1/docs/#"
DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
LIST_KEYS = frozenset({"page", "limit", "ordering", "fields"})
Rows = QuerySet[Any]


# Errors


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:  # noqa: ARG001  DRF's
    """Any 4xx as RFC 9457 problem+json; None, DRF's word for a 5xx, for whatever else it is."""
    if isinstance(exc, InvalidParameter):
        body = problem(400, exc.detail, kind=exc.code, **exc.members())
        return problem_response(body)
    if isinstance(exc, Http404 | PermissionDenied | SuspiciousOperation):
        exc = refused(exc)
    if not isinstance(exc, APIException):
        return None
    wait = getattr(exc, "wait", None)
    headers = {"Retry-After": str(int(wait))} if wait else {}
    body = problem(exc.status_code, str(exc.detail))
    return problem_response(body, headers)


def refused(exc: Exception) -> APIException:
    """Django's own refusals as DRF's."""
    made = NotFound() if isinstance(exc, Http404) else APIException(_("The request cannot be read."))
    made.status_code = 404 if isinstance(exc, Http404) else 403 if isinstance(exc, PermissionDenied) else 400
    return made


def problem_response(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> JsonResponse:
    return JsonResponse(
        body,
        status=body["status"],
        content_type=PROBLEM,
        headers=headers,
        json_dumps_params={"ensure_ascii": False},
    )


def problem(status: int, detail: str, *, kind: str = "", **members: Any) -> dict[str, Any]:
    """The members of a problem; `kind` names one that the documentation describes."""
    title = {"unknown-parameter": _("Unknown parameter"), "invalid-value": _("Invalid value")}.get(kind)
    return {
        "type": f"{PROBLEM_TYPES}{kind}" if kind else "about:blank",
        "title": title or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **members,
    }


# Parameters


def one(request: Request, name: str) -> str:
    """The value of a parameter that may be given once; empty if it is not."""
    values = request.query_params.getlist(name)
    given_once(name, values)
    return values[0].strip() if values else ""


def words(request: Request, name: str, allowed: Collection[str]) -> list[str]:
    """The words of a comma-separated parameter, each of them allowed."""
    found = list(dict.fromkeys(word.strip() for word in one(request, name).split(",") if word.strip()))
    for word in found:
        if word not in allowed:
            detail = _("“%(value)s” is not one of the values of this parameter.") % {"value": word[:ECHOED]}
            raise invalid_value(name, word, detail, allowed)
    return found


def number(request: Request, name: str, default: int, largest: int) -> int:
    """A whole number from 1 to `largest`."""
    value = one(request, name)
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and len(value) < 10 and 1 <= int(value) <= largest):
        detail = _("Write a whole number from 1 to %(largest)s.") % {"largest": largest}
        raise invalid_value(name, value, detail)
    return int(value)


class StrictFilterBackend(BaseFilterBackend):
    """Narrows a list by the view's `filterset_class`, which refuses what neither it nor `query_keys` knows."""

    def filter_queryset(self, request: Request, queryset: Rows, view: Any) -> Rows:
        filters = view.filterset_class(request.query_params, queryset, request=request, extra=view.query_keys)
        rows: Rows = filters.qs
        return rows

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = view.filterset_class.parameters()
        return parameters


class StrictOrderingFilter(BaseFilterBackend):
    """`ordering=a,-b` by the names of the view's `ordering_fields`, a mapping of names to lookups.

    Whatever is missing comes last, on every database; ties are broken by the view's `natural_key`.
    """

    def filter_queryset(self, request: Request, queryset: Rows, view: Any) -> Rows:
        allowed = self.words(view)
        wanted = words(request, "ordering", allowed)
        orders = [self.order(view.ordering_fields[word.lstrip("-")], word.startswith("-")) for word in wanted]
        return queryset.order_by(*(orders or view.default_ordering), view.natural_key)

    @staticmethod
    def order(lookup: str, descending: bool) -> OrderBy:
        return F(lookup).desc(nulls_last=True) if descending else F(lookup).asc(nulls_last=True)

    @staticmethod
    def words(view: Any) -> list[str]:
        return [sign + name for name in view.ordering_fields for sign in ("", "-")]

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        description = "Names to order by, separated by commas; a minus sign before a name reverses it."
        return [listed_parameter("ordering", description, self.words(view))]


def listed_parameter(name: str, description: str, allowed: Collection[str]) -> dict[str, Any]:
    """An OpenAPI parameter that takes several of some words, separated by commas."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": {"type": "array", "items": {"type": "string", "enum": list(allowed)}, "minItems": 1},
        "style": "form",
        "explode": False,
    }


# Pages


class Pagination(BasePagination):
    """`page` and `limit`; a page beyond the end does not exist. Sends RFC 8288 links."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.request = request
        limit = number(request, "limit", DEFAULT_LIMIT, MAX_LIMIT)
        page = number(request, "page", 1, 10**9 - 1)
        try:
            self.page = Paginator(queryset, limit).page(page)
        except InvalidPage:
            self.no_such_page(page)
        return list(self.page)

    @staticmethod
    def no_such_page(page: int) -> NoReturn:
        raise NotFound(_("There is no page %(page)s.") % {"page": page})

    def url(self, page: int) -> str:
        url = self.request.build_absolute_uri()
        return remove_query_param(url, "page") if page == 1 else replace_query_param(url, "page", str(page))

    def links(self) -> dict[str, str]:
        """Relation -> address."""
        number, last = self.page.number, self.page.paginator.num_pages
        found = {"first": 1, "prev": number - 1, "next": number + 1, "last": last}
        return {name: self.url(page) for name, page in found.items() if 1 <= page <= last}

    def get_paginated_response(self, data: Any) -> Response:
        links = self.links()
        body = {
            "data_version": data_version(),
            "count": self.page.paginator.count,
            "next": links.get("next"),
            "previous": links.get("prev"),
            "results": data,
        }
        header = ", ".join(f'<{url}>; rel="{name}"' for name, url in links.items())
        return Response(body, headers={"Link": header})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["data_version", "count", "next", "previous", "results"],
            "properties": {
                "data_version": {"type": "string", "description": "The version of the data."},
                "count": {"type": "integer", "description": "How many records there are on all pages."},
                "next": address,
                "previous": address,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            self.parameter("page", "The page, from 1. A page beyond the last is a 404.", 1, None),
            self.parameter("limit", "How many records a page has.", DEFAULT_LIMIT, MAX_LIMIT),
        ]

    @staticmethod
    def parameter(name: str, description: str, default: int, maximum: int | None) -> dict[str, Any]:
        schema: dict[str, Any] = {"type": "integer", "minimum": 1, "default": default}
        if maximum:
            schema["maximum"] = maximum
        return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
