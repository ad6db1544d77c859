"""Opening, amending, assigning and listing cases."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from app.domain.cases import (
    EVERY_CASE,
    Assignment,
    AssignmentRole,
    Case,
    CaseFilter,
    CaseFlag,
    CaseId,
    CaseLine,
    CaseNumber,
    CaseSort,
    CaseStatus,
    Stage,
    check_span,
)
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.paging import PAGE, Cursor, Page
from app.domain.text import clean, one_line, require
from app.domain.users import Permission, User
from app.services.amending import Amended
from app.services.office import Command, OfCase, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class OpenCase(Command[Case]):
    """Open a case file; without a number it takes the next one of the year."""

    title: str
    number: str = ""
    stage: Stage = Stage.REFERRAL
    kind: str = ""
    category: str = ""
    agency: str = ""
    referral_source: str = ""
    received_on: date | None = None
    offense_from: date | None = None
    offense_to: date | None = None
    offense_place: str = ""
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    synopsis: str = ""
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> Case:
        """Write the case and put the person who opened it in charge.

        Raises:
            Refused: no title, the number is taken, or the offense ends before it begins.
        """
        check_span(self.offense_from, self.offense_to, "offense_to")
        case = Case(
            id=CaseId(new_id()),
            number=_free_number(work, one_line(self.number, "number")),
            title=require(one_line(self.title, "title"), "title"),
            stage=self.stage,
            status_since=work.today,
            kind=one_line(self.kind, "kind"),
            category=one_line(self.category, "category"),
            agency=one_line(self.agency, "agency"),
            referral_source=one_line(self.referral_source, "referral_source"),
            received_on=self.received_on or work.today,
            offense_from=self.offense_from,
            offense_to=self.offense_to,
            offense_place=one_line(self.offense_place, "offense_place"),
            court=one_line(self.court, "court"),
            courtroom=one_line(self.courtroom, "courtroom"),
            judge=one_line(self.judge, "judge"),
            synopsis=clean(self.synopsis, "synopsis"),
        )
        work.cases.add(case)
        work.assignments.add(
            Assignment.begun(case.id, work.actor.user, AssignmentRole.LEAD, since=work.today)
        )
        return case


@dataclass(frozen=True, kw_only=True)
class AmendCase(Command[Amended[Case]]):
    """Change what a case file says; the record carries the version that was shown."""

    case: Case
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case itself."""
        return self.case.id

    def run(self, work: UnitOfWork) -> Amended[Case]:
        """Write the new content.

        Raises:
            Stale: somebody changed the case since it was shown.
            Refused: a required field is empty, the number is taken, or the case would be closed
                with open counts.
        """
        before = work.cases.get(self.case.id)
        case = _tidy(self.case)
        if case.number != before.number:
            _require_free(work, case.number)
        if case.status is not before.status and case.status_since == before.status_since:
            case = replace(case, status_since=work.today)
        if case.status is CaseStatus.CLOSED and before.status is not CaseStatus.CLOSED:
            require_counts_disposed(work, case.id)
        return Amended(before, work.cases.change(case))

    def undo(self, done: Amended[Case]) -> "AmendCase":
        """Put the old content back."""
        return AmendCase(case=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class CasesPage(Query[Page[CaseLine]]):
    """One page of the list of cases."""

    which: CaseFilter = EVERY_CASE
    sort: CaseSort = CaseSort.NUMBER
    descending: bool = True
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> Page[CaseLine]:
        """Return the page; hidden cases are not in it."""
        return reading.heads.page(
            self.which, self.sort, descending=self.descending, after=self.after, size=self.size
        )


@dataclass(frozen=True, kw_only=True)
class CasesCount(Query[int]):
    """How many cases a filter leaves."""

    which: CaseFilter = EVERY_CASE
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> int:
        """Return the number of visible cases."""
        return reading.heads.count(self.which)


@dataclass(frozen=True)
class Member:
    """A member of the office on a case."""

    assignment: Assignment
    user: User


@dataclass(frozen=True)
class CaseHeader:
    """What the top of a case file shows, whatever tab is open."""

    case: Case
    line: CaseLine
    numbers: tuple[CaseNumber, ...]
    members: tuple[Member, ...]
    flags: tuple[CaseFlag, ...]


@dataclass(frozen=True)
class CaseHeaderOf(OfCase, Query[CaseHeader]):
    """The top of one case file."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CaseHeader:
        """Return case, numbers, current members and banners.

        Raises:
            Missing: there is no such case.
        """
        case = reading.cases.get(self.case)
        line = reading.heads.line(self.case)
        if line is None:
            raise Missing("record.missing", kind="cases")
        flags = reading.case_flags.of_case(self.case)
        return CaseHeader(
            case=case,
            line=line,
            numbers=reading.case_numbers.of_case(self.case),
            members=_members(reading, self.case),
            flags=tuple(f for f in flags if f.until is None or f.until >= reading.today),
        )


@dataclass(frozen=True)
class CaseByNumber(Query[Case]):
    """The case with one of the office's numbers, as typed in a terminal."""

    number: str
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case with that number."""
        return self.run(reading).id

    def behind_wall(self) -> Missing:
        """A number typed at a guess does not tell that there is such a case."""
        return Missing("case.no_such_number", number=one_line(self.number, "number"))

    def run(self, reading: Reading) -> Case:
        """Return the case.

        Raises:
            Missing: no case has the number.
        """
        return reading.cases.by_number(one_line(self.number, "number"))


def require_counts_disposed(work: Reading, case: UUID) -> None:
    """Refuse to close a case while a count is still pending.

    Raises:
        Refused: ``case.counts_open``.
    """
    pending = [charge for charge in work.charges.of_case(case) if not charge.disposition]
    if pending:
        counts = ", ".join(str(charge.number) for charge in pending)
        raise Refused("case.counts_open", counts=counts)


def _members(reading: Reading, case: UUID) -> tuple[Member, ...]:
    current = [each for each in reading.assignments.of_case(case) if each.until is None]
    return tuple(Member(each, reading.users.get(each.user)) for each in current)


def _free_number(work: UnitOfWork, wanted: str) -> str:
    if wanted:
        _require_free(work, wanted)
        return wanted
    prefix = f"{work.offices.only().number_prefix}{work.today.year}-"
    return f"{prefix}{work.cases.highest_number(prefix) + 1:05d}"


def _require_free(work: UnitOfWork, number: str) -> None:
    if work.cases.is_taken(number):
        raise Refused("case.number_taken", field="number", number=number)


def _tidy(case: Case) -> Case:
    check_span(case.offense_from, case.offense_to, "offense_to")
    lines = (
        "kind",
        "referral_source",
        "category",
        "agency",
        "offense_place",
        "court",
        "courtroom",
        "judge",
        "screened_by",
    )
    tidied: dict[str, Any] = {name: one_line(getattr(case, name), name) for name in lines}
    return replace(
        case,
        number=require(one_line(case.number, "number"), "number"),
        title=require(one_line(case.title, "title"), "title"),
        status_reason=clean(case.status_reason, "status_reason"),
        synopsis=clean(case.synopsis, "synopsis"),
        **tidied,
    )
