"""Hearings that a court's feed moved or took off and nobody has gone through yet, on disk."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.court_moves import CourtMove
from app.domain.hearings import HearingStatus
from app.storage.hearings import hearings
from app.storage.known import visible_to
from app.storage.repository import Changeable, in_portions
from app.storage.schema import record_table

court_moves = record_table("court_moves", CourtMove, unique=[("hearing",)])


class CourtMoves(Changeable[CourtMove]):
    """Moves that wait to be gone through; those of hidden cases are not to be had."""

    record = CourtMove
    table = court_moves

    def of_hearings(self, ids: Iterable[UUID]) -> dict[UUID, CourtMove]:
        """Return what is kept of some hearings, whether it is over or not."""
        return {
            move.hearing: move
            for some in in_portions(ids)
            for move in self.where(court_moves.c.hearing.in_(some), self._visible)
        }

    def left(self, hearing: UUID | None = None) -> int:
        """Return how many are not over, of one hearing or of all."""
        return self.count(*self._left(hearing))

    def left_in(self, case: UUID) -> int:
        """Return how many of a case are not over."""
        return self.count(*self._left(None), court_moves.c.case == case)

    def next(self, most: int | None, hearing: UUID | None = None) -> tuple[CourtMove, ...]:
        """Return those that are not over, by the day the feed gave; None = all of them."""
        if most == 0:
            return ()
        order = (court_moves.c.starts_at, court_moves.c.id)
        found = sa.select(court_moves.c.id).where(*self._left(hearing))
        first = found.order_by(*order).limit(most)
        return self.where(court_moves.c.id.in_(first), order=order)

    @property
    def _visible(self) -> sa.ColumnElement[bool]:
        return visible_to(self._user, court_moves.c.case)

    def _left(self, hearing: UUID | None) -> tuple[sa.ColumnElement[bool], ...]:
        as_left = sa.case(
            (court_moves.c.is_cancelled, HearingStatus.VACATED.value),
            else_=HearingStatus.SET.value,
        )
        stands = sa.select(hearings.c.id).where(
            hearings.c.id == court_moves.c.hearing,
            hearings.c.starts_at == court_moves.c.starts_at,
            sa.type_coerce(hearings.c.status, sa.String) == as_left,
        )
        one = () if hearing is None else (court_moves.c.hearing == hearing,)
        return (stands.exists(), self._visible, *one)
