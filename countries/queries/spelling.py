"""What the reader may have meant: words of the record that are spelt nearly alike, and searches that find something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from django.db.models import Count

from countries.folding import stems
from countries.models import DataVersion, Indicator, Law, Platform, Provision, SearchDocument

from .search import find

CUTOFF = 0.75
SHORTEST = 3


def nearest(text: str) -> dict[str, str]:
    """Word of the text that the record does not hold -> the most frequent of those spelt most nearly like it."""
    version = DataVersion.objects.current()
    known = vocabulary(version.hash if version else "")
    found = {word: _nearest(word, known) for word in dict.fromkeys(stems(text)) if word not in known}
    return {word: near for word, near in found.items() if near}


@lru_cache(maxsize=1)
def vocabulary(state: str) -> Mapping[str, int]:  # noqa: ARG001  the key: other data, other words
    """Every word that search can find, with in how many records (1 query for each state of the data)."""
    rows = SearchDocument.objects.values_list("folded_title", "folded_body")
    return Counter(word for title, body in rows.iterator() for word in {*title.split(), *body.split()})


def _nearest(word: str, known: Mapping[str, int]) -> str:
    if len(word) < SHORTEST:
        return ""
    alike = [other for other in known if abs(len(other) - len(word)) < 3 and set(word[:2]) & set(other[:2])]
    close = get_close_matches(word, alike, n=3, cutoff=CUTOFF)
    return max(close, key=lambda other: (_likeness(word, other), known[other]), default="")


def _likeness(word: str, other: str) -> int:
    """How many letters the two begin with in common."""
    return next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))


def alone(text: str) -> list[tuple[str, int]]:
    """Each word of a text of several, with how many records hold it (1 query a word)."""
    wanted = list(dict.fromkeys(stems(text)))[:6]
    return [(word, len(find(word))) for word in wanted] if len(wanted) > 1 else []


def examples(lang: str) -> list[str]:
    """Searches that find something: the platform with most milestones, the first question of the codebook, the law
    that is most often linked to a milestone, and a much used article in the reader's language (4 queries).
    """
    platform = Platform.objects.annotate(number=Count("milestones")).order_by("-number", "name").first()
    indicator = Indicator.objects.filter(core=True).order_by("order").first()
    law = Law.objects.annotate(number=Count("milestone_links")).order_by("-number", "pk").first()
    articles = Provision.objects.filter(lang=lang).annotate(number=Count("codings")).order_by("-number", "pk")
    found = [record.name for record in (platform, indicator) if record]
    return [*found, *([law.label] if law else []), *(article.pinpoint for article in articles[:1])]
