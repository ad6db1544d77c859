"""Examples of court calendars and the days in them."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.court_days import CourtDay
from app.domain.office_calendars import OfficeCalendar
from app.services.court_calendars import (
    AddCourtDays,
    AddOfficeCalendar,
    AmendCourtDay,
    AmendOfficeCalendar,
    CalendarDays,
    ChooseCourtCalendar,
    CourtCalendarList,
    ImportHolidays,
    NewCourtDay,
    PreviewHolidays,
    PrintCourtDays,
    PutBackCourtDays,
    PutBackOfficeCalendar,
    RemoveCourtDays,
    RemovedCourtDays,
    RemoveOfficeCalendar,
    SaveCalendar,
    TakeOutCourtDays,
    TakeOutHolidays,
    TakeOutOfficeCalendar,
)
from tests.architecture.examples.world import Example, World

FILES = Path(__file__).resolve().parents[2] / "interchange" / "holidays"
_DAY = NewCourtDay(on=date(2026, 12, 24), name="Court closed", source="Order 26-14")


def _entered(world: World) -> tuple[CourtDay, ...]:
    return world.office.do(AddCourtDays(calendar="CA-courts", days=(_DAY,))).value


def _own(world: World) -> OfficeCalendar:
    return world.office.do(AddOfficeCalendar(title="Riverside", based_on="CA-courts")).value


def _put_back_days(world: World) -> PutBackCourtDays:
    removed = world.office.do(RemoveCourtDays(days=_entered(world), reason="Withdrawn")).value
    return PutBackCourtDays(removed=removed)


def _put_back_calendar(world: World) -> PutBackOfficeCalendar:
    own = _own(world)
    world.office.do(AddCourtDays(calendar=own.code, days=(_DAY,)))
    return PutBackOfficeCalendar(removed=world.office.do(RemoveOfficeCalendar(calendar=own)).value)


def _import(_world: World) -> ImportHolidays:
    return ImportHolidays(path=FILES / "county.csv", calendar="CA-courts")


def _take_out(world: World) -> TakeOutHolidays:
    return TakeOutHolidays(imported=world.office.do(_import(world)).value)


EXAMPLES: dict[type, Example] = {
    AddCourtDays: lambda _: AddCourtDays(calendar="CA-courts", days=(_DAY,)),
    AmendCourtDay: lambda world: AmendCourtDay(day=replace(_entered(world)[0], name="Closed")),
    RemoveCourtDays: lambda world: RemoveCourtDays(days=_entered(world), reason="Withdrawn"),
    PutBackCourtDays: _put_back_days,
    TakeOutCourtDays: lambda world: TakeOutCourtDays(days=_entered(world)),
    AddOfficeCalendar: lambda _: AddOfficeCalendar(title="Riverside", based_on="CA-courts"),
    AmendOfficeCalendar: lambda world: AmendOfficeCalendar(
        calendar=replace(_own(world), last=date(2045, 12, 31))
    ),
    RemoveOfficeCalendar: lambda world: RemoveOfficeCalendar(calendar=_own(world)),
    PutBackOfficeCalendar: _put_back_calendar,
    TakeOutOfficeCalendar: lambda world: TakeOutOfficeCalendar(calendar=_own(world)),
    ChooseCourtCalendar: lambda _: ChooseCourtCalendar(calendar="CA-courts"),
    ImportHolidays: _import,
    TakeOutHolidays: _take_out,
    PreviewHolidays: lambda _: PreviewHolidays(path=FILES / "county.csv", calendar="CA-courts"),
    CourtCalendarList: lambda _: CourtCalendarList(),
    CalendarDays: lambda world: CalendarDays(
        calendar="US-FED", first=world.today.replace(month=1, day=1), last=world.today
    ),
    SaveCalendar: lambda world: SaveCalendar(
        calendar="CA-courts", to=Path(tempfile.mkdtemp(dir=world.file.parent)) / "california.json"
    ),
    PrintCourtDays: lambda world: PrintCourtDays(calendar="US-FED", year=world.today.year),
    RemovedCourtDays: lambda _: RemovedCourtDays(calendar="US-FED"),
}
