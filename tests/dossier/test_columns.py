"""What a column has no room for is found in every column that has a limit, whichever the database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import models

from countries.dossier.columns import too_long
from countries.dossier.load import ORDER
from countries.dossier.rows import Rows


def limited() -> Iterator[tuple[type[models.Model], models.CharField[str, str]]]:
    for model in ORDER:
        for column in model._meta.concrete_fields:
            if isinstance(column, models.CharField):
                yield model, column


@pytest.mark.parametrize(("model", "column"), [pytest.param(*each, id=str(each[1])) for each in limited()])
def test_one_character_more_than_fits_is_found(model: type[models.Model], column: models.CharField[str, str]) -> None:
    most = column.max_length or 0
    fits, long = Rows(), Rows()
    fits.add(model(**{column.attname: "é" * most}))
    long.add(model(**{column.attname: "é" * (most + 1)}))
    assert list(too_long(fits)) == []
    assert [(len(found.text), found.column, found.most) for found in too_long(long)] == [(most + 1, column, most)]
