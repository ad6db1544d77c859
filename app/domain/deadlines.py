"""Deadlines: days by which the office must act, and why they fall where they fall."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.record import Record

DeadlineId = NewType("DeadlineId", UUID)


class Severity(StrEnum):
    """What hangs on a date. Statutory ones cannot be snoozed past their day."""

    STATUTORY = "statutory"
    COURT_ORDERED = "court_ordered"
    INTERNAL = "internal"


class DeadlineStatus(StrEnum):
    """Whether the office still owes the act."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Deadline(Record):
    """A day by which something must be done.

    Attributes:
        trigger_on: the day that starts the count; None for a date entered by hand.
        period: the count in words, e.g. ``"14 days after"``.
        trace: the printed reason, one step a line.
        conservative_on: the day to plan for where the rule can be read in two ways.
        computed_due_on: what the rule gave, kept when somebody overrides it.
    """

    id: DeadlineId
    case: CaseId
    title: str
    due_on: date
    severity: Severity = Severity.INTERNAL
    status: DeadlineStatus = DeadlineStatus.OPEN
    assigned_to: UUID | None = None
    entered_by: str = ""
    entered_at: datetime | None = None
    trigger_on: date | None = None
    trigger: str = ""
    period: str = ""
    citation: str = ""
    calendar: str = ""
    engine: str = ""
    conservative_on: date | None = None
    computed_due_on: date | None = None
    override_reason: str = ""
    done_on: date | None = None
    done_by: str = ""
    note: str = ""
    trace: str = ""

    @property
    def is_computed(self) -> bool:
        """Whether a rule, not a person, set the date."""
        return self.computed_due_on is not None

    def days_late(self, today: date) -> int:
        """Days past due; negative = days left; 0 for what is no longer owed."""
        return (today - self.due_on).days if self.status is DeadlineStatus.OPEN else 0
