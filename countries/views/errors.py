"""The pages of what goes wrong. That of a failure of our own touches no database."""

from __future__ import annotations

import difflib

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from countries.queries.near import Near, near

from .head import Crumb
from .sections import SECTIONS

# What stands below each list, by the first word of its addresses.
BELOW = {"countries": "country", "laws": "law", "cases": "case", "platforms": "platform"}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's
    return render(request, "400.html", status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's
    words = [word for word in request.path_info.split("/")[2:] if word.strip()]
    context = {"suggestions": meant(words), "words": words[-1].replace("-", " ")[:200] if words else ""}
    return render(request, "404.html", context, status=404)


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django's
    return HttpResponseServerError(render_to_string("500.html", {"LANGUAGE_CODE": get_language() or "en"}))


def meant(words: list[str]) -> list[Crumb]:
    """Pages whose address comes near to the words of one that leads nowhere."""
    if not words:
        return []
    kind = BELOW.get(words[0]) if len(words) > 1 else None
    found = (near(words[-1], [kind]) if kind else []) or near(words[-1])
    return [*map(_page, found), *_sections(words[0])]


def _page(found: Near) -> Crumb:
    address = reverse(found.key) if found.kind == "text" else reverse(found.kind, args=[found.key])
    return Crumb(found.title, address)


def _sections(word: str) -> list[Crumb]:
    """The sections whose name is the word or comes close to it."""
    by_word = {section.address.split("/")[2]: section for section in SECTIONS}
    return [
        Crumb(str(by_word[name].title), by_word[name].address)
        for name in difflib.get_close_matches(word[:60].lower(), by_word, n=2, cutoff=0.7)
    ]
