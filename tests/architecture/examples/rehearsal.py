"""Trying a command out: done for real in the encrypted database, then taken back."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from app.domain.users import Actor
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
        with self._writer.connect() as connection, connection.begin() as whole:
            self._stage = connection
            try:
                yield
            finally:
                whole.rollback()

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
