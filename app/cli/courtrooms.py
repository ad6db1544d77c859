"""`dossier courtrooms`: the rooms cases are heard in, and what each takes a day."""

from uuid import UUID

import click

from app.cli.output import Shown, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.hearings import Courtroom, CourtroomId
from app.services.courtrooms import LARGEST_CAPACITY, AddCourtroom, Courtrooms, RetireCourtroom

_LINES = (
    Shown[Courtroom]("Court", "court", lambda room: room.court),
    Shown[Courtroom]("Room", "room", lambda room: room.room),
    Shown[Courtroom]("Judge", "judge", lambda room: room.judge),
    Shown[Courtroom]("Hearings a day", "capacity", lambda room: room.capacity or None),
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
@click.argument("court")
@click.argument("room")
@click.option("--judge", default="")
@click.option(
    "--capacity",
    type=click.IntRange(0, LARGEST_CAPACITY),
    default=0,
    help="Hearings it takes on a day; 0 = nobody set a limit.",
)
@click.option("--note", default="")
@click.pass_obj
def add(session: Session, court: str, room: str, *, judge: str, capacity: int, note: str) -> None:
    """Take ROOM of COURT into the list."""
    added = session.do(
        AddCourtroom(court=court, room=room, judge=judge, capacity=capacity, note=note)
    )
    if session.as_json:
        show_json({"id": added.id})
    else:
        click.echo(f"Added {added.id}.")


@courtrooms.command(cls=OfficeCommand)
@click.argument("courtroom", metavar="ID", type=click.UUID)
@click.pass_obj
def retire(session: Session, courtroom: UUID) -> None:
    """Offer a room no longer; hearings that name it stay."""
    session.do(RetireCourtroom(courtroom=CourtroomId(courtroom)))
    if session.as_json:
        show_json({"id": courtroom})
    else:
        click.echo("Retired.")
