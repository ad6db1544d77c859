"""`dossier disclosure asof|certificate|paper`: what the defense had, what is open, and papers."""

from datetime import date
from pathlib import Path

import click

from app.cli.arguments import case_number
from app.cli.disclosure.finding import (
    accused_of,
    case_of,
    subject_of,
    view_of,
)
from app.cli.disclosure.telling import tell
from app.cli.output import Shown, printable, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day
from app.domain.disclosure.certificates import OpenMatter
from app.domain.disclosure.having import Had
from app.i18n.disclosure import open_words
from app.services.disclosure.certificates import IssueCertificate, WhatIsOpen
from app.services.disclosure.papers import PaperKind, PrintDisclosurePaper
from app.services.disclosure.views import WhatTheDefenseHad
from app.services.documents import require_free, save_paper

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


@click.command(cls=OfficeCommand)
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


@click.command(cls=OfficeCommand)
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
    tell(session, facts, f"Certificate {made.number} names {len(filed.lines)} rows.")


@click.command(cls=OfficeCommand)
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
    tell(session, facts, f"{printable(str(out))}: {printed.pages} pages.")


COMMANDS = (asof, certificate, paper)
