"""A file of holidays, told by its ending, read into the same rows."""

import hashlib
from pathlib import Path

from app.domain.calendar_files import LARGEST, read_calendar
from app.domain.court_days import CourtDayKind
from app.domain.errors import ImportRefused
from app.domain.holiday_imports import MOST_ROWS, HolidayFile, HolidayRow
from app.domain.holiday_rules import each_once
from app.interchange.holiday_files.feed import feed_rows
from app.interchange.holiday_files.table import table_rows

_LARGEST = 20_000_000


def read_holidays(path: Path, zone: str) -> HolidayFile:
    """Return the days of a file.

    Args:
        path: of a ``.csv``, ``.ics`` or ``.json`` file.
        zone: IANA zone of the courthouse.

    Raises:
        ImportRefused: it is none of them, or cannot be read as a whole; file, line and reason are
            named.
    """
    ending = path.suffix.casefold()
    if ending not in {".csv", ".ics", ".json"}:
        raise ImportRefused("holidays.ending", field="path", file=path.name)
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if ending == ".json":
        return _of_calendar(path.name, content, sha256)
    rows = table_rows(path) if ending == ".csv" else feed_rows(path, zone)
    if len(rows) > MOST_ROWS and not any(row.labels for row in rows):
        raise ImportRefused("import.too_many_lines", file=path.name, limit=MOST_ROWS)
    return HolidayFile(file=path.name, sha256=sha256, rows=rows)


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise ImportRefused("import.not_a_file", field="path", file=path.name)
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "the name is impossible"
        raise ImportRefused(
            "import.unreadable", field="path", file=path.name, line=0, reason=reason
        ) from None
    if len(content) > _LARGEST:
        million = 1_000_000
        raise ImportRefused("import.too_large", megabytes=">20", most=_LARGEST // million)
    return content


def _of_calendar(name: str, content: bytes, sha256: str) -> HolidayFile:
    """Return the days a calendar of our own format closes, over all it covers."""
    calendar = read_calendar(name, content[: LARGEST + 1])
    rows = (
        HolidayRow(
            line=number,
            on=day.on,
            name=day.name,
            kind=CourtDayKind.HOLIDAY if day.is_certain else CourtDayKind.DECLARED,
            source=day.rule.source,
        )
        for number, day in enumerate(each_once(calendar.closed_days()), start=1)
    )
    return HolidayFile(
        file=name,
        sha256=sha256,
        rows=tuple(rows),
        title=calendar.title,
        first=calendar.first,
        last=calendar.last,
    )
