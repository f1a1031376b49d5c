"""An entry of a feed, whatever it is of and whatever format it is sent in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language

# The year in which these ids were first given out (RFC 4151 asks for a day on which the name was ours).
MINTED = 2026


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed: what it is called, what it said, what it says. A missing side is empty."""

    label: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A title and an address on this site."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """`key` is its name among all entries, for ever; `facts` are what a program may read of it."""

    key: str
    title: str
    address: str
    published: dt.datetime
    updated: dt.datetime
    lines: tuple[Line, ...] = ()
    text: str = ""
    reason: str = ""
    law: Link | None = None
    links: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return tag(self.key)

    @property
    def url(self) -> str:
        return absolute(self.address)

    def html(self) -> str:
        """What it says, as a reader of feeds shows it: paragraphs and lists, with absolute links."""
        return render_to_string("feeds/entry.html", {"entry": self, "site_url": settings.SITE_URL}).strip()


def absolute(address: str) -> str:
    return f"{settings.SITE_URL}{address}"


def tag(key: str) -> str:
    """A tag URI (RFC 4151) of this site; what is said in another language is another thing."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{MINTED}:{(get_language() or 'en')[:2]}/{key}"
