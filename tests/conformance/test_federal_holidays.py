"""The federal courts' calendar against a published table of public holidays, 2000 to 2035."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.court_calendars import court_calendar

TABLE = (
    Path(__file__).resolve().parents[2].parent
    / "shared"
    / "data"
    / "holidays"
    / "us_federal_and_states_2000_2035.csv"
)

EXECUTIVE_ORDERS = ("Christmas Eve", "Day After Christmas", "National Day of Mourning")
"""Days on which agencies closed by order: not in Fed. R. Crim. P. 45(a)(6)(A)."""

pytestmark = pytest.mark.skipif(
    not TABLE.is_file(), reason="the published table is not beside this checkout"
)


def published_days(category: str) -> dict[date, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            date.fromisoformat(row["date"]): row["name"]
            for row in csv.DictReader(file)
            if row["jurisdiction"] == "US" and row["category"] == category
        }


def test_every_weekday_holiday_of_36_years_agrees_with_the_table() -> None:
    published = published_days("public")
    calendar = court_calendar("US-FED")
    days = (date(2000, 1, 1) + timedelta(days=n) for n in range(36 * 366))
    ours = {day for day in days if day.year <= 2035 and calendar.holiday(day)}
    assert {day for day in ours if day.weekday() < 5} == {
        day for day in published if day.weekday() < 5
    }
    assert len(ours) > 36 * 10


def test_what_the_table_has_beyond_the_calendar_is_a_weekend_or_an_executive_order() -> None:
    holidays = court_calendar("US-FED").holidays
    beyond = {on: name for on, name in published_days("government").items() if on not in holidays}
    assert beyond
    assert all(on.weekday() > 4 or name.startswith(EXECUTIVE_ORDERS) for on, name in beyond.items())
