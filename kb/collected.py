"""Which static files are collected: not those of libraries that no page of ours loads."""

from __future__ import annotations

from django.contrib.staticfiles.apps import StaticFilesConfig


class CollectedFiles(StaticFilesConfig):
    """Leaves out ReDoc (our documentation is Swagger UI) and DRF's browsable API (ours sends JSON)."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "redoc", "rest_framework"]
