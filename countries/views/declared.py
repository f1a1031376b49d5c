"""What a page says of itself, asked of its own view: with the parameters it would be asked with, and not rendered."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language_from_path, override

from kb.problem import InvalidParameter

from .document import Document

# Addresses that speak of another page: to ask them would be to ask that page, and so on.
OF_ANOTHER = {"citation", "cite", "source-cite", "preview"}


@contextmanager
def declared(request: HttpRequest, address: str) -> Iterator[Document | None]:
    """The page at an address of this site, in whose language the block runs; None if there is no such page.

    Raises Http404 where the page's record is not there.
    """
    path, _mark, query = address.removeprefix(settings.SITE_URL).partition("?")
    with override(get_language_from_path(path)):
        yield _document(request, path, query)


def _document(request: HttpRequest, path: str, query: str) -> Document | None:
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if not hasattr(match.func, "is_page") or match.url_name in OF_ANOTHER:
        return None
    try:
        response = inspect.unwrap(match.func)(_asked(request, match, path, query), **match.kwargs)
    except InvalidParameter:
        return None
    context: dict[str, Any] = getattr(response, "context_data", None) or {}
    return context.get("document")


def _asked(request: HttpRequest, match: ResolverMatch, path: str, query: str) -> HttpRequest:
    """The request that would have asked for the page."""
    asked = copy.copy(request)
    asked.path = asked.path_info = path
    asked.META = {**request.META, "QUERY_STRING": query, "PATH_INFO": path}
    asked.GET = QueryDict(query)
    asked.resolver_match = match
    return asked
