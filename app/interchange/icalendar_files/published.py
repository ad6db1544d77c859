"""What a calendar file of ours told its readers: names, days and revisions, and nothing else.

Only lines as `writing` writes them are understood; whatever reads otherwise was not written here
and is left alone.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from app.domain.calendar_exchange import EntrySort, record_named
from app.domain.court_time import time_zone
from app.domain.errors import ImportRefused, Refused
from app.domain.plausible_days import require_plausible
from app.interchange.icalendar_files.blocks import Block, calendars
from app.interchange.icalendar_files.events import OWN
from app.interchange.icalendar_files.text import calendar_text
from app.interchange.icalendar_files.values import Published

_DAY, _MOMENT = "DTSTART;VALUE=DATE", "DTSTART;TZID="
_MOST = 1_000_000
"""Revisions of a record that can be meant; the format ends at 2^31."""


def published_in(path: Path, of: str) -> tuple[Published, ...]:
    """Return the entries of a file of ours; none where it is another calendar, or no calendar.

    Args:
        path: the file.
        of: which calendar it has to be (`OutgoingCalendar.of`).
    """
    try:
        content = calendar_text(path)
        found = calendars(content.text, content.file)
    except ImportRefused:
        return ()
    ours = [each for each in found if each.first(f"{OWN}OF") == of]
    return tuple(entry for each in ours for entry in _entries(each))


def _entries(calendar: Block) -> Iterator[Published]:
    for block in calendar.parts:
        if block.kind == "VEVENT" and record_named(block.first("UID")) is not None:
            try:
                yield _entry(block)
            except (ValueError, Refused):
                continue  # somebody wrote it otherwise


def _entry(block: Block) -> Published:
    start = next((line.text for line in block.lines if line.name == "DTSTART"), "")
    named, _colon, stated = start.partition(":")
    starts_at, zone = None, ""
    if named != _DAY:
        zone = named.removeprefix(_MOMENT)
        starts_at = datetime.strptime(stated, "%Y%m%dT%H%M%S").replace(tzinfo=time_zone(zone))
    return Published(
        uid=block.first("UID"),
        sequence=_sequence(block.first("SEQUENCE")),
        on=require_plausible(_day(stated), "on"),
        starts_at=starts_at,
        zone=zone,
        is_taken_back=block.first(f"{OWN}KIND") == EntrySort.TAKEN_BACK,
    )


def _day(stated: str) -> date:
    return datetime.strptime(stated[:8], "%Y%m%d").date()  # noqa: DTZ007  a day has no zone


def _sequence(stated: str) -> int:
    number = int(stated)
    if not 0 <= number <= _MOST:
        raise ValueError
    return number
