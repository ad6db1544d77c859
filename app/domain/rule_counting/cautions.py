"""Why somebody should look at a date counted by a rule again."""

from collections.abc import Iterable
from datetime import date

from app.domain.confidence import Confidence
from app.domain.court_days import CalendarInForce
from app.domain.court_rules import CourtRule
from app.domain.rule_counting.periods import PeriodCount
from app.domain.rule_counting.records import Caution, CautionKind, RuleStart
from app.domain.time_computation.wording import spell


def cautions_of(
    rule: CourtRule, start: RuleStart, in_force: CalendarInForce, count: PeriodCount
) -> Iterable[Caution]:
    """Yield what to look at: first what the rule is like, then the days it was counted over."""
    yield from _about_rule(rule, start.day)
    yield from _about_days(start.day, in_force, count)
    if start.service and start.service not in dict(rule.service):
        yield Caution(
            CautionKind.SERVICE_NOT_NAMED,
            f"Service by {start.service} adds no days: the rule does not name it.",
        )


TO_CONFIRM = "Counsel should confirm this rule before anybody relies on it."
"""Said in the reason of a date itself, for the date outlives the warning it was shown with."""
_UNSETTLED = {
    Confidence.PREVAILING: "This is the prevailing reading of the rule; it is not settled.",
    Confidence.COURT_SPECIFIC: "Courts differ on this rule.",
    Confidence.CONFIRM: TO_CONFIRM,
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


def _about_days(event: date, in_force: CalendarInForce, count: PeriodCount) -> Iterable[Caution]:
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
