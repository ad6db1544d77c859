"""`dossier evidence export-case` and `import-case`: chains of custody as CASE/UCO."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.evidence_exchange import ExchangeReport, ExhibitLine
from app.domain.imports import ImportFinding
from app.services.cases import CaseByNumber
from app.services.evidence_exchange import ExportChains, ImportChains, PreviewChains, finding_words

_SHOWN_FINDINGS = 40
"""Findings listed for people; JSON has all of them."""

_EXHIBITS = (
    Shown[ExhibitLine]("Tag", "tag", lambda line: line.tag),
    Shown[ExhibitLine]("In the file", "numbers", lambda line: line.numbers),
    Shown[ExhibitLine]("Description", "description", lambda line: line.description),
    Shown[ExhibitLine]("Steps", "steps", lambda line: line.steps),
    Shown[ExhibitLine]("Holder", "holder", lambda line: line.holder),
)
_FINDINGS = (
    Shown[ImportFinding]("Severity", "severity", lambda finding: finding.severity),
    Shown[ImportFinding]("Place", "place", lambda finding: finding.field),
    Shown[ImportFinding]("Reason", "reason", lambda finding: finding.reason),
    Shown[ImportFinding]("Stated", "stated", lambda finding: finding.stated),
    Shown[ImportFinding]("Related", "related", lambda finding: finding.related),
    Shown[ImportFinding]("Sentence", "sentence", finding_words),
)


@click.command("export-case", cls=OfficeCommand)
@case_number
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.pass_obj
def export_case(session: Session, number: str, out: Path) -> None:
    """Write the chains of custody of the case with NUMBER as CASE/UCO (JSON-LD).

    Names of victims, informants and minors stand in it as initials. Where --out is a folder, the
    file is called after the case.
    """
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        done = office.ask(ExportChains(case=case, to=out))
    if session.as_json:
        show_json({**asdict(done), "path": str(done.path)})
        return
    show_facts(
        (
            ("Saved as", str(done.path)),
            ("Exhibits", done.exhibits),
            ("Steps", done.steps),
            ("Records with masked names", done.masked or ""),
            ("SHA-256", done.sha256),
        )
    )


@click.command("import-case", cls=OfficeCommand)
@click.argument("file", type=click.Path(path_type=Path), help="The CASE/UCO file.")
@click.option("--case", "number", default="", help="Number of the case; without it a new one.")
@click.option("--dry-run", is_flag=True, help="Only say what would come in and what cannot.")
@click.pass_obj
def import_case(session: Session, file: Path, number: str, *, dry_run: bool) -> None:
    """Take in the exhibits of a CASE/UCO FILE with their chains of custody.

    All of it or nothing. What cannot be taken in is listed with its place in the file. Exhibits
    that are here already are not taken in again.
    """
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id if number else None
        if dry_run:
            report = office.ask(PreviewChains(path=file, case=case))
        else:
            report = office.do(ImportChains(path=file, case=case)).value
    if session.as_json:
        show_json({**_as_json(report), "dry_run": dry_run})
    else:
        _show(report, dry_run=dry_run)


def _as_json(report: ExchangeReport) -> dict[str, Any]:
    return {
        "file": report.file,
        "sha256": report.sha256,
        "case": report.case_number,
        "title": report.case_title,
        "nodes": report.nodes,
        "taken": report.taken,
        "known": report.known,
        "steps": report.steps,
        "left_out": report.left_out,
        "doubts": report.doubts,
        "exhibits": [asdict(line) for line in report.exhibits],
        "findings": [
            {column.key: column.value(finding) for column in _FINDINGS}
            for finding in report.findings
        ],
    }


def _show(report: ExchangeReport, *, dry_run: bool) -> None:
    show_facts(
        (
            ("File", report.file),
            ("Case", f"{report.case_number or 'new'} {report.case_title}"),
            ("Described", f"{report.nodes} things, {report.taken} understood"),
            ("Here already", report.known or ""),
        )
    )
    show_rows(report.exhibits, _EXHIBITS, as_json=False, empty="No exhibit is new.")
    click.echo(f"{report.left_out} left out, {report.doubts} doubtful.")
    for finding in report.findings[:_SHOWN_FINDINGS]:
        words = finding_words(finding)
        click.echo(printable(f"  {finding.severity}  {finding.field}  {words}"))
    if len(report.findings) > _SHOWN_FINDINGS:
        rest = len(report.findings) - _SHOWN_FINDINGS
        click.echo(f"  and {rest} more; --json lists all of them.")
    if dry_run:
        click.echo("Nothing was taken in (dry run).")


COMMANDS = (export_case, import_case)
