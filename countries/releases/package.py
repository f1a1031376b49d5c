"""A release: a validated, reproducible folder of files that appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from frictionless import Package

from countries.models import Change, DataVersion

from .catalogue import TABLES
from .formats import write_csv, write_sqlite, write_xlsx
from .tables import LICENCE, Column, Table


class NotValid(Exception):
    """The files of a release do not agree with their own description; the message lists how."""


def build(version: DataVersion, root: Path) -> Path:
    """Make the release of the current data at `root/<version>`; the folder.

    A release that stands already is left as it is. Raises NotValid, with nothing published, if the package does
    not validate.
    """
    target = root / version.version
    if target.exists():
        return target
    root.mkdir(parents=True, exist_ok=True)
    work = root / f".{version.version}.partial"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    write_files(version, TABLES, work)
    validate(work)
    os.replace(work, target)
    return target


def write_files(version: DataVersion, tables: Sequence[Table], folder: Path) -> None:
    """Every file of a release, and last their checksums."""
    counts = {table.name: write_csv(table, folder / f"{table.name}.csv") for table in tables}
    write_sqlite(tables, folder / "jalons.sqlite")
    write_xlsx(tables, _about(version, tables, counts), folder / "jalons.xlsx", version.loaded_at)
    _write_json(folder / "datapackage.json", descriptor(version, tables, counts))
    _write_json(folder / "changes.json", changes(version))
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines))


def _write_json(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _about(version: DataVersion, tables: Sequence[Table], counts: dict[str, int]) -> list[tuple[str, str]]:
    head = [
        ("Jalons", "A comparative knowledge base of prostitution law, platform liability and enforcement"),
        ("Data version", version.version),
        ("Hash", version.hash),
        ("Licence", "CC BY 4.0"),
        ("Not legal advice", "Every value carries its citations in the table “citations”."),
    ]
    return head + [(table.name, f"{table.title}: {counts[table.name]} rows") for table in tables]


def descriptor(version: DataVersion, tables: Sequence[Table], counts: dict[str, int]) -> dict[str, Any]:
    """The Frictionless data package."""
    return {
        "profile": "tabular-data-package",
        "name": "jalons",
        "title": "Jalons: prostitution law, platform liability and enforcement",
        "version": version.version,
        "created": version.loaded_at.isoformat(),
        "licenses": [LICENCE],
        "jalons:hash": version.hash,
        "resources": [resource(table, counts[table.name]) for table in tables],
    }


def resource(table: Table, count: int) -> dict[str, Any]:
    """One table of the package with its schema."""
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "jalons:rows": count,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [name], "reference": {"resource": "" if target == table.name else target, "fields": [to]}}
                for name, target, to in table.references
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    if column.required:
        field["constraints"] = {"required": True}
    return field


def changes(version: DataVersion) -> dict[str, Any]:
    """What this version changed, record by record."""
    rows = Change.objects.filter(version=version).order_by("record_type", "record_id")
    return {
        "version": version.version,
        "hash": version.hash,
        "changes": [
            {"action": row.action, "type": row.record_type, "id": row.record_id, "fields": row.fields} for row in rows
        ],
    }


def validate(folder: Path) -> None:
    """Check the files against `datapackage.json`. Raises NotValid."""
    report = Package(str(folder / "datapackage.json")).validate()
    if not report.valid:
        said = [str(row) for row in report.flatten(["title", "rowNumber", "fieldName", "message"])[:20]]
        raise NotValid("\n".join(said) or str(report.errors))
