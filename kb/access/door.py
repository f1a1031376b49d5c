"""The door of the administration: closed without a secret, and the only place where there are sessions and cookies.

Django's own middleware, on addresses below /admin/ only. Reading stays free of cookies, and so cacheable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import middleware as auth
from django.contrib.messages import middleware as messages
from django.contrib.sessions import middleware as sessions
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
CLOSED = (
    "The administration is closed: set SECRET_KEY to at least 50 characters that nobody can guess, "
    "and start the site again.\n"
)


def below_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(settings.JALONS_ADMIN)


class DoorMiddleware:
    """Whoever has no secret of its own serves no administration: its sessions could be forged."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if below_admin(request) and not settings.JALONS_ADMIN_OPEN:
            return HttpResponse(CLOSED, status=403, content_type="text/plain", headers={"Cache-Control": "no-store"})
        return self.get_response(request)


class BelowAdmin:
    """Mixed into a middleware, lets everything else pass it by."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if below_admin(request) else self.get_response(request)  # type: ignore[misc]


class SessionMiddleware(BelowAdmin, sessions.SessionMiddleware):
    """Sessions, of editors and reviewers only."""


class AuthenticationMiddleware(BelowAdmin, auth.AuthenticationMiddleware):
    """Who is signed in."""


class MessageMiddleware(BelowAdmin, messages.MessageMiddleware):
    """What was just done."""
