"""Keeps the reminders of a dated record in step with its date, whichever feature owns the record.

Called inside the command that sets, moves or ends the date, so that a deadline and its reminders
are one transaction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.reminders import (
    DEFAULT_LEAD_DAYS,
    Reminder,
    ReminderId,
    ReminderState,
    SubjectKind,
    due_at,
)
from app.domain.severity import Severity
from app.storage.unit_of_work import UnitOfWork

LONGEST_LEAD_DAYS = 366
"""A reminder more than a year ahead is a slip of the keyboard."""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """What reminders warn of.

    Attributes:
        subject: the deadline, hearing, task or item of evidence.
        limit_on: the day itself.
    """

    subject_kind: SubjectKind
    subject: UUID
    case: CaseId
    title: str
    limit_on: date
    severity: Severity


def set_reminders(
    work: UnitOfWork, occasion: Occasion, lead_days: Iterable[int] | None = None
) -> None:
    """Write one reminder for each lead time.

    A lead time that lies behind us already is written as dropped: it does not ring, but is known
    when the date moves out again. The shortest always rings, so that no date goes unannounced.
    ``lead_days`` of None are those usual for the severity; empty ones set no reminder.

    Raises:
        Refused: ``reminder.lead_days``, for a lead time below zero or over a year.
    """
    work.reminders.add_all(_ahead_of(work, occasion, lead_days))


def move_reminders(work: UnitOfWork, occasion: Occasion) -> None:
    """Drop what is open and set the same lead times ahead of the new date.

    Lead times of a record that never had reminders are those usual for its severity.
    """
    move_all_reminders(work, (occasion,))


def move_all_reminders(work: UnitOfWork, occasions: Iterable[Occasion]) -> None:
    """Move the reminders of many records, each as `move_reminders` does."""
    by_subject = {occasion.subject: occasion for occasion in occasions}
    before = _reminders_of(work, by_subject)
    _silence(work, (each for known in before.values() for each in known if each.is_open))
    work.reminders.add_all(
        reminder
        for subject, occasion in by_subject.items()
        for reminder in _ahead_of(
            work, occasion, {each.lead_days for each in before[subject]} or None
        )
    )


def rename_reminders(work: UnitOfWork, occasion: Occasion) -> None:
    """Give the open reminders the record's new title and severity; their times stay."""
    rename_all_reminders(work, (occasion,))


def rename_all_reminders(work: UnitOfWork, occasions: Iterable[Occasion]) -> None:
    """Rename the reminders of many records, each as `rename_reminders` does."""
    by_subject = {occasion.subject: occasion for occasion in occasions}
    named = [
        (each, replace(each, title=occasion.title, severity=occasion.severity))
        for subject, known in _reminders_of(work, by_subject).items()
        for occasion in (by_subject[subject],)
        for each in known
        if each.is_open
    ]
    work.reminders.change_all([(old, new) for old, new in named if old != new])


def drop_reminders(work: UnitOfWork, subject: UUID) -> None:
    """Silence every open reminder of a record that is done, cancelled or gone."""
    _silence(work, work.reminders.open_for(subject))


def _reminders_of(work: UnitOfWork, subjects: Iterable[UUID]) -> defaultdict[UUID, list[Reminder]]:
    """Return every reminder of each record, silent ones too."""
    known = defaultdict[UUID, list[Reminder]](list)
    for each in work.reminders.of_subjects(subjects):
        known[each.subject].append(each)
    return known


def _silence(work: UnitOfWork, reminders: Iterable[Reminder]) -> None:
    work.reminders.change_all(
        [(each, replace(each, state=ReminderState.DROPPED)) for each in reminders]
    )


def _ahead_of(
    work: UnitOfWork, occasion: Occasion, lead_days: Iterable[int] | None
) -> Iterator[Reminder]:
    leads = set(DEFAULT_LEAD_DAYS[occasion.severity] if lead_days is None else lead_days)
    if any(not 0 <= lead <= LONGEST_LEAD_DAYS for lead in leads):
        raise Refused("reminder.lead_days", field="lead_days", longest=LONGEST_LEAD_DAYS)
    for lead in sorted(leads, reverse=True):
        yield _reminder(work, occasion, lead, rings_anyway=lead == min(leads))


def _reminder(work: UnitOfWork, occasion: Occasion, lead: int, *, rings_anyway: bool) -> Reminder:
    moment = due_at(occasion.limit_on, lead, work.zone)
    rings = rings_anyway or moment > work.now
    return Reminder(
        id=ReminderId(new_id()),
        case=occasion.case,
        subject_kind=occasion.subject_kind,
        subject=occasion.subject,
        title=occasion.title,
        severity=occasion.severity,
        lead_days=lead,
        due_at=moment,
        limit_on=occasion.limit_on,
        state=ReminderState.WAITING if rings else ReminderState.DROPPED,
    )
