"""`dossier clock start`, `exclude`, `close`, `stop` and what else is done with a clock."""

from datetime import date
from typing import Any
from uuid import UUID

import click

from app.cli.arguments import case_number
from app.cli.clocks.finding import case_called, defendant_called, misspelt
from app.cli.output import show_json
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import PAST, Day, NamedDay
from app.domain.clocks import ExcludedSpanId, SpeedyClockId
from app.domain.clocks.regimes import FactType, regimes
from app.domain.typed_dates import Sense
from app.services.clocks import (
    AddExclusion,
    CloseExclusion,
    ConfirmExclusion,
    RemoveClock,
    ResumeClock,
    StartClock,
    StopClock,
    WithdrawExclusion,
)
from app.services.office import Command


def _days_asked_for() -> dict[str, Sense]:
    """Return the facts that are days; all of them tell of what happened."""
    facts = (fact for regime in regimes() for fact in regime.facts)
    return {fact.name: PAST for fact in facts if fact.type is FactType.DATE}


_exclusion_id = click.argument("span", metavar="ID", type=click.UUID, help="ID of the exclusion.")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("law", help="Code of the law, see `clock laws`.")
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
@click.option("--note", default="", help="Anything else about it.")
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
        case = case_called(office, number)
        started = office.do(
            StartClock(
                case=case,
                regime=law,
                defendant=defendant_called(office, case, defendant),
                charges=charges,
                facts=tuple(map(_fact, facts)),
                note=note,
            )
        ).value
    _tell(session, started.id, "Started")


@click.command(cls=OfficeCommand)
@case_number
@click.argument("kind", help="Code of the exclusion, see `clock laws`.")
@click.argument("first", metavar="FROM", type=Day(), help="First day left out.")
@click.argument(
    "last",
    metavar="[TO]",
    type=Day(),
    required=False,
    help="Last day left out; none while it goes on.",
)
@click.option("--defendant", help="Family name; otherwise the clocks of all stop.")
@click.option("--order", "authority", default="", help="The order or finding, e.g. ECF 31.")
@click.option("--reason", default="", help="What happened in those days.")
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
    """Exclude days from the clocks of the case NUMBER.

    Both ends are included; without TO it goes on.
    """
    with session.office() as office:
        case = case_called(office, number)
        added = office.do(
            AddExclusion(
                case=case,
                kind=kind.upper(),
                first=first,
                last=last,
                defendant=defendant_called(office, case, defendant) if defendant else None,
                is_shared=not own,
                authority=authority,
                reason=reason,
                is_confirmed=not proposed,
            )
        ).value
    _tell(session, added.id, "Proposed" if proposed else "Excluded")


@click.command(cls=OfficeCommand)
@_exclusion_id
@click.option("--order", "authority", default="", help="The order or finding it rests on.")
@click.pass_obj
def confirm(session: Session, span: UUID, authority: str) -> None:
    """Let a proposed exclusion count."""
    command = ConfirmExclusion(span=ExcludedSpanId(span), authority=authority)
    _do(session, command, span, "Confirmed")


@click.command(cls=OfficeCommand)
@_exclusion_id
@click.argument("last", metavar="DAY", type=Day(PAST), help="Last day left out.")
@click.option("--how", default="", help="What ended it, e.g. denied, ECF 44.")
@click.pass_obj
def close(session: Session, span: UUID, last: date, how: str) -> None:
    """Give an open exclusion its last day: the motion was decided."""
    _do(session, CloseExclusion(span=ExcludedSpanId(span), last=last, how=how), span, "Closed")


@click.command(cls=OfficeCommand)
@_exclusion_id
@click.argument("reason", help="Why.")
@click.pass_obj
def withdraw(session: Session, span: UUID, reason: str) -> None:
    """Let an exclusion count no longer; it stays on file with the REASON."""
    command = WithdrawExclusion(span=ExcludedSpanId(span), reason=reason)
    _do(session, command, span, "Withdrawn")


@click.command(cls=OfficeCommand)
@click.argument("clock_id", metavar="ID", type=click.UUID, help="ID of the clock.")
@click.argument("on", metavar="DAY", type=Day(PAST), help="Day it was satisfied.")
@click.argument("reason", help="Why.")
@click.pass_obj
def stop(session: Session, clock_id: UUID, on: date, reason: str) -> None:
    """Say that a clock was satisfied on a DAY: trial began, plea, dismissal."""
    command = StopClock(clock=SpeedyClockId(clock_id), on=on, reason=reason)
    _do(session, command, clock_id, "Stopped")


@click.command(cls=OfficeCommand)
@click.argument("clock_id", metavar="ID", type=click.UUID, help="ID of the clock.")
@click.pass_obj
def resume(session: Session, clock_id: UUID) -> None:
    """Let a stopped clock run again as if it had never stopped."""
    _do(session, ResumeClock(clock=SpeedyClockId(clock_id)), clock_id, "Resumed")


@click.command(cls=OfficeCommand)
@click.argument("clock_id", metavar="ID", type=click.UUID, help="ID of the clock.")
@click.argument("reason", help="Why.")
@click.pass_obj
def remove(session: Session, clock_id: UUID, reason: str) -> None:
    """Remove a clock that should never have run; it stays on file with the REASON."""
    command = RemoveClock(clock=SpeedyClockId(clock_id), reason=reason)
    _do(session, command, clock_id, "Removed")


COMMANDS = (start, exclude, confirm, close, withdraw, stop, resume, remove)


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
        misspelt(typed, "NAME=VALUE, e.g. clock_start=2026-03-02")
    return name.strip(), value.strip()
