"""The audit log on disk: entries are appended in the transaction of the act they record."""

from collections.abc import Iterator
from uuid import UUID

import sqlalchemy as sa

from app.domain.audit import GENESIS, AuditEntry, ChainReport, Fact, Outcome, Subject
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
APPEND_ONLY += ["audit_entries", "audit_checkpoints", "audit_parts", "audit_salts"]

_HEAD = "SELECT seq, link FROM audit_entries ORDER BY seq DESC LIMIT 1"
CHUNK = 2_000


class AuditLog:
    """Appends to and reads the chain inside one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def head(self) -> tuple[int, str]:
        """Return position and link of the last entry; ``(0, GENESIS)`` for an empty log."""
        return run(self._connection, _HEAD).fetchone() or (0, GENESIS)

    def append(self, entry: AuditEntry) -> None:
        """Write an entry whose link has been made."""
        row = dict(entry.__dict__)
        row["subjects"] = _written(entry.subjects)
        row["facts"] = "\n".join(" ".join(fact) for fact in entry.facts)
        insert_rows(self._connection, audit_entries, [row])

    def of_case(self, case: UUID, limit: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Return a case's newest entries, newest first, older than position ``before``."""
        query = sa.select(audit_entries).where(audit_entries.c.case == case)
        if before is not None:
            query = query.where(audit_entries.c.seq < before)
        query = query.order_by(audit_entries.c.seq.desc()).limit(limit)
        return tuple(_read(row) for row in self._connection.execute(query))

    def newest(self, limit: int, before: int | None = None) -> tuple[AuditEntry, ...]:
        """Return the office's newest entries, newest first, older than position ``before``."""
        query = sa.select(audit_entries).order_by(audit_entries.c.seq.desc()).limit(limit)
        if before is not None:
            query = query.where(audit_entries.c.seq < before)
        return tuple(_read(row) for row in self._connection.execute(query))

    def check(self) -> ChainReport:
        """Walk the whole chain and report every position that does not follow."""
        previous, expected, broken, count = GENESIS, 1, [], 0
        for entry in self._all():
            whole = entry.seq == expected and entry.previous == previous
            if not whole or entry.link != entry.expected_link():
                broken.append(entry.seq)
            previous, expected, count = entry.link, entry.seq + 1, count + 1
        return ChainReport(count, expected - 1, previous, tuple(broken))

    def _all(self) -> Iterator[AuditEntry]:
        query = sa.select(audit_entries).order_by(audit_entries.c.seq)
        rows = self._connection.execution_options(yield_per=CHUNK).execute(query)
        for row in rows:
            yield _read(row)


def _written(subjects: tuple[Subject, ...]) -> str:
    return "\n".join(f"{s.kind} {s.id.hex} {s.version} {s.digest}" for s in subjects)


def _read(row: sa.Row[tuple[object, ...]]) -> AuditEntry:
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    lines = str(values["subjects"]).splitlines()
    values["subjects"] = tuple(_subject(line) for line in lines)
    values["facts"] = tuple(map(_fact, str(values["facts"]).splitlines()))
    return AuditEntry(**values)


def _subject(line: str) -> Subject:
    kind, id_, version, digest = line.split(" ")
    return Subject(kind=kind, id=UUID(hex=id_), version=int(version), digest=digest)


def _fact(line: str) -> Fact:
    name, value = line.split(" ")
    return name, value
