"""Lines of a sentence."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import check_span
from app.domain.charges import SENTENCED, Charge, ChargeId, Sentence, term_from
from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.text import one_line
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.coding import require_code
from app.services.office import Command
from app.services.taking_out import TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddSentence(Command[Sentence]):
    """Add one line to the sentence on a count.

    Attributes:
        length: as typed, e.g. ``"30 d"``, ``"3 y"``, ``"$500"``.
    """

    charge: ChargeId
    component: str
    length: str = ""
    on: date | None = None
    commitment: str = ""
    judge: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    suspended: str = ""
    credit_days: int | None = None
    runs: str = ""
    due_on: date | None = None
    status: str = ""
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.charges.get(self.charge).case

    def run(self, work: UnitOfWork) -> Sentence:
        """Write the line.

        Raises:
            Refused: the count has no conviction or deferral, the component is unknown, or a span
                ends before it begins.
        """
        charge = work.charges.get(self.charge)
        _require_conviction(work, charge)
        term, unit = term_from(one_line(self.length, "length"))
        return work.sentences.add(
            _tidy(
                work,
                Sentence(
                    id=new_id(),
                    case=charge.case,
                    charge=charge.id,
                    component=self.component,
                    on=self.on or work.today,
                    term=term,
                    unit=unit,
                    commitment=self.commitment,
                    judge=self.judge,
                    begins_on=self.begins_on,
                    ends_on=self.ends_on,
                    suspended=self.suspended,
                    credit_days=self.credit_days,
                    runs=self.runs,
                    due_on=self.due_on,
                    status=self.status,
                ),
            )
        )

    def undo(self, done: Sentence) -> "RemoveSentence":
        """Take the line out again."""
        return RemoveSentence(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendSentence(Command[Amended[Sentence]]):
    """Change a line; the record carries the version that was shown."""

    sentence: Sentence
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.sentences.get(self.sentence.id).case

    def run(self, work: UnitOfWork) -> Amended[Sentence]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: the component is unknown, or a span ends before it begins.
        """
        before = work.sentences.get(self.sentence.id)
        line = replace(self.sentence, case=before.case, charge=before.charge)
        return Amended(before, work.sentences.change(_tidy(work, line)))

    def undo(self, done: Amended[Sentence]) -> "AmendSentence":
        """Put the old content back."""
        return AmendSentence(sentence=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveSentence(TakeOut[Sentence]):
    """Take out a line entered by mistake."""

    record: Sentence
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[Sentence]:
        """The sentences."""
        return work.sentences


def _tidy(work: UnitOfWork, line: Sentence) -> Sentence:
    check_span(line.begins_on, line.ends_on, "ends_on")
    return replace(
        line,
        component=require_code(work, CodeList.SENTENCE, line.component, "component"),
        commitment=one_line(line.commitment, "commitment"),
        judge=one_line(line.judge, "judge"),
        suspended=one_line(line.suspended, "suspended"),
        runs=one_line(line.runs, "runs"),
        status=one_line(line.status, "status"),
    )


def _require_conviction(work: UnitOfWork, charge: Charge) -> None:
    """A sentence follows a conviction or a deferral, whatever the defendant pleaded."""
    steps = work.dispositions.where(work.dispositions.table.c.charge == charge.id)
    latest = steps[-1].code if steps else charge.disposition
    if work.codes.category(CodeList.DISPOSITION, latest) not in SENTENCED:
        raise Refused("sentence.no_conviction", number=charge.number)
