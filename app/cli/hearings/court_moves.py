"""`dossier hearings moved` and `follow`: the hearings a court's feed moved."""

from uuid import UUID

import click

from app.cli.arguments import hearing_id
from app.cli.hearings.following import Following, show_done, what_follows
from app.cli.output import Shown, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.court_moves import CourtMoveLine
from app.domain.hearings import ContinuedBy
from app.domain.ripple import Tick
from app.services.hearings import (
    ContinueHearing,
    FollowMove,
    HearingRipple,
    MoveHearing,
    MovesLeft,
)
from app.services.office import Office

_HOW = ("continuance", "correction")
_MOVED = (
    Shown[CourtMoveLine]("Case", "number", lambda line: line.number),
    Shown[CourtMoveLine]("Hearing", "what", lambda line: line.what),
    Shown[CourtMoveLine]("Was", "was", lambda line: f"{line.before.local:%Y-%m-%d %H:%M}"),
    Shown[CourtMoveLine]("Stands", "stands", lambda line: f"{line.hearing.local:%Y-%m-%d %H:%M}"),
    Shown[CourtMoveLine]("Hangs on it", "hangs", lambda line: line.hangs),
    Shown[CourtMoveLine]("Feed", "feed", lambda line: line.move.feed),
    Shown[CourtMoveLine]("ID", "id", lambda line: line.hearing.id),
)


@click.command(cls=OfficeCommand)
@click.pass_obj
def moved(session: Session) -> None:
    """List hearings a court's feed moved, with what still hangs on the old day."""
    moves = session.ask(MovesLeft())
    empty = "Every moved hearing was seen to."
    show_rows(moves.lines, _MOVED, as_json=session.as_json, empty=empty)
    more = moves.total - len(moves.lines)
    if more and not session.as_json:
        click.echo(f"and {more} more")


@click.command(cls=OfficeCommand)
@hearing_id
@click.option(
    "--as",
    "how",
    type=click.Choice(_HOW),
    help="What the move was; a later day is a continuance unless said.",
)
@click.option("--code", default="", help="Why it was continued, by its code, e.g. LAB.")
@click.option("--reason", default="", help="Why it was continued; the feed unless given.")
@what_follows
@click.pass_obj
def follow(
    session: Session,
    *,
    hearing: UUID,
    how: str | None,
    code: str,
    reason: str,
    following: Following,
) -> None:
    """Go through a hearing a court's feed moved: what hangs on the old day follows or stays."""
    with session.office() as office:
        line = _line(office, hearing)
        stands = line.hearing
        is_continuance = how == "continuance" if how else stands.on > line.was_on
        if not is_continuance and (code or reason):
            message = "Only a continuance has a --code and a --reason. Say --as continuance."
            raise click.UsageError(message)
        asked = HearingRipple(
            hearing=stands.id,
            on=stands.on,
            clock=stands.local.time(),
            is_continuance=is_continuance,
            move=line.move.id,
        )
        foreseen = following.foresee(session, office, asked)
        if following.preview:
            return
        act = (
            _continuance(line, code, reason, foreseen.ticks)
            if is_continuance
            else _correction(line, foreseen.ticks)
        )
        done = office.do(FollowMove(move=line.move.id, act=act)).value
    show_done(session, done.done)
    following.save(session, foreseen)


COMMANDS = (moved, follow)


def _line(office: Office, hearing: UUID) -> CourtMoveLine:
    """Return the move of a hearing that waits to be gone through."""
    lines = office.ask(MovesLeft(hearing=hearing)).lines
    if not lines:
        message = f"No feed moved the hearing {hearing}, or the move was seen to."
        raise click.UsageError(message)
    return lines[0]


def _continuance(
    line: CourtMoveLine, code: str, reason: str, ticked: tuple[Tick, ...]
) -> ContinueHearing:
    stands = line.hearing
    return ContinueHearing(
        hearing=stands.id,
        expects=stands.version,
        on=stands.on,
        clock=stands.local.time(),
        by=ContinuedBy.COURT,
        code=code.upper(),
        reason=reason or f"Moved in the feed {line.move.feed}",
        ticked=ticked,
    )


def _correction(line: CourtMoveLine, ticked: tuple[Tick, ...]) -> MoveHearing:
    stands = line.hearing
    return MoveHearing(
        hearing=stands.id,
        expects=stands.version,
        on=stands.on,
        clock=stands.local.time(),
        ticked=ticked,
    )
