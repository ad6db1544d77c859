"""The federal day count in one call, as the tests of the methods ask it."""

from collections.abc import Set as AbstractSet
from datetime import date

from app.domain.court_calendars import CourtCalendar
from app.domain.errors import Refused
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Direction,
    Period,
    Service,
    Unit,
    compute_days,
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
    """Return the day due under Rule 45(a), on the federal calendar unless told otherwise."""
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
