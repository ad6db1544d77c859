"""Many plain moves of a court's feed gone through at once, as one act.

Only what `app.domain.court_moves.doubts_of` finds nothing against: each move is looked at once more
in the transaction that writes it, so that nothing goes along that was not shown.
"""

from dataclasses import dataclass, field, replace
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.backups import Watch
from app.domain.court_moves import CourtMoveLine
from app.domain.errors import NotPermitted, Refused, Stale
from app.domain.users import Permission
from app.services.hearings.continuing import Continued, ContinueHearing
from app.services.hearings.court_moves import (
    CourtAct,
    Followed,
    FollowMove,
    WithdrawFollowing,
    court_act,
)
from app.services.hearings.moves_left import line_of
from app.services.hearings.vacating import Vacated
from app.services.office import Command
from app.storage.unit_of_work import UnitOfWork

SETTLING_STOPPED = "hearing.settling_stopped"
"""What is left when somebody stops it."""
UNWATCHED = Watch(stopped=SETTLING_STOPPED)
"""Nobody waits for it, and nobody can stop it."""


def plain_act(line: CourtMoveLine) -> FollowMove:
    """Return the act a plain move is gone through by, with all that surely follows."""
    act = court_act(line, line.proposed, is_continuance=line.is_continuance)
    return FollowMove(move=line.move.id, act=act)


@dataclass(frozen=True)
class Settled:
    """Moves that were gone through together, in the order they were written."""

    followed: tuple[Followed, ...]

    def counts(self) -> dict[str, int]:
        """Return how many hearings, and how many of what hung on them; nothing that is none."""
        rippled = [each.done.rippled for each in self.followed]
        found = {
            "continued": sum(isinstance(each.done, Continued) for each in self.followed),
            "vacated": sum(isinstance(each.done, Vacated) for each in self.followed),
            "deadlines": sum(len(each.dates.deadlines) for each in rippled),
            "subpoenas": sum(len(each.subpoenas) for each in rippled),
            "new_tasks": sum(len(each.new_tasks) for each in rippled),
        }
        moved = len(self.followed) - found["continued"] - found["vacated"]
        return {name: n for name, n in {"moved": moved, **found}.items() if n}


@dataclass(frozen=True, kw_only=True)
class SettleMoves(Command[Settled]):
    """Go through plain moves of feeds: each hearing with all that surely follows it.

    Attributes:
        acts: as `plain_act` makes them of what was shown.
        watch: told how far it is, on the thread that carries the command out.
    """

    acts: tuple[FollowMove, ...]
    watch: Watch = field(default=UNWATCHED, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Settled:
        """Write all of them or none.

        Raises:
            NotPermitted: a case is closed to the user.
            Stale: a move is over, or not what was shown any more.
            Refused: none is ticked, or one needs a person's judgement.
            Cancelled: the user stopped it; nothing is written.
        """
        if not self.acts:
            raise Refused("hearing.no_move_ticked")
        followed = []
        closed = work.walls.closed_to(work.user)
        for place, act in enumerate(self.acts):
            self.watch.step("settling", place, len(self.acts))
            if act.concerns(work) in closed:
                raise NotPermitted("case.walled")
            _require_as_shown(work, act)
            followed.append(act.run(work))
        return Settled(tuple(followed))

    def undo(self, done: Settled) -> "TakeBackSettling":
        """Let all of them wait again."""
        ticked = tuple(each.act.ticked for each in self.acts)
        return TakeBackSettling(
            acts=tuple(
                WithdrawFollowing(followed=each, ticked=ticks)
                for each, ticks in zip(done.followed, ticked, strict=True)
            )
        )

    def noted(self, done: Settled) -> tuple[Fact, ...]:
        """How many hearings, and how much followed."""
        return tuple((name, str(n)) for name, n in done.counts().items())


@dataclass(frozen=True, kw_only=True)
class TakeBackSettling(Command[tuple[FollowMove, ...]]):
    """Undo going through many moves: all that followed goes back, and each move waits again."""

    acts: tuple[WithdrawFollowing, ...]
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> tuple[FollowMove, ...]:
        """Put everything back, the last first.

        Raises:
            NotPermitted: one of the cases was closed to the user since.
            Stale: a record was changed since.
            Refused: something names one of the new dates.
        """
        closed = work.walls.closed_to(work.user)
        if any(act.concerns(work) in closed for act in self.acts):
            raise NotPermitted("case.walled")
        again = [_as_first_given(act.run(work)) for act in reversed(self.acts)]
        return tuple(reversed(again))

    def undo(self, done: tuple[FollowMove, ...]) -> SettleMoves:
        """Go through them again."""
        return SettleMoves(acts=done)


def _require_as_shown(work: UnitOfWork, shown: FollowMove) -> None:
    """Refuse a move that is not plain, or of which something else was shown."""
    move = work.court_moves.get(shown.move)
    hearing = work.hearings.get(shown.act.hearing)
    if move.hearing != hearing.id or not move.is_left(hearing):
        raise Stale("hearing.move_over")
    line = line_of(work, move, hearing)
    if not line.is_plain:
        raise Refused("hearing.move_not_plain", number=line.number)
    if not _is_same(shown.act, plain_act(line).act):
        raise Stale("hearing.settling_stale", number=line.number)


def _is_same(shown: CourtAct, now: CourtAct) -> bool:
    """Whether an act is what a plain move is written as, with the same things following."""
    is_same_act = replace(shown, ticked=()) == replace(now, ticked=())
    return is_same_act and set(shown.ticked) == set(now.ticked)


def _as_first_given(act: FollowMove) -> FollowMove:
    """Return an act that is done again as it was given: its result follows from who asked."""
    if isinstance(act.act, ContinueHearing):
        return replace(act, act=replace(act.act, result=""))
    return act
