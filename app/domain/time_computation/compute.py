"""The engine: checks a question against its profile, counts, adds the days around the answer."""

from datetime import date

from app.domain.court_calendars import CourtCalendar, court_calendar
from app.domain.errors import Refused
from app.domain.time_computation import planning
from app.domain.time_computation.answer import DayDeadline, HourDeadline
from app.domain.time_computation.methods import DAY_METHODS, HOUR_METHODS, Method
from app.domain.time_computation.question import (
    DayProfile,
    DayQuestion,
    Direction,
    HourQuestion,
    Question,
)
from app.domain.time_computation.reckoning import Reckoning


def compute_days(question: DayQuestion) -> DayDeadline:
    """Return the day due, with the days to plan by and the reason.

    Raises:
        Refused: the question does not fit the profile, or ``calendar.not_loaded``.
    """
    method = DAY_METHODS[question.profile]
    calendar, reckoning = _begun(question, method, question.profile)
    count = method.count(question, reckoning)
    due, raw = count.due, count.raw_last_day
    _say_due_day(question, due, method, reckoning)
    asks_moment = question.profile is DayProfile.LAST_MOMENT
    return DayDeadline(
        raw_last_day=raw,
        due=due,
        after_first_roll=count.after_first_roll,
        after_base=count.after_base,
        last_moment=planning.last_moment(question, due, reckoning) if asks_moment else None,
        conservative_due=planning.conservative(raw, due, calendar, question, reckoning),
        alternative_due=planning.alternative(
            question, due, lambda again: method.count(question, again).due, reckoning
        ),
        skipped=tuple(reckoning.skipped),
        citation=method.citation,
        calendar=calendar.id,
        steps=tuple(reckoning.steps),
    )


def compute_hours(question: HourQuestion) -> HourDeadline:
    """Return the hour due on the court's clocks, with the reason.

    Raises:
        Refused: the question does not fit the profile, or ``calendar.not_loaded``.
    """
    method = HOUR_METHODS[question.profile]
    calendar, reckoning = _begun(question, method, question.profile)
    count = method.count(question, reckoning)
    reckoning.say("Due: {}", count.due)
    if not method.is_federal:
        planning.warn_if_inaccessible(reckoning, count.due.date(), question.inaccessible)
    return HourDeadline(
        raw_end=count.raw_end,
        due=count.due,
        alternative_due=planning.alternative(
            question, count.due, lambda again: method.count(question, again).due, reckoning
        ),
        skipped=tuple(reckoning.skipped),
        citation=method.citation,
        calendar=calendar.id,
        steps=tuple(reckoning.steps),
    )


def _begun(question: Question, method: Method, profile: str) -> tuple[CourtCalendar, Reckoning]:
    """Return the calendar in force, and a reckoning with the state's holidays closed besides."""
    calendar = _calendar_in_force(question, method, profile)
    return calendar, Reckoning(_with_state_holidays(calendar, question, method))


def _say_due_day(question: Question, due: date, method: Method, reckoning: Reckoning) -> None:
    """Say the day due, and what about it somebody must look at."""
    if method.is_federal:
        planning.say_if_state_holiday(reckoning, due, question)
    reckoning.say("Due: {}", due)
    planning.warn_if_closed(reckoning, due)
    if not method.is_federal:
        planning.warn_if_inaccessible(reckoning, due, question.inaccessible)


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
