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
        target = self.calendar.on_or_after(day)
        self._pass_over(day, target, 1)
        self._say_moved(day, target, "goes on to", citation)
        return target

    def roll_back(self, day: date, citation: str) -> date:
        """Return the day itself if open, else the last open day before it."""
        target = self.calendar.on_or_before(day)
        self._pass_over(day, target, -1)
        self._say_moved(day, target, "goes back to", citation)
        return target

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
            self.say(f"Not counted besides weekends: {days_with_reasons(found)}")

    def _pass_over(self, day: date, target: date, step: int) -> None:
        while day != target:
            self.skipped.append(ClosedDay(day, self.calendar.closure(day) or ""))
            day = plus_days(day, step)

    def _say_moved(self, day: date, target: date, goes: str, citation: str) -> None:
        if day != target:
            count = abs((target - day).days)
            closed = [(passed.day, passed.reason) for passed in self.skipped[-count:]]
            self.say(f"{days_with_reasons(closed)}; the period {goes} {spell(target)}", citation)
