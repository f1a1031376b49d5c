"""The forms in which one and the same list can be had, and where each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import unquote_plus

from django.utils.encoding import iri_to_uri
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from ..renderers import Csv, Xlsx
from .base import Endpoint

FILES = {"csv": Csv, "xlsx": Xlsx, "metadata": JSONRenderer}
ENDINGS = {"csv": "csv", "xlsx": "xlsx", "metadata": "metadata.json"}
MEDIA = {"json": JSONRenderer.media_type, **{form: renderer.media_type for form, renderer in FILES.items()}}
PAGED = frozenset({"page", "limit", "cursor", "include", "facets"})
LONGEST_LINKED = 1000


class FormedEndpoint(Endpoint):
    """A list with several forms, each at an address of its own. `endings` and `media` are by form."""

    endings: ClassVar[Mapping[str, str]] = {"json": "/", **{form: f".{ending}" for form, ending in ENDINGS.items()}}
    media: ClassVar[Mapping[str, str]] = MEDIA

    def untaken(self, form: str) -> frozenset[str]:
        """The parameters of the other forms that one does not take."""
        return frozenset() if form == "json" else PAGED

    def forms(self, request: Request) -> dict[str, str]:
        """The address of every form of this very list; a record has one only."""
        if self.action == "retrieve":
            return {}
        above, _slash, name = request.path.rstrip("/").rpartition("/")
        stem = request.build_absolute_uri(f"{above}/{name.partition('.')[0]}")
        pairs = [pair for pair in request.META.get("QUERY_STRING", "").split("&") if pair]
        found = {}
        for form, ending in self.endings.items():
            taken = [pair for pair in pairs if unquote_plus(pair.partition("=")[0]) not in self.untaken(form)]
            found[form] = f"{stem}{ending}{'?' if taken else ''}{'&'.join(taken)}"
        return found

    def finalize_response(self, request: Request, response: Any, *args: Any, **options: Any) -> Any:
        """Adds links to the other forms (RFC 8288), unless the query is so long that proxies would refuse the field."""
        answer = super().finalize_response(request, response, *args, **options)
        if answer.status_code == 200 and len(request.META.get("QUERY_STRING", "")) <= LONGEST_LINKED:
            pages = [answer.headers["Link"]] if answer.headers.get("Link") else []
            answer.headers["Link"] = ", ".join([*pages, *self.links(request)])
        return answer

    def links(self, request: Request) -> list[str]:
        """The other forms as web links; a table is described by its metadata."""
        own = self.action if self.action in self.endings else "json"
        return [
            f"<{iri_to_uri(address).replace(',', '%2C')}>; "
            f'rel="{"describedby" if form == "metadata" else "alternate"}"; type="{self.media[form]}"'
            for form, address in self.forms(request).items()
            if form != own
        ]
