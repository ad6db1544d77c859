"""Hearings on disk."""

import sqlalchemy as sa

from app.domain.hearings import TRIAL_KINDS, Courtroom, Hearing
from app.storage.known import visible_to
from app.storage.repository import Changeable
from app.storage.schema import record_table

_DAY_ORDER = ("on", "starts_at", "kind", "id", "status", "case")
"""As a day lists them, with all that is asked before one is shown (see `calendar_lines`)."""
_PLACES = ("on", "court", "courtroom", "case")

hearings = record_table(
    "hearings",
    Hearing,
    indexed=[
        _DAY_ORDER,
        _PLACES,
        ("status", "on"),
        ("case", "status", "on"),
        ("attorney", "id"),
    ],
)

courtrooms = record_table("courtrooms", Courtroom, unique=[("court", "room")])


class Hearings(Changeable[Hearing]):
    """Dates before the court."""

    record = Hearing
    table = hearings

    def names(self, column: str, most: int) -> tuple[str, ...]:
        """Return what a column says in cases open to the user, the most frequent first.

        Args:
            column: ``"court"``, ``"courtroom"`` or ``"judge"``.
            most: names at most.
        """
        name = hearings.c[column]
        query = (
            sa.select(name)
            .where(name != "", visible_to(self._user, hearings.c.case))
            .group_by(name)
            .order_by(sa.func.count().desc(), name)
            .limit(most)
        )
        return tuple(self._connection.scalars(query))

    def trials(self) -> tuple[Hearing, ...]:
        """Return every setting of trial in cases open to the user."""
        return self.where(
            hearings.c.kind.in_(sorted(TRIAL_KINDS)), visible_to(self._user, hearings.c.case)
        )


class Courtrooms(Changeable[Courtroom]):
    """Rooms cases are heard in."""

    record = Courtroom
    table = courtrooms
