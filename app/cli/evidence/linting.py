"""`dossier evidence lint`: what is wrong or wanting in chains of custody."""

from collections.abc import Iterable, Sequence

import click

from app.cli.output import printable, show_json
from app.cli.session import OfficeCommand, Session
from app.domain.custody.findings import Finding
from app.i18n.custody_findings import finding_title, finding_words
from app.services.cases import CaseByNumber
from app.services.evidence import CaseCustodyCheck, CheckedItem, CustodyCheck, EvidenceByTag
from app.services.office import Office


@click.command(cls=OfficeCommand)
@click.argument("number", default="", help="Number of the case; without it, all of them.")
@click.option("--item", default="", help="Tag of one item.")
@click.pass_obj
def lint(session: Session, number: str, item: str) -> None:
    """Look over the chains of a case, of one item, or of the whole office."""
    with session.office() as office:
        checked = _checked(office, number, item)
    if session.as_json:
        show_json([_as_json(each) for each in checked])
        return
    if not checked:
        click.echo("No chain has a finding.")
    for each in checked:
        click.echo(printable(f"{each.tag}: {each.description}"))
        echo_findings(each.findings)


def _checked(office: Office, number: str, tag: str) -> Sequence[CheckedItem]:
    if tag:
        shown = office.ask(EvidenceByTag(tag))
        line = shown.line
        one = CheckedItem(line.item, line.case, line.tag, line.description, shown.findings)
        return [one] if shown.findings else []
    if number:
        return office.ask(CaseCustodyCheck(office.ask(CaseByNumber(number)).id))
    found: list[CheckedItem] = []
    page = office.ask(CustodyCheck())
    found += page.items
    while page.after is not None:
        page = office.ask(CustodyCheck(after=page.after))
        found += page.items
    return found


def echo_findings(findings: Iterable[Finding]) -> None:
    """Print findings, one a line."""
    for finding in findings:
        click.echo(printable(f"  {finding_title(finding)}. {finding_words(finding)}"))


def _as_json(item: CheckedItem) -> dict[str, object]:
    return {
        "tag": item.tag,
        "description": item.description,
        "findings": [_finding_as_json(finding) for finding in item.findings],
    }


def _finding_as_json(finding: Finding) -> dict[str, object]:
    return {
        "fault": finding.fault.value,
        "gravity": finding.gravity.value,
        "steps": finding.steps,
        "corrections": finding.corrections,
        "words": finding_words(finding),
    }


COMMANDS = (lint,)
