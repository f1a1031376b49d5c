"""A table of the database as it should be: model -> primary key -> row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from countries.models import Support

Table = dict[str, models.Model]
TableKey = type[models.Model]


class Rows:
    """The rows a load wants, by model and primary key, and the citations each supports."""

    def __init__(self) -> None:
        self.tables: dict[TableKey, Table] = defaultdict(dict)
        self.links: dict[TableKey, set[tuple[str, str]]] = defaultdict(set)

    def add(self, row: models.Model) -> None:
        self.tables[type(row)][str(row.pk)] = row

    def support(self, target: str, id_: str, file: str, keys: Sequence[str]) -> None:
        """That the file's citations `keys` support the record `id_`, in order."""
        for position, key in enumerate(keys):
            citation = f"{file}:{key}"
            columns: dict[str, Any] = {f"{target}_id": id_}
            self.add(Support(id=f"{target}|{id_}|{position}", citation_id=citation, position=position, **columns))

    def link(self, through: TableKey, pairs: Iterable[tuple[str, str]]) -> None:
        """Rows of a many-to-many table, each `(source, target)`."""
        self.links[through].update(pairs)


def text(name: str, value: Any) -> dict[str, str]:
    """The two columns of a text in both languages; empty where there is none."""
    return {f"{name}_en": (value.en or "") if value else "", f"{name}_fr": (value.fr or "") if value else ""}
