"""Reading the audit log by what it says: for the viewer and the weekly report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.audit import AuditEntry, Outcome
from app.storage.audit import audit_checkpoints, audit_entries, read_entry
from app.storage.cases import cases, visible_to

_a = audit_entries.c


class AuditLines:
    """The entries open to one user: those of cases behind a wall are not.

    Args:
        connection: an open transaction.
        user: who looks.
    """

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def newest(
        self, conditions: Sequence[sa.ColumnElement[bool]], limit: int, before: int | None
    ) -> tuple[AuditEntry, ...]:
        """Return entries that meet all conditions, newest first, older than position ``before``."""
        query = sa.select(audit_entries).where(self._visible(), *conditions)
        if before is not None:
            query = query.where(_a.seq < before)
        query = query.order_by(_a.seq.desc()).limit(limit)
        return tuple(read_entry(row) for row in self._connection.execute(query))

    def actions(self) -> tuple[str, ...]:
        """Return the name of every act in the log."""
        return tuple(self._connection.execute(sa.select(_a.action).distinct()).scalars())

    def sums(
        self, conditions: Sequence[sa.ColumnElement[bool]]
    ) -> tuple[tuple[UUID, str, Outcome, int, datetime, datetime], ...]:
        """Return person, act, outcome, number, first and last moment of what meets the conditions.

        Lines of one act that ended one way are summed up.
        """
        query = (
            sa.select(
                _a.user,
                _a.action,
                _a.outcome,
                sa.func.count().label("number"),
                sa.func.min(_a.at, type_=_a.at.type).label("first"),
                sa.func.max(_a.at, type_=_a.at.type).label("last"),
            )
            .where(self._visible(), *conditions)
            .group_by(_a.user, _a.action, _a.outcome)
        )
        rows: Any = self._connection.execute(query)
        return tuple(tuple(row) for row in rows)

    def case_numbers(self, wanted: Sequence[UUID]) -> dict[UUID, str]:
        """Return the number of each of these cases."""
        query = sa.select(cases.c.id, cases.c.number).where(cases.c.id.in_(wanted))
        return {row.id: row.number for row in self._connection.execute(query)}

    def signed(self, wanted: Sequence[int]) -> frozenset[int]:
        """Return those of the positions under which a signature stands."""
        query = sa.select(audit_checkpoints.c.seq).where(audit_checkpoints.c.seq.in_(wanted))
        return frozenset(self._connection.execute(query).scalars())

    def _visible(self) -> sa.ColumnElement[bool]:
        return visible_to(self._user, _a.case)


def between(since: datetime | None, until: datetime | None) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that an entry's moment lies in ``[since, until)``."""
    found = [] if since is None else [_a.at >= since]
    return found if until is None else [*found, _a.at < until]


def of(
    user: UUID | None, case: UUID | None, outcome: Outcome | None
) -> list[sa.ColumnElement[bool]]:
    """Return the conditions on person, case and outcome; None is no condition."""
    pairs = ((_a.user, user), (_a.case, case), (_a.outcome, outcome))
    return [column == wanted for column, wanted in pairs if wanted is not None]


def acts(names: Sequence[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the act is one of these."""
    return _a.action.in_(names)
