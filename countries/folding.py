"""Text as search compares it: without accents, case and typographic marks. Pure."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"\w+", re.UNICODE)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ð": "d", "þ": "th", "ł": "l", "đ": "d", "ı": "i"})


def fold(text: str) -> str:
    """`Straße`, `Œuvre`, `prévu` -> `strasse`, `oeuvre`, `prevu`. Other scripts stay as they are."""
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", lowered).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """A folded word without the plural's s, which English and French share: `brothels` -> `brothel`."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def stems(text: str) -> list[str]:
    """The folded words of a text without the plural's s, in order: what search compares."""
    return [stem(word) for word in words(text)]


def spans(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    """Where the words of a text stand whose stem is wanted, as `(start, end)`."""
    return [match.span() for match in _WORD.finditer(text) if set(stems(match.group())) & wanted]
