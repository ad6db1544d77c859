"""What hangs on a hearing: shown, picked row by row, printed, and said once it has followed."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

import click

from app.cli.output import Shown, printable, show_json, show_rows
from app.cli.session import Session
from app.domain.clocks import ExcludedSpan
from app.domain.hearings import Hearing
from app.domain.ripple import Ripple, RippleRow, Tick
from app.domain.tasks import Task
from app.i18n.ripple import RIPPLE_KINDS, why_words
from app.services.documents import require_free, save_paper
from app.services.hearing_papers import PrintToDo
from app.services.hearings import (
    Continued,
    HearingRipple,
    Shifted,
    Vacated,
    VacatingRipple,
)
from app.services.office import Office

F = TypeVar("F", bound=Callable[..., object])

_APPLY = ("proposed", "all", "none")


@dataclass(frozen=True)
class Foreseen:
    """What will go with the hearing.

    Attributes:
        ticks: the rows that follow.
        paper: the list as a PDF; empty where none was asked for.
    """

    ticks: tuple[Tick, ...]
    paper: bytes


@dataclass(frozen=True, kw_only=True)
class Following:
    """What is to follow the hearing, as it was typed.

    Attributes:
        preview: the list is shown, and nothing done.
        apply: the group that follows where no single rows are named.
        only, without: numbers of rows as the list shows them, or their ids.
        to_do: the file the list is printed to.
    """

    preview: bool
    apply: str
    only: tuple[str, ...]
    without: tuple[str, ...]
    to_do: Path | None

    @property
    def is_picked(self) -> bool:
        """Whether rows were named, or another group than the usual."""
        return bool(self.only or self.without) or self.apply != _APPLY[0]

    def foresee(
        self, session: Session, office: Office, move: HearingRipple | VacatingRipple
    ) -> Foreseen:
        """Return what will follow, before it is written.

        A preview is shown, and its list saved.

        Raises:
            click.UsageError: a row that is named is not on the list, or cannot follow.
            Refused: the file of the list is there already.
        """
        ripple = office.ask(move)
        ticks = self._ticks(ripple)
        foreseen = Foreseen(ticks, self._printed(office, move, ticks))
        if self.preview:
            _show_ripple(session, ripple)
            self.save(session, foreseen)
        return foreseen

    def save(self, session: Session, foreseen: Foreseen) -> None:
        """Write the list to its file, if one was named."""
        if self.to_do is not None:
            save_paper(foreseen.paper, self.to_do)
            session.remark(f"The list is in {self.to_do}.")

    def _printed(
        self, office: Office, move: HearingRipple | VacatingRipple, ticks: tuple[Tick, ...]
    ) -> bytes:
        if self.to_do is None:
            return b""
        require_free(self.to_do)
        return office.ask(PrintToDo(move=move, ticked=ticks)).pdf

    def _ticks(self, ripple: Ripple) -> tuple[Tick, ...]:
        only = [_row(ripple, each) for each in self.only]
        rows = only or [row for row in ripple.rows if self._in_group(row)]
        left_out = {_row(ripple, each).key for each in self.without}
        return tuple(row.tick for row in rows if row.key not in left_out)

    def _in_group(self, row: RippleRow) -> bool:
        if self.apply == "proposed":
            return row.is_proposed and row.can_be_ticked
        return row.can_be_ticked and self.apply == "all"


def what_follows(command: F) -> F:
    """Let a command say what follows the hearing: a group, single rows, and the list on paper."""

    @functools.wraps(command)
    def following(*words: object, **named: object) -> object:
        typed = {each.name: named.pop(each.name) for each in fields(Following)}
        return command(*words, following=Following(**typed), **named)  # type: ignore[arg-type]  # as the options below

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
            "--apply",
            type=click.Choice(_APPLY),
            default="proposed",
            show_default=True,
            help="Which rows follow, where --only names none.",
        ),
        click.option("--preview", is_flag=True, help="Only show what hangs on the old date."),
    ):
        following = option(following)
    return following  # type: ignore[return-value]  # click calls it with the options above


@dataclass(frozen=True)
class _Told:
    """What was done, to be said."""

    how: str
    stands: Hearing
    counts: dict[str, int]
    new_tasks: tuple[Task, ...]
    span: ExcludedSpan | None = None


def show_done(session: Session, done: Continued | Shifted | Vacated) -> None:
    """Say what was moved or taken off, and what followed."""
    told = _off(done) if isinstance(done, Vacated) else _on_another_day(done)
    to_do, span = [task.title for task in told.new_tasks], told.span
    if session.as_json:
        span_said = {"kind": span.kind, "first": span.first, "last": span.last} if span else None
        facts = {"id": told.stands.id, **told.counts, "to_do": to_do}
        show_json({**facts, "proposed_exclusion": span_said})
        return
    click.echo(f"{told.how} {told.stands.on:%a %d %b %Y}: {told.stands.id}.")
    for name, number in told.counts.items():
        if number:
            click.echo(f"{name.replace('_', ' ')}: {number}")
    if span is not None:
        click.echo(f"Proposed as excluded: {span.first} to {span.last} ({span.kind}).")
    for title in to_do:
        click.echo(printable(f"To do: {title}"))


def _on_another_day(done: Continued | Shifted) -> _Told:
    shifted = done.shifted if isinstance(done, Continued) else done
    rippled = shifted.rippled
    counts = {
        "deadlines": len(rippled.dates.deadlines),
        "subpoenas_followed": len(rippled.subpoenas) - len(rippled.new_subpoenas),
        "subpoenas_issued": len(rippled.new_subpoenas),
        "tasks_moved": len(rippled.tasks),
        "hearings_along": len(shifted.along),
    }
    span = done.span if isinstance(done, Continued) else None
    return _Told("Now on", shifted.stands, counts, rippled.new_tasks, span)


def _off(done: Vacated) -> _Told:
    rippled = done.rippled
    counts = {
        "deadlines_called_off": len(rippled.dates.deadlines),
        "subpoenas_called_off": len(rippled.subpoenas),
        "tasks_closed": len(rippled.tasks),
    }
    return _Told("Taken off, was on", done.after, counts, rippled.new_tasks)


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


def _show_ripple(session: Session, ripple: Ripple) -> None:
    numbers = {row.key: number for number, row in enumerate(ripple.rows, start=1)}
    columns = (
        Shown[RippleRow]("No.", "number", lambda row: numbers[row.key]),
        Shown[RippleRow]("Follows", "is_proposed", lambda row: row.is_proposed),
        Shown[RippleRow]("Can", "can_be_ticked", lambda row: row.can_be_ticked),
        Shown[RippleRow]("What", "kind", lambda row: RIPPLE_KINDS[row.kind]),
        Shown[RippleRow]("Which", "what", lambda row: row.what),
        Shown[RippleRow]("Now", "old", lambda row: row.old),
        Shown[RippleRow]("Then", "new", lambda row: row.new),
        Shown[RippleRow]("Why", "why", why_words),
        Shown[RippleRow]("ID", "record", lambda row: row.record),
    )
    show_rows(
        ripple.rows, columns, as_json=session.as_json, empty="Nothing else hangs on this date."
    )
