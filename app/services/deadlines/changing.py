"""Changing, overriding, completing and cancelling deadlines, and the way back from each."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.errors import Refused
from app.domain.plausible_days import require_plausible
from app.domain.text import require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.deadline_writing import change, redated, tidy
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AmendDeadline(Command[Amended[Deadline]]):
    """Change what a deadline says; the record carries the version that was shown."""

    deadline: Deadline
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.deadlines.get(self.deadline.id).case

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Write title, day, weight, person and note; the count of a rule stays as it is.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it is no longer owed, or its day was set by a rule and is to be overridden
                with a reason instead.
        """
        before = work.deadlines.get(self.deadline.id)
        before.require_open()
        new = self.deadline
        if before.is_computed and new.due_on != before.due_on:
            raise Refused("deadline.computed", field="due_on")
        after = replace(
            before,
            version=new.version,
            title=new.title,
            due_on=new.due_on,
            severity=new.severity,
            assigned_to=new.assigned_to,
            citation=before.citation if before.is_computed else new.citation,
            note=new.note,
        )
        if before.due_on != new.due_on:
            after = redated(work, after)
        return change(work, before, tidy(work, after))

    def undo(self, done: Amended[Deadline]) -> "RestoreDeadline":
        """Put the old content back."""
        return RestoreDeadline(deadline=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RestoreDeadline(Command[Amended[Deadline]]):
    """Undo a change: the deadline stands as it stood before."""

    deadline: Deadline
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.deadlines.get(self.deadline.id).case

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since.
        """
        now = work.deadlines.get(self.deadline.id)
        return change(work, now, replace(self.deadline, case=now.case))

    def undo(self, done: Amended[Deadline]) -> "RestoreDeadline":
        """Make the change again."""
        return RestoreDeadline(deadline=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class _OnDeadline:
    """Mixed into acts on a stored deadline.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    deadline: DeadlineId
    expects: int | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the deadline belongs to."""
        return work.deadlines.get(self.deadline).case

    def _shown(self, work: UnitOfWork) -> Deadline:
        stored = work.deadlines.get(self.deadline)
        return stored if self.expects is None else replace(stored, version=self.expects)

    def _owed(self, work: UnitOfWork) -> Deadline:
        """Return the deadline as it was shown.

        Raises:
            Refused: it is done or cancelled already.
        """
        shown = self._shown(work)
        shown.require_open()
        return shown


@dataclass(frozen=True, kw_only=True)
class OverrideDeadline(_OnDeadline, Command[Amended[Deadline]]):
    """Put another day in the place of the one a rule gave; that one stays on file."""

    due_on: date
    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Move the deadline and its reminders.

        Raises:
            Refused: no rule set the day, it is no longer owed, or no reason is given.
        """
        before = self._owed(work)
        if not before.is_computed:
            raise Refused("deadline.not_computed")
        due_on = require_plausible(self.due_on, "due_on")
        reason = require(self.reason, "reason")
        after = replace(before, due_on=due_on, due_at=None, override_reason=reason)
        return change(work, before, redated(work, after))

    def undo(self, done: Amended[Deadline]) -> RestoreDeadline:
        """Go back to the day before."""
        return RestoreDeadline(deadline=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class CompleteDeadline(_OnDeadline, Command[Amended[Deadline]]):
    """Write down that the act was done.

    Attributes:
        on: the day it was done; None = today.
    """

    on: date | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Close the deadline with day and name.

        Raises:
            Refused: it is done or cancelled already, or the day lies ahead.
        """
        before = self._owed(work)
        done_on = self.on or work.today
        if done_on > work.today:
            raise Refused("deadline.done_ahead", field="on")
        after = replace(
            before,
            status=DeadlineStatus.DONE,
            done_on=require_plausible(done_on, "on"),
            done_by=work.actor.name,
        )
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> "ReopenDeadline":
        """Owe it again."""
        return ReopenDeadline(deadline=done.after.id, expects=done.after.version)


@dataclass(frozen=True, kw_only=True)
class CancelDeadline(_OnDeadline, Command[Amended[Deadline]]):
    """Write down that the act is no longer owed, and why."""

    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Close the deadline with its reason.

        Raises:
            Refused: it is done or cancelled already, or no reason is given.
        """
        before = self._owed(work)
        reason = require(self.reason, "reason")
        after = replace(before, status=DeadlineStatus.CANCELLED, cancel_reason=reason)
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> "ReopenDeadline":
        """Owe it again."""
        return ReopenDeadline(deadline=done.after.id, expects=done.after.version)


@dataclass(frozen=True, kw_only=True)
class ReopenDeadline(_OnDeadline, Command[Amended[Deadline]]):
    """Owe an act again that was thought done or not needed."""

    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Open the deadline and set its reminders again.

        Raises:
            Refused: it is open.
        """
        before = self._shown(work)
        if before.status is DeadlineStatus.OPEN:
            raise Refused("deadline.open_already")
        after = replace(
            before, status=DeadlineStatus.OPEN, done_on=None, done_by="", cancel_reason=""
        )
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> RestoreDeadline:
        """Close it again as it was."""
        return RestoreDeadline(deadline=done.taken_back)
