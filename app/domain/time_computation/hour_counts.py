"""The methods that count hours: elapsed time on the court's clocks, never rounded."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.court_time import at_court, instant, midnight, plus_hours
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.time_computation.question import HourQuestion, Session
from app.domain.time_computation.reckoning import Reckoning
from app.domain.time_computation.wording import amount, spell, weekday

_PC825 = "Cal. Penal Code 825(a)"
_A_YEAR = 8784


@dataclass(frozen=True)
class HourCount:
    """Where a count of hours ended, before and after it moved off closed days."""

    raw_end: datetime
    due: datetime


def rule45_hours(question: HourQuestion, reckoning: Reckoning) -> HourCount:
    """Count every hour at once; an end on a closed day moves to the same time on an open one.

    Source: Fed. R. Crim. P. 45(a)(2), (a)(3)(B).
    """
    raw = _elapsed(question, reckoning, "Fed. R. Crim. P. 45(a)(2)(A)-(B)")
    rolled = reckoning.roll_forward(raw.date(), "Fed. R. Crim. P. 45(a)(2)(C)")
    day = reckoning.past_inaccessible(rolled, question.inaccessible, "Fed. R. Crim. P. 45(a)(3)(B)")
    if day == raw.date():
        return HourCount(raw, raw)
    due = datetime.combine(day, raw.time())
    instant(due, question.zone)
    reckoning.say(
        "The time of day stays the same: {}", due, citation="Fed. R. Crim. P. 45(a)(2)(C)"
    )
    return HourCount(raw, due)


def elapsed_hours(question: HourQuestion, reckoning: Reckoning) -> HourCount:
    """Count every hour; the end never moves.

    Source: County of Riverside v. McLaughlin, 500 U.S. 44 (1991).
    """
    raw = _elapsed(question, reckoning, "")
    reckoning.say("Weekends and holidays do not move this end")
    return HourCount(raw, raw)


def elapsed_hours_before(question: HourQuestion, reckoning: Reckoning) -> HourCount:
    """Count every hour back from the event; the end never moves.

    For hours before a hearing or a testimony, e.g. N.Y. Crim. Proc. Law 245.10(1)(c).
    """
    zone, n = question.zone, question.period.n
    raw = at_court(plus_hours(instant(question.trigger, zone, field="trigger"), -n), zone)
    reckoning.say("The count runs back from {}", question.trigger)
    reckoning.say("{} earlier is {} ({})", amount(n, "elapsed hour"), raw, zone.key)
    _say_if_clocks_change(raw, question.trigger - timedelta(hours=n), reckoning)
    reckoning.say("Weekends and holidays do not move this end")
    return HourCount(raw, raw)


def penal_code_825(question: HourQuestion, reckoning: Reckoning) -> HourCount:
    """Count hours outside Sundays and holidays, then to the close of the session that follows.

    Source: Cal. Penal Code 825(a)(1), (2). To be confirmed with counsel.

    Raises:
        Refused: ``session.missing``.
    """
    session = question.session
    if session is None:
        raise Refused("session.missing", field="session")
    raw = _hours_outside_holidays(question, reckoning)
    closes_on = _day_of_session(raw, session, reckoning)
    friday = _friday_after_wednesday(question.trigger, session, reckoning)
    if friday is not None and friday < closes_on:
        reckoning.say(
            "After an arrest on a Wednesday when the session is over, not later than {}",
            friday,
            citation=f"{_PC825}(2)",
        )
        closes_on = friday
    due = datetime.combine(closes_on, session.closes)
    instant(due, question.zone)
    return HourCount(raw, due)


def _elapsed(question: HourQuestion, reckoning: Reckoning, citation: str) -> datetime:
    zone, n = question.zone, question.period.n
    start = instant(question.trigger, zone, field="trigger")
    raw = at_court(plus_hours(start, n), zone)
    reckoning.say("The count starts at once, at {}", question.trigger, citation=citation)
    reckoning.say("{} later is {} ({})", amount(n, "elapsed hour"), raw, zone.key)
    _say_if_clocks_change(raw, question.trigger + timedelta(hours=n), reckoning)
    return raw


def _say_if_clocks_change(raw: datetime, on_one_clock: datetime, reckoning: Reckoning) -> None:
    if raw != on_one_clock:
        reckoning.say("The clocks change in between; the hours are counted as they elapse")


def _hours_outside_holidays(question: HourQuestion, reckoning: Reckoning) -> datetime:
    """Count elapsed hours day by day, leaving out Sundays and holidays whole.

    Raises:
        Refused: ``period.too_long``, for more than a year of a limit of 48 hours.
    """
    if question.period.n > _A_YEAR:
        raise Refused("period.too_long", field="period.n", longest=_A_YEAR, unit="hour")
    zone, moment = question.zone, instant(question.trigger, question.zone, field="trigger")
    day, left = question.trigger.date(), timedelta(hours=question.period.n)
    reckoning.say("The count starts at {}", question.trigger, citation=_PC825)
    while True:
        next_day = plus_days(day, 1)
        end_of_day = midnight(next_day, zone)
        left_out = _sunday_or_holiday(day, reckoning)
        if left_out:
            reckoning.say("{} is {} and is not counted", day, left_out, citation=f"{_PC825}(1)")
        elif left <= end_of_day - moment:
            raw = at_court(moment + left, zone)
            reckoning.say("Hour {} ends at {}", question.period.n, raw)
            return raw
        else:
            left -= end_of_day - moment
        day, moment = next_day, end_of_day


def _sunday_or_holiday(day: date, reckoning: Reckoning) -> str | None:
    """Return why the day's hours are left out; those of a Saturday count."""
    holiday = reckoning.calendar.holiday(day)
    return "a Sunday" if weekday(day) == "Sun" else holiday


def _day_of_session(raw: datetime, session: Session, reckoning: Reckoning) -> date:
    """Return the day whose session is the last in which to act."""
    day, sits = raw.date(), f"{session.opens:%H:%M} to {session.closes:%H:%M}"
    closed = reckoning.calendar.closure(day)
    if closed is None and raw.time() <= session.closes:
        when = "during" if raw.time() >= session.opens else "before"
        reckoning.say(
            "That is {} the session of {}, {}, which is the last",
            when,
            day,
            sits,
            citation=f"{_PC825}(2)",
        )
        return day
    why = f"{spell(day)} is {closed}" if closed else f"The session of {spell(day)} ({sits}) is over"
    following = reckoning.calendar.nth_after(day, 1)
    reckoning.say("{}; the next session is on {}", why, following, citation=f"{_PC825}(2)")
    return following


def _friday_after_wednesday(
    arrest: datetime, session: Session, reckoning: Reckoning
) -> date | None:
    """Return the Friday that limits an arrest made on an open Wednesday after the session."""
    day, friday = arrest.date(), plus_days(arrest.date(), 2)
    is_late_wednesday = weekday(day) == "Wed" and arrest.time() > session.closes
    if not is_late_wednesday or not reckoning.calendar.is_open(day):
        return None
    return friday if reckoning.calendar.is_open(friday) else None
