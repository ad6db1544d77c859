"""`dossier tasks`: what is to do, adding to it, ticking off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import click

from app.cli.arguments import case_number, case_number_or_all
from app.cli.output import Shown, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.tasks import Priority, TaskId, TaskLine
from app.services.cases import CaseByNumber
from app.services.office import Office
from app.services.tasks import AddTask, CompleteTask, TasksPage

_COLUMNS = (
    Shown[TaskLine]("Due", "due_on", lambda line: line.due_on),
    Shown[TaskLine]("What", "title", lambda line: line.title),
    Shown[TaskLine]("Case", "number", lambda line: line.number),
    Shown[TaskLine]("Title", "case_title", lambda line: line.case_title),
    Shown[TaskLine]("Priority", "priority", lambda line: line.priority),
    Shown[TaskLine]("Who", "assignee", lambda line: line.assignee),
    Shown[TaskLine]("Done", "done_at", lambda line: line.done_at),
    Shown[TaskLine]("By", "done_by", lambda line: line.done_by),
    Shown[TaskLine]("Of", "kind", lambda line: line.kind),
    Shown[TaskLine]("ID", "id", lambda line: line.id),
)


@click.group()
def tasks() -> None:
    """See tasks, add them, tick them off."""


@tasks.command("list", cls=OfficeCommand)
@case_number_or_all
@click.option("--mine", is_flag=True, help="Only what is yours.")
@click.option("--all", "everything", is_flag=True, help="Also what is done.")
@click.pass_obj
def list_(session: Session, number: str | None, *, mine: bool, everything: bool) -> None:
    """List what is to do, in one case or in all, the longest overdue first."""
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id if number else None
        query = TasksPage(case=case, open_only=not everything, mine=mine)
        lines = tuple(_lines(office, query))
    show_rows(lines, _COLUMNS, as_json=session.as_json, empty="Nothing to do.")


@tasks.command(cls=OfficeCommand)
@case_number
@click.argument("title", help="What must be done.")
@click.option("--due", type=Day(), help="The day, e.g. 2026-12-03, fri, +14 or 10cd.")
@click.option(
    "--priority",
    type=click.Choice([each.value for each in Priority]),
    default=Priority.NORMAL.value,
    help="How pressing it is.",
)
@click.option("--step", "steps", multiple=True, help="A line of the checklist; may be repeated.")
@click.option("--note", default="", help="Anything else about it.")
@click.pass_obj
def add(
    session: Session,
    *,
    number: str,
    title: str,
    due: date | None,
    priority: str,
    steps: tuple[str, ...],
    note: str,
) -> None:
    """Add a task to the case NUMBER."""
    with session.office() as office:
        done = office.do(
            AddTask(
                case=office.ask(CaseByNumber(number)).id,
                title=title,
                due_on=due,
                priority=Priority(priority),
                checklist=steps,
                note=note,
            )
        )
    if session.as_json:
        show_json({"id": done.value.id})
    else:
        click.echo(f"Added {done.value.id}.")


@tasks.command(cls=OfficeCommand)
@click.argument("task", metavar="ID", type=click.UUID, help="ID of the task.")
@click.pass_obj
def done(session: Session, task: UUID) -> None:
    """Say that a task is done."""
    completed = session.do(CompleteTask(task=TaskId(task)))
    if session.as_json:
        show_json({"id": completed.id, "done_at": completed.done_at, "done_by": completed.done_by})
    else:
        click.echo(f"Done by {completed.done_by}.")


def _lines(office: Office, query: TasksPage) -> Iterator[TaskLine]:
    page = office.ask(query)
    yield from page.rows
    while page.after is not None:
        page = office.ask(replace(query, after=page.after))
        yield from page.rows
