"""Reminders on disk: a reminder is a record, never only a pop-up."""

from collections.abc import Iterable
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

    def of_subjects(self, subjects: Iterable[UUID]) -> tuple[Reminder, ...]:
        """Return the reminders of these deadlines, hearings or tasks, whatever their state."""
        portions = in_portions(subjects)
        return tuple(
            each for some in portions for each in self.where(reminders.c.subject.in_(some))
        )

    def open_for(self, subject: UUID) -> tuple[Reminder, ...]:
        """Return the reminders of one deadline, hearing or task that are not done."""
        return self.where(reminders.c.subject == subject, reminders.c.state.in_(OPEN_STATES))
