"""`dossier holidays`: court calendars, the days the office adds to them, and files of holidays."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from app.cli.arguments import calendar_id
from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.papers import show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.court_days import CourtDay, CourtDayKind, CourtDayRemoval
from app.domain.errors import Missing, Refused
from app.domain.holiday_imports import HolidayRow, Verdict
from app.i18n.court_days import COURT_DAY_WORDS, VERDICT_WORDS, listed_words
from app.i18n.courthouse import courthouse
from app.services.court_calendars import (
    AddCourtDays,
    AddOfficeCalendar,
    AmendOfficeCalendar,
    CalendarDay,
    CalendarDays,
    CalendarLine,
    ChooseCourtCalendar,
    CourtCalendarList,
    HolidayReport,
    ImportHolidays,
    NewCourtDay,
    PreviewHolidays,
    PrintCourtDays,
    RemoveCourtDays,
    RemovedCourtDays,
    RemoveOfficeCalendar,
    SaveCalendar,
)
from app.services.documents import require_free, save_paper
from app.services.office import Office

_SHOWN_ROWS = 40
"""Lines listed for people; JSON has all of them."""
_LONGEST_CLOSING = 366
_KIND = click.Choice([each.value for each in CourtDayKind])
_FILE = click.Path(path_type=Path)


def _kind_words(day: CalendarDay) -> str:
    if day.entry is not None:
        return COURT_DAY_WORDS[day.entry.kind]
    return listed_words(day.holiday) if day.holiday is not None else ""


_DAYS = (
    Shown[CalendarDay]("Day", "on", lambda day: day.on),
    Shown[CalendarDay]("Weekday", "weekday", lambda day: f"{day.on:%a}"),
    Shown[CalendarDay]("Name", "name", lambda day: day.name),
    Shown[CalendarDay]("Kind", "kind", _kind_words),
    Shown[CalendarDay]("Source", "source", lambda day: day.source),
    Shown[CalendarDay]("By", "entered_by", lambda day: day.entry.entered_by if day.entry else ""),
    Shown[CalendarDay]("Confirm", "to_confirm", lambda day: day.is_doubtful or None),
)
_CALENDARS = (
    Shown[CalendarLine]("Calendar", "id", lambda line: line.id),
    Shown[CalendarLine]("Title", "title", lambda line: line.title),
    Shown[CalendarLine]("Based on", "based_on", lambda line: line.based_on),
    Shown[CalendarLine]("First", "first", lambda line: line.first),
    Shown[CalendarLine]("Last", "last", lambda line: line.last),
    Shown[CalendarLine]("Own days", "entered", lambda line: line.entered),
    Shown[CalendarLine]("Edition", "edition", lambda line: line.edition),
    Shown[CalendarLine]("In use", "is_chosen", lambda line: line.is_chosen),
)
_REMOVED = (
    Shown[CourtDayRemoval]("Day", "on", lambda each: each.on),
    Shown[CourtDayRemoval]("Name", "name", lambda each: each.name),
    Shown[CourtDayRemoval]("Kind", "kind", lambda each: COURT_DAY_WORDS[each.kind]),
    Shown[CourtDayRemoval]("Removed by", "removed_by", lambda each: each.removed_by),
    Shown[CourtDayRemoval]("At", "removed_at", lambda each: each.removed_at),
    Shown[CourtDayRemoval]("Reason", "reason", lambda each: each.reason),
)
_ENTERED = (
    Shown[CourtDay]("Day", "on", lambda day: day.on),
    Shown[CourtDay]("Name", "name", lambda day: day.name),
    Shown[CourtDay]("Kind", "kind", lambda day: COURT_DAY_WORDS[day.kind]),
    Shown[CourtDay]("Source", "source", lambda day: day.source),
)
_ROWS = (
    Shown[HolidayRow]("Line", "line", lambda row: row.line),
    Shown[HolidayRow]("Day", "on", lambda row: row.on),
    Shown[HolidayRow]("Name", "name", lambda row: row.name),
    Shown[HolidayRow]("Kind", "kind", lambda row: row.kind),
    Shown[HolidayRow]("What becomes of it", "verdict", lambda row: row.verdict),
    Shown[HolidayRow]("Why", "reason", lambda row: row.reason),
)


@click.group()
def holidays() -> None:
    """Court calendars: holidays, closings, and calendars of the office's own."""


@holidays.command("calendars", cls=OfficeCommand)
@click.pass_obj
def list_calendars(session: Session) -> None:
    """List the calendars, and which one the office counts by."""
    lines = session.ask(CourtCalendarList())
    show_rows(lines, _CALENDARS, as_json=session.as_json, empty="")


@holidays.command("list", cls=OfficeCommand)
@click.argument("calendar", required=False, help="Court calendar, e.g. US-FED; else the office's.")
@click.option("--year", type=click.IntRange(1900, 2200), help="Without it, the present year.")
@click.option("--from", "first", type=Day(), help="First day, instead of a year.")
@click.option("--to", "last", type=Day(), help="Last day.")
@click.pass_obj
def list_days(
    session: Session,
    calendar: str | None,
    year: int | None,
    first: date | None,
    last: date | None,
) -> None:
    """List the days of a CALENDAR, or of the one the office counts by."""
    with session.office() as office:
        line = _calendar(office, calendar)
        first = first or date(year or courthouse.today().year, 1, 1)
        last = last or first.replace(month=12, day=31)
        days = office.ask(CalendarDays(calendar=line.id, first=first, last=last))
    empty = f"{line.title}: no holiday in these days."
    show_rows(days, _DAYS, as_json=session.as_json, empty=empty)
    if not session.as_json and not line.first <= first <= last <= line.last:
        click.echo(printable(f"{line.title} is known from {line.first} to {line.last} only."))


@holidays.command("removed", cls=OfficeCommand)
@click.argument("calendar", required=False, help="Court calendar, e.g. US-FED; else the office's.")
@click.pass_obj
def list_removed(session: Session, calendar: str | None) -> None:
    """List the days that were taken out of a CALENDAR, and why."""
    with session.office() as office:
        gone = office.ask(RemovedCourtDays(calendar=_calendar(office, calendar).id))
    show_rows(gone, _REMOVED, as_json=session.as_json, empty="No day was taken out.")


@holidays.command("add", cls=OfficeCommand)
@calendar_id
@click.argument("day", type=Day(), help="The day, or the first of several.")
@click.argument("name", help="What the day is called.")
@click.option("--source", required=True, help="Order, statute or notice that says so.")
@click.option(
    "--kind",
    type=_KIND,
    default=CourtDayKind.HOLIDAY.value,
    show_default=True,
    help="What the day is to counts.",
)
@click.option("--to", "last", type=Day(), help="Last day, where several in a row are meant.")
@click.pass_obj
def add_days(
    session: Session,
    /,
    calendar: str,
    day: date,
    last: date | None,
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Enter a DAY in a CALENDAR under a NAME; --kind open strikes a holiday out."""
    said["kind"] = CourtDayKind(said["kind"])
    days = tuple(NewCourtDay(on=on, **said) for on in _span(day, last or day))
    done = session.do(AddCourtDays(calendar=calendar, days=days))
    show_rows(done, _ENTERED, as_json=session.as_json, empty="")


@holidays.command("remove", cls=OfficeCommand)
@calendar_id
@click.argument("day", type=Day(), help="The day.")
@click.option("--reason", required=True, help="Why; it stays on file.")
@click.pass_obj
def remove_day(session: Session, calendar: str, day: date, reason: str) -> None:
    """Take a DAY the office entered out of a CALENDAR."""
    with session.office() as office:
        found = office.ask(CalendarDays(calendar=calendar, first=day, last=day))
        entries = tuple(each.entry for each in found if each.entry and not each.is_below)
        if not entries:
            raise Missing("court_day.not_entered", day=day)
        session.do(RemoveCourtDays(days=entries, reason=reason))
    _say(session, {"removed": day.isoformat()}, f"{day} is out of {calendar}.")


@holidays.command("choose", cls=OfficeCommand)
@calendar_id
@click.pass_obj
def choose(session: Session, calendar: str) -> None:
    """Count the office's dates by this CALENDAR."""
    chosen = session.do(ChooseCourtCalendar(calendar=calendar)).after.court_calendar
    _say(session, {"calendar": chosen}, f"The office counts by {chosen}.")


@holidays.command("make", cls=OfficeCommand)
@click.argument("title", help="What the calendar is called.")
@click.option("--code", default="", help="Its id; OFFICE- is put before it.")
@click.option("--based-on", default="", help="Calendar of the program whose holidays it has, too.")
@click.option("--first", type=Day(), help="First day it answers for.")
@click.option("--last", type=Day(), help="Last day it answers for.")
@click.option("--note", default="", help="Anything else.")
@click.pass_obj
def make_calendar(session: Session, /, **said: Any) -> None:  # noqa: ANN401  the options above
    """Make a calendar of the office's own, called TITLE."""
    made = session.do(AddOfficeCalendar(**said))
    _say(session, {"id": made.code, "title": made.title}, f"{made.title} is calendar {made.code}.")


@holidays.command("extend", cls=OfficeCommand)
@calendar_id
@click.option("--first", type=Day(), help="First day it answers for.")
@click.option("--last", type=Day(), help="Last day it answers for.")
@click.pass_obj
def extend_calendar(session: Session, calendar: str, first: date | None, last: date | None) -> None:
    """Let a CALENDAR of the office's own answer for other days."""
    with session.office() as office:
        own = _calendar(office, calendar).own
        if own is None:
            raise Missing("office_calendar.not_own", id=calendar)
        changed = replace(own, first=first or own.first, last=last or own.last)
        after = office.do(AmendOfficeCalendar(calendar=changed)).value.after
    said = {"id": after.code, "first": after.first.isoformat(), "last": after.last.isoformat()}
    _say(session, said, f"{after.code} answers from {after.first} to {after.last}.")


@holidays.command("drop", cls=OfficeCommand)
@calendar_id
@click.pass_obj
def drop_calendar(session: Session, calendar: str) -> None:
    """Remove a CALENDAR of the office's own that nothing counts by, with its days."""
    with session.office() as office:
        own = _calendar(office, calendar).own
        if own is None:
            raise Missing("office_calendar.not_own", id=calendar)
        gone = office.do(RemoveOfficeCalendar(calendar=own)).value
    _say(session, {"removed": own.code, "days": len(gone.days)}, f"{own.title} is removed.")


@holidays.command("print", cls=OfficeCommand)
@click.argument("calendar", required=False, help="Court calendar, e.g. US-FED; else the office's.")
@click.option("--year", type=click.IntRange(1900, 2200), help="Without it, the present year.")
@to_file
@click.pass_obj
def print_days(
    session: Session, calendar: str | None, year: int | None, to: Path, *, force: bool
) -> None:
    """Print the days of a CALENDAR in one year."""
    require_free(to, overwrite=force)
    with session.office() as office:
        line = _calendar(office, calendar)
        year = year or courthouse.today().year
        paper = office.ask(PrintCourtDays(calendar=line.id, year=year))
    save_paper(paper.pdf, to, overwrite=force)
    show_written(session, to, paper.pages)


@holidays.command("export", cls=OfficeCommand)
@calendar_id
@click.option("--out", required=True, type=_FILE, help="File to write (.json).")
@click.pass_obj
def export_calendar(session: Session, calendar: str, out: Path) -> None:
    """Write a CALENDAR into a file: for another office, or as a pattern for your own.

    One that comes with the program and has no entries of yours is written with its rules.
    """
    saved = session.ask(SaveCalendar(calendar=calendar, to=out))
    said = {"path": str(saved.path), "holidays": saved.holidays, "has_rules": saved.has_rules}
    kind = "rules" if saved.has_rules else "days"
    _say(session, said, f"{saved.holidays} {kind} saved as {saved.path}.")


@holidays.command("import", cls=OfficeCommand)
@click.argument("file", type=_FILE, help="The file of holidays.")
@click.option("--calendar", default="", help="Without it, a .json file becomes a calendar.")
@click.option("--only", multiple=True, help="Rows with a value, as jurisdiction=CA; repeat it.")
@click.option(
    "--kind",
    type=_KIND,
    default=CourtDayKind.HOLIDAY.value,
    show_default=True,
    help="What the days are to counts, unless the file says it.",
)
@click.option("--source", default="", help="Of rows that name none; without it the file's name.")
@click.option("--dry-run", is_flag=True, help="Only say what would become of each line.")
@click.pass_obj
def import_days(
    session: Session,
    /,
    file: Path,
    *,
    dry_run: bool,
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Take in a FILE of holidays: .csv (date,name,kind,source), .ics or .json.

    All new days or nothing. A wrong line refuses the file; days that are there already are passed
    over.
    """
    said["only"] = tuple(map(_pair, said["only"]))
    said["kind"] = CourtDayKind(said["kind"])
    with session.office() as office:
        if dry_run:
            report = office.ask(PreviewHolidays(path=file, **said))
        else:
            report = session.do(ImportHolidays(path=file, **said)).report
    _show_report(report, as_json=session.as_json, dry_run=dry_run)


def _pair(text: str) -> tuple[str, str]:
    column, separator, value = text.partition("=")
    if not separator:
        raise click.UsageError("--only is written column=value, as in jurisdiction=CA.")
    return column.strip().casefold(), value.strip()


def _show_report(report: HolidayReport, *, as_json: bool, dry_run: bool) -> None:
    counts = {each.value: len(report.with_verdict(each)) for each in Verdict}
    if as_json:
        rows = [{column.key: column.value(row) for column in _ROWS} for row in report.rows]
        show_json(
            {
                "file": report.file,
                "sha256": report.sha256,
                "calendar": report.calendar,
                "counts": counts,
                "choices": dict(report.choices),
                "rows": rows,
                "dry_run": dry_run,
            }
        )
        return
    show_facts((("File", report.file), ("Calendar", report.calendar or report.title)))
    for column, values in report.choices:
        click.echo(printable(f"Choose with --only {column}=…: {', '.join(values)}"))
    for each in Verdict:
        if counts[each.value]:
            click.echo(f"{VERDICT_WORDS[each]}: {counts[each.value]}")
    show_rows(report.rows[:_SHOWN_ROWS], _ROWS, as_json=False, empty="No day to show.")
    if len(report.rows) > _SHOWN_ROWS:
        click.echo(f"  and {len(report.rows) - _SHOWN_ROWS} more; --json lists all of them.")
    if dry_run:
        click.echo("Nothing was taken in (dry run).")


def _calendar(office: Office, calendar: str | None) -> CalendarLine:
    lines = office.ask(CourtCalendarList())
    for line in lines:
        if line.id == calendar or (calendar is None and line.is_chosen):
            return line
    known = ", ".join(line.id for line in lines)
    raise Missing("calendar.unknown", field="calendar", known=known)


def _span(first: date, last: date) -> list[date]:
    if not 0 <= (last - first).days < _LONGEST_CLOSING:
        raise Refused("calendar.span", field="to", longest=_LONGEST_CLOSING)
    return [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]


def _say(session: Session, said: dict[str, Any], words: str) -> None:
    if session.as_json:
        show_json(said)
    else:
        click.echo(printable(words))
