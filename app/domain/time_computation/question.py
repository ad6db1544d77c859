"""What a count is asked with: the method, the event, the length, and the days a court was closed.

The names follow the rules of procedure: a period runs after or before a triggering event, service
by some means adds days, the clerk's office may be inaccessible.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.court_calendars import CourtCalendar
from app.domain.errors import Refused


class DayProfile(StrEnum):
    """The methods that count days; the values are the names files use.

    ``calendar_days`` and ``fl_2514_before`` are the program's own; the others are those of the
    exchange format.
    """

    FED_RULE45 = "fed_rule45"
    FIXED_DATE = "fixed_date"
    LAST_MOMENT = "last_moment"
    SKIP_WEEKENDS_HOLIDAYS = "skip_weekends_holidays"
    COURT_DAYS = "court_days"
    COURT_DAYS_PLUS_CALENDAR = "court_days_plus_calendar"
    CA_CCP12 = "ca_ccp12"
    CA_CCP12_SERVICE_LENGTHENS = "ca_ccp12_service_lengthens"
    NY_GCL = "ny_gcl"
    NY_GCL_MONTHS = "ny_gcl_months"
    NY_GCL_SERVICE_LENGTHENS = "ny_gcl_service_lengthens"
    NY_GCL_TWO_DAY = "ny_gcl_two_day"
    TX_GOV311 = "tx_gov311"
    FL_2514 = "fl_2514"
    SHORT_PERIOD_EXCLUSION_LT7 = "short_period_exclusion_lt7"
    CALENDAR_DAYS = "calendar_days"
    FL_2514_BEFORE = "fl_2514_before"


class HourProfile(StrEnum):
    """The methods that count hours; ``elapsed_hours_before`` is the program's own."""

    FED_RULE45_HOURS = "fed_rule45_hours"
    ELAPSED_HOURS_NO_ROLL = "elapsed_hours_no_roll"
    PC825_HOURS = "pc825_hours"
    ELAPSED_HOURS_BEFORE = "elapsed_hours_before"


class Unit(StrEnum):
    """What a period is stated in."""

    DAYS = "days"
    COURT_DAYS = "court_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    FIXED_DATE = "fixed_date"

    @property
    def one(self) -> str:
        """The unit in words, for one of it."""
        return self.value.removesuffix("s").replace("_", " ")


_END_OF_DAY = time(23, 59, 59)
_A_CENTURY = {
    Unit.DAYS: 36_525,
    Unit.COURT_DAYS: 36_525,
    Unit.WEEKS: 5_218,
    Unit.MONTHS: 1_200,
    Unit.YEARS: 100,
    Unit.HOURS: 876_600,
}


class Direction(StrEnum):
    """Whether the period follows the event or leads up to it."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True)
class Period:
    """How long: ``n`` of a unit, or a date an order fixed.

    Raises:
        Refused: ``period.too_short`` (below zero, or no court day), ``period.too_long`` (over a
            century) or ``period.date_missing``.
    """

    n: int
    unit: Unit = Unit.DAYS
    fixed: date | None = None

    def __post_init__(self) -> None:
        if self.unit is Unit.FIXED_DATE:
            if self.fixed is None:
                raise Refused("period.date_missing", field="period.date")
            return
        least = 1 if self.unit is Unit.COURT_DAYS else 0
        if self.n < least:
            raise Refused("period.too_short", field="period.n", least=least)
        longest = _A_CENTURY[self.unit]
        if self.n > longest:
            raise Refused("period.too_long", field="period.n", longest=longest, unit=self.unit.one)


@dataclass(frozen=True)
class Service:
    """The days that a means of service adds; none for delivery by hand or through the court.

    Raises:
        Refused: ``service.negative`` or ``service.too_long`` (over a year).
    """

    LONGEST = 366

    added_days: int = 0
    in_court_days: bool = False

    def __post_init__(self) -> None:
        if self.added_days < 0:
            raise Refused("service.negative", field="service.added_days")
        if self.added_days > self.LONGEST:
            raise Refused("service.too_long", field="service.added_days", longest=self.LONGEST)


class FilingMethod(StrEnum):
    """How a paper reaches the clerk, which decides when the last day ends."""

    ELECTRONIC = "electronic"
    PAPER = "paper"


@dataclass(frozen=True)
class Filing:
    """Where and how something is filed.

    Attributes:
        zone: the court's; without it the last moment has no instant.
        clerk_closes: the clerk's scheduled closing time; without it paper has no last moment.
    """

    method: FilingMethod
    zone: ZoneInfo | None = None
    clerk_closes: time | None = None

    @property
    def ends(self) -> time | None:
        """The time at which the last day ends: Fed. R. Crim. P. 45(a)(4)."""
        return _END_OF_DAY if self.method is FilingMethod.ELECTRONIC else self.clerk_closes


@dataclass(frozen=True)
class Session:
    """The hours a court sits.

    Raises:
        Refused: ``session.reversed``.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise Refused("session.reversed", field="session")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every count is asked with.

    Attributes:
        calendar: the holidays in force; None where the profile has a calendar of its own.
        state_holidays: further holidays of the federal profiles, in forward periods only.
        inaccessible: whole days the clerk could not be reached (federal profiles).
        uncertain_closures: days a court may or may not treat as holidays.
    """

    period: Period
    direction: Direction = Direction.AFTER
    service: Service = field(default_factory=Service)
    calendar: CourtCalendar | None = None
    state_holidays: AbstractSet[date] = frozenset()
    inaccessible: AbstractSet[date] = frozenset()
    uncertain_closures: AbstractSet[date] = frozenset()


@dataclass(frozen=True, kw_only=True)
class DayQuestion(Question):
    """A period that ends with a day.

    Attributes:
        trigger: the day of the event; for a backward period the day counted back from.
        filing: read by ``last_moment`` alone, which tells no moment without it.
        short_period_threshold: below so many days, closed days are not counted
            (``short_period_exclusion_lt7`` alone).
    """

    profile: DayProfile
    trigger: date
    filing: Filing | None = None
    short_period_threshold: int = 7


@dataclass(frozen=True, kw_only=True)
class HourQuestion(Question):
    """A period that ends at an hour.

    Attributes:
        trigger: the wall-clock time of the event at the court, without a zone.
        session: needed by ``pc825_hours`` alone.
    """

    profile: HourProfile
    trigger: datetime
    zone: ZoneInfo
    session: Session | None = None
