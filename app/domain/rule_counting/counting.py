"""A chain of court rules counted, each from the day the one before gave, and the reasons told."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from app.domain.confidence import Confidence
from app.domain.court_days import CalendarInForce
from app.domain.court_rules import CourtRule, RulePack
from app.domain.errors import Refused
from app.domain.rule_counting.beside import DaysBeside, compared, no_days_beside
from app.domain.rule_counting.cautions import TO_CONFIRM, cautions_of
from app.domain.rule_counting.periods import count_period
from app.domain.rule_counting.records import RuleAnswer, RuleStart
from app.domain.rule_service import service_days
from app.domain.rule_wording import event_words, length_words, period_words
from app.domain.time_computation import DayProfile, Direction, Service
from app.domain.time_computation.wording import spell, spell_moment


def calendar_of(rule: CourtRule, pack: RulePack) -> str:
    """Return the id of the court calendar the rule counts by."""
    return rule.calendar or pack.calendar


def count_chain(
    chain: Sequence[CourtRule],
    pack: RulePack,
    start: RuleStart,
    calendars: Callable[[str], CalendarInForce],
    beside: DaysBeside = no_days_beside,
) -> RuleAnswer:
    """Return the day due under the last rule of a chain, each counted from the one before.

    Service adds its days to the first rule only: how later papers are served is not known yet.

    Args:
        chain: as `rule_chains.chain_of` returns it; one rule where it starts from an event itself.
        pack: the pack they belong to.
        start: the event the first of them counts from.
        calendars: gives the calendar in force by its id, with the office's own days.
        beside: gives the days of the case that a rule's own is compared with.

    Raises:
        Refused: ``rule.moment_needed`` (hours are counted from a moment), ``rule.calendar`` (the
            calendar is another one), ``rule.profile``, ``service.backward``, what the engine
            refuses, or ``calendar.not_loaded``. The field named is the rule's or the event's.
    """
    answers: list[RuleAnswer] = []
    for rule in chain:
        own, end = _counted(rule, pack, start, calendars(calendar_of(rule, pack)))
        answer = compared(own, beside(rule))
        if answer.due_on != own.due_on:
            end = answer.due_on
        answers.append(replace(answer, trace=(*answer.trace, *_closing(answer))))
        start = RuleStart(event=end, zone=start.zone)
    warnings = dict.fromkeys(caution for answer in answers for caution in answer.warnings)
    trace = tuple(line for answer in answers for line in answer.trace)
    return replace(answers[-1], warnings=tuple(warnings), trace=trace)


def _counted(
    rule: CourtRule, pack: RulePack, start: RuleStart, in_force: CalendarInForce
) -> tuple[RuleAnswer, date | datetime]:
    """Return the answer, and what a following rule counts from."""
    _require_calendar(rule, pack, in_force)
    count = count_period(rule, start, _service(rule, start), in_force)
    rule_edition = f"{pack.code} {pack.edition}"
    calendar_edition = f"{in_force.calendar.id} {in_force.edition}"
    answer = RuleAnswer(
        rule=rule,
        due_on=count.due_on,
        due_at=count.due_at,
        raw_on=count.raw_on,
        conservative_on=count.conservative_on,
        alternative_on=count.alternative_on,
        period=period_words(rule, start.label),
        citation=rule.citation,
        method=count.method,
        warnings=tuple(cautions_of(rule, start, in_force, count)),
        trace=(
            *_beginning(rule, start),
            *count.trace,
        ),
        rule_edition=rule_edition,
        calendar_edition=calendar_edition,
    )
    return answer, count.end


def _beginning(rule: CourtRule, start: RuleStart) -> tuple[str, ...]:
    """Return the first lines of a trace: what happened, which rule follows, and its standing."""
    label = start.label or event_words(rule)
    event = start.event
    when = spell_moment(event) if isinstance(event, datetime) else spell(event)
    period = f"{length_words(rule)} {rule.direction}"
    # A rule that is being written can be tried before its source is named.
    source = f" ({rule.citation})" if rule.citation else ""
    return (
        f"{label[:1].upper()}{label[1:]}: {when}.",
        f"{rule.title}: {period}{source}.",
        *_said_of_entire_days(rule),
        *((TO_CONFIRM,) if rule.confidence is Confidence.CONFIRM else ()),
    )


def _closing(answer: RuleAnswer) -> tuple[str, ...]:
    """Return the last lines of a trace: what to look out for, and the editions counted by."""
    return (
        *_note(answer.rule),
        f"Counted by {answer.rule_edition}, {answer.calendar_edition}.",
    )


def _said_of_entire_days(rule: CourtRule) -> tuple[str, ...]:
    """Say why a count of entire days goes one day further than the rule's number."""
    if not rule.entire_days:
        return ()
    return (f"The days lie whole between, so the last day to act is no. {rule.n + 1} back.",)


def _note(rule: CourtRule) -> tuple[str, ...]:
    note = " ".join(rule.note.split())
    return (f"Note to the rule: {note}",) if note else ()


def _service(rule: CourtRule, start: RuleStart) -> Service:
    """Return the days the means of service adds; none are added in front of an event."""
    service = service_days(rule.service, start.service)
    is_counted_back = rule.profile == DayProfile.COURT_DAYS_PLUS_CALENDAR
    if rule.direction is Direction.BEFORE and service.added_days and not is_counted_back:
        raise Refused("service.backward", field="service")
    return service


def _require_calendar(rule: CourtRule, pack: RulePack, in_force: CalendarInForce) -> None:
    """Refuse to count by another court's holidays."""
    wanted = calendar_of(rule, pack)
    if in_force.calendar.id != wanted:
        raise Refused("rule.calendar", field="calendar", wanted=wanted)
