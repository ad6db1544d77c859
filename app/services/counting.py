"""Counts dates by what is in force now: each rule for each day once, however many hang on it."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.counts import Count
from app.domain.court_rules import CourtRule, CourtRuleId, RulePack, RulePackId
from app.domain.court_time import at_court, time_zone
from app.domain.deadlines import Deadline, DeadlineId, DeadlineStatus
from app.domain.errors import Refused
from app.domain.free_counts import RuleCount
from app.domain.particulars import Particulars
from app.domain.recounting import GOVERNED, Comparisons, CountedFrom, EventStart
from app.domain.rule_chains import Chain, chain_of
from app.domain.rule_counting import (
    TO_CONFIRM,
    CautionKind,
    DayBeside,
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
    beside: tuple[tuple[CourtRuleId, tuple[DayBeside, ...]], ...] = ()


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
        self._dates: dict[CaseId, tuple[Deadline, ...]] = {}

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
        self._events.setdefault(event.id, event)
        begun = _begun(event)
        start = self._start_of(rule.id, begun)
        return self._counted(replace(start, beside=self._compared_with(rule.id, begun)))

    def as_count(self, answer: RuleAnswer, event_on: date) -> Count:
        """Return what an answer writes on a deadline."""
        rule = answer.rule
        return Count(
            due_on=answer.due_on,
            due_at=answer.due_at,
            conservative_on=answer.conservative_on,
            trigger_on=event_on,
            period=_period(answer),
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

    @cached_property
    def comparisons(self) -> Comparisons:
        """The rules whose day hangs on others of the case, by themselves or by one they follow."""
        if not any(rule.beside for rule in self.rules.values()):
            return Comparisons()
        chains = {id_: self._known_chain(id_) for id_ in self.rules}
        named = {(rule.pack, code) for rule in self.rules.values() for code in rule.beside}
        return Comparisons(
            rules=frozenset(id_ for id_, chain in chains.items() if any(r.beside for r in chain)),
            others=frozenset(r.id for r in self.rules.values() if (r.pack, r.code) in named),
        )

    def _known_chain(self, rule: CourtRuleId) -> Chain:
        """Return the chain of a rule; a broken one is as good as none."""
        with suppress(Refused):
            return self.chain(rule)
        return ()

    def _event_count(self, rule: CourtRuleId, event: EventStart) -> Count:
        start = self._moved_start(rule, event) or self._start_of(rule, event)
        start = replace(start, beside=self._compared_with(rule, event))
        return self.as_count(self._counted(start), event.on)

    def _compared_with(
        self, rule: CourtRuleId, event: EventStart
    ) -> tuple[tuple[CourtRuleId, tuple[DayBeside, ...]], ...]:
        """Return for each rule of the chain the days of the case that its own is compared with."""
        if event.id is None or rule not in self.comparisons.rules:
            return ()
        about = self.event(event.id)
        return tuple(
            (each.id, tuple(self._days_beside(each, about)))
            for each in self.chain(rule)
            if each.beside
        )

    def _days_beside(self, rule: CourtRule, about: TriggeringEvent) -> Iterator[DayBeside]:
        for each in self._dates_of(about.case):
            other = self.rules.get(each.rule) if each.rule else None
            fits = each.defendant in (None, about.defendant)
            if fits and other and other.pack == rule.pack and other.code in rule.beside:
                yield self._standing(other.code, each)

    def _dates_of(self, case: CaseId) -> tuple[Deadline, ...]:
        """Return the dates of a case that others are compared with, without those cancelled."""
        if case not in self._dates:
            deadlines = self._reading.deadlines
            table = deadlines.table.c
            self._dates[case] = deadlines.where(
                table.case == case,
                table.rule.in_(sorted(self.comparisons.others)),
                table.status != DeadlineStatus.CANCELLED,
            )
        return self._dates[case]

    def _standing(self, rule: str, deadline: Deadline) -> DayBeside:
        """Return the day a date has now, without a comparison of its own."""
        held = DayBeside(
            rule=rule,
            due_on=deadline.due_on,
            conservative_on=deadline.conservative_on,
            is_to_be_confirmed=deadline.is_to_be_confirmed,
        )
        is_kept = deadline.is_overridden and deadline.id not in self._given_up
        if is_kept or deadline.status is not DeadlineStatus.OPEN:
            return held
        if deadline.rule is None or deadline.event is None:
            return held
        event = _begun(self.event(deadline.event))
        try:
            start = self._moved_start(deadline.rule, event) or self._start_of(deadline.rule, event)
            answer = self._counted(start)
        except Refused:
            return held
        return DayBeside(
            rule=rule,
            due_on=answer.due_on,
            conservative_on=answer.conservative_on,
            is_to_be_confirmed=TO_CONFIRM in answer.trace,
        )

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
                lambda rule: dict(start.beside).get(rule.id, ()),
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


def _period(answer: RuleAnswer) -> str:
    """Return the length of the rule's own period, and the rule whose day governs instead."""
    rule = answer.rule
    own = f"{length_words(rule)} {rule.direction}"
    if not answer.governed_by:
        return own
    which = "later" if rule.later_of else "earlier"  # than its own, whatever else there is
    return f"{GOVERNED}{answer.governed_by}, {which} than {own}"


def _begun(event: TriggeringEvent) -> EventStart:
    return EventStart(
        id=event.id, code=event.event, on=event.on, at=event.at, service=event.service
    )
