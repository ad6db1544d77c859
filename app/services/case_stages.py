"""Moving a case along: screening, stages, status, closing and reopening."""

import abc
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app.domain.cases import Case, CaseId, CaseStatus, ScreeningDecision, Stage
from app.domain.codes import CodeList
from app.domain.errors import Refused, Stale
from app.domain.record import Version
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.cases import AmendCase, require_counts_disposed
from app.services.coding import optional_code
from app.services.office import Command, OfCase
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class _Step(OfCase, abc.ABC):
    """One step of a case; ``expects`` is the version the user saw, if it matters."""

    case: CaseId
    expects: Version | None = None
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> Amended[Case]:
        """Write the case after the step.

        Raises:
            Stale: somebody changed the case since it was shown.
            Refused: the step is not lawful where the case stands.
        """
        before = work.cases.get(self.case)
        if self.expects not in {None, before.version}:
            raise Stale("record.stale", kind="cases")
        return Amended(before, work.cases.change(self.after(before, work)))

    @abc.abstractmethod
    def after(self, case: Case, work: UnitOfWork) -> Case:
        """Return the case after the step."""

    def undo(self, done: Amended[Case]) -> AmendCase:
        """Put the case back where it stood."""
        return AmendCase(case=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class MoveStage(_Step, Command[Amended[Case]]):
    """Move an open case to another stage."""

    to: Stage

    def after(self, case: Case, work: UnitOfWork) -> Case:
        """Return the case at the stage."""
        return case.moved_to(self.to)


@dataclass(frozen=True, kw_only=True)
class ScreenCase(_Step, Command[Amended[Case]]):
    """Record what the screening attorney decided: file, decline, divert, send back."""

    decision: ScreeningDecision
    reason: str = ""
    words: str = ""
    on: date | None = None
    by: str = ""

    def after(self, case: Case, work: UnitOfWork) -> Case:
        """Return the case with the decision; declining needs a reason from the list."""
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        return case.screened(
            self.decision,
            on,
            one_line(self.by, "by") or work.actor.name,
            optional_code(work, CodeList.DECLINATION_REASON, self.reason, "reason"),
            clean(self.words, "words"),
        )


@dataclass(frozen=True, kw_only=True)
class SetCaseStatus(_Step, Command[Amended[Case]]):
    """Say that a case rests (warrant, competency, diversion, appeal, stay) or goes on."""

    status: CaseStatus
    reason: str = ""
    since: date | None = None

    def after(self, case: Case, work: UnitOfWork) -> Case:
        """Return the case with the status; closing and declining have commands of their own."""
        if not case.is_open:
            raise Refused("case.not_open", number=case.number)
        if self.status in {CaseStatus.CLOSED, CaseStatus.DECLINED}:
            raise Refused("case.close_apart", field="status")
        since = self.since or work.today
        return case.with_status(self.status, since, clean(self.reason, "reason"))


@dataclass(frozen=True, kw_only=True)
class CloseCase(_Step, Command[Amended[Case]]):
    """Close a case: every count must have its disposition."""

    reason: str = ""
    on: date | None = None

    def after(self, case: Case, work: UnitOfWork) -> Case:
        """Return the case closed."""
        require_counts_disposed(work, case.id)
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        return case.closed(on, clean(self.reason, "reason"))


@dataclass(frozen=True, kw_only=True)
class ReopenCase(_Step, Command[Amended[Case]]):
    """Take a closed or declined case up again."""

    to: Stage
    reason: str

    def after(self, case: Case, work: UnitOfWork) -> Case:
        """Return the case open again at the stage."""
        return case.reopened(self.to, work.today, require(self.reason, "reason"))
