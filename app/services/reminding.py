"""Keeps the reminders of a dated record in step with its date, whichever feature owns the record.

Called inside the command that sets, moves or ends the date, so that a deadline and its reminders
are one transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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
        subject: the deadline, hearing, task, clock, item of evidence, or what disclosure is owed
            under.
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


def set_all_reminders(work: UnitOfWork, occasions: Iterable[Occasion]) -> None:
    """Write the usual reminders of many records."""
    work.reminders.add_all(each for one in occasions for each in _ahead_of(work, one, None))


def move_reminders(work: UnitOfWork, occasion: Occasion) -> None:
    """Drop what is open and set the same lead times ahead of the new date.

    Lead times of a record that never had reminders are those usual for its severity.
    """
    move_all_reminders(work, (occasion,))


def move_all_reminders(work: UnitOfWork, occasions: Sequence[Occasion]) -> None:
    """Move the reminders of many records.

    Where a record is back on its day, what rang for it and nobody answered rings on.
    """
    lead_days = work.reminders.lead_days_of(each.subject for each in occasions)
    drop_all_reminders(work, (each.subject for each in occasions))
    heard = work.reminders.answers_of((each.subject for each in occasions), work.now)
    work.reminders.add_all(
        _ringing_on(each, heard.get(occasion.subject, ()))
        for occasion in occasions
        for each in _ahead_of(work, occasion, lead_days.get(occasion.subject))
    )


def rename_reminders(work: UnitOfWork, occasion: Occasion) -> None:
    """Give the open reminders the record's new title and severity; their times stay."""
    rename_all_reminders(work, (occasion,))


def rename_all_reminders(work: UnitOfWork, occasions: Sequence[Occasion]) -> None:
    """Rename the reminders of many records."""
    held = work.reminders.open_of(each.subject for each in occasions)
    named = (
        (each, replace(each, title=occasion.title, severity=occasion.severity))
        for occasion in occasions
        for each in held.get(occasion.subject, ())
    )
    work.reminders.change_all([(before, after) for before, after in named if after != before])


def drop_reminders(work: UnitOfWork, subject: UUID) -> None:
    """Silence every open reminder of a record that is done, cancelled or gone."""
    drop_all_reminders(work, (subject,))


def drop_all_reminders(work: UnitOfWork, subjects: Iterable[UUID]) -> None:
    """Silence the reminders of many records."""
    held = work.reminders.open_of(subjects)
    silence(work, (each for some in held.values() for each in some))


def silence(work: UnitOfWork, reminders: Iterable[Reminder]) -> None:
    """Let reminders ring no more, without an answer."""
    work.reminders.change_all(
        [(each, replace(each, state=ReminderState.DROPPED)) for each in reminders]
    )


def reminder_of(
    occasion: Occasion,
    lead_days: int,
    due_at: datetime,
    state: ReminderState = ReminderState.WAITING,
    moved_from: date | None = None,
) -> Reminder:
    """Return a new reminder of an occasion; see `Reminder` for what is said of it."""
    return Reminder(
        id=ReminderId(new_id()),
        case=occasion.case,
        subject_kind=occasion.subject_kind,
        subject=occasion.subject,
        title=occasion.title,
        severity=occasion.severity,
        lead_days=lead_days,
        due_at=due_at,
        limit_on=occasion.limit_on,
        state=state,
        moved_from=moved_from,
    )


def _ahead_of(
    work: UnitOfWork, occasion: Occasion, lead_days: Iterable[int] | None
) -> Iterator[Reminder]:
    """Yield the reminders of a record, the earliest first; see `set_reminders`."""
    leads = set(DEFAULT_LEAD_DAYS[occasion.severity] if lead_days is None else lead_days)
    if any(not 0 <= lead <= LONGEST_LEAD_DAYS for lead in leads):
        raise Refused("reminder.lead_days", field="lead_days", longest=LONGEST_LEAD_DAYS)
    for lead in sorted(leads, reverse=True):
        yield _ahead(work, occasion, lead, rings_anyway=lead == min(leads))


def _ahead(work: UnitOfWork, occasion: Occasion, lead: int, *, rings_anyway: bool) -> Reminder:
    moment = due_at(occasion.limit_on, lead, work.zone)
    rings = rings_anyway or moment > work.now
    state = ReminderState.WAITING if rings else ReminderState.DROPPED
    return reminder_of(occasion, lead, moment, state)


def _ringing_on(reminder: Reminder, heard: Iterable[Reminder]) -> Reminder:
    """Return a new reminder as the last one that was silenced for this very day had it.

    Only the nearest lead time that was heard rings on, and only where nobody answered for it.

    Args:
        reminder: as it is set for a date nobody was reminded of.
        heard: what rang or was put off for the record before, and is open no more.
    """
    of_the_day = [each for each in heard if each.limit_on == reminder.limit_on]
    last = max(of_the_day, key=lambda each: (-each.lead_days, each.id), default=None)
    if last is None or last.lead_days != reminder.lead_days or last.acknowledged_at is not None:
        return reminder
    return replace(
        reminder,
        due_at=last.due_at,
        state=ReminderState.SNOOZED if last.snoozed_times else ReminderState.WAITING,
        snoozed_times=last.snoozed_times,
    )
