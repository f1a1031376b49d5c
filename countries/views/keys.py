"""The page where the holder of a key sees what it was used for. The key is sent, never part of an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kb.access.client import client
from kb.access.counting import Policy, count
from kb.access.record import key_record

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Head

TRIES = Policy("tries", 20, 60)


class KeyForm(forms.Form):
    """The key, as it was given."""

    key = forms.CharField(
        max_length=100,
        label=_("Your key"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


@of_a_day
@csrf_exempt  # it changes nothing, and reading sets no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("key")
def key_use(request: HttpRequest) -> HttpResponse:
    return used(request) if request.method == "POST" else asked(request)


@page
def asked(request: HttpRequest) -> HttpResponse:
    Day(request.GET).check()
    return _shown(request, KeyForm())


def used(request: HttpRequest) -> HttpResponse:
    """The record of the key that was sent. Guessing is turned away."""
    form = KeyForm(request.POST)
    (standing,) = count(f"tries/{client(request)}", [TRIES])
    if standing.exceeded:
        form.add_error(None, _("Too many tries. Please wait a minute."))
        response = _shown(request, form, status=429)
        response.headers["Retry-After"] = str(standing.reset)
        return response
    if not form.is_valid():
        return _shown(request, form, status=400)
    record = key_record(form.cleaned_data["key"])
    if record is None:
        form.add_error("key", _("There is no such key."))
        return _shown(request, form, status=403)
    return _shown(request, KeyForm(), record=record)


def _shown(request: HttpRequest, form: KeyForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "without": dict(zip(("minute", "day"), settings.API_LIMITS, strict=True)),
        "with_key": dict(zip(("minute", "day"), settings.API_KEY_LIMITS, strict=True)),
        **more,
    }
    response = shown(request, "key.html", Head(gettext("The use of a key"), citable=False), context)
    response.status_code = status
    return response
