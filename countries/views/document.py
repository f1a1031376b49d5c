"""A page as it stands in one version of the data: its addresses, and itself as a thing to cite."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from countries.cite import Item, entry_item, page_item, source_item, suggested
from countries.filters import today
from countries.models import Citation, DataVersion
from countries.queries.standing import Standing, standing
from countries.templatetags.jalons import day, partial

from .head import Crumb, Head
from .sections import section_of

LONGEST_KEY = 80


@dataclass(frozen=True)
class Document:
    """A page at the path and query that was asked for, in a language. `standing` may be read late."""

    head: Head
    asked: str
    lang: str
    standing: Standing
    section: Crumb | None = None

    @cached_property
    def url(self) -> str:
        """Its address."""
        address = self.head.address or self.asked
        if self.head.versioned and self.version:
            address += f"{'&' if '?' in address else '?'}version={self.version.version}"
        return f"{settings.SITE_URL}{address}"

    @cached_property
    def permalink(self) -> str:
        """The address that will always mean the law of this day."""
        parts = urlsplit(self.url)
        query = QueryDict(parts.query, mutable=True)
        if self.head.day:
            query.setdefault("as_of", self.head.day.isoformat())
        return parts._replace(query=urlencode(query.dict(), safe=",:/")).geturl()

    @property
    def path(self) -> str:
        """Its address on this site."""
        return self.url.removeprefix(settings.SITE_URL)

    @property
    def version(self) -> DataVersion | None:
        return self.standing.version

    @property
    def trail(self) -> tuple[Crumb, ...]:
        """The pages above it, from its section on."""
        return (*((self.section,) if self.section else ()), *self.head.above)

    @cached_property
    def key(self) -> str:
        """A name for files and citations: one address has one key, whatever the language and the day it is asked."""
        parts = urlsplit(self.url)
        words = [parts.path.partition(f"/{self.lang}/")[2] or "home", *QueryDict(parts.query).dict().values()]
        key = re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
        if len(key) > LONGEST_KEY:
            key = f"{key[:LONGEST_KEY].rstrip('-')}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
        return f"jalons-{key}"

    @cached_property
    def item(self) -> Item | None:
        """The page as CSL-JSON; None before the first load."""
        if self.version is None:
            return None
        note = _("as of %(date)s") % {"date": day(self.head.day)} if self.head.day else ""
        return page_item(self.key, self.head.title, self.permalink, self.lang, self.version, today(), note)

    @property
    def words(self) -> str:
        """How to cite the page, in the reader's language."""
        return suggested(self.item, partial) if self.item else ""

    def items(self, anchor: str = "") -> list[Item]:
        """The page; or a part of it, and then everything that the part rests on. Empty if there is no such part."""
        if self.item is None or not anchor:
            return [self.item] if self.item else []
        part = self.head.within(anchor) if self.head.within else None
        if part is None:
            return []
        return [entry_item(self.item, anchor, part.title, part.note), *_read(part.citations)]


def shown(request: HttpRequest, template: str, head: Head, context: Mapping[str, Any]) -> TemplateResponse:
    """The page, with its `document`. Not rendered yet: who only asks what it says of itself need not wait for that."""
    stands: Any = SimpleLazyObject(standing)
    here = request.resolver_match
    section = section_of(here.url_name or "") if here else None
    document = Document(head, request.get_full_path(), (get_language() or "en")[:2], stands, section)
    return TemplateResponse(request, template, {**context, "document": document, "standing": stands})


def _read(citations: Sequence[Citation]) -> list[Item]:
    """What was read, each source once: where in it, and when last."""
    by_source: dict[str, list[Citation]] = {}
    for citation in citations:
        by_source.setdefault(citation.source_id, []).append(citation)
    return [
        source_item(
            own[0].source,
            max(citation.seen_on for citation in own),
            ", ".join(dict.fromkeys(citation.pinpoint for citation in own if citation.pinpoint)),
        )
        for own in by_source.values()
    ]
