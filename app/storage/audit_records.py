"""Comparing the audit log with the records: a page put back from an older copy shows here.

Such a page passes every check of SQLCipher and SQLite, because it was once written just so.
"""

import itertools
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.audit import AuditEntry, Part, Subject, hash_of_all, noted_digest
from app.domain.audit_report import DeepReport, Mismatch, RecordFinding
from app.storage.audit import AuditLog
from app.storage.driver import run
from app.storage.repository import Repository

AT_ONCE = 2_000_000
"""Records whose last state is kept in memory at the same time, some 200 MB of them."""
TOLD = 1_000
_MOST_ROUNDS = 256
"""The last byte of an identity shares the records out; a forged count must not make more of it."""


class DeepCheck:
    """Compares what the log last said of each record with the record itself.

    Args:
        connection: an open reading transaction.
        log: the log in it.
        repositories: of every kind of record.
    """

    def __init__(
        self, connection: sa.Connection, log: AuditLog, repositories: tuple[Repository[Any], ...]
    ) -> None:
        self._connection = connection
        self._log = log
        self._kinds = tuple(repository.kind for repository in repositories)
        self._salts = log.salts()
        self._wrong: list[RecordFinding] = []
        self._wrong_count = 0
        self._compared = 0
        self._miscounted: list[int] = []
        self._fallen: set[tuple[str, bytes]] = set()

    def report(self) -> DeepReport:
        """Read the log and every record; large offices are compared in several rounds."""
        (touched,) = run(
            self._connection, "SELECT total(subject_count) FROM audit_entries"
        ).fetchone()
        rounds = min(max(int(touched), 0) // AT_ONCE + 1, _MOST_ROUNDS)
        for share in range(rounds):
            self._compare(self._last_states(share, rounds), share, rounds)
        for kind, id_ in sorted(self._fallen):
            self._find(kind, id_, Mismatch.CHANGED)
        return DeepReport(
            compared=self._compared,
            wrong=tuple(self._wrong),
            wrong_count=self._wrong_count,
            miscounted=tuple(self._miscounted),
        )

    def _last_states(self, share: int, rounds: int) -> dict[str, dict[bytes, tuple[bytes, bytes]]]:
        """Return, for each kind and identity, the last digest noted and the salt it was made with.

        A digest beyond the listed ones is kept as it is: its salt is empty.
        """
        states: dict[str, dict[bytes, tuple[bytes, bytes]]] = {kind: {} for kind in self._kinds}
        for kind, id_, noted, salt in self._noted(is_first=share == 0):
            if id_[-1] % rounds == share and kind in states:
                states[kind][id_] = (noted, salt)
        return states

    def _noted(self, *, is_first: bool) -> Iterator[tuple[str, bytes, bytes, bytes]]:
        """Give what each entry says of each record; the first time look at the entries, too."""
        versions: dict[tuple[str, UUID], int] = {}
        for entry in self._log.all():
            salt = self._salt_of(entry)
            has_more = entry.subject_count > len(entry.subjects)
            parts = self._log.parts_of(entry.seq) if has_more else ()
            if is_first:
                self._count(entry, salt, parts)
            for each in entry.subjects:
                self._follow_version(versions, each)
                yield each.kind, each.id.bytes, bytes.fromhex(each.digest), salt
            for part in parts:
                for id_, digest in part.records():
                    if not digest:
                        versions.pop((part.kind, id_), None)
                    yield part.kind, id_.bytes, digest, b""

    def _count(self, entry: AuditEntry, salt: bytes, parts: tuple[Part, ...]) -> None:
        """Look whether the hash over everything an entry touched comes out."""
        if entry.subject_count > len(entry.subjects) and not salt:
            return  # the log began without keeping what it does not list
        if hash_of_all(salt, entry.subjects, parts) != entry.after_hash:
            self._miscounted.append(entry.seq)

    def _follow_version(self, versions: dict[tuple[str, UUID], int], subject: Subject) -> None:
        """Note a record that was changed from a version it had left behind: it was put back."""
        record = (subject.kind, subject.id)
        if not subject.digest:
            versions.pop(record, None)
            return
        if subject.version <= versions.get(record, 0):
            self._fallen.add((subject.kind, subject.id.bytes))
        versions[record] = subject.version

    def _compare(
        self, states: Mapping[str, dict[bytes, tuple[bytes, bytes]]], share: int, rounds: int
    ) -> None:
        for kind, expected in states.items():
            sql = f'SELECT id, digest FROM "{kind}"'  # noqa: S608  names of ours
            for id_, digest in run(self._connection, sql):
                if id_[-1] % rounds == share:
                    self._compared += 1
                    self._look_at(kind, bytes(id_), bytes(digest), expected.pop(bytes(id_), None))
            for id_, (noted, _) in expected.items():
                if noted:
                    self._find(kind, id_, Mismatch.LOST)

    def _look_at(
        self, kind: str, id_: bytes, digest: bytes, state: tuple[bytes, bytes] | None
    ) -> None:
        if state is None:
            self._find(kind, id_, Mismatch.UNKNOWN)
            return
        noted, salt = state
        if not noted:
            self._find(kind, id_, Mismatch.BACK)
        elif noted_digest(digest, salt) != noted:
            self._find(kind, id_, Mismatch.CHANGED)

    def _find(self, kind: str, id_: bytes, what: Mismatch) -> None:
        self._wrong_count += 1
        if len(self._wrong) < TOLD:
            self._wrong.append(RecordFinding(kind, UUID(bytes=id_), what))

    def _salt_of(self, entry: AuditEntry) -> bytes:
        """Return the salt in force at an entry, empty before there was one."""
        begun = itertools.takewhile(lambda since: since <= entry.seq, sorted(self._salts))
        return next((self._salts[since] for since in reversed(list(begun))), b"")
