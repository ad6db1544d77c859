"""`dossier clock`: speedy-trial clocks, the days they exclude, and what would be if."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click

from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpanId, SpeedyClockId
from app.domain.clocks.regimes import Regime, regimes
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.i18n.clocks import STATE_WORDS, heading, left, trial
from app.services.cases import CaseByNumber
from app.services.clocks import (
    AddExclusion,
    CaseClocks,
    ClockChange,
    ClocksOfCase,
    ClockView,
    CloseExclusion,
    ConfirmExclusion,
    OfficeClock,
    OfficeClocks,
    PrintClockSheet,
    RemoveClock,
    ResumeClock,
    SpanLine,
    StartClock,
    StopClock,
    WhatIf,
    WhatIfAnswer,
    WithdrawExclusion,
)
from app.services.documents import require_free, save_paper
from app.services.office import Command, Office

R = TypeVar("R")
_A_CENTURY = 36_525
_OFFICE = (
    Shown[OfficeClock]("Left", "remaining", lambda line: line.remaining),
    Shown[OfficeClock]("Limit", "limit_date", lambda line: line.limit_date),
    Shown[OfficeClock]("Plan for", "conservative", lambda line: line.conservative),
    Shown[OfficeClock]("Stands still", "is_provisional", lambda line: line.is_provisional),
    Shown[OfficeClock]("Case", "number", lambda line: line.number),
    Shown[OfficeClock]("Title", "title", lambda line: line.title),
    Shown[OfficeClock]("Defendant", "defendant", lambda line: line.name),
    Shown[OfficeClock]("Law", "law", lambda line: line.law),
    Shown[OfficeClock]("Citation", "citation", lambda line: line.citation),
    Shown[OfficeClock]("Charges", "charges", lambda line: line.charges),
    Shown[OfficeClock]("ID", "id", lambda line: line.id),
)
_CASE = (
    Shown[ClockView]("Clock", "title", lambda view: heading(view.standing)),
    Shown[ClockView]("Defendant", "defendant", lambda view: view.standing.name),
    Shown[ClockView]("Elapsed", "elapsed", lambda view: _figure(view, "elapsed")),
    Shown[ClockView]("Excluded", "excluded", lambda view: _figure(view, "excluded")),
    Shown[ClockView]("Counted", "counted", lambda view: _figure(view, "counted")),
    Shown[ClockView]("Left", "remaining", lambda view: _figure(view, "remaining")),
    Shown[ClockView]("Limit", "limit_date", lambda view: _figure(view, "limit_date")),
    Shown[ClockView]("Compliant", "last_compliant", lambda view: _figure(view, "last_compliant")),
    Shown[ClockView]("Rolled", "rolled", lambda view: _figure(view, "rolled")),
    Shown[ClockView]("Plan for", "conservative", lambda view: _figure(view, "conservative")),
    Shown[ClockView]("State", "state", lambda view: left(view.standing)),
    Shown[ClockView]("ID", "id", lambda view: view.standing.clock.id),
)
_SPANS = (
    Shown[SpanLine]("Excluded", "kind", lambda line: line.what),
    Shown[SpanLine]("From", "first", lambda line: line.span.first),
    Shown[SpanLine]("To", "last", lambda line: line.span.last or "open"),
    Shown[SpanLine]("Defendant", "defendant", lambda line: line.name),
    Shown[SpanLine]("State", "state", lambda line: STATE_WORDS[line.span.state]),
    Shown[SpanLine]("Order", "authority", lambda line: line.span.authority),
    Shown[SpanLine]("Reason", "reason", lambda line: line.span.reason),
    Shown[SpanLine]("ID", "id", lambda line: line.id),
)
_CHANGES = (
    Shown[ClockChange]("Clock", "title", lambda each: heading(each.before.standing)),
    Shown[ClockChange]("Defendant", "defendant", lambda each: each.before.standing.name),
    Shown[ClockChange]("Left", "remaining", lambda each: each.before.standing.remaining),
    Shown[ClockChange]("would be", "remaining_after", lambda each: each.after.standing.remaining),
    Shown[ClockChange]("Limit", "limit_date", lambda each: each.before.standing.limit_date),
    Shown[ClockChange]("would be", "limit_date_after", lambda each: each.after.standing.limit_date),
    Shown[ClockChange]("Trial", "trial", lambda each: _verdict(each.before)),
    Shown[ClockChange]("would be", "trial_after", lambda each: _verdict(each.after)),
)
_LAWS = (
    Shown[Regime]("Law", "id", lambda law: law.id),
    Shown[Regime]("Title", "title", lambda law: law.title),
    Shown[Regime]("Citation", "law", lambda law: law.law),
    Shown[Regime]("Asks for", "facts", lambda law: _asked(law)),
    Shown[Regime]("Confidence", "confidence", lambda law: law.confidence),
)


@click.group()
def clock() -> None:
    """Speedy-trial clocks and the days they exclude."""


@clock.command("list", cls=OfficeCommand)
@click.argument("number", required=False)
@click.option("--days", type=click.IntRange(0, _A_CENTURY), help="Only those that run out within.")
@click.option("--mine", is_flag=True, help="Only those of your cases.")
@click.pass_obj
def list_(session: Session, number: str | None, days: int | None, *, mine: bool) -> None:
    """List running clocks, in one case or in all, those with the fewest days left first."""
    with session.office() as office:
        if number:
            clocks = office.ask(ClocksOfCase(case=_case(office, number)))
            show_rows(clocks.clocks, _CASE, as_json=session.as_json, empty="No clock runs.")
            return
        lines = tuple(_office_lines(office, OfficeClocks(days=days, mine=mine)))
    show_rows(lines, _OFFICE, as_json=session.as_json, empty="No clock runs.")


@clock.command(cls=OfficeCommand)
@click.argument("number")
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@click.pass_obj
def show(session: Session, number: str, as_of: date | None) -> None:
    """Show every clock of the case NUMBER with its figures, its exclusions and every step."""
    with session.office() as office:
        clocks = office.ask(ClocksOfCase(case=_case(office, number), as_of=as_of))
    if session.as_json:
        show_json(_as_json(clocks))
        return
    show_facts((("As of", clocks.as_of), ("Laws", clocks.edition), ("Trial", _trial_on(clocks))))
    show_rows(clocks.clocks, _CASE, as_json=False, empty="No clock runs.")
    click.echo()
    show_rows(clocks.spans, _SPANS, as_json=False, empty="Nothing is excluded.")
    for view in clocks.clocks:
        click.echo(f"\n{printable(heading(view.standing))}, {view.standing.regime.law}")
        for line in (*view.standing.warnings, *view.standing.trace):
            click.echo(f"  {printable(line)}")


@clock.command("what-if", cls=OfficeCommand)
@click.argument("number")
@click.option("--trial", "trial_on", type=Day(), help="The trial on another day.")
@click.option(
    "--exclude",
    "added",
    multiple=True,
    metavar="KIND:FROM[:TO]",
    help="Days excluded besides; may be repeated.",
)
@click.option("--confirm", "confirmed", type=click.UUID, multiple=True, help="A proposed one.")
@click.option("--withdraw", "withdrawn", type=click.UUID, multiple=True, help="One that counts.")
@click.option("--close", "closed", metavar="ID:DAY", multiple=True, help="An open one, decided.")
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@click.pass_obj
def what_if(
    session: Session,
    *,
    number: str,
    trial_on: date | None,
    added: tuple[str, ...],
    confirmed: tuple[UUID, ...],
    withdrawn: tuple[UUID, ...],
    closed: tuple[str, ...],
    as_of: date | None,
) -> None:
    """Show every clock of the case NUMBER before and after; nothing is written."""
    supposed = Supposed(
        added=tuple(map(_supposed, added)),
        confirmed=frozenset(map(ExcludedSpanId, confirmed)),
        withdrawn=frozenset(map(ExcludedSpanId, withdrawn)),
        closed=tuple(map(_closed, closed)),
    )
    with session.office() as office:
        case = _case(office, number)
        answer = office.ask(WhatIf(case=case, trial_on=trial_on, supposed=supposed, as_of=as_of))
    _show_answer(session, answer)


@clock.command(cls=OfficeCommand)
@click.argument("number")
@click.argument("law")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="What the law asks for.")
@click.option("--defendant", help="Family name; needed where there are several.")
@click.option("--charges", default="", help='The counts, e.g. "counts 1 to 3".')
@click.option("--note", default="")
@click.pass_obj
def start(
    session: Session,
    *,
    number: str,
    law: str,
    facts: tuple[str, ...],
    defendant: str | None,
    charges: str,
    note: str,
) -> None:
    """Start a clock of the LAW (see `clock laws`) in the case NUMBER."""
    with session.office() as office:
        case = _case(office, number)
        started = office.do(
            StartClock(
                case=case,
                regime=law,
                defendant=_defendant(office, case, defendant),
                charges=charges,
                facts=tuple(map(_fact, facts)),
                note=note,
            )
        ).value
    _tell(session, started.id, "Started")


@clock.command(cls=OfficeCommand)
@click.argument("number")
@click.argument("kind")
@click.argument("first", metavar="FROM", type=Day())
@click.argument("last", metavar="[TO]", type=Day(), required=False)
@click.option("--defendant", help="Family name; otherwise the clocks of all stop.")
@click.option("--order", "authority", default="", help="The order or finding, e.g. ECF 31.")
@click.option("--reason", default="")
@click.option("--proposed", is_flag=True, help="It does not count until it is confirmed.")
@click.option("--own", is_flag=True, help="Joined codefendants' clocks run on.")
@click.pass_obj
def exclude(
    session: Session,
    *,
    number: str,
    kind: str,
    first: date,
    last: date | None,
    defendant: str | None,
    authority: str,
    reason: str,
    proposed: bool,
    own: bool,
) -> None:
    """Exclude days from the clocks of the case NUMBER, both ends included; no TO: still open."""
    with session.office() as office:
        case = _case(office, number)
        added = office.do(
            AddExclusion(
                case=case,
                kind=kind.upper(),
                first=first,
                last=last,
                defendant=_defendant(office, case, defendant) if defendant else None,
                is_shared=not own,
                authority=authority,
                reason=reason,
                is_confirmed=not proposed,
            )
        ).value
    _tell(session, added.id, "Proposed" if proposed else "Excluded")


@clock.command(cls=OfficeCommand)
@click.argument("span", metavar="ID", type=click.UUID)
@click.option("--order", "authority", default="", help="The order or finding it rests on.")
@click.pass_obj
def confirm(session: Session, span: UUID, authority: str) -> None:
    """Let a proposed exclusion count."""
    command = ConfirmExclusion(span=ExcludedSpanId(span), authority=authority)
    _do(session, command, span, "Confirmed")


@clock.command(cls=OfficeCommand)
@click.argument("span", metavar="ID", type=click.UUID)
@click.argument("last", metavar="DAY", type=Day())
@click.option("--how", default="", help="What ended it, e.g. denied, ECF 44.")
@click.pass_obj
def close(session: Session, span: UUID, last: date, how: str) -> None:
    """Give an open exclusion its last day: the motion was decided."""
    _do(session, CloseExclusion(span=ExcludedSpanId(span), last=last, how=how), span, "Closed")


@clock.command(cls=OfficeCommand)
@click.argument("span", metavar="ID", type=click.UUID)
@click.argument("reason")
@click.pass_obj
def withdraw(session: Session, span: UUID, reason: str) -> None:
    """Let an exclusion count no longer; it stays on file with the REASON."""
    command = WithdrawExclusion(span=ExcludedSpanId(span), reason=reason)
    _do(session, command, span, "Withdrawn")


@clock.command(cls=OfficeCommand)
@click.argument("clock_id", metavar="ID", type=click.UUID)
@click.argument("on", metavar="DAY", type=Day())
@click.argument("reason")
@click.pass_obj
def stop(session: Session, clock_id: UUID, on: date, reason: str) -> None:
    """Say that a clock was satisfied on a DAY: trial began, plea, dismissal."""
    command = StopClock(clock=SpeedyClockId(clock_id), on=on, reason=reason)
    _do(session, command, clock_id, "Stopped")


@clock.command(cls=OfficeCommand)
@click.argument("clock_id", metavar="ID", type=click.UUID)
@click.pass_obj
def resume(session: Session, clock_id: UUID) -> None:
    """Let a stopped clock run again as if it had never stopped."""
    _do(session, ResumeClock(clock=SpeedyClockId(clock_id)), clock_id, "Resumed")


@clock.command(cls=OfficeCommand)
@click.argument("clock_id", metavar="ID", type=click.UUID)
@click.argument("reason")
@click.pass_obj
def remove(session: Session, clock_id: UUID, reason: str) -> None:
    """Remove a clock that should never have run; it stays on file with the REASON."""
    command = RemoveClock(clock=SpeedyClockId(clock_id), reason=reason)
    _do(session, command, clock_id, "Removed")


@clock.command(cls=OfficeCommand)
@click.pass_obj
def laws(session: Session) -> None:
    """List the laws a clock can run by, and what each asks for. Needs no vault."""
    show_rows(regimes(), _LAWS, as_json=session.as_json, empty="")


@clock.command("print", cls=OfficeCommand)
@click.argument("number")
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@click.option(
    "--out", "to", required=True, type=click.Path(path_type=Path), help="The file to write."
)
@click.option("--force", is_flag=True, help="Replace an older PDF of that name.")
@click.pass_obj
def print_(session: Session, number: str, as_of: date | None, to: Path, *, force: bool) -> None:
    """Print the clock sheet of the case NUMBER, with every step."""
    require_free(to, overwrite=force)
    with session.office() as office:
        paper = office.ask(PrintClockSheet(case=_case(office, number), as_of=as_of))
    save_paper(paper.pdf, to, overwrite=force)
    if session.as_json:
        show_json({"file": str(to), "pages": paper.pages})
    else:
        click.echo(f"{printable(str(to))}: {paper.pages} pages.")


def _case(office: Office, number: str) -> CaseId:
    return office.ask(CaseByNumber(number)).id


def _defendant(office: Office, case: CaseId, family: str | None) -> PartyId | None:
    """Return the defendant meant: the only one, or the one whose name begins like this."""
    known = office.ask(ClocksOfCase(case=case)).defendants
    if family is None:
        return known[0][0] if len(known) == 1 else None
    found = [party for party, name in known if name.casefold().startswith(family.casefold())]
    if len(found) != 1:
        raise Refused("clock.not_a_defendant", field="defendant")
    return found[0]


def _office_lines(office: Office, query: OfficeClocks) -> Iterator[OfficeClock]:
    page = office.ask(query)
    yield from page.rows
    while page.after is not None:
        page = office.ask(replace(query, after=page.after))
        yield from page.rows


def _do(session: Session, command: Command[object], record: UUID, verb: str) -> None:
    session.do(command)
    _tell(session, record, verb)


def _tell(session: Session, record: UUID, verb: str) -> None:
    if session.as_json:
        show_json({"id": record})
    else:
        click.echo(f"{verb} {record}.")


def _fact(typed: str) -> tuple[str, str]:
    name, equals, value = typed.partition("=")
    if not equals:
        raise click.BadParameter(f"{typed!r}: write NAME=VALUE, e.g. clock_start=2026-03-02.")
    return name.strip(), value.strip()


def _supposed(typed: str) -> SupposedSpan:
    kind, *days = typed.split(":")
    if not 1 <= len(days) <= 2:  # noqa: PLR2004  a first day and perhaps a last
        raise click.BadParameter(f"{typed!r}: write KIND:FROM or KIND:FROM:TO.")
    first, last = _day(days[0]), _day(days[1]) if len(days) > 1 else None
    return SupposedSpan(kind=kind.upper(), first=first, last=last)


def _closed(typed: str) -> tuple[ExcludedSpanId, date]:
    id_, _colon, day = typed.rpartition(":")
    try:
        return ExcludedSpanId(UUID(id_)), _day(day)
    except ValueError:
        raise click.BadParameter(f"{typed!r}: write ID:DAY.") from None


def _day(typed: str) -> date:
    return Day().convert(typed, None, None)


def _figure(view: ClockView, name: str) -> object:
    return getattr(view.standing.figures, name, None)


def _verdict(view: ClockView) -> str:
    return trial(view.trial) if view.trial is not None else ""


def _trial_on(clocks: CaseClocks) -> date | None:
    return clocks.trial.on if clocks.trial is not None else None


def _asked(law: Regime) -> str:
    return ", ".join(f"{fact.name}{'*' if fact.required else ''}" for fact in law.facts)


def _show_answer(session: Session, answer: WhatIfAnswer) -> None:
    if session.as_json:
        show_json(
            {
                "trial": answer.trial_before,
                "trial_after": answer.trial_after,
                "clocks": _rows(answer.clocks, _CHANGES),
            }
        )
        return
    trials = (("Trial", answer.trial_before), ("would be", answer.trial_after))
    show_facts(trials)
    show_rows(answer.clocks, _CHANGES, as_json=False, empty="No clock runs.")


def _as_json(clocks: CaseClocks) -> dict[str, object]:
    return {
        "as_of": clocks.as_of,
        "computed_at": clocks.computed_at,
        "edition": clocks.edition,
        "trial": _trial_on(clocks),
        "clocks": [
            {**row, **_reasons(view)}
            for row, view in zip(_rows(clocks.clocks, _CASE), clocks.clocks, strict=True)
        ],
        "exclusions": _rows(clocks.spans, _SPANS),
    }


def _reasons(view: ClockView) -> dict[str, object]:
    standing = view.standing
    return {
        "regime": standing.regime.id,
        "facts": dict(standing.clock.facts),
        "is_provisional": standing.is_provisional,
        "further": dict(standing.further),
        "warnings": standing.warnings,
        "trace": standing.trace,
        "trial": _verdict(view),
    }


def _rows(rows: Sequence[R], columns: Sequence[Shown[R]]) -> list[dict[str, object]]:
    return [{column.key: column.value(row) for column in columns} for row in rows]
