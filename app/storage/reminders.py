"""Reminders on disk: a reminder is a record, never only a pop-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.domain.reminders import Reminder, ReminderState, SubjectKind
from app.storage.repository import Changeable, in_portions
from app.storage.schema import record_table

reminders = record_table(
    "reminders", Reminder, indexed=[("state", "due_at"), ("subject", "state", "due_at")]
)

OPEN_STATES = (ReminderState.WAITING, ReminderState.SNOOZED)


class Reminders(Changeable[Reminder]):
    """Warnings ahead of dates."""

    record = Reminder
    table = reminders

    def open_for(self, subject: UUID) -> tuple[Reminder, ...]:
        """Return the reminders of one deadline, hearing or task that are not done."""
        return self.where(reminders.c.subject == subject, reminders.c.state.in_(OPEN_STATES))

    def of_subjects(self, subjects: Iterable[UUID]) -> Mapping[UUID, list[Reminder]]:
        """Return every reminder of some records by the record, none left out for one without."""
        found: defaultdict[UUID, list[Reminder]] = defaultdict(list)
        for some in in_portions(subjects):
            for reminder in self.where(reminders.c.subject.in_(some)):
                found[reminder.subject].append(reminder)
        return found

    def limits_of(self, kind: SubjectKind) -> dict[UUID, frozenset[date]]:
        """Return the days that open reminders of all records of a kind warn of, by record."""
        columns = (reminders.c.subject, reminders.c.limit_on)
        query = (
            sa.select(*columns)
            .distinct()
            .where(reminders.c.subject_kind == kind, reminders.c.state.in_(OPEN_STATES))
        )
        found: dict[UUID, frozenset[date]] = {}
        for subject, limit_on in self._connection.execute(query):
            found[subject] = found.get(subject, frozenset()) | {limit_on}
        return found
