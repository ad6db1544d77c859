"""`dossier deadlines`: what is owed, and the arithmetic of deadlines without an office."""

from datetime import date
from pathlib import Path

import click

from app.cli import counted_dates, free_counts
from app.cli.arguments import case_number_or_all
from app.cli.computing import show_answers
from app.cli.output import Shown, show_rows
from app.cli.papers import for_reader, show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.deadlines import DeadlineLine
from app.domain.profiles import Profile
from app.services.cases import CaseByNumber
from app.services.control_papers import PrintControlSheet
from app.services.deadlines import DeadlinesWithin
from app.services.documents import require_free, save_paper

_FARTHEST = 36_525
"""A century of days."""


@click.group()
def deadlines() -> None:
    """Days by which the office must act."""


for _command in (*counted_dates.COMMANDS, *free_counts.COMMANDS):
    deadlines.add_command(_command)


@deadlines.command("list", cls=OfficeCommand)
@click.option("--days", type=click.IntRange(0, _FARTHEST), help="Only those due within so many.")
@click.option("--mine", is_flag=True, help="Only those given to you or in your cases.")
@click.pass_obj
def list_(session: Session, days: int | None, *, mine: bool) -> None:
    """List what is overdue and what is coming, the longest overdue first."""
    pressing = session.ask(DeadlinesWithin(days=days, mine=mine))
    show_rows(
        pressing.lines,
        _columns(pressing.today),
        as_json=session.as_json,
        empty="Nothing is due.",
    )


@deadlines.command(cls=OfficeCommand)
@case_number_or_all
@click.option("--from", "first", type=Day(), required=True, help="First day the dates fall on.")
@click.option("--to", "last", type=Day(), required=True, help="Last day the dates fall on.")
@for_reader("Who will read it; court and defense get one case.")
@to_file
@click.pass_obj
def control(
    session: Session,
    *,
    number: str | None,
    first: date,
    last: date,
    profile: str,
    to: Path,
    force: bool,
) -> None:
    """Print the control sheet: who counted each date, who looked at it, what came of it.

    Of the case NUMBER, or of all cases.
    """
    require_free(to, overwrite=force)
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id if number else None
        asked = PrintControlSheet(first=first, last=last, case=case, profile=Profile(profile))
        printed = office.ask(asked)
    save_paper(printed.pdf, to, overwrite=force)
    show_written(session, to, printed.pages, dates=printed.dates, sha256=printed.sha256)


@deadlines.command(cls=OfficeCommand)
@click.argument(
    "file", type=click.Path(path_type=Path), help="JSON file of questions; - for standard input."
)
def compute(file: Path) -> None:
    """Answer the counts of days and hours in FILE (- for standard input) as a JSON array.

    Each object has a "profile", a "trigger" and a "period"; objects with a "regime", which `dossier
    clock compute` is for, are answered as well. Needs no vault. An object that is refused gets an
    "error" and does not stop the others.
    """
    show_answers(file)


def _columns(today: date) -> tuple[Shown[DeadlineLine], ...]:
    return (
        Shown("Case", "number", lambda line: line.number),
        Shown("Title", "title", lambda line: line.title),
        Shown("Deadline", "deadline", lambda line: line.deadline),
        Shown("Due", "due_on", lambda line: line.due_on),
        Shown("Days left", "days_left", lambda line: (line.due_on - today).days),
        Shown("Weight", "severity", lambda line: line.severity.value),
        Shown("Status", "status", lambda line: line.status.value),
        Shown("Reason", "reason", lambda line: line.reason),
        Shown("ID", "id", lambda line: line.id),
    )
