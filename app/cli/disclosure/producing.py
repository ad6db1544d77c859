"""`dossier disclosure produce|record|export|check|read-load-file`: what is handed over."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.disclosure.finding import (
    accused_of,
    case_of,
    production_of,
    row_of,
    view_of,
)
from app.cli.disclosure.telling import tell
from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Moment, by_the_courthouse
from app.domain.disclosure.productions import (
    USUAL_WIDTH,
    Method,
    ProductionFile,
    ProductionStepKind,
)
from app.i18n.sentences import say
from app.services.disclosure.exporting import ExportProduction, VerifyProductionFolder
from app.services.disclosure.productions import (
    DraftProduction,
    FreezeProduction,
    RecordProductionStep,
)
from app.services.load_files import LoadedDocument, load_file

_DOCUMENTS = (
    Shown[LoadedDocument]("First", "first", lambda each: each.first),
    Shown[LoadedDocument]("Last", "last", lambda each: each.last),
    Shown[LoadedDocument]("Pages", "pages", lambda each: each.pages),
    Shown[LoadedDocument]("Fields", "fields", lambda each: dict(each.fields)),
)


@click.command(cls=OfficeCommand)
@case_number
@click.argument(
    "rows",
    type=click.IntRange(1),
    nargs=-1,
    required=True,
    help="Numbers of the rows in the ledger.",
)
@click.option("--to", "defendant", default="", help="Part of a defendant's name.")
@click.option("--counsel", "recipient", default="", help="Without it counsel on file.")
@click.option("--bar-number", default="", help="Bar number of the attorney who signs.")
@click.option(
    "--method",
    type=click.Choice([each.value for each in Method]),
    default="portal",
    help="How it is handed over.",
)
@click.option("--prefix", default="", help="Of the Bates numbers; without it the case's number.")
@click.option("--width", type=int, default=USUAL_WIDTH, show_default=True, help="Digits.")
@click.option("--delay-reason", default="", help="Why it comes after a certificate.")
@click.option("--draft", "keep_draft", is_flag=True, help="Only put it together.")
@click.pass_obj
def produce(
    session: Session,
    /,
    number: str,
    rows: tuple[int, ...],
    defendant: str,
    method: str,
    *,
    keep_draft: bool,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Produce ROWS of the ledger.

    Every page is numbered, every file frozen with its hash.
    """
    with session.office() as office:
        view = view_of(office, number)
        draft = DraftProduction(
            case=case_of(office, number),
            defendant=accused_of(view, defendant).party,
            items=tuple(row_of(view, row).id.hex for row in rows),
            method=Method(method),
            **facts,
        )
        made = office.do(draft).value
        if keep_draft:
            tell(session, {"draft": made.id}, "The draft is kept.")
            return
        filed = office.do(FreezeProduction(draft=made.id, expects=made.version)).value
    _show_production(session, filed)


@click.command(cls=OfficeCommand)
@case_number
@click.argument("production", type=click.IntRange(1), help="Number of the production in the case.")
@click.argument(
    "step",
    type=click.Choice(["served", "opened", "acknowledged", "voided"]),
    default="served",
    help="What became of it.",
)
@click.option("--at", type=Moment(sense=PAST), help="When; without it now.")
@click.option("--who", default="", help="Who handed it over, opened it or signed.")
@click.option("--text", default="", help="How, or why.")
@click.pass_obj
def record(
    session: Session,
    *,
    number: str,
    production: int,
    step: str,
    at: datetime | None,
    who: str,
    text: str,
) -> None:
    """Write down what became of PRODUCTION."""
    with session.office() as office:
        filed = production_of(view_of(office, number), production)
        done = RecordProductionStep(
            production=filed.production.id,
            kind=ProductionStepKind(step),
            at=by_the_courthouse(at),
            who=who,
            text=text,
        )
        office.do(done)
        shown = production_of(view_of(office, number), production)
    _show_production(session, shown)


@click.command(cls=OfficeCommand)
@case_number
@click.argument("production", type=click.IntRange(1), help="Number of the production in the case.")
@click.argument("folder", type=click.Path(path_type=Path), help="New folder to write into.")
@click.pass_obj
def export(session: Session, number: str, production: int, folder: Path) -> None:
    """Write PRODUCTION into the new FOLDER.

    It holds stamped copies, natives, papers and load files.
    """
    with session.office() as office:
        filed = production_of(view_of(office, number), production)
        done = office.do(ExportProduction(production=filed.production.id, to=folder)).value
    facts = {"path": str(done.path), "files": done.files, "sha256": done.sha256}
    tell(session, facts, f"{done.files} files in {done.path}.\nMANIFEST.txt SHA-256 {done.sha256}")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("production", type=click.IntRange(1), help="Number of the production in the case.")
@click.argument(
    "folder", type=click.Path(path_type=Path), help="Folder the production was written into."
)
@click.pass_context
def check(context: click.Context, number: str, production: int, folder: Path) -> None:
    """Read FOLDER again and say whether it is what was written out for PRODUCTION."""
    session: Session = context.obj
    with session.office() as office:
        filed = production_of(view_of(office, number), production)
        query = VerifyProductionFolder(production=filed.production.id, folder=folder)
        found = office.ask(query)
    if session.as_json:
        differing = [{"name": each.name, "what": each.what} for each in found.differences]
        show_json({"whole": found.is_whole, "known": found.is_known, "differences": differing})
    elif found.is_whole:
        click.echo(f"All {found.files} files are what was written out.")
    else:
        known = "" if found.is_known else "The list of files is not one that was written out.\n"
        names = "\n".join(printable(f"{each.what}: {each.name}") for each in found.differences)
        click.echo(f"{known}{names}".strip())
    if not found.is_whole:
        context.exit(1)


@click.command("read-load-file")
@click.argument("file", type=click.Path(path_type=Path), help="The load file, .opt or .dat.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def read_load_file(file: Path, *, as_json: bool) -> None:
    """Read an Opticon (.opt) or Concordance (.dat) FILE and say what is in it."""
    read = load_file(file)
    said = [say(each.code, vars(each)) for each in read.findings]
    if as_json:
        documents = [{each.key: each.value(row) for each in _DOCUMENTS} for row in read.documents]
        facts = {"kind": read.kind, "encoding": read.encoding}
        show_json({**facts, "documents": documents, "findings": said})
        return
    show_rows(read.documents, _DOCUMENTS, as_json=False, empty="No documents.")
    click.echo(f"{read.kind}, {read.encoding}, {len(read.documents)} documents")
    for sentence in said:
        click.echo(printable(sentence), err=True)


COMMANDS = (produce, record, export, check, read_load_file)


def _show_production(session: Session, filed: ProductionFile) -> None:
    made = filed.production
    facts = {
        "number": made.number,
        "supplements": made.supplements,
        "defendant": made.defendant_name,
        "recipient": made.recipient,
        "bates": made.span,
        "files": len(filed.lines),
        "manifest": made.manifest,
        "served_at": filed.served_at,
        "acknowledged_at": filed.acknowledged_at,
    }
    if session.as_json:
        show_json(facts)
        return
    show_facts((name.replace("_", " ").capitalize(), value) for name, value in facts.items())
