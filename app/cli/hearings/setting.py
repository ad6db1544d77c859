"""`dossier hearings set`, `result` and `vacate`: what is said of one date before the court."""

from datetime import datetime
from uuid import UUID

import click

from app.cli.arguments import case_number, hearing_id
from app.cli.hearings.following import Following, show_done, what_follows
from app.cli.output import printable, show_json
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Moment
from app.domain.hearings import HearingId
from app.i18n.hearings import day_warnings, room_warnings, room_words
from app.services.cases import CaseByNumber
from app.services.hearings import (
    HearingOf,
    NextSetting,
    ResultHearing,
    RoomOn,
    SetHearing,
    VacateHearing,
    VacatingRipple,
)


@click.command("set", cls=OfficeCommand)
@case_number
@click.argument("kind", help="Code of the hearing, e.g. ARR.")
@click.argument("when", type=Moment(), help='Day and time, e.g. "fri 9:30".')
@click.option(
    "--minutes",
    type=click.IntRange(1, 24 * 60),
    default=30,
    show_default=True,
    help="How long it takes.",
)
@click.option("--court", default="", help="Name of the court.")
@click.option("--room", default="", help="Name of the room.")
@click.option("--judge", default="", help="Who presides.")
@click.option("--mode", default="", help="How it is held, e.g. video.")
@click.option("--note", default="", help="Anything else about it.")
@click.pass_obj
def set_(session: Session, /, number: str, kind: str, when: datetime, **words: str | int) -> None:
    """Set a hearing of KIND (a code such as ARR) in the case NUMBER."""
    on, clock = when.date(), when.time()
    words["courtroom"] = words.pop("room")
    place = {name: words[name] for name in ("court", "courtroom", "judge", "minutes")}
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        load = office.ask(RoomOn(on=on, clock=clock, **place))  # type: ignore[arg-type]  # as typed above
        done = office.do(
            SetHearing(case=case, kind=kind.upper(), on=on, clock=clock, **words)  # type: ignore[arg-type]  # as above
        )
    warnings = (*day_warnings(load), *room_warnings(load))
    if session.as_json:
        show_json({"id": done.value.id, "room": room_words(load), "warnings": warnings})
        return
    click.echo(f"Set {done.value.id}. {printable(room_words(load))}")
    for warning in warnings:
        click.echo(printable(warning), err=True)


@click.command(cls=OfficeCommand)
@hearing_id
@click.argument("result", help="Code of the result: HELD, FTA, GRANTED or another.")
@click.option("--note", default="", help="Anything else about it.")
@click.option("--next", "following", type=Moment(), help="The next date, e.g. 2026-12-03T09:00.")
@click.option("--next-kind", default="", help="Its kind; the same unless given.")
@click.pass_obj
def result(
    session: Session,
    hearing: UUID,
    *,
    result: str,
    note: str,
    following: datetime | None,
    next_kind: str,
) -> None:
    """Write down that a hearing was held and what came of it."""
    setting = None
    if following is not None:
        setting = NextSetting(kind=next_kind.upper(), on=following.date(), clock=following.time())
    done = session.do(
        ResultHearing(
            hearing=HearingId(hearing), result=result.upper(), note=note, following=setting
        )
    )
    if session.as_json:
        show_json({"id": hearing, "next": done.following.id if done.following else None})
    else:
        click.echo("Written down." if setting is None else "Written down; the next date is set.")


@click.command(cls=OfficeCommand)
@hearing_id
@click.option("--reason", default="", help="Why it is off the calendar; a preview needs none.")
@what_follows
@click.pass_obj
def vacate(session: Session, hearing: UUID, *, reason: str, following: Following) -> None:
    """Take a hearing off the calendar without a new date, and what hangs on it with it."""
    with session.office() as office:
        stored = office.ask(HearingOf(HearingId(hearing)))
        foreseen = following.foresee(session, office, VacatingRipple(hearing=stored.id))
        if following.preview:
            return
        done = office.do(
            VacateHearing(
                hearing=stored.id,
                expects=stored.version,
                reason=reason,
                ticked=foreseen.ticks,
            )
        ).value
    show_done(session, done)
    following.save(session, foreseen)


COMMANDS = (set_, result, vacate)
