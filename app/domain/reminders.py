"""Reminders: kept as records, so that nothing is missed while the program is closed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.record import Record
from app.domain.severity import Severity

ReminderId = NewType("ReminderId", UUID)

DEFAULT_LEAD_DAYS: dict[Severity, tuple[int, ...]] = {
    Severity.STATUTORY: (14, 7, 3, 1, 0),
    Severity.COURT_ORDERED: (7, 3, 1, 0),
    Severity.INTERNAL: (1, 0),
}
"""Days before the date at which the office is reminded, unless the user chooses others."""

MORNING = time(8, 0)
"""The office's clock time at which a reminder comes due."""


class SubjectKind(StrEnum):
    """What a reminder is about."""

    DEADLINE = "deadline"
    HEARING = "hearing"
    TASK = "task"
    EVIDENCE = "evidence"
    CLOCK = "clock"
    DISCLOSURE = "disclosure"


class Inbox(StrEnum):
    """The parts of the reminders inbox; ``COMING`` are those that have not rung yet."""

    DUE = "due"
    SNOOZED = "snoozed"
    COMING = "coming"
    ACKNOWLEDGED = "acknowledged"


class ReminderState(StrEnum):
    """Where a reminder stands; acknowledged and dropped are final."""

    WAITING = "waiting"
    SNOOZED = "snoozed"
    ACKNOWLEDGED = "acknowledged"
    DROPPED = "dropped"


@dataclass(frozen=True, kw_only=True)
class Reminder(Record):
    """One warning ahead of one date.

    Attributes:
        due_at: when it asks for attention, UTC; moves when snoozed.
        limit_on: the day it warns of; no snooze goes past it.
        lead_days: days ahead of ``limit_on`` it was set for.
        moved_from: the later day that stood there before; such a reminder rings at once, whatever
            the lead times. None for all others.
    """

    id: ReminderId
    case: CaseId
    subject_kind: SubjectKind
    subject: UUID
    title: str
    severity: Severity
    lead_days: int
    due_at: datetime
    limit_on: date
    state: ReminderState = ReminderState.WAITING
    snoozed_times: int = 0
    acknowledged_at: datetime | None = None
    acknowledged_by: str = ""
    note: str = ""
    moved_from: date | None = None

    @property
    def is_critical(self) -> bool:
        """Whether it can only be acknowledged by name, never dismissed with others."""
        return self.severity is Severity.STATUTORY

    def snoozed(self, until: datetime, zone: str) -> "Reminder":
        """Return the reminder asleep until ``until`` (UTC).

        Raises:
            Refused: it is done, or the snooze would reach past the date it warns of.
        """
        self.require_open()
        if until > last_moment(self.limit_on, zone):
            raise Refused("reminder.past_limit", field="until", limit=self.limit_on)
        return replace(
            self, due_at=until, state=ReminderState.SNOOZED, snoozed_times=self.snoozed_times + 1
        )

    def acknowledged(self, at: datetime, by: str, note: str) -> "Reminder":
        """Return the reminder seen and answered for by ``by``.

        Raises:
            Refused: it is done already.
        """
        self.require_open()
        return replace(
            self,
            state=ReminderState.ACKNOWLEDGED,
            acknowledged_at=at,
            acknowledged_by=by,
            note=note,
        )

    def dropped(self) -> "Reminder":
        """Return the reminder silenced for good.

        Raises:
            Refused: it is done already, or critical and therefore to be acknowledged by name.
        """
        self.require_open()
        if self.is_critical:
            raise Refused("reminder.critical", title=self.title)
        return replace(self, state=ReminderState.DROPPED)

    def superseded(self) -> "Reminder":
        """Return the reminder silenced because a later one of the same date was answered."""
        return replace(self, state=ReminderState.DROPPED)

    @property
    def is_open(self) -> bool:
        """Whether it rings or will ring."""
        return self.state not in _FINAL

    def has_rung(self, now: datetime) -> bool:
        """Whether it is open and asks for attention now."""
        return self.is_open and self.due_at <= now

    def require_open(self) -> None:
        """Refuse to act on a reminder that was answered.

        Raises:
            Refused: ``reminder.done``.
        """
        if not self.is_open:
            raise Refused("reminder.done", title=self.title)


_FINAL = frozenset({ReminderState.ACKNOWLEDGED, ReminderState.DROPPED})


@dataclass(frozen=True, kw_only=True)
class ReminderLine:
    """A reminder as one line of the inbox.

    Attributes:
        number, case_title: of the case; ``title``: of what it warns of.
        snoozed_times: how often it was put off.
        moved_from: the later day that stood there before, where it rings because of that.
    """

    id: ReminderId
    case: CaseId
    number: str
    case_title: str
    subject_kind: SubjectKind
    subject: UUID
    title: str
    severity: Severity
    lead_days: int
    due_at: datetime
    limit_on: date
    state: ReminderState
    snoozed_times: int
    acknowledged_at: datetime | None
    acknowledged_by: str
    note: str
    moved_from: date | None

    @property
    def is_critical(self) -> bool:
        """Whether a law sets the date."""
        return self.severity is Severity.STATUTORY


@dataclass(frozen=True)
class InboxCounts:
    """How many reminders lie in each part of the inbox that has a tab."""

    due: int
    snoozed: int
    acknowledged: int


class Nap(StrEnum):
    """Usual lengths of a snooze."""

    HOUR = "hour"
    AFTER_COURT = "after_court"
    TOMORROW = "tomorrow"
    THREE_DAYS = "three_days"
    NEXT_WEEK = "next_week"


AFTER_COURT = time(13, 0)
"""When the morning's sittings are over."""


def naps(now: datetime, limit_on: date, zone: str) -> tuple[tuple[Nap, datetime], ...]:
    """Return the usual snoozes that lie ahead and do not reach past the day warned of.

    The moments are in UTC, as ``now`` is.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    moments = {
        Nap.HOUR: now + timedelta(hours=1),
        Nap.AFTER_COURT: _clock(today, AFTER_COURT, zone),
        Nap.TOMORROW: _clock(today + timedelta(days=1), MORNING, zone),
        Nap.THREE_DAYS: _clock(today + timedelta(days=3), MORNING, zone),
        Nap.NEXT_WEEK: _clock(today + timedelta(days=7 - today.weekday()), MORNING, zone),
    }
    last = last_moment(limit_on, zone)
    return tuple((nap, at) for nap, at in moments.items() if now < at <= last)


def last_moment(limit_on: date, zone: str) -> datetime:
    """Return the last moment (UTC) a reminder of that day may still sleep."""
    return _clock(limit_on, time(23, 59), zone)


def due_at(limit_on: date, lead_days: int, zone: str) -> datetime:
    """Return the moment (UTC) a reminder ``lead_days`` ahead of ``limit_on`` comes due."""
    return _clock(limit_on - timedelta(days=lead_days), MORNING, zone)


def _clock(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)
