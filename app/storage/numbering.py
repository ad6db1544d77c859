"""The highest of the numbers given so far, for case numbers and evidence tags."""

from typing import Any

import sqlalchemy as sa

from app.storage.driver import run

_MOST_DIGITS = 12
"""Longer tails of digits are somebody else's numbers, not ours counted up."""


def highest_number(connection: sa.Connection, column: sa.Column[Any], prefix: str) -> int:
    """Return the highest number written behind a prefix in a column, 0 if there is none."""
    name, table = column.name, column.table.name
    sql = (
        f"SELECT max(CAST(substr({name}, :skip) AS INTEGER)) FROM {table} "  # noqa: S608  own names
        f"WHERE {name} >= :prefix AND {name} < :prefix || char(0x10FFFF) "
        f"AND substr({name}, :skip) NOT GLOB '*[^0-9]*' AND length({name}) <= :longest"
    )
    values = {
        "skip": len(prefix) + 1,
        "prefix": prefix,
        "longest": len(prefix) + _MOST_DIGITS,
    }
    (highest,) = run(connection, sql, values).fetchone()
    return int(highest or 0)
