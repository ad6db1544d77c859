"""The sentences of a clock's reason: enough of them to redo the sum by hand.

Where a sentence rests on the holidays of a year that no calendar covers, it warns instead.
"""

from collections.abc import Iterator
from datetime import date

from app.domain.court_calendars import CalendarNotLoaded, CourtCalendar
from app.domain.day_arithmetic import plus_days
from app.domain.speedy_trial.excluded_days import ExcludedDays, Exclusion
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.reckoning import Reckoning
from app.domain.time_computation.wording import advised, amount, spell, worded

Said = tuple[str, ...]
_LONGEST_TYPE = 120


def plain_days(start: date, days: int, end: date, citation: str) -> str:
    """Return the sentence for a plain count of days."""
    return f"{spell(start)} is day 0 and is not counted; day {days} is {spell(end)} ({citation})."


def rolled(calendar: CourtCalendar, day: date, citation: str) -> tuple[date | None, Said]:
    """Return the day itself if open, else the next open day, and each day passed over."""
    reckoning = Reckoning(calendar)
    try:
        target = reckoning.roll_forward(day, citation)
    except CalendarNotLoaded:
        unknown = f"{WARNING}The holidays around {spell(day)} are not known; it is not rolled."
        return None, (unknown,)
    return target, reckoning.trace


def to_be_safe(calendar: CourtCalendar, day: date) -> tuple[date | None, Said]:
    """Return the day to plan by: the day itself if open, else the last open day before it.

    A day that a court may or may not treat as a holiday is taken as closed.
    """
    reckoning = Reckoning(calendar.prudent)
    try:
        target = reckoning.roll_back(day, "")
    except CalendarNotLoaded:
        return None, ()
    if target == day:
        return target, ()
    closed = tuple(reckoning.skipped)
    return target, (worded(advised("{}, the last open day before: {}", target, closed)),)


def excluded(exclusions: tuple[Exclusion, ...], days: ExcludedDays, citation: str) -> Iterator[str]:
    """Yield each range as given and, where they overlap or adjoin, the days they make together."""
    for range_ in exclusions:
        if range_.words:
            yield range_.words
            continue
        type_ = " ".join(range_.type.split())[:_LONGEST_TYPE]
        what = f"Excluded as {type_}" if type_ else "Excluded"
        yield f"{what}: {_span(range_.first, range_.last)} ({citation})."
    merged = list(days.ranges())
    if len(merged) < len(exclusions):
        spans = "; ".join(_from_to(first, last) for first, last in merged)
        total = sum(range_.length for range_ in exclusions)
        yield (
            f"Each date is excluded once: together {spans}, {amount(len(days), 'day')} in all,"
            f" where the lengths add up to {total}."
        )


def reached(start: date, limit: int, days: ExcludedDays, on: date) -> Iterator[str]:
    """Yield how the count comes to its limit: the plain count, then the excluded days in it."""
    plain = plus_days(start, limit)
    yield f"Day {limit} without exclusions is {spell(plain)}."
    within = days.count(start, on)
    if within:
        yield (
            f"{amount(within, 'excluded day')} after {spell(start)} and up to {spell(on)}"
            f" {'carries' if within == 1 else 'carry'} it on to {spell(on)}."
        )


def warn_if_before(start: date, as_of: date | None) -> Iterator[str]:
    """Yield a warning of a day asked about on which the clock had not started."""
    if as_of is not None and as_of < start:
        yield f"{WARNING}On {spell(as_of)} the clock had not started; the count is negative."


def remaining(counted: int, limit: int) -> str:
    """Return what is left of the limit, in words."""
    left = limit - counted
    return f"{left} of {limit} left" if left >= 0 else f"{-left} over the limit of {limit}"


def _span(first: date, last: date) -> str:
    if first == last:
        return f"{spell(first)}, 1 day"
    return f"{_from_to(first, last)}, both included, {amount((last - first).days + 1, 'day')}"


def _from_to(first: date, last: date) -> str:
    return spell(first) if first == last else f"{spell(first)} to {spell(last)}"
