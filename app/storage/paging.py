"""Keyset paging: the cursor holds every ORDER BY column, so equal sort keys are never lost."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from app.domain.paging import Cursor, Page

L = TypeVar("L")

Columns = tuple[sa.ColumnElement[Any], ...]


def page_query(
    query: sa.Select[Any], keys: Columns, *, descending: bool, after: Cursor | None, size: int
) -> sa.Select[Any]:
    """Return the query for one page and one row more, by which the end is known.

    Args:
        query: what to select; its rows end with the values of ``keys`` as stored.
        keys: ORDER BY columns, the last of them unique, none of them NULL.
        descending: whether all keys run from high to low.
        after: values of ``keys`` of the last row shown.
        size: rows of the page.
    """
    if after is not None:
        query = query.where(behind(keys, after, descending=descending))
    order = [key.desc() if descending else key.asc() for key in keys]
    return query.order_by(*order).limit(size + 1)


def behind(keys: Columns, after: Cursor, *, descending: bool = False) -> sa.ColumnElement[bool]:
    """Return that a row comes after the last one shown."""
    last = sa.tuple_(*(sa.literal(value, _raw(value)) for value in after))
    row = sa.tuple_(*keys)
    return row < last if descending else row > last


def page_of(rows: Sequence[Any], line: Callable[[Any], L], *, keys: int, size: int) -> Page[L]:
    """Return the page of what `page_query` selected; ``keys``: how many each row ends with."""
    shown = rows[:size]
    last = tuple(shown[-1][-keys:]) if len(rows) > size else None
    return Page(tuple(line(row) for row in shown), last)


def _raw(value: object) -> sa.types.TypeEngine[Any]:
    if isinstance(value, bytes):
        return sa.LargeBinary()
    return sa.Integer() if isinstance(value, int) else sa.String()
