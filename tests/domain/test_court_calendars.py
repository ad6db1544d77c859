"""Court calendars, against lists published or written by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.court_calendars import CALENDAR_IDS, CalendarNotLoaded, court_calendar
from app.domain.errors import Refused

FED = court_calendar("US-FED")


def days_in(calendar_id: str, year: int) -> list[str]:
    """Return the weekdays closed in a year, e.g. ``07-03``."""
    calendar = court_calendar(calendar_id)
    day, found = date(year, 1, 1), []
    while day.year == year:
        if day.weekday() < 5 and calendar.holiday(day):
            found.append(f"{day:%m-%d}")
        day += timedelta(days=1)
    return found


@pytest.mark.parametrize(
    ("year", "closed"),
    [
        (1958, "01-01 02-21 05-30 07-04 09-01 11-11 11-27 12-25"),
        (1970, "01-01 02-23 05-29 07-03 09-07 11-11 11-26 12-25"),
        (1971, "01-01 02-15 05-31 07-05 09-06 10-11 10-25 11-25 12-24 12-31"),
        (1977, "02-21 05-30 07-04 09-05 10-10 10-24 11-24 12-26"),
        (1978, "01-02 02-20 05-29 07-04 09-04 10-09 11-10 11-23 12-25"),
        (1985, "01-01 02-18 05-27 07-04 09-02 10-14 11-11 11-28 12-25"),
        (1986, "01-01 01-20 02-17 05-26 07-04 09-01 10-13 11-11 11-27 12-25"),
        (2020, "01-01 01-20 02-17 05-25 07-03 09-07 10-12 11-11 11-26 12-25"),
        (2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
        (2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
        (2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25"),
        (2027, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
        (2028, "01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-23 12-25"),
        (2029, "01-01 01-15 02-19 05-28 06-19 07-04 09-03 10-08 11-12 11-22 12-25"),
        (2032, "01-01 01-19 02-16 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31"),
        (2033, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26"),
    ],
)
def test_federal_courts_close_on_the_observed_days(year: int, closed: str) -> None:
    assert days_in("US-FED", year) == closed.split()


def test_california_courts_close_on_the_judicial_holidays_of_2026() -> None:
    closed = "01-01 01-19 02-12 02-16 03-31 05-25 06-19 07-03 09-07 09-25 11-11 11-26 11-27 12-25"
    assert days_in("CA-courts", 2026) == closed.split()


@pytest.mark.parametrize(
    ("calendar_id", "year", "closed"),
    [
        (
            *("CA-courts", 2021),
            "01-01 01-18 02-12 02-15 03-31 05-31 07-05 09-06 10-11 11-11 11-25 11-26 12-24 12-31",
        ),
        (
            *("CA-courts", 2022),
            "01-17 02-11 02-21 03-31 05-30 07-04 09-05 09-23 11-11 11-24 11-25 12-26",
        ),
        (
            *("CA-courts", 2023),
            "01-02 01-16 02-13 02-20 03-31 05-29 06-19 07-04 09-04 09-22 11-10 11-23 11-24 12-25",
        ),
        (
            *("NY-GCL24", 2019),
            "01-01 01-21 02-12 02-18 05-27 07-04 09-02 10-14 11-05 11-11 11-28 12-25",
        ),
        (
            *("NY-GCL24", 2020),
            "01-01 01-20 02-12 02-17 05-25 06-19 09-07 10-12 11-03 11-11 11-26 12-25",
        ),
        ("NY-GCL24", 2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-08 11-11 11-24 12-26"),
        ("FL-2514", 2028, "01-17 05-29 07-04 09-04 11-10 11-23 11-24 12-25"),
    ],
)
def test_each_state_keeps_its_own_days(calendar_id: str, year: int, closed: str) -> None:
    assert days_in(calendar_id, year) == closed.split()


def test_california_kept_columbus_day_until_native_american_day_replaced_it() -> None:
    california = court_calendar("CA-courts")
    assert california.holiday(date(2021, 10, 11)) == "Columbus Day"
    assert california.holiday(date(2022, 10, 10)) is None
    assert california.holiday(date(2022, 9, 23)) == "Native American Day"


def test_new_york_moves_a_holiday_off_a_sunday_but_never_off_a_saturday() -> None:
    new_york = court_calendar("NY-GCL24")
    assert new_york.is_open(date(2026, 7, 3))
    assert new_york.holiday(date(2027, 7, 5)) == "Independence Day (observed)"
    assert new_york.is_open(date(2027, 12, 31))


def test_flag_day_stays_on_its_sunday() -> None:
    new_york = court_calendar("NY-GCL24")
    assert new_york.holiday(date(2026, 6, 14)) == "Flag Day"
    assert new_york.is_open(date(2026, 6, 15))


def test_new_york_closes_on_election_day_in_every_year() -> None:
    new_york = court_calendar("NY-GCL24")
    for day in (date(2025, 11, 4), date(2026, 11, 3), date(2028, 11, 7)):
        assert new_york.holiday(day) == "Election Day"


def test_florida_leaves_out_presidents_day_juneteenth_and_columbus_day() -> None:
    closed = "01-01 01-19 05-25 07-03 09-07 11-11 11-26 11-27 12-25"
    assert days_in("FL-2514", 2026) == closed.split()


def test_a_holiday_is_named_and_an_observed_one_says_so() -> None:
    assert FED.closure(date(2026, 11, 11)) == "Veterans Day"
    assert FED.closure(date(2026, 7, 3)) == "Independence Day (observed)"
    assert FED.closure(date(2026, 7, 4)) == "a Saturday"
    assert FED.closure(date(2026, 7, 6)) is None


def test_new_years_day_on_a_saturday_closes_the_last_day_of_the_year_before() -> None:
    assert FED.holiday(date(2027, 12, 31)) == "New Year's Day (observed)"
    assert FED.on_or_after(date(2027, 12, 31)) == date(2028, 1, 3)


@pytest.mark.parametrize(
    ("calendar_id", "first", "last"),
    [
        ("US-FED", 1958, 2040),
        ("CA-courts", 2007, 2040),
        ("NY-GCL24", 2010, 2040),
        ("FL-2514", 2013, 2040),
    ],
)
def test_outside_its_years_a_calendar_refuses_to_answer(
    calendar_id: str, first: int, last: int
) -> None:
    calendar = court_calendar(calendar_id)
    assert calendar.holiday(date(first, 1, 1)) == "New Year's Day"
    calendar.holiday(date(last, 12, 31))
    for day in (date(first - 1, 12, 31), date(last + 1, 1, 1)):
        with pytest.raises(CalendarNotLoaded) as caught:
            calendar.is_open(day)
        assert caught.value.values["day"] == day.isoformat()


def test_new_york_kept_the_same_days_before_juneteenth() -> None:
    new_york = court_calendar("NY-GCL24")
    closed = [f"{day:%m-%d}" for day in sorted(new_york.holidays) if day.year == 2011]
    weekdays = "01-17 02-21 05-30 07-04 09-05 10-10 11-08 11-11 11-24 12-26"
    weekend = {"01-01", "02-12", "06-12", "12-25"}
    assert [day for day in closed if day not in weekend] == weekdays.split()
    assert date(2019, 6, 19) not in new_york.holidays
    assert date(2020, 6, 19) in new_york.holidays


def test_a_roll_across_the_end_of_the_calendar_is_refused() -> None:
    with pytest.raises(CalendarNotLoaded):
        FED.on_or_before(date(1958, 1, 1))
    with pytest.raises(CalendarNotLoaded):
        FED.nth_after(date(2040, 12, 20), 30)


def test_an_unknown_calendar_is_refused_with_the_known_ones() -> None:
    with pytest.raises(Refused) as caught:
        court_calendar("US-TX")
    assert caught.value.code == "calendar.unknown"
    assert caught.value.values["known"] == ", ".join(CALENDAR_IDS)


def test_closing_a_day_changes_a_copy_and_keeps_the_name_of_a_holiday() -> None:
    closed = FED.closing([date(2026, 4, 20), date(2026, 11, 11)], "a state holiday")
    assert closed.closure(date(2026, 4, 20)) == "a state holiday"
    assert closed.closure(date(2026, 11, 11)) == "Veterans Day"
    assert FED.is_open(date(2026, 4, 20))


DAYS = st.dates(date(2025, 3, 1), date(2040, 10, 1))


@given(st.sampled_from(CALENDAR_IDS), DAYS)
def test_rolls_end_on_an_open_day_and_pass_only_closed_ones(calendar_id: str, day: date) -> None:
    calendar = court_calendar(calendar_id)
    forward, back = calendar.on_or_after(day), calendar.on_or_before(day)
    assert calendar.is_open(forward)
    assert calendar.is_open(back)
    assert back <= day <= forward
    assert (back == day) == (forward == day) == calendar.is_open(day)
    between = [back + timedelta(days=n) for n in range(1, (forward - back).days)]
    assert not any(calendar.is_open(passed) for passed in between)


@given(st.sampled_from(CALENDAR_IDS), DAYS, st.integers(1, 40))
def test_counting_open_days_there_and_back_returns(calendar_id: str, day: date, n: int) -> None:
    calendar = court_calendar(calendar_id)
    start = calendar.on_or_after(day)
    assert calendar.nth_before(calendar.nth_after(start, n), n) == start


CLOSURES = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=40)


@given(
    calendar_id=st.sampled_from(CALENDAR_IDS),
    added=CLOSURES,
    day=st.dates(date(2024, 12, 25), date(2041, 1, 5)),
    n=st.integers(0, 90),
    step=st.sampled_from((1, -1)),
)
def test_counting_open_days_is_walking_over_them(
    calendar_id: str, added: frozenset[date], day: date, n: int, step: int
) -> None:
    calendar = court_calendar(calendar_id).closing(added, "closed")
    count = calendar.nth_after if step > 0 else calendar.nth_before
    walk = calendar.on_or_after if step > 0 else calendar.on_or_before
    try:
        walked = day
        for _ in range(n):
            walked = walk(walked + timedelta(days=step))
    except CalendarNotLoaded:
        with pytest.raises(CalendarNotLoaded):
            count(day, n)
    else:
        assert count(day, n) == walked


def test_the_holidays_between_two_days_are_named_without_the_days_themselves() -> None:
    between = FED.weekday_holidays_between(date(2026, 6, 19), date(2026, 9, 8))
    assert between == [
        (date(2026, 7, 3), "Independence Day (observed)"),
        (date(2026, 9, 7), "Labor Day"),
    ]
