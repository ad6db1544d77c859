"""What a file of holidays says, line by line, and what would become of each line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.court_calendars import CourtCalendar
from app.domain.court_days import LONGEST_NAME, LONGEST_SOURCE, CourtDay, CourtDayKind

MOST_ROWS = 20_000
"""Lines one import may take in."""


class Verdict(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"
    OUTSIDE = "outside"
    WRONG = "wrong"


@dataclass(frozen=True, kw_only=True)
class HolidayRow:
    """One day of a file.

    Attributes:
        line: where it stands, from 1.
        on: None where the file names no day that can be.
        reason: why it is not taken in, in words; empty for a new one.
        labels: further columns one chooses rows by, e.g. ``("jurisdiction", "CA")``.
    """

    line: int
    on: date | None
    name: str = ""
    kind: CourtDayKind | None = None
    source: str = ""
    verdict: Verdict = Verdict.NEW
    reason: str = ""
    labels: tuple[tuple[str, str], ...] = ()

    def refused(self, reason: str, verdict: Verdict = Verdict.WRONG) -> "HolidayRow":
        """Return the row as one that is not taken in."""
        return replace(self, verdict=verdict, reason=reason)


@dataclass(frozen=True, kw_only=True)
class HolidayFile:
    """A file as it was read.

    Attributes:
        title: of the calendar it is, where it says so; ``first``, ``last``: what it covers.
    """

    file: str
    sha256: str
    rows: tuple[HolidayRow, ...]
    title: str = ""
    first: date | None = None
    last: date | None = None

    def choices(self) -> dict[str, tuple[str, ...]]:
        """Return the columns one must choose by, with their values: those with several."""
        found: dict[str, set[str]] = {}
        for row in self.rows:
            for column, value in row.labels:
                found.setdefault(column, set()).add(value)
        return {name: tuple(sorted(values)) for name, values in found.items() if len(values) > 1}

    def of(self, only: Iterable[tuple[str, str]]) -> tuple[HolidayRow, ...]:
        """Return the rows that bear all these labels."""
        wanted = set(only)
        return tuple(row for row in self.rows if wanted <= set(row.labels))


def judged(
    rows: Iterable[HolidayRow], plain: CourtCalendar, entries: Iterable[CourtDay]
) -> Iterator[HolidayRow]:
    """Yield each row with what becomes of it.

    Args:
        rows: of one file.
        plain: the calendar without any entry.
        entries: what was entered in it and in the one it is based on; its own come first.
    """
    entered: dict[date, CourtDay] = {}
    for entry in entries:
        entered.setdefault(entry.on, entry)
    lines: dict[date, int] = {}
    for row in rows:
        checked = _checked(row, lines)
        yield _compared(checked, plain, entered) if checked.verdict is Verdict.NEW else checked


def _checked(row: HolidayRow, lines: dict[date, int]) -> HolidayRow:
    """Return the row with what is wrong with it in itself, or beside the lines before."""
    if row.verdict is not Verdict.NEW or row.on is None:
        return row
    if row.on in lines:
        return row.refused(f"{row.on.isoformat()} stands in line {lines[row.on]} already")
    lines[row.on] = row.line
    if not row.name:
        return row.refused("the day has no name")
    if len(row.name) > LONGEST_NAME or len(row.source) > LONGEST_SOURCE:
        return row.refused("name or source is too long")
    return row


def _compared(row: HolidayRow, plain: CourtCalendar, entered: dict[date, CourtDay]) -> HolidayRow:
    on = row.on
    if on is None or not plain.first <= on <= plain.last:
        reason = f"the calendar goes from {plain.first.isoformat()} to {plain.last.isoformat()}"
        return row.refused(reason, Verdict.OUTSIDE)
    if on in entered:
        return row.refused(f"entered already: {entered[on].name}", Verdict.KNOWN)
    holiday = plain.holidays.get(on)
    if row.kind is CourtDayKind.OPEN:
        return row if holiday else row.refused("no holiday that could be struck out")
    return row.refused(f"closed already: {holiday}", Verdict.KNOWN) if holiday else row
