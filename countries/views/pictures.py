"""Pictures that stand alone: SVG from a template, and PNG of it that looks the same on every machine."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import resvg_py
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

FAMILY = "Jalons Serif"
ZOOM = 4 / 3


def svg(template: str, context: dict[str, Any]) -> str:
    """The template filled in. Its colours stand in attributes, so it needs no stylesheet and no page around it."""
    return render_to_string(template, context)


def png(drawing: str, zoom: float = ZOOM) -> bytes:
    """The drawing in pixels, lettered with our own typeface alone."""
    folder = Path(settings.STATICFILES_DIRS[0]) / "kb" / "fonts"
    return resvg_py.svg_to_bytes(
        svg_string=drawing,
        zoom=zoom,
        skip_system_fonts=True,
        font_files=[str(folder / "jalons-serif-400.ttf"), str(folder / "jalons-serif-600.ttf")],
        font_family=FAMILY,
        serif_family=FAMILY,
        sans_serif_family=FAMILY,
    )


def picture(drawing: str, ending: str, name: str, zoom: float = ZOOM) -> HttpResponse:
    """The drawing as a file that a browser shows and a reader keeps under that name."""
    headers = {"Content-Disposition": f'inline; filename="{name}.{ending}"'}
    if ending == "svg":
        return HttpResponse(drawing, content_type="image/svg+xml; charset=utf-8", headers=headers)
    return HttpResponse(png(drawing, zoom), content_type="image/png", headers=headers)
