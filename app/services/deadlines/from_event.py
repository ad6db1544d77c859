"""Dates from an event: what the rules in force give for it, and adding those that are ticked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.court_rules import CourtRule, CourtRuleId
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.errors import Missing, Refused, Stale
from app.domain.ids import new_id
from app.domain.rule_chains import chains_from
from app.domain.rule_counting import RuleAnswer
from app.domain.triggering_events import TriggeringEvent, TriggeringEventId
from app.domain.users import Permission
from app.services.counting import Counter
from app.services.deadline_writing import add, restore, take_out
from app.services.event_entry import EventEntry
from app.services.office import Command, OfCase, Query
from app.storage.unit_of_work import Reading, UnitOfWork

MOST_AT_ONCE = 500
"""Rules one event may start; more than any pack has."""


@dataclass(frozen=True, kw_only=True)
class RuleOutcome:
    """What one rule gives for an event, before anything is written.

    Attributes:
        pack: its title; ``is_present``: whether the case has the date already.
        answer: the day and why; None where the rule cannot be counted, with the ``refusal``.
        is_past: whether the day lies behind us; ``load``: what else lies on it in the office.
    """

    rule: CourtRule
    pack: str
    answer: RuleAnswer | None
    refusal: Refused | None = None
    is_present: bool = False
    is_past: bool = False
    load: int = 0

    @property
    def is_usual(self) -> bool:
        """Whether it is ticked to begin with: it can be added, and nothing must be decided."""
        is_new = self.answer is not None and not (self.is_present or self.is_past)
        return is_new and not self.rule.applies_if


@dataclass(frozen=True, kw_only=True)
class EventOutcome:
    """What all rules in force give for an event, by day."""

    event: TriggeringEvent
    words: str
    rules: tuple[RuleOutcome, ...]
    today: date


@dataclass(frozen=True, kw_only=True)
class _FromEvent(OfCase):
    """Mixed into acts on an event of a case.

    Attributes:
        entry: an event that is not recorded yet.
        event: one that is; exactly one of the two is given.
    """

    case: CaseId
    entry: EventEntry | None = None
    event: TriggeringEventId | None = None

    def _counted_from(self, reading: Reading) -> TriggeringEvent:
        """Return the event, recorded or not.

        Raises:
            Missing: there is no such event in the case.
            Refused: nothing is said of the event, or it cannot be recorded like this.
        """
        if self.event is not None:
            found = reading.triggering_events.get(self.event)
            if found.case != self.case:
                raise Missing("record.missing", kind="triggering_events")
            return found
        if self.entry is None:
            raise Refused("text.required", field="event")
        return self.entry.record(reading, self.case)


@dataclass(frozen=True, kw_only=True)
class PreviewEvent(_FromEvent, Query[EventOutcome]):
    """What the rules in force give for an event; nothing is written."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> EventOutcome:
        """Count every rule that starts from such an event, by itself or through another rule.

        Raises:
            Missing, Refused: the event cannot be recorded like this.
        """
        event = self._counted_from(reading)
        counter = Counter(reading)
        present = _present(reading, event)
        outcomes = [
            _outcome(reading, counter, rule, event, is_present=rule.id in present)
            for rule in _started_by(counter, event)
        ]
        return EventOutcome(
            event=event,
            words=reading.codes.label(CodeList.TRIGGER_EVENT, event.event),
            rules=tuple(sorted(outcomes, key=_by_day)),
            today=reading.today,
        )


@dataclass(frozen=True)
class PickedRule:
    """A rule that was ticked, and the day that stood beside the tick."""

    rule: CourtRuleId
    due_on: date


@dataclass(frozen=True)
class EventDates:
    """What was added: the event, whether it was recorded with them, and the deadlines."""

    event: TriggeringEvent
    is_new: bool
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, kw_only=True)
class AddDeadlinesFromEvent(_FromEvent, Command[EventDates]):
    """Add the dates that were ticked, all or none, and record the event they count from."""

    picked: tuple[PickedRule, ...]
    assigned_to: UUID | None = None
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> EventDates:
        """Count once more, then write event, deadlines and reminders.

        Raises:
            Missing: no such case, event or rule.
            Refused: nothing is ticked, or a rule cannot be counted.
            Stale: rule or calendar changed since the days were shown.
        """
        if not 0 < len(self.picked) <= MOST_AT_ONCE:
            raise Refused("event.nothing_picked", field="picked")
        event = self._counted_from(work)
        is_new = self.event is None
        if is_new:
            work.triggering_events.add(event)
        counter = Counter(work)
        added = tuple(self._add(work, counter, event, each) for each in self.picked)
        return EventDates(event, is_new, added)

    def undo(self, done: EventDates) -> "TakeBackEventDates":
        """Take them out again."""
        return TakeBackEventDates(dates=done)

    def _add(
        self, work: UnitOfWork, counter: Counter, event: TriggeringEvent, picked: PickedRule
    ) -> Deadline:
        rule = counter.rules.get(picked.rule) or work.court_rules.get(picked.rule)
        answer = counter.answer(rule, event)
        if answer.due_on != picked.due_on:
            raise Stale("recount.stale")
        deadline = Deadline(
            id=DeadlineId(new_id()),
            case=self.case,
            title=rule.title,
            due_on=answer.due_on,
            severity=rule.severity,
            assigned_to=self.assigned_to,
            trigger=work.codes.label(CodeList.TRIGGER_EVENT, event.event),
            event=event.id,
            rule=rule.id,
            service=event.service,
            defendant=event.defendant,
        ).counted_as(counter.as_count(answer, event.on), work.now, work.today)
        return add(work, deadline, tuple(map(int, rule.lead_days)) or None)


@dataclass(frozen=True, kw_only=True)
class TakeBackEventDates(Command[EventDates]):
    """Take out dates that were just added from an event, and the event with them."""

    dates: EventDates
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.dates.event.case

    def run(self, work: UnitOfWork) -> EventDates:
        """Remove what was added.

        Raises:
            Stale, Refused: somebody changed one of them since, or somebody else added them.
        """
        for deadline in self.dates.deadlines:
            take_out(work, deadline)
        if self.dates.is_new:
            work.triggering_events.remove(self.dates.event)
        return self.dates

    def undo(self, done: EventDates) -> "PutBackEventDates":
        """Add them again."""
        return PutBackEventDates(dates=done)


@dataclass(frozen=True, kw_only=True)
class PutBackEventDates(Command[EventDates]):
    """Add dates again that were taken back."""

    dates: EventDates
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.dates.event.case

    def run(self, work: UnitOfWork) -> EventDates:
        """Write them as they were.

        Raises:
            Stale: they are there.
        """
        if self.dates.is_new:
            work.triggering_events.restore(self.dates.event)
        for deadline in self.dates.deadlines:
            restore(work, deadline)
        return self.dates

    def undo(self, done: EventDates) -> TakeBackEventDates:
        """Take them out again."""
        return TakeBackEventDates(dates=done)


def _started_by(counter: Counter, event: TriggeringEvent) -> Iterable[CourtRule]:
    """Give the rules in force whose chain begins with such an event."""
    for pack in counter.packs.values():
        if pack.is_active:
            rules = (rule for rule in counter.rules.values() if rule.pack == pack.id)
            yield from (chain[-1] for chain in chains_from(event.event, event.on, rules))


def _outcome(
    reading: Reading, counter: Counter, rule: CourtRule, event: TriggeringEvent, *, is_present: bool
) -> RuleOutcome:
    pack = counter.packs[rule.pack].title
    try:
        answer = counter.answer(rule, event)
    except Refused as refusal:
        return RuleOutcome(rule=rule, pack=pack, answer=None, refusal=refusal)
    return RuleOutcome(
        rule=rule,
        pack=pack,
        answer=answer,
        is_present=is_present,
        is_past=answer.due_on < reading.today,
        load=reading.calendar.load(answer.due_on, 1)[0].count,
    )


def _present(reading: Reading, event: TriggeringEvent) -> frozenset[CourtRuleId]:
    """Return the rules the case has a date of already, for such an event of that day."""
    return frozenset(
        each.rule
        for each in reading.deadlines.of_case(event.case)
        if each.rule is not None
        and each.status is not DeadlineStatus.CANCELLED
        and each.trigger_on == event.on
        and each.defendant in (None, event.defendant)
    )


def _by_day(outcome: RuleOutcome) -> tuple[bool, date, str]:
    """Sort key: by day, what cannot be counted last."""
    answer = outcome.answer
    return answer is None, answer.due_on if answer else date.max, outcome.rule.code
