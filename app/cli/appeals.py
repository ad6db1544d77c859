"""`dossier appeals`: appeals of a case; while one is open, its evidence is kept."""

from dataclasses import replace
from datetime import date
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day
from app.cli.typed_words import Coded
from app.domain.appeals import AppealKind
from app.domain.cases import CaseId
from app.domain.errors import Missing
from app.services.cases import CaseByNumber
from app.services.charges import AmendAppeal, AppealView, CaseAppeals, CaseCharges, FileAppeal
from app.services.office import Office

_LINES = (
    Shown[AppealView]("Defendant", "defendant", lambda each: each.defendant),
    Shown[AppealView]("Kind", "kind", lambda each: each.kind),
    Shown[AppealView]("Filed", "filed_on", lambda each: each.record.filed_on),
    Shown[AppealView]("Court", "court", lambda each: each.record.court),
    Shown[AppealView]("Number", "number", lambda each: each.record.number),
    Shown[AppealView]("Outcome", "outcome", lambda each: each.outcome),
    Shown[AppealView]("Decided", "decided_on", lambda each: each.record.decided_on),
    Shown[AppealView]("Mandate", "mandate_on", lambda each: each.record.mandate_on),
)


@click.group()
def appeals() -> None:
    """Appeals of a case."""


@appeals.command("list", cls=OfficeCommand)
@case_number
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the appeals of the case with NUMBER."""
    with session.office() as office:
        _show(office, office.ask(CaseByNumber(number)).id, as_json=session.as_json)


@appeals.command(cls=OfficeCommand)
@case_number
@click.option("--defendant", required=True, help="Words of the defendant's name.")
@click.option(
    "--kind",
    type=Coded(AppealKind),
    default=AppealKind.DIRECT,
    show_default=True,
    help="What is filed.",
)
@click.option("--filed-on", type=Day(PAST), help="Without it today.")
@click.option("--court", default="", help="The reviewing court.")
@click.option("--appeal-number", default="", help="Its number there.")
@click.pass_obj
def file(
    session: Session,
    /,
    number: str,
    defendant: str,
    appeal_number: str,
    **said: Any,  # noqa: ANN401  the options above
) -> None:
    """Record an appeal in the case with NUMBER."""
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        wanted = defendant.casefold()
        found = [each for each in office.ask(CaseCharges(case)) if wanted in each.name.casefold()]
        if len(found) != 1:
            raise Missing("appeal.no_such_defendant", name=defendant)
        office.do(FileAppeal(case=case, defendant=found[0].party, number=appeal_number, **said))
        _show(office, case, as_json=session.as_json)


@appeals.command(cls=OfficeCommand)
@case_number
@click.option("--which", type=click.IntRange(1), default=1, show_default=True, help="Of the list.")
@click.option("--outcome", required=True, help="Code of the outcome, such as AFFIRMED.")
@click.option("--decided-on", type=Day(PAST), help="Day of the decision.")
@click.option("--mandate-on", type=Day(PAST), help="Without it the appeal is open.")
@click.pass_obj
def decide(  # noqa: PLR0917  click passes them by name
    session: Session,
    number: str,
    which: int,
    outcome: str,
    decided_on: date | None,
    mandate_on: date | None,
) -> None:
    """Record how an appeal in the case with NUMBER was decided, and its mandate."""
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        known = office.ask(CaseAppeals(case))
        if which > len(known):
            raise Missing("appeal.no_such", number=number)
        appeal = known[which - 1].record
        office.do(
            AmendAppeal(
                appeal=replace(
                    appeal,
                    outcome=outcome.upper(),
                    decided_on=decided_on or appeal.decided_on,
                    mandate_on=mandate_on or appeal.mandate_on,
                )
            )
        )
        _show(office, case, as_json=session.as_json)


def _show(office: Office, case: CaseId, *, as_json: bool) -> None:
    show_rows(
        office.ask(CaseAppeals(case)), _LINES, as_json=as_json, empty="No appeal is recorded."
    )
