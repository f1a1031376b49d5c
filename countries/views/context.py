"""What every template knows: where the base stands, the other language, and this page's own address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_info

from countries.filters import today
from countries.queries.standing import standing

from .days import chosen_day, quick_days
from .sections import masthead


def site(request: HttpRequest) -> dict[str, Any]:
    """`standing`, read when first shown; `chosen_day`, None where today; `alternates`: the page in each language."""
    here = (request.resolver_match.url_name or "") if request.resolver_match else ""
    return {
        "standing": SimpleLazyObject(standing),
        "today": today(),
        "chosen_day": chosen_day(request),
        "quick_days": quick_days(),
        "site_url": settings.SITE_URL,
        "citation_formats": [("bib", "BibTeX"), ("ris", "RIS"), ("json", "CSL-JSON")],
        "masthead": masthead(here),
        "alternates": [_alternate(request, code) for code, _ in settings.LANGUAGES],
    }


def _alternate(request: HttpRequest, code: str) -> dict[str, str]:
    path = translate_url(request.get_full_path(), code)
    return {"code": code, "name": get_language_info(code)["name_local"].capitalize(), "path": path}
