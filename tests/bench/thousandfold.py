"""A base with many times the codings: every jurisdiction is copied, with its codings, evidence and provisions.

On PostgreSQL, by its own means, through all of the constraints and indexes that hold for the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

import psycopg
from psycopg import sql

# Old code, number of the copy, new code: six characters, as the column allows.
COPIES = """
    CREATE TEMP TABLE copy AS
    SELECT code AS old, number,
        'x' || lpad(to_hex(number * 64 + row_number() OVER (PARTITION BY number)), 5, '0') AS new
    FROM countries_jurisdiction, generate_series(1, {} - 1) AS number;
    CREATE INDEX ON copy (old, number);
    ANALYZE copy
"""
OWN = "JOIN copy ON copy.old = row.jurisdiction_id"
OF_CODING = (
    "JOIN countries_coding AS coding ON coding.id = row.coding_id JOIN copy ON copy.old = coding.jurisdiction_id"
)
MADE_FOR = (
    "JOIN countries_coding AS coding ON coding.id = row.coding_id "
    "JOIN copy AS origin ON origin.old = coding.jurisdiction_id AND origin.number = copy.number"
)
ABOVE = "(SELECT above.new FROM copy AS above WHERE above.old = row.{} AND above.number = copy.number)"
TABLES: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    (
        "jurisdiction",
        "JOIN copy ON copy.old = row.code",
        {"code": "copy.new", "parent_id": ABOVE.format("parent_id")},
    ),
    ("coding", OWN, {"id": "copy.new || ':' || row.id", "jurisdiction_id": "copy.new"}),
    (
        "codinginforce",
        f"{OWN} {MADE_FOR}",
        {
            "id": "copy.new || ':' || row.id",
            "jurisdiction_id": "copy.new",
            "inherited_from_id": ABOVE.format("inherited_from_id"),
            "coding_id": "origin.new || ':' || row.coding_id",
        },
    ),
    ("support", OF_CODING, {"id": "copy.new || ':' || row.id", "coding_id": "copy.new || ':' || row.coding_id"}),
    ("coding_provisions", OF_CODING, {"id": "DEFAULT", "coding_id": "copy.new || ':' || row.coding_id"}),
)


def multiplied(url: str, times: int) -> int:
    """Makes the base at `url` so many times as large; how many codings are in force in it then, on any day."""
    with psycopg.connect(url) as connection:
        connection.execute(sql.SQL(COPIES).format(times))
        for name, joined, replaced in TABLES:
            connection.execute(copying(connection, f"countries_{name}", joined, replaced))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
        counted = connection.execute("SELECT count(*) FROM countries_codinginforce").fetchone()
    assert counted is not None
    return int(counted[0])


def copying(
    connection: psycopg.Connection[tuple[object, ...]], table: str, joined: str, replaced: Mapping[str, str]
) -> sql.Composed:
    """The statement that copies each row of a table as often as its jurisdiction, some columns replaced."""
    found = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position", (table,)
    )
    columns = [str(name) for (name,) in found if replaced.get(str(name)) != "DEFAULT"]
    values = [sql.SQL(replaced[name]) if name in replaced else sql.Identifier("row", name) for name in columns]
    return sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} AS row {}").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(values),
        sql.Identifier(table),
        sql.SQL(joined),
    )
