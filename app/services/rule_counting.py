"""Counts deadlines by what is in force now: each rule for each day once, however many there are."""

from collections.abc import Mapping
from datetime import date

from app.domain.counts import Count
from app.domain.deadlines import FEDERAL_CALENDAR, Deadline, RuleCount
from app.domain.errors import Refused
from app.domain.particulars import Particulars
from app.domain.triggering_events import TriggeringEvent, TriggeringEventId
from app.storage.unit_of_work import Reading


class RuleCounter:
    """Counts for one transaction.

    Args:
        reading: the transaction.
        moved: events that count as they will be, not as they are stored.
    """

    def __init__(
        self, reading: Reading, moved: Mapping[TriggeringEventId, TriggeringEvent] | None = None
    ) -> None:
        self._reading = reading
        self._moved = moved or {}
        self._free: dict[tuple[date, Particulars], Count] = {}

    def count(self, deadline: Deadline) -> Count:
        """Return what gives the deadline its day now.

        Raises:
            Refused: it cannot be counted any more, e.g. ``recount.not_kept``.
        """
        if deadline.trigger_on is None or not deadline.counted:
            raise Refused("recount.not_kept")
        return self._free_count(deadline.trigger_on, deadline.counted)

    def _free_count(self, trigger_on: date, asked: Particulars) -> Count:
        """Count what was typed into the form, by Rule 45."""
        key = (trigger_on, asked)
        if key not in self._free:
            in_force = self._reading.court_calendars.in_force(FEDERAL_CALENDAR)
            self._free[key] = RuleCount.of(trigger_on, asked).count(in_force)
        return self._free[key]
