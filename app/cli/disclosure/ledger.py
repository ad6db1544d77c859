"""`dossier disclosure list|add|receive|review|decide`: the rows of the ledger."""

from datetime import date
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.disclosure.finding import (
    case_of,
    row_of,
    view_of,
)
from app.cli.disclosure.telling import tell
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day
from app.domain.disclosure.items import Privilege, Sensitivity
from app.domain.disclosure.ledger import LedgerRow
from app.domain.disclosure.steps import DECISIONS, StepKind
from app.i18n.disclosure import STATE_WORDS
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    DecideDisclosure,
    ReceiveDisclosureItem,
    ReviewDisclosureItem,
    RowEntry,
)
from app.services.disclosure.views import ReceivedNotDisclosed, WaitingItem

_ROWS = (
    Shown[LedgerRow]("No.", "number", lambda row: row.item.number),
    Shown[LedgerRow]("What", "title", lambda row: row.item.title),
    Shown[LedgerRow]("Duty", "duty", lambda row: row.item.duty),
    Shown[LedgerRow]("From", "agency", lambda row: row.item.agency),
    Shown[LedgerRow]("State", "state", lambda row: STATE_WORDS[row.state]),
    Shown[LedgerRow]("Received", "received_on", lambda row: row.item.received_on),
    Shown[LedgerRow]("Had by", "had_by", lambda row: len(row.served)),
    Shown[LedgerRow]("Lacked by", "lacked_by", lambda row: len(row.missing_for)),
)
_WAITING = (
    Shown[WaitingItem]("Days", "days", lambda each: each.days),
    Shown[WaitingItem]("No.", "number", lambda each: each.row.item.number),
    Shown[WaitingItem]("What", "title", lambda each: each.row.item.title),
    Shown[WaitingItem]("State", "state", lambda each: STATE_WORDS[each.row.state]),
)


@click.command("list", cls=OfficeCommand)
@case_number
@click.option("--waiting", is_flag=True, help="Only what came and was not disclosed, with its age.")
@click.pass_obj
def list_(session: Session, number: str, *, waiting: bool) -> None:
    """List the ledger of the case with NUMBER."""
    with session.office() as office:
        if waiting:
            lines = office.ask(ReceivedNotDisclosed(case_of(office, number)))
            show_rows(lines, _WAITING, as_json=session.as_json, empty="Nothing waits.")
            return
        rows = view_of(office, number).rows
    show_rows(rows, _ROWS, as_json=session.as_json, empty="The ledger of this case is empty.")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("title", help="What it is.")
@click.option("--duty", required=True, help="Code, such as 16E, JENCKS, BRADY or GIGLIO.")
@click.option("--category", default="", help="Code of the state's own category.")
@click.option("--agency", default="", help="Who made it or holds it.")
@click.option("--author", default="", help="Who wrote or made it.")
@click.option("--created", "created_on", type=Day(PAST), help="The day it was made.")
@click.option("--asked", "asked_on", type=Day(PAST), help="The day the office asked for it.")
@click.option("--due", "due_on", type=Day(), help="The day it should come.")
@click.option("--received", "received_on", type=Day(PAST), help="The day it came.")
@click.option("--pages", type=click.IntRange(1), help="How many pages it has.")
@click.option(
    "--sensitivity",
    type=click.Choice([each.value for each in Sensitivity]),
    help="Who may read it.",
)
@click.option(
    "--privilege",
    type=click.Choice([each.value for each in Privilege]),
    help="Why it need not be given, if it need not.",
)
@click.option("--note", default="", help="Anything else about it.")
@click.pass_obj
def add(
    session: Session,
    /,
    number: str,
    sensitivity: str | None,
    privilege: str | None,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Add TITLE to the ledger of the case with NUMBER."""
    entry = RowEntry(
        sensitivity=Sensitivity(sensitivity or Sensitivity.ORDINARY),
        privilege=Privilege(privilege or Privilege.NONE),
        **facts,
    )
    with session.office() as office:
        item = office.do(AddDisclosureItem(case=case_of(office, number), entry=entry)).value
    tell(session, {"number": item.number, "id": item.id}, f"Added as No. {item.number}.")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("row", type=click.IntRange(1), help="Number of the row in the ledger.")
@click.option("--on", type=Day(PAST), help="The day it came; without it today.")
@click.option("--pages", type=click.IntRange(1), help="How many pages came.")
@click.pass_obj
def receive(session: Session, number: str, row: int, on: date | None, pages: int | None) -> None:
    """Say that ROW of the ledger has come; the day is written once."""
    with session.office() as office:
        found = row_of(view_of(office, number), row).item
        item = office.do(ReceiveDisclosureItem(row=found.id, on=on, pages=pages)).value
    tell(session, {"number": row, "received_on": item.received_on}, f"No. {row} is received.")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("row", type=click.IntRange(1), help="Number of the row in the ledger.")
@click.option("--remark", default="", help="What was seen.")
@click.pass_obj
def review(session: Session, number: str, row: int, remark: str) -> None:
    """Say that ROW of the ledger was read."""
    with session.office() as office:
        found = row_of(view_of(office, number), row).item
        office.do(ReviewDisclosureItem(row=found.id, remark=remark))
    tell(session, {"number": row, "reviewed": True}, f"No. {row} is reviewed.")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("row", type=click.IntRange(1), help="Number of the row in the ledger.")
@click.argument(
    "decision",
    type=click.Choice(sorted(each.value for each in DECISIONS)),
    help="What becomes of it.",
)
@click.option("--reason", default="", help="Why it was decided so.")
@click.option("--basis", default="", help="Rule or privilege something is withheld under.")
@click.option("--review-on", type=Day(), help="When a withholding is looked at again.")
@click.pass_obj
def decide(
    session: Session,
    *,
    number: str,
    row: int,
    decision: str,
    reason: str,
    basis: str,
    review_on: date | None,
) -> None:
    """Decide what becomes of ROW of the ledger."""
    with session.office() as office:
        found = row_of(view_of(office, number), row).item
        step = DecideDisclosure(
            row=found.id,
            decision=StepKind(decision),
            reason=reason,
            basis=basis,
            review_on=review_on,
        )
        office.do(step)
        state = row_of(view_of(office, number), row).state
    tell(session, {"number": row, "state": state.value}, f"No. {row}: {STATE_WORDS[state]}.")


COMMANDS = (list_, add, receive, review, decide)
