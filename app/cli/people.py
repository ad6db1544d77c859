"""`dossier people`: whom the office knows, by name; never a way of contact."""

import click

from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.services.people import PeoplePage, PersonRow

_LINES = (
    Shown[PersonRow]("Name", "name", lambda row: row.line.name),
    Shown[PersonRow]("Role", "roles", lambda row: [role.value for role in row.line.roles]),
    Shown[PersonRow]("Agency", "agency", lambda row: row.line.agency),
    Shown[PersonRow]("Cases", "cases", lambda row: row.line.cases),
    Shown[PersonRow]("Newest case", "newest_case", lambda row: row.line.number),
)


@click.group()
def people() -> None:
    """Everybody the office knows."""


@people.command(cls=OfficeCommand)
@click.argument("words", nargs=-1)
@click.option("--limit", default=50, type=click.IntRange(1, 1000), help="How many at most.")
@click.pass_obj
def find(session: Session, words: tuple[str, ...], limit: int) -> None:
    """List people by name; WORDS narrow the list."""
    page = session.ask(PeoplePage(words=" ".join(words), size=limit))
    show_rows(page.rows, _LINES, as_json=session.as_json, empty="Nobody of that name is known.")
