"""The audit log on disk: entries are appended in the transaction of the act they record."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.audit import GENESIS, AuditEntry, Checkpoint, Fact, Outcome, Part, Subject
from app.domain.errors import Damaged
from app.domain.machine_clock import Written
from app.storage.bulk import insert_rows
from app.storage.columns import Identity, Instant, PlainText, Word
from app.storage.driver import run
from app.storage.schema import APPEND_ONLY, metadata

audit_entries = sa.Table(
    "audit_entries",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("at", Instant, nullable=False),
    sa.Column("mono_ms", sa.Integer, nullable=False),
    sa.Column("boot", PlainText, nullable=False),
    sa.Column("user", Identity, nullable=False),
    sa.Column("role", PlainText, nullable=False),
    sa.Column("machine", PlainText, nullable=False),
    sa.Column("action", PlainText, nullable=False),
    sa.Column("outcome", Word(Outcome), nullable=False),
    sa.Column("case", Identity, index=True),
    sa.Column("subject_count", sa.Integer, nullable=False),
    sa.Column("after_hash", PlainText, nullable=False),
    sa.Column("previous", PlainText, nullable=False),
    sa.Column("link", PlainText, nullable=False),
    sa.Column("subjects", PlainText, nullable=False),
    sa.Column("facts", PlainText, nullable=False, server_default=""),
)
audit_checkpoints = sa.Table(
    "audit_checkpoints",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("link", PlainText, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("signer", Identity, nullable=False),
    sa.Column("key", sa.LargeBinary, nullable=False),
    sa.Column("signature", sa.LargeBinary, nullable=False),
)
audit_parts = sa.Table(
    "audit_parts",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("kind", PlainText, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""Records touched by one act beyond those its entry lists: identity and digest, 48 bytes each."""
audit_salts = sa.Table(
    "audit_salts",
    metadata,
    sa.Column("since", sa.Integer, primary_key=True),
    sa.Column("salt", sa.LargeBinary, nullable=False),
)
"""The key of digests in entries from position ``since`` on: without it nobody can guess a short
content, e.g. a telephone number, from an exported log."""
_e = audit_entries.c
APPEND_ONLY += ["audit_entries", "audit_checkpoints", "audit_parts", "audit_salts"]

_HEAD = "SELECT seq, link FROM audit_entries ORDER BY seq DESC LIMIT 1"
_WRITTEN = """
SELECT seq, at, vouched FROM (
    SELECT seq, at, action = :vouching AND outcome = :done AS vouched,
        lag(at) OVER by_seq AS before, lead(at) OVER by_seq AS after
    FROM audit_entries WHERE seq > (SELECT max(seq) FROM audit_entries) - :most
    WINDOW by_seq AS (ORDER BY seq)
) WHERE vouched OR before IS NULL OR after IS NULL OR at < before OR after < at
    OR substr(at, 1, 4) <> substr(before, 1, 4) OR substr(after, 1, 4) <> substr(at, 1, 4)
ORDER BY seq
"""
"""Entries beside which the clock went back, or the year is another one."""
MOST_WRITTEN = 20_000
"""Entries looked at for what they tell of the clock: the newest, so that it never takes long."""
CHUNK = 2_000
_LEAST = -(2**63)
SALT_BYTES = 32


class AuditLog:
    """Appends to and reads the chain inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.appended: AuditEntry | None = None
        """What this transaction wrote last."""

    def head(self) -> tuple[int, str]:
        """Return position and link of the last entry; ``(0, GENESIS)`` for an empty log."""
        return run(self._connection, _HEAD).fetchone() or (0, GENESIS)

    def append(self, entry: AuditEntry, parts: Sequence[Part] = ()) -> None:
        """Write an entry whose link has been made, and what it does not list."""
        row = dict(entry.__dict__)
        row["subjects"] = _written(entry.subjects)
        row["facts"] = "\n".join(" ".join(fact) for fact in entry.facts)
        insert_rows(self._connection, audit_entries, [row])
        rows = [
            {"seq": entry.seq, "part": number, "kind": part.kind, "body": part.body}
            for number, part in enumerate(parts)
        ]
        insert_rows(self._connection, audit_parts, rows)
        self.appended = entry

    def sign(self, checkpoint: Checkpoint) -> None:
        """Write a signature under the log as it stands.

        One left from a log whose tail was lost stays, to be found: nobody signs over it.
        """
        if self.checkpoint_at(checkpoint.seq) is not None:
            return
        insert_rows(self._connection, audit_checkpoints, [checkpoint.__dict__])

    def salted(self) -> bytes:
        """Return the salt of entries written from now on; the first time one is made.

        Call it where writing is allowed.
        """
        if not self.salt():
            row = {"since": self.head()[0] + 1, "salt": secrets.token_bytes(SALT_BYTES)}
            insert_rows(self._connection, audit_salts, [row])
        return self.salt()

    def salt(self) -> bytes:
        """Return the salt in force, empty before there was one."""
        salts = self.salts()
        return salts[max(salts)] if salts else b""

    def salts(self) -> dict[int, bytes]:
        """Return each salt by the position from which it is used."""
        rows = run(self._connection, "SELECT since, salt FROM audit_salts").fetchall()
        return {since: bytes(salt) for since, salt in rows}

    def link_at(self, seq: int) -> str | None:
        """Return the link of one entry, None where the log does not reach it."""
        sql = "SELECT link FROM audit_entries WHERE seq = ?"
        found = run(self._connection, sql, (seq,)).fetchone()
        return found[0] if found else None

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """Return every signature, oldest first."""
        query = sa.select(audit_checkpoints).order_by(audit_checkpoints.c.seq)
        return tuple(Checkpoint(**row._mapping) for row in self._connection.execute(query))  # noqa: SLF001  SQLAlchemy's public name for it

    def checkpoint_at(self, seq: int) -> Checkpoint | None:
        """Return the signature under one entry, if there is one."""
        query = sa.select(audit_checkpoints).where(audit_checkpoints.c.seq == seq)
        row = self._connection.execute(query).first()
        return None if row is None else Checkpoint(**row._mapping)  # noqa: SLF001  as above

    def parts_of(self, seq: int) -> tuple[Part, ...]:
        """Return what one entry does not list, in order."""
        query = (
            sa.select(audit_parts.c.kind, audit_parts.c.body)
            .where(audit_parts.c.seq == seq)
            .order_by(audit_parts.c.part)
        )
        return tuple(Part(row.kind, bytes(row.body)) for row in self._connection.execute(query))

    def last_written(self, ids: Iterable[UUID]) -> dict[UUID, datetime]:
        """Return when each of some records was written last; those no entry names are left out.

        Entries are gone over from the newest on, until all of them are found.
        """
        left, found = {each.bytes: each for each in ids}, dict[UUID, datetime]()
        columns = (_e.seq, _e.at, _e.subject_count, _e.subjects)
        query = sa.select(*columns).where(_e.subject_count > 0).order_by(_e.seq.desc())
        query = query.execution_options(yield_per=CHUNK)
        rows = self._connection.execute(query) if left else ()
        for row in rows:
            touched = left.keys() & self._touched(row.seq, row.subject_count, row.subjects)
            found |= {left.pop(each): row.at for each in touched}
            if not left:
                break
        return found

    def _touched(self, seq: int, count: int, subjects: str) -> set[bytes]:
        """Return the identity of every record one entry touched, listed or not."""
        listed = {bytes.fromhex(line.split(" ")[1]) for line in subjects.splitlines()}
        if count == len(listed):
            return listed
        return listed.union(*(part.identities() for part in self.parts_of(seq)))

    def of_case(self, case: UUID, limit: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Return a case's newest entries, newest first, older than position ``before``."""
        query = sa.select(audit_entries).where(audit_entries.c.case == case)
        if before is not None:
            query = query.where(audit_entries.c.seq < before)
        query = query.order_by(audit_entries.c.seq.desc()).limit(limit)
        return tuple(read_entry(row) for row in self._connection.execute(query))

    def newest(self, limit: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Return the office's newest entries, newest first, older than position ``before``."""
        query = sa.select(audit_entries).order_by(audit_entries.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(audit_entries.c.seq < before)
        return tuple(read_entry(row) for row in self._connection.execute(query))

    def written(self, vouching: str) -> Iterator[Written]:
        """Give those of the newest entries that tell how the machine's clock went, oldest first.

        Between two of them moments follow each other within one year. What is no moment is passed
        over: checking the log is for others, and nobody must be kept outside by it.

        Args:
            vouching: the act by which somebody says that the clock is right.
        """
        rows = self._connection.execute(
            sa.text(_WRITTEN),
            {"vouching": vouching, "done": Outcome.DONE.value, "most": MOST_WRITTEN},
        )
        for seq, at, vouched in rows:
            with suppress(TypeError, ValueError):
                moment = datetime.strptime(at, "%Y-%m-%dT%H:%M:%S.%f%z")
                yield Written(seq=seq, at=moment, is_vouched=bool(vouched))

    def all(self, first: int = 1) -> Iterator[AuditEntry]:
        """Give every entry from a position on, oldest first."""
        query = (
            sa.select(audit_entries)
            .where(audit_entries.c.seq >= first)
            .order_by(audit_entries.c.seq)
        )
        rows = self._connection.execute(query.execution_options(yield_per=CHUNK))
        for row in rows:
            yield read_entry(row)

    def readable(self) -> Iterator[AuditEntry | int]:
        """Give every entry, oldest first, or only its position where it cannot be read.

        Positions before the first are looked at as well: nothing was ever written there.
        """
        first = _LEAST
        while True:
            try:
                for entry in self.all(first):
                    first = entry.seq + 1
                    yield entry
            except Damaged:
                for seq in self._positions(first):
                    first = seq + 1
                    yield self._entry_or_position(seq)
            else:
                return

    def _positions(self, first: int) -> tuple[int, ...]:
        query = sa.select(_e.seq).where(_e.seq >= first).order_by(_e.seq).limit(CHUNK)
        return tuple(self._connection.execute(query).scalars())

    def _entry_or_position(self, seq: int) -> AuditEntry | int:
        query = sa.select(audit_entries).where(_e.seq == seq)
        try:
            return read_entry(self._connection.execute(query).one())
        except Damaged:
            return seq


def _written(subjects: tuple[Subject, ...]) -> str:
    return "\n".join(f"{s.kind} {s.id.hex} {s.version} {s.digest}" for s in subjects)


def read_entry(row: sa.Row[Any]) -> AuditEntry:
    """Return the entry a row of the table holds.

    Raises:
        Damaged: it was never written here.
    """
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    try:
        lines = str(values["subjects"]).splitlines()
        values["subjects"] = tuple(_subject(line) for line in lines)
        values["facts"] = tuple(map(_fact, str(values["facts"]).splitlines()))
        values["subject_count"] = int(values["subject_count"])
    except ValueError:
        raise Damaged("vault.record_damaged") from None
    return AuditEntry(**values)


def _subject(line: str) -> Subject:
    kind, id_, version, digest = line.split(" ")
    return Subject(kind=kind, id=UUID(hex=id_), version=int(version), digest=digest)


def _fact(line: str) -> Fact:
    name, value = line.split(" ")
    return name, value
