"""`dossier witnesses`: the witnesses of a case in the order of calling, with their subpoenas."""

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.services.cases import CaseByNumber
from app.services.witnesses import CaseWitnesses, WitnessView

_LINES = (
    Shown[WitnessView](
        "No.", "position", lambda view: view.witness.position if view.witness else 0
    ),
    Shown[WitnessView]("Witness", "name", lambda view: view.name),
    Shown[WitnessView]("Role", "role", lambda view: view.party.role.value),
    Shown[WitnessView](
        "Subpoena",
        "subpoena",
        lambda view: view.latest.subpoena.status.value if view.latest else None,
    ),
    Shown[WitnessView](
        "Hearing", "hearing_on", lambda view: view.latest.hearing.on if view.latest else None
    ),
    Shown[WitnessView](
        "Moved", "hearing_fell_away", lambda view: view.latest.is_moot if view.latest else False
    ),
    Shown[WitnessView](
        "Cannot come", "unavailable", lambda view: view.witness.unavailable if view.witness else ""
    ),
)


@click.group()
def witnesses() -> None:
    """Witnesses and their subpoenas."""


@witnesses.command("list", cls=OfficeCommand)
@case_number
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the witnesses of the case with NUMBER."""
    with session.office() as office:
        views = office.ask(CaseWitnesses(office.ask(CaseByNumber(number)).id)).witnesses
    show_rows(views, _LINES, as_json=session.as_json, empty="No witness is named in this case.")
