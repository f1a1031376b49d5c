"""A comparison in words alone: as plain text for a message, and as a Markdown table for a document."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from countries.choices import Theme
from countries.queries.cells import Cell
from countries.queries.compare import Comparison
from countries.queries.entries import Entry, Line
from countries.queries.versions import data_version
from countries.templatetags.answers import reach, rests_on
from countries.templatetags.jalons import day, listed, model, penalty

from .compare_words import heading

WIDTH = 78
Themes = Sequence[tuple[Theme, Sequence[Line]]]
Writer = Callable[[Comparison, Themes, Sequence[str], str], str]


def text(found: Comparison, themes: Themes, said: Sequence[str], address: str) -> str:
    """Lines of at most 78 characters, one block a question: it survives any mail program."""
    blocks = [heading(found), day_words(found), "\n".join(f"{name}{_(':')} {words}" for name, words in regimes(found))]
    blocks += ["\n".join(wrapped(f"- {sentence}", "  ") for sentence in said)]
    for theme, lines in themes:
        blocks += [str(theme.label).upper(), *(block(line, found) for line in lines)]
    blocks += [source(address)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def block(line: Line, found: Comparison) -> str:
    room = max(len(entry.place.name) for entry in line.entries) + 2
    head = f"{line.indicator.name}{f' ({words})' if (words := verdict(line)) else ''}"
    rows = [wrapped(f"  {entry.place.name:<{room}}{said(entry, found)}", " " * (room + 2)) for entry in line.entries]
    return "\n".join([head, *rows])


def wrapped(line: str, indent: str) -> str:
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def day_words(found: Comparison) -> str:
    """Which law it is."""
    if found.days:
        first, last = (day(one) for one in found.days)
        return _("The law in force on %(first)s and on %(last)s") % {"first": first, "last": last}
    return _("The law in force on %(date)s") % {"date": day(found.day)}


def regimes(found: Comparison) -> list[tuple[str, str]]:
    """(name, regime in words) of each column."""
    return [(column.place.name, model(column.regime)) for column in found.columns]


def verdict(line: Line) -> str:
    """Whether the answers differ or changed, in a word or two."""
    words = [_("differs")] if line.differs else [_("same")] if line.complete and len(line.entries) > 1 else []
    return ", ".join([*words, *([_("changed")] if line.changed else [])])


def said(entry: Entry, found: Comparison) -> str:
    """An answer with its penalty, its reach and what it rests on; on two days, both where it changed."""
    if found.days and (entry.changed or entry.half_known):
        first, last = (day(one) for one in found.days)
        return f"{first}{_(':')} {answer(entry.first)} → {last}{_(':')} {answer(entry.last)}"
    return answer(entry.now)


def answer(cell: Cell | None) -> str:
    if cell is None:
        return _("Not coded yet")
    parts = [cell.row.value.label, penalty(cell.coding), reach(cell)]
    rests = rests_on(cell)
    return listed(part for part in parts if part) + (f" [{rests}]" if rests else "")


def source(address: str) -> str:
    """Where it comes from, on lines of their own so that the address stays whole."""
    version = data_version()
    known = f"{_('Data version %(version)s') % {'version': version}}. " if version else ""
    cited = f"{settings.SITE_URL}{address}{f'&version={version}' if version else ''}"
    return f"Jalons. {known}CC BY 4.0. {_('Not legal advice.')}\n{cited}"


def markdown(found: Comparison, themes: Themes, said_: Sequence[str], address: str) -> str:
    """A table of questions and jurisdictions, as GitHub and most editors read it."""
    names = [column.place.name for column in found.columns]
    rows = [[_("Regime"), *(escaped(words) for _name, words in regimes(found))]]
    rows += [
        [f"**{escaped(line.indicator.name)}**{f' ({words})' if (words := verdict(line)) else ''}"]
        + [escaped(said(entry, found)) for entry in line.entries]
        for _theme, lines in themes
        for line in lines
    ]
    table = [[_("Question"), *map(escaped, names)], ["---"] * (len(names) + 1), *rows]
    drawn = "\n".join(f"| {' | '.join(cells)} |" for cells in table)
    points = "\n".join(f"- {escaped(sentence)}" for sentence in said_)
    parts = [f"# {escaped(heading(found))}", f"{day_words(found)}.", points, drawn, source(address)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(words: str) -> str:
    """Text that Markdown takes as text."""
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(words.split()))


WRITERS: dict[str, tuple[str, Writer]] = {"txt": ("text/plain", text), "md": ("text/markdown", markdown)}
