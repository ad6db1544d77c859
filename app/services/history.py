"""What happened to a case: its entries in the audit log, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, cast
from uuid import UUID

from app.domain.audit import AuditEntry, Outcome
from app.domain.cases import CaseId
from app.domain.paging import PAGE, Cursor, Page
from app.domain.users import Permission
from app.i18n.acts import act_words
from app.services.office import OfCase, Query
from app.storage.unit_of_work import Reading

NAMED = 3
"""Records named in one line; further ones are counted."""


@dataclass(frozen=True)
class HistoryLine:
    """One entry of the log.

    Attributes:
        seq: its position in the whole log.
        what: e.g. ``"Added charge"``.
        about: names of the records touched, where they have one; ``more`` how many beyond.
    """

    seq: int
    at: datetime
    who: str
    what: str
    outcome: Outcome
    about: tuple[str, ...]
    more: int

    @property
    def id(self) -> int:
        """The position, by which tables keep their place."""
        return self.seq


@dataclass(frozen=True, kw_only=True)
class CaseHistory(OfCase, Query[Page[HistoryLine]]):
    """The audit entries of a case, newest first, a page at a time."""

    case: CaseId
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.AUDIT_VIEW

    def run(self, reading: Reading) -> Page[HistoryLine]:
        """Return the page."""
        before = None if self.after is None else cast("int", self.after[0])
        entries = _known(reading, self.case, self.size + 1, before)
        shown = entries[: self.size]
        names = reading.labels.of(
            subject.id for entry in shown for subject in entry.subjects[:NAMED]
        )
        people = {entry.user: reading.users.name_of(entry.user) for entry in shown}
        lines = tuple(_line(entry, people[entry.user], names) for entry in shown)
        return Page(lines, (shown[-1].seq,) if len(entries) > self.size else None)


def _known(reading: Reading, case: CaseId, size: int, before: int | None) -> tuple[AuditEntry, ...]:
    """Return the newest entries but those of people who are protected from the user."""
    hidden = reading.hidden_records()
    found: list[AuditEntry] = []
    while len(found) < size:
        entries = reading.audit.of_case(case, size, before)
        if not entries:
            break
        found += (each for each in entries if hidden.isdisjoint(s.id for s in each.subjects))
        before = entries[-1].seq
    return tuple(found[:size])


def _line(entry: AuditEntry, who: str, names: dict[UUID, str]) -> HistoryLine:
    listed = [subject.id for subject in entry.subjects[:NAMED]]
    about = tuple(dict.fromkeys(names[each] for each in listed if each in names))
    more = max(0, entry.subject_count - NAMED)
    return HistoryLine(
        seq=entry.seq,
        at=entry.at,
        who=who,
        what=act_words(entry.action),
        outcome=entry.outcome,
        about=about,
        more=more,
    )
