"""`dossier hearings moved` and `follow`: the hearings a court's feed moved or took off."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import click

from app.cli.hearings.following import Following, show_done, what_follows
from app.cli.output import Shown, printable, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.domain.court_moves import CourtMoveLine
from app.i18n.ripple import doubt_words, hanging_words
from app.services.documents import require_free, save_paper
from app.services.hearings import (
    FollowMove,
    HearingRipple,
    MovesLeft,
    SettleMoves,
    VacatingRipple,
    court_act,
    plain_act,
)
from app.services.move_papers import PrintMoves
from app.services.office import Office

_HOW = ("continuance", "correction")


def _stands(line: CourtMoveLine) -> str:
    return "taken off" if line.move.is_cancelled else f"{line.hearing.local:%Y-%m-%d %H:%M}"


_MOVED = (
    Shown[CourtMoveLine]("Case", "number", lambda line: line.number),
    Shown[CourtMoveLine]("Hearing", "what", lambda line: line.what),
    Shown[CourtMoveLine]("Was", "was", lambda line: f"{line.before.local:%Y-%m-%d %H:%M}"),
    Shown[CourtMoveLine]("Stands", "stands", _stands),
    Shown[CourtMoveLine]("Hangs on it", "hangs", lambda line: line.hangs),
    Shown[CourtMoveLine]("What", "hanging", lambda line: hanging_words(line.counts)),
    Shown[CourtMoveLine]("Plain", "is_plain", lambda line: line.is_plain),
    Shown[CourtMoveLine]("Needs a look", "doubts", lambda line: doubt_words(line.doubts)),
    Shown[CourtMoveLine]("Feed", "feed", lambda line: line.move.feed),
    Shown[CourtMoveLine]("ID", "id", lambda line: line.hearing.id),
)


@click.command(cls=OfficeCommand)
@click.option("--all", "is_all", is_flag=True, help="Look into all of them, not the first hundred.")
@click.pass_obj
def moved(session: Session, *, is_all: bool) -> None:
    """List hearings a court's feed moved, with what still hangs on the old day.

    Plain ones need nobody's judgement: a rule counts each date that hangs on them and nobody set
    another, no order was served, and nothing else is due before them. `follow --all-plain` goes
    through those at once.
    """
    moves = session.ask(MovesLeft(most=None) if is_all else MovesLeft())
    empty = "Every moved hearing was seen to."
    show_rows(moves.lines, _MOVED, as_json=session.as_json, empty=empty)
    more = moves.total - len(moves.lines)
    if more and not session.as_json:
        click.echo(f"and {more} more")


@dataclass(frozen=True)
class _Terms:
    """How one move is written, as it was typed."""

    how: str | None
    code: str
    reason: str

    def is_continuance(self, line: CourtMoveLine) -> bool:
        """Whether the old date stays on file.

        Raises:
            click.UsageError: what was typed does not go with it.
        """
        chosen = self.how == "continuance" if self.how else line.is_continuance
        if line.move.is_cancelled and (self.how or self.code or self.reason):
            message = "The court took it off: --as, --code and --reason do not go with that."
            raise click.UsageError(message)
        if not chosen and (self.code or self.reason):
            message = "Only a continuance has a --code and a --reason. Say --as continuance."
            raise click.UsageError(message)
        return chosen


@click.command(cls=OfficeCommand)
@click.argument("hearing", metavar="ID", type=click.UUID, required=False, help="ID of the hearing.")
@click.option("--all-plain", is_flag=True, help="Go through every plain one at once, as one act.")
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
    hearing: UUID | None,
    all_plain: bool,
    how: str | None,
    code: str,
    reason: str,
    following: Following,
) -> None:
    """Go through a hearing a court's feed moved: what hangs on the old day follows or stays.

    With --all-plain every plain one, with all that surely follows it; one that needs a look waits.
    """
    terms = _Terms(how, code.upper(), reason)
    if all_plain == (hearing is not None):
        message = "Name one hearing by its ID, or say --all-plain."
        raise click.UsageError(message)
    if hearing is not None:
        _follow_one(session, hearing, terms, following)
        return
    if terms != _Terms(None, "", "") or following.is_picked:
        message = "--all-plain writes each move as it is listed; only --preview and --to-do fit."
        raise click.UsageError(message)
    _follow_plain(session, following.to_do, is_preview=following.preview)


COMMANDS = (moved, follow)


def _follow_one(session: Session, hearing: UUID, terms: _Terms, following: Following) -> None:
    with session.office() as office:
        line = _line(office, hearing)
        is_continuance = terms.is_continuance(line)
        asked = _question(line, is_continuance=is_continuance)
        foreseen = following.foresee(session, office, asked)
        if following.preview:
            return
        act = court_act(
            line,
            foreseen.ticks,
            is_continuance=is_continuance,
            code=terms.code,
            reason=terms.reason,
        )
        done = office.do(FollowMove(move=line.move.id, act=act)).value
    show_done(session, done.done)
    following.save(session, foreseen)


def _follow_plain(session: Session, to_do: Path | None, *, is_preview: bool) -> None:
    """Go through all plain moves, and write what was done to a PDF if one is named."""
    if to_do is not None:
        require_free(to_do)
    with session.office() as office:
        lines = office.ask(MovesLeft(most=None)).lines
        plain = tuple(line for line in lines if line.is_plain)
        if is_preview or not plain:
            settled = None
        else:
            settled = office.do(SettleMoves(acts=tuple(map(plain_act, plain)))).value
        paper = office.ask(PrintMoves(settled=settled)) if to_do is not None else None
    if is_preview:
        show_rows(plain, _MOVED, as_json=session.as_json, empty="No moved hearing is plain.")
    else:
        _tell(session, settled.counts() if settled else {}, len(plain), len(lines) - len(plain))
    if paper is not None and to_do is not None:
        save_paper(paper.pdf, to_do)
        session.remark(f"The list is in {to_do}.")


def _tell(session: Session, counts: dict[str, int], gone_through: int, left: int) -> None:
    if session.as_json:
        show_json({"followed": gone_through, **counts, "left": left})
        return
    click.echo(f"{gone_through} gone through.")
    for name, number in counts.items():
        click.echo(printable(f"{name.replace('_', ' ')}: {number}"))
    if left:
        click.echo(f"{left} need a look: `dossier hearings moved` says why.")


def _question(line: CourtMoveLine, *, is_continuance: bool) -> HearingRipple | VacatingRipple:
    stands, move = line.hearing, line.move.id
    if line.move.is_cancelled:
        return VacatingRipple(hearing=stands.id, move=move)
    return HearingRipple(
        hearing=stands.id,
        on=stands.on,
        clock=stands.local.time(),
        is_continuance=is_continuance,
        move=move,
    )


def _line(office: Office, hearing: UUID) -> CourtMoveLine:
    """Return the move of a hearing that waits to be gone through."""
    lines = office.ask(MovesLeft(hearing=hearing)).lines
    if not lines:
        message = f"No feed moved the hearing {hearing}, or the move was seen to."
        raise click.UsageError(message)
    return lines[0]
