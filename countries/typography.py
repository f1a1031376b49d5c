"""French as it is typeset: the spaces that may not break a line. Pure."""

from __future__ import annotations

import re

_WIDE, _NARROW = "\u00a0", "\u202f"
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)
_SPACES = (
    (re.compile(r"(?<!\s) (?=[:»])|(?<=«) (?=\S)"), _WIDE),
    (re.compile(r"(?<!\s) (?=[;!?](?:\s|$|[)»…]))"), _NARROW),
    (re.compile(r"(?<=\d) (?=%|\d{3}(?!\d))"), _NARROW),
    (re.compile(r"(?<=\d) (?=[€£$])|(?<=\bn°) (?=\d)|(?<=\bart\.) (?=[A-Z]?\.? ?\d)"), _WIDE),
)


def typeset(text: str) -> str:
    """`permis : « 1 500 € » ?` with its spaces made unbreakable; code in a Markdown text stays as it is.

    Data files are written with plain spaces, which is what a keyboard has. A line that ends on a plain space before
    a colon would begin the next one with it.
    """
    parts = _CODE.split(text) if "`" in text else [text]
    return "".join(part if place % 2 else _typeset(part) for place, part in enumerate(parts))


def _typeset(text: str) -> str:
    for pattern, space in _SPACES:
        text = pattern.sub(space, text)
    return text
