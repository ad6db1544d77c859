"""`dossier courtrooms`: the rooms cases are heard in, and what each takes a day."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import click

from app.cli.output import Shown, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.errors import Missing
from app.domain.hearings import Courtroom, CourtroomId
from app.services.courtrooms import (
    LARGEST_CAPACITY,
    AddCourtroom,
    AmendCourtroom,
    Courtrooms,
    RetireCourtroom,
)

_LINES = (
    Shown[Courtroom]("Court", "court", lambda room: room.court),
    Shown[Courtroom]("Room", "room", lambda room: room.room),
    Shown[Courtroom]("Judge", "judge", lambda room: room.judge),
    Shown[Courtroom]("Hearings a day", "capacity", lambda room: room.capacity or None),
    Shown[Courtroom]("Calendar", "calendar", lambda room: room.calendar),
    Shown[Courtroom]("Offered", "is_active", lambda room: room.is_active),
    Shown[Courtroom]("ID", "id", lambda room: room.id),
)


@click.group()
def courtrooms() -> None:
    """The rooms cases are heard in."""


@courtrooms.command("list", cls=OfficeCommand)
@click.pass_obj
def list_(session: Session) -> None:
    """List the rooms, retired ones last."""
    rooms = session.ask(Courtrooms())
    show_rows(rooms, _LINES, as_json=session.as_json, empty="No courtroom yet.")


@courtrooms.command(cls=OfficeCommand)
@click.argument("court", help="Name of the court, as cases and hearings have it.")
@click.argument("room", help="Name of the room.")
@click.option("--judge", default="", help="Who sits there.")
@click.option(
    "--capacity",
    type=click.IntRange(0, LARGEST_CAPACITY),
    default=0,
    help="Hearings it takes on a day; 0 = nobody set a limit.",
)
@click.option(
    "--calendar",
    default="",
    help="Court calendar its cases are counted by; empty = the office's.",
)
@click.option("--note", default="", help="What else is to be known of it.")
@click.pass_obj
def add(session: Session, /, **said: Any) -> None:  # noqa: ANN401  the command's own fields
    """Take ROOM of COURT into the list."""
    added = session.do(AddCourtroom(**said))
    if session.as_json:
        show_json({"id": added.id})
    else:
        click.echo(f"Added {added.id}.")


@courtrooms.command(cls=OfficeCommand)
@click.argument("courtroom", metavar="ID", type=click.UUID, help="ID of the room.")
@click.argument("calendar", help="Court calendar, e.g. CA-courts; - for the office's.")
@click.pass_obj
def calendar(session: Session, courtroom: UUID, calendar: str) -> None:
    """Count the cases of a room by the court calendar CALENDAR; - for the one of the office."""
    kept = "" if calendar == "-" else calendar
    with session.office() as office:
        room = next((each for each in office.ask(Courtrooms()) if each.id == courtroom), None)
        if room is None:
            raise Missing("record.missing", kind="courtrooms")
        office.do(AmendCourtroom(courtroom=replace(room, calendar=kept)))
    if session.as_json:
        show_json({"id": courtroom, "calendar": kept})
    else:
        click.echo(f"Counted by {kept}." if kept else "Counted by the calendar of the office.")


@courtrooms.command(cls=OfficeCommand)
@click.argument("courtroom", metavar="ID", type=click.UUID, help="ID of the room.")
@click.pass_obj
def retire(session: Session, courtroom: UUID) -> None:
    """Offer a room no longer; hearings that name it stay."""
    session.do(RetireCourtroom(courtroom=CourtroomId(courtroom)))
    if session.as_json:
        show_json({"id": courtroom})
    else:
        click.echo("Retired.")
