"""A feed in the formats it is sent in: Atom (RFC 4287, paged as in RFC 5005) and JSON Feed 1.1."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.http import http_date
from django.utils.translation import get_language

from .entry import Entry, absolute, tag

ATOM = "application/atom+xml"
JSON = "application/feed+json"
AUTHOR = "Jalons"
RIGHTS = "CC BY 4.0"


@dataclass(frozen=True, slots=True)
class Feed:
    """Entries, the newest first, and where they and the page they are of stand.

    `key` is its name for ever. `address` is its own, without an ending; `query` is what was asked for, without `page`.
    """

    key: str
    title: str
    subtitle: str
    address: str
    query: str
    about: str
    updated: dt.datetime
    page: int
    pages: int
    entries: tuple[Entry, ...]

    def at(self, ending: str, page: int) -> str:
        """The absolute address of one of its pages."""
        parts = [part for part in (self.query, f"page={page}" if page > 1 else "") if part]
        return absolute(f"{self.address}.{ending}" + (f"?{'&'.join(parts)}" if parts else ""))

    def links(self, ending: str) -> Iterator[tuple[str, str]]:
        """The pages of a paged feed (RFC 5005, section 3): (relation, address)."""
        found = {"first": 1, "previous": self.page - 1, "next": self.page + 1, "last": self.pages}
        for relation, page in found.items():
            if self.pages > 1 and 1 <= page <= self.pages:
                yield relation, self.at(ending, page)


class AtomWriter(Atom1Feed):
    """Django's, which knows neither pages nor a licence, and takes the time of an empty feed from the clock."""

    def latest_post_date(self) -> dt.datetime:
        updated: dt.datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": relation, "href": address, "type": ATOM})
        handler.addQuickElement("link", "", {"rel": "license", "href": "https://creativecommons.org/licenses/by/4.0/"})
        handler.addQuickElement("generator", "Jalons", {"uri": absolute("/")})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """With the content as content: a reader shows it whole."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["html"], {"type": "html"})


def atom(feed: Feed) -> HttpResponse:
    writer = AtomWriter(
        title=feed.title,
        link=absolute(feed.about),
        description="",
        subtitle=feed.subtitle,
        language=get_language(),
        author_name=AUTHOR,
        author_link=absolute("/"),
        feed_url=feed.at("atom", feed.page),
        feed_guid=tag(feed.key),
        feed_copyright=RIGHTS,
        updated=feed.updated,
        pages=list(feed.links("atom")),
    )
    for entry in feed.entries:
        writer.add_item(
            entry.title,
            entry.url,
            None,  # type: ignore[arg-type]  # its content is whole: it needs no summary
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=entry.tags,
            html=entry.html(),
        )
    return _sent(writer.writeString("utf-8"), ATOM, feed)


def json_feed(feed: Feed) -> HttpResponse:
    following = dict(feed.links("json")).get("next")
    body = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": absolute(feed.about),
        "feed_url": feed.at("json", feed.page),
        **({"next_url": following} if following else {}),
        "language": get_language(),
        "authors": [{"name": AUTHOR, "url": absolute("/")}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return _sent(json.dumps(body, ensure_ascii=False, indent=1), JSON, feed)


def _item(entry: Entry) -> dict[str, Any]:
    html = entry.html()
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": html,
        "content_text": strip_tags(html.replace("</p>", "\n").replace("</li>", "\n")).strip(),
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        **({"tags": list(entry.tags)} if entry.tags else {}),
        "_jalons": {"about": "https://creativecommons.org/licenses/by/4.0/", **entry.facts},
    }


def _sent(body: str, media: str, feed: Feed) -> HttpResponse:
    headers = {"Last-Modified": http_date(feed.updated.timestamp())}
    return HttpResponse(body, content_type=f"{media}; charset=utf-8", headers=headers)


WRITERS = {"atom": atom, "json": json_feed}
