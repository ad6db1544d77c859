"""`dossier reminders`: the inbox, putting a reminder off, answering for it."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import click

from app.cli.output import Shown, in_words, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Moment
from app.domain.reminders import MORNING, Inbox, Reminder, ReminderId, ReminderLine
from app.i18n.courthouse import courthouse
from app.services.office import Office
from app.services.reminders import (
    AcknowledgeReminder,
    DropReminder,
    RemindersInbox,
    SnoozeReminder,
)

_COLUMNS = (
    Shown[ReminderLine]("Day", "limit_on", lambda line: line.limit_on),
    Shown[ReminderLine]("Was", "moved_from", lambda line: line.moved_from),
    Shown[ReminderLine]("Severity", "severity", lambda line: line.severity),
    Shown[ReminderLine]("What", "title", lambda line: line.title),
    Shown[ReminderLine]("Case", "number", lambda line: line.number),
    Shown[ReminderLine]("Title", "case_title", lambda line: line.case_title),
    Shown[ReminderLine]("Rings", "due_at", lambda line: line.due_at),
    Shown[ReminderLine]("State", "state", lambda line: line.state),
    Shown[ReminderLine]("By", "acknowledged_by", lambda line: line.acknowledged_by),
    Shown[ReminderLine]("Of", "subject_kind", lambda line: line.subject_kind),
    Shown[ReminderLine]("ID", "id", lambda line: line.id),
)


@click.group()
def reminders() -> None:
    """See reminders, put them off, answer for them."""


@reminders.command("list", cls=OfficeCommand)
@click.option(
    "--state",
    type=click.Choice([part.value for part in Inbox]),
    default=Inbox.DUE.value,
    help="Only reminders in this state.",
)
@click.option("--mine", is_flag=True, help="Only what is yours.")
@click.pass_obj
def list_(session: Session, state: str, *, mine: bool) -> None:
    """List reminders, those set by law and the nearest dates first."""
    with session.office() as office:
        lines = tuple(_lines(office, Inbox(state), mine=mine))
    show_rows(lines, _COLUMNS, as_json=session.as_json, empty="No reminders.")


@reminders.command(cls=OfficeCommand)
@click.argument("reminder", metavar="ID", type=click.UUID, help="ID of the reminder.")
@click.option(
    "--until",
    type=Moment(usual=MORNING),
    required=True,
    help="A day (rings in the morning) or day and time.",
)
@click.pass_obj
def snooze(session: Session, reminder: UUID, until: datetime) -> None:
    """Put a reminder off, at the latest to the end of the day it warns of."""
    with session.office() as office:
        moment = courthouse.moment(until, on="until", clock="until")
        done = office.do(SnoozeReminder(reminder=ReminderId(reminder), until=moment)).value
    _say(session, done.reminder, f"It rings again {in_words(done.reminder.due_at)}.")


@reminders.command(cls=OfficeCommand)
@click.argument("reminder", metavar="ID", type=click.UUID, help="ID of the reminder.")
@click.option("--note", default="", help="What you did about it.")
@click.pass_obj
def acknowledge(session: Session, reminder: UUID, note: str) -> None:
    """Answer for a reminder by name; this cannot be taken back."""
    done = session.do(AcknowledgeReminder(reminder=ReminderId(reminder), note=note))
    _say(session, done.reminder, f"Acknowledged by {done.reminder.acknowledged_by}.")


@reminders.command(cls=OfficeCommand)
@click.argument("reminder", metavar="ID", type=click.UUID, help="ID of the reminder.")
@click.pass_obj
def drop(session: Session, reminder: UUID) -> None:
    """Silence a reminder nobody needs; one of a date set by law must be acknowledged."""
    done = session.do(DropReminder(reminder=ReminderId(reminder)))
    _say(session, done.reminder, "Silenced.")


def _say(session: Session, reminder: Reminder, words: str) -> None:
    if session.as_json:
        show_json({"id": reminder.id, "state": reminder.state, "due_at": reminder.due_at})
    else:
        click.echo(words)


def _lines(office: Office, part: Inbox, *, mine: bool) -> Iterator[ReminderLine]:
    after = None
    while True:
        page = office.ask(RemindersInbox(part=part, mine=mine, after=after))
        yield from page.rows
        after = page.after
        if after is None:
            return
