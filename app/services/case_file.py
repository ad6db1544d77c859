"""A whole case file in one answer, for the terminal; without ways of contact."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.cases import CaseId
from app.domain.codes import CodeBook
from app.domain.deadlines import Deadline
from app.domain.evidence import EvidenceItem
from app.domain.hearings import Hearing
from app.domain.tasks import Task
from app.domain.users import Permission
from app.services.cases import CaseHeader, CaseHeaderOf
from app.services.charges import CaseCharges, DefendantCounts
from app.services.office import OfCase, Query
from app.services.persons import CasePeople, PeopleOfCase
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class HeldItem:
    """An item of evidence with whoever holds it now."""

    item: EvidenceItem
    holder: str
    place: str


@dataclass(frozen=True)
class CaseFile:
    """Everything in a case but contacts, notes and attachments."""

    header: CaseHeader
    words: CodeBook
    people: PeopleOfCase
    charges: tuple[DefendantCounts, ...]
    deadlines: tuple[Deadline, ...]
    hearings: tuple[Hearing, ...]
    evidence: tuple[HeldItem, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class CaseFileOf(OfCase, Query[CaseFile]):
    """A whole case file."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CaseFile:
        """Return the file; evidence only to those who may see it.

        Raises:
            Missing: no such case.
        """
        may_see = reading.actor.may(Permission.EVIDENCE_VIEW)
        return CaseFile(
            header=CaseHeaderOf(self.case).run(reading),
            words=reading.codes,
            people=CasePeople(self.case).run(reading),
            charges=CaseCharges(self.case).run(reading),
            deadlines=tuple(
                sorted(reading.deadlines.of_case(self.case), key=lambda d: (d.due_on, d.id))
            ),
            hearings=tuple(
                sorted(reading.hearings.of_case(self.case), key=lambda h: (h.starts_at, h.id))
            ),
            evidence=_held(reading, self.case) if may_see else (),
            tasks=reading.tasks.of_case(self.case),
        )


def _held(reading: Reading, case: CaseId) -> tuple[HeldItem, ...]:
    last = reading.custody.last_of(case)
    items = sorted(reading.evidence.of_case(case), key=lambda item: item.tag)
    return tuple(
        HeldItem(item, last[item.id].holder, last[item.id].place)
        if item.id in last
        else HeldItem(item, "", "")
        for item in items
    )
