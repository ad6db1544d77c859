"""Five states' court calendars beside a published table of public holidays: every difference known.

The table is an outside eye, never a source: state tables are not court calendars.
"""

import csv
from calendar import SATURDAY
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from app.domain.court_calendars import court_calendar, holiday_calendar
from app.domain.holiday_rules import each_once

TABLE = (
    Path(__file__).resolve().parents[2].parent
    / "shared"
    / "data"
    / "holidays"
    / "us_federal_and_states_2000_2035.csv"
)
YEARS = range(2025, 2034)

BEYOND_OURS = {
    # An optional holiday that 662.013 only offers; Christmas Eve is not moved off a weekend.
    "TX": {"Cesar Chavez Day", "Christmas Eve (observed)"},
}
"""What the table has and we do not even call uncertain, by state."""

UNCERTAIN = {
    # Tex. Gov't Code 662.003(b)(7) and (8), (c), and days moved off a weekend without a statute.
    "TX": {
        "Good Friday", "Christmas Eve", "Day After Christmas",
        "Christmas Day (observed); Christmas Eve", "Christmas Day (observed); Day After Christmas",
    },
    # Since when Juneteenth stands in Ohio Rev. Code 1.14 was not seen.
    "OH": {"Juneteenth National Independence Day"},
    "PA": {"Day After Thanksgiving"},
    "IL": {"Casimir Pulaski Day", "Election Day"},
}  # fmt: skip
"""What the table calls a holiday and we uncertain, besides days moved off a weekend."""

NOT_IN_THE_TABLE = {
    # Closed by court orders or county practice only.
    "OH": {"Day after Thanksgiving"},
    # 44 P.S. 11 as compiled, and the courts' yearly orders.
    "PA": {"Good Friday", "Flag Day", "Election Day"},
    "IL": {"Good Friday", "Day after Thanksgiving"},
}
"""What we call uncertain and the table does not have."""

pytestmark = pytest.mark.skipif(
    not TABLE.is_file(), reason="the published table is not beside this checkout"
)
STATES = pytest.mark.parametrize("state", ["IL", "OH", "PA", "TX", "WA"])


def published(state: str) -> dict[date, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["jurisdiction"] == state]
    found = {date.fromisoformat(row["date"]): row["name"] for row in rows}
    return {day: found[day] for day in weekdays(found)}


def weekdays(days: Iterable[date]) -> set[date]:
    return {day for day in days if day.year in YEARS and day.weekday() < SATURDAY}


@STATES
def test_no_court_closes_for_certain_on_a_day_the_table_does_not_have(state: str) -> None:
    assert weekdays(court_calendar(f"{state}-courts").holidays) <= published(state).keys()


@STATES
def test_what_the_table_has_beyond_the_calendar_is_known(state: str) -> None:
    calendar, table = court_calendar(f"{state}-courts"), published(state)
    beyond = table.keys() - calendar.holidays.keys() - calendar.uncertain
    assert {table[day] for day in beyond} == BEYOND_OURS.get(state, set())


@STATES
def test_what_is_certain_there_and_uncertain_here_is_known(state: str) -> None:
    calendar, table = court_calendar(f"{state}-courts"), published(state)
    names = {table[day] for day in table.keys() & calendar.uncertain}
    assert {name for name in names if not is_moved(name)} == UNCERTAIN.get(state, set())


@STATES
def test_what_is_uncertain_here_and_unknown_there_is_known(state: str) -> None:
    calendar, table = court_calendar(f"{state}-courts"), published(state)
    only_ours = weekdays(calendar.uncertain) - table.keys()
    rules = names_of(state)
    assert {rules[day] for day in only_ours} == NOT_IN_THE_TABLE.get(state, set())


def test_washington_and_the_table_agree_on_every_day() -> None:
    assert weekdays(court_calendar("WA-courts").holidays) == published("WA").keys()


def is_moved(name: str) -> bool:
    """Whether every holiday of that day is only observed on it."""
    return all(part.endswith("(observed)") for part in name.split("; "))


def names_of(state: str) -> dict[date, str]:
    days = each_once(holiday_calendar(f"{state}-courts").closed_days())
    return {day.on: day.name for day in days}
