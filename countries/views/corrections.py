"""Corrections: readers report an error without an account, and see what became of earlier reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from countries.choices import CorrectionStatus
from countries.models import Correction
from kb.access.client import client
from kb.access.counting import Policy, count

from .base import Day, page
from .days import of_a_day
from .document import shown
from .head import Head

AN_HOUR = 60 * 60
MOST_AN_HOUR = 60
MOST_OF_ONE_READER = 5


class Report(forms.Form):
    """What a reader sends. `website` is hidden from people; whoever fills it in is no reader."""

    page = forms.CharField(max_length=400, label=_("Address of the page"), required=False)
    message = forms.CharField(
        min_length=20,
        max_length=4000,
        label=_("What is wrong, and where can it be read?"),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    website = forms.CharField(required=False, label=_("Leave this empty"))


@of_a_day
@csrf_exempt  # a report needs no account, and reading sets no cookie
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def corrections(request: HttpRequest) -> HttpResponse:
    return receive(request) if request.method == "POST" else ledger(request)


@page
def ledger(request: HttpRequest) -> HttpResponse:
    Day(request.GET, extra={"page", "sent"}).check()
    form = Report(initial={"page": request.GET.get("page", "")[:400]})
    return _shown(request, form, sent="sent" in request.GET)


def receive(request: HttpRequest) -> HttpResponse:
    """Keep the report; too many of them are turned away for an hour. Nothing about the reader is kept."""
    form = Report(request.POST)
    if not form.is_valid():
        return _shown(request, form, status=400)
    if too_many(request):
        form.add_error(None, _("Too many reports have arrived. Please try again in an hour."))
        response = _shown(request, form, status=429)
        response.headers["Retry-After"] = str(AN_HOUR)
        return response
    if not form.cleaned_data["website"]:
        Correction.objects.create(
            received_on=timezone.localdate(),
            path=form.cleaned_data["page"],
            message=form.cleaned_data["message"],
        )
    return HttpResponseRedirect(f"{reverse('corrections')}?sent=1", status=303)


def too_many(request: HttpRequest) -> bool:
    """Count this report; whether it is one too many this hour, from this reader or from all."""
    of_all = count("corrections", [Policy("hour", MOST_AN_HOUR, AN_HOUR)])
    of_reader = count(f"corrections/{client(request)}", [Policy("hour", MOST_OF_ONE_READER, AN_HOUR)])
    return any(standing.exceeded for standing in [*of_all, *of_reader])


def _shown(request: HttpRequest, form: Report, status: int = 200, **more: Any) -> HttpResponse:
    settled = Correction.objects.exclude(status=CorrectionStatus.OPEN)
    context = {
        "form": form,
        "settled": settled,
        "waiting": Correction.objects.filter(status=CorrectionStatus.OPEN).count(),
        **more,
    }
    response = shown(request, "corrections.html", Head(gettext("Corrections"), citable=False), context)
    response.status_code = status
    return response
