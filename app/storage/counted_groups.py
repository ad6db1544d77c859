"""Open deadlines grouped by what they were counted from and what that gave.

An office owes tens of thousands of counted dates, and most share rule and day with others: the
database puts those together, so that each is counted once.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.deadlines import DeadlineStatus
from app.domain.recounting import (
    GOVERNED,
    Comparisons,
    CountedFrom,
    CountedGroup,
    EventStart,
)
from app.storage.deadlines import deadlines
from app.storage.known import visible_to
from app.storage.triggering_events import triggering_events

_d, _e = deadlines.c, triggering_events.c
_OVERRIDDEN = sa.select(_d.event).where(_d.override_reason != "", _d.event.is_not(None))
"""Events among whose dates a person set one: what follows that day counts from it."""
_FREE = _d.event.is_(None)
_BEFORE_EVENT: tuple[sa.Label[Any], ...] = (
    _d.rule.label("rule"),
    _d.counted.label("counted"),
    sa.case((_FREE, _d.trigger_on)).label("trigger_on"),
    sa.case((_FREE, _d.trigger), else_="").label("trigger"),
    sa.case((_FREE, _d.service), else_="").label("service"),
)
_BEHIND_EVENT: tuple[sa.Label[Any], ...] = (
    _e.event.label("event_code"),
    _e.on.label("event_on"),
    _e.at.label("event_at"),
    _e.service.label("event_service"),
    _d.computed_due_on.label("computed_due_on"),
    _d.conservative_on.label("conservative_on"),
    _d.due_at.label("due_at"),
    (_d.override_reason != "").label("is_overridden"),
)
_SIZE = sa.func.count().label("size")
_IDS = sa.func.group_concat(sa.func.hex(_d.id)).label("ids")


class CountedGroups:
    """Reads what is owed and can be counted again, behind the walls.

    Counts from before it was kept what they were asked are not among them: nothing is known of
    them that could differ.
    """

    def __init__(self, connection: sa.Connection, user: UUID) -> None:
        self._connection = connection
        self._user = user

    def all(self, comparisons: Comparisons) -> tuple[CountedGroup, ...]:
        """Return the open counted deadlines of all cases.

        Args:
            comparisons: rules whose dates hang on others of their case: none is like another.
        """
        return self._grouped(self._owed(), self._compared(comparisons))

    def outdated(
        self,
        rule_editions: Sequence[str],
        calendar_editions: Sequence[str],
        comparisons: Comparisons,
    ) -> tuple[CountedGroup, ...]:
        """Return those that were counted from what has changed since.

        Args:
            rule_editions: of the packs as they are now.
            calendar_editions: of the calendars as they are now.
            comparisons: as for `all`; what such dates are compared with may always have changed.
        """
        compared = self._compared(comparisons)
        changed = sa.or_(
            _d.calendar_edition.not_in(calendar_editions),
            sa.and_(_d.rule.is_not(None), _d.rule_edition.not_in(rule_editions)),
            _e.on != _d.trigger_on,
            _e.service != _d.service,
            *compared,
        )
        return self._grouped((*self._owed(), changed), compared)

    def calendars(self) -> tuple[str, ...]:
        """Return the ids of the calendars that open deadlines were counted by."""
        query = sa.select(_d.calendar).distinct().where(*self._owed())
        return tuple(self._connection.execute(query).scalars())

    def _owed(self) -> tuple[sa.ColumnElement[bool], ...]:
        return (
            _d.status == DeadlineStatus.OPEN,
            _d.computed_due_on.is_not(None),
            sa.or_(_d.rule.is_not(None), _d.counted != ()),
            visible_to(self._user, _d.case),
        )

    def _compared(self, comparisons: Comparisons) -> tuple[sa.ColumnElement[bool], ...]:
        """Return the condition that a date has another beside it, or had one that governed it.

        None where no date has: groups are read off an index that has no period, and what the
        office does not use is to cost it nothing.
        """
        own, beside = deadlines.alias("own"), deadlines.alias("beside")
        has_one = sa.exists().where(
            beside.c.case == own.c.case, beside.c.rule.in_(sorted(comparisons.others))
        )
        found = sa.select(own.c.id).where(
            own.c.rule.in_(sorted(comparisons.rules)),
            sa.or_(own.c.period.startswith(GOVERNED), has_one),
        )
        if not comparisons.rules or self._connection.execute(found.limit(1)).first() is None:
            return ()
        return (_d.id.in_(found),)

    def _grouped(
        self,
        conditions: Sequence[sa.ColumnElement[bool]],
        alone: Sequence[sa.ColumnElement[bool]],
    ) -> tuple[CountedGroup, ...]:
        """Return the groups; a date of which ``alone`` is true is never like another."""
        own = sa.or_(_d.event.in_(_OVERRIDDEN), *alone)
        key = (*_BEFORE_EVENT, sa.case((own, _d.event)).label("event"), *_BEHIND_EVENT)
        query = (
            sa.select(*key, _SIZE, _IDS)
            .outerjoin(triggering_events, _e.id == _d.event)
            .where(*conditions)
            .group_by(*(each.element for each in key))
        )
        return tuple(_group(row) for row in self._connection.execute(query))


def _group(row: Any) -> CountedGroup:  # noqa: ANN401  a row of this module's own query
    return CountedGroup(
        source=CountedFrom(
            rule=row.rule,
            counted=row.counted,
            trigger_on=row.trigger_on,
            trigger=row.trigger,
            service=row.service,
            event=_event(row),
        ),
        computed_due_on=row.computed_due_on,
        conservative_on=row.conservative_on,
        due_at=row.due_at,
        is_overridden=row.is_overridden,
        size=row.size,
        written_ids=row.ids,
    )


def _event(row: Any) -> EventStart | None:  # noqa: ANN401  a row of this module's own query
    if row.event_code is None:
        return None
    return EventStart(
        id=row.event,
        code=row.event_code,
        on=row.event_on,
        at=row.event_at,
        service=row.event_service,
    )
