"""The OpenAPI description, and pages that try it out; everything from our own origin."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.views import APIView

from kb.drf import data_version
from kb.problem import only_known

KEPT_SECONDS = 24 * 60 * 60


class KeptGenerator(SchemaGenerator):
    """Makes the description once for each version of the data, day, language and host: its examples are requests."""

    def get_schema(self, request: Any = None, public: bool = False) -> dict[str, Any]:
        version = data_version() if request else ""
        if not version:
            return self.made(request, public)
        place = request.build_absolute_uri("/")
        parts = (version, settings.JALONS_RELEASE, timezone.localdate().isoformat(), place, get_language() or "")
        key = f"description:{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()}"
        found: dict[str, Any] | None = cache.get(key)
        if found is None:
            found = self.made(request, public)
            cache.set(key, found, KEPT_SECONDS)
        return found

    def made(self, request: Any, public: bool) -> dict[str, Any]:
        return dict(super().get_schema(request, public))  # type: ignore[no-untyped-call]


class NoParameters(APIView):
    """Refuses what it would otherwise ignore."""

    takes: frozenset[str] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        only_known(request.query_params, self.takes)


class SchemaYaml(NoParameters, SpectacularAPIView):
    """OpenAPI 3.1, as YAML or, where the Accept header asks for it, as JSON."""

    generator_class = KeptGenerator


class Compact(OpenApiJsonRenderer):
    """Without the white space, which would be two thirds of the document."""

    def get_indent(self, accepted_media_type: str, renderer_context: Any) -> None:
        return None


class CompactJson(Compact, OpenApiJsonRenderer2):
    """The same as plain JSON."""


class SchemaJson(NoParameters, SpectacularJSONAPIView):
    """OpenAPI 3.1 as JSON."""

    generator_class = KeptGenerator
    renderer_classes = [Compact, CompactJson]


class ApiDocs(NoParameters, SpectacularSwaggerSplitView):
    """Swagger UI of the schema; `script` asks for the script that starts it."""

    takes = frozenset({"script"})
    url_name = "api:schema-json"
    template_name = "api/docs.html"
