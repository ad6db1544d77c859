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


@pytest.mark.skipif(not TABLE.is_file(), reason="the published table is not beside this checkout")
def test_every_weekday_holiday_of_36_years_agrees_with_the_table() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        published = {
            date.fromisoformat(row["date"])
            for row in csv.DictReader(file)
            if row["jurisdiction"] == "US" and row["category"] == "public"
        }
    calendar = court_calendar("US-FED")
    days = (date(2000, 1, 1) + timedelta(days=n) for n in range(36 * 366))
    ours = {day for day in days if day.year <= 2035 and calendar.holiday(day)}
    assert {day for day in ours if day.weekday() < 5} == {
        day for day in published if day.weekday() < 5
    }
    assert len(ours) > 36 * 10
