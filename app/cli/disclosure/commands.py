"""The commands of `dossier disclosure`."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.disclosure.finding import (
    accused_of,
    case_of,
    production_of,
    row_of,
    subject_of,
    view_of,
)
from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, Moment, by_the_courthouse
from app.domain.disclosure.certificates import OpenMatter
from app.domain.disclosure.favorable import OfficerStepKind
from app.domain.disclosure.having import Had
from app.domain.disclosure.items import Privilege, Sensitivity
from app.domain.disclosure.ledger import LedgerRow
from app.domain.disclosure.productions import (
    USUAL_WIDTH,
    Method,
    ProductionFile,
    ProductionStepKind,
)
from app.domain.disclosure.steps import DECISIONS, StepKind
from app.i18n.disclosure import OFFICER_STEP_WORDS, STATE_WORDS, open_words
from app.i18n.sentences import say
from app.services.disclosure.certificates import IssueCertificate, WhatIsOpen
from app.services.disclosure.exporting import ExportProduction, VerifyProductionFolder
from app.services.disclosure.ledger import (
    AddDisclosureItem,
    DecideDisclosure,
    ReceiveDisclosureItem,
    ReviewDisclosureItem,
    RowEntry,
)
from app.services.disclosure.papers import PaperKind, PrintDisclosurePaper
from app.services.disclosure.productions import (
    DraftProduction,
    FreezeProduction,
    RecordProductionStep,
)
from app.services.disclosure.register import (
    ListOfficer,
    OfficerLine,
    OfficerRegister,
    RecordOfficerStep,
)
from app.services.disclosure.views import ReceivedNotDisclosed, WaitingItem, WhatTheDefenseHad
from app.services.documents import require_free, save_paper
from app.services.load_files import LoadedDocument, load_file

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
_HAD = (
    Shown[tuple[str, Had]]("Defendant", "defendant", lambda line: line[0]),
    Shown[tuple[str, Had]]("Since", "since", lambda line: line[1].since),
    Shown[tuple[str, Had]]("No.", "number", lambda line: line[1].item_number),
    Shown[tuple[str, Had]]("What", "title", lambda line: line[1].title),
    Shown[tuple[str, Had]]("Production", "production", lambda line: line[1].production),
    Shown[tuple[str, Had]]("Bates", "bates", lambda line: line[1].numbers),
    Shown[tuple[str, Had]]("File", "file", lambda line: line[1].name),
    Shown[tuple[str, Had]]("SHA-256", "sha256", lambda line: line[1].sha256),
)
_OPEN = (
    Shown[OpenMatter]("Kind", "kind", lambda each: each.kind.value),
    Shown[OpenMatter]("What", "name", lambda each: each.name),
    Shown[OpenMatter]("Why", "why", open_words),
    Shown[OpenMatter]("Since", "since", lambda each: each.since),
)
_OFFICERS = (
    Shown[OfficerLine]("Name", "name", lambda line: line.entry.officer.name),
    Shown[OfficerLine]("Agency", "agency", lambda line: line.entry.officer.agency),
    Shown[OfficerLine]("Badge", "badge", lambda line: line.entry.officer.badge),
    Shown[OfficerLine]("Listed", "listed", lambda line: line.entry.is_listed),
    Shown[OfficerLine]("Matter", "matter", lambda line: line.entry.officer.matter),
    Shown[OfficerLine](
        "Last step", "last_step", lambda line: OFFICER_STEP_WORDS[line.entry.steps[-1].kind]
    ),
    Shown[OfficerLine]("Cases", "cases", lambda line: line.cases),
    Shown[OfficerLine]("ID", "id", lambda line: line.id),
)
_DOCUMENTS = (
    Shown[LoadedDocument]("First", "first", lambda each: each.first),
    Shown[LoadedDocument]("Last", "last", lambda each: each.last),
    Shown[LoadedDocument]("Pages", "pages", lambda each: each.pages),
    Shown[LoadedDocument]("Fields", "fields", lambda each: dict(each.fields)),
)


@click.group()
def disclosure() -> None:
    """What the defense is given: ledger, productions, certificates."""


@disclosure.command("list", cls=OfficeCommand)
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


@disclosure.command(cls=OfficeCommand)
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
    _tell(session, {"number": item.number, "id": item.id}, f"Added as No. {item.number}.")


@disclosure.command(cls=OfficeCommand)
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
    _tell(session, {"number": row, "received_on": item.received_on}, f"No. {row} is received.")


@disclosure.command(cls=OfficeCommand)
@case_number
@click.argument("row", type=click.IntRange(1), help="Number of the row in the ledger.")
@click.option("--remark", default="", help="What was seen.")
@click.pass_obj
def review(session: Session, number: str, row: int, remark: str) -> None:
    """Say that ROW of the ledger was read."""
    with session.office() as office:
        found = row_of(view_of(office, number), row).item
        office.do(ReviewDisclosureItem(row=found.id, remark=remark))
    _tell(session, {"number": row, "reviewed": True}, f"No. {row} is reviewed.")


@disclosure.command(cls=OfficeCommand)
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
    _tell(session, {"number": row, "state": state.value}, f"No. {row}: {STATE_WORDS[state]}.")


@disclosure.command(cls=OfficeCommand)
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
            _tell(session, {"draft": made.id}, "The draft is kept.")
            return
        filed = office.do(FreezeProduction(draft=made.id, expects=made.version)).value
    _show_production(session, filed)


@disclosure.command(cls=OfficeCommand)
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


@disclosure.command(cls=OfficeCommand)
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
    _tell(session, facts, f"{done.files} files in {done.path}.\nMANIFEST.txt SHA-256 {done.sha256}")


@disclosure.command(cls=OfficeCommand)
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
        names = "\n".join(f"{each.what}: {each.name}" for each in found.differences)
        click.echo(f"{known}{names}".strip())
    if not found.is_whole:
        context.exit(1)


@disclosure.command(cls=OfficeCommand)
@case_number
@click.option("--on", type=Day(PAST), help="The day; without it today.")
@click.option("--defendant", default="", help="Part of a name; without it everybody accused.")
@click.pass_obj
def asof(session: Session, number: str, on: date | None, defendant: str) -> None:
    """Say what the defense had at the end of a day."""
    with session.office() as office:
        party = accused_of(view_of(office, number), defendant).party if defendant else None
        query = WhatTheDefenseHad(case=case_of(office, number), on=on, defendant=party)
        held = office.ask(query)
    lines = [(each.accused.name, had) for each in held for had in each.had]
    show_rows(lines, _HAD, as_json=session.as_json, empty="Nothing had been served by that day.")


@disclosure.command(cls=OfficeCommand)
@case_number
@click.option("--to", "defendant", default="", help="Part of a defendant's name.")
@click.option("--diligence", default="", help="What was done; issues the certificate.")
@click.option("--delay-reason", default="", help="For a supplement: why it comes late.")
@click.pass_obj
def certificate(
    session: Session, number: str, defendant: str, diligence: str, delay_reason: str
) -> None:
    """Say what is open; with --diligence issue a certificate of compliance."""
    with session.office() as office:
        case = case_of(office, number)
        if not diligence:
            party = accused_of(view_of(office, number), defendant).party if defendant else None
            matters = office.ask(WhatIsOpen(case=case, defendant=party))
            show_rows(matters, _OPEN, as_json=session.as_json, empty="Nothing is open.")
            return
        issue = IssueCertificate(
            case=case,
            defendant=accused_of(view_of(office, number), defendant).party,
            diligence=diligence,
            delay_reason=delay_reason,
        )
        filed = office.do(issue).value
    made = filed.certificate
    facts: dict[str, object] = {
        "number": made.number,
        "lines": len(filed.lines),
        "supplements": made.supplements,
    }
    _tell(session, facts, f"Certificate {made.number} names {len(filed.lines)} rows.")


@disclosure.command(cls=OfficeCommand)
@case_number
@click.argument("kind", type=click.Choice([each.value for each in PaperKind]), help="Which paper.")
@click.option("--of", "subject", type=click.IntRange(1), help="Its production or certificate.")
@click.option("--to", "defendant", default="", help="Part of a defendant's name.")
@click.option("--on", type=Day(PAST), help="The day of as_of; without it today.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.pass_obj
def paper(
    session: Session,
    *,
    number: str,
    kind: str,
    subject: int | None,
    defendant: str,
    on: date | None,
    out: Path,
) -> None:
    """Write a paper of disclosure, such as the letter or the index of a production."""
    require_free(out)
    with session.office() as office:
        view, wanted = view_of(office, number), PaperKind(kind)
        query = PrintDisclosurePaper(
            case=case_of(office, number),
            kind=wanted,
            subject=subject_of(view, wanted, subject, defendant),
            on=on,
        )
        printed = office.ask(query)
    save_paper(printed.pdf, out)
    facts = {"file": str(out), "pages": printed.pages}
    _tell(session, facts, f"{printable(str(out))}: {printed.pages} pages.")


@disclosure.group()
def officers() -> None:
    """The register of officers whose credibility must be told of."""


@officers.command("list", cls=OfficeCommand)
@click.pass_obj
def list_officers(session: Session) -> None:
    """List the register with the open cases each officer testifies in."""
    lines = session.ask(OfficerRegister())
    show_rows(lines, _OFFICERS, as_json=session.as_json, empty="Nobody is listed.")


@officers.command("add", cls=OfficeCommand)
@click.argument("name", help="Name of the officer.")
@click.option("--matter", required=True, help="What is known.")
@click.option("--why", required=True, help="The decision to list.")
@click.option("--agency", default="", help="Agency of the officer.")
@click.option("--badge", default="", help="Badge number.")
@click.option("--on", type=Day(PAST), help="Since when; without it today.")
@click.pass_obj
def add_officer(
    session: Session,
    /,
    **facts: Any,  # noqa: ANN401  the options above
) -> None:
    """Enter NAME into the register."""
    entry = session.do(ListOfficer(**facts))
    _tell(session, {"id": entry.id}, f"Listed {entry.id}.")


@officers.command(cls=OfficeCommand)
@click.argument("officer", metavar="ID", type=click.UUID, help="ID of the entry.")
@click.argument(
    "kind", type=click.Choice([each.value for each in OfficerStepKind][1:]), help="What was done."
)
@click.argument("text", help="What is to be said of it.")
@click.option("--on", type=Day(PAST), help="The day; without it today.")
@click.pass_obj
def step(
    session: Session,
    /,
    officer: Any,  # noqa: ANN401  click's UUID
    kind: str,
    text: str,
    on: date | None,
) -> None:
    """Write down what became of an entry: reviewed, notice, removed, restored or remark."""
    done = session.do(
        RecordOfficerStep(officer=officer, kind=OfficerStepKind(kind), text=text, on=on)
    )
    _tell(session, {"seq": done.seq}, f"Step {done.seq} is written.")


@disclosure.command("read-load-file")
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
        click.echo(sentence, err=True)


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


def _tell(session: Session, facts: Mapping[str, object], words: str) -> None:
    if session.as_json:
        show_json(facts)
    else:
        click.echo(words)
