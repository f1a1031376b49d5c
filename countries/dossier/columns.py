"""What a column has no room for, and where in the data files it stands.

PostgreSQL would refuse it in the middle of a load, SQLite not at all. So the lengths that the models declare are
checked with everything else, in the rows that the files ask for and in those that follow from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.db import models

from .read import Document, Dossier, Loc, Page, Problem, dotted, sorted_unique
from .rows import Rows
from .schema import plain


@dataclass(frozen=True, slots=True)
class Written:
    """A text or a key as it stands in a file."""

    text: str
    file: str
    line: int
    path: str


@dataclass(frozen=True, slots=True)
class TooLong:
    """A text of a row, and the most that its column holds."""

    text: str
    column: models.Field[Any, Any]
    most: int

    @property
    def message(self) -> str:
        name = f"{self.column.model._meta.model_name}.{self.column.name}"
        return f"{len(self.text)} characters, at most {self.most} are allowed ({name})"


def check(dossier: Dossier, rows: Rows) -> list[Problem]:
    """Every text that is longer than its column, at each place where it is written."""
    found = list(too_long(rows))
    if not found:
        return []
    places = list(written(dossier))
    return sorted_unique([problem for text in found for problem in problems(text, places)])


def too_long(rows: Rows) -> Iterator[TooLong]:
    for model, table in rows.tables.items():
        for column in model._meta.concrete_fields:
            most = None if column.is_relation else column.max_length
            if most is not None:
                texts = (str(getattr(row, column.attname) or "") for row in table.values())
                yield from (TooLong(text, column, most) for text in texts if len(text) > most)


def problems(found: TooLong, places: Sequence[Written]) -> list[Problem]:
    """A text is named where it stands; an id that is made of several, where the longest of them stands first."""
    exact = [place for place in places if place.text == found.text]
    if not exact:
        parts = [place for place in places if place.text and place.text in found.text]
        exact = [max(parts, key=lambda place: len(place.text))]
        message = f"the id made of it, “{found.text}”, has {found.message}"
    else:
        message = found.message
    return [Problem(place.file, place.line, place.path, message) for place in exact]


def written(dossier: Dossier) -> Iterator[Written]:
    """Every text and every key of the files that could be read."""
    singles = [dossier.codebook, dossier.platforms, dossier.report, dossier.classifications]
    many: list[Document[Any]] = [*dossier.jurisdictions, *dossier.sources, *dossier.cases, *dossier.second_codings]
    for document in [*many, *(single for single in singles if single)]:
        yield Written(PurePosixPath(document.file).stem, document.file, 1, "(file)")
        for loc, text in texts(plain(document.data)):
            yield Written(text, document.file, document.line(loc), dotted(loc))
    for page in dossier.pages:
        yield from written_in_page(page)


def written_in_page(page: Page) -> Iterator[Written]:
    file = f"pages/{page.slug}.{page.lang}.md"
    yield Written(page.title, file, 1, "(title)")
    yield Written(page.slug, file, 1, "(file)")


def texts(node: Any, loc: Loc = ()) -> Iterator[tuple[Loc, str]]:
    """Each scalar and each key of plain data with its place."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield (*loc, key), str(key)
            yield from texts(value, (*loc, key))
    elif isinstance(node, list):
        for at, item in enumerate(node):
            yield from texts(item, (*loc, at))
    else:
        yield loc, str(node)
