"""Dates and times as people type them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.widgets.typed_dates import read_date, read_time

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
    ],
)
def test_a_typed_date_is_understood(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "13/40", "31 feb", "2026-02-30", "+99999y", "+", "1", "f", "<b>3 dec</b>", "4/31"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    assert read_date(typed, TODAY) is None


def test_a_month_is_added_to_the_31st_without_leaving_the_next_month() -> None:
    assert read_date("+1m", date(2027, 1, 31)) == date(2027, 2, 28)
    assert read_date("+1m", date(2028, 1, 31)) == date(2028, 2, 29)


@given(st.text(max_size=40))
def test_no_text_breaks_the_readers(typed: str) -> None:
    read_date(typed, TODAY)
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
