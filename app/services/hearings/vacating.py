"""Taking a hearing off the court's calendar without a new date, with what hangs on it."""

from dataclasses import dataclass, field, replace
from typing import ClassVar
from uuid import UUID

from app.domain.court_moves import CourtMoveId
from app.domain.errors import Refused, Stale
from app.domain.hearings import Hearing, HearingId
from app.domain.ripple import Ripple, Tick
from app.domain.text import require
from app.domain.users import Permission
from app.services.hearing_writing import change, vacated
from app.services.hearings.continuing import Withdrawn
from app.services.hearings.ripple import Rippled, call_off, ripple_off, take_back
from app.services.hearings.shifting import ticks_again
from app.services.hearings.standing import OnHearing
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class VacatingRipple(Query[Ripple]):
    """What hangs on a hearing that is taken off; nothing is written.

    Attributes:
        move: a court's feed took it off already, and what hangs on it still stands; None = it
            stands itself.
    """

    hearing: HearingId
    move: CourtMoveId | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it belongs to."""
        return reading.hearings.get(self.hearing).case

    def run(self, reading: Reading) -> Ripple:
        """Return it.

        Raises:
            Missing: there is none.
            Refused: it no longer stands, or the move is that of another hearing.
            Stale: the hearing is not as the feed left it any more.
        """
        hearing = reading.hearings.get(self.hearing)
        if self.move is None:
            hearing.require_set()
            return ripple_off(reading, hearing)
        move = reading.court_moves.get(self.move)
        if move.hearing != hearing.id:
            raise Refused("hearing.other_move")
        if not move.is_left(hearing):
            raise Stale("hearing.move_over")
        return ripple_off(reading, move.before(hearing))


@dataclass(frozen=True)
class Vacated:
    """A hearing that was taken off: as it was, as it now stands, and what was called off."""

    before: Hearing
    after: Hearing
    rippled: Rippled = field(default_factory=Rippled)


@dataclass(frozen=True, kw_only=True)
class VacateHearing(OnHearing, Command[Vacated]):
    """Take a hearing off the court's calendar without a new date.

    Attributes:
        ticked: what shall be called off with it, as the ripple showed it.
    """

    reason: str
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Vacated:
        """Close it, and call off what was ticked.

        Raises:
            Stale: the hearing, or something ticked, is not what was shown any more.
            Refused: it no longer stands, or no reason is given.
        """
        before = self.standing(work)
        reason = require(self.reason, "reason")
        ripple = ripple_off(work, before)
        rows = ripple.picked(self.ticked)
        done = change(work, before, vacated(before, reason))
        return Vacated(done.before, done.after, call_off(work, ripple, rows))

    def undo(self, done: Vacated) -> "ReinstateHearing":
        """Put it back on."""
        return ReinstateHearing(vacated=done, ticked=self.ticked)


@dataclass(frozen=True, kw_only=True)
class ReinstateHearing(Command[Withdrawn]):
    """Undo taking a hearing off: it stands again, and all that was called off with it.

    Attributes:
        ticked: what had been called off.
    """

    vacated: Vacated
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.vacated.after.id).case

    def run(self, work: UnitOfWork) -> Withdrawn:
        """Put everything back.

        Raises:
            Stale: a record was changed since.
        """
        done = self.vacated
        case = work.hearings.get(done.after.id).case
        back = take_back(work, done.rippled, case)
        restored = replace(done.before, case=case, version=done.after.version)
        hearing = change(work, done.after, restored).after
        return Withdrawn(hearing, ticks_again(self.ticked, back.versions))

    def undo(self, done: Withdrawn) -> VacateHearing:
        """Take it off again."""
        return VacateHearing(
            hearing=done.hearing.id,
            expects=done.hearing.version,
            reason=self.vacated.after.vacate_reason,
            ticked=done.ticked,
        )
