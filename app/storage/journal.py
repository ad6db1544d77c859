"""What a unit of work has touched so far: the raw material of the announcement and the audit."""

import hashlib
from uuid import UUID

from app.domain.audit import Subject

LISTED = 100
"""Records named one by one in an audit entry; more are covered by its hash alone."""


class Journal:
    """Collects, record by record, what was written."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.ids: set[UUID] = set()
        self.cases: set[UUID] = set()
        self.subjects: list[Subject] = []
        self.count = 0
        self._hash = hashlib.sha256()

    def touched(self, kind: str, id_: UUID, version: int, digest: bytes, case: UUID | None) -> None:
        """Note that a record now has this content."""
        self.kinds.add(kind)
        self.ids.add(id_)
        if case is not None:
            self.cases.add(case)
        self.count += 1
        self._hash.update(id_.bytes + digest)
        if self.count <= LISTED:
            self.subjects.append(Subject(kind=kind, id=id_, version=version, digest=digest.hex()))

    @property
    def after_hash(self) -> str:
        """SHA-256 over identity and digest of everything touched, in order; empty for nothing."""
        return self._hash.hexdigest() if self.count else ""
