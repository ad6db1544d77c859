"""`dossier deadlines from-event|recount|check|to-check`: dates that rules count."""

from datetime import date, time
from uuid import UUID

import click

from app.cli.arguments import case_number, case_number_or_all
from app.cli.output import Shown, printable, show_json, show_rows
from app.cli.session import OfficeCommand, Session
from app.cli.typed_days import Clock, Day
from app.domain.backups import Watch
from app.domain.court_rules import CourtRuleId
from app.domain.deadlines import CheckLine, DeadlineId
from app.domain.recounting import AcceptedChange, DateChange, Outlook
from app.i18n.sentences import sentence
from app.services.cases import CaseByNumber
from app.services.deadlines import (
    AddDeadlinesFromEvent,
    CheckDeadline,
    DatesToCheck,
    EventOutcome,
    PickedRule,
    PlanOfficeRecount,
    PlanRecount,
    PreviewEvent,
    RecountDeadlines,
    RecountPlan,
    RuleOutcome,
)
from app.services.event_entry import EventEntry
from app.services.office import Office
from app.services.recounting import STOPPED
from app.services.triggering_events import CaseEvents

_MOST = 10_000
"""Rows of one list; the terminal shows no pages."""


@click.command("from-event", cls=OfficeCommand)
@case_number
@click.argument("event", help="Code of the event, e.g. ARRAIGNMENT.")
@click.argument("day", type=Day(), help="Day of the event.")
@click.option("--at", "clock", type=Clock(), help="Time at the court, for rules that count hours.")
@click.option("--service", default="", help="Means of service as the rules name it, e.g. mail.")
@click.option("--note", default="", help="Anything else about the event.")
@click.option("--rule", "codes", multiple=True, help="Only this rule; may be repeated.")
@click.option("--add", "adds", is_flag=True, help="Add them; without it they are only shown.")
@click.pass_obj
def from_event(
    session: Session,
    *,
    number: str,
    event: str,
    day: date,
    clock: time | None,
    service: str,
    note: str,
    codes: tuple[str, ...],
    adds: bool,
) -> None:
    """Count what the rules make of EVENT on DAY in the case NUMBER.

    Without --rule those are added that ask for no decision, are new and do not lie in the past.
    """
    entry = EventEntry(event=event.upper(), on=day, clock=clock, service=service, note=note)
    with session.office() as office:
        case = office.ask(CaseByNumber(number)).id
        _refuse_unknown_means(service, office.ask(CaseEvents(case)).means)
        outcome = office.ask(PreviewEvent(case=case, entry=entry))
        _refuse_unknown(outcome, codes)
        wanted = [rule for rule in outcome.rules if _is_wanted(rule, codes)]
        if adds and wanted:
            picked = tuple(PickedRule(r.rule.id, r.answer.due_on) for r in wanted if r.answer)
            office.do(AddDeadlinesFromEvent(case=case, entry=entry, picked=picked))
    chosen = {each.rule.id for each in wanted}
    _show_outcome(session, outcome, chosen)
    if adds and not session.as_json:
        click.echo(f"Added: {len(wanted)}." if wanted else "Nothing was added.")


@click.command(cls=OfficeCommand)
@case_number_or_all
@click.option("--apply", "applies", is_flag=True, help="Move what differs; overrides keep the day.")
@click.pass_obj
def recount(session: Session, number: str | None, *, applies: bool) -> None:
    """Show old and new dates where rules, calendars or events changed."""
    with session.office() as office:
        plan = _plan(office, number)
        rows = tuple(each for each in plan.rows if each.outlook is not Outlook.STAYS)
        accepted = tuple(_accepted(rows)) if applies else ()
        if accepted:
            case = office.ask(CaseByNumber(number)).id if number else None
            office.do(RecountDeadlines(accepted=accepted, case=case, watch=_watch()))
    show_rows(rows, _change_columns(plan), as_json=session.as_json, empty="Nothing differs.")
    if not session.as_json:
        click.echo(f"Counted: {plan.examined}." + (f" Moved: {_moved(rows)}." if applies else ""))


@click.command(cls=OfficeCommand)
@click.argument("deadline", type=click.UUID, help="ID of the deadline.")
@click.option("--due", type=Day(), help="The day that was looked at; refused if it moved.")
@click.pass_obj
def check(session: Session, deadline: UUID, *, due: date | None) -> None:
    """Write down that you looked at the date of DEADLINE (its ID) and found it right."""
    with session.office() as office:
        done = office.do(CheckDeadline(deadline=DeadlineId(deadline), due_on=due)).value.after
    if session.as_json:
        show_json({"id": done.id, "due_on": done.due_on, "checked_by": done.checked_by})
    else:
        said = f"Looked at by {done.checked_by}: {done.title}, {done.due_on}."
        click.echo(printable(said))


@click.command("to-check", cls=OfficeCommand)
@click.pass_obj
def to_check(session: Session) -> None:
    """List counted and statutory dates that no second person has looked at."""
    page = session.ask(DatesToCheck(size=_MOST))
    show_rows(page.rows, _CHECKS, as_json=session.as_json, empty="Every date was looked at.")


COMMANDS = (from_event, recount, check, to_check)


def _refuse_unknown_means(service: str, known: tuple[str, ...]) -> None:
    """Refuse a means of service that no rule names: it would add no days without a word."""
    if service and service.lower() not in known:
        message = f"No rule names service by {service}. Known: {', '.join(known) or 'none'}."
        raise click.UsageError(message)


def _refuse_unknown(outcome: EventOutcome, codes: tuple[str, ...]) -> None:
    """Refuse a rule that the event does not start: a script must not take it for added."""
    known = [each.rule.code for each in outcome.rules]
    unknown = [code for code in codes if code not in known]
    if unknown:
        started = ", ".join(known) or "none"
        message = f"No rule {unknown[0]} starts from this event. Rules: {started}."
        raise click.UsageError(message)


def _is_wanted(outcome: RuleOutcome, codes: tuple[str, ...]) -> bool:
    if codes:
        return outcome.answer is not None and outcome.rule.code in codes
    return outcome.is_usual


def _show_outcome(session: Session, outcome: EventOutcome, chosen: set[CourtRuleId]) -> None:
    columns = (
        Shown[RuleOutcome]("Taken", "taken", lambda each: each.rule.id in chosen),
        Shown[RuleOutcome]("Rule", "rule", lambda each: each.rule.code),
        Shown[RuleOutcome]("Deadline", "title", lambda each: each.rule.title),
        Shown[RuleOutcome]("Due", "due_on", lambda each: each.answer and each.answer.due_on),
        Shown[RuleOutcome](
            "Plan for", "conservative_on", lambda each: each.answer and each.answer.conservative_on
        ),
        Shown[RuleOutcome]("Citation", "citation", lambda each: each.rule.citation),
        Shown[RuleOutcome]("Confidence", "confidence", lambda each: each.rule.confidence.value),
        Shown[RuleOutcome]("There", "is_present", lambda each: each.is_present),
        Shown[RuleOutcome]("Remark", "remark", _remark),
    )
    show_rows(
        outcome.rules,
        columns,
        as_json=session.as_json,
        empty="No rule in force starts from this event on that day.",
    )


def _remark(outcome: RuleOutcome) -> str:
    if outcome.refusal is not None:
        return sentence(outcome.refusal)
    past = "In the past." if outcome.is_past else ""
    only = f"Only if: {outcome.rule.applies_if}" if outcome.rule.applies_if else ""
    return " ".join(part for part in (past, only) if part)


def _plan(office: Office, number: str | None) -> RecountPlan:
    if number:
        return office.ask(PlanRecount(case=office.ask(CaseByNumber(number)).id))
    return office.ask(PlanOfficeRecount(watch=_watch()))


def _watch() -> Watch:
    return Watch(stopped=STOPPED)


def _accepted(rows: tuple[DateChange, ...]) -> list[AcceptedChange]:
    """Return what moves, and the new count beside each date a person set."""
    kinds = (Outlook.MOVES, Outlook.OVERRIDDEN)
    return [each.accepted() for each in rows if each.outlook in kinds and not each.is_same]


def _moved(rows: tuple[DateChange, ...]) -> int:
    return sum(each.outlook is Outlook.MOVES for each in rows)


def _change_columns(plan: RecountPlan) -> tuple[Shown[DateChange], ...]:
    return (
        Shown("Case", "number", lambda each: plan.cases[each.deadline.case].number),
        Shown("Deadline", "title", lambda each: each.deadline.title),
        Shown("Now", "due_on", lambda each: each.deadline.due_on),
        Shown("New", "becomes", lambda each: each.becomes),
        Shown("Plan for", "plan_for", lambda each: each.count and each.count.conservative_on),
        Shown("What", "outlook", _what),
        Shown("In the past", "is_past", lambda each: each.is_past),
        Shown("Why", "why", _why),
        Shown("ID", "id", lambda each: each.deadline.id),
    )


def _what(change: DateChange) -> str:
    if change.outlook is Outlook.MOVES and change.becomes == change.deadline.due_on:
        return "plan for another day"
    return change.outlook.value


def _why(change: DateChange) -> str:
    if change.outlook is Outlook.OVERRIDDEN:
        return change.deadline.override_reason
    return sentence(change.refusal) if change.refusal is not None else ""


_CHECKS = (
    Shown[CheckLine]("Case", "number", lambda each: each.line.number),
    Shown[CheckLine]("Title", "title", lambda each: each.line.title),
    Shown[CheckLine]("Deadline", "deadline", lambda each: each.line.deadline),
    Shown[CheckLine]("Due", "due_on", lambda each: each.line.due_on),
    Shown[CheckLine]("Reason", "reason", lambda each: each.line.reason),
    Shown[CheckLine]("Set by", "dated_by", lambda each: each.dated_by),
    Shown[CheckLine]("Yours", "is_own", lambda each: each.is_own),
    Shown[CheckLine]("ID", "id", lambda each: each.line.id),
)
