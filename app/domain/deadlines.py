"""Deadlines: days by which the office must act, and why they fall where they fall."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.attachments import AttachmentId
from app.domain.cases import CaseId
from app.domain.counts import Count
from app.domain.court_rules import CourtRuleId
from app.domain.errors import Refused
from app.domain.particulars import Particulars
from app.domain.persons import PartyId
from app.domain.record import Record, Version
from app.domain.rule_counting import TO_CONFIRM
from app.domain.severity import Severity
from app.domain.time_computation.wording import spell
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
        cancel_reason: why it is no longer owed, empty unless cancelled; ``cancelled_by``,
            ``cancelled_at``: who said so.
        event: the event of the case it counts from; ``rule``: the rule it was counted by.
        rule_edition, calendar_edition: of the pack and of the court calendar it was counted with.
        computed_at: when it was counted last.
        due_at: the last moment (UTC) where the rule counts hours.
        service: the means of service whose days were added.
        defendant: whom it concerns; None = all.
        verify_locally: the rule is to be compared with the court's own before it is relied on.
        dated_by: who put the date where it is now; the control is somebody else's.
        checked_by, checked_at: who looked at the date besides that person.
        counted: what the free count was asked (`free_counts.RuleCount.asked`), so that it can be
            counted again.
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
    dated_by: UUID | None = None
    counted: Particulars = ()
    cancelled_by: str = ""
    cancelled_at: datetime | None = None

    @property
    def is_computed(self) -> bool:
        """Whether a rule, not a person, set the date."""
        return self.computed_due_on is not None

    @property
    def is_overridden(self) -> bool:
        """Whether a person's day stands in the place of the one the rule gave."""
        return self.is_computed and bool(self.override_reason)

    @property
    def awaits_check(self) -> bool:
        """Whether it is one of the dates that a second person looks at, and nobody has."""
        counts = self.is_computed or self.severity is Severity.STATUTORY
        return counts and self.checked_at is None and self.status is DeadlineStatus.OPEN

    def is_dated_by(self, user: UUID, name: str) -> bool:
        """Whether this person put the date where it is; of older ones only the name is known."""
        return self.entered_by == name if self.dated_by is None else self.dated_by == user

    def counted_as(self, count: Count, at: datetime, today: date) -> "Deadline":
        """Return the deadline with another count; a day that a person set in its place stays.

        The day before stands in the reason, so that paper says what it was until when.
        """
        due_on = self.due_on if self.is_overridden else count.due_on
        return replace(
            self,
            due_on=due_on,
            due_at=None if self.is_overridden else count.due_at,
            trigger_on=count.trigger_on,
            period=count.period,
            citation=count.citation,
            calendar=count.calendar,
            engine=count.engine,
            conservative_on=count.conservative_on,
            computed_due_on=count.due_on,
            computed_at=at,
            rule_edition=count.rule_edition,
            calendar_edition=count.calendar_edition,
            verify_locally=count.verify_locally,
            trace="\n".join((*count.trace, *self._former_days(count, today))),
        )

    def _former_days(self, count: Count, today: date) -> tuple[str, ...]:
        """Return the sentences about earlier days, with one for the day that is given up now."""
        kept = tuple(step for step in self.steps if step.startswith(_FORMERLY))
        was = self.computed_due_on
        if was is None or was == count.due_on:
            return kept
        return (*kept, f"{_FORMERLY}: {spell(was)}, until it was counted again {spell(today)}.")

    @property
    def steps(self) -> tuple[str, ...]:
        """The printed reason, one sentence a step; empty for a date entered by hand."""
        return tuple(self.trace.splitlines())

    @property
    def is_to_be_confirmed(self) -> bool:
        """Whether it stands where a rule put it that counsel should confirm first."""
        return not self.is_overridden and TO_CONFIRM in self.steps

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


_FORMERLY = "Formerly"
"""Opens the sentence about a day that a later count gave up."""


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


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """A date that waits for a second person, as one line of a list.

    Attributes:
        dated_by: name of who set it; ``is_own``: whether that is the person who asks.
    """

    line: DeadlineLine
    version: Version
    dated_by: str
    is_own: bool
