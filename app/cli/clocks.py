"""`dossier clock`: speedy-trial clocks, the days they exclude, and what would be if."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

import click

from app.cli.clock_rows import CASE, CHANGES, LAWS, OFFICE, SPANS, as_json, as_rows, trial_on_file
from app.cli.output import printable, show_facts, show_json, show_rows
from app.cli.papers import for_reader, show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, DaysAfterColons, NamedDay
from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpanId, SpeedyClockId
from app.domain.clocks.regimes import FactType, regimes
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.domain.errors import Refused
from app.domain.persons import PartyId
from app.domain.profiles import Profile
from app.domain.typed_dates import Sense
from app.i18n.clocks import heading
from app.services.cases import CaseByNumber
from app.services.clocks import (
    AddExclusion,
    ClocksOfCase,
    CloseExclusion,
    ConfirmExclusion,
    OfficeClock,
    OfficeClocks,
    PrintClockSheet,
    RemoveClock,
    ResumeClock,
    StartClock,
    StopClock,
    WhatIf,
    WhatIfAnswer,
    WithdrawExclusion,
)
from app.services.documents import require_free, save_paper
from app.services.office import Command, Office

_A_CENTURY = 36_525
_AT_ONCE = 1_000


def _days_asked_for() -> dict[str, Sense]:
    """Return the facts that are days; all of them tell of what happened."""
    facts = (fact for regime in regimes() for fact in regime.facts)
    return {fact.name: PAST for fact in facts if fact.type is FactType.DATE}


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
            show_rows(clocks.clocks, CASE, as_json=session.as_json, empty="No clock runs.")
            return
        lines = tuple(_office_lines(office, OfficeClocks(days=days, mine=mine, size=_AT_ONCE)))
    show_rows(lines, OFFICE, as_json=session.as_json, empty="No clock runs.")


@clock.command(cls=OfficeCommand)
@click.argument("number")
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@click.pass_obj
def show(session: Session, number: str, as_of: date | None) -> None:
    """Show every clock of the case NUMBER with its figures, its exclusions and every step."""
    with session.office() as office:
        clocks = office.ask(ClocksOfCase(case=_case(office, number), as_of=as_of))
    if session.as_json:
        show_json(as_json(clocks))
        return
    show_facts(
        (("As of", clocks.as_of), ("Laws", clocks.edition), ("Trial", trial_on_file(clocks)))
    )
    show_rows(clocks.clocks, CASE, as_json=False, empty="No clock runs.")
    click.echo()
    show_rows(clocks.spans, SPANS, as_json=False, empty="Nothing is excluded.")
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
    type=DaysAfterColons(),
    help="Days excluded besides; may be repeated.",
)
@click.option("--confirm", "confirmed", type=click.UUID, multiple=True, help="A proposed one.")
@click.option("--withdraw", "withdrawn", type=click.UUID, multiple=True, help="One that counts.")
@click.option(
    "--close",
    "closed",
    metavar="ID:DAY",
    type=DaysAfterColons(),
    multiple=True,
    help="An open one, decided.",
)
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
@click.option(
    "--fact",
    "facts",
    multiple=True,
    metavar="NAME=VALUE",
    type=NamedDay(_days_asked_for),
    help="What the law asks for.",
)
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
@click.argument("last", metavar="DAY", type=Day(PAST))
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
@click.argument("on", metavar="DAY", type=Day(PAST))
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
    show_rows(regimes(), LAWS, as_json=session.as_json, empty="")


@clock.command("print", cls=OfficeCommand)
@click.argument("number")
@click.option("--as-of", type=Day(), help="The day asked about; today unless given.")
@for_reader()
@to_file
@click.pass_obj
def print_(
    session: Session, number: str, as_of: date | None, profile: str, to: Path, *, force: bool
) -> None:
    """Print the clock sheet of the case NUMBER, with every step."""
    require_free(to, overwrite=force)
    with session.office() as office:
        case, reader = _case(office, number), Profile(profile)
        paper = office.ask(PrintClockSheet(case=case, as_of=as_of, profile=reader))
    save_paper(paper.pdf, to, overwrite=force)
    show_written(session, to, paper.pages)


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


def _do(session: Session, command: Command[Any], record: UUID, verb: str) -> None:
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
        _misspelt(typed, "NAME=VALUE, e.g. clock_start=2026-03-02")
    return name.strip(), value.strip()


def _supposed(typed: str) -> SupposedSpan:
    kind, *days = typed.split(":")
    if not 1 <= len(days) <= 2:  # noqa: PLR2004  a first day and perhaps a last
        _misspelt(typed, "KIND:FROM or KIND:FROM:TO")
    first, last = _day(days[0]), _day(days[1]) if len(days) > 1 else None
    return SupposedSpan(kind=kind.upper(), first=first, last=last)


def _closed(typed: str) -> tuple[ExcludedSpanId, date]:
    id_, _colon, day = typed.rpartition(":")
    try:
        return ExcludedSpanId(UUID(id_)), _day(day)
    except ValueError:
        _misspelt(typed, "ID:DAY")


def _misspelt(typed: str, example: str) -> NoReturn:
    msg = f"{typed!r}: write {example}."
    raise click.BadParameter(msg)


def _day(typed: str) -> date:
    day: date = Day().convert(typed, None, None)
    return day


def _show_answer(session: Session, answer: WhatIfAnswer) -> None:
    if session.as_json:
        show_json(
            {
                "trial": answer.trial_before,
                "trial_after": answer.trial_after,
                "clocks": as_rows(answer.clocks, CHANGES),
            }
        )
        return
    trials = (("Trial", answer.trial_before), ("would be", answer.trial_after))
    show_facts(trials)
    show_rows(answer.clocks, CHANGES, as_json=False, empty="No clock runs.")
