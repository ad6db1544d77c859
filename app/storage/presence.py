"""When a person was last at work here, read off the audit log."""

from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.presence import ARRIVAL, VISIT, Absence
from app.storage.audit import audit_entries

_a = audit_entries.c


class Presence:
    """Reads one person's comings and goings."""

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def last_absence(self) -> Absence | None:
        """Return the time between the person's last arrival and the trace left at the window.

        What came due while only the terminal was used has not been shown to anybody yet. None
        before the first arrival, and where nothing lies before it.
        """
        arrived = self._last(_a.action == ARRIVAL)
        if arrived is None:
            return None
        before = self._last(_a.seq < self._end_of_window(arrived.seq))
        return Absence(before.at, arrived.at) if before is not None else None

    def _end_of_window(self, arrived: int) -> int:
        """Return the position of the first visit by terminal since the arrival before that one."""
        arrival_before = self._last(_a.action == ARRIVAL, _a.seq < arrived)
        since = arrival_before.seq if arrival_before is not None else 0
        visit = self._connection.execute(
            sa.select(sa.func.min(_a.seq)).where(
                _a.user == self._user, _a.action == VISIT, _a.seq > since, _a.seq < arrived
            )
        ).scalar()
        return arrived if visit is None else int(visit)

    def last_act_in(self, cases: frozenset[UUID]) -> dict[UUID, datetime]:
        """Return when anybody last did something in each of these cases."""
        query = (
            sa.select(_a.case, sa.func.max(_a.at, type_=_a.at.type).label("at"))
            .where(_a.case.in_(sorted(cases)))
            .group_by(_a.case)
        )
        return {row.case: row.at for row in self._connection.execute(query)}

    def _last(self, *conditions: sa.ColumnElement[bool]) -> Any:  # noqa: ANN401  a row or None
        query = (
            sa.select(_a.seq, _a.at)
            .where(_a.user == self._user, *conditions)
            .order_by(_a.seq.desc())
            .limit(1)
        )
        return self._connection.execute(query).first()
