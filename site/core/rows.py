"""Many rows in one statement, where Django's ORM would take longer to build the SQL than the database to run it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
# Kinds of column whose values the database takes as they are, if they have the type that Python has for them.
_PLAIN = {
    "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "FloatField", "IntegerField",
    "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField", "SlugField", "SmallIntegerField", "TextField",
}  # fmt: skip


def insert_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of these columns, named as in Python; each row has their values in order.

    Defaults are Python's business and do not apply here, and nobody is told the ids.
    """
    fields = [_column(model, name) for name in names]
    columns = ", ".join(_quoted(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    _run(f"INSERT INTO {_quoted(model._meta.db_table)} ({columns}) VALUES ({marks})", fields, rows)  # noqa: S608


def reserve_ids(model: type[models.Model], number: int) -> list[int]:
    """Return ids that no other row of this table will get, for rows that can name each other before they are there.

    Must be called in the transaction that inserts the rows.
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [_quoted(table), column, number])
            return [row[0] for row in cursor.fetchall()]
        # https://www.sqlite.org/autoinc.html: the highest id that a table has ever had; no row if it had none.
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [number, table]
        )
        row = cursor.fetchone()
        if row is None:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        last = row[0] if row else number
        return list(range(last - number + 1, last + 1))


def insert_parts(model: type[models.Model], objects: Sequence[models.Model]) -> None:
    """Insert what the table of `model` holds of these objects, which know their ids and may inherit from it."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    # One name alone would come as a bare value.
    values = attrgetter(*names) if len(names) > 1 else lambda one: (getattr(one, names[0]),)
    insert_rows(model, names, map(values, objects))


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
    while field is not None and field.is_relation:
        # The key of a model that inherits from another's table is a relation itself.
        field = field.target_field
    return field is None or field.get_internal_type() in _PLAIN


def _as_it_is(value: Any) -> Any:
    return value


def _prepared_by(field: Any) -> Callable[[Any], Any]:
    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    # Most rows of a batch share their moments, or have none.
    return cache(prepare) if isinstance(field, models.DateTimeField) else prepare
