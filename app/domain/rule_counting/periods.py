"""The period of a rule counted: by days or by hours, answered in one shape."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.domain.court_calendars import CalendarNotLoaded
from app.domain.court_days import CalendarInForce
from app.domain.court_time import instant, time_zone
from app.domain.day_arithmetic import plus_days
from app.domain.errors import Refused
from app.domain.rule_counting.records import RuleStart
from app.domain.rule_counting.sessions import read_session
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
    Unit,
    compute_days,
    compute_hours,
)
from app.domain.time_computation.wording import Advice, advised, worded

_DAY_PROFILES, _HOUR_PROFILES = frozenset(DayProfile), frozenset(HourProfile)
_USUAL_THRESHOLD = 7


class StatedPeriod(Protocol):
    """A period that can be counted: that of a court rule, or one typed into a form."""

    @property
    def title(self) -> str:
        """What a refusal calls it."""

    @property
    def profile(self) -> str:
        """Method of counting, a `DayProfile` or `HourProfile`."""

    @property
    def n(self) -> int:
        """How many of the unit."""

    @property
    def unit(self) -> Unit:
        """What it is stated in."""

    @property
    def direction(self) -> Direction:
        """After the event, or before it."""

    @property
    def entire_days(self) -> bool:
        """As `CourtRule.entire_days`."""

    @property
    def short_period_threshold(self) -> int:
        """As `CourtRule.short_period_threshold`."""

    @property
    def session(self) -> str:
        """As `CourtRule.session`."""


@dataclass(frozen=True, kw_only=True)
class PeriodCount:
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


def counts_hours(rule: StatedPeriod) -> bool:
    """Whether the rule needs the moment of its event, not the day alone."""
    return rule.profile in _HOUR_PROFILES


def count_period(
    rule: StatedPeriod, start: RuleStart, service: Service, in_force: CalendarInForce
) -> PeriodCount:
    """Return the end of the period, counted by the method its rule names.

    Raises:
        Refused: ``rule.moment_needed``, ``rule.profile``, ``calendar.not_loaded``, or what else
            the engine refuses.
    """
    if counts_hours(rule):
        if not isinstance(start.event, datetime):
            raise Refused("rule.moment_needed", field="at", title=rule.title)
        return _count_hours(rule, start.event, _Setting(start.zone, service, in_force))
    if rule.profile not in _DAY_PROFILES:
        raise Refused("rule.profile", field="profile", profile=rule.profile)
    return _count_days(rule, start.day, _Setting(start.zone, service, in_force))


def _count_days(rule: StatedPeriod, event: date, setting: _Setting) -> PeriodCount:
    answer = compute_days(_day_question(rule, event, setting))
    last = answer.last_moment
    safe, trace = _plan(rule, event, answer, setting.in_force)
    return PeriodCount(
        end=answer.due,
        due_on=answer.due,
        due_at=last.instant if last else None,
        raw_on=answer.raw_last_day,
        conservative_on=_safe_day(rule, event, safe),
        alternative_on=answer.alternative_due,
        method=answer.citation,
        trace=trace,
    )


def _plan(
    rule: StatedPeriod, event: date, answer: DayDeadline, in_force: CalendarInForce
) -> tuple[date | None, tuple[str, ...]]:
    """Return the day to plan by, and the trace; in Florida by a plain count if that ends earlier.

    Rule 2.514(a)(1)(A) begins with the next open day, so that a period from a Friday ends later
    than one counted from the event itself, as some still count.
    """
    if rule.profile != DayProfile.FL_2514 or rule.n < _USUAL_THRESHOLD:
        return answer.conservative_due, answer.trace
    plain = plus_days(event, rule.n)
    if answer.conservative_due is None or plain >= answer.conservative_due:
        return answer.conservative_due, answer.trace
    safe = in_force.calendar.prudent.on_or_before(plain)
    advice = advised("{}: counted plainly from the event, day {} is {}", safe, rule.n, plain)
    reasons = (said for said in answer.trace if not isinstance(said, Advice))
    return safe, (*reasons, worded(advice))


def _day_question(rule: StatedPeriod, event: date, setting: _Setting) -> DayQuestion:
    profile, in_force = DayProfile(rule.profile), setting.in_force
    is_electronic = profile is DayProfile.LAST_MOMENT
    zone = time_zone(setting.zone)
    return DayQuestion(
        profile=profile,
        trigger=event,
        period=Period(rule.n + rule.entire_days, rule.unit),
        direction=rule.direction,
        service=setting.service,
        calendar=in_force.calendar,
        state_holidays=in_force.state_holidays,
        inaccessible=in_force.inaccessible,
        uncertain_closures=in_force.uncertain,
        filing=Filing(FilingMethod.ELECTRONIC, zone) if is_electronic else None,
        short_period_threshold=rule.short_period_threshold or _USUAL_THRESHOLD,
    )


def _safe_day(rule: StatedPeriod, event: date, safe: date | None) -> date | None:
    """Return the day to plan by; one before the event of a forward period helps nobody."""
    if safe is not None and rule.direction is Direction.AFTER and safe < event:
        return None
    return safe


def _count_hours(rule: StatedPeriod, event: datetime, setting: _Setting) -> PeriodCount:
    answer = compute_hours(_hour_question(rule, event, setting))
    return PeriodCount(
        end=answer.due,
        due_on=answer.due.date(),
        due_at=instant(answer.due, time_zone(setting.zone)),
        raw_on=answer.raw_end.date(),
        conservative_on=_safe_day(rule, event.date(), _last_open_day(answer, setting.in_force)),
        alternative_on=answer.alternative_due.date() if answer.alternative_due else None,
        method=answer.citation,
        trace=answer.trace,
    )


def _hour_question(rule: StatedPeriod, event: datetime, setting: _Setting) -> HourQuestion:
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


def _last_open_day(answer: HourDeadline, in_force: CalendarInForce) -> date | None:
    """Return the last open day up to the end of the hours; None where no calendar reaches."""
    try:
        return in_force.calendar.prudent.on_or_before(answer.raw_end.date())
    except CalendarNotLoaded:
        return None
