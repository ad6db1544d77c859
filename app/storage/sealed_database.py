"""A database file that is complete: copied in one step, and read without a log beside it.

A copy made in several steps starts over whenever somebody writes, and may never end; one made of
files can miss what is only in the write-ahead log. See SECURITY.md for the measurements.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from app.domain.errors import Damaged
from app.storage.durable import disk_errors, sync_file
from app.storage.engine import assert_setting, keyed_connection, raw_connection
from app.storage.faults import translated

_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("query_only", "ON", 1),
)


def copy_live(database: Path, key: str, target: Path, target_key: str) -> None:
    """Copy a database that others may be writing, as of one moment, under another key.

    Raises:
        Damaged: a page cannot be read.
        Unavailable: the disk refuses.
    """
    with (
        translated(database),
        disk_errors(target),
        closing(raw_connection(database, key)) as source,
    ):
        _copy(source, target, target_key)


def copy_sealed(database: Path, key: str, target: Path, target_key: str) -> None:
    """Copy a complete database under another key. Raises as `copy_live` does."""
    with translated(target), disk_errors(target), closing(_connection(database, key)) as source:
        _copy(source, target, target_key)


def page_faults(database: Path, key: str) -> tuple[str, ...]:
    """Return what SQLCipher and SQLite find wrong in a complete database."""
    with translated(database), closing(_connection(database, key)) as connection:
        return faults_in(connection)


def faults_in(connection: Any) -> tuple[str, ...]:  # noqa: ANN401  sqlcipher3 has no types
    """Return what SQLCipher and SQLite find wrong, in their words; empty when nothing is."""
    pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    rows = connection.execute("PRAGMA integrity_check").fetchall()
    return tuple(str(row[0]) for row in (*pages, *rows) if row[0] != "ok")


@contextmanager
def reading(database: Path, key: str) -> Iterator[sa.Connection]:
    """Open a complete database; nothing is ever written, so that it may lie on any medium."""
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: _connection(database, key),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    try:
        with translated(database), disk_errors(database), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _connection(database: Path, key: str) -> Any:  # noqa: ANN401  sqlcipher3 has no types
    if not database.is_file():
        raise Damaged("vault.database_missing")
    # Immutable: neither a lock nor a log, which a read-only or network drive could not give.
    connection = keyed_connection(f"{database.absolute().as_uri()}?immutable=1", key)
    try:
        for pragma, value, reported in _SETTINGS:
            assert_setting(connection, pragma, value, reported)
    except BaseException:
        connection.close()
        raise
    return connection


def _copy(source: Any, target: Path, key: str) -> None:  # noqa: ANN401  as above
    """Fill a new file in one step and sync it; a copy that was cut short is thrown away whole."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(keyed_connection(str(target), key)) as copy:
        copy.execute("PRAGMA temp_store = MEMORY")
        copy.execute("PRAGMA journal_mode = MEMORY")
        copy.execute("PRAGMA synchronous = OFF")
        source.backup(copy)
        # The mark of the write-ahead log came along: a complete file needs none.
        assert_setting(copy, "journal_mode", "DELETE", "delete")
    descriptor = os.open(target, os.O_RDWR)
    try:
        sync_file(descriptor)
    finally:
        os.close(descriptor)
