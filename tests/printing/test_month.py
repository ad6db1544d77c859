"""The month on paper: every word of every entry stands somewhere on it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.printing.calendar import CalendarHead, MonthDay, MonthSheet, typeset_month
from tests.printing.paper_samples import flat, pages

FIRST = date(2026, 10, 26)
DAY = date(2026, 11, 17)
LONG = "H 09:00 Nguyen, Ostrander and Pell, Motion to suppress the statements, 2026-00365"
LONGEST = "D " + " ".join(f"word{n:02}" for n in range(40))


def sheet(*lines: str, closed: str = "") -> list[str]:
    head = CalendarHead(
        name="Calendar 2026-11",
        title="November 2026",
        remark="",
        office="Wexmoor County",
        marking="INTERNAL",
        printed_at=datetime(2026, 11, 22, 8, tzinfo=UTC),
        printed_by="A. Rivera",
        fingerprint="AAAA",
        is_demo=False,
    )
    weeks = [FIRST + timedelta(days=n) for n in range(42)]
    days = tuple(MonthDay(d, closed, lines) if d == DAY else MonthDay(d) for d in weeks)
    return [
        flat(page) for page in pages(typeset_month(MonthSheet(head=head, month=11, days=days)).pdf)
    ]


def test_a_long_entry_goes_on_below_in_its_cell() -> None:
    (page,) = sheet(LONG)
    assert LONG in page


@pytest.mark.parametrize(
    "lines",
    [(LONG, LONG.replace("365", "366"), LONG.replace("365", "367"), "T Brief"), (LONGEST,)],
    ids=["several", "longest"],
)
def test_what_is_shortened_in_the_grid_is_listed_whole_behind(lines: tuple[str, ...]) -> None:
    grid, behind = sheet(*lines)
    assert "In full below" in grid
    for words in lines:
        assert words in behind


def test_a_day_of_forty_hearings_loses_none() -> None:
    lines = tuple(f"H {8 + n // 6:02}:{n % 6}0 Roe, Arraignment, 2026-{n:05}" for n in range(40))
    grid, *behind = sheet(*lines)
    assert "more, listed below" in grid
    assert all(words in " ".join(behind) for words in lines)


def test_a_long_name_of_a_holiday_is_said_whole() -> None:
    name = "Day after Thanksgiving, given by the county to its own offices"
    assert name in sheet("T Brief", closed=name)[1]
    assert name in sheet(closed=name)[1]


def test_a_short_day_needs_no_list() -> None:
    assert len(sheet("T Brief", "H 09:00 Roe, Arraignment", closed="Veterans Day")) == 1
