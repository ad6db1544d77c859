"""Changing, overriding, completing and cancelling deadlines, and the way back from each."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.attachments import AttachmentId
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.errors import Missing, Refused
from app.domain.plausible_days import require_plausible
from app.domain.severity import Severity
from app.domain.text import clean, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.counting import Counter
from app.services.deadline_writing import cancelled, change, redated, tidy
from app.services.deadlines.on_deadline import OnDeadline
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
class OverrideDeadline(OnDeadline, Command[Amended[Deadline]]):
    """Put another day in the place of the one a rule gave; that one stays on file."""

    due_on: date
    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Move the deadline and its reminders.

        Raises:
            Refused: no rule set the day, it is no longer owed, or no reason is given.
        """
        before = self.owed(work)
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
class RestoreComputed(OnDeadline, Command[Amended[Deadline]]):
    """End an override: the day the rule gives now stands again."""

    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Count once more and move the deadline and its reminders.

        Raises:
            Refused: it is not overridden, no longer owed, or its rule cannot be counted any more.
        """
        before = self.owed(work)
        if not before.is_overridden:
            raise Refused("deadline.not_overridden")
        given_up = frozenset({before.id})
        count = Counter(work, given_up=given_up).count(before)
        freed = replace(before, override_reason="")
        after = freed.counted_as(count, work.now, work.today)
        return change(work, before, redated(work, after))

    def undo(self, done: Amended[Deadline]) -> RestoreDeadline:
        """Put the person's day back, with its reason."""
        return RestoreDeadline(deadline=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class CompleteDeadline(OnDeadline, Command[Amended[Deadline]]):
    """Write down that the act was done.

    Attributes:
        on: the day it was done; None = today.
        proof: a file of the case that shows it, e.g. the stamped copy; ``proof_note``: what it is.
    """

    on: date | None = None
    proof: AttachmentId | None = None
    proof_note: str = ""
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Close the deadline with day and name.

        Raises:
            Refused: it is done or cancelled already, the day lies ahead, or the office asks for a
                file that shows it.
            Missing: the file is not one of the case.
        """
        before = self.owed(work)
        done_on = self.on or work.today
        if done_on > work.today:
            raise Refused("deadline.done_ahead", field="on")
        after = replace(
            before,
            status=DeadlineStatus.DONE,
            done_on=require_plausible(done_on, "on"),
            done_by=work.actor.name,
            proof=self._shown_by(work, before),
            proof_note=clean(self.proof_note, "proof_note"),
        )
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> "ReopenDeadline":
        """Owe it again."""
        return ReopenDeadline(deadline=done.after.id, expects=done.after.version)

    def _shown_by(self, work: UnitOfWork, deadline: Deadline) -> AttachmentId | None:
        if self.proof is not None:
            if work.attachments.get(self.proof).case != deadline.case:
                raise Missing("record.missing", kind="attachments")
            return self.proof
        is_statutory = deadline.severity is Severity.STATUTORY
        if is_statutory and work.settings.current().proof_for_statutory:
            raise Refused("deadline.proof_needed", field="proof")
        return None


@dataclass(frozen=True, kw_only=True)
class CancelDeadline(OnDeadline, Command[Amended[Deadline]]):
    """Write down that the act is no longer owed, and why."""

    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Close the deadline with its reason.

        Raises:
            Refused: it is done or cancelled already, or no reason is given.
        """
        before = self.owed(work)
        after = cancelled(work, before, require(self.reason, "reason"))
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> "ReopenDeadline":
        """Owe it again."""
        return ReopenDeadline(deadline=done.after.id, expects=done.after.version)


@dataclass(frozen=True, kw_only=True)
class ReopenDeadline(OnDeadline, Command[Amended[Deadline]]):
    """Owe an act again that was thought done or not needed."""

    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Deadline]:
        """Open the deadline and set its reminders again.

        Raises:
            Refused: it is open.
        """
        before = self.shown(work)
        if before.status is DeadlineStatus.OPEN:
            raise Refused("deadline.open_already")
        after = replace(
            before,
            status=DeadlineStatus.OPEN,
            done_on=None,
            done_by="",
            proof=None,
            proof_note="",
            cancel_reason="",
            cancelled_by="",
            cancelled_at=None,
        )
        return change(work, before, after)

    def undo(self, done: Amended[Deadline]) -> RestoreDeadline:
        """Close it again as it was."""
        return RestoreDeadline(deadline=done.taken_back)
