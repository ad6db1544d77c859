"""The four calendars of SCHEMA.md section 2, built year by year with margin on both sides."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from tests.conformance.reference_engine.reading import RefusedByReference

ONE = timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
COVERED = {
    "US-FED": (1958, 2040),
    "CA-courts": (2007, 2040),
    "NY-GCL24": (2010, 2040),
    "FL-2514": (2013, 2040),
}


def nth(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th weekday of a month."""
    found, at = 0, date(year, month, 1)
    while True:
        found += at.weekday() == weekday
        if found == n:
            return at
        at += ONE


def last_monday_of_may(year: int) -> date:
    at = date(year, 5, 31)
    while at.weekday() != MON:
        at -= ONE
    return at


def thanksgiving(year: int) -> date:
    return nth(year, 11, THU, 4)


def federal_by_weekday(year: int) -> Iterator[date]:
    if year >= 1986:
        yield nth(year, 1, MON, 3)
    if year >= 1971:
        yield nth(year, 2, MON, 3)
        yield last_monday_of_may(year)
        yield nth(year, 10, MON, 2)
    if 1971 <= year <= 1977:
        yield nth(year, 10, MON, 4)
    yield nth(year, 9, MON, 1)
    yield thanksgiving(year)


def federal_by_date(year: int) -> Iterator[date]:
    yield date(year, 1, 1)
    if year < 1971:
        yield date(year, 2, 22)
        yield date(year, 5, 30)
    if year >= 2021:
        yield date(year, 6, 19)
    yield date(year, 7, 4)
    if not 1971 <= year <= 1977:
        yield date(year, 11, 11)
    yield date(year, 12, 25)


def california(year: int) -> Iterator[date]:
    yield from (date(year, 1, 1), date(year, 2, 12), date(year, 3, 31), date(year, 7, 4))
    yield from (date(year, 11, 11), date(year, 12, 25))
    yield from (nth(year, 1, MON, 3), nth(year, 2, MON, 3), last_monday_of_may(year))
    yield from (nth(year, 9, MON, 1), thanksgiving(year), thanksgiving(year) + ONE)
    if year >= 2023:
        yield date(year, 6, 19)
    yield nth(year, 9, FRI, 4) if year >= 2022 else nth(year, 10, MON, 2)


def new_york(year: int) -> Iterator[date]:
    yield from (date(year, 1, 1), date(year, 2, 12), date(year, 7, 4))
    yield from (date(year, 11, 11), date(year, 12, 25))
    yield from (nth(year, 1, MON, 3), nth(year, 2, MON, 3), last_monday_of_may(year))
    yield from (nth(year, 9, MON, 1), nth(year, 10, MON, 2), thanksgiving(year))
    yield nth(year, 11, MON, 1) + ONE
    if year >= 2020:
        yield date(year, 6, 19)


def florida(year: int) -> Iterator[date]:
    yield from (date(year, 1, 1), date(year, 7, 4), date(year, 11, 11), date(year, 12, 25))
    yield from (nth(year, 1, MON, 3), last_monday_of_may(year), nth(year, 9, MON, 1))
    yield from (thanksgiving(year), thanksgiving(year) + ONE)


def friday_or_monday(at: date) -> date:
    if at.weekday() == SAT:
        return at - ONE
    return at + ONE if at.weekday() == SUN else at


def monday_only(at: date) -> date:
    return at + ONE if at.weekday() == SUN else at


def federal(year: int) -> Iterator[date]:
    yield from federal_by_weekday(year)
    yield from federal_by_date(year)


DAYS: dict[str, tuple[Callable[[int], Iterator[date]], Callable[[date], date]]] = {
    "US-FED": (federal, friday_or_monday),
    "CA-courts": (california, friday_or_monday),
    "NY-GCL24": (new_york, monday_only),
    "FL-2514": (florida, friday_or_monday),
}


@cache
def holidays(calendar: str) -> frozenset[date]:
    """Every observed holiday of a calendar."""
    named, moved = DAYS[calendar]
    first, last = COVERED[calendar]
    return frozenset(moved(at) for year in range(first - 1, last + 2) for at in named(year))


class Court:
    """A calendar with days added to it; knows nothing outside the covered years."""

    def __init__(self, calendar: str, added: set[date] | frozenset[date] = frozenset()) -> None:
        if calendar not in COVERED:
            raise RefusedByReference("holiday_calendar: unknown")
        self.calendar = calendar
        self.closed = holidays(calendar) | added

    def also_closed(self, added: set[date]) -> "Court":
        court = Court(self.calendar)
        court.closed = self.closed | added
        return court

    def is_open(self, at: date) -> bool:
        first, last = COVERED[self.calendar]
        if not first <= at.year <= last:
            raise RefusedByReference("outside the calendar")
        return at.weekday() not in {SAT, SUN} and at not in self.closed

    def roll(self, at: date, step: timedelta = ONE) -> date:
        """The day itself if open, else the next (step -1: previous) open day."""
        while not self.is_open(at):
            at = moved(at, step)
        return at

    def nth_open(self, at: date, n: int, step: timedelta = ONE) -> date:
        """The n-th open day after (step -1: before) a day."""
        while n > 0:
            at = moved(at, step)
            n -= self.is_open(at)
        return at


def moved(at: date, step: timedelta) -> date:
    """A day plus a span, refused beyond the end of time."""
    try:
        return at + step
    except OverflowError:
        raise RefusedByReference("outside every calendar") from None
