"""Tables -> CSV, spreadsheet and SQLite files, the same bytes for the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .tables import Cell, Row, Table

# What spreadsheets take for the beginning of a formula (OWASP, CSV injection), in wide characters too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
EPOCH = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
SQL_TYPES = {"integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}


def neutral(cell: Cell) -> Cell:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it; anything else stays."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def _written(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    return neutral(cell)


class Line:
    """A file-like that hands each written line on."""

    def write(self, text: str) -> str:
        return text


def csv_lines(names: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """RFC 4180, UTF-8, one header row; streamed."""
    writer = csv.writer(Line())
    yield writer.writerow(names)
    for row in rows:
        yield writer.writerow([_written(cell) for cell in row])


def write_csv(table: Table, path: Path) -> int:
    """The table as CSV; the number of its rows."""
    count = -1
    with path.open("w", encoding="utf-8", newline="") as file:
        for line in csv_lines([column.name for column in table.columns], table.rows()):
            file.write(line)
            count += 1
    return count


def write_sqlite(tables: Sequence[Table], about: Sequence[Sequence[Cell]], path: Path) -> None:
    """All tables in one SQLite database with their keys and references, and what it is in a table `about`."""
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute('CREATE TABLE "about" ("name" TEXT PRIMARY KEY, "said" TEXT NOT NULL)')
        connection.executemany('INSERT INTO "about" VALUES (?, ?)', about)
        for table in tables:
            connection.execute(_ddl(table))
            marks = ", ".join("?" for _ in table.columns)
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', table.rows())  # noqa: S608  our names
        connection.commit()
    connection.close()


def _ddl(table: Table) -> str:
    columns = [
        f'"{column.name}" {SQL_TYPES.get(column.type, "TEXT")}{" NOT NULL" if column.required else ""}'
        for column in table.columns
    ]
    key = ", ".join(f'"{name}"' for name in table.key)
    references = [
        f'FOREIGN KEY ("{name}") REFERENCES "{target}" ("{column}")' for name, target, column in table.references
    ]
    return f'CREATE TABLE "{table.name}" ({", ".join([*columns, f"PRIMARY KEY ({key})", *references])})'


def write_xlsx(
    tables: Sequence[Table], about: Sequence[Sequence[Cell]], target: Path | IO[bytes], stamp: dt.datetime
) -> None:
    """A README sheet, then one sheet a table. `stamp` is written as its date of creation.

    Row by row and through files: no more than a row is in memory.
    """
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = stamp.replace(tzinfo=None)
    sheet = book.create_sheet("README")
    for line in about:
        sheet.append([_cell(sheet, cell) for cell in line])
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.append([column.name for column in table.columns])
        for row in table.rows():
            sheet.append([_cell(sheet, cell) for cell in row])
    with tempfile.TemporaryFile() as written:
        book.save(written)
        _pin_times(written, target, stamp)


def _cell(sheet: Any, value: Cell) -> Any:
    """Text that begins like a formula is stored as text; characters that no spreadsheet can hold are left out."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value)
    if text.startswith(FORMULA_STARTS):
        cell = WriteOnlyCell(sheet, value=text)
        cell.data_type = "s"
        return cell
    return text


def _pin_times(written: IO[bytes], target: Path | IO[bytes], stamp: dt.datetime) -> None:
    """A spreadsheet is a zip file: fix its members' times and its own, so that the same rows give the same bytes."""
    moment = f"{stamp:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            with old.open(name) as source, new.open(member, "w") as copy:
                if name == CORE:
                    copy.write(re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + moment, source.read()))
                else:
                    shutil.copyfileobj(source, copy)
