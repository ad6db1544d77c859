"""Writes rows of one table with its column types applied, past SQLAlchemy's own work per row.

An import of a few hundred thousand rows spent more time there than in SQLite.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.storage.columns import Stored
from app.storage.driver import run_many

_Convert = Callable[[Any], Any] | None
_Plan = tuple[str, tuple[tuple[str, _Convert], ...]]

_PLANS: dict[tuple[str, ...], _Plan] = {}
_OF_VERSION = ("version", "digest")


def insert_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert rows that all have the same keys: names of columns of the table."""
    if not rows:
        return
    statement, columns = _plan(connection.dialect, table, tuple(rows[0]))
    run_many(connection, statement, _cells(columns, rows))


def update_rows(
    connection: sa.Connection,
    table: sa.Table,
    names: Sequence[str],
    rows: Sequence[Mapping[str, object]],
) -> int:
    """Write columns of stored rows, each over the version before its own.

    Columns that are not named stay, and with them the indexes over them.

    Args:
        connection: the open transaction.
        table: that of the rows.
        names: of the columns, besides version and digest, which are always written.
        rows: with their identity, version and digest.

    Returns:
        How many rows were stored in the version before.
    """
    written = (*_OF_VERSION, *names)
    marks = ", ".join(f'"{name}" = ?' for name in written)
    statement = f'UPDATE "{table.name}" SET {marks} WHERE id = ? AND version = ? - 1'  # noqa: S608  own names
    columns = [
        (name, _converter(connection.dialect, table, name)) for name in (*written, "id", "version")
    ]
    return run_many(connection, statement, _cells(columns, rows))


def _cells(
    columns: Sequence[tuple[str, _Convert]], rows: Sequence[Mapping[str, object]]
) -> list[tuple[object, ...]]:
    # Column by column: a loop in C for each instead of one in Python for each cell.
    cells = [
        map(itemgetter(name), rows)
        if convert is None
        else map(convert, map(itemgetter(name), rows))
        for name, convert in columns
    ]
    return list(zip(*cells, strict=True))


def _plan(dialect: sa.Dialect, table: sa.Table, names: tuple[str, ...]) -> _Plan:
    key = (table.name, *names)
    if key not in _PLANS:
        quoted = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" for _ in names)
        statement = f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})'  # noqa: S608  own names
        _PLANS[key] = (statement, tuple((name, _converter(dialect, table, name)) for name in names))
    return _PLANS[key]


def _converter(dialect: sa.Dialect, table: sa.Table, name: str) -> _Convert:
    kind = table.c[name].type
    if isinstance(kind, Stored):
        return kind.stored  # SQLAlchemy's own wrapper around it costs as much again
    return kind.dialect_impl(dialect).bind_processor(dialect)
