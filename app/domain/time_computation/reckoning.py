"""One count on its way: the calendar in force, the sentences said so far, the days passed over."""

from collections.abc import Set as AbstractSet
from datetime import date

from app.domain.closed_days import ClosedDay
from app.domain.court_calendars import CourtCalendar
from app.domain.day_arithmetic import plus_days
from app.domain.time_computation.answer import WARNING
from app.domain.time_computation.wording import Step, advised, worded


class Reckoning:
    """Moves a day along the calendar and writes down why."""

    def __init__(self, calendar: CourtCalendar) -> None:
        self.calendar = calendar
        self.steps: list[Step] = []
        self.skipped: list[ClosedDay] = []

    @property
    def trace(self) -> tuple[str, ...]:
        """The sentences said so far."""
        return tuple(map(worded, self.steps))

    def say(self, sentence: str, *told: object, citation: str = "") -> None:
        """Add a sentence to the trace.

        Args:
            sentence: with ``{}`` for each thing told.
            told: days, moments, tuples of closed days, words or numbers.
            citation: its source.
        """
        self.steps.append((sentence, told, citation))

    def warn(self, sentence: str, *told: object) -> None:
        """Add a sentence that somebody must look at before relying on the answer."""
        self.steps.append((WARNING + sentence, told, ""))

    def advise(self, sentence: str, *told: object) -> None:
        """Add the day to plan by; the sentence begins with ``{}`` for that day."""
        self.steps.append(advised(sentence, *told))

    def roll_forward(self, day: date, citation: str) -> date:
        """Return the day itself if open, else the next open day."""
        return self._roll(day, 1, "goes on to", citation)

    def roll_back(self, day: date, citation: str) -> date:
        """Return the day itself if open, else the last open day before it."""
        return self._roll(day, -1, "goes back to", citation)

    def first_open_after(self, day: date, citation: str) -> date:
        """Return the next open day, where a count begins that leaves closed days out at first."""
        return self._first_open(day, 1, "the next open day", citation)

    def first_open_before(self, day: date, citation: str) -> date:
        """Return the last open day before a day that is counted back from."""
        return self._first_open(day, -1, "the last open day before it", citation)

    def past_inaccessible(self, day: date, inaccessible: AbstractSet[date], citation: str) -> date:
        """Return the day itself if the clerk could be reached, else the first open day after it.

        Always forward, even for a backward period.
        """
        if day not in inaccessible:
            return day
        passed: list[ClosedDay] = []
        while day in inaccessible or not self.calendar.is_open(day):
            reason = self.calendar.closure(day) or "a day the clerk could not be reached"
            passed.append(ClosedDay(day, reason))
            day = plus_days(day, 1)
        self._say_moved(tuple(passed), "goes on to", day, citation)
        return day

    def say_holidays_between(self, start: date, end: date) -> None:
        """Name the holidays inside a count of open days (weekends go without saying)."""
        found = self.calendar.weekday_holidays_between(min(start, end), max(start, end))
        if found:
            named = tuple(ClosedDay(*holiday) for holiday in found)
            self.say("Not counted besides weekends: {}", named)

    def _first_open(self, day: date, step: int, called: str, citation: str) -> date:
        first, passed = self.calendar.way_to_open(plus_days(day, step), step)
        closed = "{}; " if passed else "{}"
        self.say(
            "{} is not counted; " + closed + called + ", {}, is day 1",
            day,
            passed,
            first,
            citation=citation,
        )
        return first

    def _roll(self, day: date, step: int, goes: str, citation: str) -> date:
        """Return the first open day one way or the other, having noted each day passed over."""
        day, passed = self.calendar.way_to_open(day, step)
        if passed:
            self._say_moved(passed, goes, day, citation)
        return day

    def _say_moved(
        self, passed: tuple[ClosedDay, ...], goes: str, day: date, citation: str
    ) -> None:
        self.skipped += passed
        self.say("{}; the period {} {}", passed, goes, day, citation=citation)
