"""Holidays taken in from a file: looked over first, then all of them in one act, or nothing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from app.domain.audit import Fact
from app.domain.court_calendars import CourtCalendar
from app.domain.court_days import CourtDay, CourtDayKind
from app.domain.errors import ImportRefused
from app.domain.holiday_imports import MOST_ROWS, HolidayFile, HolidayRow, Verdict, judged
from app.domain.office_calendars import OfficeCalendar
from app.domain.users import Permission
from app.interchange.holiday_files import read_holidays
from app.services.clock_reminders import MovesCalendars
from app.services.court_calendars.calendars import AddOfficeCalendar, TakeOutOfficeCalendar
from app.services.court_calendars.days import NewCourtDay, TakeOutCourtDays, enter_days
from app.services.office import Query
from app.storage.unit_of_work import Reading, UnitOfWork

_VALUES_SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class HolidayReport:
    """What a file holds and what would become, or became, of each line.

    Attributes:
        choices: columns to choose rows by, with their values; while one is open there are no rows.
        calendar: id of the calendar the days belong to; empty = one made of the file.
    """

    file: str
    sha256: str
    calendar: str
    title: str
    rows: tuple[HolidayRow, ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def with_verdict(self, verdict: Verdict) -> tuple[HolidayRow, ...]:
        """Return the rows it was said of."""
        return tuple(row for row in self.rows if row.verdict is verdict)


@dataclass(frozen=True, kw_only=True)
class _FileChoices:
    """What is said of a file besides its name.

    Attributes:
        calendar: id; empty = a new calendar of the office, made of a ``.json`` file.
        only: column and value rows must have, e.g. ``("jurisdiction", "CA")``.
        kind: of rows that name none; ``source``: of rows that name none, empty = the file's name.
    """

    path: Path
    calendar: str = ""
    only: tuple[tuple[str, str], ...] = ()
    kind: CourtDayKind = CourtDayKind.HOLIDAY
    source: str = ""


@dataclass(frozen=True, kw_only=True)
class PreviewHolidays(_FileChoices, Query[HolidayReport]):
    """What would come in from a file; nothing is written."""

    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, reading: Reading) -> HolidayReport:
        """Return every row with what would become of it.

        Raises:
            ImportRefused: the file cannot be read as a whole.
            Refused: there is no such calendar.
        """
        return _report(reading, self, read_holidays(self.path, reading.zone))


@dataclass(frozen=True, kw_only=True)
class ImportedHolidays:
    """What came in.

    Attributes:
        made: the calendar made of the file, if one was.
    """

    report: HolidayReport
    days: tuple[CourtDay, ...]
    made: OfficeCalendar | None = None


@dataclass(frozen=True, kw_only=True)
class ImportHolidays(_FileChoices, MovesCalendars[ImportedHolidays]):
    """Take in every new day of a file."""

    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> ImportedHolidays:
        """Write them; days that are there already are passed over.

        Raises:
            ImportRefused: a line is wrong, rows must be chosen first, or no day is new.
            Refused: there is no such calendar.
        """
        file = read_holidays(self.path, work.zone)
        made = None if self.calendar else _made(work, file)
        report = _report(work, self, file, made)
        _require_sound(report)
        new = tuple(
            NewCourtDay(
                on=row.on,
                name=row.name,
                kind=row.kind or self.kind,
                source=row.source or self.source or file.file,
            )
            for row in report.with_verdict(Verdict.NEW)
            if row.on is not None
        )
        if not new:
            raise ImportRefused("holidays.nothing_new", field="path", file=file.file)
        return ImportedHolidays(
            report=report, days=enter_days(work, report.calendar, new), made=made
        )

    def noted(self, done: ImportedHolidays) -> tuple[Fact, ...]:
        """Which file it was by its hash, and how many days came in."""
        return (("days", str(len(done.days))), ("sha256", done.report.sha256))

    def undo(self, done: ImportedHolidays) -> "TakeOutHolidays":
        """Take all of them out again."""
        return TakeOutHolidays(imported=done)


@dataclass(frozen=True, kw_only=True)
class TakeOutHolidays(MovesCalendars[None]):
    """Take out what was just imported, and the calendar that was made for it."""

    imported: ImportedHolidays
    needs: ClassVar[Permission] = Permission.SETTINGS_EDIT

    def run(self, work: UnitOfWork) -> None:
        """Delete them.

        Raises:
            Refused: something counts by the calendar already, or has more days by now.
            Stale: somebody changed one in the meantime.
        """
        TakeOutCourtDays(days=self.imported.days).run(work)
        if self.imported.made is not None:
            TakeOutOfficeCalendar(calendar=self.imported.made).run(work)


def _report(
    reading: Reading, said: _FileChoices, file: HolidayFile, made: OfficeCalendar | None = None
) -> HolidayReport:
    plain, entries = _calendar(reading, said.calendar or (made.code if made else ""), file)
    open_choices = _open_choices(file, said.only)
    rows = () if open_choices else file.of(said.only)
    if len(rows) > MOST_ROWS:
        raise ImportRefused("import.too_many_lines", file=file.file, limit=MOST_ROWS)
    rows = tuple(row if row.kind else replace(row, kind=said.kind) for row in rows)
    return HolidayReport(
        file=file.file,
        sha256=file.sha256,
        calendar=plain.id,
        title=file.title,
        rows=tuple(judged(rows, plain, entries)),
        choices=open_choices,
    )


def _calendar(
    reading: Reading, calendar: str, file: HolidayFile
) -> tuple[CourtCalendar, tuple[CourtDay, ...]]:
    """Return the calendar the days belong to, and what was entered in it; one to be made is bare.

    Raises:
        Refused: there is no such calendar, or none can be made of the file.
    """
    calendars = reading.court_calendars
    if calendar:
        entries = (*calendars.entered(calendar), *calendars.below(calendar))
        return calendars.plain(calendar), entries
    if file.first is None or file.last is None:
        raise ImportRefused("holidays.no_calendar", field="calendar")
    return CourtCalendar("", file.first, file.last, {}), ()


def _made(work: UnitOfWork, file: HolidayFile) -> OfficeCalendar:
    if file.first is None or file.last is None:
        raise ImportRefused("holidays.no_calendar", field="calendar")
    return AddOfficeCalendar(title=file.title, first=file.first, last=file.last).run(work)


def _open_choices(
    file: HolidayFile, only: Iterable[tuple[str, str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the columns that still have several values among the rows chosen so far."""
    chosen = HolidayFile(file=file.file, sha256=file.sha256, rows=file.of(only))
    return tuple(chosen.choices().items())


def _require_sound(report: HolidayReport) -> None:
    for column, values in report.choices:
        shown = ", ".join(values[:_VALUES_SHOWN]) + (", …" if len(values) > _VALUES_SHOWN else "")
        raise ImportRefused(
            "holidays.choose_rows", field="only", file=report.file, column=column, values=shown
        )
    wrong = report.with_verdict(Verdict.WRONG)
    for row in wrong:
        more = f"Lines that are wrong besides: {len(wrong) - 1}. " if len(wrong) > 1 else ""
        raise ImportRefused(
            "holidays.wrong_row",
            field="path",
            file=report.file,
            line=row.line,
            reason=row.reason,
            more=more,
        )
