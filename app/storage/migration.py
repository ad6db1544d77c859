"""Bringing a database to this version's schema: checked copy first, then one transaction.

Alembic takes some 400 ms to import, so it is only imported when there is something to do.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from app.domain.errors import Damaged, Refused
from app.storage.engine import raw_connection, writer_engine
from app.storage.faults import translated
from app.storage.shipped_codes import shipped_codes
from app.storage.users import Codes

HEAD = "0024"
"""The revision this version of the program works with; a test compares it with the scripts."""

_SCRIPTS = Path(__file__).parent / "migrations"
_HAS_REVISION = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"


def create(database: Path, key: str) -> None:
    """Make a new database with this version's schema and code lists."""
    with translated(database):
        _run_scripts(database, key)


def bring_up_to_date(database: Path, key: str, backups: Path) -> None:
    """Migrate a database of an older version, after a checked copy into ``backups``.

    Raises:
        Damaged: it holds no schema at all, as a file cut to nothing does.
        Refused: a newer version of the program wrote it.
    """
    with translated(database):
        revision = _revision(database, key)
        if revision == HEAD:
            return
        if revision is None:
            raise Damaged("vault.database_damaged")
        if revision > HEAD:
            raise Refused("vault.from_newer_version", revision=revision)
        _copy(database, key, backups / f"before-{HEAD}-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.db")
        _run_scripts(database, key)


def _revision(database: Path, key: str) -> str | None:
    connection = raw_connection(database, key)
    try:
        if not connection.execute(_HAS_REVISION).fetchone():
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    finally:
        connection.close()
    return row[0] if row else None


def _copy(database: Path, key: str, target: Path) -> None:
    """Copy with the online backup API in one step, and check the copy before it counts."""
    target.parent.mkdir(mode=0o700, exist_ok=True)
    source, copy = raw_connection(database, key), raw_connection(target, key)
    try:
        source.backup(copy)
        if copy.execute("PRAGMA cipher_integrity_check").fetchall():
            raise Damaged("vault.backup_failed")
    finally:
        copy.close()
        source.close()


def _run_scripts(database: Path, key: str, revision: str = HEAD) -> None:
    from alembic import command  # noqa: PLC0415  slow to import, rarely needed
    from alembic.config import Config  # noqa: PLC0415  as above

    engine = writer_engine(database, key)
    try:
        with engine.begin() as connection:
            command.upgrade(_configuration(Config(), connection), revision)
            Codes(connection).put(shipped_codes())
    finally:
        engine.dispose()


def _configuration(config: Any, connection: sa.Connection) -> Any:  # noqa: ANN401  Alembic is imported late
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config
