"""Entering deadlines, by hand or by rule, and taking out what was entered by mistake."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.free_counts import RuleCount
from app.domain.ids import new_id
from app.domain.severity import Severity
from app.domain.text import one_line, require
from app.domain.users import Permission
from app.services.counting import free_count
from app.services.deadline_writing import add, restore, take_out
from app.services.office import Command, OfCase
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
    """Let a law set the date, and keep every step of the count.

    Attributes:
        count: the length, the law and the court calendar.
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
            Refused: no title or trigger, or the rule cannot be counted (see `free_count`).
        """
        count = free_count(work, self.count)
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
    """Take back an entry that was just made; whatever else is not owed is cancelled with a reason.

    A deadline that anybody changed, checked or ended since stays on file: what was once owed is
    part of the record, and the reason why it no longer is stands beside it.
    """

    deadline: Deadline
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.deadline.case

    def noted(self, done: Deadline) -> tuple[Fact, ...]:
        """Say what was taken back: the day stood in the books until now."""
        return (("why", "entry_taken_back"), ("due_on", done.due_on.isoformat()))

    def run(self, work: UnitOfWork) -> Deadline:
        """Remove the row and silence its reminders.

        Raises:
            Refused: ``deadline.cancel_instead``: somebody else entered it, or it was changed since.
            Stale: somebody changed or removed it since.
        """
        take_out(work, self.deadline)
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
