"""`dossier deadlines count|methods`: dates counted from an event without a rule of a pack."""

from dataclasses import dataclass
from typing import Any

import click

from app.cli.arguments import case_number
from app.cli.output import Shown, printable, show_facts, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Clock, Day
from app.domain.deadlines import Deadline
from app.domain.free_counts import METHODS, USUAL_METHODS, FreeMethod, RuleCount
from app.domain.kept_calendars import KeptCalendar
from app.domain.severity import Severity
from app.domain.time_computation import Direction, Unit
from app.i18n.counting_methods import FREE_WORDS, law_words, method_sentence, other_holidays
from app.i18n.courthouse import courthouse
from app.services.cases import CaseByNumber
from app.services.court_calendars import CourtCalendarList
from app.services.deadlines import AddComputedDeadline, DeadlinePreview, PreviewDeadline
from app.services.kept_calendars import CourtCalendarOf
from app.services.office import Office

_UNITS = [unit.value for unit in Unit if unit is not Unit.FIXED_DATE]
_NOTHING_KNOWN = (
    "Dossier has no method of this court's law. Name one with --method;"
    " `dossier deadlines methods` lists them."
)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A count with what is said of its law.

    Attributes:
        said: law, holidays and what the method does; ``warning``: what is odd about the holidays.
    """

    count: RuleCount
    said: str
    warning: str


@click.command(cls=OfficeCommand)
@case_number
@click.argument("day", type=Day(), help="Day of the event.")
@click.argument("length", type=click.IntRange(1), help="How many days, or of another --unit.")
@click.option("--unit", type=click.Choice(_UNITS), help="What LENGTH counts; else the law's own.")
@click.option("--before", is_flag=True, help="Count back from the event.")
@click.option(
    "--method",
    type=click.Choice(tuple(METHODS)),
    help="Law it is counted by, see `methods`; else that of the case's court.",
    metavar="METHOD",
)
@click.option("--calendar", default="", help="Court calendar; else that of the case's court.")
@click.option("--at", "clock", type=Clock(), help="Time at the court, for hours.")
@click.option("--service-days", type=click.IntRange(0), default=0, help="Days service adds.")
@click.option("--served-in-court-days", is_flag=True, help="Service adds court days (California).")
@click.option(
    "--state-holiday",
    "closed",
    type=Day(),
    multiple=True,
    help="Holiday of the state in a federal count; may be repeated.",
)
@click.option("--event", "trigger", default="", help="What happened, e.g. Motion served.")
@click.option("--title", default="", help="What must be done.")
@click.option(
    "--severity",
    type=click.Choice([each.value for each in Severity]),
    default=Severity.STATUTORY.value,
    help="Weight of the deadline.",
)
@click.option("--note", default="", help="What else is to be known of it.")
@click.option("--add", "adds", is_flag=True, help="Add it; without it the day is only shown.")
@click.pass_obj
def count(session: Session, /, number: str, *, adds: bool, **said: Any) -> None:  # noqa: ANN401  the command's own fields
    """Count a deadline in the case NUMBER: LENGTH days after DAY.

    Needs --event and --title to add it. What was counted, and by which law, stays with it.
    """
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        asked = _asked(office, office.ask(CourtCalendarOf(case)), said)
        preview = office.ask(PreviewDeadline(count=asked.count))
        added = None
        if adds:
            command = AddComputedDeadline(
                case=case,
                title=said["title"],
                trigger=said["trigger"],
                count=asked.count,
                severity=Severity(said["severity"]),
                note=said["note"],
            )
            added = office.do(command).value
    _show(session, asked, preview, added)


@click.command(cls=OfficeCommand)
@click.pass_obj
def methods(session: Session) -> None:
    """List the ways a date can be counted without a rule, and what each does."""
    show_rows(list(METHODS.values()), _METHODS, as_json=session.as_json, empty="")


COMMANDS = (count, methods)


def _asked(office: Office, court: KeptCalendar, said: dict[str, Any]) -> _Asked:
    """Return the count typed; what was left out is as the case's court has it."""
    law = _law(said["method"], court)
    calendar = said["calendar"] or law.calendar_at(court)
    count = RuleCount(
        trigger_on=said["day"],
        n=said["length"],
        unit=Unit(said["unit"]) if said["unit"] else law.units[0],
        direction=_direction(law, before=said["before"]),
        service_days=said["service_days"],
        serves_in_court_days=said["served_in_court_days"],
        closed=frozenset(said["closed"]),
        method=law.name,
        calendar=calendar,
        clock=said["clock"],
    )
    known = {line.id: line for line in office.ask(CourtCalendarList())}
    line = known.get(calendar)
    title = line.title if line is not None else calendar
    rests_on = line.own.based_on if line is not None and line.own is not None else calendar
    return _Asked(
        count=count,
        said=f"{law_words(law, title)} {method_sentence(law)}",
        warning=other_holidays(law, rests_on),
    )


def _law(method: str | None, court: KeptCalendar) -> FreeMethod:
    name = method or USUAL_METHODS.get(court.rests_on)
    if name is None:
        raise click.UsageError(_NOTHING_KNOWN)
    return METHODS[name]


def _direction(law: FreeMethod, *, before: bool) -> Direction:
    """Return the direction asked for; a law that only counts back needs no word for it."""
    return Direction.BEFORE if before else law.directions[0]


def _show(
    session: Session, asked: _Asked, preview: DeadlinePreview, added: Deadline | None
) -> None:
    if session.as_json:
        show_json(_plainly(asked, preview, added))
        return
    at = f"{courthouse.local(preview.due_at):%H:%M}" if preview.due_at is not None else ""
    facts = (
        ("Due", preview.due_on),
        ("At", at),
        ("Plan for", preview.conservative_on),
        ("Counted", preview.period),
        ("Law", asked.said),
        ("Warning", asked.warning),
        ("In the past", "yes" if preview.is_past else ""),
        ("Courts closed", preview.closed),
    )
    show_facts((label, value) for label, value in facts if value)
    for step in preview.steps:
        click.echo(printable(step))
    if added is not None:
        click.echo(f"Added {added.id}.")


def _plainly(asked: _Asked, preview: DeadlinePreview, added: Deadline | None) -> dict[str, object]:
    return {
        "id": added.id if added is not None else None,
        "due_on": preview.due_on,
        "due_at": preview.due_at,
        "conservative_on": preview.conservative_on,
        "period": preview.period,
        "method": asked.count.method,
        "calendar": asked.count.calendar,
        "citation": preview.citation,
        "law": asked.said,
        "warning": asked.warning,
        "closed": preview.closed,
        "is_past": preview.is_past,
        "trace": preview.steps,
    }


_METHODS = (
    Shown[FreeMethod]("Method", "method", lambda each: each.name.value),
    Shown[FreeMethod]("Called", "title", lambda each: FREE_WORDS[each.name]),
    Shown[FreeMethod]("Law", "law", lambda each: each.citation),
    Shown[FreeMethod]("Calendar", "calendar", lambda each: each.calendar),
    Shown[FreeMethod]("Units", "units", lambda each: [unit.value for unit in each.units]),
    Shown[FreeMethod]("Runs", "directions", lambda each: [way.value for way in each.directions]),
    Shown[FreeMethod]("What it does", "does", method_sentence),
)
