"""What stands near a name that is none: the records a reader may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from countries.folding import fold
from countries.models import Case, Jurisdiction, Law, Page, Platform

# Kind -> its records, what titles one, and the columns that name it; a jurisdiction has aliases besides.
NAMED: dict[str, tuple[Any, str, tuple[str, ...]]] = {
    "country": (Jurisdiction.objects, "name", ("code", "iso3", "name_en", "name_fr")),
    "law": (Law.objects, "label", ("id", "short_name_en", "short_name_fr", "citation")),
    "case": (Case.objects, "title", ("id", "title_en", "title_fr")),
    "platform": (Platform.objects, "name", ("id", "name")),
    "text": (Page.objects.defer("body_en", "body_fr"), "title", ("slug", "title_en", "title_fr")),
}
MOST = 6
CLOSE = 0.7
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Near:
    """A record by its kind, its key and its title in the reader's language."""

    kind: str
    key: str
    title: str


def near(word: str, kinds: Sequence[str] = tuple(NAMED)) -> list[Near]:
    """The records of the kinds whose name, code or key is the word or comes close to it; the nearest MOST.

    One query a kind. A name that is met exactly, accents and case aside, leaves no room for others.
    """
    wanted = fold(" ".join(word[:LONGEST].replace("-", " ").split()))
    if not wanted:
        return []
    rated: dict[Near, float] = {}
    for record, names in _named(kinds):
        rated[record] = max((_closeness(wanted, fold(name.replace("-", " "))) for name in names if name), default=0)
    exact = [record for record, closeness in rated.items() if closeness == 1]
    close = sorted((record for record in rated if rated[record] >= CLOSE), key=lambda record: -rated[record])
    return exact or close[:MOST]


def _closeness(wanted: str, name: str) -> float:
    if wanted == name:
        return 1
    matcher = difflib.SequenceMatcher(None, wanted, name, autojunk=False)
    if matcher.real_quick_ratio() < CLOSE or matcher.quick_ratio() < CLOSE:
        return 0
    return min(matcher.ratio(), 0.99)


def _named(kinds: Sequence[str]) -> Iterator[tuple[Near, list[str]]]:
    """Records with everything they are called."""
    for kind in kinds:
        rows, title, columns = NAMED[kind]
        for record in rows.all():
            names = [getattr(record, column) for column in columns]
            yield Near(kind, record.pk, getattr(record, title)), [*names, *getattr(record, "aliases", ())]
