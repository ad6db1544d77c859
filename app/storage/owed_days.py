"""Days by which disclosure is owed, as conditions and columns of the tables they stand in."""

from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.disclosure.owed_days import SHOWN, OwedKind
from app.i18n.disclosure import OWED_PATTERNS
from app.storage.columns import PlainText
from app.storage.disclosure import (
    agency_inquiries,
    defense_requests,
    disclosure_items,
    loss_notices,
)
from app.storage.reminders import reminders

_request, _inquiry, _item = defense_requests.c, agency_inquiries.c, disclosure_items.c
_denied = agency_inquiries.alias("denied").c


@dataclass(frozen=True)
class OwedTable:
    """One kind of day: the table it is read from, and what lists need of it.

    Attributes:
        what: what is owed, in words.
        settled: it was answered or came; ``is_awaited``: there was something to wait for.
        why: the law a demand names; empty of other kinds.
    """

    kind: OwedKind
    table: sa.Table
    what: sa.ColumnElement[str]
    settled: sa.ColumnElement[bool]
    is_awaited: sa.ColumnElement[bool]
    why: sa.ColumnElement[str]

    @property
    def is_owed(self) -> sa.ColumnElement[bool]:
        """It still has to be answered or to come."""
        return sa.and_(sa.not_(self.settled), self.is_awaited)


def _line(column: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return sa.func.replace(sa.func.substr(column, 1, SHOWN), "\n", " ")


def _words(kind: OwedKind, **columns: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    """Return the column that says what is owed; see `owed_words`."""
    parts = [
        part
        for literal, field, _spec, _way in Formatter().parse(OWED_PATTERNS[kind])
        for part in (
            *((sa.literal(literal, PlainText()),) if literal else ()),
            *((_line(columns[field]),) if field else ()),
        )
    ]
    words = parts[0]
    for part in parts[1:]:
        words = words.concat(part)
    return sa.type_coerce(words, PlainText())


_NO_LAW = sa.literal("", PlainText())
OWED_TABLES = (
    OwedTable(
        kind=OwedKind.ANSWER,
        table=defense_requests,
        what=_words(OwedKind.ANSWER, what=_request.text),
        settled=_request.answered_on.is_not(None),
        is_awaited=sa.true(),
        why=_request.citation,
    ),
    OwedTable(
        kind=OwedKind.REPLY,
        table=agency_inquiries,
        what=_words(OwedKind.REPLY, what=_inquiry.what, agency=_inquiry.agency),
        settled=_inquiry.replied_on.is_not(None),
        is_awaited=sa.true(),
        why=_NO_LAW,
    ),
    OwedTable(
        kind=OwedKind.ARRIVAL,
        table=disclosure_items,
        what=_words(OwedKind.ARRIVAL, what=_item.title),
        settled=_item.received_on.is_not(None),
        is_awaited=sa.not_(
            sa.or_(
                sa.exists().where(loss_notices.c.row == _item.id),
                sa.exists().where(_denied.row == _item.id, _denied.attests_none.is_(True)),
            )
        ),
        why=_NO_LAW,
    ),
)


@dataclass(frozen=True)
class Unannounced:
    """A day ahead that nothing rings for."""

    kind: OwedKind
    id: UUID
    case: UUID
    what: str
    due_on: date
    why: str


def not_to_come(connection: sa.Connection) -> frozenset[UUID]:
    """Return the rows of the ledger that are lost, or that an agency says do not exist."""
    lost = sa.select(loss_notices.c.row).where(loss_notices.c.row.is_not(None))
    denied = sa.select(_inquiry.row).where(
        _inquiry.row.is_not(None), _inquiry.attests_none.is_(True)
    )
    return frozenset(connection.scalars(sa.union(lost, denied)))


def unannounced(connection: sa.Connection, today: date) -> tuple[Unannounced, ...]:
    """Return the days ahead no reminder was ever set for, behind walls as well."""
    return tuple(
        Unannounced(owed.kind, row.id, row.case, row.what, row.due_on, row.why)
        for owed in OWED_TABLES
        for row in connection.execute(_unannounced(owed, today))
    )


def _unannounced(owed: OwedTable, today: date) -> sa.Select[Any]:
    column = owed.table.c
    announced = sa.exists().where(reminders.c.subject == column.id)
    return sa.select(
        column.id, column.case, column.due_on, owed.what.label("what"), owed.why.label("why")
    ).where(column.due_on >= today, owed.is_owed, ~announced)
