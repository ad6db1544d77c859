"""Court rules as data: which event starts which period, how it is counted, and who says so.

A pack holds the rules of one jurisdiction. Packs come with the program or are written by the
office; both are stored in the vault, so that what a date was counted by stays on file.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NewType
from uuid import UUID

from app.domain.confidence import Confidence
from app.domain.particulars import Particulars
from app.domain.record import Record
from app.domain.severity import Severity
from app.domain.time_computation import Direction, Unit

RulePackId = NewType("RulePackId", UUID)
CourtRuleId = NewType("CourtRuleId", UUID)
RuleEditionId = NewType("RuleEditionId", UUID)


@dataclass(frozen=True, kw_only=True)
class RulePack(Record):
    """The rules of one jurisdiction.

    Attributes:
        code: unique word, e.g. ``"US-FED-CRIM"``; ``edition``: of its content, e.g. ``"2026.1"``.
        calendar: id of the court calendar its rules count by, e.g. ``"US-FED"``.
        is_shipped: whether it came with the program; an office changes a copy of its own.
        checked_on: the day somebody last compared it with the rules themselves.
        is_active: whether its rules are offered for new deadlines.
    """

    id: RulePackId
    code: str
    title: str
    jurisdiction: str
    edition: str
    calendar: str
    is_shipped: bool = False
    checked_on: date | None = None
    checked_by: str = ""
    note: str = ""
    is_active: bool = True


@dataclass(frozen=True, kw_only=True)
class CourtRule(Record):
    """One period of a pack.

    Attributes:
        code: unique in the pack, e.g. ``"45-RESPONSE"``.
        event: what starts the count, code list ``trigger_event``; empty where ``follows`` is set.
        follows: code of another rule of the pack whose day starts the count; never in a circle.
        actor: who must act, e.g. ``"prosecution"``.
        profile: method of counting, a `DayProfile` or `HourProfile`.
        entire_days: the days must lie whole between the act and the event, so that the count back
            goes one day further, as 18 U.S.C. 3432 has it.
        later_of, earlier_of: codes of other rules of the pack; the day is the later, or the
            earlier, of its own and those that the case has by them. At most one of them is set.
        service: days each means of service adds, e.g. ``(("mail", "3"), ("express", "2 court"))``.
        short_period_threshold: for ``short_period_exclusion_lt7``; 0 = the profile's own.
        session: hours the court sits, ``"08:30-16:30"``, where the profile asks for them.
        calendar: id of a court calendar other than the pack's; empty = the pack's.
        applies_if: in words, when the rule applies; the person who ticks it decides.
        effective_from, effective_to: first and last day of the event the rule governs.
        verify_locally: the office is to compare it with its own court's rules before it relies
            on it.
        lead_days: days ahead at which the office is reminded; empty = the usual ones.
    """

    id: CourtRuleId
    pack: RulePackId
    code: str
    title: str
    event: str = ""
    follows: str = ""
    actor: str = ""
    profile: str = "fed_rule45"
    n: int = 0
    unit: Unit = Unit.DAYS
    direction: Direction = Direction.AFTER
    entire_days: bool = False
    later_of: tuple[str, ...] = ()
    earlier_of: tuple[str, ...] = ()
    service: Particulars = ()
    short_period_threshold: int = 0
    session: str = ""
    calendar: str = ""
    severity: Severity = Severity.STATUTORY
    consequence: str = ""
    extendable: bool = False
    applies_if: str = ""
    citation: str = ""
    source: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    confidence: Confidence = Confidence.CONFIRM
    verify_locally: bool = True
    effective_from: date | None = None
    effective_to: date | None = None
    lead_days: tuple[str, ...] = ()
    note: str = ""
    is_active: bool = True

    @property
    def beside(self) -> tuple[str, ...]:
        """The codes of the rules whose days are compared with its own."""
        return self.later_of or self.earlier_of

    def governs(self, on: date) -> bool:
        """Whether the rule is in force for an event of that day."""
        begun = self.effective_from is None or self.effective_from <= on
        return begun and (self.effective_to is None or on <= self.effective_to)

    def to_be_compared(self, changed: "CourtRule") -> "CourtRule":
        """Return the rule as changed; a new count does not inherit that the old one was checked.

        What the person who changes it says of it anew, a day of checking or how settled it is,
        stands.
        """
        if _counting(changed) == _counting(self) or _standing(changed) != _standing(self):
            return changed
        held = changed.confidence in (Confidence.SETTLED, Confidence.PREVAILING)
        confidence = Confidence.CONFIRM if held else changed.confidence
        return replace(changed, checked_on=None, checked_by="", confidence=confidence)


@dataclass(frozen=True, kw_only=True)
class RuleEdition(Record):
    """What a rule said until it was changed, so that dates counted by it stay explained.

    Attributes:
        edition: of the pack, the last in which the rule read so.
        content: the rule as a pack's file holds it.
        until: when it was changed; ``by``: who changed it.
    """

    id: RuleEditionId
    rule: CourtRuleId
    edition: str
    content: str
    until: datetime
    by: str


def _counting(rule: CourtRule) -> tuple[object, ...]:
    """Return what decides the day a rule gives."""
    period = (rule.n, rule.unit, rule.direction, rule.profile, rule.short_period_threshold)
    compared = (rule.entire_days, rule.later_of, rule.earlier_of)
    return (rule.event, rule.follows, *period, *compared, rule.service, rule.session, rule.calendar)


def _standing(rule: CourtRule) -> tuple[object, ...]:
    return (rule.checked_on, rule.checked_by, rule.confidence)
