"""The reminders inbox: seeing what rings, putting it off, answering for it, setting more."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.errors import NotPermitted, Refused
from app.domain.paging import PAGE, Cursor, Page
from app.domain.reminders import (
    Inbox,
    InboxCounts,
    Nap,
    Reminder,
    ReminderId,
    ReminderLine,
    SubjectKind,
    naps,
)
from app.domain.severity import Severity
from app.domain.text import clean
from app.domain.users import Permission
from app.services.clock_standings import CaseClockBook, clock_occasion
from app.services.office import Command, Query
from app.services.owed_disclosure import owed_occasion, require_owed_day
from app.services.presence import came_due_while_away
from app.services.reminding import Occasion, set_reminders
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class RemindersInbox(Query[Page[ReminderLine]]):
    """One page of a part of the inbox, critical ones and the nearest dates first.

    Attributes:
        mine: only reminders of the asking person's cases, or of what is given to that person.
    """

    part: Inbox = Inbox.DUE
    mine: bool = False
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[ReminderLine]:
        """Return the page; reminders of hidden cases are not in it."""
        return reading.reminder_lines.page(
            self.part, mine=self.mine, after=self.after, size=self.size
        )


@dataclass(frozen=True)
class InboxState:
    """What stands above the inbox.

    Attributes:
        came_due_while_away: of those due, how many began while the person was away.
    """

    counts: InboxCounts
    came_due_while_away: int


@dataclass(frozen=True)
class InboxOverview(Query[InboxState]):
    """How many reminders lie in each part of the inbox, and what was missed while away."""

    mine: bool = False
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> InboxState:
        """Return the counts."""
        return InboxState(
            counts=reading.reminder_lines.counts(mine=self.mine),
            came_due_while_away=came_due_while_away(reading, mine=self.mine),
        )


@dataclass(frozen=True)
class DueRemindersCount(Query[int]):
    """How many of the asking person's reminders are due: the number in the rail."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number."""
        return reading.reminder_lines.count(Inbox.DUE, mine=True)


@dataclass(frozen=True)
class Answerable:
    """A reminder with the ways to answer it.

    Attributes:
        naps: usual snoozes that are lawful now, with their moments in UTC.
    """

    reminder: Reminder
    naps: tuple[tuple[Nap, datetime], ...]


@dataclass(frozen=True)
class ReminderOf(Query[Answerable]):
    """One reminder in full, and how it can be answered."""

    reminder: ReminderId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case of what it warns of."""
        return reading.reminders.get(self.reminder).case

    def run(self, reading: Reading) -> Answerable:
        """Return the reminder.

        Raises:
            Missing: there is none with this identity.
        """
        reminder = reading.reminders.get(self.reminder)
        offered = naps(reading.now, reminder.limit_on, reading.zone)
        return Answerable(reminder, offered)


class _OnReminder:
    """Mixed into acts that name their reminder in a field ``reminder``."""

    reminder: ReminderId

    def concerns(self, work: Reading) -> UUID:
        """The case of what it warns of."""
        return work.reminders.get(self.reminder).case


@dataclass(frozen=True)
class Answered:
    """Reminders before and after an answer; the first is the one that was named.

    Earlier reminders of the same date that rang too are silenced: one answer a date is enough.
    """

    before: tuple[Reminder, ...]
    after: tuple[Reminder, ...]

    @property
    def reminder(self) -> Reminder:
        """The one that was named, as it is now."""
        return self.after[0]


@dataclass(frozen=True, kw_only=True)
class SnoozeReminder(_OnReminder, Command[Answered]):
    """Put a reminder off until a moment, at the latest to the end of the day it warns of."""

    reminder: ReminderId
    until: datetime
    needs: ClassVar[Permission] = Permission.REMINDERS_EDIT

    def run(self, work: UnitOfWork) -> Answered:
        """Write the moment.

        Raises:
            Refused: the moment is past, reaches beyond the date, or the reminder is answered.
        """
        if self.until <= work.now:
            raise Refused("reminder.until_past", field="until")
        return _answer(work, self.reminder, lambda each: each.snoozed(self.until, work.zone))

    def undo(self, done: Answered) -> "RestoreReminders":
        """Let it ring as before."""
        return RestoreReminders(before=done.before, after=done.after)


@dataclass(frozen=True, kw_only=True)
class AcknowledgeReminder(_OnReminder, Command[Answered]):
    """Answer for a reminder by name; this is kept and cannot be taken back."""

    reminder: ReminderId
    note: str = ""
    needs: ClassVar[Permission] = Permission.REMINDERS_EDIT

    def run(self, work: UnitOfWork) -> Answered:
        """Write name, moment and note.

        Raises:
            Refused: it is answered already, or the note is too long.
        """
        note = clean(self.note, "note")
        return _answer(
            work, self.reminder, lambda each: each.acknowledged(work.now, work.actor.name, note)
        )


@dataclass(frozen=True, kw_only=True)
class DropReminder(_OnReminder, Command[Answered]):
    """Silence a reminder nobody needs; one of a date set by law must be acknowledged instead."""

    reminder: ReminderId
    needs: ClassVar[Permission] = Permission.REMINDERS_EDIT

    def run(self, work: UnitOfWork) -> Answered:
        """Write that it is silenced.

        Raises:
            Refused: it is critical, or answered already.
        """
        return _answer(work, self.reminder, Reminder.dropped)

    def undo(self, done: Answered) -> "RestoreReminders":
        """Let it ring as before."""
        return RestoreReminders(before=done.before, after=done.after)


@dataclass(frozen=True, kw_only=True)
class RestoreReminders(Command[None]):
    """Put reminders back as they were before they were put off or silenced."""

    before: tuple[Reminder, ...]
    after: tuple[Reminder, ...]
    needs: ClassVar[Permission] = Permission.REMINDERS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case they are stored with; all of them are of one date."""
        return work.reminders.get(self.before[0].id).case

    def run(self, work: UnitOfWork) -> None:
        """Write the old content; case and date stay.

        Raises:
            Stale: somebody answered one of them since.
        """
        first = work.reminders.get(self.before[0].id)
        for old, new in zip(self.before, self.after, strict=True):
            kept = replace(old, case=first.case, subject=first.subject)
            work.reminders.change(kept, expects=new.version)


@dataclass(frozen=True, kw_only=True)
class AddReminders(Command[tuple[Reminder, ...]]):
    """Set further reminders ahead of a deadline, hearing, task, clock or day of disclosure.

    Attributes:
        lead_days: days ahead of the date, 0 = on the day; those set already are left alone.
    """

    subject_kind: SubjectKind
    subject: UUID
    lead_days: tuple[int, ...]
    needs: ClassVar[Permission] = Permission.REMINDERS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case of what they warn of."""
        return _occasion(work, self.subject_kind, self.subject).case

    def run(self, work: UnitOfWork) -> tuple[Reminder, ...]:
        """Write the reminders and return those that are new.

        Raises:
            Refused: no lead time is given, one is below zero or over a year, all are set
                already, or the task has no day.
        """
        occasion = _occasion(work, self.subject_kind, self.subject)
        before = {each.id: each for each in work.reminders.open_for(self.subject)}
        leads = set(self.lead_days) - {each.lead_days for each in before.values()}
        if not leads:
            raise Refused("reminder.none_new", field="lead_days")
        set_reminders(work, occasion, leads)
        return tuple(r for r in work.reminders.open_for(self.subject) if r.id not in before)

    def undo(self, done: tuple[Reminder, ...]) -> "RemoveReminders | None":
        """Take them away again; nothing to take where each lay behind us."""
        return RemoveReminders(reminders=done) if done else None


@dataclass(frozen=True, kw_only=True)
class RemoveReminders(Command[None]):
    """Take away reminders that were just set by mistake."""

    reminders: tuple[Reminder, ...]
    needs: ClassVar[Permission] = Permission.REMINDERS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case; all of them are of one date."""
        return self.reminders[0].case

    def run(self, work: UnitOfWork) -> None:
        """Remove the rows.

        Raises:
            Stale: somebody answered one of them since.
        """
        for each in self.reminders:
            work.reminders.remove(each)


def _answer(work: UnitOfWork, id_: ReminderId, answer: Callable[[Reminder], Reminder]) -> Answered:
    """Write the answer to a reminder, and silence the earlier ones of its date that rang too."""
    named = work.reminders.get(id_)
    answered = answer(named)
    earlier = [
        each
        for each in work.reminders.open_for(named.subject)
        if each.id != named.id and each.has_rung(work.now) and each.lead_days >= named.lead_days
    ]
    after = (answered, *(each.superseded() for each in earlier))
    return Answered((named, *earlier), tuple(work.reminders.change(each) for each in after))


def _occasion(work: Reading, kind: SubjectKind, subject: UUID) -> Occasion:
    """Return what a record's reminders warn of.

    Raises:
        Missing: there is no such record.
        Refused: the task has no day, the clock no limit, what is to be disclosed is settled, or an
            item of evidence was named.
    """
    find = {
        SubjectKind.DEADLINE: _deadline,
        SubjectKind.HEARING: _hearing,
        SubjectKind.TASK: _task,
        SubjectKind.CLOCK: _clock,
        SubjectKind.DISCLOSURE: _disclosure,
    }.get(kind)
    if find is None:
        raise Refused("reminder.of_evidence", field="lead_days")
    return find(work, subject)


def _deadline(work: Reading, id_: UUID) -> Occasion:
    deadline = work.deadlines.get(id_)
    deadline.require_open()
    return Occasion(
        subject_kind=SubjectKind.DEADLINE,
        subject=deadline.id,
        case=deadline.case,
        title=deadline.title,
        limit_on=deadline.due_on,
        severity=deadline.severity,
    )


def _hearing(work: Reading, id_: UUID) -> Occasion:
    hearing = work.hearings.get(id_)
    hearing.require_set()
    return Occasion(
        subject_kind=SubjectKind.HEARING,
        subject=hearing.id,
        case=hearing.case,
        title=work.codes.label(CodeList.HEARING, hearing.kind),
        limit_on=hearing.on,
        severity=Severity.COURT_ORDERED,
    )


def _clock(work: Reading, id_: UUID) -> Occasion:
    clock = work.speedy_clocks.get(id_)
    clock.require_running()
    occasion = clock_occasion(CaseClockBook(work, clock.case).standing_of(clock, work.today))
    if occasion is None:
        raise Refused("clock.no_limit")
    return occasion


def _disclosure(work: Reading, id_: UUID) -> Occasion:
    if not work.discloses:
        raise NotPermitted("role.not_permitted", permission=Permission.DISCLOSURE_VIEW)
    owed = require_owed_day(work, id_)
    if not owed.is_owed:
        raise Refused("disclosure.not_owed", field="lead_days")
    return owed_occasion(owed)


def _task(work: Reading, id_: UUID) -> Occasion:
    task = work.tasks.get(id_)
    task.require_open()
    if task.due_on is None:
        raise Refused("task.no_day", field="due_on")
    return Occasion(
        subject_kind=SubjectKind.TASK,
        subject=task.id,
        case=task.case,
        title=task.title,
        limit_on=task.due_on,
        severity=Severity.INTERNAL,
    )
