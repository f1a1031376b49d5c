"""What changed in a record, line by line: old → new in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import ForeignKey
from django.utils.translation import gettext as _

from countries.choices import Confidence, LawDateKind, LawRelationKind, LinkType, MilestoneKind, Scope
from countries.classify import RECORD_START
from countries.dates import PartialDate
from countries.models import Change, Coding, KnownCoding
from countries.queries.answers import Revision, Turn
from countries.templatetags.jalons import day, model, penalty

from .columns import COLUMNS, from_to, language, said, shortened, told
from .entry import Line
from .names import RECORD, Names, models_by_name

PARTS = {
    "provision": lambda: _("Provision"),
    "milestone": lambda: _("Milestone"),
    "passage": lambda: _("Profile"),
    "membership": lambda: _("Takes the law of"),
    "qualification": lambda: _("Qualification"),
    "classification": lambda: _("Classification"),
    "schemelabel": lambda: _("Label"),
    "indicatorvalue": lambda: _("Value"),
    "rule": lambda: _("Rule"),
    "source": lambda: _("Source"),
    "citation": lambda: _("Citation"),
    "coding_provisions": lambda: _("Rests on"),
}
# Those of several in a thing that are told apart by their names.
HELD = ("pinpoint", "date", "title", "name", "citation", "quote")
NAMED = {"provision", "milestone", "indicatorvalue", "source"}


# Of an answer, from the archive


def answer_lines(revision: Revision) -> Iterator[Line]:
    """The stretches that are new, gone, or otherwise than before."""
    several = len({row.start for row in (*revision.before, *revision.after)}) > 1
    for turn in revision.turns:
        if turn.old is None or turn.new is None:
            old, new = (_stretch(row) if row else "" for row in (turn.old, turn.new))
            yield Line(_("Gone") if turn.old else _("New"), old, new)
            continue
        for line in _differences(turn):
            yield Line(_within(turn.start, line.label) if several else line.label, line.old, line.new)


def _within(start: dt.date, label: str) -> str:
    """What changed in one stretch of several, named by its start."""
    words = {"day": day(start), "what": label.lower()}
    return (_("From %(day)s, %(what)s") if start > RECORD_START else _("At first, %(what)s")) % words


def _stretch(row: Any) -> str:
    """An answer or a regime and its period."""
    return f"{answer_of(row)} ({period(row)})"


def period(row: Any) -> str:
    start = None if row.start <= RECORD_START else PartialDate(row.start, "day")
    end = PartialDate(row.end, "day") if row.end else None
    return from_to(start, end) or _("throughout")


def answer_of(row: Any) -> str:
    """The label of the value, or the model of the regime, as it was worded when it was kept."""
    if isinstance(row, KnownCoding):
        return str(row.record.value[f"label_{language()}"])
    return model(row.model)


def only_verified(revision: Revision) -> bool:
    """Whether all that changed of an answer is the day on which it was last verified."""
    turns = revision.turns
    return bool(turns) and all([line.label for line in _differences(turn)] == [_("Verified on")] for turn in turns)


def _differences(turn: Turn) -> Iterator[Line]:
    """What is told otherwise of a stretch. Of one that is new or gone, everything that is told."""
    old, new = (_facets(row) if row else {} for row in (turn.old, turn.new))
    labels = dict.fromkeys((*old, *new))
    sides = [Line(label, old.get(label, ""), new.get(label, "")) for label in labels]
    found = [line for line in sides if line.old != line.new]
    yield from found or [Line(_("Evidence revised"))]


def _facets(row: Any) -> dict[str, str]:
    """What is told of a stretch."""
    facets = {_("Value") if isinstance(row, KnownCoding) else _("Model"): answer_of(row)}
    facets[_("Until")] = day(row.end)
    if not isinstance(row, KnownCoding):
        return facets | {_("Law"): _law(row.record.trigger)}
    coding = row.record.coding
    return facets | {
        _("Scope"): str(Scope(row.scope).label),
        _("Penalty"): penalty_of(coding),
        _("Law"): _law(coding.trigger),
        _("Note"): shortened(coding[f"note_{language()}"] or ""),
        _("Confidence"): str(Confidence(row.confidence).label) if row.confidence else "",
        _("Verified on"): day(row.verified_on),
    }


def penalty_of(coding: Any) -> str:
    """A kept penalty in words."""
    number = {name: coding[name] for name in ("penalty_fine", "penalty_turnover_percent")}
    made = Coding(
        penalty_wording_en=coding.penalty_wording_en or "",
        penalty_wording_fr=coding.penalty_wording_fr or "",
        penalty_max_months=coding.penalty_max_months,
        penalty_currency=coding.penalty_currency or "",
        **{name: None if value is None else Decimal(str(value)) for name, value in number.items()},
    )
    return penalty(made)


def _law(law: Any) -> str:
    return (law[f"short_name_{language()}"] or law.citation) if law else ""


# Of any other record, from its changes


def record_lines(changes: Iterable[Change], names: Names, whole: str) -> Iterator[Line]:
    """Of records that belong to a thing; `whole` is the type of the thing itself, which is not named again."""
    for change in changes:
        part = "" if change.record_type == whole else part_of(change, names)
        if change.action == "changed":
            yield from _columns(change, names, part)
        else:
            described = describe(change, names)
            old, new = ("", described) if change.action == "created" else (described, "")
            yield Line(part or (_("New") if change.action == "created" else _("Gone")), old, new)


def part_of(change: Change, names: Names) -> str:
    """What a part of a thing is called."""
    kind, record = change.record_type, change.record_id
    row = names.record(kind, record)
    if kind in {"lawdate", "lawrelation"}:
        date, relation = record.rpartition(".")[2], record.split("|")[1:2]
        return str(LawDateKind(date).label if kind == "lawdate" else LawRelationKind(relation[0]).label)
    if kind == "milestonelink":
        return str(LinkType(row.type if row else change.fields["type"][0]).label)
    if kind == "milestone" and row and change.action == "created":
        return f"{PARTS[kind]()} ({MilestoneKind(row.kind).label})"
    return PARTS[kind]() if kind in PARTS else ""


def describe(change: Change, names: Names) -> str:
    """A record that was made or removed, by its name; where it is gone, by its id."""
    if change.record_type == "coding_provisions":
        return names.name("provision", change.record_id.partition("|")[2])
    if change.record_type in RECORD and names.record(change.record_type, change.record_id) is not None:
        return shortened(names.as_made(change.record_type, change.record_id))
    lang = language()
    held = (change.fields.get(name, [""])[0] for name in (f"title_{lang}", f"name_{lang}", f"text_{lang}", *HELD))
    return shortened(next((str(text) for text in held if text), change.record_id))


def _columns(change: Change, names: Names, part: str) -> Iterator[Line]:
    """The columns that a load changed, in the reader's language, and one line at least."""
    row = names.record(change.record_type, change.record_id)
    if part and row is not None and change.record_type in NAMED:
        part = f"{part} {names.name(change.record_type, change.record_id)}"
    found = list(_told(change, names, row))
    for label, old, new in found:
        yield Line(_("%(part)s, %(column)s") % {"part": part, "column": label.lower()} if part else label, old, new)
    if not found:
        yield Line(_("%(part)s revised") % {"part": part} if part else _("Revised"))


def _told(change: Change, names: Names, row: Any) -> Iterator[tuple[str, str, str]]:
    """(what the column is called, old, new)"""
    for field in models_by_name()[change.record_type]._meta.concrete_fields:
        column, spoken = told(field.attname)
        if not column or field.attname not in change.fields or spoken not in {"", language()}:
            continue
        known = [getattr(row, f"{field.attname}_precision", "")] * 2
        precise = change.fields.get(f"{field.attname}_precision", known)
        related = field.related_model if isinstance(field, ForeignKey) else None
        ids = names.ids(str(related._meta.model_name)) if related else {}
        pair = zip(change.fields[field.attname], precise, strict=True)
        old, new = (said(field, text, ids, str(exact or "")) for text, exact in pair)
        yield str(COLUMNS[column]), old, new
