"""Many rows in one statement, where Django's ORM would take longer to build the SQL than the database to run it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
# Kinds of column whose values the database takes as they are, if they have the type that Python has for them.
_PLAIN = {
    "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "FloatField", "IntegerField",
    "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField", "SmallIntegerField", "TextField",
}  # fmt: skip


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of these columns, named as in Python; each row has their values in order.

    Defaults are Python's business and do not apply here, and nobody is told the ids.
    """
    fields = [_column(model, name) for name in names]
    columns = ", ".join(_quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    _run(f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({marks})", fields, rows)  # noqa: S608


def insert_child_rows(objects: Sequence[models.Model]) -> None:
    """Insert the part of these objects that their own table holds, below rows of the parent's that are there already.

    Django has no bulk insert for models that inherit from another's table.
    """
    if objects:
        names = [field.attname for field in objects[0]._meta.local_concrete_fields]
        insert_rows(type(objects[0]), names, [[getattr(one, name) for name in names] for one in objects])


def set_columns(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Set these columns to other values in each row; a row has their values in order, and its id last."""
    fields = [_column(model, name) for name in names]
    setting = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
    table, key = _quoted(model._meta.db_table), _column(model, model._meta.pk.attname)
    _run(f"UPDATE {table} SET {setting} WHERE {_quoted(key.column)} = %s", [*fields, key], rows)  # noqa: S608


def add_to_column(model: type[models.Model], name: str, rows: Iterable[tuple[int, int]]) -> None:
    """Add to a number in each row; a row is what to add, and its id."""
    field, key = _column(model, name), _column(model, model._meta.pk.attname)
    table, column = _quoted(model._meta.db_table), _quoted(field.column)
    _run(f"UPDATE {table} SET {column} = {column} + %s WHERE {_quoted(key.column)} = %s", [None, key], rows)  # noqa: S608


def _column(model: type[models.Model], name: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == name)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(statement: str, fields: Sequence[Any], rows: Iterable[Row]) -> None:
    prepared = [_as_it_is if _is_plain(field) else _prepared_by(field) for field in fields]
    values = [[prepare(value) for prepare, value in zip(prepared, row, strict=True)] for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _is_plain(field: Any) -> bool:
    """Asking each field for each value took longer than the database."""
    return field is None or (field.target_field if field.is_relation else field).get_internal_type() in _PLAIN


def _as_it_is(value: Any) -> Any:
    return value


def _prepared_by(field: Any) -> Callable[[Any], Any]:
    return lambda value: field.get_db_prep_save(value, connection)
