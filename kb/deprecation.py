"""What will go, told ahead on every answer that it concerns: Deprecation (RFC 9745), Sunset (RFC 8594) and links.

What is deprecated stands in the registry that settings name, and nowhere else; the fields, the OpenAPI description
and the page that promises notice all follow from it. A kept answer, a 304 and a refusal tell like any other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.functional import Promise
from django.utils.http import http_date
from django.utils.module_loading import import_string
from django.utils.translation import get_language_from_request

NOTICE = dt.timedelta(days=365)
GetResponse = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Deprecation:
    """That an endpoint will go; or only a `parameter` of it, or a `member` of its records.

    It is deprecated `since` a day and, where that is decided, served until another. `instead` says what to ask for
    in its place.
    """

    endpoint: str
    since: dt.date
    instead: str | Promise
    until: dt.date | None = None
    parameter: str = ""
    member: str = ""

    def __post_init__(self) -> None:
        if self.parameter and self.member:
            raise ValueError("a deprecation is of a parameter or of a member, not of both")
        if self.until and self.until < self.since + NOTICE:
            raise ValueError(f"{self.endpoint}: notice is given {NOTICE.days} days ahead at least")

    @property
    def anchor(self) -> str:
        """Where the page of the promise tells of it."""
        return "-".join(("deprecated", self.endpoint.replace("/", "-"), *filter(None, (self.parameter, self.member))))

    def concerns(self, names: Collection[str], members: Collection[str]) -> bool:
        """Whether it concerns a request of these parameters that chose these members, or none and so all."""
        if self.parameter:
            return self.parameter in names
        return not self.member or not members or self.member in members


def declared() -> Sequence[Deprecation]:
    """Everything that is deprecated."""
    found: Sequence[Deprecation] = import_string(settings.JALONS_DEPRECATED)
    return found


def concerning(request: HttpRequest) -> list[Deprecation]:
    """What is deprecated of what a request asks for."""
    found = declared()
    if not found:
        return []
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return []
    if match.namespace != "api" or not match.url_name:
        return []
    endpoint, given = match.url_name.rpartition("-")[0], parse_qsl(request.META.get("QUERY_STRING", ""))
    members = {word.strip() for name, value in given if name == "fields" for word in value.split(",")}
    names = {name for name, _value in given}
    return [one for one in found if one.endpoint == endpoint and one.concerns(names, members)]


def fields(found: Sequence[Deprecation], address: str) -> dict[str, str]:
    """The fields of an answer: of several, the earliest days; a link to each at the page of the promise."""
    until = [one.until for one in found if one.until]
    told = {"Deprecation": f"@{seconds(min(one.since for one in found))}"}
    if until:
        told["Sunset"] = http_date(seconds(min(until)))
    links = [f'<{address}#{one.anchor}>; rel="deprecation"; type="text/html"' for one in found]
    links += [f'<{address}#{one.anchor}>; rel="sunset"; type="text/html"' for one in found if one.until]
    return told | {"Link": ", ".join(links)}


def seconds(day: dt.date) -> int:
    """The beginning of a day (UTC) in Unix time."""
    return int(dt.datetime.combine(day, dt.time(), dt.UTC).timestamp())


class DeprecationMiddleware:
    """Stands before the limits and the cache, so that every answer tells."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if found := concerning(request):
            address = f"{settings.SITE_URL}/{get_language_from_request(request)}/{settings.JALONS_PROMISE}"
            for name, value in fields(found, address).items():
                before = response.headers.get(name) if name == "Link" else None
                response.headers[name] = f"{before}, {value}" if before else value
        return response
