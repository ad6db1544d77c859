"""The engine: checks a question against its profile, counts, adds the days around the answer."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import TypeVar

from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar, court_calendar
from app.domain.court_time import instant
from app.domain.errors import Refused
from app.domain.time_computation.answer import DayDeadline, HourDeadline, LastMoment
from app.domain.time_computation.methods import DAY_METHODS, HOUR_METHODS, Method
from app.domain.time_computation.question import (
    DayProfile,
    DayQuestion,
    Direction,
    Filing,
    FilingMethod,
    HourQuestion,
    Question,
)
from app.domain.time_computation.reckoning import Reckoning
from app.domain.time_computation.wording import spell, spell_moment

_END_OF_DAY = time(23, 59, 59)
_Due = TypeVar("_Due", date, datetime)


def compute_days(question: DayQuestion) -> DayDeadline:
    """Return the day due, with the days to plan by and the reason.

    Raises:
        Refused: the question does not fit the profile, or ``calendar.not_loaded``.
    """
    method = DAY_METHODS[question.profile]
    calendar = _calendar_in_force(question, method, question.profile)
    reckoning = Reckoning(_with_state_holidays(calendar, question, method))
    count = method.count(question, reckoning)
    conservative = _conservative(count.raw_last_day, calendar, question)
    alternative = _alternative(
        question, reckoning.calendar, lambda again: method.count(question, again).due
    )
    _say_outcome(reckoning, count.due, conservative, alternative)
    return DayDeadline(
        raw_last_day=count.raw_last_day,
        due=count.due,
        after_first_roll=count.after_first_roll,
        after_base=count.after_base,
        conservative_due=conservative,
        alternative_due=alternative,
        last_moment=_last_moment(question, count.due, reckoning),
        skipped=tuple(reckoning.skipped),
        citation=method.citation,
        trace=tuple(reckoning.trace),
    )


def compute_hours(question: HourQuestion) -> HourDeadline:
    """Return the hour due on the court's clocks, with the reason.

    Raises:
        Refused: the question does not fit the profile, or ``calendar.not_loaded``.
    """
    method = HOUR_METHODS[question.profile]
    calendar = _calendar_in_force(question, method, question.profile)
    reckoning = Reckoning(_with_state_holidays(calendar, question, method))
    count = method.count(question, reckoning)
    alternative = _alternative(
        question, reckoning.calendar, lambda again: method.count(question, again).due
    )
    reckoning.say(f"Due: {spell_moment(count.due)}")
    if alternative is not None and alternative != count.due:
        reckoning.say(
            f"If the doubtful closures were holidays it would be {spell_moment(alternative)}"
        )
    return HourDeadline(
        raw_end=count.raw_end,
        due=count.due,
        alternative_due=alternative,
        skipped=tuple(reckoning.skipped),
        citation=method.citation,
        trace=tuple(reckoning.trace),
    )


def _calendar_in_force(question: Question, method: Method, profile: str) -> CourtCalendar:
    """Refuse what the method cannot be asked; return the calendar it is to use."""
    if question.direction not in method.directions:
        raise Refused("period.direction", field="direction", profile=profile)
    if question.period.unit not in method.units:
        raise Refused(
            "period.unit", field="period.unit", profile=profile, unit=question.period.unit.one
        )
    if question.service.added_days and not method.takes_service:
        raise Refused("service.not_in_profile", field="service", profile=profile)
    if question.calendar is not None:
        return question.calendar
    if method.calendar is None:
        raise Refused("calendar.required", field="holiday_calendar", profile=profile)
    return court_calendar(method.calendar)


def _with_state_holidays(
    calendar: CourtCalendar, question: Question, method: Method
) -> CourtCalendar:
    """Close the state's holidays where they count: Fed. R. Crim. P. 45(a)(6)(C)."""
    if not method.is_federal or question.direction is Direction.BEFORE:
        return calendar
    return calendar.closing(question.state_holidays, "a state holiday")


def _conservative(raw_last_day: date, calendar: CourtCalendar, question: Question) -> date | None:
    """Return the last open day up to the end of the count, every doubtful day taken as closed."""
    doubtful = question.state_holidays | question.uncertain_closures
    try:
        return calendar.closing(doubtful, "a doubtful day").on_or_before(raw_last_day)
    except CalendarNotLoaded:
        return None


def _alternative(
    question: Question, calendar: CourtCalendar, count: Callable[[Reckoning], _Due]
) -> _Due | None:
    """Return the answer with the doubtful closures as holidays; None where there are none."""
    if not question.uncertain_closures:
        return None
    closed = calendar.closing(question.uncertain_closures, "a doubtful closure")
    try:
        return count(Reckoning(closed))
    except CalendarNotLoaded:
        return None


def _last_moment(question: DayQuestion, due: date, reckoning: Reckoning) -> LastMoment | None:
    """Return when the last day ends: Fed. R. Crim. P. 45(a)(4)."""
    if question.profile is not DayProfile.LAST_MOMENT:
        return None
    filing = question.filing
    if filing is None:
        raise Refused("filing.missing", field="filing_method")
    local = datetime.combine(due, _closing_time(filing))
    moment = instant(local, filing.zone)
    reckoning.say(
        f"The last moment is {spell_moment(local)} ({filing.zone.key}), {moment:%H:%M:%S} UTC",
        "Fed. R. Crim. P. 45(a)(4)",
    )
    return LastMoment(local, moment)


def _closing_time(filing: Filing) -> time:
    if filing.method is FilingMethod.PAPER and filing.clerk_closes is not None:
        return filing.clerk_closes
    return _END_OF_DAY


def _say_outcome(
    reckoning: Reckoning, due: date, conservative: date | None, alternative: date | None
) -> None:
    reckoning.say(f"Due: {spell(due)}")
    _warn_if_closed(reckoning, due)
    if conservative is not None and conservative != due:
        reckoning.say(f"To be safe, act by {spell(conservative)}")
    if alternative is not None and alternative != due:
        reckoning.say(f"If the doubtful closures were holidays it would be {spell(alternative)}")


def _warn_if_closed(reckoning: Reckoning, due: date) -> None:
    try:
        closed = reckoning.calendar.closure(due)
    except CalendarNotLoaded:
        reckoning.say("No holiday table covers that year; check whether the court is open")
        return
    if closed:
        reckoning.say(f"Warning: {spell(due)} is {closed}")
