"""The patterns that regimes and values are drawn with: a colour, a figure on it, and for values which of them.

Colours follow Okabe and Ito, so that colour-blind readers tell them apart; the figures do so in black and white. Pages
take the colours from the stylesheet, where each has the same name and a second shade for the dark; pictures that stand
alone take the light ones from here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import template

from countries.choices import Absence
from countries.classify import OFFENCE, PROHIBITED

register = template.Library()

COLOURS = {
    "paper": "#fbfaf6",
    "card": "#fff",
    "ink": "#1c1b19",
    "dark": "#1c1b19",
    "soft": "#5a574f",
    "line": "#dcd8ce",
    "land": "#e9e5da",
    "accent": "#b8480a",
    "restrictive": "#c8500a",
    "abolitionist": "#0a69a8",
    "neo": "#4aa3d8",
    "regulated": "#0b8a66",
    "decriminalised": "#6bbfa3",
    "orange": "#e69f00",
    "purple": "#a8558a",
    "yellow": "#f0e442",
    "none": "#b9b4a8",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A square of `size` in `ground`, with `figure` (an SVG path) in `ink`, turned by `turn` degrees."""

    name: str
    size: int
    turn: int
    ground: str
    figure: str = ""
    ink: str = "card"


RING = "M2 4a2 2 0 1 0 4 0a2 2 0 1 0-4 0zM2.800 4a1.200 1.200 0 1 1 2.400 0a1.200 1.200 0 1 1-2.400 0z"
CHECK = "M0 0h3v3H0zM4 4h3v3H4z"
PATTERNS = (
    Pattern("restrictive", 6, 45, "restrictive", "M0 0h.9v6H0z"),
    Pattern("abolitionist", 6, 0, "abolitionist", "M2 3a1 1 0 1 0 2 0a1 1 0 1 0-2 0z"),
    Pattern("neo", 6, 0, "neo", "M1.750 3a1.250 1.250 0 1 0 2.500 0a1.250 1.250 0 1 0-2.500 0z"),
    Pattern("regulated", 5, 0, "regulated", "M0 3.700h5V5H0z"),
    Pattern("decriminalised", 5, 0, "decriminalised", "M3.700 0H5v5H3.700z"),
    Pattern("mixed", 8, 0, "none", CHECK),
    Pattern("mixed-restrictive", 8, 0, "restrictive", CHECK),
    Pattern("mixed-abolitionist", 8, 0, "abolitionist", CHECK),
    Pattern("mixed-regulated", 8, 0, "regulated", CHECK),
    Pattern("unclassified", 6, 45, "card", "M0 0h2.400v6H0z", "none"),
    Pattern("none", 6, 0, "none"),
    Pattern("orange", 6, -45, "orange", "M0 0h1.500v6H0z"),
    Pattern("purple", 6, 0, "purple", "M0 0h6v.9H.9V6H0z"),
    Pattern("yellow", 8, 0, "yellow", RING, "dark"),
    Pattern("silent", 5, 0, "card", "M1.600 2.500a.9.9 0 1 0 1.800 0a.9.9 0 1 0-1.800 0z", "soft"),
    Pattern("void", 5, 0, "card", "M0 4.200h5V5H0z", "soft"),
    Pattern("contested", 6, 45, "card", "M0 0h6v.8H.8V6H0z", "soft"),
)
BY_NAME = {pattern.name: pattern for pattern in PATTERNS}

# What a value always looks like, whatever the question.
FIXED = {
    "permitted": "abolitionist",
    "none": "neo",
    "varies": "mixed",
    Absence.NOT_ADDRESSED.value: "silent",
    Absence.NOT_APPLICABLE.value: "void",
    Absence.CONTESTED.value: "contested",
    Absence.NOT_FOUND.value: "unclassified",
}
WARM = ("restrictive", "orange", "purple")
OTHERS = ("yellow", "regulated", "purple", "orange", "decriminalised", "restrictive")


def value_patterns(codes: Sequence[str]) -> dict[str, str]:
    """The pattern of each value of an indicator, no two alike; offences are warm, what is permitted is blue."""
    found = {code: FIXED[code] for code in codes if code in FIXED}
    warm = iter(WARM)
    found |= {code: next(warm, "none") for code in codes if code in PROHIBITED | OFFENCE}
    free = iter([name for name in OTHERS if name not in found.values()])
    return found | {code: next(free, "none") for code in codes if code not in found}


@register.simple_tag
def all_patterns() -> tuple[Pattern, ...]:
    return PATTERNS


@register.filter
def colour(name: str) -> str:
    """A colour of the pages in the light, for a picture that stands alone."""
    return COLOURS[name]


@register.filter
def drawn(name: str) -> Pattern:
    """The pattern of that name."""
    return BY_NAME[name]


@register.filter
def plus(number: int, more: int) -> int:
    return number + more


@register.filter
def times(number: int, factor: int) -> int:
    return number * factor
