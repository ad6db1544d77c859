"""The federal day count for the office's own deadlines: Fed. R. Crim. P. 45(a), (c)."""

from collections.abc import Set as AbstractSet
from datetime import date

from app.domain.court_calendars import CourtCalendar
from app.domain.errors import Refused
from app.domain.time_computation.answer import DayDeadline
from app.domain.time_computation.compute import compute_days
from app.domain.time_computation.question import (
    DayProfile,
    DayQuestion,
    Direction,
    Period,
    Service,
    Unit,
)


def federal_deadline(
    trigger: date,
    n: int,
    unit: Unit = Unit.DAYS,
    *,
    direction: Direction = Direction.AFTER,
    service_days: int = 0,
    calendar: CourtCalendar | None = None,
    state_holidays: AbstractSet[date] = frozenset(),
    inaccessible: AbstractSet[date] = frozenset(),
    uncertain_closures: AbstractSet[date] = frozenset(),
) -> DayDeadline:
    """Return the day due under Rule 45(a), with its reason, on the federal courts' calendar.

    Args:
        trigger: the day of the event; for a backward period the day counted back from.
        n: how many of the unit; from 1 to a century.
        unit: days, weeks, months or years.
        direction: after the event, or before it.
        calendar: the federal calendar in force; None = as it comes with the program.
        service_days: days that the means of service adds (three for mail; Rule 45(c)).
        state_holidays: holidays the court's state declares; they count in forward periods only.
        inaccessible: whole days on which the clerk could not be reached.
        uncertain_closures: days the court may or may not treat as holidays; they move
            ``conservative_due`` and ``alternative_due``, never ``due``.

    Raises:
        Refused: ``period.unit``, ``period.too_short``, ``period.too_long``,
            ``service.backward``, ``service.negative``, ``service.too_long`` or
            ``calendar.not_loaded`` (the years known are 1958 to 2040).
    """
    if n < 1:
        raise Refused("period.too_short", field="period.n", least=1)
    if service_days and direction is Direction.BEFORE:
        raise Refused("service.backward", field="service")
    return compute_days(
        DayQuestion(
            profile=DayProfile.FED_RULE45,
            trigger=trigger,
            period=Period(n, unit),
            direction=direction,
            service=Service(service_days),
            calendar=calendar,
            state_holidays=state_holidays,
            inaccessible=inaccessible,
            uncertain_closures=uncertain_closures,
        )
    )
