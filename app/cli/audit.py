"""`dossier audit`: looking through the log, checking it, handing it out."""

from datetime import date
from pathlib import Path

import click

from app.cli.output import Shown, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day
from app.domain.audit import Outcome
from app.domain.audit_report import ChainReport, DeepReport
from app.domain.audit_view import ActGroup, AuditFilter, AuditLine, PersonWeek, WeekReport
from app.i18n.acts import act_words
from app.i18n.audit_words import chain_faults, clock_notes, deep_faults
from app.services.audit import ACCEPTED_FOR, AcceptLog, VerifyAudit, VerifyRecords
from app.services.audit_export import ExportAuditLog
from app.services.audit_papers import FindPaper, PaperCode
from app.services.audit_view import AuditPage, WeekOfAudit
from app.services.cases import CaseByNumber
from app.services.machine_clock import VouchForClock

DAMAGED = 4
"""Exit code of a check that found damage, as of a vault too damaged to open."""
_DAY = Day(PAST)

_LINES = (
    Shown[AuditLine]("Entry", "seq", lambda line: line.seq),
    Shown[AuditLine]("When", "at", lambda line: line.at),
    Shown[AuditLine]("Who", "who", lambda line: line.who),
    Shown[AuditLine]("What", "what", lambda line: line.what),
    Shown[AuditLine]("Outcome", "outcome", lambda line: line.outcome.value),
    Shown[AuditLine]("Case", "case", lambda line: line.case_number),
    Shown[AuditLine]("Touched", "touched", lambda line: line.touched),
    Shown[AuditLine](
        "Facts", "facts", lambda line: " ".join("=".join(fact) for fact in line.facts)
    ),
)

_PEOPLE = (
    Shown[PersonWeek]("Who", "who", lambda week: week.who),
    Shown[PersonWeek]("Done", "done", lambda week: week.done),
    Shown[PersonWeek]("Looked at", "read", lambda week: week.read),
    Shown[PersonWeek]("Refused", "denied", lambda week: week.denied),
    Shown[PersonWeek]("First", "first", lambda week: week.first),
    Shown[PersonWeek]("Last", "last", lambda week: week.last),
)


@click.group()
def audit() -> None:
    """The audit log: look through it, check it, hand it out."""


@audit.command("verify", cls=OfficeCommand)
@click.option("--deep", is_flag=True, help="Compare every record with what the log says of it.")
@click.option("--code", help="Find the code at the foot of a printed page.")
@click.pass_obj
def verify(session: Session, *, deep: bool, code: str | None) -> int:
    """Check that no entry was changed, dropped or put in; exit 4 when one was."""
    with session.office() as office:
        chain = office.ask(VerifyAudit())
        records = office.ask(VerifyRecords()) if deep else None
        paper = office.ask(FindPaper(code)) if code else None
    printed = _paper_as_json(paper) if paper else None
    if session.as_json:
        found = {**chain_as_json(chain), "paper": printed}
        show_json({**found, "deep": deep_as_json(records)} if records else found)
    else:
        show_facts(chain_facts(chain) + (deep_facts(records) if records else []))
        if paper:
            show_facts(_paper_facts(paper))
    whole = chain.is_whole and (records is None or records.is_whole)
    return 0 if whole else DAMAGED


def _paper_facts(paper: PaperCode) -> list[tuple[str, object]]:
    """Return where in the log a page belongs, and what the log keeps of its printing."""
    facts: list[tuple[str, object]] = [
        ("Printed when the last entry was", paper.seq),
        ("of", paper.at),
    ]
    if paper.printed_by is not None:
        facts.append(("What", act_words(paper.printed_by.action)))
        facts += [(name, value) for name, value in paper.printed_by.facts]
    return facts


def _paper_as_json(paper: PaperCode) -> dict[str, object]:
    """Return the same for programs."""
    printed = paper.printed_by
    return {
        "entry": paper.seq,
        "at": paper.at,
        "action": printed.action if printed else None,
        "facts": dict(printed.facts) if printed else {},
    }


@audit.command("list", cls=OfficeCommand)
@click.option("--from", "since", type=_DAY, help="First day.")
@click.option("--to", "until", type=_DAY, help="Last day.")
@click.option("--user", "login", help="Acts of one login.")
@click.option("--case", "number", help="Acts in one case.")
@click.option(
    "--group", type=click.Choice([each.value for each in ActGroup]), help="Only acts of this kind."
)
@click.option(
    "--outcome",
    type=click.Choice([each.value for each in Outcome]),
    help="Only acts that ended so.",
)
@click.option(
    "--limit",
    default=50,
    show_default=True,
    type=click.IntRange(1, 100_000),
    help="Entries at most.",
)
@click.pass_obj
def list_entries(
    session: Session,
    *,
    since: date | None,
    until: date | None,
    login: str | None,
    number: str | None,
    group: str | None,
    outcome: str | None,
    limit: int,
) -> None:
    """Show entries, newest first."""
    with session.office() as office:
        wanted = AuditFilter(
            since=since,
            until=until,
            login=login or "",
            case=office.ask(CaseByNumber(number)).id if number else None,
            group=ActGroup(group) if group else None,
            outcome=Outcome(outcome) if outcome else None,
        )
        rows = office.ask(AuditPage(wanted=wanted, size=limit)).rows
    show_rows(rows, _LINES, as_json=session.as_json, empty="No such entry.")


@audit.command("report", cls=OfficeCommand)
@click.option("--until", type=_DAY, help="Last day of the week; without it today.")
@click.pass_obj
def report(session: Session, until: date | None) -> None:
    """Sum up the seven days that end with a day, for the weekly review."""
    week = session.ask(WeekOfAudit(until))
    if session.as_json:
        show_json(_week_as_json(week))
        return
    show_facts(
        [
            ("From", week.since),
            ("To", week.until),
            ("Entries", f"{week.entries:,}"),
            *((group.value.capitalize(), f"{number:,}") for group, number in week.groups),
        ]
    )
    show_rows(week.people, _PEOPLE, as_json=False, empty="Nobody was at work.")
    click.echo("To look at:")
    show_rows(week.to_look_at, _LINES, as_json=False, empty="Nothing out of the ordinary.")
    if week.left_out:
        click.echo(f"{week.left_out:,} more; see dossier audit list.")


@audit.command("export", cls=OfficeCommand)
@click.argument("to", metavar="FILE", type=click.Path(path_type=Path), help="New file to write.")
@click.option("--first", default=1, type=int, help="Position of the first entry.")
@click.pass_obj
def export(session: Session, to: Path, first: int) -> None:
    """Write the log to FILE, to be checked with resources/audit/verify_audit_log.py."""
    done = session.ask(ExportAuditLog(to, first))
    facts = [
        ("File", str(done.path)),
        ("First entry", done.first),
        ("Last entry", done.last),
        ("Withheld", done.withheld),
        ("SHA-256 of all lines but the last", done.sha256),
    ]
    if session.as_json:
        show_json(dict(facts))
    else:
        show_facts(facts)


@audit.command("accept", cls=OfficeCommand)
@click.option(
    "--reason",
    required=True,
    type=click.Choice(ACCEPTED_FOR),
    help="Why what was found is accepted.",
)
@click.pass_obj
def accept(session: Session, reason: str) -> None:
    """Accept the log as it is, after a restore or a crash, although an anchor knew more."""
    faults = chain_faults(session.do(AcceptLog(reason=reason)))
    click.echo("Accepted and recorded. It had been found:", err=True)
    for fault in faults:
        click.echo(f"  {fault}", err=True)


@audit.command("vouch-clock", cls=OfficeCommand)
@click.pass_obj
def vouch_clock(session: Session) -> None:
    """Say that this computer's clock is right, although the log speaks against it."""
    session.do(VouchForClock())
    click.echo("Recorded. The log goes by this computer's clock again.", err=True)


def chain_facts(report: ChainReport) -> list[tuple[str, object]]:
    """Return what was found as labelled lines."""
    return [
        ("Audit log", "whole" if report.is_whole else "DAMAGED"),
        ("Entries", f"{report.entries:,}"),
        ("Signatures", f"{report.checkpoints:,}, up to entry {report.signed_to:,}"),
        ("Last entry", f"{report.last_seq} {report.last_link}"),
        *(("Found", fault) for fault in chain_faults(report)),
        *(("Note", note) for note in clock_notes(report)),
    ]


def chain_as_json(report: ChainReport) -> dict[str, object]:
    """Return what was found, for programs."""
    return {
        "whole": report.is_whole,
        "entries": report.entries,
        "broken": report.broken,
        "last_seq": report.last_seq,
        "last_link": report.last_link,
        "signatures": report.checkpoints,
        "signed_to": report.signed_to,
        "unsigned": report.unsigned,
        "anchors": {each.place.value: each.state.value for each in report.anchors},
        "clock_set_back": report.clock_set_back,
        "found": chain_faults(report),
    }


def deep_facts(report: DeepReport) -> list[tuple[str, object]]:
    """Return what comparing the records found as labelled lines."""
    return [
        ("Records compared with the log", f"{report.compared:,}"),
        ("Records that differ", f"{report.wrong_count:,}"),
        *(("Found", fault) for fault in deep_faults(report)),
    ]


def deep_as_json(report: DeepReport) -> dict[str, object]:
    """Return what comparing the records found, for programs."""
    return {
        "whole": report.is_whole,
        "compared": report.compared,
        "wrong": [
            {"kind": each.kind, "id": each.id, "what": each.what.value} for each in report.wrong
        ],
        "wrong_count": report.wrong_count,
        "miscounted": report.miscounted,
        "stale": dict(report.stale),
    }


def _week_as_json(week: WeekReport) -> dict[str, object]:
    return {
        "from": week.since,
        "to": week.until,
        "entries": week.entries,
        "groups": {group.value: number for group, number in week.groups},
        "people": [{shown.key: shown.value(each) for shown in _PEOPLE} for each in week.people],
        "to_look_at": [
            {shown.key: shown.value(line) for shown in _LINES} for line in week.to_look_at
        ],
        "left_out": week.left_out,
    }
