"""Counting what the office holds, behind the walls."""

from uuid import UUID

import sqlalchemy as sa

from app.domain.persons import Role
from app.storage.attachment_records import attachments
from app.storage.charges import charges, dispositions, sentences
from app.storage.deadlines import deadlines
from app.storage.evidence import custody_events, evidence_items
from app.storage.hearings import hearings
from app.storage.known import known_to, visible_to
from app.storage.notes import notes
from app.storage.persons import parties
from app.storage.reminders import reminders
from app.storage.tasks import tasks
from app.storage.victims import contacts, victims
from app.storage.witnesses import witnesses

COUNTED: dict[str, sa.Table] = {
    "charges": charges,
    "victims": victims,
    "witnesses": witnesses,
    "evidence": evidence_items,
    "custody_events": custody_events,
    "hearings": hearings,
    "deadlines": deadlines,
    "reminders": reminders,
    "tasks": tasks,
    "notes": notes,
    "contacts": contacts,
    "dispositions": dispositions,
    "sentences": sentences,
    "attachments": attachments,
}
"""Word for a kind of record -> its table; each row belongs to a case."""


class RecordCounts:
    """Counts for one user."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def by_kind(self) -> dict[str, int]:
        """Return how many records of each kind lie in cases the user may see."""
        return {word: self._count(table) for word, table in COUNTED.items()}

    def defendants(self) -> int:
        """Return how many defendants there are, each counted once a case."""
        return self._count(parties, parties.c.role == Role.DEFENDANT)

    def by_disposition(self) -> dict[str, int]:
        """Return how many dispositions there are of each code, the most frequent first."""
        code, number = dispositions.c.code, sa.func.count()
        query = (
            sa.select(code, number.label("number"))
            .where(visible_to(self._user, dispositions.c.case))
            .group_by(code)
            .order_by(number.desc(), code)
        )
        return {row.code: row.number for row in self._connection.execute(query)}

    def _count(self, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        query = (
            sa.select(sa.func.count())
            .select_from(table)
            .where(visible_to(self._user, table.c.case), *known_to(self._user, table), *conditions)
        )
        return int(self._connection.execute(query).scalar_one())
