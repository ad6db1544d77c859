"""Deadlines: days by which the office must act, and why they fall where they fall."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.attachments import AttachmentId
from app.domain.cases import CaseId
from app.domain.court_rules import CourtRuleId
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.plausible_days import require_plausible
from app.domain.record import Record
from app.domain.severity import Severity
from app.domain.time_computation import (
    DayDeadline,
    Direction,
    Unit,
    federal_deadline,
)
from app.domain.triggering_events import TriggeringEventId

DeadlineId = NewType("DeadlineId", UUID)


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
        cancel_reason: why it is no longer owed, empty unless cancelled.
        event: the event of the case it counts from; ``rule``: the rule it was counted by.
        rule_edition, calendar_edition: of the pack and of the court calendar it was counted with.
        computed_at: when it was counted last.
        due_at: the last moment (UTC) where the rule counts hours.
        service: the means of service whose days were added.
        defendant: whom it concerns; None = all.
        verify_locally: the rule is to be compared with the court's own before it is relied on.
        checked_by, checked_at: who looked at the date besides the one who entered it.
        proof: the file that shows it was done; ``proof_note``: what it is.
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
    cancel_reason: str = ""
    note: str = ""
    trace: str = ""
    event: TriggeringEventId | None = None
    rule: CourtRuleId | None = None
    rule_edition: str = ""
    calendar_edition: str = ""
    computed_at: datetime | None = None
    due_at: datetime | None = None
    service: str = ""
    defendant: PartyId | None = None
    verify_locally: bool = False
    checked_by: str = ""
    checked_at: datetime | None = None
    proof: AttachmentId | None = None
    proof_note: str = ""

    @property
    def is_computed(self) -> bool:
        """Whether a rule, not a person, set the date."""
        return self.computed_due_on is not None

    @property
    def is_overridden(self) -> bool:
        """Whether a person moved it off the day the rule gave."""
        return self.is_computed and self.due_on != self.computed_due_on

    @property
    def steps(self) -> tuple[str, ...]:
        """The printed reason, one sentence a step; empty for a date entered by hand."""
        return tuple(self.trace.splitlines())

    def require_open(self) -> None:
        """Refuse to act on what is no longer owed.

        Raises:
            Refused: ``deadline.not_open``.
        """
        if self.status is not DeadlineStatus.OPEN:
            raise Refused("deadline.not_open", status=self.status)

    def days_late(self, today: date) -> int:
        """Days past due; negative = days left; 0 for what is no longer owed."""
        return (today - self.due_on).days if self.status is DeadlineStatus.OPEN else 0


ENGINE = "fed_rule45/1"
"""Method and revision of the count, kept with each computed date."""

FEDERAL_CALENDAR = "US-FED"


@dataclass(frozen=True, kw_only=True)
class RuleCount:
    """A period under Fed. R. Crim. P. 45(a): what is typed into the form.

    Attributes:
        trigger_on: the day of the event; for ``BEFORE`` the day counted back from.
        service_days: days the means of service adds (three for mail; Rule 45(c)).
        closed: holidays the court's state declares; they count in forward periods only.
        inaccessible: days on which the clerk's office could not be reached.
    """

    trigger_on: date
    n: int
    unit: Unit = Unit.DAYS
    direction: Direction = Direction.AFTER
    service_days: int = 0
    closed: frozenset[date] = frozenset()
    inaccessible: frozenset[date] = frozenset()

    @property
    def words(self) -> str:
        """The period in words, e.g. ``"14 days after"``."""
        unit = self.unit.one if self.n == 1 else f"{self.unit.one}s"
        served = f", plus {self.service_days} for service" if self.service_days else ""
        return f"{self.n} {unit} {self.direction}{served}"

    def answer(self) -> DayDeadline:
        """Return the day due and the reason.

        Raises:
            Refused: the year cannot be meant, the period is too short or too long, service is
                added to a backward period, or the count leaves the years whose holidays are known.
        """
        return federal_deadline(
            require_plausible(self.trigger_on, "trigger_on"),
            self.n,
            self.unit,
            direction=self.direction,
            service_days=self.service_days,
            state_holidays=self.closed,
            inaccessible=self.inaccessible,
        )


@dataclass(frozen=True, kw_only=True)
class DeadlineLine:
    """A deadline as one line of an office-wide list.

    Attributes:
        number, title: of the case; ``deadline``: what must be done.
        reason: the count with its rule, or why it was overridden; empty if entered by hand.
    """

    id: DeadlineId
    case: CaseId
    number: str
    title: str
    deadline: str
    due_on: date
    severity: Severity
    status: DeadlineStatus
    reason: str
