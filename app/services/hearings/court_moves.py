"""Going through the hearings a court's feed moved: what hangs on each old day follows or stays.

The import wrote the new day alone (`app.services.calendar_exchange`). Here the hearing is put back
on its old day and given the new one by the act a person would have used, a continuance or a move,
with all that was ticked, in one transaction.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.court_moves import CourtMove, CourtMoveId, CourtMoveLine, CourtMovesLeft
from app.domain.errors import Refused, Stale
from app.domain.hearings import Hearing
from app.domain.ripple import Tick
from app.domain.users import Permission
from app.services.hearing_writing import amend_all
from app.services.hearings.continuing import (
    Continued,
    ContinueHearing,
    MoveHearing,
    MoveHearingBack,
    WithdrawContinuance,
)
from app.services.hearings.ripple import ripple_of
from app.services.hearings.shifting import Shifted, planned
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork

MOST_LINES = 100
"""Moves looked into at once: what hangs on each is worked out for each."""


@dataclass(frozen=True)
class MovesLeft(Query[CourtMovesLeft]):
    """The hearings a feed moved that nobody has gone through, the soonest first.

    Attributes:
        most: how many are looked into; 0 = they are only counted.
        hearing: only the move of this one.
    """

    most: int = MOST_LINES
    hearing: UUID | None = None
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CourtMovesLeft:
        """Return them; those of hidden cases are not among them."""
        moves = reading.court_moves
        lines = tuple(_lines(reading, moves.next(self.most, self.hearing)))
        return CourtMovesLeft(total=moves.left(self.hearing), lines=lines)


@dataclass(frozen=True)
class Followed:
    """A move that was gone through.

    Attributes:
        move: as it was kept; ``hearing``: as the feed had left it.
        done: the continuance or the move it was written as.
    """

    move: CourtMove
    hearing: Hearing
    done: Continued | Shifted


@dataclass(frozen=True, kw_only=True)
class FollowMove(Command[Followed]):
    """Write a move of a feed as what it was, and let follow what was ticked.

    Attributes:
        act: the continuance or the move to the day the feed gave; its version is that of the
            hearing as it was shown.
    """

    move: CourtMoveId
    act: ContinueHearing | MoveHearing
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
        back: WithdrawContinuance | MoveHearingBack
        if isinstance(done, Continued):
            back = WithdrawContinuance(continued=done, ticked=self.ticked)
        else:
            back = MoveHearingBack(shifted=done, ticked=self.ticked)
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


def _moved(work: Reading, move: CourtMove, act: ContinueHearing | MoveHearing) -> Hearing:
    """Return the hearing as the feed left it, and as it was shown."""
    hearing = work.hearings.get(act.hearing)
    if hearing.id != move.hearing or hearing.case != move.case:
        raise Refused("hearing.other_move")
    is_shown = act.expects in (None, hearing.version)
    if not is_shown or hearing.starts_at != move.starts_at:
        raise Stale("hearing.move_over")
    if hearing.moved_to(act.on, act.clock).starts_at != move.starts_at:
        raise Refused("hearing.other_move", field="on")
    hearing.require_set()
    return hearing


def _amend(work: UnitOfWork, before: Hearing, after: Hearing) -> Hearing:
    (done,) = amend_all(work, ((before, after),))
    return done.after


def _lines(reading: Reading, moves: tuple[CourtMove, ...]) -> Iterator[CourtMoveLine]:
    found = {each.id: each for each in reading.hearings.those(move.hearing for move in moves)}
    for move in moves:
        hearing = found[move.hearing]  # type: ignore[index]  # a hearing's identity, kept as a plain one
        local = hearing.local
        change = planned(reading, move.before(hearing), local.date(), local.time(), new=True)
        ripple = ripple_of(reading, change)
        yield CourtMoveLine(
            move=move,
            hearing=hearing,
            what=reading.codes.label(CodeList.HEARING, hearing.kind),
            number=ripple.number,
            title=ripple.title,
            hangs=sum(row.can_be_ticked for row in ripple.rows),
        )
