"""`dossier walls`: who may know of a case; `dossier cases show NUMBER --open REASON` opens one."""

import click

from app.cli.arguments import case_number, case_number_or_all
from app.cli.logins import users_of
from app.cli.output import Shown, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.walls import Wall, WallKind
from app.services.cases import CaseByNumber
from app.services.office import Office
from app.services.walls import (
    AmendWall,
    CaseWalls,
    LiftWall,
    RegainLost,
    SetWall,
    WalledCase,
    WalledCases,
    WallTerms,
    WallView,
)

_KINDS = click.Choice([kind.value for kind in WallKind])
_CASES = (
    Shown[WalledCase]("Number", "number", lambda case: case.number),
    Shown[WalledCase]("Title", "title", lambda case: case.title),
    Shown[WalledCase]("Walls", "walls", lambda case: [kind.value for kind in case.kinds]),
    Shown[WalledCase]("Since", "since", lambda case: case.since),
)
_WALLS = (
    Shown[WallView]("Wall", "kind", lambda view: view.wall.kind.value),
    Shown[WallView]("Admitted", "admitted", lambda view: list(view.inside)),
    Shown[WallView]("Screened out", "screened", lambda view: list(view.outside)),
    Shown[WallView]("May be opened", "may_be_opened", lambda view: view.wall.may_be_opened),
    Shown[WallView]("Reason", "reason", lambda view: view.wall.reason),
    Shown[WallView]("Set by", "set_by", lambda view: view.set_by),
    Shown[WallView]("Since", "since", lambda view: view.wall.set_at),
)


@click.group()
def walls() -> None:
    """Who may know of a case: conflict, sealed and juvenile walls."""


@walls.command("list", cls=OfficeCommand)
@case_number_or_all
@click.pass_obj
def list_(session: Session, number: str | None) -> None:
    """List the cases behind walls that are open to you, or the walls of one."""
    with session.office() as office:
        if number is None:
            cases = office.ask(WalledCases())
            show_rows(cases, _CASES, as_json=session.as_json, empty="No case is behind walls.")
            return
        found = office.ask(CaseWalls(_case(office, number))).walls
    show_rows(found, _WALLS, as_json=session.as_json, empty="The case is open to the office.")


@walls.command("set", cls=OfficeCommand)
@case_number
@click.argument("kind", type=_KINDS, help="Why it is closed.")
@click.option("--admit", multiple=True, metavar="LOGIN", help="Admit only these.")
@click.option("--screen", multiple=True, metavar="LOGIN", help="Admit everybody but these.")
@click.option("--reason", required=True, help="Why; it stays on file.")
@click.option("--may-be-opened", is_flag=True, help="For a reason, which the log keeps.")
@click.option("--step-outside", is_flag=True, help="You know that you are not admitted.")
@click.pass_obj
def set_(
    session: Session,
    number: str,
    kind: str,
    *,
    admit: tuple[str, ...],
    screen: tuple[str, ...],
    reason: str,
    may_be_opened: bool,
    step_outside: bool,
) -> None:
    """Close the case with NUMBER to all but some; KIND says why.

    Whoever joins the office later is not admitted of itself. A wall of the kind that is there
    already is changed.
    """
    with session.office() as office:
        case = _case(office, number)
        terms = WallTerms(
            reason=reason,
            admitted=users_of(office, admit),
            screened=users_of(office, screen),
            may_be_opened=may_be_opened,
            steps_outside=step_outside,
        )
        before = _of_kind(office, case, WallKind(kind))
        if before is None:
            wall = office.do(SetWall(case=case, kind=WallKind(kind), terms=terms)).value
        else:
            amended = AmendWall(wall=before.id, expects=before.version, terms=terms)
            wall = office.do(amended).value.after
    _tell(session, wall, "Restricted.")


@walls.command(cls=OfficeCommand)
@case_number
@click.argument("kind", type=_KINDS, help="Which wall.")
@click.option("--reason", required=True, help="Why; it stays on file.")
@click.pass_obj
def lift(session: Session, number: str, kind: str, reason: str) -> None:
    """Take the wall of a KIND around the case with NUMBER down."""
    with session.office() as office:
        wall = _of_kind(office, _case(office, number), WallKind(kind))
        if wall is None:
            raise Refused("wall.lifted")
        lifting = LiftWall(wall=wall.id, expects=wall.version, reason=reason)
        lifted = office.do(lifting).value.after
    _tell(session, lifted, "Lifted.")


@walls.command(cls=OfficeCommand)
@click.option("--reason", required=True, help="Why; it stays on file.")
@click.pass_obj
def regain(session: Session, reason: str) -> None:
    """Admit yourself, an administrator, to matter nobody who can work is left for."""
    given = session.do(RegainLost(reason=reason))
    if session.as_json:
        show_json({"cases": given.cases, "people": given.people})
    else:
        click.echo(f"Regained: {given.cases} cases, {given.people} people.")


def _case(office: Office, number: str) -> CaseId:
    return office.ask(CaseByNumber(number)).id


def _of_kind(office: Office, case: CaseId, kind: WallKind) -> Wall | None:
    standing = (view.wall for view in office.ask(CaseWalls(case)).walls)
    return next((wall for wall in standing if wall.kind is kind), None)


def _tell(session: Session, wall: Wall, words: str) -> None:
    if session.as_json:
        show_json({"id": wall.id, "kind": wall.kind, "stands": wall.stands})
    else:
        click.echo(words)
