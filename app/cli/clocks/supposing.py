"""`dossier clock what-if`: every clock before and after; nothing is written."""

from datetime import date
from uuid import UUID

import click

from app.cli.arguments import case_number
from app.cli.clocks.finding import case_called, misspelt
from app.cli.clocks.rows import CHANGES, as_rows
from app.cli.output import show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day, DaysAfterColons
from app.domain.clocks import ExcludedSpanId
from app.domain.clocks.supposing import Supposed, SupposedSpan
from app.services.clocks import WhatIf, WhatIfAnswer


@click.command("what-if", cls=OfficeCommand)
@case_number
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
        case = case_called(office, number)
        answer = office.ask(WhatIf(case=case, trial_on=trial_on, supposed=supposed, as_of=as_of))
    _show_answer(session, answer)


COMMANDS = (what_if,)


def _supposed(typed: str) -> SupposedSpan:
    kind, *days = typed.split(":")
    if not 1 <= len(days) <= 2:  # noqa: PLR2004  a first day and perhaps a last
        misspelt(typed, "KIND:FROM or KIND:FROM:TO")
    first, last = _day(days[0]), _day(days[1]) if len(days) > 1 else None
    return SupposedSpan(kind=kind.upper(), first=first, last=last)


def _closed(typed: str) -> tuple[ExcludedSpanId, date]:
    id_, _colon, day = typed.rpartition(":")
    try:
        return ExcludedSpanId(UUID(id_)), _day(day)
    except ValueError:
        misspelt(typed, "ID:DAY")


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
