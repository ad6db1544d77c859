"""`dossier print`: documents as PDF files."""

from pathlib import Path

import click

from app.cli.arguments import case_number
from app.cli.evidence_papers import PAPERS
from app.cli.papers import for_named_reader, show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.domain.profiles import Profile
from app.i18n import _
from app.services.cases import CaseByNumber
from app.services.documents import PrintCaseSummary, require_free, save_paper
from app.services.role_paper import PrintRoles


@click.group("print")
def print_() -> None:
    """Print documents to PDF files; the log keeps who printed what."""


@print_.command("roles", cls=OfficeCommand)
@to_file
@click.pass_obj
def roles(session: Session, to: Path, force: bool) -> None:  # noqa: FBT001  click's own signature
    """Print what each role may do."""
    require_free(to, overwrite=force)
    paper = session.ask(PrintRoles())
    save_paper(paper.pdf, to, overwrite=force)
    show_written(session, to, paper.pages)


@print_.command("case-summary", cls=OfficeCommand)
@case_number
@for_named_reader
@to_file
@click.pass_obj
def case_summary(session: Session, number: str, profile: str, to: Path, force: bool) -> None:  # noqa: FBT001  click's own signature
    """Print the summary of the case with NUMBER for one reader."""
    require_free(to, overwrite=force)
    with session.office() as office:
        case = office.ask(CaseByNumber(number))
        printed = office.ask(PrintCaseSummary(case=case.id, profile=Profile(profile)))
    save_paper(printed.pdf, to, overwrite=force)
    show_written(
        session,
        to,
        printed.pages,
        profile=printed.profile.value,
        sha256=printed.sha256,
        left_out=printed.left_out,
    )
    if printed.left_out and not session.as_json:
        click.echo(_("Left out: {what}.").format(what=", ".join(printed.left_out)))


for _paper in PAPERS:
    print_.add_command(_paper)
