"""Which method each profile is: how it counts, what it may be asked, and the rule it rests on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from app.domain.time_computation import day_counts, hour_counts
from app.domain.time_computation.day_counts import Authority, DayCount
from app.domain.time_computation.hour_counts import HourCount
from app.domain.time_computation.question import (
    DayProfile,
    DayQuestion,
    Direction,
    HourProfile,
    HourQuestion,
    Unit,
)
from app.domain.time_computation.reckoning import Reckoning

_EITHER_WAY = frozenset(Direction)
_FORWARD = frozenset({Direction.AFTER})
_BACKWARD = frozenset({Direction.BEFORE})
_IN_DAYS = frozenset({Unit.DAYS})
_IN_DAYS_OR_LONGER = frozenset({Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS})
_IN_OPEN_DAYS = frozenset({Unit.COURT_DAYS, Unit.DAYS})
_IN_HOURS = frozenset({Unit.HOURS})


@dataclass(frozen=True, kw_only=True)
class Method:
    """What a profile may be asked, and the rule it answers by.

    Attributes:
        units: the units its period may be stated in.
        directions: which way it may run.
        takes_service: whether added service days have a place in it.
        calendar: the calendar it uses unless told otherwise; None if it must be told.
        is_federal: whether state holidays close its forward periods.
        citation: the rule, in short.
    """

    units: frozenset[Unit]
    directions: frozenset[Direction] = _FORWARD
    takes_service: bool = False
    calendar: str | None = None
    is_federal: bool = False
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class DayMethod(Method):
    """A method that ends with a day."""

    count: Callable[[DayQuestion, Reckoning], DayCount]


@dataclass(frozen=True, kw_only=True)
class HourMethod(Method):
    """A method that ends at an hour."""

    count: Callable[[HourQuestion, Reckoning], HourCount]


_RULE45 = DayMethod(
    count=day_counts.rule45,
    units=_IN_DAYS_OR_LONGER,
    directions=_EITHER_WAY,
    takes_service=True,
    calendar="US-FED",
    is_federal=True,
    citation="Fed. R. Crim. P. 45(a)",
)
_CCP12 = Authority(
    "Cal. Code Civ. Proc. 12", roll="Cal. Code Civ. Proc. 12a", service="Cal. Code Civ. Proc. 1013"
)
_GCL = Authority(
    "N.Y. Gen. Constr. Law 20",
    roll="N.Y. Gen. Constr. Law 25-a",
    service="N.Y. CPLR 2103(b)(2)",
)
_GCL_MONTHS = replace(_GCL, count="N.Y. Gen. Constr. Law 30")
_GOV311 = Authority("Tex. Gov't Code 311.014(a), (c)", roll="Tex. Gov't Code 311.014(b)")
_FL2514 = Authority(
    "Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(1)",
    roll="Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(1)(C)",
    service="Fla. R. Gen. Prac. & Jud. Admin. 2.514(b)",
    short="Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)",
)
_FL2514_BEFORE = Authority(
    "Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(1), (5)",
    roll="Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(1)(C), (5)",
    short="Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)",
)
_OWN_METHOD = Authority("the statute's own method, as in 18 U.S.C. 3142(d), (f)")
_COURT_DAYS = Authority("a period in court days", service="Cal. Code Civ. Proc. 12c(b)")
_OHIO = "as in Ohio Crim. R. 45(A)"
_PLAIN_DAYS = Authority("plain calendar days, by the rule's own terms")
_SHORT_PERIODS = Authority(_OHIO, roll=_OHIO, short=_OHIO)

DAY_METHODS: Mapping[DayProfile, DayMethod] = {
    DayProfile.FED_RULE45: _RULE45,
    DayProfile.LAST_MOMENT: replace(
        _RULE45, directions=_FORWARD, citation="Fed. R. Crim. P. 45(a)(4)"
    ),
    DayProfile.FIXED_DATE: DayMethod(
        count=day_counts.fixed_date,
        units=frozenset({Unit.FIXED_DATE}),
        calendar="US-FED",
        citation="Fed. R. Crim. P. 45(a), 2009 committee note",
    ),
    DayProfile.SKIP_WEEKENDS_HOLIDAYS: DayMethod(
        count=partial(day_counts.nth_open_day, authority=_OWN_METHOD),
        units=_IN_OPEN_DAYS,
        directions=_EITHER_WAY,
        citation="18 U.S.C. 3142(d), (f)",
    ),
    DayProfile.COURT_DAYS: DayMethod(
        count=partial(day_counts.nth_open_day, authority=_COURT_DAYS),
        units=_IN_OPEN_DAYS,
        directions=_EITHER_WAY,
    ),
    DayProfile.COURT_DAYS_PLUS_CALENDAR: DayMethod(
        count=partial(day_counts.open_days_then_service, authority=_COURT_DAYS),
        units=_IN_OPEN_DAYS,
        directions=_BACKWARD,
        takes_service=True,
        citation="Cal. Code Civ. Proc. 12c",
    ),
    DayProfile.CA_CCP12: DayMethod(
        count=partial(day_counts.roll_last_day, authority=_CCP12),
        units=_IN_DAYS_OR_LONGER,
        citation="Cal. Code Civ. Proc. 12, 12a",
    ),
    DayProfile.CA_CCP12_SERVICE_LENGTHENS: DayMethod(
        count=partial(day_counts.service_lengthens, authority=_CCP12),
        units=_IN_DAYS_OR_LONGER,
        takes_service=True,
        citation="Cal. Code Civ. Proc. 12, 12a, 1013",
    ),
    DayProfile.NY_GCL: DayMethod(
        count=partial(day_counts.roll_last_day, authority=_GCL),
        units=_IN_DAYS_OR_LONGER,
        citation="N.Y. Gen. Constr. Law 20, 25-a",
    ),
    DayProfile.NY_GCL_MONTHS: DayMethod(
        count=partial(day_counts.roll_last_day, authority=_GCL_MONTHS),
        units=_IN_DAYS_OR_LONGER,
        citation="N.Y. Gen. Constr. Law 30, 25-a",
    ),
    DayProfile.NY_GCL_SERVICE_LENGTHENS: DayMethod(
        count=partial(day_counts.service_lengthens, authority=_GCL),
        units=_IN_DAYS_OR_LONGER,
        takes_service=True,
        citation="N.Y. CPLR 2103(b)(2); N.Y. Gen. Constr. Law 20, 25-a",
    ),
    DayProfile.NY_GCL_TWO_DAY: DayMethod(
        count=partial(day_counts.two_open_days, authority=_GCL),
        units=_IN_OPEN_DAYS,
        citation="N.Y. Gen. Constr. Law 20",
    ),
    DayProfile.TX_GOV311: DayMethod(
        count=partial(day_counts.roll_last_day, authority=_GOV311),
        units=_IN_DAYS_OR_LONGER,
        citation="Tex. Gov't Code 311.014",
    ),
    DayProfile.FL_2514: DayMethod(
        count=partial(day_counts.florida, authority=_FL2514),
        units=_IN_DAYS,
        takes_service=True,
        citation="Fla. R. Gen. Prac. & Jud. Admin. 2.514",
    ),
    DayProfile.SHORT_PERIOD_EXCLUSION_LT7: DayMethod(
        count=partial(day_counts.short_period, authority=_SHORT_PERIODS),
        units=_IN_DAYS,
    ),
    DayProfile.CALENDAR_DAYS: DayMethod(
        count=partial(day_counts.plain_days, authority=_PLAIN_DAYS),
        units=_IN_DAYS_OR_LONGER,
        directions=_EITHER_WAY,
        citation=_PLAIN_DAYS.count,
    ),
    DayProfile.FL_2514_BEFORE: DayMethod(
        count=partial(day_counts.florida_before, authority=_FL2514_BEFORE),
        units=_IN_DAYS,
        directions=_BACKWARD,
        citation="Fla. R. Gen. Prac. & Jud. Admin. 2.514",
    ),
}

HOUR_METHODS: Mapping[HourProfile, HourMethod] = {
    HourProfile.FED_RULE45_HOURS: HourMethod(
        count=hour_counts.rule45_hours,
        units=_IN_HOURS,
        calendar="US-FED",
        is_federal=True,
        citation="Fed. R. Crim. P. 45(a)(2)",
    ),
    HourProfile.ELAPSED_HOURS_NO_ROLL: HourMethod(
        count=hour_counts.elapsed_hours,
        units=_IN_HOURS,
        calendar="US-FED",
        citation="County of Riverside v. McLaughlin, 500 U.S. 44 (1991)",
    ),
    HourProfile.PC825_HOURS: HourMethod(
        count=hour_counts.penal_code_825,
        units=_IN_HOURS,
        calendar="CA-courts",
        citation="Cal. Penal Code 825",
    ),
    HourProfile.ELAPSED_HOURS_BEFORE: HourMethod(
        count=hour_counts.elapsed_hours_before,
        units=_IN_HOURS,
        directions=_BACKWARD,
        calendar="US-FED",
        citation="hours as they elapse, by the rule's own terms",
    ),
}


def method_of(profile: DayProfile | HourProfile) -> Method:
    """Return what a profile may be asked."""
    return DAY_METHODS[profile] if isinstance(profile, DayProfile) else HOUR_METHODS[profile]


def takes_service(profile: DayProfile | HourProfile) -> bool:
    """Whether days added for the means of service have a place in the method."""
    return method_of(profile).takes_service
