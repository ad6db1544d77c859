"""`dossier clock list`, `show`, `laws` and `print`: how clocks stand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from app.cli.arguments import case_number, case_number_or_all
from app.cli.clocks.finding import case_called
from app.cli.clocks.rows import CASE, LAWS, OFFICE, SPANS, as_json, trial_on_file
from app.cli.output import printable, show_facts, show_json, show_rows
from app.cli.papers import for_reader, show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.clocks.regimes import regimes
from app.domain.profiles import Profile
from app.i18n.clocks import heading
from app.services.clocks import ClocksOfCase, OfficeClock, OfficeClocks, PrintClockSheet
from app.services.documents import require_free, save_paper
from app.services.office import Office

_A_CENTURY = 36_525
_AT_ONCE = 1_000


@click.command("list", cls=OfficeCommand)
@case_number_or_all
@click.option("--days", type=click.IntRange(0, _A_CENTURY), help="Only those that run out within.")
@click.option("--mine", is_flag=True, help="Only those of your cases.")
@click.pass_obj
def list_(session: Session, number: str | None, days: int | None, *, mine: bool) -> None:
    """List running clocks, in one case or in all, those with the fewest days left first."""
    with session.office() as office:
        if number:
            clocks = office.ask(ClocksOfCase(case=case_called(office, number)))
            show_rows(clocks.clocks, CASE, as_json=session.as_json, empty="No clock runs.")
            return
        lines = tuple(_office_lines(office, OfficeClocks(days=days, mine=mine, size=_AT_ONCE)))
    show_rows(lines, OFFICE, as_json=session.as_json, empty="No clock runs.")


@click.command(cls=OfficeCommand)
@case_number
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@click.pass_obj
def show(session: Session, number: str, as_of: date | None) -> None:
    """Show every clock of the case NUMBER with its figures, its exclusions and every step."""
    with session.office() as office:
        clocks = office.ask(ClocksOfCase(case=case_called(office, number), as_of=as_of))
    if session.as_json:
        show_json(as_json(clocks))
        return
    show_facts(
        (("As of", clocks.as_of), ("Laws", clocks.edition), ("Trial", trial_on_file(clocks)))
    )
    show_rows(clocks.clocks, CASE, as_json=False, empty="No clock runs.")
    click.echo()
    show_rows(clocks.spans, SPANS, as_json=False, empty="Nothing is excluded.")
    for view in clocks.clocks:
        click.echo(f"\n{printable(heading(view.standing))}, {view.standing.regime.law}")
        for line in (*view.standing.warnings, *view.standing.trace):
            click.echo(f"  {printable(line)}")


@click.command(cls=OfficeCommand)
@click.pass_obj
def laws(session: Session) -> None:
    """List the laws a clock can run by, and what each asks for.

    Needs no vault.
    """
    show_rows(regimes(), LAWS, as_json=session.as_json, empty="")


@click.command("print", cls=OfficeCommand)
@case_number
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@for_reader()
@to_file
@click.pass_obj
def print_(
    session: Session, number: str, as_of: date | None, profile: str, to: Path, *, force: bool
) -> None:
    """Print the clock sheet of the case NUMBER, with every step."""
    require_free(to, overwrite=force)
    with session.office() as office:
        case, reader = case_called(office, number), Profile(profile)
        paper = office.ask(PrintClockSheet(case=case, as_of=as_of, profile=reader))
    save_paper(paper.pdf, to, overwrite=force)
    show_written(session, to, paper.pages)


COMMANDS = (list_, show, laws, print_)


def _office_lines(office: Office, query: OfficeClocks) -> Iterator[OfficeClock]:
    page = office.ask(query)
    yield from page.rows
    while page.after is not None:
        page = office.ask(replace(query, after=page.after))
        yield from page.rows
