"""Examples of the office's days, its figures and its search."""

from datetime import timedelta

from app.services.analytics import StatisticsOfOffice
from app.services.calendar import CalendarRange, DayLoad
from app.services.search import Search
from app.services.today import Today, TodayCount
from tests.architecture.examples.world import MARK, Example

EXAMPLES: dict[type, Example] = {
    CalendarRange: lambda world: CalendarRange(first=world.today - timedelta(days=30)),
    DayLoad: lambda world: DayLoad(first=world.today, days=30),
    Today: lambda world: Today(),
    TodayCount: lambda world: TodayCount(),
    StatisticsOfOffice: lambda world: StatisticsOfOffice(),
    Search: lambda world: Search(MARK),
}

FURTHER: tuple[Example, ...] = (
    lambda world: CalendarRange(mine=True),
    lambda world: DayLoad(first=world.today, days=30, mine=True),
    lambda world: Today(mine=True),
    lambda world: Search(world.things.number.number),
    lambda world: Search(f"letter {MARK}"),
)
