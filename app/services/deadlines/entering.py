"""Entering deadlines, by hand or by rule, and taking out what was entered by mistake."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.deadlines import (
    FEDERAL_CALENDAR,
    Deadline,
    DeadlineId,
    RuleCount,
)
from app.domain.ids import new_id
from app.domain.severity import Severity
from app.domain.text import one_line, require
from app.domain.users import Permission
from app.services.deadline_writing import add, restore
from app.services.office import Command, OfCase
from app.services.reminding import drop_reminders
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddDeadline(OfCase, Command[Deadline]):
    """Enter a deadline whose date is known, such as one a court ordered.

    Attributes:
        lead_days: days ahead at which the office is reminded; None = the usual ones.
    """

    case: CaseId
    title: str
    due_on: date
    severity: Severity = Severity.INTERNAL
    assigned_to: UUID | None = None
    citation: str = ""
    note: str = ""
    lead_days: tuple[int, ...] | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Deadline:
        """Write the deadline and its reminders.

        Raises:
            Refused: no title, or the year cannot be meant.
        """
        deadline = Deadline(
            id=DeadlineId(new_id()),
            case=self.case,
            title=self.title,
            due_on=self.due_on,
            severity=self.severity,
            assigned_to=self.assigned_to,
            citation=self.citation,
            note=self.note,
        )
        return add(work, deadline, self.lead_days)

    def undo(self, done: Deadline) -> "RemoveDeadline":
        """Take it out again."""
        return RemoveDeadline(deadline=done)


@dataclass(frozen=True, kw_only=True)
class AddComputedDeadline(OfCase, Command[Deadline]):
    """Let Fed. R. Crim. P. 45(a) set the date, and keep every step of the count.

    Attributes:
        trigger: what starts the count, e.g. ``"Motion served"``.
    """

    case: CaseId
    title: str
    trigger: str
    count: RuleCount
    severity: Severity = Severity.STATUTORY
    assigned_to: UUID | None = None
    note: str = ""
    lead_days: tuple[int, ...] | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Deadline:
        """Count, then write the deadline and its reminders.

        Raises:
            Refused: no title or trigger, or the rule cannot be counted (see `RuleCount.answer`).
        """
        count = self.count.count(work.court_calendars.in_force(FEDERAL_CALENDAR))
        deadline = Deadline(
            id=DeadlineId(new_id()),
            case=self.case,
            title=self.title,
            due_on=count.due_on,
            severity=self.severity,
            assigned_to=self.assigned_to,
            trigger=require(one_line(self.trigger, "trigger"), "trigger"),
            note=self.note,
            counted=self.count.asked,
        ).counted_as(count, work.now, work.today)
        return add(work, deadline, self.lead_days)

    def undo(self, done: Deadline) -> "RemoveDeadline":
        """Take it out again."""
        return RemoveDeadline(deadline=done)


@dataclass(frozen=True, kw_only=True)
class RemoveDeadline(Command[Deadline]):
    """Take out a deadline that was entered by mistake; a real one is cancelled with a reason."""

    deadline: Deadline
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.deadline.case

    def run(self, work: UnitOfWork) -> Deadline:
        """Remove the row and silence its reminders.

        Raises:
            Stale: somebody changed or removed it since.
        """
        drop_reminders(work, self.deadline.id)
        work.deadlines.remove(self.deadline)
        return self.deadline

    def undo(self, done: Deadline) -> "EnterDeadlineAgain":
        """Enter it again as it was."""
        return EnterDeadlineAgain(deadline=done)


@dataclass(frozen=True, kw_only=True)
class EnterDeadlineAgain(Command[Deadline]):
    """Enter a deadline again that was taken out."""

    deadline: Deadline
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.deadline.case

    def run(self, work: UnitOfWork) -> Deadline:
        """Write it as it was; its reminders ring again at the same lead times.

        Raises:
            Stale: it is there.
        """
        return restore(work, self.deadline)

    def undo(self, done: Deadline) -> RemoveDeadline:
        """Take it out again."""
        return RemoveDeadline(deadline=done)
