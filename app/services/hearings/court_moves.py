"""Going through the hearings a court's feed moved: what hangs on each old day follows or stays.

The import wrote what the court says alone (`app.services.calendar_exchange`). Here the hearing is
put back as it was and given the new day, or taken off, by the act a person would have used, with
all that was ticked, in one transaction.
"""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.court_moves import CourtMove, CourtMoveId, CourtMoveLine
from app.domain.errors import Refused, Stale
from app.domain.hearings import ContinuedBy, Hearing
from app.domain.ripple import Tick
from app.domain.users import Permission
from app.i18n import _
from app.services.hearing_writing import amend_all
from app.services.hearings.continuing import (
    Continued,
    ContinueHearing,
    MoveHearing,
    MoveHearingBack,
    WithdrawContinuance,
)
from app.services.hearings.shifting import Shifted
from app.services.hearings.vacating import ReinstateHearing, Vacated, VacateHearing
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork

CourtAct = ContinueHearing | MoveHearing | VacateHearing
"""What a move of a feed is written as."""


def court_act(
    line: CourtMoveLine,
    ticked: tuple[Tick, ...],
    *,
    is_continuance: bool,
    code: str = "",
    reason: str = "",
) -> CourtAct:
    """Return the act of the court a move is written as.

    Args:
        line: the move as it was shown.
        ticked: what goes with it.
        is_continuance: whether the old date stays on file, where it was not taken off.
        code: why it was continued, by code list ``continuance_reason``.
        reason: the same in words; the feed unless given.
    """
    stands = line.hearing
    if line.move.is_cancelled:
        return VacateHearing(
            hearing=stands.id, expects=stands.version, reason=stands.vacate_reason, ticked=ticked
        )
    on, clock = stands.on, stands.local.time()
    if not is_continuance:
        return MoveHearing(
            hearing=stands.id, expects=stands.version, on=on, clock=clock, ticked=ticked
        )
    return ContinueHearing(
        hearing=stands.id,
        expects=stands.version,
        on=on,
        clock=clock,
        by=ContinuedBy.COURT,
        code=code,
        reason=reason or moved_in(line.move),
        ticked=ticked,
    )


def moved_in(move: CourtMove) -> str:
    """Return why a hearing was continued that a feed moved."""
    return _("Moved in the feed {feed}").format(feed=move.feed)


@dataclass(frozen=True)
class Followed:
    """A move that was gone through.

    Attributes:
        move: as it was kept; ``hearing``: as the feed had left it.
        done: the continuance or the move it was written as, or that it was taken off.
    """

    move: CourtMove
    hearing: Hearing
    done: Continued | Shifted | Vacated


@dataclass(frozen=True, kw_only=True)
class FollowMove(Command[Followed]):
    """Write a move of a feed as what it was, and let follow what was ticked.

    Attributes:
        act: the continuance or the move to the day the feed gave, or the taking off; its version
            is that of the hearing as it was shown.
    """

    move: CourtMoveId
    act: CourtAct
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case of the hearing."""
        return work.court_moves.get(self.move).case

    def run(self, work: UnitOfWork) -> Followed:
        """Put the hearing back for a moment, and carry the act out.

        Raises:
            Stale: the hearing, or something ticked, is not what was shown any more.
            Refused: it is not the hearing of the move, or the act refuses.
        """
        move = work.court_moves.get(self.move)
        hearing = _moved(work, move, self.act)
        back = _amend(work, hearing, move.before(hearing))
        done = replace(self.act, expects=back.version).run(work)
        work.court_moves.remove(move)
        return Followed(move, hearing, done)

    def undo(self, done: Followed) -> "WithdrawFollowing":
        """Let the hearing stand as the feed had left it, to be gone through."""
        return WithdrawFollowing(followed=done, ticked=self.act.ticked)


@dataclass(frozen=True, kw_only=True)
class WithdrawFollowing(Command[FollowMove]):
    """Undo going through a move: all that followed goes back, and the move waits again.

    Attributes:
        ticked: what had followed.
    """

    followed: Followed
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case the hearing is stored with."""
        return work.hearings.get(self.followed.hearing.id).case

    def run(self, work: UnitOfWork) -> FollowMove:
        """Put everything back, and return the act that goes through it again.

        Raises:
            Stale: a record was changed since.
            Refused: the excluded time was decided on since, or something names the new date.
        """
        move, hearing, done = self.followed.move, self.followed.hearing, self.followed.done
        back = _way_back(done, self.ticked)
        withdrawn = back.run(work)
        stands = withdrawn.hearing
        if move.case != stands.case or not move.hearing == hearing.id == stands.id:
            raise Stale("record.stale")
        again = _amend(work, stands, replace(hearing, case=stands.case, version=stands.version))
        work.court_moves.restore(move)
        return FollowMove(move=move.id, act=replace(back.undo(withdrawn), expects=again.version))

    def undo(self, done: FollowMove) -> FollowMove:
        """Go through it again."""
        return done


def _way_back(
    done: Continued | Shifted | Vacated, ticked: tuple[Tick, ...]
) -> WithdrawContinuance | MoveHearingBack | ReinstateHearing:
    if isinstance(done, Continued):
        return WithdrawContinuance(continued=done, ticked=ticked)
    if isinstance(done, Vacated):
        return ReinstateHearing(vacated=done, ticked=ticked)
    return MoveHearingBack(shifted=done, ticked=ticked)


def _moved(work: Reading, move: CourtMove, act: CourtAct) -> Hearing:
    """Return the hearing as the feed left it, and as it was shown."""
    hearing = work.hearings.get(act.hearing)
    if hearing.id != move.hearing or hearing.case != move.case:
        raise Refused("hearing.other_move")
    if act.expects not in (None, hearing.version) or not move.is_left(hearing):
        raise Stale("hearing.move_over")
    if isinstance(act, VacateHearing) or move.is_cancelled:
        if not (isinstance(act, VacateHearing) and move.is_cancelled):
            raise Refused("hearing.other_move")
    elif hearing.moved_to(act.on, act.clock).starts_at != move.starts_at:
        raise Refused("hearing.other_move", field="on")
    return hearing


def _amend(work: UnitOfWork, before: Hearing, after: Hearing) -> Hearing:
    (done,) = amend_all(work, ((before, after),))
    return done.after
