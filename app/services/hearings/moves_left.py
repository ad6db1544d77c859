"""The hearings a court's feed moved that nobody has gone through, with what hangs on each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from app.domain.backups import Watch
from app.domain.codes import CodeList
from app.domain.court_moves import CourtMove, CourtMoveLine, CourtMovesLeft, Doubt, doubts_of
from app.domain.hearings import Hearing, HearingStatus
from app.domain.ripple import Ripple
from app.domain.users import Permission
from app.services.hearings.ripple import ripple_of, ripple_off
from app.services.hearings.shifting import planned
from app.services.kept_calendars import calendar_in
from app.services.office import Query
from app.storage.unit_of_work import Reading

MOST_LINES = 100
"""Moves looked into at once unless all are asked for: what hangs on each is worked out for each."""
LOOKING_STOPPED = "hearing.looking_stopped"
"""What is said when somebody stops it."""
UNWATCHED = Watch(stopped=LOOKING_STOPPED)
"""Nobody waits for it, and nobody can stop it."""


@dataclass(frozen=True)
class MovesLeft(Query[CourtMovesLeft]):
    """The hearings a feed moved or took off that nobody has gone through, the soonest first.

    Attributes:
        most: how many are looked into; 0 = they are only counted, None = all.
        hearing: only the move of this one.
        watch: told how far it is, on the thread that works.
    """

    most: int | None = MOST_LINES
    hearing: UUID | None = None
    watch: Watch = field(default=UNWATCHED, repr=False, compare=False)
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> CourtMovesLeft:
        """Return them; those of hidden cases are not among them.

        Raises:
            Cancelled: the user stopped it.
        """
        moves = reading.court_moves
        waiting = moves.next(self.most, self.hearing)
        lines = tuple(self._watched(reading, waiting))
        return CourtMovesLeft(total=moves.left(self.hearing), lines=lines)

    def _watched(self, reading: Reading, moves: tuple[CourtMove, ...]) -> Iterator[CourtMoveLine]:
        for place, line in enumerate(lines_of(reading, moves)):
            self.watch.step("looking", place, len(moves))
            yield line


def lines_of(reading: Reading, moves: tuple[CourtMove, ...]) -> Iterator[CourtMoveLine]:
    """Yield moves, none of which is over, with what hangs on each."""
    found = {each.id: each for each in reading.hearings.those(move.hearing for move in moves)}
    for move in moves:
        hearing = found[move.hearing]  # type: ignore[index]  # a hearing's identity, kept as a plain one
        yield line_of(reading, move, hearing)


def line_of(reading: Reading, move: CourtMove, hearing: Hearing) -> CourtMoveLine:
    """Return one move with what hangs on it.

    Args:
        reading: the transaction.
        move: it is not over.
        hearing: as it stands.
    """
    ripple = _ripple(reading, move, hearing)
    return CourtMoveLine(
        move=move,
        hearing=hearing,
        what=reading.codes.label(CodeList.HEARING, hearing.kind),
        number=ripple.number,
        title=ripple.title,
        rows=ripple.rows,
        doubts=doubts_of(hearing, ripple.rows, tuple(_doubts(reading, move, hearing))),
    )


def _ripple(reading: Reading, move: CourtMove, hearing: Hearing) -> Ripple:
    before = move.before(hearing)
    if move.is_cancelled:
        return ripple_off(reading, before)
    local = hearing.local
    is_later = hearing.on > before.on
    return ripple_of(reading, planned(reading, before, hearing.on, local.time(), new=is_later))


def _doubts(reading: Reading, move: CourtMove, hearing: Hearing) -> Iterator[Doubt]:
    """Yield what speaks against the new day itself.

    Of two moves in one case each changes what hangs on the other, so they are not settled together.
    """
    if reading.court_moves.left_in(move.case) > 1:
        yield Doubt.MOVED_BESIDE
    if move.is_cancelled:
        return
    if hearing.on < reading.today:
        yield Doubt.PAST
    if calendar_in(reading, hearing.court, hearing.courtroom).closure_if_known(hearing.on):
        yield Doubt.CLOSED_DAY
    if hearing.attorney is not None and _is_covered_twice(reading, hearing):
        yield Doubt.COVERED_TWICE


def _is_covered_twice(reading: Reading, hearing: Hearing) -> bool:
    """Whether who covers a hearing covers another one at that time."""
    table = reading.hearings.table.c
    others = reading.hearings.where(
        table.attorney == hearing.attorney,
        table.on == hearing.on,
        table.status == HearingStatus.SET,
        table.id != hearing.id,
        reading.sees(table.case),
    )
    return any(other.overlaps(hearing) for other in others)
