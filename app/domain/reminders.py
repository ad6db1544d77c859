"""Reminders: kept as records, so that nothing is missed while the program is closed."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.cases import CaseId
from app.domain.deadlines import Severity
from app.domain.errors import Refused
from app.domain.record import Record

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

    @property
    def is_critical(self) -> bool:
        """Whether it can only be acknowledged by name, never dismissed with others."""
        return self.severity is Severity.STATUTORY

    def snoozed(self, until: datetime, zone: str) -> "Reminder":
        """Return the reminder asleep until ``until`` (UTC).

        Raises:
            Refused: it is done, or the snooze would reach past the date it warns of.
        """
        self._require_open()
        last = datetime.combine(self.limit_on, time(23, 59), ZoneInfo(zone)).astimezone(UTC)
        if until > last:
            raise Refused("reminder.past_limit", field="until", limit=self.limit_on)
        return replace(
            self, due_at=until, state=ReminderState.SNOOZED, snoozed_times=self.snoozed_times + 1
        )

    def acknowledged(self, at: datetime, by: str, note: str) -> "Reminder":
        """Return the reminder seen and answered for by ``by``.

        Raises:
            Refused: it is done already.
        """
        self._require_open()
        return replace(
            self,
            state=ReminderState.ACKNOWLEDGED,
            acknowledged_at=at,
            acknowledged_by=by,
            note=note,
        )

    def _require_open(self) -> None:
        if self.state in {ReminderState.ACKNOWLEDGED, ReminderState.DROPPED}:
            raise Refused("reminder.done", title=self.title)


def due_at(limit_on: date, lead_days: int, zone: str) -> datetime:
    """Return the moment (UTC) a reminder ``lead_days`` ahead of ``limit_on`` comes due."""
    day = limit_on - timedelta(days=lead_days)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
