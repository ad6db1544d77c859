"""What people are typing at this moment, kept beside the records for the case of a sudden end.

Nothing here was said by anybody yet: it is no record, has no history and no entry in the log, and
is gone as soon as it is committed, given up, or kept as a draft. It is encrypted as all else is.
"""

from uuid import UUID

import sqlalchemy as sa

from app.domain.drafts import Draft, Unsaved
from app.storage.columns import Identity, Instant, Lines, PlainText
from app.storage.schema import metadata

half_typed = sa.Table(
    "half_typed",
    metadata,
    sa.Column("id", Identity, primary_key=True),
    sa.Column("user", Identity, nullable=False, index=True),
    sa.Column("form", PlainText, nullable=False),
    sa.Column("place", PlainText, nullable=False),
    sa.Column("content", PlainText, nullable=False),
    sa.Column("focus", PlainText, nullable=False),
    sa.Column("about", Lines, nullable=False),
    sa.Column("replaces", Identity, nullable=True),
    sa.Column("saved_at", Instant, nullable=False),
)
_t = half_typed.c


class HalfTypedForms:
    """What one person is typing; that of others is not to be had."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def keep(self, unsaved: Unsaved) -> None:
        """Write a form as it stands, in the place of what was kept of it before."""
        self.forget(unsaved.draft.id)
        held = {name: getattr(unsaved.draft, name) for name in _OF_DRAFT}
        row = held | {"user": self._user, "replaces": unsaved.replaces}
        self._connection.execute(sa.insert(half_typed).values(**row))

    def forget(self, id_: UUID) -> None:
        """Drop one form; nothing happens where there is none."""
        self._connection.execute(sa.delete(half_typed).where(_t.user == self._user, _t.id == id_))

    def forget_all(self) -> None:
        """Drop all of them."""
        self._connection.execute(sa.delete(half_typed).where(_t.user == self._user))

    def count(self) -> int:
        """Return how many there are."""
        query = sa.select(sa.func.count()).select_from(half_typed).where(_t.user == self._user)
        return int(self._connection.execute(query).scalar_one())

    def every(self) -> tuple[Unsaved, ...]:
        """Return all of them, in the order they were last kept."""
        query = sa.select(half_typed).where(_t.user == self._user).order_by(_t.saved_at, _t.id)
        return tuple(
            Unsaved(
                Draft(user=row.user, **{name: getattr(row, name) for name in _OF_DRAFT}),
                row.replaces,
            )
            for row in self._connection.execute(query)
        )


_OF_DRAFT = ("id", "form", "place", "content", "focus", "about", "saved_at")
