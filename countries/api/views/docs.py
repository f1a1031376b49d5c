"""The OpenAPI description, and pages that try it out; everything from our own origin."""

from __future__ import annotations

from typing import Any

from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.views import APIView

from kb.problem import only_known


class NoParameters(APIView):
    """Refuses what it would otherwise ignore."""

    takes: frozenset[str] = frozenset()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        only_known(request.query_params, self.takes)


class SchemaYaml(NoParameters, SpectacularAPIView):
    """OpenAPI 3.1, as YAML or, where the Accept header asks for it, as JSON."""


class Compact(OpenApiJsonRenderer):
    """Without the white space, which would be two thirds of the document."""

    def get_indent(self, accepted_media_type: str, renderer_context: Any) -> None:
        return None


class CompactJson(Compact, OpenApiJsonRenderer2):
    """The same as plain JSON."""


class SchemaJson(NoParameters, SpectacularJSONAPIView):
    """OpenAPI 3.1 as JSON."""

    renderer_classes = [Compact, CompactJson]


class ApiDocs(NoParameters, SpectacularSwaggerSplitView):
    """Swagger UI of the schema; `script` asks for the script that starts it."""

    takes = frozenset({"script"})
    url_name = "api:schema-json"
    template_name = "api/docs.html"
