"""Whole responses kept by data version, and revalidated by ETag.

A page or payload follows from its URL, language, format, the version of the data and, since `as_of` is today
unless said otherwise, the day. So a response is kept under exactly these, and a new version of the data or a new
day makes new ones. Only plain 200 responses to GET and HEAD are kept, compressed where the reader takes that; whatever
sets a cookie passes through untouched. A file that is streamed is too large to keep or to hash: what it follows from
is its ETag. Headers and body are kept apart, so that a 304 does not fetch what it does not send.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe
from django.utils.module_loading import import_string
from django.utils.translation import get_language_from_request

KEPT_SECONDS = 24 * 60 * 60
LARGEST_KEPT = 512 * 1024
CACHE_CONTROL = "public, max-age=0, must-revalidate"
DEPENDS_ON_HEADERS = ("HTTP_HOST", "HTTP_ACCEPT", "HTTP_HX_REQUEST")
BODY = ":body"
TEXT = re.compile(r"^text/|json|xml\b")
CONDITIONS = frozenset(
    f"HTTP_{name}" for name in ("IF_NONE_MATCH", "IF_MATCH", "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE")
)
VARY = ("Accept", "Accept-Encoding", "Accept-Language")
REPEATED = ("Cache-Control", "ETag", "Last-Modified", "Vary")

Headers = dict[str, str]
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class _Memo:
    """The version last read, and when: reading it is one query, which a busy site need not make every time."""

    version = ""
    read_at = float("-inf")


def data_version() -> str:
    """The version of the data, by the callable that settings name; empty before the first load."""
    now = time.monotonic()
    if now - _Memo.read_at >= settings.JALONS_DATA_VERSION_SECONDS:
        _Memo.version = import_string(settings.JALONS_DATA_VERSION)()
        _Memo.read_at = now
    return _Memo.version


def canonical_query(query: str) -> str:
    """The same parameters in one order; the order of a repeated one is kept."""
    if not query:
        return ""
    pairs = parse_qsl(query, keep_blank_values=True, errors="replace")
    return urlencode(sorted(pairs, key=lambda pair: pair[0]))


def key_of(request: HttpRequest, version: str) -> str:
    """The cache key of what this request asks for."""
    parts = [
        version,
        settings.JALONS_RELEASE,
        timezone.localdate().isoformat(),
        request.scheme or "",
        request.path,
        canonical_query(request.META.get("QUERY_STRING", "")),
        get_language_from_request(request, check_path=True),
        "gzip" if re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")) else "",
        *(request.META.get(name, "") for name in DEPENDS_ON_HEADERS),
    ]
    return "snapshot:" + hashlib.sha256("\n".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


class SnapshotMiddleware:
    """Answers from the cache where it can, with 304 where the reader already has it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        version = data_version()
        if request.method in {"GET", "HEAD"} and version and not apart(request):
            response = self.answer(request, version)
        else:
            response = self.get_response(request)
        if version:
            response.headers.setdefault("X-Data-Version", version)
        return bodiless(response) if request.method == "HEAD" else response

    def answer(self, request: HttpRequest, version: str) -> HttpResponseBase:
        key = key_of(request, version)
        mark = f'"{key[-32:]}"'
        had = request.META.get("HTTP_IF_NONE_MATCH", "")
        if mark in had:
            return unchanged({"ETag": mark, "Cache-Control": CACHE_CONTROL, "Vary": ", ".join(VARY)})
        headers: Headers | None = cache.get(key)
        if headers and had == headers["ETag"]:
            return unchanged(headers)
        body: bytes | None = cache.get(key + BODY) if headers else None
        if headers is None or body is None:
            response = self.get_response(request)
            if isinstance(response, StreamingHttpResponse) and is_open(response):
                return marked(response, mark)
            if not is_plain(response):
                return response
            headers, body = prepare(response)
            if len(body) <= LARGEST_KEPT:
                cache.set_many({key: headers, key + BODY: body}, KEPT_SECONDS)
        response = HttpResponse(body, headers=headers)
        if not CONDITIONS & request.META.keys():
            return response
        changed = parse_http_date_safe(headers.get("Last-Modified", ""))
        return get_conditional_response(request, headers["ETag"], changed, response) or response


class CompressionMiddleware(GZipMiddleware):
    """Compresses text on its way to be kept. The same text makes the same bytes, and so the same ETag.

    Nothing on these pages is secret, so there is no need to hide lengths; the administration, where there is, is left
    alone. So are files, which servers in front may send by themselves and continue in the middle.
    """

    max_random_bytes = 0

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if apart(request) or isinstance(response, FileResponse) or not TEXT.search(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)


def unchanged(headers: Headers) -> HttpResponse:
    """304 to a reader who has what these headers are of."""
    return HttpResponseNotModified(headers={name: headers[name] for name in REPEATED if name in headers})


def bodiless(response: HttpResponseBase) -> HttpResponseBase:
    """The response to HEAD: no server is trusted to leave the body out."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse):
        response.content = b""
    return response


def apart(request: HttpRequest) -> bool:
    """Whether it asks for the administration, which depends on who asks and is neither kept nor looked up."""
    return request.path_info.startswith(settings.JALONS_ADMIN)


def is_plain(response: HttpResponseBase) -> bool:
    """Whether it is a whole 200 response that says nothing of caching or cookies."""
    return isinstance(response, HttpResponse) and is_open(response)


def is_open(response: HttpResponseBase) -> bool:
    """Whether it is a 200 response that says nothing of caching or cookies."""
    return response.status_code == 200 and not response.cookies and not response.has_header("Cache-Control")


def marked(response: StreamingHttpResponse, mark: str) -> StreamingHttpResponse:
    """A stream with the headers that let it be revalidated."""
    response.headers["ETag"] = mark
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, VARY)
    return response


def prepare(response: HttpResponseBase) -> tuple[Headers, bytes]:
    """Headers, with ETag, Cache-Control and Vary, and body."""
    assert isinstance(response, HttpResponse)  # noqa: S101  is_plain says so
    body = response.content
    response.headers.setdefault("ETag", f'"{hashlib.sha256(body).hexdigest()[:32]}"')
    response.headers["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, VARY)
    return dict(response.headers), body
