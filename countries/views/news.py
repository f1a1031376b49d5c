"""What the newest version of the data changed, told in a few lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from countries.feeds.entry import Link
from countries.feeds.telling import Telling
from countries.models import Change, DataVersion
from countries.queries.news import editions

from .changes import summary


@dataclass(frozen=True, slots=True)
class News:
    """Some of the things that changed, by name, `more` beside them, and how many records of each kind.

    `links` are empty where so much changed that only numbers tell it, as in the first version.
    """

    version: DataVersion
    first: bool
    links: tuple[Link, ...]
    more: int
    counts: Sequence[Mapping[str, Any]]


def news(most: int) -> News | None:
    """Of the newest version, with `most` things at most; None before the first load."""
    version = DataVersion.objects.current()
    if version is None:
        return None
    changes = Change.objects.filter(version=version)
    found = editions(changes, 1)
    links = _links(Telling(found.editions, "")) if found else []
    first = not DataVersion.objects.filter(number__lt=version.number).exists()
    return News(version, first, tuple(links[:most]), len(links[most:]), summary(changes))


def _links(telling: Telling) -> list[Link]:
    """Each thing with its address; a version that is told as one names the things that it changed."""
    found: list[Link] = []
    for entry in telling.entries():
        found += entry.links if entry.facts["kind"] == "version" else [Link(entry.title, entry.address)]
    return found
