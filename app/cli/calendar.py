"""`dossier calendar`: what lies on the office's days."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import click

from app.cli.output import Shown, printable, show_rows
from app.cli.papers import for_reader, show_written, to_file
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Day, Month
from app.domain.calendar import EVERY_KIND, CalendarEntry, EntryFilter, EntryKind
from app.domain.profiles import Profile
from app.i18n import _
from app.services.calendar import CalendarRange
from app.services.calendar_papers import CalendarPaper, PrintDayList, PrintMonth
from app.services.deadlines import Assignable
from app.services.documents import require_free, save_paper
from app.services.office import Office


def _clock(entry: CalendarEntry) -> str | None:
    return f"{entry.clock:%H:%M}" if entry.clock else None


_COLUMNS = (
    Shown[CalendarEntry]("Day", "on", lambda entry: entry.on),
    Shown[CalendarEntry]("Time", "clock", _clock),
    Shown[CalendarEntry]("Kind", "kind", lambda entry: entry.kind.value),
    Shown[CalendarEntry]("What", "what", lambda entry: entry.what),
    Shown[CalendarEntry]("Case", "number", lambda entry: entry.number),
    Shown[CalendarEntry]("Title", "title", lambda entry: entry.title),
    Shown[CalendarEntry]("Place", "place", lambda entry: entry.place),
    Shown[CalendarEntry]("Done", "is_done", lambda entry: entry.is_done),
)


F = TypeVar("F", bound=Callable[..., Any])


def _with_filter(command: F) -> F:
    """Add what the calendar can be narrowed to, as in the window."""
    mine = click.option("--mine", is_flag=True, help="Only what is given to you or in your cases.")
    person = click.option(
        "--person", help="Only what this person of the office covers or is given."
    )
    court = click.option("--court", default="", help="Only this court.")
    room = click.option("--room", "courtroom", default="", help="Only this courtroom.")
    hearing = click.option("--hearing", default="", help="Only hearings of this type (its code).")
    kind = click.option(
        "--kind",
        "kinds",
        multiple=True,
        type=click.Choice([kind.value for kind in EntryKind]),
        help="Only this kind; may be repeated.",
    )
    return mine(person(court(room(hearing(kind(command))))))


@click.group()
def calendar() -> None:
    """The office's days."""


@calendar.command("list", cls=OfficeCommand)
@click.option("--from", "first", type=Day(), help="First day; today unless given.")
@click.option("--to", "last", type=Day(), help="Last day; four weeks on unless given.")
@_with_filter
@click.pass_obj
def list_(
    session: Session,
    /,
    first: date | None,
    last: date | None,
    **asked: Any,  # noqa: ANN401  the options of `_with_filter`
) -> None:
    """List hearings, deadlines, disclosure, contacts, tasks and evidence due back, day by day."""
    with session.office() as office:
        which = _filter(office, **asked)
        span = office.ask(CalendarRange(first=first, last=last, which=which))
    show_rows(span.entries, _COLUMNS, as_json=session.as_json, empty="Nothing on these days.")


@calendar.command("print", cls=OfficeCommand)
@click.option("--day", type=Day(), help="The list of this day.")
@click.option("--month", type=Month(), help="The grid of this month, e.g. 2026-11, or of a day's.")
@for_reader()
@_with_filter
@to_file
@click.pass_obj
def print_(
    session: Session,
    /,
    *,
    day: date | None,
    month: date | None,
    profile: str,
    to: Path,
    force: bool,
    **asked: Any,  # noqa: ANN401  the options of `_with_filter`
) -> None:
    """Print the list of a day, or a month as a grid."""
    require_free(to, overwrite=force)
    with session.office() as office:
        printed = office.ask(_paper(day, month, Profile(profile), _filter(office, **asked)))
    save_paper(printed.pdf, to, overwrite=force)
    show_written(session, to, printed.pages, sha256=printed.sha256)


def _paper(
    day: date | None, month: date | None, profile: Profile, which: EntryFilter
) -> CalendarPaper:
    """Return the paper asked for.

    Raises:
        click.UsageError: both were named, or neither.
    """
    if (day is None) is (month is None):
        raise click.UsageError(_("Name either --day or --month."))
    if day is not None:
        return PrintDayList(on=day, profile=profile, which=which)
    assert month is not None  # noqa: S101  the other one was named
    return PrintMonth(of=month, profile=profile, which=which)


def _filter(
    office: Office, *, mine: bool, person: str | None, kinds: Sequence[str], **places: str
) -> EntryFilter:
    """Return what was asked for on the command line."""
    return EntryFilter(
        kinds=frozenset(map(EntryKind, kinds)) or EVERY_KIND,
        mine=mine,
        person=_person(office, person) if person else None,
        **places,
    )


def _person(office: Office, wanted: str) -> UUID:
    """Return the person of the office with this name.

    Raises:
        click.UsageError: nobody, or more than one.
    """
    people = office.ask(Assignable())
    found = [who for who, name in people if name.casefold() == wanted.casefold()]
    if len(found) != 1:
        known = ", ".join(printable(name) for _who, name in people)
        raise click.UsageError(_("Name one person of the office: {people}.").format(people=known))
    return found[0]
