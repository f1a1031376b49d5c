"""Which version of the data is being served."""

from __future__ import annotations

from countries.models import DataVersion


def data_version() -> str:
    """The name of the current version, empty before the first load (1 query)."""
    return DataVersion.objects.order_by("-number").values_list("version", flat=True).first() or ""
