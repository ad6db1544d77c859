"""The encrypted database as the doors use it: one writer, a few readers, migrations, checks."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlcipher3 import dbapi2

from app.domain.codes import CodeBook
from app.domain.errors import WorldFailed
from app.domain.users import Actor, OfficeRole, User, UserId
from app.storage import migration, sealed_database
from app.storage.anchors import Anchors
from app.storage.attachments import AttachmentStore
from app.storage.audit import AuditLog
from app.storage.engine import raw_connection, reader_engine, writer_engine
from app.storage.faults import translated
from app.storage.log_seal import LogSeal
from app.storage.open_vault import OpenVault
from app.storage.opened_copies import OpenedCopies
from app.storage.rekey import key_that_opens, renew_key, require_room_for_rekey, settled_key
from app.storage.shelf import Shelf
from app.storage.turnstile import Turnstile
from app.storage.unit_of_work import Frame, Reading, UnitOfWork

_CHECK_SEARCH = "INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)"
"""Compares the search index with what it was made from; writes nothing."""


def _search_faults(connection: Any) -> tuple[str, ...]:  # noqa: ANN401  sqlcipher3 has no types
    try:
        connection.execute(_CHECK_SEARCH)
    except dbapi2.DatabaseError as error:
        return (str(error),)
    return ()


class Database:
    """An open database of one office.

    Args:
        vault: unlocked.
        of_machine: folder for what this machine remembers of vaults (`anchors`).
        copies: folder for plain copies that other programs are given (`opened_copies`).
        key: in force, where it has been looked for already (`settled_key`).

    Attributes:
        zone: the office's, e.g. ``America/Chicago``, known once `learn` was called.
    """

    def __init__(
        self, vault: OpenVault, of_machine: Path, copies: Path, key: str | None = None
    ) -> None:
        self._vault = vault
        self._copies = OpenedCopies(copies, vault.vault_id)
        self._anchors = Anchors(vault, of_machine)
        self._salt = b""
        self._path = vault.database_path
        self._pen = threading.Lock()
        self._turnstile = Turnstile()
        self._open_engines(key or settled_key(vault))
        self._codes = CodeBook(())
        self.zone = "UTC"

    def learn(self, user: UserId) -> User | None:
        """Read what every transaction carries along, and who has this identity.

        The code lists and the office's zone are read once; returns None for an unknown user. What
        a session that did not end well left open behind a wall is closed first, and what it left in
        the plain is removed.
        """
        self._copies.clear()
        nobody = Actor(user, "", "", OfficeRole.READER)
        with self.reading(nobody) as reading:
            self._codes = reading.code_tables.book()
            self._salt = reading.audit.salt()
            # A log without a salt is from before there were anchors.
            self._anchors.examine(reading.audit.link_at, expected=bool(self._salt))
            self.zone = reading.offices.only().zone
            known, left_open = reading.users.find(user), reading.walls.has_openings()
        if left_open:
            with self.writing(nobody) as work:
                work.walls.end_openings()
        return known

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[UnitOfWork]:
        """Open the one transaction that may write; it commits when the block ends well."""
        with self._pen:
            with (
                self._vault.together(),
                translated(self._path),
                self._writer.begin() as connection,
            ):
                salt = self._salt or AuditLog(connection).salted()
                work = UnitOfWork(connection, self._frame(actor, salt))
                yield work
            self._salt = salt
            entry = work.audit.appended
            if entry is not None:
                self._anchors.follow(entry.seq, entry.link, entry.at)

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Reading]:
        """Open a consistent view of everything committed so far."""
        with (
            self._turnstile.inside(),
            translated(self._path),
            self._readers.begin() as connection,
        ):
            yield Reading(connection, self._frame(actor, self._salt))

    def _frame(self, actor: Actor, salt: bytes) -> Frame:
        return Frame(
            actor=actor,
            now=datetime.now(UTC),
            codes=self._codes,
            zone=self.zone,
            objects=self._vault.objects,
            opened_copies=self._copies,
            check=self.check,
            change_passphrase=self._vault.change_passphrase,
            prove=self._vault.prove,
            seal=LogSeal(
                vault=self._vault.vault_id,
                signers=lambda: self._vault.signers,
                sign=self._vault.checkpoint,
                anchors=self._anchors,
                salt=salt,
            ),
            shelf=Shelf(
                self._vault, partial(self._reading_copy, actor), partial(_reading_restored, actor)
            ),
            members=self._vault.members,
            require_room_for_rekey=self._require_room_for_rekey,
            revoke=self.revoke,
        )

    @contextmanager
    def _reading_copy(self, actor: Actor, path: Path, key: str, objects: Path) -> Iterator[Reading]:
        """Open a complete copy of this database, with the attachments in ``objects``."""
        frame = replace(
            self._frame(actor, self._salt),
            objects=AttachmentStore(objects),
            check=partial(sealed_database.page_faults, path, key),
        )
        with sealed_database.reading(path, key) as connection:
            yield Reading(connection, frame)

    def revoke(self, uid: UUID) -> None:
        """Take somebody's slot away and give the database a key that person never had.

        Everybody else waits meanwhile: no connection may be open.

        Raises:
            Unavailable: the disk refuses; what is unfinished is finished at the next unlock.
        """
        with self._pen, self._turnstile.alone():
            self._readers.dispose()
            self._writer.dispose()
            try:
                if self._vault.is_between_keys:
                    renew_key(self._vault)
                self._vault.members.drop(uid)
                renew_key(self._vault)
            finally:
                self._open_engines(key_that_opens(self._vault))
            self._anchors.repeat()

    def _require_room_for_rekey(self) -> None:
        require_room_for_rekey(self._path)

    def _open_engines(self, key: str) -> None:
        self._key = key
        self._writer = writer_engine(self._path, key)
        self._readers = reader_engine(self._path, key)

    def check(self) -> tuple[str, ...]:
        """Return what SQLCipher and SQLite find wrong, empty when nothing is.

        The log is written back into the database first: after a torn checkpoint the page check
        raises false alarms otherwise.
        """
        with translated(self._path):
            connection = raw_connection(self._path, self._key)
            try:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return sealed_database.faults_in(connection) or _search_faults(connection)
            finally:
                connection.close()

    def close(self) -> None:
        """Remove plain copies, empty the write-ahead log and give up every handle."""
        self._copies.clear()
        with self._pen:
            self._readers.dispose()
            self._writer.dispose()
            # A full or damaged disk keeps the log as it is; what was committed is safe in it.
            with suppress(WorldFailed), translated(self._path):
                self._empty_log()
            self._anchors.close()

    def _empty_log(self) -> None:
        connection = raw_connection(self._path, self._key)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


@contextmanager
def _reading_restored(actor: Actor, vault: OpenVault) -> Iterator[Reading]:
    """Bring a restored vault up to date and read it as it would be read when unlocked."""
    path, key = vault.database_path, vault.database_key
    migration.bring_up_to_date(path, key, vault.folder / "backups")
    # What it notes of its log stays in the scratch place: this machine need not remember it.
    database = Database(vault, vault.folder / "machine", vault.folder / "opened")
    try:
        database.learn(actor.user)
        with database.reading(actor) as reading:
            yield reading
    finally:
        database.close()


def salt_of(path: Path) -> bytes:
    """Return the 16 bytes SQLCipher keeps in the clear; the header holds a copy of them."""
    with path.open("rb") as file:
        return file.read(16)
