"""A day with a time of day, as people type them."""

from contextlib import suppress
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.court_calendars import CalendarNotLoaded, court_calendar
from app.domain.typed_dates import Sense
from app.domain.typed_moments import read_moment

NOW = datetime(2026, 11, 21, 15, 42, 10, tzinfo=UTC)  # a Saturday
COURT = court_calendar("US-FED")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fri 9:30", "2026-11-27 09:30"),
        ("last fri 1 pm", "2026-11-20 13:00"),
        ("+14 2pm", "2026-12-05 14:00"),
        ("10cd 9", "2026-12-07 09:00"),
        ("2 weeks at 0930", "2026-12-05 09:30"),
        ("12/3, 9:30 am", "2026-12-03 09:30"),
        ("3 dec 2027 14:00", "2027-12-03 14:00"),
        ("Thu 3 Dec 2026 12 p.m.", "2026-12-03 12:00"),
        ("2026-11-14 03:20", "2026-11-14 03:20"),
        ("2026-11-14T03:20", "2026-11-14 03:20"),
        ("9:30", "2026-11-21 09:30"),
        ("Now", "2026-11-21 15:42"),
    ],
)
def test_a_day_and_a_time_are_understood(typed: str, meant: str) -> None:
    found = read_moment(typed, NOW, COURT)
    assert found is not None
    assert f"{found.day.day} {found.clock:%H:%M}" == meant


@pytest.mark.parametrize("typed", ["fri", "3 dec 2027", "dec 3 2027", "+14", "2w"])
def test_a_day_alone_has_no_time(typed: str) -> None:
    found = read_moment(typed, NOW, COURT)
    assert found is not None
    assert found.clock is None


@pytest.mark.parametrize("typed", ["", "14", "soon 9", "fri 25:00", "9:75", "fri 9 9", "at 9"])
def test_what_is_neither_is_refused(typed: str) -> None:
    assert read_moment(typed, NOW, COURT) is None


def test_the_sense_of_the_field_holds_for_the_day() -> None:
    found = read_moment("fri 9:30", NOW, COURT, Sense.PAST)
    assert found is not None
    assert (f"{found.day.day}", found.clock) == ("2026-11-20", time(9, 30))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(typed: str) -> None:
    with suppress(CalendarNotLoaded):
        read_moment(typed, NOW, COURT)
