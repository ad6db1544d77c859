"""What stands around an answer: the day to plan by, the answer in doubt, the last moment, warnings.

None of it moves the day due; each is said in the trace with the days it rests on.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from typing import TypeVar

from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar
from app.domain.court_time import instant
from app.domain.time_computation.answer import LastMoment
from app.domain.time_computation.question import (
    DayQuestion,
    FilingMethod,
    HourQuestion,
    Question,
)
from app.domain.time_computation.reckoning import Reckoning
from app.domain.time_computation.wording import spell, spell_moment

_END_OF_COUNT = "when the count itself ends"
_MANY = 5
_HOW = {FilingMethod.ELECTRONIC: "Filed electronically", FilingMethod.PAPER: "Filed on paper"}
_Due = TypeVar("_Due", date, datetime)


def warn_if_closed(reckoning: Reckoning, due: date) -> None:
    """Warn of an answer that a closed day bears, for nothing moves it."""
    closed = reckoning.calendar.closure_if_known(due)
    if closed is None:
        reckoning.warn("No holiday table covers that year; check whether the court is open")
    elif closed:
        reckoning.warn("{} is {}", due, closed)


def say_if_state_holiday(reckoning: Reckoning, due: date, question: Question) -> None:
    """Say why a state holiday does not move the end of a backward period."""
    if due in question.state_holidays and reckoning.calendar.is_open(due):
        reckoning.say(
            "{} is a state holiday, which counts only in a period after an event",
            due,
            citation="Fed. R. Crim. P. 45(a)(6)(C)",
        )


def warn_if_inaccessible(reckoning: Reckoning, due: date, inaccessible: AbstractSet[date]) -> None:
    """Warn of an answer on a day without a clerk, in a method that has no rule for it."""
    if due in inaccessible:
        reckoning.warn(
            "The clerk cannot be reached on {}, and this method says nothing of that", due
        )


def conservative(
    raw: date, due: date, calendar: CourtCalendar, question: Question, reckoning: Reckoning
) -> date | None:
    """Return the last open day up to the end of the count, every doubtful day taken as closed.

    None where the calendar does not reach. State holidays close it whichever way the count runs.
    """
    with_state = calendar.closing(question.state_holidays, "a state holiday")
    prudent = with_state.doubting(question.uncertain_closures)
    try:
        found, closed = prudent.way_to_open(raw, -1)
    except CalendarNotLoaded:
        return None
    if found != due:
        why = "the last open day of the count itself: {}" if closed else _END_OF_COUNT
        reckoning.advise(f"{{}}, {why}", found, closed)
    return found


def alternative(
    question: DayQuestion | HourQuestion,
    due: _Due,
    count: Callable[[Reckoning], _Due],
    reckoning: Reckoning,
) -> _Due | None:
    """Return the answer with the doubtful closures as holidays; None where there are none."""
    if not question.uncertain_closures:
        return None
    closed = reckoning.calendar.doubting(question.uncertain_closures)
    try:
        found = count(Reckoning(closed))
    except CalendarNotLoaded:
        return None
    if found != due:
        doubted = _doubted(question, found)
        reckoning.say("If {} were holidays it would be {}", doubted, found)
    return found


def last_moment(question: DayQuestion, due: date, reckoning: Reckoning) -> LastMoment | None:
    """Return when the day due ends: Fed. R. Crim. P. 45(a)(4)."""
    filing = question.filing
    if filing is None or filing.ends is None:
        reckoning.warn(
            "How it is filed, or when the clerk closes, was not said; the last moment is not known"
        )
        return None
    local = datetime.combine(due, filing.ends)
    moment, where = None, ""
    if filing.zone is not None:
        moment = instant(local, filing.zone)
        where = f" ({filing.zone.key}), {spell_moment(moment)} UTC"
    reckoning.say(
        "{}, the last day ends at {}{}",
        _HOW[filing.method],
        local,
        where,
        citation="Fed. R. Crim. P. 45(a)(4)",
    )
    return LastMoment(local, moment)


def _doubted(question: DayQuestion | HourQuestion, found: date) -> str:
    """Return the doubtful closures the count can have met, by name if they are few."""
    low, high = sorted((_day(question.trigger), _day(found)))
    met = sorted(day for day in question.uncertain_closures if low <= day <= high)
    if len(met) > _MANY:
        return f"the {len(met)} doubtful closures"
    return f"the doubtful closures ({', '.join(map(spell, met))})"


def _day(of: date) -> date:
    return of.date() if isinstance(of, datetime) else of
