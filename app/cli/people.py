"""`dossier people`: whom the office knows, by name; never a way of contact."""

import click

from app.cli.logins import users_of
from app.cli.output import Shown, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.errors import Refused
from app.domain.persons import PersonId
from app.services.office import Office
from app.services.people import PeoplePage, PersonRow
from app.services.walls import (
    AmendProtection,
    LiftProtection,
    ProtectionOf,
    ProtectPerson,
)

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
@click.argument("words", nargs=-1, help="Parts of the name.")
@click.option("--limit", default=50, type=click.IntRange(1, 1000), help="How many at most.")
@click.pass_obj
def find(session: Session, words: tuple[str, ...], limit: int) -> None:
    """List people by name; WORDS narrow the list."""
    page = session.ask(PeoplePage(words=" ".join(words), size=limit))
    show_rows(page.rows, _LINES, as_json=session.as_json, empty="Nobody of that name is known.")


@people.command(cls=OfficeCommand)
@click.argument(
    "words", nargs=-1, required=True, help="Parts of the name that one person alone has."
)
@click.option("--admit", multiple=True, required=True, metavar="LOGIN", help="Who may know.")
@click.option("--reason", required=True, help="Why; it stays on file.")
@click.option("--step-outside", is_flag=True, help="You know that you are not admitted.")
@click.pass_obj
def protect(
    session: Session,
    words: tuple[str, ...],
    *,
    admit: tuple[str, ...],
    reason: str,
    step_outside: bool,
) -> None:
    """Let the one person WORDS find exist for some of the office only.

    Notes and other free text are not looked into. A protection that is there already is changed.
    """
    with session.office() as office:
        person, admitted = _one(office, words), users_of(office, admit)
        before = office.ask(ProtectionOf(person))
        if before is None:
            office.do(
                ProtectPerson(
                    person=person, admitted=admitted, reason=reason, steps_outside=step_outside
                )
            )
        else:
            office.do(
                AmendProtection(
                    wall=before.wall.id,
                    expects=before.wall.version,
                    admitted=admitted,
                    reason=reason,
                    steps_outside=step_outside,
                )
            )
    _tell(session, person, is_protected=True)


@people.command(cls=OfficeCommand)
@click.argument(
    "words", nargs=-1, required=True, help="Parts of the name that one person alone has."
)
@click.option("--reason", required=True, help="Why; it stays on file.")
@click.pass_obj
def unprotect(session: Session, words: tuple[str, ...], reason: str) -> None:
    """Let the one person WORDS find exist for the whole office again."""
    with session.office() as office:
        person = _one(office, words)
        view = office.ask(ProtectionOf(person))
        if view is None:
            raise Refused("wall.lifted")
        wall = view.wall
        office.do(LiftProtection(wall=wall.id, expects=wall.version, reason=reason))
    _tell(session, person, is_protected=False)


def _one(office: Office, words: tuple[str, ...]) -> PersonId:
    """Return the person the words find.

    Raises:
        Refused: they find nobody, or several.
    """
    found = office.ask(PeoplePage(words=" ".join(words), size=50)).rows
    if len(found) != 1:
        raise Refused("people.not_one", n=len(found))
    return found[0].id


def _tell(session: Session, person: PersonId, *, is_protected: bool) -> None:
    if session.as_json:
        show_json({"id": person, "protected": is_protected})
    else:
        click.echo("Protected." if is_protected else "Known to the office again.")
