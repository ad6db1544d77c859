"""What open deadlines say of their own count, of one case or of the whole office, in portions."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.deadlines import DeadlineId, DeadlineStatus
from app.domain.recounting import CountedLine
from app.storage.deadlines import deadlines
from app.storage.known import visible_to
from app.storage.triggering_events import triggering_events

_d, _e = deadlines.c, triggering_events.c
PORTION = 2_000
"""Lines read at once: between two portions long work tells how far it is and may be stopped."""
_COLUMNS = (
    *(_d.id, _d.case, _d.due_on, _d.computed_due_on, _d.conservative_on, _d.due_at),
    *(_d.trigger_on, _d.trigger, _d.service, _d.event, _d.rule, _d.counted),
    (_d.override_reason != "").label("is_overridden"),
)


class CountedLines:
    """Reads what is owed and was counted, behind the walls."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def portions(self) -> Iterator[tuple[CountedLine, ...]]:
        """Give the open counted deadlines of all cases, a portion at a time."""
        return self._portions(self._owed())

    def outdated(
        self, rule_editions: Sequence[str], calendar_editions: Sequence[str]
    ) -> Iterator[tuple[CountedLine, ...]]:
        """Give those that were counted from what has changed since, a portion at a time.

        Args:
            rule_editions: of the packs as they are now.
            calendar_editions: of the calendars as they are now.
        """
        moved = sa.select(_e.id).where(
            _e.id == _d.event, sa.or_(_e.on != _d.trigger_on, _e.service != _d.service)
        )
        changed = sa.or_(
            _d.calendar_edition.not_in(calendar_editions),
            sa.and_(_d.rule.is_not(None), _d.rule_edition.not_in(rule_editions)),
            moved.exists(),
        )
        return self._portions((*self._owed(), changed))

    def count(self) -> int:
        """Return how many open counted deadlines there are."""
        query = sa.select(sa.func.count()).select_from(deadlines).where(*self._owed())
        return int(self._connection.execute(query).scalar_one())

    def calendars(self) -> tuple[str, ...]:
        """Return the ids of the calendars that open deadlines were counted by."""
        query = sa.select(_d.calendar).distinct().where(*self._owed())
        return tuple(self._connection.execute(query).scalars())

    def _owed(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (
            _d.status == DeadlineStatus.OPEN,
            _d.computed_due_on.is_not(None),
            visible_to(self._user, _d.case),
        )

    def _portions(
        self, conditions: Sequence[sa.ColumnElement[bool]]
    ) -> Iterator[tuple[CountedLine, ...]]:
        after: DeadlineId | None = None
        while True:
            query = sa.select(*_COLUMNS).where(*conditions).order_by(_d.id).limit(PORTION)
            if after is not None:
                query = query.where(_d.id > after)
            lines = tuple(_line(row) for row in self._connection.execute(query))
            if lines:
                yield lines
            if len(lines) < PORTION:
                return
            after = lines[-1].id


def _line(row: Any) -> CountedLine:  # noqa: ANN401  a row of this module's own query
    return CountedLine(**row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
