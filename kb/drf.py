"""What every endpoint has in common: strict parameters, ordering, sparse fields, problem+json.

A leaf: DRF imports the classes that settings name while `rest_framework.generics` is being imported, so nothing
here may import views or generics.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import FieldDoesNotExist, PermissionDenied, SuspiciousOperation
from django.db.models import F, Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotAcceptable, NotFound
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from .problem import ECHOED, InvalidParameter, given_once, invalid_value
from .snapshot import data_version as data_version

PROBLEM = "application/problem+json"
PROBLEM_TYPES = "/api/v1/docs/#"
Rows = QuerySet[Any]


# Errors


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> HttpResponse | None:
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
    members = unserved(context) if isinstance(exc, NotAcceptable) else {}
    return problem_response(problem(exc.status_code, str(exc.detail)) | members, headers)


def unserved(context: Mapping[str, Any]) -> dict[str, Any]:
    """What a refused media type is told: the one that is served here, and the addresses of the other forms."""
    view, request = context["view"], context["request"]
    served = ", ".join(dict.fromkeys(renderer.media_type for renderer in view.get_renderers()))
    detail = _("This address answers as %(media)s, whatever Accept asks for in its place.") % {"media": served}
    forms = view.forms(request) if hasattr(view, "forms") else {}
    if forms:
        detail += " " + _("Each other form has an address of its own, given in “formats”.")
    return {"detail": detail} | ({"formats": forms} if forms else {})


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
        "title": title or _(HTTPStatus(status).phrase),
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
    """The words of a parameter, separated by commas or given one by one as many clients do, each of them allowed."""
    given = ",".join(request.query_params.getlist(name))
    found = list(dict.fromkeys(word.strip() for word in given.split(",") if word.strip()))
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
    """Narrows a list by the view's `filterset_class`, which refuses what neither it nor `query_keys` knows.

    What was asked for stays with the view, as `asked`.
    """

    def filter_queryset(self, request: Request, queryset: Rows, view: Any) -> Rows:
        view.asked = view.filterset_class(request.query_params, queryset, request=request, extra=view.query_keys)
        rows: Rows = view.asked.qs
        return rows

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        parameters: list[dict[str, Any]] = view.filterset_class.parameters()
        return parameters


@dataclass(frozen=True, slots=True)
class OrderKey:
    """A column that a list is ordered by. Whatever is missing comes last in either direction, on every database."""

    lookup: str
    descending: bool = False

    def expression(self, model: type[Model], *, backwards: bool = False) -> OrderBy:
        """The column in its order, or in the opposite one."""
        nulls = {("nulls_first" if backwards else "nulls_last"): True} if may_be_null(model, self.lookup) else {}
        column = F(self.lookup)
        return column.desc(**nulls) if self.descending != backwards else column.asc(**nulls)


def may_be_null(model: type[Model], lookup: str) -> bool:
    """Whether the column can lack a value; what is computed is always there."""
    at: Any = model
    for name in lookup.split("__"):
        try:
            field = at._meta.pk if name == "pk" else at._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if field.null:
            return True
        at = field.related_model
    return False


class StrictOrderingFilter(BaseFilterBackend):
    """`ordering=a,-b` by the names of the view's `ordering_fields`, a mapping of names to lookups."""

    def filter_queryset(self, request: Request, queryset: Rows, view: Any) -> Rows:
        return queryset.order_by(*(key.expression(queryset.model) for key in self.keys(request, view)))

    @classmethod
    def keys(cls, request: Request, view: Any) -> list[OrderKey]:
        """What the list is ordered by: as asked for, else as the view says; ties are broken by its `natural_key`."""
        wanted = words(request, "ordering", cls.words(view))
        fields: Mapping[str, str] = view.ordering_fields
        asked = [OrderKey(fields[word.lstrip("-")], word.startswith("-")) for word in wanted]
        usual = [OrderKey(lookup.lstrip("-"), lookup.startswith("-")) for lookup in view.default_ordering]
        return [*(asked or usual), OrderKey(view.natural_key)]

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
