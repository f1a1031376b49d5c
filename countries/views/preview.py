"""The picture that stands beside a link to a page: its title, its day and version, and where there is one its strip."""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from countries.queries.timeline import Rod
from countries.templatetags.jalons import day, model, pattern
from countries.templatetags.patterns import BY_NAME
from kb.problem import invalid_value, only_known

from .base import page
from .declared import declared
from .document import Document
from .pictures import picture, svg

LETTERS_A_LINE = 30
LINES = 3
STRIP = 1080


@dataclass(frozen=True, slots=True)
class Piece:
    """A regime on the strip: where, how wide, in pixels as the drawing writes them."""

    x: str
    width: str
    pattern: str


@page
def preview(request: HttpRequest) -> HttpResponse:
    """The picture of the page at `?page=/en/...`."""
    only_known(request.GET, {"page"})
    address = request.GET.get("page", "")
    with declared(request, address) as document:
        if document is None:
            raise invalid_value("page", address, _("There is no such page."))
        return picture(svg("pictures/preview.svg", card(document)), "png", document.key, 1)


def card(document: Document) -> dict[str, object]:
    """What the picture shows. A title in letters that our typeface has not is left out."""
    head = document.head
    pieces = strip(head.rod) if head.rod else []
    return {
        "lines": title(head.title),
        "dated": day(head.day) if head.day else "",
        "version": document.version.version if document.version else "",
        "pieces": pieces,
        "rod": head.rod,
        "regime": regime(head.rod, head.day) if head.rod and head.day else "",
        "patterns": [BY_NAME[name] for name in sorted({piece.pattern for piece in pieces})],
    }


def regime(rod: Rod, on: dt.date) -> str:
    """The regime of the day, in words."""
    held = [part.spell for part in rod.segments if part.start <= on and (part.end is None or on < part.end)]
    return model(held[0]) if held else ""


def title(text: str) -> list[str]:
    """The title on at most three lines."""
    if any(ord(char) > 0x24F and not 0x2000 <= ord(char) < 0x2100 for char in text):
        return []
    return textwrap.wrap(text, LETTERS_A_LINE, max_lines=LINES, placeholder=" …", break_on_hyphens=False)


def strip(rod: Rod) -> list[Piece]:
    """The regimes of a rod across the picture."""
    return [Piece(_pixels(part.left), _pixels(part.width), pattern(part.spell)) for part in rod.segments]


def _pixels(percent: str) -> str:
    return f"{float(percent.rstrip('%')) * STRIP / 100:.1f}"
