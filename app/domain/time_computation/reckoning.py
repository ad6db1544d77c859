"""One count on its way: the calendar in force, the sentences said so far, the days passed over."""

from collections.abc import Set as AbstractSet
from datetime import date

from app.domain.court_calendars import CourtCalendar
from app.domain.day_arithmetic import plus_days
from app.domain.time_computation.answer import WARNING, ClosedDay
from app.domain.time_computation.wording import days_with_reasons, spell


class Reckoning:
    """Moves a day along the calendar and writes down why."""

    def __init__(self, calendar: CourtCalendar) -> None:
        self.calendar = calendar
        self.trace: list[str] = []
        self.skipped: list[ClosedDay] = []

    def say(self, sentence: str, citation: str = "") -> None:
        """Add a sentence to the trace, with its source in brackets."""
        self.trace.append(f"{sentence} ({citation})." if citation else f"{sentence}.")

    def warn(self, sentence: str) -> None:
        """Add a sentence that somebody must look at before relying on the answer."""
        self.trace.append(f"{WARNING}{sentence}.")

    def roll_forward(self, day: date, citation: str) -> date:
        """Return the day itself if open, else the next open day."""
        return self._roll(day, 1, "goes on to", citation)

    def roll_back(self, day: date, citation: str) -> date:
        """Return the day itself if open, else the last open day before it."""
        return self._roll(day, -1, "goes back to", citation)

    def past_inaccessible(self, day: date, inaccessible: AbstractSet[date], citation: str) -> date:
        """Return the day itself if the clerk could be reached, else the first open day after it.

        Always forward, even for a backward period.
        """
        if day not in inaccessible:
            return day
        target = day
        while target in inaccessible or not self.calendar.is_open(target):
            reason = self.calendar.closure(target) or "a day the clerk could not be reached"
            self.skipped.append(ClosedDay(target, reason))
            target = plus_days(target, 1)
        self.say(
            f"The clerk could not be reached on {spell(day)}; the first open day on which the clerk"
            f" could be reached is {spell(target)}",
            citation,
        )
        return target

    def say_holidays_between(self, start: date, end: date) -> None:
        """Name the holidays inside a count of open days (weekends go without saying)."""
        found = self.calendar.weekday_holidays_between(min(start, end), max(start, end))
        if found:
            named = days_with_reasons([ClosedDay(*holiday) for holiday in found])
            self.say(f"Not counted besides weekends: {named}")

    def _roll(self, day: date, step: int, goes: str, citation: str) -> date:
        """Return the first open day one way or the other, having noted each day passed over."""
        passed: list[ClosedDay] = []
        while (reason := self.calendar.closure(day)) is not None:
            passed.append(ClosedDay(day, reason))
            day = plus_days(day, step)
        if passed:
            self.skipped += passed
            self.say(f"{days_with_reasons(passed)}; the period {goes} {spell(day)}", citation)
        return day
