"""`dossier victims`: the victims of a case, what each is owed, and the contact log.

Ways of contact stay masked here: a terminal keeps what it showed.
"""

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.contact_ways import MaskedWay
from app.domain.errors import Missing
from app.domain.victim_duties import DutyLine
from app.domain.victims import ContactResult, VictimId
from app.services.cases import CaseByNumber
from app.services.office import Office
from app.services.victims import (
    CaseVictims,
    LogContact,
    LoggedContact,
    VictimFile,
    VictimInCase,
    VictimSheet,
)

_LINES = (
    Shown[VictimInCase]("Called", "called", lambda line: line.called),
    Shown[VictimInCase]("Name", "name", lambda line: line.name),
    Shown[VictimInCase]("Counts", "counts", lambda line: list(line.counts)),
    Shown[VictimInCase]("Safety rule", "has_safety_rule", lambda line: line.has_rule),
    Shown[VictimInCase]("Owed", "owed", lambda line: line.owed),
    Shown[VictimInCase]("Sheet", "has_sheet", lambda line: line.victim is not None),
)
_DUTIES = (
    Shown[DutyLine]("Owed", "duty", lambda line: line.duty.value),
    Shown[DutyLine]("About", "about", lambda line: line.about),
    Shown[DutyLine]("State", "state", lambda line: line.state.value),
    Shown[DutyLine]("On", "on", lambda line: line.on),
    Shown[DutyLine]("Due", "due_on", lambda line: line.due_on),
    Shown[DutyLine]("Done", "done_on", lambda line: line.done_on),
)
_WAYS = (
    Shown[MaskedWay]("Way", "label", lambda way: way.label),
    Shown[MaskedWay]("Safe", "safety", lambda way: way.safety.value),
    Shown[MaskedWay]("Number", "masked", lambda way: way.masked),
    Shown[MaskedWay]("Hours", "hours", lambda way: way.hours),
    Shown[MaskedWay]("Message", "may_leave_message", lambda way: way.may_leave_message),
    Shown[MaskedWay]("Confirmed", "confirmed_on", lambda way: way.confirmed_on),
)
_CONTACTS = (
    Shown[LoggedContact]("When", "at", lambda each: each.at),
    Shown[LoggedContact]("How", "way", lambda each: each.contact.way_label),
    Shown[LoggedContact]("Result", "result", lambda each: each.contact.result.value),
    Shown[LoggedContact]("By", "by", lambda each: each.contact.by),
    Shown[LoggedContact]("Note", "note", lambda each: each.contact.note),
)


@click.group()
def victims() -> None:
    """Victims, what they are owed and every contact with them."""


@victims.command("list", cls=OfficeCommand)
@case_number
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the victims of the case with NUMBER."""
    with session.office() as office:
        lines = office.ask(CaseVictims(office.ask(CaseByNumber(number)).id))
    show_rows(lines, _LINES, as_json=session.as_json, empty="No victim is named in this case.")


@victims.command(cls=OfficeCommand)
@case_number
@click.argument("called", help="Name of the victim, or a part of it.")
@click.pass_obj
def show(session: Session, number: str, called: str) -> None:
    """Show the sheet of the victim CALLED so in the case with NUMBER."""
    with session.office() as office:
        shown = office.ask(VictimSheet(_victim(office, number, called)))
    if session.as_json:
        show_json(_sheet(shown))
        return
    victim = shown.victim
    show_facts(
        (
            ("SAFETY RULE", victim.safety),
            ("Called", victim.called),
            ("Case", f"{shown.case_number} {shown.case_title}"),
            ("Language", shown.person.language),
            ("Say", victim.script),
            ("Worksheet due", shown.worksheet_due),
        )
    )
    show_rows(shown.ways, _WAYS, as_json=False, empty="No way to reach is on file.")
    show_rows(shown.duties, _DUTIES, as_json=False, empty="Nothing is owed.")
    show_rows(shown.contacts, _CONTACTS, as_json=False, empty="No contact has been logged yet.")


@victims.command(cls=OfficeCommand)
@case_number
@click.argument("called", help="Name of the victim, or a part of it.")
@click.option(
    "--result",
    required=True,
    type=click.Choice([each.value for each in ContactResult]),
    help="What came of the contact.",
)
@click.option("--how", required=True, help="Label of a way on file, or words such as in court.")
@click.option("--incoming", is_flag=True, help="They called.")
@click.option("--note", default="", help="What was said.")
@click.pass_obj
def log(
    session: Session, number: str, called: str, result: str, how: str, *, incoming: bool, note: str
) -> None:
    """Log a contact with the victim CALLED so in the case with NUMBER."""
    with session.office() as office:
        shown = office.ask(VictimSheet(_victim(office, number, called)))
        way = next((each.id for each in shown.ways if each.label == how), None)
        command = LogContact(
            victim=shown.victim.id,
            result=ContactResult(result),
            way=way,
            channel="" if way else how,
            outgoing=not incoming,
            note=note,
        )
        contact = office.do(command).value
    if session.as_json:
        show_json({"id": contact.id, "at": contact.at, "result": contact.result.value})
    else:
        click.echo("Contact logged.")


def _victim(office: Office, number: str, called: str) -> VictimId:
    """Return the victim of that name in the case.

    Raises:
        Missing: nobody with a sheet is called so there.
    """
    for line in office.ask(CaseVictims(office.ask(CaseByNumber(number)).id)):
        if line.victim is not None and called in {line.called, line.name}:
            return line.victim
    raise Missing("victim.not_called", called=called)


def _sheet(shown: VictimFile) -> dict[str, object]:
    totals = shown.totals
    return {
        "called": shown.victim.called,
        "case": shown.case_number,
        "safety_rule": shown.victim.safety,
        "safety_confirmed_on": shown.victim.safety_confirmed_on,
        "safety_is_stale": shown.safety_is_stale,
        "ways": [{each.key: each.value(way) for each in _WAYS} for way in shown.ways],
        "duties": [{each.key: each.value(line) for each in _DUTIES} for line in shown.duties],
        "contacts": [{e.key: e.value(contact) for e in _CONTACTS} for contact in shown.contacts],
        "restitution": {
            "claimed_cents": totals.claimed,
            "documented_cents": totals.documented,
            "ordered_cents": totals.ordered,
            "paid_cents": totals.paid,
            "worksheet_due_on": shown.worksheet_due,
        },
    }
