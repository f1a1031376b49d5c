"""What a load did, record by record: also what changed of a record outside its own columns.

A record's citations stand in rows of their own, and what is in force follows from codings elsewhere. Neither is
told as a change by itself, so that a new record is told once; where nothing else of the record changes, it is told
as a change of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from countries import models as m

from .rows import Rows

BETWEEN = "; "
Target = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One record that a load creates, changes or removes; `fields` maps a column to `[old, new]`.

    Of a created record no column is listed, since the record itself says them; of a removed one, all are.
    """

    action: str
    record_type: str
    record_id: str
    jurisdiction: str
    fields: dict[str, list[Any]]


@dataclass(slots=True)
class Outcome:
    """What a load did: changed records, and how many of each type were left as they were.

    `followed` are the changes outside a record's own columns, of records that are not among `changes`.
    """

    changes: list[ChangedRow] = field(default_factory=list)
    followed: list[ChangedRow] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    version: str = ""

    def total(self, action: str) -> int:
        return sum(count[action] for count in self.counts.values())


@dataclass(frozen=True, slots=True)
class Before:
    """Of the base before a load: the citations of each record, and what was in force."""

    evidence: Mapping[Target, str]
    in_force: Mapping[str, m.CodingInForce]

    @classmethod
    def read(cls) -> Before:
        return cls(_evidence(m.Support.objects.all()), {row.pk: row for row in m.CodingInForce.objects.all()})


def place_of(row: models.Model) -> str:
    """The jurisdiction a record belongs to, or none."""
    return row.code if isinstance(row, m.Jurisdiction) else str(getattr(row, "jurisdiction_id", "") or "")


def add_followed(outcome: Outcome, before: Before, rows: Rows) -> None:
    """Add what changed of records outside their own columns."""
    known = {(change.record_type, change.record_id): change for change in outcome.changes}
    supports: Any = rows.tables[m.Support].values()
    after = _evidence(supports)
    for (target, id_), old in before.evidence.items():
        model: Any = m.Support._meta.get_field(target).related_model
        row, name, new = rows.tables[model].get(id_), str(model._meta.model_name), after.get((target, id_), "")
        if row is None or old == new:
            continue
        change = known.get((name, id_))
        if change is None:
            change = ChangedRow("changed", name, id_, place_of(row), {})
            outcome.followed.append(change)
            outcome.counts[name]["changed"] += 1
            outcome.counts[name]["unchanged"] -= 1
        change.fields["citations"] = [old, new]
    in_force: Any = rows.tables[m.CodingInForce]
    outcome.followed += _inherited(before, in_force, {id_ for name, id_ in known if name == "coding"})


def _inherited(before: Before, after: Mapping[str, m.CodingInForce], touched: Collection[str]) -> Iterator[ChangedRow]:
    """What came into force somewhere, changed or no longer is, though its coding stays as it was."""
    for id_ in sorted({*before.in_force, *after}):
        old, new = before.in_force.get(id_), after.get(id_)
        row = new or old
        if row is None or row.coding_id in touched:
            continue
        fields = difference(old, new) if old and new else held(old) if old else {}
        if new is None or old is None or fields:
            action = "changed" if old and new else "created" if new else "removed"
            yield ChangedRow(action, "codinginforce", id_, row.jurisdiction_id, fields)


def difference(old: models.Model, new: models.Model) -> dict[str, list[Any]]:
    """Column -> [old, new], as texts, of the columns that differ."""
    found: dict[str, list[Any]] = {}
    for column in new._meta.concrete_fields:
        before, after = getattr(old, column.attname), getattr(new, column.attname)
        if before != after:
            found[column.attname] = [column.value_to_string(old), column.value_to_string(new)]
    return found


def held(row: models.Model) -> dict[str, list[Any]]:
    """What a record that is removed held, column by column: nobody could say it later."""
    return {column.attname: [column.value_to_string(row), None] for column in row._meta.concrete_fields}


def _evidence(supports: Iterable[m.Support]) -> dict[Target, str]:
    """(target, id of the record) -> the ids of its citations, the leading one first."""
    found: dict[Target, list[str]] = defaultdict(list)
    for support in sorted(supports, key=lambda support: support.position):
        target, id_ = next((t, id_) for t in m.TARGETS if (id_ := getattr(support, f"{t}_id")))
        found[target, id_].append(support.citation_id)
    return {key: BETWEEN.join(ids) for key, ids in found.items()}
