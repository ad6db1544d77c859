"""Opening a case with its first defendant and first count in one act."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app.domain.cases import Case, title_from
from app.domain.errors import Refused
from app.domain.persons import PartyId, Person, PersonId, Role
from app.domain.text import one_line
from app.domain.users import Permission
from app.services.cases import OpenCase
from app.services.charges import AddCharge
from app.services.office import Command
from app.services.persons.parties import join
from app.services.persons.people import require_known
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class FirstCount:
    """What is charged at first; the offense dates are the case's."""

    statute: str
    description: str
    charge_class: str = ""
    filed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class OpenCaseFile(Command[Case]):
    """Open a case file; all or nothing, with one entry in the log.

    Attributes:
        opening: the case itself; without a title it is named after the defendant.
        defendant: somebody known, a new person, or nobody yet.
        count: needs a defendant.
    """

    opening: OpenCase
    defendant: PersonId | Person | None = None
    count: FirstCount | None = None
    needs: ClassVar[Permission] = Permission.CASES_EDIT

    def run(self, work: UnitOfWork) -> Case:
        """Write case, defendant and count.

        Raises:
            Refused: a required field is empty, the number is taken, or a count has no defendant.
            Missing: no such person.
        """
        if self.count is not None and self.defendant is None:
            raise Refused("charge.needs_defendant", field="family")
        case = self._titled(work).run(work)
        if self.defendant is not None:
            party = join(work, case.id, Role.DEFENDANT, self.defendant)
            self._charge(work, case, party.id)
        return case

    def _titled(self, work: UnitOfWork) -> OpenCase:
        if one_line(self.opening.title, "title") or self.defendant is None:
            return self.opening
        known = self.defendant
        person = known if isinstance(known, Person) else require_known(work, known)
        return replace(self.opening, title=title_from(one_line(person.family, "family")))

    def _charge(self, work: UnitOfWork, case: Case, defendant: PartyId) -> None:
        if self.count is None:
            return
        AddCharge(
            case=case.id,
            defendant=defendant,
            statute=self.count.statute,
            description=self.count.description,
            charge_class=self.count.charge_class,
            offense_from=case.offense_from,
            offense_to=case.offense_to,
            filed_on=self.count.filed_on,
        ).run(work)
