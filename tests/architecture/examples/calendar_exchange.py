"""Examples of calendar files that go out and come in."""

from app.services.calendar_exchange import (
    ExportCalendar,
    FeedChoice,
    ImportFeed,
    LookedOver,
    PreviewFeed,
    TakeBackFeed,
    TheCourtFeeds,
)
from tests.architecture.examples.world import Example, World

_FEED = """BEGIN:VCALENDAR\r
VERSION:2.0\r
BEGIN:VEVENT\r
UID:1@court.example\r
DTSTART;VALUE=DATE-TIME:{day}T093000\r
SUMMARY:Arraignment {number}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def _choice(world: World) -> FeedChoice:
    path = world.file.with_name("feed.ics")
    day = world.today.replace(year=world.today.year + 1, day=1)
    number = f"{world.case.number[:5]}-{world.case.number[5:]}"  # as the court punctuates it
    path.write_text(_FEED.format(day=f"{day:%Y%m%d}", number=number), "utf-8", newline="")
    return FeedChoice(path=path, feed="Dept 4")


def _seen(world: World) -> LookedOver:
    return world.office.ask(PreviewFeed(choice=_choice(world)))


def _taken_back(world: World) -> TakeBackFeed:
    command = world.taken_back(ImportFeed(feed=_seen(world)))
    assert isinstance(command, TakeBackFeed)
    return command


EXAMPLES: dict[type, Example] = {
    ExportCalendar: lambda world: ExportCalendar(case=world.case.id),
    ImportFeed: lambda world: ImportFeed(feed=_seen(world)),
    PreviewFeed: lambda world: PreviewFeed(choice=_choice(world)),
    TakeBackFeed: _taken_back,
    TheCourtFeeds: lambda _: TheCourtFeeds(),
}
