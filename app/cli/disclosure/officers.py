"""`dossier disclosure officers`: the register of what speaks against officers."""

from datetime import date
from typing import Any

import click

from app.cli.disclosure.telling import tell
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day
from app.domain.disclosure.favorable import OfficerStepKind
from app.i18n.disclosure import OFFICER_STEP_WORDS
from app.services.disclosure.register import (
    ListOfficer,
    OfficerLine,
    OfficerRegister,
    RecordOfficerStep,
)

_OFFICERS = (
    Shown[OfficerLine]("Name", "name", lambda line: line.entry.officer.name),
    Shown[OfficerLine]("Agency", "agency", lambda line: line.entry.officer.agency),
    Shown[OfficerLine]("Badge", "badge", lambda line: line.entry.officer.badge),
    Shown[OfficerLine]("Listed", "listed", lambda line: line.entry.is_listed),
    Shown[OfficerLine]("Matter", "matter", lambda line: line.entry.officer.matter),
    Shown[OfficerLine](
        "Last step", "last_step", lambda line: OFFICER_STEP_WORDS[line.entry.steps[-1].kind]
    ),
    Shown[OfficerLine]("Cases", "cases", lambda line: line.cases),
    Shown[OfficerLine]("ID", "id", lambda line: line.id),
)


@click.group()
def officers() -> None:
    """The register of officers whose credibility must be told of."""


@officers.command("list", cls=OfficeCommand)
@click.pass_obj
def list_officers(session: Session) -> None:
    """List the register with the open cases each officer testifies in."""
    lines = session.ask(OfficerRegister())
    show_rows(lines, _OFFICERS, as_json=session.as_json, empty="Nobody is listed.")


@officers.command("add", cls=OfficeCommand)
@click.argument("name", help="Name of the officer.")
@click.option("--matter", required=True, help="What is known.")
@click.option("--why", required=True, help="The decision to list.")
@click.option("--agency", default="", help="Agency of the officer.")
@click.option("--badge", default="", help="Badge number.")
@click.option("--on", type=Day(PAST), help="Since when; without it today.")
@click.pass_obj
def add_officer(
    session: Session,
    /,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Enter NAME into the register."""
    entry = session.do(ListOfficer(**facts))
    tell(session, {"id": entry.id}, f"Listed {entry.id}.")


@officers.command(cls=OfficeCommand)
@click.argument("officer", metavar="ID", type=click.UUID, help="ID of the entry.")
@click.argument(
    "kind", type=click.Choice([each.value for each in OfficerStepKind][1:]), help="What was done."
)
@click.argument("text", help="What is to be said of it.")
@click.option("--on", type=Day(PAST), help="The day; without it today.")
@click.pass_obj
def step(
    session: Session,
    /,
    officer: Any,  # noqa: ANN401  click's UUID
    kind: str,
    text: str,
    on: date | None,
) -> None:
    """Write down what became of an entry: reviewed, notice, removed, restored or remark."""
    done = session.do(
        RecordOfficerStep(officer=officer, kind=OfficerStepKind(kind), text=text, on=on)
    )
    tell(session, {"seq": done.seq}, f"Step {done.seq} is written.")


COMMANDS = (officers,)
