"""Examples of the office's days, its figures and its search."""

from datetime import timedelta

from app.domain.calendar import EntryFilter
from app.services.analytics import StatisticsOfOffice
from app.services.calendar import (
    Agenda,
    CalendarRange,
    ChoicesOfCalendar,
    DayLoad,
)
from app.services.calendar_papers import PreviewCalendar, PrintDayList, PrintMonth
from app.services.kept_calendars import CourtCalendarOf
from app.services.search import Search
from app.services.today import Today, TodayCount
from tests.architecture.examples.world import MARK, Example

EXAMPLES: dict[type, Example] = {
    CalendarRange: lambda world: CalendarRange(
        first=world.today - timedelta(days=30), last=world.today + timedelta(days=30)
    ),
    Agenda: lambda world: Agenda(
        first=world.today - timedelta(days=30), last=world.today + timedelta(days=30)
    ),
    DayLoad: lambda world: DayLoad(first=world.today, days=30),
    ChoicesOfCalendar: lambda world: ChoicesOfCalendar(
        first=world.today - timedelta(days=30), last=world.today + timedelta(days=30)
    ),
    CourtCalendarOf: lambda world: CourtCalendarOf(world.case.id),
    PrintDayList: lambda world: PrintDayList(on=world.today),
    PrintMonth: lambda world: PrintMonth(of=world.today),
    PreviewCalendar: lambda world: PreviewCalendar(PrintDayList(on=world.today)),
    Today: lambda _: Today(),
    TodayCount: lambda _: TodayCount(),
    StatisticsOfOffice: lambda _: StatisticsOfOffice(),
    Search: lambda _: Search(MARK),
}

FURTHER: tuple[Example, ...] = (
    lambda world: CalendarRange(which=EntryFilter(person=world.office.actor.user), most_a_day=1),
    lambda _: CourtCalendarOf(),
    lambda _: CalendarRange(which=EntryFilter(mine=True)),
    lambda world: DayLoad(first=world.today, days=30, mine=True),
    lambda _: Today(mine=True),
    lambda world: Search(world.things.number.number),
    lambda _: Search(f"letter {MARK}"),
)
