"""`dossier calendar export` and `import`: the office's days as a file, and a court's feed."""

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import click

from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day
from app.domain.calendar_exchange import (
    ExportedCalendar,
    FeedPreview,
    FeedRow,
    FeedSays,
    RowState,
)
from app.domain.cases import CaseId
from app.domain.hearings import Hearing, HearingStatus
from app.services.calendar_exchange import (
    ExportCalendar,
    FeedChoice,
    ImportFeed,
    PreviewFeed,
    change_words,
    remark_words,
    state_words,
)
from app.services.cases import CaseByNumber
from app.services.hearings import MOST_LINES, HearingRipple, MovesLeft, VacatingRipple
from app.services.office import Office


def _when(row: FeedRow) -> str:
    return f"{row.says.on:%a %d %b %Y} {row.says.clock:%H:%M}" if row.says else ""


def _remarks(row: FeedRow) -> str:
    said = [*map(change_words, row.changes), *map(remark_words, row.remarks)]
    return "; ".join(said)


_ROWS = (
    Shown[FeedRow]("", "is_ticked", lambda row: "x" if row.is_ticked else ""),
    Shown[FeedRow]("No.", "number", lambda row: row.number or None),
    Shown[FeedRow]("Line", "line", lambda row: row.line or None),
    Shown[FeedRow]("Outcome", "state", lambda row: state_words(row.state)),
    Shown[FeedRow]("When", "when", _when),
    Shown[FeedRow]("Case", "case", lambda row: row.number_of_case),
    Shown[FeedRow]("Event", "words", lambda row: row.words),
    Shown[FeedRow]("What", "what", _remarks),
)


@click.command("export", cls=OfficeCommand)
@click.option("--case", "number", default="", help="Number of a case; only its days.")
@click.option("--person", default="", help="Login of a member of the office.")
@click.option("--from", "first", type=Day(), help="First day; today unless given.")
@click.option("--to", "last", type=Day(), help="Last day; a year on unless given.")
@click.option("--no-names", is_flag=True, help="Numbers only: no captions, titles or names.")
@click.option(
    "--victim-contacts",
    is_flag=True,
    help="With contacts owed to victims, by day and case number alone.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Replace the file if it is there; what it said and is no more is taken back.",
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="File to write; without it, to stdout."
)
@click.pass_obj
def export(
    session: Session,
    *,
    number: str,
    person: str,
    first: date | None,
    last: date | None,
    out: Path | None,
    no_names: bool,
    victim_contacts: bool,
    overwrite: bool,
) -> None:
    """Write hearings, deadlines, disclosure due and tasks as a calendar file (iCalendar).

    A title or caption that names a victim, an informant or a minor is left out, and so are notes.
    """
    with session.office() as office:
        done = office.ask(
            ExportCalendar(
                to=out,
                case=office.ask(CaseByNumber(number)).id if number else None,
                login=person,
                first=first,
                last=last,
                names=not no_names,
                victim_contacts=victim_contacts,
                overwrite=overwrite,
            )
        )
    if done.path is None:
        _pour(done.content)
    elif session.as_json:
        show_json(_facts(done))
    else:
        show_facts((key.replace("_", " ").capitalize(), n) for key, n in _facts(done).items())


@click.command("import", cls=OfficeCommand)
@click.argument("file", type=click.Path(path_type=Path), help="The feed, an .ics file.")
@click.option("--feed", default="", help="What the office calls the feed; its own name if not.")
@click.option("--court", help="Court of its hearings, where an event does not say.")
@click.option("--room", help="Room, likewise.")
@click.option("--judge", help="Judge, likewise.")
@click.option(
    "--case",
    "cases",
    nargs=2,
    multiple=True,
    metavar="EVENT NUMBER",
    help="Case of an event by its No. in the preview; may be given again.",
)
@click.option("--apply", is_flag=True, help="Take in what is marked x; else nothing is written.")
@click.pass_obj
def import_(
    session: Session,
    *,
    file: Path,
    feed: str,
    court: str | None,
    room: str | None,
    judge: str | None,
    cases: tuple[tuple[str, str], ...],
    apply: bool,
) -> None:
    """Look a court's feed over, and take it in with --apply: all that is marked, or nothing."""
    choice = FeedChoice(path=file, feed=feed, court=court, courtroom=room, judge=judge)
    with session.office() as office:
        seen = office.ask(PreviewFeed(choice=choice))
        if cases:
            picked = tuple(_picked(office, seen, cases))
            choice = FeedChoice(**{**choice.__dict__, "cases": picked})
            seen = office.ask(PreviewFeed(choice=choice))
        preview: FeedPreview = seen
        if apply and any(row.is_ticked for row in seen.rows):
            preview = office.do(ImportFeed(feed=seen)).value.preview
        else:
            apply = False
        hanging = tuple(_hanging(office, preview, is_applied=apply))
    _show(session, preview, hanging, is_applied=apply)


COMMANDS = (export, import_)
"""They stand in `dossier calendar`."""


def _picked(
    office: Office, preview: FeedPreview, cases: tuple[tuple[str, str], ...]
) -> list[tuple[str, CaseId]]:
    """Return the cases named by hand, by the key of their row."""
    picked = []
    for event, number in cases:
        rows = [row for row in preview.rows if str(row.number) == event]
        if not rows:
            message = f"The file has no event {event}."
            raise click.UsageError(message)
        case = office.ask(CaseByNumber(number)).id
        picked += [(row.key, case) for row in rows]
    return picked


@dataclass(frozen=True)
class _Moved:
    """A hearing the feed moves, and how much hangs on the day it leaves."""

    row: FeedRow
    hangs: int


_MOVED = (
    Shown[_Moved]("Moved", "case", lambda each: each.row.number_of_case),
    Shown[_Moved]("Event", "words", lambda each: each.row.words),
    Shown[_Moved]("How", "what", lambda each: "; ".join(map(change_words, each.row.changes))),
    Shown[_Moved]("Hangs on it", "hangs", lambda each: each.hangs),
    Shown[_Moved]("ID", "id", lambda each: each.row.hearing.id if each.row.hearing else None),
)


def _hanging(office: Office, preview: FeedPreview, *, is_applied: bool) -> Iterator[_Moved]:
    """Yield hearings that move or are taken off, the first hundred, with how much hangs on each."""
    moved = (row for row in preview.rows if row.is_ticked and (row.is_moved or _is_off(row)))
    for row in islice(moved, MOST_LINES):
        if row.hearing is None or row.hearing.status is not HearingStatus.SET:
            continue
        if is_applied:
            left = office.ask(MovesLeft(hearing=row.hearing.id)).lines
            yield _Moved(row, sum(line.hangs for line in left))
        elif row.says is not None:
            ripple = office.ask(_ripple(row.hearing, row.says, is_off=_is_off(row)))
            yield _Moved(row, sum(each.can_be_ticked for each in ripple.rows))


def _ripple(hearing: Hearing, says: FeedSays, *, is_off: bool) -> HearingRipple | VacatingRipple:
    """Return the question what hangs on a hearing the feed would move or take off."""
    if is_off:
        return VacatingRipple(hearing=hearing.id)
    return HearingRipple(
        hearing=hearing.id,
        on=says.on,
        clock=says.clock,
        is_continuance=says.on > hearing.on,
    )


def _is_off(row: FeedRow) -> bool:
    return row.state in {RowState.CANCELLED, RowState.GONE}


def _show(
    session: Session, preview: FeedPreview, moved: tuple[_Moved, ...], *, is_applied: bool
) -> None:
    counts = {state.value: count for state, count in preview.counts().items()}
    taken = sum(row.is_ticked for row in preview.rows)
    if session.as_json:
        rows = [{column.key: column.value(row) for column in _ROWS} for row in preview.rows]
        facts = {"file": preview.file, "sha256": preview.sha256, "feed": preview.feed.name}
        applied = {"applied": is_applied, "ticked": taken, "others": preview.others}
        hanging = [{column.key: column.value(each) for column in _MOVED} for each in moved]
        show_json({**facts, **applied, **counts, "rows": rows, "hanging": hanging})
        return
    show_facts((("File", preview.file), ("Feed", preview.feed.name)))
    show_rows(preview.rows, _ROWS, as_json=False, empty="There is no event in the file.")
    summary = ", ".join(
        f"{count} {state_words(s).lower()}" for s, count in preview.counts().items()
    )
    click.echo(printable(f"{summary or 'nothing'}."))
    if moved:
        show_rows(moved, _MOVED, as_json=False, empty="")
    if is_applied:
        click.echo(f"{taken} taken in.")
        if moved:
            click.echo(_GO_THROUGH)
    else:
        click.echo("Nothing was taken in." if not taken else _HOW)


_GO_THROUGH = (
    "What hangs on these hearings stands as it was: `dossier hearings moved` lists them,"
    " `dossier hearings follow ID` goes through one, `follow --all-plain` through the plain ones."
)
_HOW = "Nothing was taken in. Use --apply to take in what is marked x."


def _facts(done: ExportedCalendar) -> dict[str, Any]:
    facts = asdict(done)
    facts.pop("content")
    return {**facts, "path": str(done.path)}


def _pour(content: bytes) -> None:
    """Write the file to stdout, byte by byte as it is."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # captured, or a stdout that only takes text
        click.echo(content.decode("utf-8"), nl=False)
    else:
        stream.write(content)
        stream.flush()
