"""`dossier import`: takes in another office's files, all of them or nothing."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from app.cli.output import Shown, printable, show_json, show_table
from app.cli.session import OfficeCommand, Session
from app.domain.imports import ImportFinding, ImportReport
from app.services.imports import ImportCookCounty, words_of

_SHOWN_FINDINGS = 20
"""Findings listed for people; JSON has all of them."""

_COLUMNS = (
    Shown[ImportFinding]("Severity", "severity", lambda finding: finding.severity),
    Shown[ImportFinding]("File", "file", lambda finding: finding.file),
    Shown[ImportFinding]("Line", "line", lambda finding: finding.line or None),
    Shown[ImportFinding]("Field", "field", lambda finding: finding.field),
    Shown[ImportFinding]("Reason", "reason", lambda finding: finding.reason),
    Shown[ImportFinding]("Stated", "stated", lambda finding: finding.stated),
    Shown[ImportFinding]("Sentence", "sentence", words_of),
)


@click.group("import")
def import_() -> None:
    """Take in cases from another system."""


@import_.command("cook-county", cls=OfficeCommand)
@click.argument("folder", type=click.Path(path_type=Path), help="Folder of the four CSV files.")
@click.option("--progress", is_flag=True, help="Tell how far it is, also into a file.")
@click.pass_obj
def cook_county(session: Session, folder: Path, *, progress: bool) -> None:
    """Take in intake, initiation, dispositions and sentencing from FOLDER.

    Ctrl+C stops it and leaves no trace. Files taken in before change nothing.
    """
    line = _ProgressLine(is_shown=progress or sys.stderr.isatty())
    try:
        report = session.do(ImportCookCounty(folder, line.tell))
    finally:
        line.end()
    if session.as_json:
        show_json(_as_json(report))
    else:
        _show(report)


class _ProgressLine:
    """One line on stderr that says how far the import is."""

    def __init__(self, *, is_shown: bool) -> None:
        self._is_shown = is_shown
        self._last = ""

    def tell(self, done: int, of: int, step: str) -> None:
        """Write the line again when it changed."""
        text = f"{done * 100 // of:3d} %  {step.replace('_', ' ')}"
        if self._is_shown and text != self._last:
            click.echo(f"\r{text:<40}", err=True, nl=False)
            self._last = text

    def end(self) -> None:
        """Leave the line behind."""
        if self._last:
            click.echo(err=True)


def _as_json(report: ImportReport) -> dict[str, Any]:
    return {
        **asdict(report.found),
        "rejected": report.rejected,
        "warnings": report.warnings,
        "new": asdict(report.new),
        "files": [asdict(account) for account in report.files],
        "findings": [
            {column.key: column.value(finding) for column in _COLUMNS}
            for finding in report.findings
        ],
    }


def _show(report: ImportReport) -> None:
    found, new = asdict(report.found), asdict(report.new)
    show_table(
        ["", "In the files", "New"],
        [[kind.capitalize(), f"{found[kind]:,}", f"{new[kind]:,}"] for kind in found],
    )
    click.echo(f"{report.rejected:,} rows left out, {report.warnings:,} warnings.")
    for finding in report.findings[:_SHOWN_FINDINGS]:
        place = f"{finding.file}:{finding.line}" if finding.line else finding.file
        click.echo(printable(f"  {finding.severity}  {place}  {words_of(finding)}"))
    if len(report.findings) > _SHOWN_FINDINGS:
        rest = len(report.findings) - _SHOWN_FINDINGS
        click.echo(f"  and {rest:,} more; --json lists all of them.")
