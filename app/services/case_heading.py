"""What stands at the head of a case file: numbers of others, members and banners."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import (
    Assignment,
    AssignmentRole,
    CaseFlag,
    CaseId,
    CaseNumber,
    NumberKind,
    check_span,
)
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, OfCase
from app.services.taking_out import PutBack, TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddCaseNumber(OfCase, Command[CaseNumber]):
    """Note the number a court, a police agency or another body gave the case."""

    case: CaseId
    kind: NumberKind
    number: str
    issuer: str = ""
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> CaseNumber:
        """Write the number."""
        work.cases.get(self.case)
        return work.case_numbers.add(
            CaseNumber(
                id=new_id(),
                case=self.case,
                kind=self.kind,
                number=require(one_line(self.number, "number"), "number"),
                issuer=one_line(self.issuer, "issuer"),
            )
        )

    def undo(self, done: CaseNumber) -> "RemoveCaseNumber":
        """Take the number off again."""
        return RemoveCaseNumber(record=done)


@dataclass(frozen=True, kw_only=True)
class RemoveCaseNumber(TakeOut[CaseNumber]):
    """Take off a number that was noted by mistake."""

    record: CaseNumber
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[CaseNumber]:
        """The case numbers."""
        return work.case_numbers

    def undo(self, done: CaseNumber) -> "RestoreCaseNumber":
        """Note it again."""
        return RestoreCaseNumber(record=done)


@dataclass(frozen=True, kw_only=True)
class RestoreCaseNumber(PutBack[CaseNumber]):
    """Put back a number that was just taken off."""

    record: CaseNumber
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[CaseNumber]:
        """The case numbers."""
        return work.case_numbers

    def undo(self, done: CaseNumber) -> RemoveCaseNumber:
        """Take it off again."""
        return RemoveCaseNumber(record=done)


@dataclass(frozen=True, kw_only=True)
class AssignCase(OfCase, Command[Assignment]):
    """Put a member of the office on a case."""

    case: CaseId
    user: UUID
    role: AssignmentRole
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> Assignment:
        """Write the assignment.

        Raises:
            Missing: no such case or member of the office.
            Refused: the person already has that role on the case.
        """
        work.cases.get(self.case)
        work.users.get(self.user)
        held = work.assignments.of_case(self.case)
        if any(
            each.user == self.user and each.role is self.role and each.until is None
            for each in held
        ):
            raise Refused("case.already_assigned", field="user")
        return work.assignments.add(
            Assignment.begun(self.case, self.user, self.role, since=work.today)
        )

    def undo(self, done: Assignment) -> "EndAssignment":
        """Take the person off again."""
        return EndAssignment(assignment=done)


@dataclass(frozen=True, kw_only=True)
class EndAssignment(Command[Amended[Assignment]]):
    """Take a member of the office off a case, from today on."""

    assignment: Assignment
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.assignments.get(self.assignment.id).case

    def run(self, work: UnitOfWork) -> Amended[Assignment]:
        """Write the last day.

        Raises:
            Stale: somebody changed it since it was shown.
        """
        before = work.assignments.get(self.assignment.id)
        ended = replace(before, until=work.today)
        return Amended(before, work.assignments.change(ended, self.assignment.version))


@dataclass(frozen=True, kw_only=True)
class FlagCase(OfCase, Command[CaseFlag]):
    """Put a banner on a case, such as "No-contact order"."""

    case: CaseId
    name: str
    tone: str = "warn"
    until: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> CaseFlag:
        """Write the banner."""
        work.cases.get(self.case)
        check_span(work.today, self.until, "until")
        return work.case_flags.add(
            CaseFlag(
                id=new_id(),
                case=self.case,
                name=require(one_line(self.name, "name"), "name"),
                tone=one_line(self.tone, "tone"),
                since=work.today,
                until=self.until,
                note=clean(self.note, "note"),
            )
        )

    def undo(self, done: CaseFlag) -> "RemoveFlag":
        """Take the banner off again."""
        return RemoveFlag(record=done)


@dataclass(frozen=True, kw_only=True)
class RemoveFlag(TakeOut[CaseFlag]):
    """Take a banner off a case; that it was there stays in the history."""

    record: CaseFlag
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[CaseFlag]:
        """The case flags."""
        return work.case_flags

    def undo(self, done: CaseFlag) -> "RestoreFlag":
        """Put it on again."""
        return RestoreFlag(record=done)


@dataclass(frozen=True, kw_only=True)
class RestoreFlag(PutBack[CaseFlag]):
    """Put back a banner that was just taken off, with the day it went up first."""

    record: CaseFlag
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[CaseFlag]:
        """The case flags."""
        return work.case_flags

    def undo(self, done: CaseFlag) -> RemoveFlag:
        """Take it off again."""
        return RemoveFlag(record=done)
