"""A release: a validated, reproducible folder of files that appears whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings

from countries.models import DataVersion, Jurisdiction, RegimeSpell

from . import describe, geojson, history, media
from .catalogue import TABLES
from .formats import write_csv, write_sqlite, write_xlsx
from .shelf import find, newest_before
from .tables import Table

RULESET = "kb-1"


class NotValid(Exception):
    """The files of a release do not agree with their own description; the message lists how."""


class OtherData(Exception):
    """A release of this name stands already, and is of other data."""


def build(version: DataVersion, root: Path) -> Path:
    """Make the release of the current data at `root/<version>`; the folder.

    A release that stands already is left as it is. Raises NotValid, with nothing published, if the package does
    not validate, and OtherData if what stands there is not this version's. The same data, code, release before and
    public address give the same bytes.
    """
    target = root / version.version
    if standing := find(root, version.version):
        if standing.hash != version.hash:
            raise OtherData(f"{target} is a release of other data: move it away")
        return target
    root.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{version.version}.", dir=root))
    try:
        write_files(version, newest_before(root, version), TABLES, work)
        validate(work)
        publish(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


def publish(work: Path, target: Path) -> None:
    """Let the finished folder appear; where somebody else's has appeared meanwhile, that one stands."""
    work.chmod(0o755)
    try:
        os.rename(work, target)
    except OSError:
        if not target.is_dir():
            raise


def write_files(version: DataVersion, since: DataVersion | None, tables: Sequence[Table], folder: Path) -> None:
    """Every file of a release, and last their checksums."""
    counts = {table.name: write_csv(table, folder / f"{table.name}.csv") for table in tables}
    about = describe.about(version, tables, counts)
    write_sqlite(tables, about, folder / media.SQLITE)
    write_xlsx(tables, about, folder / media.SPREADSHEET, version.loaded_at)
    _write_json(folder / media.OUTLINES, outlines(version), indent=None)
    _write(folder / media.README, describe.readme(version, tables, counts))
    _write(folder / media.CITATION, describe.citation(version))
    _write(folder / media.LICENSE, (settings.BASE_DIR / "LICENSE-DATA").read_text(encoding="utf-8"))
    _write(folder / media.CHANGES, history.change_log(version, since))
    _write_json(folder / media.CHANGE_LIST, history.change_list(version, since))
    package = describe.descriptor(version, tables, counts, folder)
    _write_json(folder / media.DESCRIPTION, package)
    _write_json(folder / media.CATALOGUE, describe.catalogue(version, package))
    sums = [f"{describe.digest(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    _write(folder / media.SUMS, "".join(sums))


def outlines(version: DataVersion) -> dict[str, Any]:
    """All jurisdictions as GeoJSON, with their regimes on the day of the version."""
    day = version.loaded_at.date()
    regimes = RegimeSpell.objects.as_of(day).filter(ruleset=RULESET)
    return geojson.collection(
        Jurisdiction.objects.order_by("code"),
        {spell.jurisdiction_id: spell for spell in regimes},
        version.version,
        day,
        RULESET,
    )


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _write_json(path: Path, data: Any, indent: int | None = 1) -> None:
    _write(path, json.dumps(data, ensure_ascii=False, indent=indent) + "\n")


def validate(folder: Path) -> None:
    """Check the files against `datapackage.json`. Raises NotValid."""
    from frictionless import Package  # read only where a release is made: it takes its time

    report = Package(str(folder / media.DESCRIPTION)).validate()
    if not report.valid:
        said = [str(row) for row in report.flatten(["title", "rowNumber", "fieldName", "message"])[:20]]
        raise NotValid("\n".join(said) or str(report.errors))
