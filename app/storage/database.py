"""The encrypted database as the doors use it: one writer, a few readers, migrations, checks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from app.domain.codes import CodeBook
from app.domain.errors import WorldFailed
from app.domain.users import Actor, OfficeRole, User, UserId
from app.storage.engine import raw_connection, reader_engine, writer_engine
from app.storage.faults import translated
from app.storage.open_vault import OpenVault
from app.storage.unit_of_work import Frame, Reading, UnitOfWork


class Database:
    """An open database of one office.

    Attributes:
        zone: the office's, e.g. ``America/Chicago``, known once `learn` was called.
    """

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault
        self._path, self._key = vault.database_path, vault.database_key
        self._writer = writer_engine(self._path, self._key)
        self._readers = reader_engine(self._path, self._key)
        self._pen = threading.Lock()
        self._codes = CodeBook(())
        self.zone = "UTC"

    def learn(self, user: UserId) -> User | None:
        """Read what every transaction carries along, and who has this identity.

        The code lists and the office's zone are read once; returns None for an unknown user. What
        a session that did not end well left open behind a wall is closed first.
        """
        nobody = Actor(user, "", "", OfficeRole.READER)
        with self.reading(nobody) as reading:
            self._codes = reading.code_tables.book()
            self.zone = reading.offices.only().zone
            known, left_open = reading.users.find(user), reading.walls.has_openings()
        if left_open:
            with self.writing(nobody) as work:
                work.walls.end_openings()
        return known

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[UnitOfWork]:
        """Open the one transaction that may write; it commits when the block ends well."""
        with self._pen, translated(self._path), self._writer.begin() as connection:
            yield UnitOfWork(connection, self._frame(actor))

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Reading]:
        """Open a consistent view of everything committed so far."""
        with translated(self._path), self._readers.begin() as connection:
            yield Reading(connection, self._frame(actor))

    def _frame(self, actor: Actor) -> Frame:
        return Frame(
            actor=actor,
            now=datetime.now(UTC),
            codes=self._codes,
            zone=self.zone,
            objects=self._vault.objects,
            check=self.check,
            change_passphrase=self._vault.change_passphrase,
            prove=self._vault.prove,
        )

    def check(self) -> tuple[str, ...]:
        """Return what SQLCipher and SQLite find wrong, empty when nothing is.

        The log is written back into the database first: after a torn checkpoint the page check
        raises false alarms otherwise.
        """
        with translated(self._path):
            connection = raw_connection(self._path, self._key)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
                rows = connection.execute("PRAGMA integrity_check").fetchall()
            finally:
                connection.close()
        return tuple(str(row[0]) for row in pages) + tuple(
            str(row[0]) for row in rows if row[0] != "ok"
        )

    def close(self) -> None:
        """Empty the write-ahead log and give up every handle."""
        with self._pen:
            self._readers.dispose()
            self._writer.dispose()
            # A full or damaged disk keeps the log as it is; what was committed is safe in it.
            with suppress(WorldFailed), translated(self._path):
                self._empty_log()

    def _empty_log(self) -> None:
        connection = raw_connection(self._path, self._key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def salt_of(path: Path) -> bytes:
    """Return the 16 bytes SQLCipher keeps in the clear; the header holds a copy of them."""
    with path.open("rb") as file:
        return file.read(16)
