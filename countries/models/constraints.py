"""A constraint that both databases enforce: an exclusion on PostgreSQL, two triggers on SQLite."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table

EXCLUDE = "CONSTRAINT {name} EXCLUDE USING gist ({equal}, daterange({start}, {end}, '[)') WITH &&) WHERE ({condition})"
TRIGGER = """CREATE TRIGGER {name}_{event} BEFORE {event} ON %(table)s WHEN NEW.{condition}
BEGIN
  SELECT RAISE(ABORT, '{name}: intervals overlap') WHERE EXISTS (
    SELECT 1 FROM %(table)s AS other WHERE other.{key} <> NEW.{key} AND other.{condition} AND {same}
    AND (NEW.{end} IS NULL OR other.{start} < NEW.{end}) AND (other.{end} IS NULL OR NEW.{start} < other.{end})
  );
END"""


class NoOverlap(models.BaseConstraint):
    """Rows that agree on `equal` and have `flag` set never share a day of `[start, end)`.

    `flag` names a boolean column. PostgreSQL needs the extension btree_gist.
    """

    def __init__(self, *, name: str, equal: tuple[str, ...], start: str, end: str, flag: str) -> None:
        super().__init__(name=name, violation_error_message="Two published intervals overlap.")
        self.equal, self.start, self.end, self.flag = tuple(equal), start, end, flag

    def constraint_sql(  # type: ignore[override]  # None says that no clause stands in CREATE TABLE
        self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None
    ) -> str | None:
        assert model is not None  # noqa: S101  Django's stubs allow None, Django never passes it
        assert schema_editor is not None  # noqa: S101
        if schema_editor.connection.vendor == "postgresql":
            return self._exclusion(model)
        schema_editor.deferred_sql.extend(self._triggers(model, schema_editor))
        return None

    def create_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        assert model is not None  # noqa: S101
        assert schema_editor is not None  # noqa: S101
        if schema_editor.connection.vendor == "postgresql":
            return f'ALTER TABLE "{model._meta.db_table}" ADD {self._exclusion(model)}'
        first, second = self._triggers(model, schema_editor)
        schema_editor.execute(first)
        return second

    def remove_sql(self, model: type[models.Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        assert model is not None  # noqa: S101
        assert schema_editor is not None  # noqa: S101
        if schema_editor.connection.vendor == "postgresql":
            return f'ALTER TABLE "{model._meta.db_table}" DROP CONSTRAINT {self.name}'
        schema_editor.execute(f"DROP TRIGGER {self.name}_INSERT")
        return f"DROP TRIGGER {self.name}_UPDATE"

    def validate(
        self, model: type[models.Model], instance: models.Model, exclude: Any = None, using: str = DEFAULT_DB_ALIAS
    ) -> None:
        if not getattr(instance, self.flag):
            return
        end = getattr(instance, self.end)
        others = (
            model._default_manager.using(using)
            .exclude(pk=instance.pk)
            .filter(
                **{column: getattr(instance, column) for column in self._columns(model)},
                **{self.flag: True},
            )
        )
        if end is not None:
            others = others.filter(**{f"{self.start}__lt": end})
        after = models.Q(**{f"{self.end}__isnull": True}) | models.Q(
            **{f"{self.end}__gt": getattr(instance, self.start)}
        )
        if others.filter(after).exists():
            raise ValidationError(self.get_violation_error_message())

    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        return (
            f"{type(self).__module__}.{type(self).__name__}",
            (),
            {"name": self.name, "equal": self.equal, "start": self.start, "end": self.end, "flag": self.flag},
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NoOverlap) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash((self.name, self.equal))

    def _columns(self, model: type[models.Model]) -> list[str]:
        """The columns of `equal`, which are also the attributes that hold a foreign key's value."""
        return [str(column.column) for column in model._meta.concrete_fields if column.name in self.equal]

    def _exclusion(self, model: type[models.Model]) -> str:
        return EXCLUDE.format(
            name=self.name,
            equal=", ".join(f'"{column}" WITH =' for column in self._columns(model)),
            start=self.start,
            end=self.end,
            condition=self.flag,
        )

    def _triggers(self, model: type[models.Model], schema_editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        same = " AND ".join(f"other.{column} = NEW.{column}" for column in self._columns(model))
        table = Table(model._meta.db_table, schema_editor.quote_name)
        key = model._meta.pk.column
        return [
            Statement(
                TRIGGER.format(
                    name=self.name,
                    event=event,
                    condition=self.flag,
                    key=key,
                    same=same,
                    start=self.start,
                    end=self.end,
                ),
                table=table,
            )
            for event in ("INSERT", "UPDATE")
        ]
