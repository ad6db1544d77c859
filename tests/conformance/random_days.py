"""Days and hours likely to break a count: ends of calendars, holidays, leap days, clock changes."""

from datetime import date, datetime, timedelta
from random import Random

COVERED = {
    "US-FED": (1958, 2040),
    "CA-courts": (2007, 2040),
    "NY-GCL24": (2010, 2040),
    "FL-2514": (2013, 2040),
}
ZONES = {
    # zone: days on which its clocks change
    "America/New_York": ("2026-03-08", "2026-11-01", "2027-03-14"),
    "America/Chicago": ("2026-03-08", "2026-11-01"),
    "America/Los_Angeles": ("2026-03-08", "2026-11-01"),
    "America/Phoenix": (),
    "America/Anchorage": ("2026-03-08", "2026-11-01"),
    "Pacific/Honolulu": (),
    "America/Puerto_Rico": (),
    "Pacific/Guam": (),
    "America/Havana": ("2026-03-08", "2026-11-01"),
    "Asia/Beirut": ("2026-03-29", "2026-10-25"),
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),
    "Europe/Dublin": ("2026-03-29", "2026-10-25"),
}
# (month, day): days about which the calendars differ or move
TURNS = ((1, 1), (2, 12), (2, 28), (3, 31), (6, 19), (7, 4), (9, 25), (11, 3), (11, 11), (11, 26),
         (12, 25), (12, 31))  # fmt: skip
NEW_YEARS_ON_A_WEEKEND = (2011, 2012, 2017, 2022, 2023, 2028, 2033, 2034, 2039)


def near(rng: Random, day: date, reach: int) -> date:
    """A day within so many days of another."""
    return day + timedelta(days=rng.randint(-reach, reach))


def any_day(rng: Random, calendar: str = "US-FED") -> date:
    """A day mostly inside a calendar, often at one of its turns, sometimes at its ends."""
    first, last = COVERED[calendar]
    new_years = [year for year in NEW_YEARS_ON_A_WEEKEND if first < year <= last]
    likely = {
        near(rng, date(first, 1, 1), 20): 3,
        near(rng, date(last, 12, 31), 40): 3,
        near(rng, date(rng.choice(new_years), 1, 1), 15): 6,
        near(rng, date(rng.choice((2028, 2032, 2036)), 2, 29), 35): 4,
        near(rng, date(rng.randint(first, last), *rng.choice(TURNS)), 12): 34,
        date(2026, 1, 1) + timedelta(days=rng.randrange(900)): 25,
        date(first, 1, 1) + timedelta(days=rng.randrange((last - first) * 365)): 25,
    }
    return rng.choices(list(likely), weights=list(likely.values()))[0]


def any_hour(rng: Random, zone: str, calendar: str) -> str:
    """A wall time, often in the days about a change of the clocks."""
    changes = ZONES[zone]
    if changes and rng.random() < 0.4:
        day = near(rng, date.fromisoformat(rng.choice(changes)), 3)
    else:
        day = any_day(rng, calendar)
    hour = rng.choice((0, 1, 2, 3, 8, 9, 12, 16, 17, 23, rng.randrange(24)))
    minute = rng.choice((0, 15, 30, 45, 59, rng.randrange(60)))
    second = rng.choice((0, 0, 0, 59, rng.randrange(60)))
    return datetime(day.year, day.month, day.day, hour, minute, second).isoformat()  # noqa: DTZ001  a wall time


def some(rng: Random, days: list[date]) -> list[str]:
    """The days as a file writes them: unsorted, some twice."""
    chosen = [*days, *rng.sample(days, k=rng.randint(0, len(days)))] if days else []
    rng.shuffle(chosen)
    return [day.isoformat() for day in chosen]
