"""Setting, changing and taking off dates before the court."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.court_time import court_time
from app.domain.hearings import Hearing, HearingId
from app.domain.ids import new_id
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.hearing_writing import add, amend_all, remove, restore, tidy
from app.services.office import Command, OfCase
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class SetHearing(OfCase, Command[Hearing]):
    """Put a case on the court's calendar.

    Attributes:
        clock: the start on the court's own clock; the office's zone is the court's.
        lead_days: days ahead at which the office is reminded; None = the usual ones.
    """

    case: CaseId
    kind: str
    on: date
    clock: time
    minutes: int = 30
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    attorney: UUID | None = None
    mode: str = ""
    note: str = ""
    lead_days: tuple[int, ...] | None = None
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Hearing:
        """Write the hearing and its reminders.

        Raises:
            Refused: the kind is unknown, the clocks skip that hour, or the length is absurd.
        """
        work.cases.get(self.case)
        hearing = Hearing(
            id=HearingId(new_id()),
            case=self.case,
            kind=self.kind,
            on=self.on,
            starts_at=court_time(self.on, self.clock, work.zone),
            zone=work.zone,
            minutes=self.minutes,
            court=self.court,
            courtroom=self.courtroom,
            judge=self.judge,
            attorney=self.attorney,
            mode=self.mode,
            note=self.note,
        )
        return add(work, tidy(work, hearing), self.lead_days)

    def undo(self, done: Hearing) -> "RemoveHearing":
        """Take it off the calendar again."""
        return RemoveHearing(hearing=done)


@dataclass(frozen=True, kw_only=True)
class RemoveHearing(Command[Hearing]):
    """Take off a hearing that was entered by mistake; a real one is vacated or continued."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.hearing.case

    def run(self, work: UnitOfWork) -> Hearing:
        """Remove the row and silence its reminders.

        Raises:
            Stale: somebody changed or removed it since.
            Refused: a subpoena, an event, an exclusion or another hearing names it.
        """
        remove(work, self.hearing)
        return self.hearing

    def undo(self, done: Hearing) -> "RestoreHearing":
        """Put it back."""
        return RestoreHearing(hearing=done)


@dataclass(frozen=True, kw_only=True)
class RestoreHearing(Command[Hearing]):
    """Put back a hearing that was just taken off."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.hearing.case

    def run(self, work: UnitOfWork) -> Hearing:
        """Write it as it was; its reminders ring again at the same lead times.

        Raises:
            Stale: it is there.
        """
        restore(work, self.hearing)
        return self.hearing

    def undo(self, done: Hearing) -> RemoveHearing:
        """Take it off again."""
        return RemoveHearing(hearing=done)


@dataclass(frozen=True, kw_only=True)
class AmendHearing(Command[Amended[Hearing]]):
    """Change what is written about a hearing; the record carries the version that was shown."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.hearing.id).case

    def run(self, work: UnitOfWork) -> Amended[Hearing]:
        """Write the new content; reminders, and the events that are the hearing, follow the date.

        Deadlines do not: `MoveHearing` shows them first.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `SetHearing`.
        """
        before = work.hearings.get(self.hearing.id)
        on = self.hearing.local.date()
        after = tidy(work, replace(self.hearing, case=before.case, on=on))
        (done,) = amend_all(work, ((before, after),))
        return done

    def undo(self, done: Amended[Hearing]) -> "AmendHearing":
        """Put the old content back."""
        return AmendHearing(hearing=done.taken_back)
