"""What a unit of work has touched so far: the raw material of the announcement and the audit."""

import hashlib
from uuid import UUID

from app.domain.audit import Subject
from app.domain.record import Record

LISTED = 100
"""Records named one by one in an audit entry; more are covered by its hash alone."""


class Journal:
    """Collects, record by record, what was written."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.ids: set[UUID] = set()
        self.cases: set[UUID] = set()
        self.items: set[UUID] = set()
        self.subjects: list[Subject] = []
        self.count = 0
        self._hash = hashlib.sha256()

    def touched(self, kind: str, record: Record, digest: bytes) -> None:
        """Note that a record now has this content, in which case and item of evidence."""
        id_, version = record.id, record.version
        self.kinds.add(kind)
        self.ids.add(id_)
        _add(self.cases, id_ if kind == "cases" else getattr(record, "case", None))
        _add(self.items, id_ if kind == "evidence_items" else getattr(record, "item", None))
        self.count += 1
        self._hash.update(id_.bytes + digest)
        if self.count <= LISTED:
            self.subjects.append(Subject(kind=kind, id=id_, version=version, digest=digest.hex()))

    @property
    def after_hash(self) -> str:
        """SHA-256 over identity and digest of everything touched, in order; empty for nothing."""
        return self._hash.hexdigest() if self.count else ""


def _add(known: set[UUID], id_: UUID | None) -> None:
    if id_ is not None:
        known.add(id_)
