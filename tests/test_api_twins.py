"""Each table has a twin that says of every column what it is, and of which the very file is true."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from frictionless import Resource

from tests.test_api_forms import TABLES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_base")]
NEEDED = {"reforms": "from=2000-01-01", "compare": "j=FR,SE&as_of=2019-06-04&and=2010-01-01"}
FEW = {"changes/between", "versions"}  # of a base with one version
SENTENCE = re.compile(r"[A-Z0-9].*[.?]")


def table(client: Client, name: str) -> tuple[bytes, Any]:
    """The whole list as CSV, and its twin."""
    query = NEEDED.get(name, "")
    answer: Any = client.get(f"/api/v1/{name}.csv?{query}")
    return b"".join(answer), client.get(f"/api/v1/{name}.metadata.json?{query}").json()


def faults(twin: Any, content: bytes, folder: Path) -> list[list[Any]]:
    """What frictionless finds wrong in a table that its twin describes: the column, and what kind of fault."""
    (folder / "table.csv").write_bytes(content)
    report = Resource({**twin, "path": "table.csv", "scheme": "file"}, basepath=str(folder)).validate()
    return report.flatten(["fieldName", "type"])  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_described_and_the_table_is_what_its_twin_says(
    client: Client, tmp_path: Path, name: str
) -> None:
    content, twin = table(client, name)
    header, *rows = csv.reader(io.StringIO(content.decode()))
    fields = twin["schema"]["fields"]
    assert [field["name"] for field in fields] == header
    assert len(set(header)) == len(header) > 3
    assert len(rows) == twin["rows"]
    assert rows or name in FEW
    assert [field["name"] for field in fields if not SENTENCE.fullmatch(field["description"])] == []
    assert faults(twin, content, tmp_path) == []


@pytest.mark.parametrize(
    ("name", "column", "cell", "fault"),
    [
        ("regimes", "family", "unheard_of", "constraint-error"),
        ("regimes", "jurisdiction", "", "constraint-error"),
        ("nearest", "same", "none", "type-error"),
    ],
)
def test_a_table_that_is_not_what_its_twin_says_is_found_out(
    client: Client, tmp_path: Path, name: str, column: str, cell: str, fault: str
) -> None:
    content, twin = table(client, name)
    header, *rows = csv.reader(io.StringIO(content.decode()))
    rows[0][header.index(column)] = cell
    written = io.StringIO()
    csv.writer(written).writerows([header, *rows])
    assert faults(twin, written.getvalue().encode(), tmp_path) == [[column, fault]]
