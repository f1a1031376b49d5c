"""A full export is written as it is read, a chunk after another: many more rows take hardly more memory."""

from __future__ import annotations

import datetime as dt
import gc
import tracemalloc
from typing import Any

import pytest
from django.test import Client

from countries import models as m
from countries.api.views import files
from tests import world

CHUNK = 250
FEW, MANY, OFTEN = 2 * CHUNK + 100, 6 * CHUNK, CHUNK // 4
ADDRESS = "/api/v1/codings.csv?as_of=any&jurisdiction=SE&fields=id,value,scope,start,end,note,provisions"
FIRST = dt.date(1950, 1, 1)


@pytest.fixture
def base(db: None) -> world.World:
    return world.build()


def add_codings(first: int, last: int) -> None:
    """Codings of Sweden that hold a day each, none on the same day as another, each in force."""
    row = m.CodingInForce.objects.select_related("coding").filter(jurisdiction="SE").order_by("pk")[0]
    codings, rows = [], []
    for number in range(first, last):
        start, end = FIRST + dt.timedelta(days=number), FIRST + dt.timedelta(days=number + 1)
        kept = {field.attname: getattr(row.coding, field.attname) for field in m.Coding._meta.concrete_fields}
        days = world.partial("valid_from", start.isoformat()) | world.partial("valid_to", end.isoformat())
        codings.append(m.Coding(**{**kept, **days, "id": f"SE.{number}"}))
        kept = {field.attname: getattr(row, field.attname) for field in m.CodingInForce._meta.concrete_fields}
        rows.append(
            m.CodingInForce(**{**kept, "id": f"SE.{number}", "coding_id": f"SE.{number}", "start": start, "end": end})
        )
    m.Coding.objects.bulk_create(codings, batch_size=500)
    m.CodingInForce.objects.bulk_create(rows, batch_size=500)


def exported(client: Client) -> tuple[int, int]:
    """The bytes of an export, and the most memory in bytes that it held at once, but for what waits to be freed."""
    tracemalloc.start()
    response: Any = client.get(ADDRESS)
    assert response.status_code == 200
    size = 0
    for number, part in enumerate(response):
        size += len(part)
        if number % OFTEN == 0:
            gc.collect()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size, most


def test_many_rows_take_hardly_more_memory_than_few(
    base: world.World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "CHUNK", CHUNK)
    add_codings(0, FEW)
    exported(client)
    few = exported(client)
    add_codings(FEW, MANY)
    world.version("2026.11.2")
    many = exported(client)
    assert many[0] > few[0] * 2
    assert many[1] < few[1] * 1.2
