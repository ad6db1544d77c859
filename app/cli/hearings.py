"""`dossier hearings`: dates before the court, their results, and what hangs on each."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import click

from app.cli.output import Shown, printable, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day, Moment
from app.cli.typed_words import Coded
from app.domain.continuances import Exclusion
from app.domain.court_moves import CourtMoveLine
from app.domain.docket import DocketLine
from app.domain.hearings import ContinuedBy, Hearing, HearingId, HearingLine
from app.domain.ripple import Ripple, RippleRow, Tick
from app.i18n.hearings import RIPPLE_KINDS, day_warnings, room_warnings, room_words, why_words
from app.services.cases import CaseByNumber
from app.services.deadlines import CaseDates
from app.services.documents import require_free, save_paper
from app.services.hearing_papers import PrintToDo
from app.services.hearings import (
    Continued,
    ContinueHearing,
    Docket,
    FollowMove,
    HearingOf,
    HearingRipple,
    MoveHearing,
    MovesLeft,
    NextSetting,
    ResultHearing,
    RoomOn,
    SetHearing,
    Shifted,
    VacateHearing,
)
from app.services.office import Office

F = TypeVar("F", bound=Callable[..., object])

_SAME_HOUR = time(0)
"""Stands for a day typed without a time: no court sits at midnight."""
_APPLY = ("proposed", "all", "none")
_HOW = ("continuance", "correction")
_EXCLUDED = {"yes": True, "no": False, "undecided": None}

_LINES = (
    Shown[HearingLine]("Day", "on", lambda line: line.hearing.on),
    Shown[HearingLine]("At", "clock", lambda line: f"{line.hearing.local:%H:%M}"),
    Shown[HearingLine]("Hearing", "what", lambda line: line.what),
    Shown[HearingLine]("Court", "court", lambda line: line.hearing.court),
    Shown[HearingLine]("Room", "courtroom", lambda line: line.hearing.courtroom),
    Shown[HearingLine]("Judge", "judge", lambda line: line.hearing.judge),
    Shown[HearingLine]("Covered by", "attorney", lambda line: line.attorney),
    Shown[HearingLine]("Status", "status", lambda line: line.hearing.status.value),
    Shown[HearingLine]("Result", "result", lambda line: line.result),
    Shown[HearingLine]("ID", "id", lambda line: line.hearing.id),
)
MOVED = (
    Shown[CourtMoveLine]("Case", "number", lambda line: line.number),
    Shown[CourtMoveLine]("Hearing", "what", lambda line: line.what),
    Shown[CourtMoveLine]("Was", "was", lambda line: f"{line.before.local:%Y-%m-%d %H:%M}"),
    Shown[CourtMoveLine]("Stands", "stands", lambda line: f"{line.hearing.local:%Y-%m-%d %H:%M}"),
    Shown[CourtMoveLine]("Hangs on it", "hangs", lambda line: line.hangs),
    Shown[CourtMoveLine]("Feed", "feed", lambda line: line.move.feed),
    Shown[CourtMoveLine]("ID", "id", lambda line: line.hearing.id),
)
"""Columns of the hearings a feed moved."""
_DOCKET = (
    Shown[DocketLine]("At", "clock", lambda line: f"{line.hearing.local:%H:%M}"),
    Shown[DocketLine]("Case", "number", lambda line: line.number),
    Shown[DocketLine]("Title", "title", lambda line: line.title),
    Shown[DocketLine]("Hearing", "what", lambda line: line.what),
    Shown[DocketLine]("Room", "courtroom", lambda line: line.hearing.courtroom),
    Shown[DocketLine]("Judge", "judge", lambda line: line.hearing.judge),
    Shown[DocketLine]("Setting", "setting", lambda line: line.setting),
    Shown[DocketLine]("Status", "status", lambda line: line.hearing.status.value),
    Shown[DocketLine]("Result", "result", lambda line: line.result),
    Shown[DocketLine]("Next", "next_on", lambda line: line.next_on),
    Shown[DocketLine]("ID", "id", lambda line: line.id),
)


@dataclass(frozen=True)
class _Picked:
    """Which rows of the list follow.

    Attributes:
        apply: the group to begin with.
        only, without: numbers of rows as the list shows them, or their ids.
    """

    apply: str
    only: tuple[str, ...]
    without: tuple[str, ...]

    def ticks(self, ripple: Ripple) -> tuple[Tick, ...]:
        """Return the rows to tick.

        Raises:
            click.UsageError: one that is named is not on the list, or nothing can be done of it.
        """
        only = [_row(ripple, each) for each in self.only]
        rows = only if self.only else [row for row in ripple.rows if self._in_group(row)]
        left_out = {_row(ripple, each).key for each in self.without}
        return tuple(row.tick for row in rows if row.key not in left_out)

    def _in_group(self, row: RippleRow) -> bool:
        if self.apply == "proposed":
            return row.is_proposed and row.can_be_ticked
        return row.can_be_ticked and self.apply == "all"


def _row(ripple: Ripple, named: str) -> RippleRow:
    """Return the row of a number or an id."""
    wanted = named.strip().casefold()
    rows = [
        row
        for number, row in enumerate(ripple.rows, start=1)
        if wanted in (str(number), str(row.record))
    ]
    if not rows:
        message = f"No row {wanted} is on the list. --preview shows it with its numbers."
        raise click.UsageError(message)
    found = next((row for row in rows if row.can_be_ticked), None)
    if found is None:
        message = f"Row {wanted} cannot follow here: {why_words(rows[0])}"
        raise click.UsageError(message)
    return found


def _what_follows(command: F) -> F:
    """Let a command say what follows the hearing: a group, single rows, and the list on paper."""

    @functools.wraps(command)
    def picking(
        *words: object,
        apply_: str,
        only: tuple[str, ...],
        without: tuple[str, ...],
        **named: object,
    ) -> object:
        return command(*words, picked=_Picked(apply_, only, without), **named)

    for option in (
        click.option("--to-do", type=click.Path(path_type=Path), help="Print the list to a PDF."),
        click.option("--without", multiple=True, metavar="ROW", help="Not this row; repeatable."),
        click.option(
            "--only",
            multiple=True,
            metavar="ROW",
            help="Just this row, by the number or ID that --preview shows; repeatable.",
        ),
        click.option(
            "--apply", "apply_", type=click.Choice(_APPLY), default="proposed", show_default=True
        ),
        click.option("--preview", is_flag=True, help="Only show what hangs on the old date."),
    ):
        picking = option(picking)
    return picking  # type: ignore[return-value]  # click calls it with the options above


@click.group()
def hearings() -> None:
    """Dates before the court."""


@hearings.command("list", cls=OfficeCommand)
@click.argument("number")
@click.pass_obj
def list_(session: Session, number: str) -> None:
    """List the hearings of the case NUMBER, the earliest first."""
    with session.office() as office:
        dates = office.ask(CaseDates(office.ask(CaseByNumber(number)).id))
    show_rows(dates.hearings, _LINES, as_json=session.as_json, empty="No hearing in this case yet.")


@hearings.command(cls=OfficeCommand)
@click.option("--on", type=Day(), help="The day; today unless given.")
@click.option("--mine", is_flag=True, help="Only what you cover or in your cases.")
@click.pass_obj
def docket(session: Session, on: date | None, *, mine: bool) -> None:
    """List a day's hearings in the order they are called."""
    day = session.ask(Docket(on=on, mine=mine))
    show_rows(day.lines, _DOCKET, as_json=session.as_json, empty="No hearing that day.")


@hearings.command("set", cls=OfficeCommand)
@click.argument("number")
@click.argument("kind")
@click.argument("when", type=Moment())
@click.option("--minutes", type=click.IntRange(1, 24 * 60), default=30, show_default=True)
@click.option("--court", default="")
@click.option("--room", default="")
@click.option("--judge", default="")
@click.option("--mode", default="", help="How it is held, e.g. video.")
@click.option("--note", default="")
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


@hearings.command(cls=OfficeCommand)
@click.argument("hearing", metavar="ID", type=click.UUID)
@click.argument("result")
@click.option("--note", default="")
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
    """Write down that a hearing was held and what came of it, e.g. HELD, FTA, GRANTED."""
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


@hearings.command(cls=OfficeCommand)
@click.argument("hearing", metavar="ID", type=click.UUID)
@click.option("--reason", required=True)
@click.pass_obj
def vacate(session: Session, hearing: UUID, reason: str) -> None:
    """Take a hearing off the calendar without a new date."""
    session.do(VacateHearing(hearing=HearingId(hearing), reason=reason))
    if session.as_json:
        show_json({"id": hearing})
    else:
        click.echo("Vacated.")


@hearings.command("continue", cls=OfficeCommand)
@click.argument("hearing", metavar="ID", type=click.UUID)
@click.argument("when", type=Moment(usual=_SAME_HOUR))
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
@_what_follows
@click.pass_obj
def continue_(
    session: Session,
    /,
    hearing: UUID,
    when: datetime,
    *,
    preview: bool,
    picked: _Picked,
    to_do: Path | None,
    **terms: object,
) -> None:
    """Continue a hearing to WHEN; a day alone keeps the hour."""
    asked = Exclusion(terms["kind"], terms["first"], terms["last"])  # type: ignore[arg-type]  # as typed above
    with session.office() as office:
        stored, clock = _hour(office, hearing, when)
        move = HearingRipple(hearing=stored.id, on=when.date(), clock=clock)
        ripple = office.ask(move)
        ticks = picked.ticks(ripple)
        paper = _to_do(office, move, ticks, to_do)
        if preview:
            _show_ripple(session, ripple)
            _save_to_do(session, paper, to_do)
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
                ticked=ticks,
            )
        ).value
        _save_to_do(session, paper, to_do)
    _show_done(session, done.shifted, done)


@hearings.command(cls=OfficeCommand)
@click.argument("hearing", metavar="ID", type=click.UUID)
@click.argument("when", type=Moment(usual=_SAME_HOUR))
@_what_follows
@click.pass_obj
def move(
    session: Session,
    hearing: UUID,
    when: datetime,
    *,
    preview: bool,
    picked: _Picked,
    to_do: Path | None,
) -> None:
    """Give a hearing another day without a continuance; a day alone keeps the hour."""
    with session.office() as office:
        stored, clock = _hour(office, hearing, when)
        asked = HearingRipple(hearing=stored.id, on=when.date(), clock=clock, is_continuance=False)
        ripple = office.ask(asked)
        ticks = picked.ticks(ripple)
        paper = _to_do(office, asked, ticks, to_do)
        if preview:
            _show_ripple(session, ripple)
            _save_to_do(session, paper, to_do)
            return
        done = office.do(
            MoveHearing(
                hearing=stored.id,
                expects=stored.version,
                on=when.date(),
                clock=clock,
                ticked=ticks,
            )
        ).value
        _save_to_do(session, paper, to_do)
    _show_done(session, done, None)


@hearings.command(cls=OfficeCommand)
@click.pass_obj
def moved(session: Session) -> None:
    """List the hearings a court's feed moved, while what hangs on them stands on the old day."""
    moves = session.ask(MovesLeft())
    show_rows(moves.lines, MOVED, as_json=session.as_json, empty="Every moved hearing was seen to.")
    more = moves.total - len(moves.lines)
    if more and not session.as_json:
        click.echo(f"and {more} more")


@hearings.command(cls=OfficeCommand)
@click.argument("hearing", metavar="ID", type=click.UUID)
@click.option(
    "--as",
    "how",
    type=click.Choice(_HOW),
    help="What the move was; a later day is a continuance unless said.",
)
@click.option("--code", default="", help="Why it was continued, by its code, e.g. LAB.")
@click.option("--reason", default="", help="Why, in words; the feed unless given.")
@_what_follows
@click.pass_obj
def follow(
    session: Session,
    *,
    hearing: UUID,
    how: str | None,
    code: str,
    reason: str,
    preview: bool,
    picked: _Picked,
    to_do: Path | None,
) -> None:
    """Go through a hearing a court's feed moved: what hangs on the old day follows or stays."""
    with session.office() as office:
        line = _moved(office, hearing)
        stands, clock = line.hearing, line.hearing.local.time()
        is_continuance = how == "continuance" if how else stands.on > line.was_on
        asked = HearingRipple(
            hearing=stands.id,
            on=stands.on,
            clock=clock,
            is_continuance=is_continuance,
            move=line.move.id,
        )
        ripple = office.ask(asked)
        ticked = picked.ticks(ripple)
        paper = _to_do(office, asked, ticked, to_do)
        if preview:
            _show_ripple(session, ripple)
            _save_to_do(session, paper, to_do)
            return
        when = {"expects": stands.version, "on": stands.on, "clock": clock}
        act: ContinueHearing | MoveHearing = MoveHearing(hearing=stands.id, ticked=ticked, **when)  # type: ignore[arg-type]  # as above
        if is_continuance:
            words = reason or f"Moved in the feed {line.move.feed}"
            terms = {"by": ContinuedBy.COURT, "code": code.upper(), "reason": words}
            act = ContinueHearing(hearing=stands.id, ticked=ticked, **when, **terms)  # type: ignore[arg-type]  # as above
        done = office.do(FollowMove(move=line.move.id, act=act)).value
        _save_to_do(session, paper, to_do)
    _show_done(session, done.shifted, done.done if isinstance(done.done, Continued) else None)


def _moved(office: Office, hearing: UUID) -> CourtMoveLine:
    """Return the move of a hearing that waits to be gone through."""
    lines = office.ask(MovesLeft(hearing=hearing)).lines
    if not lines:
        message = f"No feed moved the hearing {hearing}, or the move was seen to."
        raise click.UsageError(message)
    return lines[0]


def _hour(office: Office, hearing: UUID, when: datetime) -> tuple[Hearing, time]:
    """Return the hearing and the hour it is to begin at."""
    stored = office.ask(HearingOf(HearingId(hearing)))
    typed = when.time()
    return stored, stored.local.time() if typed == _SAME_HOUR else typed


def _to_do(office: Office, move: HearingRipple, ticks: tuple[Tick, ...], to: Path | None) -> bytes:
    """Return the list on paper, while the hearing still stands on its old day; empty if unasked."""
    if to is None:
        return b""
    require_free(to)
    return office.ask(PrintToDo(move=move, ticked=ticks)).pdf


def _save_to_do(session: Session, pdf: bytes, to: Path | None) -> None:
    if to is not None:
        save_paper(pdf, to)
        session.remark(f"The list is in {to}.")


def _show_ripple(session: Session, ripple: Ripple) -> None:
    numbers = {row.key: number for number, row in enumerate(ripple.rows, start=1)}
    columns = (
        Shown[RippleRow]("No.", "number", lambda row: numbers[row.key]),
        Shown[RippleRow]("Follows", "is_proposed", lambda row: row.is_proposed),
        Shown[RippleRow]("Can", "can_be_ticked", lambda row: row.can_be_ticked),
        Shown[RippleRow]("What", "kind", _kind),
        Shown[RippleRow]("Which", "what", lambda row: row.what),
        Shown[RippleRow]("Now", "old", lambda row: row.old),
        Shown[RippleRow]("Then", "new", lambda row: row.new),
        Shown[RippleRow]("Why", "why", why_words),
        Shown[RippleRow]("ID", "record", lambda row: row.record),
    )
    show_rows(
        ripple.rows, columns, as_json=session.as_json, empty="Nothing else hangs on this date."
    )


def _kind(row: RippleRow) -> str:
    return RIPPLE_KINDS[row.kind]


def _show_done(session: Session, shifted: Shifted, continued: Continued | None) -> None:
    rippled = shifted.rippled
    span = continued.span if continued is not None else None
    counts = {
        "deadlines": len(rippled.dates.deadlines),
        "subpoenas_followed": len(rippled.subpoenas) - len(rippled.new_subpoenas),
        "subpoenas_issued": len(rippled.new_subpoenas),
        "tasks_moved": len(rippled.tasks),
        "hearings_along": len(shifted.along),
    }
    to_do = [task.title for task in rippled.new_tasks]
    if session.as_json:
        span_said = {"kind": span.kind, "first": span.first, "last": span.last} if span else None
        show_json(
            {"id": shifted.stands.id, **counts, "to_do": to_do, "proposed_exclusion": span_said}
        )
        return
    click.echo(f"Now on {shifted.stands.on:%a %d %b %Y}: {shifted.stands.id}.")
    for name, number in counts.items():
        if number:
            click.echo(f"{name.replace('_', ' ')}: {number}")
    if span is not None:
        click.echo(f"Proposed as excluded: {span.first} to {span.last} ({span.kind}).")
    for title in to_do:
        click.echo(printable(f"To do: {title}"))
