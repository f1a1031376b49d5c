"""The OpenAPI description, and pages that try it out; everything from our own origin."""

from __future__ import annotations

from drf_spectacular.views import SpectacularAPIView, SpectacularJSONAPIView, SpectacularSwaggerSplitView


class SchemaYaml(SpectacularAPIView):
    """OpenAPI 3.1, as YAML or, where the Accept header asks for it, as JSON."""


class SchemaJson(SpectacularJSONAPIView):
    """OpenAPI 3.1 as JSON."""


class ApiDocs(SpectacularSwaggerSplitView):
    """Swagger UI of the schema."""

    url_name = "api:schema"
