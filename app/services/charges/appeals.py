"""Appeals: filed, decided, ended by a mandate; while one is open, evidence of the case is kept."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.appeals import AppealKind, CaseAppeal
from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import PartyId, Role
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.charges.checks import require_party
from app.services.office import Command, OfCase, Query
from app.services.taking_out import TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class FileAppeal(OfCase, Command[CaseAppeal]):
    """Record that a judgment is appealed.

    Attributes:
        filed_on: None = today.
    """

    case: CaseId
    defendant: PartyId
    kind: AppealKind = AppealKind.DIRECT
    filed_on: date | None = None
    court: str = ""
    number: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def run(self, work: UnitOfWork) -> CaseAppeal:
        """Write the appeal.

        Raises:
            Refused: the day lies ahead, or the person is no defendant of the case.
        """
        require_party(work, self.case, self.defendant, Role.DEFENDANT)
        appeal = CaseAppeal(
            id=new_id(),
            case=self.case,
            defendant=self.defendant,
            kind=self.kind,
            filed_on=self.filed_on or work.today,
            court=self.court,
            number=self.number,
            note=self.note,
        )
        return work.case_appeals.add(_tidy(work, appeal))

    def undo(self, done: CaseAppeal) -> "RemoveAppeal":
        """Take it out again."""
        return RemoveAppeal(record=done)


@dataclass(frozen=True, kw_only=True)
class RemoveAppeal(TakeOut[CaseAppeal]):
    """Take out an appeal that was recorded by mistake."""

    record: CaseAppeal
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[CaseAppeal]:
        """The appeals."""
        return work.case_appeals


@dataclass(frozen=True, kw_only=True)
class AmendAppeal(Command[Amended[CaseAppeal]]):
    """Record how an appeal went on; the record carries the version that was shown."""

    appeal: CaseAppeal
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.case_appeals.get(self.appeal.id).case

    def run(self, work: UnitOfWork) -> Amended[CaseAppeal]:
        """Write the new content; case and defendant stay.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: an impossible day, or a mandate without an outcome.
        """
        before = work.case_appeals.get(self.appeal.id)
        appeal = replace(self.appeal, case=before.case, defendant=before.defendant)
        return Amended(before, work.case_appeals.change(_tidy(work, appeal)))

    def undo(self, done: Amended[CaseAppeal]) -> "AmendAppeal":
        """Put the old content back."""
        return AmendAppeal(appeal=done.taken_back)


@dataclass(frozen=True)
class AppealView:
    """An appeal in words."""

    record: CaseAppeal
    defendant: str
    kind: str
    outcome: str


@dataclass(frozen=True)
class CaseAppeals(OfCase, Query[tuple[AppealView, ...]]):
    """The appeals of a case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> tuple[AppealView, ...]:
        """Return them, oldest first."""
        reading.cases.require(self.case)
        return tuple(_view(reading, each) for each in reading.case_appeals.of_case(self.case))


def _view(reading: Reading, appeal: CaseAppeal) -> AppealView:
    person = reading.persons.get(reading.parties.get(appeal.defendant).person)
    label = reading.codes.label
    return AppealView(
        record=appeal,
        defendant=person.plain_name,
        kind=label(CodeList.APPEAL_KIND, appeal.kind),
        outcome=label(CodeList.APPEAL_OUTCOME, appeal.outcome),
    )


def _tidy(work: UnitOfWork, appeal: CaseAppeal) -> CaseAppeal:
    if appeal.outcome and not work.codes.knows(CodeList.APPEAL_OUTCOME, appeal.outcome):
        raise Refused("appeal.unknown_outcome", field="outcome", named=appeal.outcome)
    appeal.check(work.today)
    return replace(
        appeal,
        court=one_line(appeal.court, "court"),
        number=one_line(appeal.number, "number"),
        note=clean(appeal.note, "note"),
    )
