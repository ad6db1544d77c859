"""Trying a command out: done for real in the encrypted database, then taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.users import Actor, OfficeRole, UserId
from app.storage.database import Database
from app.storage.faults import translated
from app.storage.unit_of_work import Reading, UnitOfWork


class Rehearsal(Database):
    """The database inside one transaction that is rolled back; its own are savepoints of it.

    A fresh copy of the vault for each command would take a minute for opening files alone.
    """

    _stage: sa.Connection

    @contextmanager
    def staged(self) -> Iterator[None]:
        """Begin; nothing of what is done in the block stays."""
        with (
            self._same_header(),
            self._writer.connect() as connection,
            connection.begin() as whole,
        ):
            self._stage = connection
            try:
                yield
            finally:
                whole.rollback()

    def revoke(self, uid: UUID) -> None:
        """Take the slot away; the connection of the stage is open, so the pages keep their key."""
        self._vault.members.drop(uid)

    def backdate(self, user: UUID) -> None:
        """Make it years since anybody saw the person."""
        with self.writing(Actor(UserId(user), "", "", OfficeRole.READER)) as work:
            long_ago = work.now - timedelta(days=1_000)
            known = work.users.get(user)
            work.users.change(replace(known, seen_at=long_ago, since=long_ago, on_since=None))

    @contextmanager
    def _same_header(self) -> Iterator[None]:
        """Put the header back, which is no part of a transaction, and forget failed attempts."""
        header = self._vault._header
        file, stored, keyrings = header._file.path, header._stored, header.keyrings
        content = file.read_bytes()
        try:
            yield
        finally:
            file.write_bytes(content)
            header._stored, header.keyrings = stored, keyrings
            (self._vault.folder / "vault.attempts").unlink(missing_ok=True)

    @contextmanager
    def writing(self, actor: Actor) -> Iterator[UnitOfWork]:
        """Open a savepoint that holds if the block ends well."""
        with translated(self._path), self._stage.begin_nested():
            yield UnitOfWork(self._stage, self._frame(actor, self._salt))

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Reading]:
        """Read what has been done so far."""
        with translated(self._path), self._stage.begin_nested():
            yield Reading(self._stage, self._frame(actor, self._salt))
