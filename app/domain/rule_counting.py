"""Counting by court rules: from an event of a case to the day due, with all that must be said."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from app.domain.confidence import Confidence
from app.domain.court_calendars import CalendarNotLoaded
from app.domain.court_days import CalendarInForce
from app.domain.court_rules import CourtRule, RulePack
from app.domain.court_time import instant, time_zone
from app.domain.errors import Refused
from app.domain.rule_service import service_days
from app.domain.rule_wording import event_words, length_words, period_words
from app.domain.time_computation import (
    DayDeadline,
    DayProfile,
    DayQuestion,
    Direction,
    Filing,
    FilingMethod,
    HourDeadline,
    HourProfile,
    HourQuestion,
    Period,
    Service,
    Session,
    compute_days,
    compute_hours,
)
from app.domain.time_computation.wording import spell, spell_moment

_DAY_PROFILES, _HOUR_PROFILES = frozenset(DayProfile), frozenset(HourProfile)
_USUAL_THRESHOLD = 7
_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SESSION = re.compile(f"{_CLOCK}-{_CLOCK}")


@dataclass(frozen=True, kw_only=True)
class RuleStart:
    """What a count begins with.

    Attributes:
        event: the day of the event, or its moment on the court's clocks (no zone attached); for a
            rule that follows another, the day due under that.
        zone: IANA zone of the court.
        service: means of service as rules name it, e.g. ``"mail"``; empty = none adds days.
        label: the event in the office's words; empty = the program's.
    """

    event: date | datetime
    zone: str
    service: str = ""
    label: str = ""

    @property
    def day(self) -> date:
        """The day of the event."""
        return self.event.date() if isinstance(self.event, datetime) else self.event


class CautionKind(StrEnum):
    """Why somebody should look at a counted date again."""

    NOT_IN_FORCE = "not_in_force"
    RETIRED = "retired"
    VERIFY_LOCALLY = "verify_locally"
    NOT_SETTLED = "not_settled"
    UNCERTAIN_CLOSURE = "uncertain_closure"
    EVENT_CLOSED = "event_closed"
    DUE_CLOSED = "due_closed"
    SERVICE_NOT_NAMED = "service_not_named"


@dataclass(frozen=True)
class Caution:
    """One thing to look at, as a sentence fit for screen and paper."""

    kind: CautionKind
    words: str


@dataclass(frozen=True, kw_only=True)
class RuleAnswer:
    """The day a rule gives, and why.

    Attributes:
        rule: the rule counted by; the last one of a chain.
        due_on: the day due, at the court.
        due_at: the last moment (UTC) where the rule counts hours or names one.
        raw_on: the end of the count before anything moved it.
        conservative_on: the day to plan for where the rule can be read in two ways; None if the
            calendar does not reach or there is none after the event.
        alternative_on: the day if doubtful closures were holidays; None without any.
        period: the count in words, e.g. ``"14 days after arraignment"``.
        citation: of the rule; ``method``: of the way time is computed.
        trace: the printed reason, one sentence a step.
        rule_edition: pack and edition, ``"US-FED-CRIM 2026.1"``; ``calendar_edition`` likewise.
    """

    rule: CourtRule
    due_on: date
    due_at: datetime | None = None
    raw_on: date
    conservative_on: date | None = None
    alternative_on: date | None = None
    period: str
    citation: str
    method: str
    warnings: tuple[Caution, ...] = ()
    trace: tuple[str, ...] = ()
    rule_edition: str = ""
    calendar_edition: str = ""


@dataclass(frozen=True, kw_only=True)
class _Count:
    """What either engine answered, in one shape.

    Attributes:
        end: the day, or the hour on the court's clocks, from which a following rule counts.
    """

    end: date | datetime
    due_on: date
    due_at: datetime | None
    raw_on: date
    conservative_on: date | None
    alternative_on: date | None
    method: str
    trace: tuple[str, ...]


@dataclass(frozen=True)
class _Setting:
    """Where a count is made: the court's zone and holidays, and the days service adds."""

    zone: str
    service: Service
    in_force: CalendarInForce


def counts_hours(rule: CourtRule) -> bool:
    """Whether the rule needs the moment of its event, not the day alone."""
    return rule.profile in _HOUR_PROFILES


def calendar_of(rule: CourtRule, pack: RulePack) -> str:
    """Return the id of the court calendar the rule counts by."""
    return rule.calendar or pack.calendar


def count_chain(
    chain: Sequence[CourtRule],
    pack: RulePack,
    start: RuleStart,
    calendars: Callable[[str], CalendarInForce],
) -> RuleAnswer:
    """Return the day due under the last rule of a chain, each counted from the one before.

    Service adds its days to the first rule only: how later papers are served is not known yet.

    Args:
        chain: as `rule_chains.chain_of` returns it; one rule where it starts from an event itself.
        pack: the pack they belong to.
        start: the event the first of them counts from.
        calendars: gives the calendar in force by its id, with the office's own days.

    Raises:
        Refused: ``rule.moment_needed`` (hours are counted from a moment), ``rule.calendar`` (the
            calendar is another one), ``rule.profile``, ``service.backward``, what the engine
            refuses, or ``calendar.not_loaded``. The field named is the rule's or the event's.
    """
    answers: list[RuleAnswer] = []
    for rule in chain:
        answer, end = _counted(rule, pack, start, calendars(calendar_of(rule, pack)))
        answers.append(answer)
        start = RuleStart(event=end, zone=start.zone)
    warnings = dict.fromkeys(caution for answer in answers for caution in answer.warnings)
    trace = tuple(line for answer in answers for line in answer.trace)
    return replace(answers[-1], warnings=tuple(warnings), trace=trace)


def _counted(
    rule: CourtRule, pack: RulePack, start: RuleStart, in_force: CalendarInForce
) -> tuple[RuleAnswer, date | datetime]:
    """Return the answer, and what a following rule counts from."""
    _require_calendar(rule, pack, in_force)
    count = _count(rule, start, _service(rule, start), in_force)
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
        warnings=tuple(_cautions(rule, start, in_force, count)),
        trace=(
            *_beginning(rule, start),
            *count.trace,
            *((f"Note to the rule: {note}",) if (note := " ".join(rule.note.split())) else ()),
            f"Counted by {rule_edition}, {calendar_edition}.",
        ),
        rule_edition=rule_edition,
        calendar_edition=calendar_edition,
    )
    return answer, count.end


def _beginning(rule: CourtRule, start: RuleStart) -> tuple[str, str]:
    """Return the first lines of a trace: what happened, and which rule follows from it."""
    label = start.label or event_words(rule)
    event = start.event
    when = spell_moment(event) if isinstance(event, datetime) else spell(event)
    period = f"{length_words(rule)} {rule.direction}"
    return (
        f"{label[:1].upper()}{label[1:]}: {when}.",
        f"{rule.title}: {period} ({rule.citation}).",
    )


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


def _count(
    rule: CourtRule, start: RuleStart, service: Service, in_force: CalendarInForce
) -> _Count:
    if counts_hours(rule):
        if not isinstance(start.event, datetime):
            raise Refused("rule.moment_needed", field="at", title=rule.title)
        return _count_hours(rule, start.event, _Setting(start.zone, service, in_force))
    if rule.profile not in _DAY_PROFILES:
        raise Refused("rule.profile", field="profile", profile=rule.profile)
    return _count_days(rule, start.day, _Setting(start.zone, service, in_force))


def _count_days(rule: CourtRule, event: date, setting: _Setting) -> _Count:
    answer = compute_days(_day_question(rule, event, setting))
    last = answer.last_moment
    return _Count(
        end=answer.due,
        due_on=answer.due,
        due_at=last.instant if last else None,
        raw_on=answer.raw_last_day,
        conservative_on=_conservative(rule, event, answer),
        alternative_on=answer.alternative_due,
        method=answer.citation,
        trace=answer.trace,
    )


def _day_question(rule: CourtRule, event: date, setting: _Setting) -> DayQuestion:
    profile, in_force = DayProfile(rule.profile), setting.in_force
    is_electronic = profile is DayProfile.LAST_MOMENT
    zone = time_zone(setting.zone)
    return DayQuestion(
        profile=profile,
        trigger=event,
        period=Period(rule.n, rule.unit),
        direction=rule.direction,
        service=setting.service,
        calendar=in_force.calendar,
        state_holidays=in_force.state_holidays,
        inaccessible=in_force.inaccessible,
        uncertain_closures=in_force.uncertain,
        filing=Filing(FilingMethod.ELECTRONIC, zone) if is_electronic else None,
        short_period_threshold=rule.short_period_threshold or _USUAL_THRESHOLD,
    )


def _conservative(rule: CourtRule, event: date, answer: DayDeadline) -> date | None:
    """Return the day to plan by; one before the event of a forward period helps nobody."""
    safe = answer.conservative_due
    if safe is not None and rule.direction is Direction.AFTER and safe < event:
        return None
    return safe


def _count_hours(rule: CourtRule, event: datetime, setting: _Setting) -> _Count:
    answer = compute_hours(_hour_question(rule, event, setting))
    return _Count(
        end=answer.due,
        due_on=answer.due.date(),
        due_at=instant(answer.due, time_zone(setting.zone)),
        raw_on=answer.raw_end.date(),
        conservative_on=_safe_day(answer, event, setting.in_force),
        alternative_on=answer.alternative_due.date() if answer.alternative_due else None,
        method=answer.citation,
        trace=answer.trace,
    )


def _hour_question(rule: CourtRule, event: datetime, setting: _Setting) -> HourQuestion:
    in_force = setting.in_force
    return HourQuestion(
        profile=HourProfile(rule.profile),
        trigger=event,
        zone=time_zone(setting.zone),
        period=Period(rule.n, rule.unit),
        direction=rule.direction,
        service=setting.service,
        calendar=in_force.calendar,
        state_holidays=in_force.state_holidays,
        inaccessible=in_force.inaccessible,
        uncertain_closures=in_force.uncertain,
        session=read_session(rule.session),
    )


def _safe_day(answer: HourDeadline, event: datetime, in_force: CalendarInForce) -> date | None:
    """Return the last open day up to the end of the hours, if it is not before the event."""
    try:
        safe = in_force.calendar.prudent.on_or_before(answer.raw_end.date())
    except CalendarNotLoaded:
        return None
    return safe if safe >= event.date() else None


def read_session(stated: str) -> Session | None:
    """Return the hours a court sits, e.g. ``"08:30-16:30"``; None for no text.

    Raises:
        Refused: ``rule.session`` or ``session.reversed``.
    """
    if not stated:
        return None
    if _SESSION.fullmatch(stated) is None:
        raise Refused("rule.session", field="session", stated=stated)
    opens, _, closes = stated.partition("-")
    return Session(time.fromisoformat(opens), time.fromisoformat(closes))


def _cautions(
    rule: CourtRule, start: RuleStart, in_force: CalendarInForce, count: _Count
) -> Iterable[Caution]:
    yield from _about_rule(rule, start.day)
    yield from _about_days(start.day, in_force, count)
    if start.service and start.service not in dict(rule.service):
        yield Caution(
            CautionKind.SERVICE_NOT_NAMED,
            f"Service by {start.service} adds no days: the rule does not name it.",
        )


_UNSETTLED = {
    Confidence.PREVAILING: "This is the prevailing reading of the rule; it is not settled.",
    Confidence.COURT_SPECIFIC: "Courts differ on this rule.",
    Confidence.CONFIRM: "Counsel should confirm this rule before anybody relies on it.",
}


def _about_rule(rule: CourtRule, on: date) -> Iterable[Caution]:
    if not rule.governs(on):
        yield Caution(
            CautionKind.NOT_IN_FORCE,
            f"The rule is in force {_validity(rule)}; {spell(on)} lies outside.",
        )
    if not rule.is_active:
        yield Caution(CautionKind.RETIRED, "The office has retired this rule.")
    if rule.confidence in _UNSETTLED:
        yield Caution(CautionKind.NOT_SETTLED, _UNSETTLED[rule.confidence])
    if rule.verify_locally:
        yield Caution(
            CautionKind.VERIFY_LOCALLY, "Compare this rule with those of the court itself."
        )


def _validity(rule: CourtRule) -> str:
    parts = []
    if rule.effective_from is not None:
        parts.append(f"from {spell(rule.effective_from)}")
    if rule.effective_to is not None:
        parts.append(f"to {spell(rule.effective_to)}")
    return " ".join(parts)


def _about_days(event: date, in_force: CalendarInForce, count: _Count) -> Iterable[Caution]:
    closed = in_force.calendar.closure_if_known(event)
    if closed:
        yield Caution(CautionKind.EVENT_CLOSED, f"The event falls on {spell(event)}, {closed}.")
    closed = in_force.calendar.closure_if_known(count.due_on)
    if closed:
        yield Caution(
            CautionKind.DUE_CLOSED,
            f"{spell(count.due_on)} is {closed}, and this rule does not move it; act before.",
        )
    if count.alternative_on is not None and count.alternative_on != count.due_on:
        yield Caution(
            CautionKind.UNCERTAIN_CLOSURE,
            f"If the doubtful closures were holidays it would be {spell(count.alternative_on)}.",
        )
