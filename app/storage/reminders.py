"""Reminders on disk: a reminder is a record, never only a pop-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from app.domain.reminders import Reminder, ReminderState
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
