"""The calendars of Texas, Ohio, Washington, Pennsylvania and Illinois, year by year.

What a statute was seen to say closes the courts; what courts may treat as a holiday is uncertain,
and dates are counted both ways.
"""

import re
from calendar import SATURDAY
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pytest

from app.domain.confidence import Confidence
from app.domain.court_calendars import CalendarNotLoaded, court_calendar, holiday_calendar
from app.domain.court_days import CourtDay, CourtDayId, CourtDayKind, calendar_in_force
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.office_calendars import OfficeCalendar, OfficeCalendarId, plain_calendar
from app.domain.speedy_trial.other_states import WashingtonClock
from app.domain.speedy_trial.reasons import to_be_safe
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Period,
    Unit,
    compute_days,
)

STATES = ("IL-courts", "OH-courts", "PA-courts", "TX-courts", "WA-courts")
WORKED = """
IL-courts
    2025 01-01 01-20 02-12 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
         perhaps 03-03 04-18 11-28
    2026 01-01 01-19 02-12 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25
         perhaps 03-02 04-03 07-03 11-03 11-27
    2027 01-01 01-18 02-12 02-15 05-31 09-06 10-11 11-11 11-25
         perhaps 03-01 03-26 06-18 07-05 11-26 12-24 12-31
    2028 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-23 12-25
         perhaps 02-11 03-06 04-14 11-07 11-10 11-24
    2029 01-01 01-15 02-12 02-19 05-28 06-19 07-04 09-03 10-08 11-22 12-25
         perhaps 03-05 03-30 11-12 11-23
    2030 01-01 01-21 02-12 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25
         perhaps 03-04 04-19 11-05 11-29
    2031 01-01 01-20 02-12 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
         perhaps 03-03 04-11 11-28
    2032 01-01 01-19 02-12 02-16 05-31 09-06 10-11 11-11 11-25
         perhaps 03-01 03-26 06-18 07-05 11-02 11-26 12-24 12-31
    2033 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24
         perhaps 02-11 03-07 04-15 06-20 11-25 12-26
OH-courts
    2025 01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25
         perhaps 06-19 11-28
    2026 01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25
         perhaps 07-03 11-27
    2027 01-01 01-18 02-15 05-31 09-06 10-11 11-11 11-25
         perhaps 06-18 07-05 11-26 12-24 12-31
    2028 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-23 12-25
         perhaps 11-10 11-24
    2029 01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25
         perhaps 11-23
    2030 01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25
         perhaps 11-29
    2031 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
         perhaps 11-28
    2032 01-01 01-19 02-16 05-31 09-06 10-11 11-11 11-25
         perhaps 06-18 07-05 11-26 12-24 12-31
    2033 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24
         perhaps 06-20 11-25 12-26
PA-courts
    2025 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
         perhaps 04-18 11-04 11-28
    2026 01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25
         perhaps 04-03 07-03 11-03 11-27
    2027 01-01 01-18 02-15 05-31 09-06 10-11 11-11 11-25
         perhaps 03-26 06-14 06-18 07-05 11-02 11-26 12-24 12-31
    2028 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-23 12-25
         perhaps 04-14 06-14 11-07 11-10 11-24
    2029 01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-22 12-25
         perhaps 03-30 06-14 11-06 11-12 11-23
    2030 01-01 01-21 02-18 05-27 06-19 07-04 09-02 10-14 11-11 11-28 12-25
         perhaps 04-19 06-14 11-05 11-29
    2031 01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25
         perhaps 04-11 11-04 11-28
    2032 01-01 01-19 02-16 05-31 09-06 10-11 11-11 11-25
         perhaps 03-26 06-14 06-18 07-05 11-02 11-26 12-24 12-31
    2033 01-17 02-21 05-30 07-04 09-05 10-10 11-11 11-24
         perhaps 04-15 06-14 06-20 11-08 11-25 12-26
TX-courts
    2025 01-01 01-20 02-17 04-21 05-26 06-19 07-04 08-27 09-01 11-11 11-27 11-28 12-25
         perhaps 04-18 12-24 12-26
    2026 01-01 01-19 02-16 03-02 04-21 05-25 06-19 08-27 09-07 11-11 11-26 11-27 12-25
         perhaps 04-03 07-03 12-24
    2027 01-01 01-18 01-19 02-15 03-02 04-21 05-31 08-27 09-06 11-11 11-25 11-26
         perhaps 03-26 06-18 07-05 12-24 12-31
    2028 01-17 01-19 02-21 03-02 04-21 05-29 06-19 07-04 09-04 11-23 11-24 12-25
         perhaps 04-14 11-10 12-26
    2029 01-01 01-15 01-19 02-19 03-02 05-28 06-19 07-04 08-27 09-03 11-22 11-23 12-25
         perhaps 03-30 11-12 12-24 12-26
    2030 01-01 01-21 02-18 05-27 06-19 07-04 08-27 09-02 11-11 11-28 11-29 12-25
         perhaps 04-19 12-24 12-26
    2031 01-01 01-20 02-17 04-21 05-26 06-19 07-04 08-27 09-01 11-11 11-27 11-28 12-25
         perhaps 04-11 12-24 12-26
    2032 01-01 01-19 02-16 03-02 04-21 05-31 08-27 09-06 11-11 11-25 11-26
         perhaps 03-26 06-18 07-05 12-24 12-31
    2033 01-17 01-19 02-21 03-02 04-21 05-30 07-04 09-05 11-11 11-24 11-25
         perhaps 04-15 06-20 12-26
WA-courts
    2025 01-01 01-20 02-17 05-26 06-19 07-04 09-01 11-11 11-27 11-28 12-25
    2026 01-01 01-19 02-16 05-25 06-19 07-03 09-07 11-11 11-26 11-27 12-25
    2027 01-01 01-18 02-15 05-31 06-18 07-05 09-06 11-11 11-25 11-26 12-24 12-31
    2028 01-17 02-21 05-29 06-19 07-04 09-04 11-10 11-23 11-24 12-25
    2029 01-01 01-15 02-19 05-28 06-19 07-04 09-03 11-12 11-22 11-23 12-25
    2030 01-01 01-21 02-18 05-27 06-19 07-04 09-02 11-11 11-28 11-29 12-25
    2031 01-01 01-20 02-17 05-26 06-19 07-04 09-01 11-11 11-27 11-28 12-25
    2032 01-01 01-19 02-16 05-31 06-18 07-05 09-06 11-11 11-25 11-26 12-24 12-31
    2033 01-17 02-21 05-30 06-20 07-04 09-05 11-11 11-24 11-25 12-26
"""
"""Closed weekdays of each year as month and day, then those that perhaps are closed."""
EARLIER = """
IL-courts
    2012 01-16 02-20 05-28 07-04 09-03 10-08 11-22 12-25
         perhaps 01-02 02-13 03-05 04-06 11-06 11-12 11-23
PA-courts
    2010 01-01 01-18 02-15 05-31 09-06 10-11 11-11 11-25
         perhaps 04-02 06-14 07-05 11-02 11-26 12-24 12-31
TX-courts
    2013 01-01 01-21 02-18 05-27 06-19 07-04 08-27 09-02 11-11 11-28 11-29 12-25
         perhaps 03-29 12-24 12-26
WA-courts
    2010 01-01 01-18 02-15 05-31 07-05 09-06 11-11 11-25 11-26 12-24 12-31
    2013 01-01 01-21 02-18 05-27 07-04 09-02 11-11 11-28 11-29 12-25
"""
"""Years before Juneteenth was kept, as the statutes then read."""
FIRST = {
    "IL-courts": date(2011, 1, 1),
    "OH-courts": date(2018, 1, 1),
    "PA-courts": date(2010, 1, 1),
    "TX-courts": date(2013, 1, 1),
    "WA-courts": date(2010, 1, 1),
}
"""As far back as the days have a source."""


def worked(table: str = WORKED) -> Iterator[tuple[str, int, list[str], list[str]]]:
    """Yield calendar, year, closed days and uncertain ones."""
    calendar_id = ""
    for part in re.split(r"\s+(?=[A-Z]{2}-courts|[0-9]{4}\s)", table.strip()):
        head, *days = part.split()
        if head in STATES:
            calendar_id = head
            continue
        closed, _, perhaps = " ".join(days).partition("perhaps")
        yield calendar_id, int(head), closed.split(), perhaps.split()


def weekdays(days: Iterable[date], year: int) -> list[str]:
    """Return the days of a year from Monday to Friday, e.g. ``07-03``."""
    return [f"{day:%m-%d}" for day in sorted(days) if day.year == year and day.weekday() < SATURDAY]


def test_nine_years_of_five_states_are_worked() -> None:
    assert [(calendar_id, year) for calendar_id, year, *_ in worked()] == [
        (calendar_id, year) for calendar_id in STATES for year in range(2025, 2034)
    ]


@pytest.mark.parametrize(
    ("calendar_id", "year", "closed", "perhaps"), [*worked(), *worked(EARLIER)]
)
def test_the_courts_close_on_the_days_of_their_state(
    calendar_id: str, year: int, closed: list[str], perhaps: list[str]
) -> None:
    calendar = court_calendar(calendar_id)
    assert weekdays(calendar.holidays, year) == closed
    assert weekdays(calendar.uncertain, year) == perhaps


@pytest.mark.parametrize("calendar_id", STATES)
def test_no_day_is_both_closed_and_uncertain(calendar_id: str) -> None:
    calendar = court_calendar(calendar_id)
    assert calendar.uncertain.isdisjoint(calendar.holidays)
    assert all(calendar.is_open(day) for day in calendar.uncertain if day.weekday() < SATURDAY)
    assert all(not calendar.prudent.is_open(day) for day in calendar.uncertain)


def test_doubt_is_the_same_whether_it_is_the_calendars_own_or_named() -> None:
    texas = court_calendar("TX-courts")
    assert texas.doubting(texas.uncertain) is texas.prudent
    named = texas.doubting(set(texas.uncertain))
    assert named is not texas.prudent
    assert named.holidays == texas.prudent.holidays


@pytest.mark.parametrize(("calendar_id", "first"), FIRST.items())
def test_they_answer_from_the_day_their_sources_reach_back_to(
    calendar_id: str, first: date
) -> None:
    calendar = court_calendar(calendar_id)
    assert (calendar.first, calendar.last) == (first, date(2040, 12, 31))
    calendar.is_open(first)
    with pytest.raises(CalendarNotLoaded):
        calendar.is_open(first - timedelta(days=1))


@pytest.mark.parametrize("calendar_id", STATES)
def test_every_uncertain_holiday_asks_to_be_confirmed(calendar_id: str) -> None:
    rules = holiday_calendar(calendar_id).holidays
    assert {rule.name for rule in rules if not rule.is_certain} == {
        rule.name for rule in rules if rule.confidence is Confidence.CONFIRM
    }


@pytest.mark.parametrize(
    ("calendar_id", "day", "name"),
    [
        ("WA-courts", date(2021, 6, 18), None),
        ("WA-courts", date(2022, 6, 20), "Juneteenth (observed)"),
        ("WA-courts", date(2026, 10, 12), None),
        ("WA-courts", date(2027, 12, 31), "New Year's Day (observed)"),
        ("OH-courts", date(2029, 11, 12), "Veterans Day (observed)"),
        ("PA-courts", date(2025, 6, 19), "Juneteenth"),
        ("IL-courts", date(2024, 11, 5), "Election Day"),
        ("IL-courts", date(2026, 11, 3), None),
        ("IL-courts", date(2021, 6, 18), None),
        ("TX-courts", date(2026, 1, 19), "Martin Luther King Jr. Day"),
        ("TX-courts", date(2027, 1, 19), "Confederate Heroes Day"),
        ("TX-courts", date(2026, 10, 12), None),
        ("TX-courts", date(2026, 3, 2), "Texas Independence Day"),
        ("TX-courts", date(2026, 12, 24), None),
        ("WA-courts", date(2013, 11, 29), "Day after Thanksgiving"),
        ("WA-courts", date(2014, 11, 28), "Native American Heritage Day"),
        ("PA-courts", date(2019, 6, 19), None),
    ],
)
def test_what_changed_and_what_is_only_the_states(
    calendar_id: str, day: date, name: str | None
) -> None:
    assert court_calendar(calendar_id).holiday(day) == name


def test_illinois_elects_in_even_years_only() -> None:
    illinois = court_calendar("IL-courts")
    assert date(2036, 11, 4) in illinois.uncertain
    assert date(2035, 11, 6) not in illinois.uncertain


def due(calendar_id: str, trigger: date, n: int) -> DayDeadline:
    calendar = court_calendar(calendar_id)
    return compute_days(
        DayQuestion(
            profile=DayProfile.TX_GOV311,
            trigger=trigger,
            period=Period(n, Unit.DAYS),
            calendar=calendar,
            uncertain_closures=calendar.uncertain,
        )
    )


def test_a_count_that_ends_on_an_uncertain_day_is_answered_both_ways() -> None:
    found = due("TX-courts", date(2026, 12, 4), 20)  # Thu 24 Dec 2026, no legal holiday
    assert found.due == date(2026, 12, 24)
    assert found.alternative_due == date(2026, 12, 28)
    assert found.conservative_due == date(2026, 12, 23)


def test_a_count_that_ends_on_a_certain_holiday_moves_on() -> None:
    found = due("TX-courts", date(2026, 10, 22), 20)  # Wed 11 Nov 2026, Veterans Day
    assert (found.due, found.conservative_due) == (date(2026, 11, 12), date(2026, 11, 10))
    legal = due("TX-courts", date(2026, 8, 7), 20)  # Thu 27 Aug 2026, LBJ Day (662.021)
    assert (legal.due, legal.conservative_due) == (date(2026, 8, 28), date(2026, 8, 26))


def test_a_limit_is_planned_by_the_day_before_an_uncertain_one() -> None:
    friday = date(2026, 7, 3)  # Independence Day on a Saturday
    safe, said = to_be_safe(court_calendar("PA-courts"), friday)
    assert safe == date(2026, 7, 2)
    assert "a day the court may treat as a holiday" in " ".join(said)
    assert to_be_safe(court_calendar("TX-courts"), date(2026, 4, 20)) == (date(2026, 4, 20), ())


def test_washingtons_clock_rolls_by_its_own_calendar() -> None:
    clock = WashingtonClock(commencement=date(2026, 9, 28), limit_days=60)  # Fri 27 Nov 2026
    federal = clock.answer()
    own = clock.answer(lambda _: court_calendar("WA-courts"))
    assert federal.last_allowable_rolled == date(2026, 11, 27)
    assert own.last_allowable_rolled == date(2026, 11, 30)
    assert "federal holidays" not in " ".join(own.trace)
    columbus = WashingtonClock(commencement=date(2026, 8, 13), limit_days=60)  # Mon 12 Oct 2026
    assert "federal holidays stand in" in " ".join(columbus.answer().trace)
    rolled = columbus.answer(lambda _: court_calendar("WA-courts")).last_allowable_rolled
    assert rolled == date(2026, 10, 12)


def entered(on: date, kind: CourtDayKind) -> CourtDay:
    return CourtDay(
        id=CourtDayId(new_id()),
        calendar="TX-courts",
        on=on,
        name="Closing",
        kind=kind,
        source="Order",
    )


@pytest.mark.parametrize("kind", [CourtDayKind.HOLIDAY, CourtDayKind.OPEN])
def test_an_office_that_knows_settles_the_doubt(kind: CourtDayKind) -> None:
    day, texas = date(2026, 12, 24), court_calendar("TX-courts")
    settled = calendar_in_force(texas, (entered(day, kind),))
    assert day in texas.uncertain
    assert settled.uncertain == texas.uncertain - {day}
    assert settled.calendar.is_open(day) == (kind is CourtDayKind.OPEN)
    assert settled.edition != calendar_in_force(texas, ()).edition


def test_a_calendar_on_top_has_the_uncertain_days_too() -> None:
    own = OfficeCalendar(
        id=OfficeCalendarId(new_id()),
        code="OFFICE-TRAVIS",
        title="Travis County",
        based_on="TX-courts",
        first=date(2026, 1, 1),
        last=date(2045, 12, 31),
    )
    calendar = plain_calendar(own)
    assert date(2026, 12, 24) in calendar.uncertain
    assert date(2044, 12, 26) in calendar.uncertain
    assert date(2025, 12, 24) not in calendar.uncertain


def test_there_are_no_other_states() -> None:
    with pytest.raises(Refused):
        court_calendar("GA-courts")
