"""Versions of the data as entries: one thing that changed, or one version that changed much."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from countries.models import KnownCoding
from countries.queries.answers import Archive, Revision, standing
from countries.queries.news import Edition, Item, reasons
from countries.templatetags.jalons import day
from countries.views.changes import RECORDS

from .columns import language
from .entry import Entry, Line, Link
from .lines import answer_lines, answer_of, only_verified, record_lines
from .names import WHOLE, Names

MOST_LINKS = 100
MOST_LINES = 40


class Telling:
    """Tells the editions of one page. `asked` is the query string that they were asked for by."""

    def __init__(self, editions: Sequence[Edition], asked: str) -> None:
        self.editions, self.asked = editions, asked
        items = [item for edition in editions for item in edition.items or ()]
        self.names = Names(items)
        self.reasons = reasons(items)
        self.archive = Archive(
            {item.key for item in items if item.kind == "answer"},
            {item.key for item in items if item.kind == "regime"},
        )

    def entries(self) -> list[Entry]:
        return [entry for edition in self.editions for entry in self._edition(edition)]

    def _edition(self, edition: Edition) -> list[Entry]:
        told: list[Entry] = []
        verified: dict[str, list[Entry]] = defaultdict(list)
        for item in edition.items or ():
            revision = self.archive.revision(item.kind, item.key, item.version)
            if item.kind == "regime" and not revision.answers_differ:
                continue  # its reasons have other names, it is the same
            entry = self._entry(item, revision)
            (verified[entry.tags[-1]] if only_verified(revision) else told).append(entry)
        for place, found in verified.items():
            told.append(found[0] if len(found) == 1 else _verified(place, found, self.names))
        return [self._together(edition, told)] if edition.together else told

    def _together(self, edition: Edition, told: Sequence[Entry]) -> Entry:
        """One entry for a version that changed much: how many records of each kind, and the things by name."""
        version = edition.version
        query = "&".join(part for part in (f"version={version.version}", self.asked) if part)
        links = tuple(Link(entry.title, entry.address) for entry in told[:MOST_LINKS])
        more = len(told) - len(links)
        return Entry(
            key=f"changes/{version.version}" + (f"?{self.asked}" if self.asked else ""),
            title=_("Version %(version)s of the data") % {"version": version.version},
            address=f"{reverse('changes')}?{query}",
            published=version.loaded_at,
            updated=version.loaded_at,
            lines=tuple(_counts(edition)),
            text=ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more} if more > 0 else "",
            links=links,
            facts={"version": version.version, "kind": "version"},
        )

    def _entry(self, item: Item, revision: Revision) -> Entry:
        reason = self.reasons.get((item.version.number, item.key)) if item.kind == "answer" else None
        return Entry(
            key=f"changes/{item.version.version}/{item.kind}/{item.key}".rstrip("/"),
            title=self._title(item, revision),
            address=self.names.address(item),
            published=item.version.loaded_at,
            updated=item.version.loaded_at,
            lines=tuple(self._lines(item, revision)),
            reason=reason.reason if reason else "",
            law=_law(_brought(item, revision)),
            tags=self._tags(item),
            facts=_facts(item, revision),
        )

    def _lines(self, item: Item, revision: Revision) -> Iterator[Line]:
        told = list(answer_lines(revision))
        kinds = {"answer": {"coding_provisions"} if told else {"coding", "coding_provisions"}, "regime": set[str]()}
        rest = [change for change in item.changes if change.record_type in kinds.get(item.kind, {change.record_type})]
        lines = told + list(record_lines(rest, self.names, WHOLE.get(item.kind, "coding")))
        yield from lines[:MOST_LINES]
        if len(lines) > MOST_LINES:
            more = len(lines) - MOST_LINES
            yield Line(ngettext("And %(n)s more.", "And %(n)s more.", more) % {"n": more})

    def _title(self, item: Item, revision: Revision) -> str:
        thing = self.names.title(item)
        if step := self._step(item):
            return _("%(case)s: %(what)s") % {"case": thing, "what": step}
        if not (revision.before or revision.after):
            return _done(thing, {change.action for change in item.changes if _is_whole(item, change.record_type)})
        today = item.version.loaded_at.date()
        old, new = standing(revision.before, today), standing(revision.after, today)
        if not revision.before:
            return _("%(thing)s: %(value)s (new)") % {"thing": thing, "value": answer_of(new or revision.after[-1])}
        if not revision.after:
            return _("%(thing)s: removed") % {"thing": thing}
        if old and new and old.answer != new.answer:
            return _("%(thing)s: %(old)s → %(new)s") % {"thing": thing, "old": answer_of(old), "new": answer_of(new)}
        for turn in revision.turns:
            if turn.new and turn.start > today and not (turn.old and turn.old.answer == turn.new.answer):
                words = {"thing": thing, "old": answer_of(old), "value": answer_of(turn.new), "day": day(turn.start)}
                said = (
                    _("%(thing)s: %(old)s → %(value)s from %(day)s") if old else _("%(thing)s: %(value)s from %(day)s")
                )
                return said % words
        said = _("%(thing)s: history revised") if revision.answers_differ else _("%(thing)s: revised")
        return said % {"thing": thing}

    def _step(self, item: Item) -> str:
        """The one milestone by which a case went on; empty where it is another story."""
        made = [change for change in item.changes if change.record_type == "milestone" and change.action == "created"]
        begun = any(change.record_type == "case" and change.action == "created" for change in item.changes)
        row = self.names.record("milestone", made[0].record_id) if len(made) == 1 and not begun else None
        return row.title if row else ""

    def _tags(self, item: Item) -> tuple[str, ...]:
        """The kind, and the jurisdiction where it is of one."""
        law = self.names.record("law", item.key) if item.kind == "law" else None
        places = {change.jurisdiction_code for change in item.changes} | ({law.jurisdiction_id} if law else set())
        return (item.kind, *sorted(places - {""}))


def _is_whole(item: Item, record_type: str) -> bool:
    return record_type == WHOLE.get(item.kind, "coding" if item.kind == "answer" else record_type)


def _done(thing: str, actions: set[str]) -> str:
    """A title of what no archive tells the sides of."""
    if actions == {"created"}:
        return _("%(thing)s (new)") % {"thing": thing}
    said = _("%(thing)s: removed") if actions == {"removed"} else _("%(thing)s: revised")
    return said % {"thing": thing}


def _brought(item: Item, revision: Revision) -> Any:
    """The stretch whose law brought the change: one with another answer, else what holds now."""
    turned = [turn.new for turn in revision.turns if turn.new and not (turn.old and turn.old.answer == turn.new.answer)]
    return turned[0] if turned else standing(revision.after, item.version.loaded_at.date())


def _law(row: Any) -> Link | None:
    """The law that brought what holds now."""
    if row is None:
        return None
    law = row.record.coding.trigger if isinstance(row, KnownCoding) else row.record.trigger
    if not law:
        return None
    return Link(law[f"short_name_{language()}"] or law.citation, reverse("law", args=[law.id]))


def _facts(item: Item, revision: Revision) -> dict[str, Any]:
    """What a program may read: the thing, what was done to it, and the answers on the day of the version."""
    facts: dict[str, Any] = {"version": item.version.version, "kind": item.kind, "key": item.key}
    facts["actions"] = sorted({change.action for change in item.changes})
    if item.kind in {"answer", "regime"}:
        place, _dot, indicator = item.key.partition(".")
        facts |= {"jurisdiction": place} | ({"indicator": indicator} if indicator else {})
        today = item.version.loaded_at.date()
        sides = (("old", standing(revision.before, today)), ("new", standing(revision.after, today)))
        facts |= {name: row.answer for name, row in sides if row}
    return facts


def _counts(edition: Edition) -> Iterator[Line]:
    """How many records of each kind that readers know were made, changed or removed."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for record_type, action, number in edition.counts:
        found[record_type][action] = number
    words = {
        "created": lambda n: ngettext("%(n)s new", "%(n)s new", n),
        "changed": lambda n: ngettext("%(n)s changed", "%(n)s changed", n),
        "removed": lambda n: ngettext("%(n)s removed", "%(n)s removed", n),
    }
    for record_type, label in RECORDS.items():
        if counted := found.get(record_type):
            said = ", ".join(
                words[action](told) % {"n": number_format(told, force_grouping=True)}
                for action in words
                if (told := counted.get(action))
            )
            yield Line(str(label), "", said)


def _verified(place: str, found: Sequence[Entry], names: Names) -> Entry:
    version = str(found[0].facts["version"])
    count = ngettext("%(n)s answer verified again", "%(n)s answers verified again", len(found)) % {"n": len(found)}
    return Entry(
        key=f"changes/{version}/verified/{place}",
        title=_("%(place)s: %(what)s") % {"place": names.name("jurisdiction", place), "what": count},
        address=reverse("country", args=[place]),
        published=found[0].published,
        updated=found[0].updated,
        lines=tuple(
            Line(names.name("indicator", str(entry.facts["indicator"])), entry.lines[0].old, entry.lines[0].new)
            for entry in found
        ),
        tags=("answer", place),
        facts={"version": version, "kind": "verified", "key": place, "jurisdiction": place},
    )
