"""`dossier calendar`: what lies on the office's days."""

from datetime import date

import click

from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.calendar import CalendarEntry, EntryFilter
from app.services.calendar import CalendarRange


def _clock(entry: CalendarEntry) -> str | None:
    return f"{entry.clock:%H:%M}" if entry.clock else None


_COLUMNS = (
    Shown[CalendarEntry]("Day", "on", lambda entry: entry.on),
    Shown[CalendarEntry]("Time", "clock", _clock),
    Shown[CalendarEntry]("Kind", "kind", lambda entry: entry.kind.value),
    Shown[CalendarEntry]("What", "what", lambda entry: entry.what),
    Shown[CalendarEntry]("Case", "number", lambda entry: entry.number),
    Shown[CalendarEntry]("Title", "title", lambda entry: entry.title),
    Shown[CalendarEntry]("Place", "place", lambda entry: entry.place),
    Shown[CalendarEntry]("Done", "is_done", lambda entry: entry.is_done),
)


@click.group()
def calendar() -> None:
    """The office's days."""


@calendar.command("list", cls=OfficeCommand)
@click.option("--from", "first", type=Day(), help="First day; today unless given.")
@click.option("--to", "last", type=Day(), help="Last day; four weeks on unless given.")
@click.option("--mine", is_flag=True, help="Only what is given to you or in your cases.")
@click.pass_obj
def list_(session: Session, first: date | None, last: date | None, *, mine: bool) -> None:
    """List hearings, deadlines, contacts, tasks and evidence due back, day by day."""
    span = session.ask(CalendarRange(first=first, last=last, which=EntryFilter(mine=mine)))
    show_rows(span.entries, _COLUMNS, as_json=session.as_json, empty="Nothing on these days.")
