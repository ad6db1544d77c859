"""`dossier hearings list` and `docket`: the hearings of a case, and those of a day."""

from datetime import date

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.docket import DocketLine
from app.domain.hearings import HearingLine
from app.services.cases import CaseByNumber
from app.services.deadlines import CaseDates
from app.services.hearings import Docket

_LINES = (
    Shown[HearingLine]("Day", "on", lambda line: line.hearing.on),
    Shown[HearingLine]("At", "clock", lambda line: f"{line.hearing.local:%H:%M}"),
    Shown[HearingLine]("Hearing", "what", lambda line: line.what),
    Shown[HearingLine]("Court", "court", lambda line: line.hearing.court),
    Shown[HearingLine]("Room", "courtroom", lambda line: line.hearing.courtroom),
    Shown[HearingLine]("Judge", "judge", lambda line: line.hearing.judge),
    Shown[HearingLine]("Covered by", "attorney", lambda line: line.attorney),
    Shown[HearingLine]("Status", "status", lambda line: line.hearing.status.value),
    Shown[HearingLine]("Result", "result", lambda line: line.result),
    Shown[HearingLine]("ID", "id", lambda line: line.hearing.id),
)
_DOCKET = (
    Shown[DocketLine]("At", "clock", lambda line: f"{line.hearing.local:%H:%M}"),
    Shown[DocketLine]("Case", "number", lambda line: line.number),
    Shown[DocketLine]("Title", "title", lambda line: line.title),
    Shown[DocketLine]("Hearing", "what", lambda line: line.what),
    Shown[DocketLine]("Room", "courtroom", lambda line: line.hearing.courtroom),
    Shown[DocketLine]("Judge", "judge", lambda line: line.hearing.judge),
    Shown[DocketLine]("Setting", "setting", lambda line: line.setting),
    Shown[DocketLine]("Status", "status", lambda line: line.hearing.status.value),
    Shown[DocketLine]("Result", "result", lambda line: line.result),
    Shown[DocketLine]("Next", "next_on", lambda line: line.next_on),
    Shown[DocketLine]("ID", "id", lambda line: line.id),
)


@click.command("list", cls=OfficeCommand)
@case_number
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the hearings of the case NUMBER, the earliest first."""
    with session.office() as office:
        dates = office.ask(CaseDates(office.ask(CaseByNumber(number)).id))
    show_rows(dates.hearings, _LINES, as_json=session.as_json, empty="No hearing in this case yet.")


@click.command(cls=OfficeCommand)
@click.option("--on", type=Day(), help="The day; today unless given.")
@click.option("--mine", is_flag=True, help="Only what you cover or in your cases.")
@click.pass_obj
def docket(session: Session, on: date | None, *, mine: bool) -> None:
    """List a day's hearings in the order they are called."""
    day = session.ask(Docket(on=on, mine=mine))
    show_rows(day.lines, _DOCKET, as_json=session.as_json, empty="No hearing that day.")


COMMANDS = (list_, docket)
