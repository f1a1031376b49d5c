"""Checks the data files and writes what changed, in one transaction. An error leaves the database as it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction
from django.utils import timezone
from modelsearch.backends import get_search_backend
from modelsearch.models import IndexEntry

from countries import models as m
from countries.releases.naming import name_for

from . import columns
from .check import check
from .derive import derive
from .derive_search import documents
from .known import archive
from .outcome import Before, ChangedRow, Outcome, add_followed, difference, held, place_of
from .read import Problem, Reader, sorted_unique
from .records import rows_of
from .rows import Rows, Table, TableKey

ORDER: tuple[TableKey, ...] = (
    m.Indicator,
    m.IndicatorValue,
    m.Ruleset,
    m.Rule,
    m.Source,
    m.Citation,
    m.Jurisdiction,
    m.Membership,
    m.Passage,
    m.Law,
    m.LawDate,
    m.LawRelation,
    m.Provision,
    m.Coding,
    m.Platform,
    m.Case,
    m.Milestone,
    m.MilestoneLink,
    m.Statement,
    m.Qualification,
    m.Scheme,
    m.SchemeLabel,
    m.Classification,
    m.SecondCoding,
    m.CodingDifference,
    m.Page,
    m.Support,
    m.CodingInForce,
    m.RegimeSpell,
    m.SearchDocument,
)
LINKS: tuple[TableKey, ...] = (
    m.Coding.provisions.through,
    m.Case.platforms.through,
    m.Case.jurisdictions.through,
    m.Milestone.platforms.through,
    m.Milestone.jurisdictions.through,
    m.Statement.jurisdictions.through,
    m.Statement.platforms.through,
    m.Statement.laws.through,
)
UNREPORTED: tuple[TableKey, ...] = (m.Support, m.CodingInForce, m.SearchDocument)
UNREPORTED_NAMES = {model._meta.model_name for model in UNREPORTED}
CHUNK = 400


class Rejected(Exception):
    """The data files have problems; nothing was written."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def read_and_check(root: Path) -> Rows:
    """All rows that the data files of a folder ask for, and what follows from them.

    Raises Rejected with every problem found. What a column has no room for can only be said of files that are in
    order otherwise, since it is looked for in the rows.
    """
    reader = Reader(root)
    dossier = reader.read()
    refuse(sorted_unique([*reader.problems, *check(dossier)]))
    rows = rows_of(dossier)
    for derived in (derive(rows), documents(rows)):
        rows.tables.update(derived.tables)
    refuse(columns.check(dossier, rows))
    return rows


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise Rejected(problems)


def load(root: Path) -> Outcome:
    """Load a folder of data files. Idempotent: a second load changes nothing and makes no version.

    Raises Rejected before anything is written; any database error rolls the whole load back.
    """
    rows = read_and_check(root)
    with transaction.atomic():
        outcome = _write(rows)
        if outcome.changes:
            index()
        version = _new_version(outcome) if outcome.changes else m.DataVersion.objects.current()
        if version:
            archive(rows, version)
            outcome.version = version.version
        if outcome.changes:
            analyse()
    return outcome


def analyse() -> None:
    """Show the database how it is filled: a new one guesses, and may take minutes over what takes milliseconds.

    Our own tables one by one, since of all at once PostgreSQL would hold locks that others wait for.
    """
    own = apps.get_app_config(m.Coding._meta.app_label).get_models(include_auto_created=True)
    with connection.cursor() as cursor:
        for model in (*own, IndexEntry):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def index() -> None:
    """Make the search index anew."""
    get_search_backend().reset_indexes()
    call_command("rebuild_modelsearch_index", verbosity=0)


def _write(rows: Rows) -> Outcome:
    outcome, before = Outcome(), Before.read()
    writes = [_compare(model, rows.tables.get(model, {}), outcome) for model in ORDER]
    for model, stale, _ in reversed(writes):
        _delete(model, stale)
    for model, _, fresh in writes:
        model._default_manager.bulk_create(fresh, batch_size=CHUNK)
    for through in LINKS:
        _write_links(through, rows.links.get(through, set()), outcome)
    connection.check_constraints()
    add_followed(outcome, before, rows)
    return outcome


def _compare(model: TableKey, wanted: Table, outcome: Outcome) -> tuple[TableKey, list[str], list[models.Model]]:
    """The keys to delete and the rows to insert, a changed row being both."""
    present = {str(row.pk): row for row in model._default_manager.all()}
    created = [row for key, row in wanted.items() if key not in present]
    removed = [row for key, row in present.items() if key not in wanted]
    changed = [
        (present[key], row, fields)
        for key, row in wanted.items()
        if key in present and (fields := difference(present[key], row))
    ]
    name = model._meta.model_name or ""
    if model not in UNREPORTED:
        outcome.counts[name] = {
            "created": len(created),
            "changed": len(changed),
            "removed": len(removed),
            "unchanged": len(wanted) - len(created) - len(changed),
        }
    outcome.changes += [ChangedRow("created", name, str(row.pk), place_of(row), {}) for row in created]
    outcome.changes += [ChangedRow("removed", name, str(row.pk), place_of(row), held(row)) for row in removed]
    outcome.changes += [ChangedRow("changed", name, str(row.pk), place_of(row), fields) for _, row, fields in changed]
    stale = [str(row.pk) for row in removed] + [str(old.pk) for old, _, _ in changed]
    return model, stale, created + [row for _, row, _ in changed]


def _delete(model: TableKey, keys: list[str]) -> None:
    """Delete rows as they are; the database checks what refers to them at the end of the transaction."""
    for start in range(0, len(keys), CHUNK):
        queryset = model._default_manager.filter(pk__in=keys[start : start + CHUNK])
        queryset._raw_delete(queryset.db)


def _write_links(through: TableKey, wanted: set[tuple[str, str]], outcome: Outcome) -> None:
    names = _link_columns(through)
    rows = {(getattr(row, names[0]), getattr(row, names[1])): row for row in through._default_manager.all()}
    stale = [str(row.pk) for pair, row in rows.items() if pair not in wanted]
    fresh = sorted(pair for pair in wanted if pair not in rows)
    _delete(through, stale)
    through._default_manager.bulk_create(
        [through(**dict(zip(names, pair, strict=True))) for pair in fresh], batch_size=CHUNK
    )
    name = through._meta.model_name or ""
    added = [ChangedRow("created", name, "|".join(pair), "", {}) for pair in fresh]
    gone = [ChangedRow("removed", name, "|".join(pair), "", {}) for pair in rows if pair not in wanted]
    outcome.changes += added + gone


def _link_columns(through: TableKey) -> list[str]:
    return [column.attname for column in through._meta.concrete_fields if column.is_relation]


def content_hash() -> str:
    """SHA-256 over every record of the base, in a fixed order."""
    digest = hashlib.sha256()
    for model in ORDER:
        for row in model._default_manager.order_by("pk").iterator():
            cells = [column.value_to_string(row) for column in model._meta.concrete_fields]
            digest.update(json.dumps([model._meta.model_name, *cells], ensure_ascii=False).encode())
    for through in LINKS:
        names = _link_columns(through)
        for pair in sorted(through._default_manager.values_list(*names)):
            digest.update(json.dumps([through._meta.model_name, *pair], ensure_ascii=False).encode())
    return digest.hexdigest()


def _new_version(outcome: Outcome) -> m.DataVersion:
    now, content = timezone.now(), content_hash()
    name = name_for(content, now, settings.RELEASES_DIR)
    version = m.DataVersion.objects.create(version=name, hash=content, loaded_at=now, counts=outcome.counts)
    reported = [change for change in outcome.changes if change.record_type not in UNREPORTED_NAMES]
    reported += outcome.followed
    m.Change.objects.bulk_create(
        [
            m.Change(
                version=version,
                action=change.action,
                record_type=change.record_type,
                record_id=change.record_id,
                jurisdiction_code=change.jurisdiction,
                fields=change.fields,
            )
            for change in reported
        ],
        batch_size=CHUNK,
    )
    return version
