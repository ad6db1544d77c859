"""What a count by a court rule begins with, and what it gives."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.court_rules import CourtRule


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
        governed_by: code of the rule whose day took the place of its own; empty if none did.
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
    governed_by: str = ""
    rule_edition: str = ""
    calendar_edition: str = ""
