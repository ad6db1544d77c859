"""Reminders on disk: a reminder is a record, never only a pop-up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
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

    def of_subject(self, subject: UUID) -> tuple[Reminder, ...]:
        """Return every reminder that one record ever had."""
        return self.where(reminders.c.subject == subject)

    def open_for(self, subject: UUID) -> tuple[Reminder, ...]:
        """Return the reminders of one deadline, hearing or task that are not done."""
        return self.where(reminders.c.subject == subject, reminders.c.state.in_(OPEN_STATES))

    def open_of(self, subjects: Iterable[UUID]) -> Mapping[UUID, list[Reminder]]:
        """Return the open reminders of some records by the record, none for one without."""
        found: defaultdict[UUID, list[Reminder]] = defaultdict(list)
        for some in in_portions(subjects):
            for each in self.where(
                reminders.c.subject.in_(some), reminders.c.state.in_(OPEN_STATES)
            ):
                found[each.subject].append(each)
        return found

    def lead_days_of(self, subjects: Iterable[UUID]) -> Mapping[UUID, set[int]]:
        """Return the lead times some records ever had reminders for, by the record.

        A date that has moved often has many that were dropped; none of them is read as a whole.
        """
        found: defaultdict[UUID, set[int]] = defaultdict(set)
        columns = (reminders.c.subject, reminders.c.lead_days)
        for some in in_portions(subjects):
            query = sa.select(*columns).where(reminders.c.subject.in_(some), *self._known)
            for subject, days in self._connection.execute(query):
                found[subject].add(days)
        return found

    def answers_of(self, subjects: Iterable[UUID], now: datetime) -> Mapping[UUID, list[Reminder]]:
        """Return what rang by ``now``, was answered or put off and is open no more, by record."""
        was_heard = sa.or_(
            reminders.c.due_at <= now,
            reminders.c.snoozed_times > 0,
            reminders.c.acknowledged_at.is_not(None),
        )
        found: defaultdict[UUID, list[Reminder]] = defaultdict(list)
        for some in in_portions(subjects):
            for each in self.where(
                reminders.c.subject.in_(some),
                reminders.c.state.not_in(OPEN_STATES),
                reminders.c.version > 1,  # one that never was to ring has never been changed
                was_heard,
            ):
                found[each.subject].append(each)
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
