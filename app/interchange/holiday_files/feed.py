"""Holidays as a calendar feed: every event of whole days is one holiday for each of its days."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from app.domain.holiday_imports import HolidayRow
from app.domain.text import one_line
from app.i18n.sentences import say
from app.interchange.icalendar_files import FeedEvent, FeedFile, FeedRefusal, Span

_SPAN = Span(date(1950, 1, 1), date(2060, 12, 31))
"""Within which yearly repetitions are worked out."""
_MOST_DAYS = 31
"""Days one closing may last; a longer event is no holiday."""


def feed_rows(path: Path, zone: str) -> tuple[HolidayRow, ...]:
    """Return the days of an iCalendar file.

    Raises:
        ImportRefused: it cannot be read as a whole; file, line and reason are named.
    """
    from app.interchange.icalendar_files.reading import read_feed  # noqa: PLC0415  slow to import

    return tuple(sorted(_rows(read_feed(path, zone, _SPAN)), key=lambda row: row.line))


def _rows(feed: FeedFile) -> Iterator[HolidayRow]:
    for event in feed.events:
        if not event.is_cancelled:
            yield from _days(event)
    yield from (_refused(each) for each in feed.refusals if each.is_whole)


def _days(event: FeedEvent) -> Iterator[HolidayRow]:
    row = HolidayRow(line=event.line, on=event.on, name=one_line(event.summary, "name"))
    if not event.is_all_day:
        yield row.refused("the event is at an hour, so it is no closed day")
    elif event.days > _MOST_DAYS:
        yield row.refused(
            f"the event lasts {event.days} days; a closing lasts at most {_MOST_DAYS}"
        )
    else:
        for more in range(event.days):
            on = event.on + timedelta(days=more)
            yield HolidayRow(line=event.line, on=on, name=row.name)


def _refused(refusal: FeedRefusal) -> HolidayRow:
    reason = say(refusal.code, {"stated": refusal.stated, "line": refusal.line})
    return HolidayRow(line=refusal.line, on=None).refused(reason)
