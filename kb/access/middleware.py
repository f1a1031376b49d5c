"""Counts every request to the API, before the cache, so that a kept answer, a 304 and a fresh one count alike.

What stands in the cache is never of one client: the fields that say where a client stands are added on the way out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request, ngettext, override
from django.utils.translation import gettext as _

from kb.drf import problem, problem_response
from kb.snapshot import bodiless

from .client import client
from .counting import Standing, count, policies
from .keys import SCHEME, Holder, holder
from .usage import tally

GetResponse = Callable[[HttpRequest], HttpResponseBase]
QUOTA_EXCEEDED = "https://iana.org/assignments/http-problem-types#quota-exceeded"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who a request counts for: a good key's holder, or a client; `fault` says what is wrong with its key."""

    holder: Holder | None
    fault: str


class LimitMiddleware:
    """Answers 429 to whoever has asked too often, and 401 or 403 to a key that is not good."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(settings.JALONS_LIMITED):
            return self.get_response(request)
        asker = who(request)
        if asker.holder:
            standings = count(asker.holder.client, asker.holder.policies)
        else:
            standings = count(client(request), policies(*settings.API_LIMITS))
        response = self.answer(request, asker, standings)
        for name, value in fields(standings).items():
            response.headers[name] = value
        return response

    def answer(self, request: HttpRequest, asker: Asker, standings: Sequence[Standing]) -> HttpResponseBase:
        full = [standing for standing in standings if standing.exceeded]
        if asker.holder:
            tally.add(asker.holder.prefix, refused=bool(full))
        if not full and not asker.fault:
            return self.get_response(request)
        with override(get_language_from_request(request)):
            response = too_many(full) if full else not_good(asker.fault)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Content-Length"] = str(len(response.content))
        return bodiless(response) if request.method == "HEAD" else response


def who(request: HttpRequest) -> Asker:
    """Who asks, by the Authorization field. One that holds no key of ours is a fault like any other."""
    given = request.META.get("HTTP_AUTHORIZATION", "").strip()
    if not given:
        return Asker(None, "")
    scheme, _space, key = given.partition(" ")
    if scheme.lower() != SCHEME.lower():
        return Asker(None, "scheme")
    found = holder(key.strip())
    if found is None:
        return Asker(None, "unknown")
    return Asker(None, found.fault) if found.fault else Asker(found, "")


def fields(standings: Sequence[Standing]) -> dict[str, str]:
    """RateLimit-Policy and RateLimit, each a list of structured fields; none where there is no limit."""
    if not standings:
        return {}
    return {
        "RateLimit-Policy": ", ".join(f'"{s.policy.name}";q={s.policy.quota};w={s.policy.window}' for s in standings),
        "RateLimit": ", ".join(f'"{s.policy.name}";r={s.left};t={s.reset}' for s in standings),
    }


def too_many(full: Sequence[Standing]) -> HttpResponse:
    """429: which limits, and how many seconds until there is more of all of them."""
    seconds = max(standing.reset for standing in full)
    worst = max(full, key=lambda standing: standing.reset).policy
    said = {
        "minute": _("The limit is %(quota)s requests a minute."),
        "day": _("The limit is %(quota)s requests a day (UTC)."),
    }[worst.name] % {"quota": worst.quota}
    again = ngettext("Try again in %(n)s second.", "Try again in %(n)s seconds.", seconds) % {"n": seconds}
    violated = [standing.policy.name for standing in full]
    body = problem(429, f"{said} {again}") | {"type": QUOTA_EXCEEDED, "title": _("Quota exceeded")}
    return problem_response(body | {"violated-policies": violated}, {"Retry-After": str(seconds)})


def not_good(fault: str) -> HttpResponse:
    """401 where no good key was named, 403 where one is good no longer."""
    detail = {
        "scheme": _("Authorization takes a key of this API only: “Api-Key …”. Leave it out to read without a key."),
        "unknown": _("There is no such key. Leave Authorization out to read without one."),
        "revoked": _("This key has been revoked. Leave Authorization out to read without a key."),
        "expired": _("This key has expired. Leave Authorization out to read without a key."),
    }[fault]
    if fault in {"revoked", "expired"}:
        return problem_response(problem(403, detail))
    return problem_response(problem(401, detail), {"WWW-Authenticate": f'{SCHEME} realm="Jalons API"'})
