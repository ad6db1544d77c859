"""``dossier cases list`` and ``dossier cases show``."""

from datetime import date
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, printable, show_facts, show_json, show_rows, show_table
from app.cli.session import OfficeCommand, Session
from app.domain.cases import CaseFilter, CaseLine, Stage
from app.domain.codes import CodeBook, CodeList
from app.i18n import _
from app.services.case_file import CaseFile, CaseFileOf
from app.services.cases import CaseByNumber, CasesPage
from app.services.charges import CountView, DefendantCounts
from app.services.office import Office
from app.services.persons import DefendantView
from app.services.walls import OpenWall

LONGEST_PAGE = 5_000

_LIST = (
    Shown[CaseLine](_("Number"), "number", lambda line: line.number),
    Shown[CaseLine](_("Title"), "title", lambda line: line.title),
    Shown[CaseLine](_("Stage"), "stage", lambda line: line.stage.value),
    Shown[CaseLine](_("Status"), "status", lambda line: line.status.value),
    Shown[CaseLine](_("Defendant"), "defendant", lambda line: line.defendant),
    Shown[CaseLine](_("Charge"), "charge", lambda line: line.charge),
    Shown[CaseLine](_("Received"), "received_on", lambda line: line.received_on),
    Shown[CaseLine](_("Next date"), "next_on", lambda line: line.next_on),
)


@click.group()
def cases() -> None:
    """List cases, or show one."""


@cases.command("list", cls=OfficeCommand)
@click.option(
    "--stage",
    type=click.Choice([stage.value for stage in Stage]),
    metavar="STAGE",
    help=f"Only these: {', '.join(Stage)}.",
)
@click.option("--open", "open_only", is_flag=True, help="Leave out closed and declined cases.")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many cases.")
@click.pass_obj
def list_(session: Session, stage: str | None, open_only: bool, limit: int | None) -> None:  # noqa: FBT001  click's own signature
    """List the cases, the newest number first."""
    which = CaseFilter(stage=Stage(stage) if stage else None, open_only=open_only)
    with session.office() as office:
        lines = _lines(office, which, limit)
    show_rows(lines, _LIST, as_json=session.as_json, empty=_("There are no such cases."))


@cases.command("show", cls=OfficeCommand)
@case_number
@click.option("--open", "reason", default="", help="Open a restricted case for this reason.")
@click.pass_obj
def show(session: Session, number: str, reason: str) -> None:
    """Show everything about the case with the office's NUMBER.

    A sealed or juvenile case that may be opened for a reason is closed again afterwards; the log
    keeps the reason and every look.
    """
    with session.office() as office:
        if reason:
            office.do(OpenWall(number=number, reason=reason))
        case = office.ask(CaseByNumber(number))
        file = office.ask(CaseFileOf(case.id))
    if session.as_json:
        show_json(_as_json(file))
    else:
        _print(file)


def _lines(office: Office, which: CaseFilter, limit: int | None) -> list[CaseLine]:
    lines: list[CaseLine] = []
    after = None
    while limit is None or len(lines) < limit:
        size = LONGEST_PAGE if limit is None else min(LONGEST_PAGE, limit - len(lines))
        page = office.ask(CasesPage(which=which, after=after, size=max(size, 1)))
        lines += page.rows
        after = page.after
        if after is None:
            break
    return lines


def _as_json(file: CaseFile) -> dict[str, Any]:
    case, line, words = file.header.case, file.header.line, file.words
    return {
        "number": case.number,
        "title": case.title,
        "stage": case.stage,
        "status": case.status,
        "status_since": case.status_since,
        "kind": case.kind,
        "agency": case.agency,
        "received_on": case.received_on,
        "offense_from": case.offense_from,
        "offense_to": case.offense_to,
        "offense_place": case.offense_place,
        "court": case.court,
        "courtroom": case.courtroom,
        "judge": case.judge,
        "screening": case.screening,
        "screened_on": case.screened_on,
        "declination_reason": case.declination_reason,
        "synopsis": case.synopsis,
        "next_on": line.next_on,
        "numbers": [
            {"kind": each.kind, "number": each.number, "issuer": each.issuer}
            for each in file.header.numbers
        ],
        "members": [
            {"name": each.user.name, "role": each.assignment.role, "since": each.assignment.since}
            for each in file.header.members
        ],
        "flags": [{"name": flag.name, "until": flag.until} for flag in file.header.flags],
        "defendants": [_defendant_json(each) for each in file.people.defendants],
        "people": [
            {"name": each.name, "role": each.party.role, "until": each.party.until}
            for each in file.people.others
        ],
        "charges": [_count_json(group, count) for group in file.charges for count in group.counts],
        **_dated_json(file, words),
    }


def _dated_json(file: CaseFile, words: CodeBook) -> dict[str, Any]:
    return {
        "deadlines": [
            {
                "deadline": each.title,
                "due_on": each.due_on,
                "status": each.status,
                "severity": each.severity,
                "citation": each.citation,
                "reason": each.trace,
            }
            for each in file.deadlines
        ],
        "hearings": [
            {
                "hearing": words.label(CodeList.HEARING, each.kind),
                "kind": each.kind,
                "on": each.on,
                "starts_at": each.local,
                "status": each.status,
                "court": each.court,
                "courtroom": each.courtroom,
                "result": each.result,
            }
            for each in file.hearings
        ],
        "evidence": [
            {
                "tag": held.item.tag,
                "kind": held.item.kind,
                "description": held.item.description,
                "holder": held.holder,
                "place": held.place,
            }
            for held in file.evidence
        ],
        "tasks": [
            {"task": each.title, "due_on": each.due_on, "done_at": each.done_at}
            for each in file.tasks
        ],
    }


def _defendant_json(view: DefendantView) -> dict[str, Any]:
    state = view.state
    return {
        "name": view.party.name,
        "custody": state.custody,
        "custody_since": state.custody_since,
        "custody_place": state.custody_place,
        "bail": state.bail_kind,
        "bail_cents": state.bail_cents,
        "bail_posted": state.bail_posted,
        "arraigned_on": state.arraigned_on,
        "counsel": state.counsel,
        "warrants": [
            {"kind": each.kind, "issued_on": each.issued_on, "is_active": each.is_active}
            for each in view.warrants
        ],
        "no_contact_orders": [
            {
                "protects": each.protects,
                "issued_on": each.order.issued_on,
                "expires_on": each.order.expires_on,
                "binds": each.binds,
            }
            for each in view.orders
        ],
    }


def _count_json(group: DefendantCounts, count: CountView) -> dict[str, Any]:
    charge = count.charge
    return {
        "defendant": group.name,
        "count": charge.number,
        "statute": charge.statute,
        "description": charge.description,
        "class": charge.charge_class,
        "offense_from": charge.offense_from,
        "offense_to": charge.offense_to,
        "victims": count.victims,
        "plea": charge.plea,
        "disposition": charge.disposition,
        "disposed_on": charge.disposed_on,
        "pleas": [{"plea": each.record.plea, "on": each.record.on} for each in count.pleas],
        "dispositions": [
            {"code": each.record.code, "stated": each.record.stated, "on": each.record.on}
            for each in count.dispositions
        ],
        "sentences": [
            {
                "component": each.record.component,
                "term": each.record.term,
                "unit": each.record.unit,
                "on": each.record.on,
            }
            for each in count.sentences
        ],
    }


def _print(file: CaseFile) -> None:
    case, words = file.header.case, file.words
    click.echo(printable(f"{case.number}  {case.title}"))
    numbers = [f"{each.kind} {each.number}" for each in file.header.numbers]
    show_facts(
        (
            (_("Stage"), words.label(CodeList.STAGE, case.stage)),
            (_("Status"), words.label(CodeList.CASE_STATUS, case.status)),
            (_("Kind"), words.label(CodeList.CASE_KIND, case.kind)),
            (_("Other numbers"), ", ".join(numbers)),
            (_("Received"), case.received_on),
            (_("Offense"), _span(case.offense_from, case.offense_to)),
            (_("Place"), case.offense_place),
            (_("Court"), ", ".join(filter(None, (case.court, case.courtroom, case.judge)))),
            (_("Assigned"), ", ".join(each.user.name for each in file.header.members)),
            (_("Flags"), ", ".join(flag.name for flag in file.header.flags)),
        )
    )
    _print_people(file)
    _print_counts(file)
    _print_dates(file)
    _section(
        _("Evidence"),
        (_("Tag"), _("What"), _("Holder"), _("Place")),
        [(held.item.tag, held.item.description, held.holder, held.place) for held in file.evidence],
    )


def _print_people(file: CaseFile) -> None:
    _section(
        _("Defendants"),
        (_("Name"), _("Custody"), _("Bail"), _("Counsel")),
        [
            (each.party.name, each.custody_words, each.bail_words, each.state.counsel)
            for each in file.people.defendants
        ],
    )
    _section(
        _("People"),
        (_("Role"), _("Name")),
        [(each.role_words, each.name) for each in file.people.others],
    )


def _print_counts(file: CaseFile) -> None:
    _section(
        _("Charges"),
        (_("Defendant"), _("Count"), _("Statute"), _("Charge"), _("Plea"), _("Disposition")),
        [
            (
                group.name,
                str(count.charge.number),
                count.charge.statute,
                count.charge.description,
                count.plea,
                "; ".join(filter(None, (count.disposition, count.sentence))),
            )
            for group in file.charges
            for count in group.counts
        ],
    )


def _print_dates(file: CaseFile) -> None:
    _section(
        _("Hearings"),
        (_("Start"), _("Hearing"), _("Status"), _("Place")),
        [
            (
                f"{each.local:%a %d %b %Y %H:%M}",
                file.words.label(CodeList.HEARING, each.kind),
                each.status.value,
                ", ".join(filter(None, (each.courtroom, each.court))),
            )
            for each in file.hearings
        ],
    )
    _section(
        _("Deadlines"),
        (_("Due"), _("Deadline"), _("Status"), _("Rule")),
        [
            (f"{each.due_on:%a %d %b %Y}", each.title, each.status.value, each.citation)
            for each in file.deadlines
        ],
    )
    _section(
        _("Tasks"),
        (_("Due"), _("Task"), _("Done")),
        [
            (
                f"{each.due_on:%a %d %b %Y}" if each.due_on else "",
                each.title,
                _("yes") if each.done_at else "",
            )
            for each in file.tasks
        ],
    )


def _section(title: str, headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    if rows:
        click.echo(f"\n{title}")
        show_table(headings, [[_cut(cell) for cell in row] for row in rows])


def _cut(text: str) -> str:
    flat = " ".join(printable(text).split())
    return flat if len(flat) <= _WIDEST else f"{flat[: _WIDEST - 1]}…"


_WIDEST = 48


def _span(first: date | None, last: date | None) -> str:
    days = dict.fromkeys(day for day in (first, last) if day is not None)
    return " to ".join(f"{day:%a %d %b %Y}" for day in days)
