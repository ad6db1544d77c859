"""What a unit of work has touched so far: the raw material of the announcement and the audit."""

from uuid import UUID

from app.domain.audit import PART_BYTES, Part, Subject, hash_of_all, noted_digest
from app.domain.record import Record, Version
from app.domain.renumbering import Versions

LISTED = 100
"""Records named one by one in an audit entry; more are kept beside it."""
LONGEST_PART = 5_000 * PART_BYTES
_NO_CONTENT = bytes(32)


class Journal:
    """Collects, record by record, what was written.

    Args:
        salt: keys the digests in the log (`noted_digest`).
    """

    def __init__(self, salt: bytes) -> None:
        self.kinds: set[str] = set()
        self.ids: set[UUID] = set()
        self.cases: set[UUID] = set()
        self.items: set[UUID] = set()
        self.subjects: list[Subject] = []
        self.count = 0
        self._before: dict[UUID, Version] = {}
        self._after: dict[UUID, Version] = {}
        self._salt = salt
        self._packed: list[tuple[str, bytearray]] = []

    def touched(self, kind: str, record: Record, digest: bytes) -> None:
        """Note that a record now has this content, in which case and item of evidence."""
        id_ = record.id
        self.kinds.add(kind)
        self.ids.add(id_)
        _add(self.cases, id_ if kind == "cases" else getattr(record, "case", None))
        _add(self.items, id_ if kind == "evidence_items" else getattr(record, "item", None))
        self._number(record, is_there=bool(digest))
        self.count += 1
        if self.count > LISTED:
            self._pack(kind, id_.bytes + (digest or _NO_CONTENT))
            return
        noted = noted_digest(digest, self._salt).hex()
        self.subjects.append(Subject(kind=kind, id=id_, version=record.version, digest=noted))

    def seen(self, how: str, record: Record) -> None:
        """Note that a record was shown in full; nothing changed, so no view need ask again."""
        self.count += 1
        self.subjects.append(Subject(kind=how, id=record.id, version=record.version))

    def begin_entry(self) -> None:
        """Note from here on for another entry of the log; what is announced stays together."""
        self.subjects, self._packed, self.count = [], [], 0

    @property
    def versions(self) -> Versions:
        """The versions of all that was written, whichever entry it is noted in."""
        return Versions(self._before, self._after)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The records touched beyond those listed."""
        return tuple(Part(kind, bytes(body)) for kind, body in self._packed)

    def after_hash(self, parts: tuple[Part, ...]) -> str:
        """Return the hash over everything touched, given `parts`."""
        return hash_of_all(self._salt, self.subjects, parts)

    def _number(self, record: Record, *, is_there: bool) -> None:
        before = Version(record.version - 1) if is_there else record.version
        self._before.setdefault(record.id, before)
        if is_there:
            self._after[record.id] = record.version
        else:
            self._after.pop(record.id, None)

    def _pack(self, kind: str, words: bytes) -> None:
        last = self._packed[-1] if self._packed else None
        if last is None or last[0] != kind or len(last[1]) >= LONGEST_PART:
            last = (kind, bytearray())
            self._packed.append(last)
        last[1].extend(words)


def _add(known: set[UUID], id_: UUID | None) -> None:
    if id_ is not None:
        known.add(id_)
