"""The methods that count days: from the event to the last day, then off closed days.

Each method is a function of the question and the reckoning it writes into. What differs between
two states with the same method is only the rule they cite.
"""

from dataclasses import dataclass
from datetime import date

from app.domain.day_arithmetic import MONTHS_A_YEAR, anniversary, plus_days
from app.domain.errors import Refused
from app.domain.time_computation.question import (
    DayQuestion,
    Direction,
    Period,
    Service,
    Unit,
)
from app.domain.time_computation.reckoning import Reckoning
from app.domain.time_computation.wording import amount

_DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Authority:
    """The rules a method rests on.

    Attributes:
        count: for the count.
        roll: for a last day that is closed.
        service: for added service days.
        start: for leaving out the first day, where that is another rule.
        short: for what is a short period, where closed days do not count.
    """

    count: str
    roll: str = ""
    service: str = ""
    start: str = ""
    short: str = ""


_RULE45 = Authority(
    count="Fed. R. Crim. P. 45(a)(1)(B)",
    roll="Fed. R. Crim. P. 45(a)(1)(C)",
    service="Fed. R. Crim. P. 45(c)",
    start="Fed. R. Crim. P. 45(a)(1)(A)",
)


@dataclass(frozen=True)
class DayCount:
    """Where a count of days ended, and the days it touched on the way."""

    raw_last_day: date
    due: date
    after_first_roll: date | None = None
    after_base: date | None = None


def rule45(question: DayQuestion, reckoning: Reckoning) -> DayCount:
    """Count, roll, add service days, roll again, then past days without a clerk.

    Source: Fed. R. Crim. P. 45(a)(1), (3), (5), (6), 45(c); 2005 committee note for the order.
    """
    raw = _end_of_period(question, reckoning, _RULE45)
    if question.direction is Direction.AFTER:
        rolled = reckoning.roll_forward(raw, _RULE45.roll)
    else:
        rolled = reckoning.roll_back(raw, "Fed. R. Crim. P. 45(a)(5)")
    served = _serve_and_roll(rolled, question.service, reckoning, _RULE45)
    due = reckoning.past_inaccessible(served, question.inaccessible, "Fed. R. Crim. P. 45(a)(3)(A)")
    return DayCount(raw, due, after_first_roll=rolled)


def fixed_date(question: DayQuestion, reckoning: Reckoning) -> DayCount:
    """Take the date an order fixed as it stands; nothing is computed, so nothing rolls.

    Source: Fed. R. Crim. P. 45(a), 2009 committee note.
    """
    fixed = question.period.fixed
    if fixed is None:
        raise Refused("period.date_missing", field="period.date")
    reckoning.say(
        "{} was fixed by order; it is not computed and does not move",
        fixed,
        citation="Fed. R. Crim. P. 45(a), 2009 committee note",
    )
    return DayCount(fixed, fixed)


def nth_open_day(question: DayQuestion, reckoning: Reckoning, *, authority: Authority) -> DayCount:
    """Count only days on which the courts are open.

    Raises:
        Refused: ``period.too_short``, for there is no open day number 0.
    """
    last = _count_open_days(question, reckoning, authority)
    return DayCount(last, last)


def two_open_days(question: DayQuestion, reckoning: Reckoning, *, authority: Authority) -> DayCount:
    """Count a period of exactly two days, which skips closed days between.

    Source: N.Y. Gen. Constr. Law 20.

    Raises:
        Refused: ``period.two_days_only``.
    """
    if question.period.n != 2:  # noqa: PLR2004 - the statute's own number
        raise Refused("period.two_days_only", field="period.n")
    return nth_open_day(question, reckoning, authority=authority)


def open_days_then_service(
    question: DayQuestion, reckoning: Reckoning, *, authority: Authority
) -> DayCount:
    """Count back court days, then service days further back; the end does not roll.

    Source: Cal. Code Civ. Proc. 12c, 1005(b).
    """
    base = _count_open_days(question, reckoning, authority)
    service = question.service
    if service.in_court_days:
        last = reckoning.calendar.nth_before(base, service.added_days)
    else:
        last = plus_days(base, -service.added_days)
    if service.added_days:
        reckoning.say(
            "{} for service {} counted further back: {}",
            _service_days(service),
            _are(service),
            last,
            citation=authority.service,
        )
    return DayCount(last, last, after_base=base)


def roll_last_day(question: DayQuestion, reckoning: Reckoning, *, authority: Authority) -> DayCount:
    """Count every day, or to the anniversary; only the last day moves, forward."""
    raw = _end_of_period(question, reckoning, authority)
    return DayCount(raw, reckoning.roll_forward(raw, authority.roll))


def service_lengthens(
    question: DayQuestion, reckoning: Reckoning, *, authority: Authority
) -> DayCount:
    """Add the service days to the period itself, so that the last day moves only once.

    Source: Cal. Code Civ. Proc. 1013(a); N.Y. CPLR 2103(b)(2).
    """
    base = _end_of_period(question, reckoning, authority)
    raw = _add_service(base, question.service, reckoning, authority.service)
    return DayCount(raw, reckoning.roll_forward(raw, authority.roll))


def florida(question: DayQuestion, reckoning: Reckoning, *, authority: Authority) -> DayCount:
    """Begin with the next open day; under seven days count open days only.

    Source: Fla. R. Gen. Prac. & Jud. Admin. 2.514(a), (b).
    """
    n = question.period.n
    if n < _DAYS_A_WEEK:
        reckoning.say(
            "{} are fewer than {}", amount(n, "day"), _DAYS_A_WEEK, citation=authority.short
        )
        raw = _count_open_days(question, reckoning, authority)
    else:
        first = reckoning.first_open_after(question.trigger, authority.count)
        raw = plus_days(first, n - 1)
        reckoning.say("Day {} is {}", n, raw, citation=authority.count)
    rolled = reckoning.roll_forward(raw, authority.roll)
    due = _serve_and_roll(rolled, question.service, reckoning, authority)
    return DayCount(raw, due, after_first_roll=rolled)


def florida_before(
    question: DayQuestion, reckoning: Reckoning, *, authority: Authority
) -> DayCount:
    """Begin with the last open day before the event; under seven days count open days only.

    Source: Fla. R. Gen. Prac. & Jud. Admin. 2.514(a)(1), (2), (5): the "next day" of a period
    before an event is the one farther back, where the count begins as where it ends.
    """
    n = question.period.n
    if n < _DAYS_A_WEEK:
        reckoning.say(
            "{} are fewer than {}", amount(n, "day"), _DAYS_A_WEEK, citation=authority.short
        )
        raw = _count_open_days(question, reckoning, authority)
    else:
        first = reckoning.first_open_before(question.trigger, authority.count)
        raw = plus_days(first, 1 - n)
        reckoning.say("Counting backward, day {} is {}", n, raw, citation=authority.count)
    return DayCount(raw, reckoning.roll_back(raw, authority.roll))


def short_period(question: DayQuestion, reckoning: Reckoning, *, authority: Authority) -> DayCount:
    """Skip closed days in a period below the threshold; in longer ones only the last day moves.

    Source: Ohio Crim. R. 45(A); Ind. Trial Rule 6(A); O.C.G.A. 1-3-1(d)(3).
    """
    n, threshold = question.period.n, question.short_period_threshold
    if n < threshold:
        reckoning.say("{} are fewer than {}", amount(n, "day"), threshold, citation=authority.short)
        return nth_open_day(question, reckoning, authority=authority)
    reckoning.say("{} are not fewer than {}", amount(n, "day"), threshold, citation=authority.short)
    return roll_last_day(question, reckoning, authority=authority)


def plain_days(question: DayQuestion, reckoning: Reckoning, *, authority: Authority) -> DayCount:
    """Count every day, or to the anniversary, either way; the end never moves off a closed day.

    For limits on custody, and for days before an event where the law has no way to count back.
    """
    last = _end_of_period(question, reckoning, authority)
    reckoning.say("Weekends and holidays do not move this end")
    return DayCount(last, last)


def _end_of_period(question: DayQuestion, reckoning: Reckoning, authority: Authority) -> date:
    """Count every day, open or closed, from the event to the end of the period."""
    trigger, period = question.trigger, question.period
    sign = 1 if question.direction is Direction.AFTER else -1
    _say_day_0(trigger, reckoning, authority.start or authority.count)
    last = _from_trigger(trigger, period, sign)
    if period.unit in {Unit.MONTHS, Unit.YEARS}:
        length = amount(period.n, period.unit.one)
        where = "after" if sign > 0 else "before"
        clamped = "" if last.day == trigger.day else f", for the month has no day {trigger.day}"
        reckoning.say("{} {} it is {}{}", length, where, last, clamped, citation=authority.count)
    else:
        if period.unit is Unit.WEEKS:
            reckoning.say("{} are {} days", amount(period.n, "week"), abs((last - trigger).days))
        days = abs((last - trigger).days)
        how = "Counting every day" if sign > 0 else "Counting every day backward"
        reckoning.say("{}, day {} is {}", how, days, last, citation=authority.count)
    return last


def _from_trigger(trigger: date, period: Period, sign: int) -> date:
    if period.unit is Unit.MONTHS:
        return anniversary(trigger, sign * period.n)
    if period.unit is Unit.YEARS:
        return anniversary(trigger, sign * period.n * MONTHS_A_YEAR)
    days = period.n * _DAYS_A_WEEK if period.unit is Unit.WEEKS else period.n
    return plus_days(trigger, sign * days)


def _count_open_days(question: DayQuestion, reckoning: Reckoning, authority: Authority) -> date:
    trigger, n, calendar = question.trigger, question.period.n, reckoning.calendar
    if n < 1:
        raise Refused("period.too_short", field="period.n", least=1)
    backward = question.direction is Direction.BEFORE
    last = calendar.nth_before(trigger, n) if backward else calendar.nth_after(trigger, n)
    _say_day_0(trigger, reckoning, authority.count)
    reckoning.say(
        "Only days that are not a Saturday, Sunday or holiday count", citation=authority.count
    )
    reckoning.say_holidays_between(trigger, last)
    how = "Counting backward, open day" if backward else "Open day"
    reckoning.say("{} {} is {}", how, n, last)
    return last


def _serve_and_roll(
    rolled: date, service: Service, reckoning: Reckoning, authority: Authority
) -> date:
    """Add service days to a day that has rolled, then roll again."""
    if not service.added_days:
        return rolled
    served = _add_service(rolled, service, reckoning, authority.service)
    return reckoning.roll_forward(served, authority.roll)


def _add_service(day: date, service: Service, reckoning: Reckoning, citation: str) -> date:
    if not service.added_days:
        return day
    if service.in_court_days:
        served = reckoning.calendar.nth_after(day, service.added_days)
    else:
        served = plus_days(day, service.added_days)
    reckoning.say(
        "{} for service {} added to {}: {}",
        _service_days(service),
        _are(service),
        day,
        served,
        citation=citation,
    )
    return served


def _say_day_0(trigger: date, reckoning: Reckoning, citation: str) -> None:
    reckoning.say("{} is day 0 and is not counted", trigger, citation=citation)


def _service_days(service: Service) -> str:
    return amount(service.added_days, "court day" if service.in_court_days else "day")


def _are(service: Service) -> str:
    return "is" if service.added_days == 1 else "are"
