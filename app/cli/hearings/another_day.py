"""`dossier hearings continue` and `move`: another day, with what hangs on the old one."""

from datetime import datetime, time
from uuid import UUID

import click

from app.cli.arguments import hearing_id
from app.cli.hearings.following import Following, show_done, what_follows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day, Moment
from app.cli.typed_words import Coded
from app.domain.continuances import Exclusion
from app.domain.hearings import ContinuedBy, Hearing, HearingId
from app.services.hearings import ContinueHearing, HearingOf, HearingRipple, MoveHearing
from app.services.office import Office

_SAME_HOUR = time(0)
"""Stands for a day typed without a time: no court sits at midnight."""
_EXCLUDED = {"yes": True, "no": False, "undecided": None}


@click.command("continue", cls=OfficeCommand)
@hearing_id
@click.argument("when", type=Moment(usual=_SAME_HOUR), help="New day, with or without a time.")
@click.option("--by", type=Coded(ContinuedBy), default=ContinuedBy.DEFENSE, help="Who asked.")
@click.option("--code", default="", help="Why, by its code, e.g. LAB.")
@click.option("--reason", default="", help="Why, in words.")
@click.option(
    "--excluded",
    type=click.Choice(tuple(_EXCLUDED)),
    default="undecided",
    show_default=True,
    help="Whether a speedy-trial clock stops; the days wait to be confirmed.",
)
@click.option("--as", "kind", default="", help="Kind of excluded time, e.g. H7.")
@click.option("--first", type=Day(), help="First excluded day.")
@click.option("--last", type=Day(), help="Last excluded day.")
@what_follows
@click.pass_obj
def continue_(
    session: Session,
    /,
    hearing: UUID,
    when: datetime,
    *,
    following: Following,
    **terms: object,
) -> None:
    """Continue a hearing to WHEN; a day alone keeps the hour."""
    asked = Exclusion(terms["kind"], terms["first"], terms["last"])  # type: ignore[arg-type]  # as typed above
    with session.office() as office:
        stored, clock = _hour(office, hearing, when)
        move = HearingRipple(hearing=stored.id, on=when.date(), clock=clock)
        foreseen = following.foresee(session, office, move)
        if following.preview:
            return
        done = office.do(
            ContinueHearing(
                hearing=stored.id,
                expects=stored.version,
                on=when.date(),
                clock=clock,
                by=terms["by"],  # type: ignore[arg-type]  # a side
                code=str(terms["code"]).upper(),
                reason=str(terms["reason"]),
                excludable=_EXCLUDED[str(terms["excluded"])],
                exclusion=asked,
                ticked=foreseen.ticks,
            )
        ).value
    show_done(session, done)
    following.save(session, foreseen)


@click.command(cls=OfficeCommand)
@hearing_id
@click.argument("when", type=Moment(usual=_SAME_HOUR), help="New day, with or without a time.")
@what_follows
@click.pass_obj
def move(session: Session, hearing: UUID, when: datetime, *, following: Following) -> None:
    """Give a hearing another day without a continuance; a day alone keeps the hour."""
    with session.office() as office:
        stored, clock = _hour(office, hearing, when)
        asked = HearingRipple(hearing=stored.id, on=when.date(), clock=clock, is_continuance=False)
        foreseen = following.foresee(session, office, asked)
        if following.preview:
            return
        done = office.do(
            MoveHearing(
                hearing=stored.id,
                expects=stored.version,
                on=when.date(),
                clock=clock,
                ticked=foreseen.ticks,
            )
        ).value
    show_done(session, done)
    following.save(session, foreseen)


COMMANDS = (continue_, move)


def _hour(office: Office, hearing: UUID, when: datetime) -> tuple[Hearing, time]:
    """Return the hearing and the hour it is to begin at."""
    stored = office.ask(HearingOf(HearingId(hearing)))
    typed = when.time()
    return stored, stored.local.time() if typed == _SAME_HOUR else typed
