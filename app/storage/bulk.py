"""Writes rows of one table with its column types applied, past SQLAlchemy's own work per row.

An import of a few hundred thousand rows spent more time there than in SQLite.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from app.storage.columns import Stored
from app.storage.driver import run_many

_Convert = Callable[[Any], Any] | None
_Plan = tuple[tuple[str, _Convert], ...]

_PLANS: dict[tuple[str, ...], _Plan] = {}


def insert_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]
) -> None:
    """Insert rows that all have the same keys: names of columns of the table."""
    if not rows:
        return
    names = tuple(rows[0])
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    statement = f'INSERT INTO "{table.name}" ({quoted}) VALUES ({marks})'  # noqa: S608  own names
    run_many(connection, statement, list(zip(*_cells(connection, table, names, rows), strict=True)))


def update_rows(
    connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, object]]
) -> int:
    """Write rows of records over those of the version before; return how many were there.

    Args:
        connection: the transaction.
        table: of a kind of record.
        rows: all with the same keys, identity and version among them.
    """
    if not rows:
        return 0
    names = tuple(rows[0])
    quoted = ", ".join(f'"{name}" = ?' for name in names)
    statement = f'UPDATE "{table.name}" SET {quoted} WHERE id = ? AND version = ? - 1'  # noqa: S608  own names
    cells = _cells(connection, table, (*names, "id", "version"), rows)
    return run_many(connection, statement, list(zip(*cells, strict=True)))


def _cells(
    connection: sa.Connection,
    table: sa.Table,
    names: tuple[str, ...],
    rows: Sequence[Mapping[str, object]],
) -> list[Iterable[object]]:
    """Return what is stored, column by column: a loop in C for each instead of one a cell."""
    return [
        map(itemgetter(name), rows)
        if convert is None
        else map(convert, map(itemgetter(name), rows))
        for name, convert in _plan(connection.dialect, table, names)
    ]


def _plan(dialect: sa.Dialect, table: sa.Table, names: tuple[str, ...]) -> _Plan:
    key = (table.name, *names)
    if key not in _PLANS:
        _PLANS[key] = tuple((name, _converter(dialect, table, name)) for name in names)
    return _PLANS[key]


def _converter(dialect: sa.Dialect, table: sa.Table, name: str) -> _Convert:
    kind = table.c[name].type
    if isinstance(kind, Stored):
        return kind.stored  # SQLAlchemy's own wrapper around it costs as much again
    return kind.dialect_impl(dialect).bind_processor(dialect)
