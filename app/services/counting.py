"""Counts dates by what is in force now: each rule for each day once, however many hang on it."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from app.domain.codes import CodeList
from app.domain.counts import Count
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.court_time import at_court, time_zone
from app.domain.deadlines import Deadline, DeadlineId
from app.domain.errors import Refused
from app.domain.free_counts import RuleCount
from app.domain.particulars import Particulars
from app.domain.recounting import CountedFrom, EventStart
from app.domain.rule_chains import Chain, chain_of
from app.domain.rule_counting import (
    CautionKind,
    RuleAnswer,
    RuleStart,
    calendar_of,
    count_chain,
    counts_hours,
)
from app.domain.rule_wording import length_words
from app.domain.triggering_events import TriggeringEvent, TriggeringEventId
from app.storage.unit_of_work import Reading

REVISION = 1
"""Of the way rules are counted; kept with each date behind the rule's profile."""


@dataclass(frozen=True)
class _Start:
    """What a chain is counted from; equal starts give equal answers."""

    rule: CourtRuleId
    skipped: int
    event: date | datetime
    service: str
    label: str


class Counter:
    """Counts for one transaction.

    Args:
        reading: the transaction.
        moved: events that count as they will be, not as they are stored.
        given_up: deadlines whose override counts as gone.
    """

    def __init__(
        self,
        reading: Reading,
        moved: Mapping[TriggeringEventId, TriggeringEvent] | None = None,
        given_up: AbstractSet[DeadlineId] = frozenset(),
    ) -> None:
        self._reading = reading
        self._events = dict(moved or {})
        self._given_up = given_up
        self._chains: dict[CourtRuleId, Chain] = {}
        self._free: dict[tuple[date, Particulars], Count] = {}
        self._answers: dict[_Start, RuleAnswer] = {}

    def count(self, deadline: Deadline) -> Count:
        """Return what gives the deadline its day now.

        Raises:
            Refused: it cannot be counted any more, e.g. ``recount.not_kept``.
        """
        event = None if deadline.event is None else _begun(self.event(deadline.event))
        return self.count_from(
            CountedFrom(
                rule=deadline.rule,
                counted=deadline.counted,
                trigger_on=deadline.trigger_on,
                trigger=deadline.trigger,
                service=deadline.service,
                event=event,
            )
        )

    def count_from(self, source: CountedFrom) -> Count:
        """Return the day that all dates counted from the same have now.

        Raises:
            Refused: as `count`.
        """
        if source.rule is not None and source.event is not None:
            return self._event_count(source.rule, source.event)
        if source.trigger_on is None:
            raise Refused("recount.not_kept")
        if source.rule is not None:
            start = _Start(source.rule, 0, source.trigger_on, source.service, source.trigger)
            return self.as_count(self._counted(start), source.trigger_on)
        if source.counted:
            return self._free_count(source.trigger_on, source.counted)
        raise Refused("recount.not_kept")

    def answer(self, rule: CourtRule, event: TriggeringEvent) -> RuleAnswer:
        """Return the day a rule gives for an event that nothing hangs on yet.

        Raises:
            Refused: see `count_chain`.
        """
        return self._counted(self._start_of(rule.id, _begun(event)))

    def as_count(self, answer: RuleAnswer, event_on: date) -> Count:
        """Return what an answer writes on a deadline."""
        rule = answer.rule
        return Count(
            due_on=answer.due_on,
            due_at=answer.due_at,
            conservative_on=answer.conservative_on,
            trigger_on=event_on,
            period=f"{length_words(rule)} {rule.direction}",
            citation=answer.citation,
            calendar=calendar_of(rule, self.packs[rule.pack]),
            engine=f"{rule.profile}/{REVISION}",
            trace=answer.trace,
            rule_edition=answer.rule_edition,
            calendar_edition=answer.calendar_edition,
            verify_locally=any(each.kind is CautionKind.VERIFY_LOCALLY for each in answer.warnings),
        )

    def chain(self, rule: CourtRuleId) -> Chain:
        """Return the rules to count for a rule, the one that starts from an event first.

        Raises:
            Missing: there is no such rule.
            Refused: ``rule.circular``, ``rule.follows_unknown``.
        """
        if rule not in self._chains:
            found = self.rules.get(rule) or self._reading.court_rules.get(rule)
            fellows = (each for each in self.rules.values() if each.pack == found.pack)
            self._chains[rule] = chain_of(found, fellows)
        return self._chains[rule]

    @cached_property
    def rules(self) -> dict[CourtRuleId, CourtRule]:
        """Every rule of every pack."""
        return {rule.id: rule for rule in self._reading.court_rules.where()}

    @cached_property
    def packs(self) -> dict[RulePackId, RulePack]:
        """Every pack."""
        return {pack.id: pack for pack in self._reading.rule_packs.where()}

    def know_events_of(self, deadlines: Iterable[Deadline]) -> None:
        """Read the events of many deadlines at once."""
        wanted = {each.event for each in deadlines if each.event} - self._events.keys()
        found = self._reading.triggering_events.those(sorted(wanted))
        self._events.update({event.id: event for event in found})

    def event(self, id_: TriggeringEventId) -> TriggeringEvent:
        """Return an event as it counts.

        Raises:
            Missing: there is none.
        """
        if id_ not in self._events:
            self._events[id_] = self._reading.triggering_events.get(id_)
        return self._events[id_]

    def _free_count(self, trigger_on: date, asked: Particulars) -> Count:
        """Count what was typed into the form, by the law it names."""
        key = (trigger_on, asked)
        if key not in self._free:
            self._free[key] = free_count(self._reading, RuleCount.of(trigger_on, asked))
        return self._free[key]

    def _event_count(self, rule: CourtRuleId, event: EventStart) -> Count:
        start = self._moved_start(rule, event) or self._start_of(rule, event)
        return self.as_count(self._counted(start), event.on)

    def _start_of(self, rule: CourtRuleId, event: EventStart) -> _Start:
        begun: date | datetime = event.on
        if event.at is not None and counts_hours(self.chain(rule)[0]):
            begun = at_court(event.at, time_zone(self._reading.zone))
        label = self._reading.codes.label(CodeList.TRIGGER_EVENT, event.code)
        return _Start(rule, 0, begun, event.service, label)

    def _moved_start(self, rule: CourtRuleId, event: EventStart) -> _Start | None:
        """Return the nearest day of the chain that a person set: what follows counts from it."""
        chain = self.chain(rule)
        for place in range(len(chain) - 1, 0, -1):
            day = self._overridden.get((event.id, chain[place - 1].id))
            if day is not None:
                return _Start(rule, place, day, "", "")
        return None

    @cached_property
    def _overridden(self) -> dict[tuple[TriggeringEventId | None, CourtRuleId], date]:
        """The days that persons set in the place of counted ones, by event and rule."""
        deadlines = self._reading.deadlines
        table = deadlines.table.c
        moved = deadlines.where(
            table.override_reason != "", table.event.is_not(None), table.rule.is_not(None)
        )
        return {
            (each.event, each.rule): each.due_on
            for each in moved
            if each.event and each.rule and each.is_overridden and each.id not in self._given_up
        }

    def _counted(self, start: _Start) -> RuleAnswer:
        if start not in self._answers:
            chain = self.chain(start.rule)
            self._answers[start] = count_chain(
                chain[start.skipped :],
                self.packs[chain[-1].pack],
                RuleStart(
                    event=start.event,
                    zone=self._reading.zone,
                    service=start.service,
                    label=start.label,
                ),
                self._reading.court_calendars.in_force,
            )
        return self._answers[start]


def free_count(reading: Reading, asked: RuleCount) -> Count:
    """Return what a count without a rule gives now, on the calendar it names.

    Raises:
        Refused: as `RuleCount.count`, or there is no such calendar (any more).
    """
    calendars = reading.court_calendars
    calendars.require(asked.calendar, "calendar")
    return asked.count(calendars.in_force(asked.calendar), reading.zone)


def _begun(event: TriggeringEvent) -> EventStart:
    return EventStart(
        id=event.id, code=event.event, on=event.on, at=event.at, service=event.service
    )
