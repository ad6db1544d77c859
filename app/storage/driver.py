"""Statements written out, run by the database driver itself inside the open transaction.

For the few that are run at every act: SQLAlchemy takes as long again for each small statement.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa


def run(
    connection: sa.Connection, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> Any:  # noqa: ANN401  a cursor of sqlcipher3, which has no types
    """Run one statement and return the driver's cursor; values come and go as stored."""
    return _driver(connection).execute(sql, values)


def run_many(connection: sa.Connection, sql: str, rows: Sequence[Sequence[object]]) -> int:
    """Run one statement for each row; return how many rows of the vault they changed."""
    return int(_driver(connection).executemany(sql, rows).rowcount)


def _driver(connection: sa.Connection) -> Any:  # noqa: ANN401  as above
    return connection.connection.driver_connection
