"""Dates and times as people type them."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.court_calendars import CalendarNotLoaded, court_calendar
from app.domain.errors import Refused
from app.domain.typed_dates import Sense, TypedDay, read_date, read_day, read_time
from app.i18n.counted_days import counted_words

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("today", date(2026, 11, 21)),
        ("Tomorrow", date(2026, 11, 22)),
        ("+14", date(2026, 12, 5)),
        ("-3", date(2026, 11, 18)),
        ("+2w", date(2026, 12, 5)),
        ("+1m", date(2026, 12, 21)),
        ("+1 y", date(2027, 11, 21)),
        ("fri", date(2026, 11, 27)),
        ("sat", date(2026, 11, 28)),
        ("next mon", date(2026, 11, 23)),
        ("12/3", date(2026, 12, 3)),
        ("1/15", date(2027, 1, 15)),
        ("9/30", date(2026, 9, 30)),
        ("12/3/2028", date(2028, 12, 3)),
        ("12/3/28", date(2028, 12, 3)),
        ("2026-12-03", date(2026, 12, 3)),
        ("3 dec", date(2026, 12, 3)),
        ("3. December 2027", date(2027, 12, 3)),
        ("dec 3", date(2026, 12, 3)),
        ("Dec 3, 2027", date(2027, 12, 3)),
        ("Thu 3 Dec 2026", date(2026, 12, 3)),
        ("Thursday, 3 December 2026", date(2026, 12, 3)),
        ("2/29", date(2028, 2, 29)),
        ("2w", date(2026, 12, 5)),
        ("3d", date(2026, 11, 24)),
        ("-3d", date(2026, 11, 18)),
        ("-2 weeks", date(2026, 11, 7)),
        ("1m", date(2026, 12, 21)),
        ("1 year", date(2027, 11, 21)),
        ("eom", date(2026, 11, 30)),
    ],
)
def test_a_typed_date_is_understood(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *("", "soon", "13/40", "31 feb", "2026-02-30", "+99999y", "+", "1", "f", "<b>3 dec</b>"),
        *("4/31", "+9999y", "-9999y", "w", "cd", "0cd", "2x", "+2w ago", "last 2w"),
    ],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_month_is_added_to_the_31st_without_leaving_the_next_month() -> None:
    assert read_date("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_date("+1m", date(2028, 1, 31)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1cd", date(2026, 11, 23)),
        ("3cd", date(2026, 11, 25)),
        ("4cd", date(2026, 11, 27)),  # Thanksgiving lies between
        ("+10cd", date(2026, 12, 7)),
        ("-5cd", date(2026, 11, 16)),
        ("-9 court days", date(2026, 11, 9)),  # Veterans Day lies between
    ],
)
def test_court_days_are_counted_by_the_calendar_given(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY, court_calendar("US-FED")) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri", date(2026, 11, 20)),
        ("sat", date(2026, 11, 14)),  # a week ago; today is "today"
        ("next fri", date(2026, 11, 27)),
        ("2w", date(2026, 11, 7)),
        ("+2w", date(2026, 12, 5)),
        ("in 2 weeks", date(2026, 12, 5)),
        ("3 days ago", date(2026, 11, 18)),
        ("12/3", date(2025, 12, 3)),
        ("11/21", date(2026, 11, 21)),
        ("2/29", date(2024, 2, 29)),
        ("12/3/2027", date(2027, 12, 3)),
        ("eom", date(2026, 10, 31)),
        ("10cd", date(2026, 11, 6)),
    ],
)
def test_where_only_the_past_can_be_meant_what_leaves_it_open_lies_back(
    typed: str, meant: date
) -> None:
    assert read_date(typed, TODAY, court_calendar("US-FED"), Sense.PAST) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("last fri", date(2026, 11, 20)),
        ("2w ago", date(2026, 11, 7)),
        ("3 days back", date(2026, 11, 18)),
        ("in 3d", date(2026, 11, 24)),
    ],
)
def test_words_that_say_the_way_are_kept_in_every_field(typed: str, meant: date) -> None:
    assert {read_date(typed, TODAY, sense=sense) for sense in Sense} == {meant}


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["tue", "2w", "4/1", "2/29"]))
def test_the_past_never_lies_ahead(today: date, typed: str) -> None:
    day = read_date(typed, today, sense=Sense.PAST)
    assert day is not None
    assert day <= today


def test_court_days_beyond_the_calendar_or_without_one_are_refused() -> None:
    with pytest.raises(CalendarNotLoaded):
        read_date("9999cd", TODAY, court_calendar("US-FED"))
    with pytest.raises(Refused, match=r"date\.no_court_days"):
        read_date("3cd", TODAY)


def test_what_was_counted_is_said() -> None:
    said = {
        text: counted_words(read_day(text, TODAY, court_calendar("US-FED")) or TypedDay(TODAY))
        for text in ("10cd", "-1cd", "2w", "+14", "fri", "12/3")
    }
    assert said == {
        "10cd": "10 court days",
        "-1cd": "1 court day back",
        "2w": "2 weeks",
        "+14": "14 days",
        "fri": "",
        "12/3": "",
    }


@given(st.text(max_size=40) | st.from_regex(r"[+-]?\d{0,4} ?(cd|d|w|m|y)?", fullmatch=True))
def test_no_text_breaks_the_readers(typed: str) -> None:
    with suppress(CalendarNotLoaded):
        read_date(typed, TODAY, court_calendar("US-FED"))
    read_time(typed)


@given(st.dates(), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_iso_dates_are_read_as_written(written: date, today: date) -> None:
    assert read_date(written.isoformat(), today) == written


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9:30", time(9, 30)),
        ("0930", time(9, 30)),
        ("9.30", time(9, 30)),
        ("14", time(14, 0)),
        ("2pm", time(14, 0)),
        ("12 am", time(0, 0)),
        ("12:15 p.m.", time(12, 15)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_typed_time_is_understood(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "25:00", "9:75", "13pm", "0am", "noon", "9:3"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    assert read_time(typed) is None
