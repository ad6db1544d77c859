"""Connections to the encrypted database, with every setting asserted after it is made.

The key travels as a PRAGMA on a raw connection, never in a URL. See SECURITY.md for the
measurements behind each setting.
"""

import re
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from app.domain.errors import Damaged

_KEY = re.compile(r"[0-9a-f]{64}")
BUSY_MILLISECONDS = 5_000
READERS = 4

WRITER_CACHE_KIB, READER_CACHE_KIB = 64 * 1024, 16 * 1024
"""Decrypted pages kept in memory; with SQLite's usual 2 MiB a large import decrypts them anew."""

_SETTINGS: tuple[tuple[str, str, object], ...] = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
    ("secure_delete", "ON", 1),
    ("busy_timeout", str(BUSY_MILLISECONDS), BUSY_MILLISECONDS),
)
"""Pragma, value to set, value it must then report."""


def writer_engine(database: Path, key: str) -> sa.Engine:
    """Return the engine of the one writer; its transactions begin IMMEDIATE.

    A plain BEGIN that writes later loses races against another writer.
    """
    engine = _engine(database, key, size=1, read_only=False)
    sa.event.listen(engine, "begin", _begin_immediate)
    return engine


def reader_engine(database: Path, key: str) -> sa.Engine:
    """Return the engine of the readers; SQLite itself refuses their writes."""
    engine = _engine(database, key, size=READERS, read_only=True)
    sa.event.listen(engine, "begin", _begin)
    return engine


def raw_connection(database: Path, key: str) -> Any:  # noqa: ANN401  sqlcipher3 has no types
    """Return a new DB-API connection with the key and every setting in place.

    Raises:
        ValueError: the key is not 64 lower-case hex digits (SQLCipher would take it as a
            passphrase without a word).
        Damaged: the file does not open with this key.
    """
    connection = keyed_connection(str(database), key)
    try:
        for pragma, value, reported in _SETTINGS:
            assert_setting(connection, pragma, value, reported)
        if sys.platform == "darwin":
            connection.execute("PRAGMA fullfsync = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def keyed_connection(name: str, key: str) -> Any:  # noqa: ANN401  sqlcipher3 has no types
    """Return a connection that has its key and no settings yet.

    Args:
        name: a path, or a ``file:`` URI.
        key: as with `raw_connection`, which also tells what is raised.
    """
    if not _KEY.fullmatch(key):
        msg = "a raw key is 64 lower-case hex digits"
        raise ValueError(msg)
    connection = dbapi2.connect(
        name, isolation_level=None, check_same_thread=False, uri=name.startswith("file:")
    )
    try:
        # Damage is told by our own sentences, not by lines of SQLCipher on stderr.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key}'\"")
        _open_with_key(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _open_with_key(connection: Any) -> None:  # noqa: ANN401  sqlcipher3 has no types
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise Damaged("vault.database_damaged") from None
        raise


def assert_setting(connection: Any, pragma: str, value: str, reported: object) -> None:  # noqa: ANN401  sqlcipher3 has no types
    """Set a pragma and make sure that it took.

    Raises:
        Damaged: it reports another value than ``reported``.
    """
    connection.execute(f"PRAGMA {pragma} = {value}")
    (actual,) = connection.execute(f"PRAGMA {pragma}").fetchone()
    if actual != reported:
        raise Damaged("vault.setting_refused", pragma=pragma, actual=actual)


def _engine(database: Path, key: str, *, size: int, read_only: bool) -> sa.Engine:
    def connect() -> Any:  # noqa: ANN401  sqlcipher3 has no types
        connection = raw_connection(database, key)
        cache = READER_CACHE_KIB if read_only else WRITER_CACHE_KIB
        connection.execute(f"PRAGMA cache_size = -{cache}")
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    return sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if not read_only else READERS,
        hide_parameters=True,
    )


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")
