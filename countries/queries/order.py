"""The order of names in the reader's language: accents and case aside, parts below their country."""

from __future__ import annotations

from countries.folding import fold
from countries.models import Jurisdiction


def by_name(place: Jurisdiction) -> str:
    return fold(place.name)


def by_country(place: Jurisdiction) -> tuple[str, bool, str]:
    """Countries by name, each followed by its parts."""
    return fold((place.parent or place).name), bool(place.parent_id), fold(place.name)
