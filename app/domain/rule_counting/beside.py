"""The later or the earlier of several days: where a period has more than one start.

Some periods run from one of two events, whichever comes later (Fed. R. App. P. 4(b)(1)(A)), or end
with the earlier of two (Fed. R. Crim. P. 12.1(b)(2)). Each is a rule with an event of its own; one
of them names the others, and its day is compared with those that the case has by them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.court_rules import CourtRule
from app.domain.rule_counting.cautions import TO_CONFIRM
from app.domain.rule_counting.records import CautionKind, RuleAnswer
from app.domain.rule_wording import comparison_word
from app.domain.time_computation.wording import spell


@dataclass(frozen=True, kw_only=True)
class DayBeside:
    """A day that the case has by another rule.

    Attributes:
        rule: its code.
        conservative_on: the day to plan for; None where none was counted.
        is_to_be_confirmed: whether counsel should confirm the rule it was counted by.
    """

    rule: str
    due_on: date
    conservative_on: date | None = None
    is_to_be_confirmed: bool = False


_OF_ITS_OWN_DAY = frozenset({CautionKind.DUE_CLOSED, CautionKind.UNCERTAIN_CLOSURE})
"""Cautions about the day that gave way."""
DaysBeside = Callable[[CourtRule], Sequence[DayBeside]]
"""Gives the days that stand beside a rule's own; none where no case is asked about."""


def no_days_beside(_rule: CourtRule) -> Sequence[DayBeside]:
    """Give none: a rule that is tried belongs to no case."""
    return ()


def compared(own: RuleAnswer, days: Sequence[DayBeside]) -> RuleAnswer:
    """Return the answer with the day that governs, and the comparison told.

    Where the case has several days by one other rule, its earliest stands for it: a date that is
    too early costs time, one that is too late costs the right.
    """
    rule = own.rule
    if not rule.beside:
        return own
    which = comparison_word(rule)
    others = _earliest_of_each(days)
    said = (*(_told(which, each) for each in others), *_missing(which, rule, others))
    chosen = _chosen(own, others)
    if chosen is None:
        return replace(own, trace=(*own.trace, *said))
    return replace(
        own,
        due_on=chosen.due_on,
        raw_on=chosen.due_on,
        conservative_on=_to_plan_by(own, chosen),
        alternative_on=None,
        governed_by=chosen.rule,
        warnings=tuple(each for each in own.warnings if each.kind not in _OF_ITS_OWN_DAY),
        trace=(
            *own.trace,
            *said,
            f"The {which} day is that of rule {chosen.rule}: {spell(chosen.due_on)}.",
            *((TO_CONFIRM,) if chosen.is_to_be_confirmed else ()),
        ),
    )


def _earliest_of_each(days: Iterable[DayBeside]) -> tuple[DayBeside, ...]:
    found: dict[str, DayBeside] = {}
    for day in sorted(days, key=lambda each: (each.due_on, each.rule)):
        found.setdefault(day.rule, day)
    return tuple(found.values())


def _told(which: str, day: DayBeside) -> str:
    return f"To compare, the {which} governs: {spell(day.due_on)} by rule {day.rule}."


def _missing(which: str, rule: CourtRule, there: Iterable[DayBeside]) -> Iterable[str]:
    """Say which rules the case has no date by yet."""
    absent = [code for code in rule.beside if code not in {day.rule for day in there}]
    if absent:
        yield (
            f"The {which} of this day and that of rule {' or '.join(absent)} governs,"
            " once the case has a date by that rule."
        )


def _chosen(own: RuleAnswer, others: Sequence[DayBeside]) -> DayBeside | None:
    """Return the day that takes the place of the rule's own; None where that stands."""
    if not others:
        return None
    if own.rule.later_of:
        last = max(others, key=lambda each: each.due_on)
        return last if last.due_on > own.due_on else None
    first = min(others, key=lambda each: each.due_on)
    return first if first.due_on < own.due_on else None


def _to_plan_by(own: RuleAnswer, chosen: DayBeside) -> date | None:
    """Return the day to plan by: of two days that both bind, the one that comes first."""
    if own.rule.later_of:
        return chosen.conservative_on
    days = [day for day in (own.conservative_on, chosen.conservative_on) if day is not None]
    return min(days, default=None)
