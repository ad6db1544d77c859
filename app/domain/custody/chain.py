"""All custody events of one item, and what they allow next."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from uuid import UUID

from app.domain.custody.actions import (
    AWAY_ACTIONS,
    FINAL_ACTIONS,
    HANDLING_ACTIONS,
    PAPER_ACTIONS,
    Action,
    Whereabouts,
)
from app.domain.custody.asked import required_of
from app.domain.custody.corrections import Correction, as_corrected
from app.domain.custody.details import completed
from app.domain.custody.events import CustodyEvent, HandOver, is_third_person, same_person
from app.domain.custody.roles import require_roles
from app.domain.custody.situation import Situation, broken_rules, situation
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem
from app.domain.particulars import particular


@dataclass(frozen=True)
class Chain:
    """The custody events of one item, oldest first, and what they allow next.

    Attributes:
        events: as they were written.
    """

    item: EvidenceItem
    events: tuple[CustodyEvent, ...]

    @cached_property
    def read(self) -> tuple[CustodyEvent, ...]:
        """The events as they are to be read: with what later corrections say of their fields."""
        return as_corrected(self.events)

    @property
    def last(self) -> CustodyEvent | None:
        """The event that says who holds the item now, as corrected; a correction moves nothing."""
        moved = [event for event in self.read if event.action is not Action.CORRECTED]
        return moved[-1] if moved else None

    @property
    def holds(self) -> tuple[CustodyEvent, ...]:
        """The holds that are not released; each release names the position of its hold."""
        released = {
            particular(event.details, "hold")
            for event in self.read
            if event.action is Action.HOLD_RELEASED
        }
        held = (event for event in self.read if event.action is Action.HELD)
        return tuple(event for event in held if str(event.seq) not in released)

    @property
    def last_move(self) -> CustodyEvent | None:
        """The event that brought the item where it is; opening it there moved nothing."""
        still = HANDLING_ACTIONS | {Action.CORRECTED}
        moves = [event for event in self.read if event.action not in still]
        return moves[-1] if moves else None

    @property
    def whereabouts(self) -> Whereabouts:
        """Whether the item lies in the room, is out, or has left for good."""
        move = self.last_move
        if move is None:
            return Whereabouts.ROOM
        if move.action in FINAL_ACTIONS:
            return Whereabouts.CLOSED
        return Whereabouts.OUT if move.action in AWAY_ACTIONS else Whereabouts.ROOM

    @property
    def situation(self) -> Situation:
        """How things stand after the last step."""
        return situation(self.read)

    def may_follow(self, action: Action) -> bool:
        """Whether the act may come next, as far as the chain alone can say."""
        return not broken_rules(self.situation, action)

    def begun(self, entry: HandOver, id_: UUID, entered_at: datetime, by: str) -> CustodyEvent:
        """Return the first event of the item.

        Raises:
            Refused: the chain has begun, the time lies ahead, or a second person is missing.
        """
        if self.events:
            raise Refused("custody.already_begun", tag=self.item.tag)
        return self._next(entry, id_, entered_at, by, giver=self.item.collected_by or entry.to)

    def handed_over(self, step: HandOver, id_: UUID, entered_at: datetime, by: str) -> CustodyEvent:
        """Return the event that hands the item from its present holder to ``step.to``.

        Raises:
            Refused: the act may not follow (see `situation.RULES`), what it asks for is missing
                (see `asked`), one person would do the work of two, the receiver has the item
                already, the time lies before the last event or ahead of now, it is due back before
                it leaves, a purpose or a second person is missing.
        """
        last = self.last
        if last is None:
            raise Refused("custody.not_begun", tag=self.item.tag)
        now = self.situation
        broken = broken_rules(now, step.action)
        if broken or step.action is Action.CORRECTED:
            code = broken[0] if broken else "custody.already_begun"
            raise Refused(code, field="action", tag=self.item.tag, holder=last.holder)
        if step.at < last.at:
            raise Refused("custody.before_last", field="at", last=last.at)
        if not step.purpose:
            raise Refused("custody.purpose_missing", field="purpose")
        if step.action in HANDLING_ACTIONS:
            step = replace(step, to=last.holder, place=last.place, location=last.location)
        elif _stays(step, last):
            raise Refused("custody.same_holder", field="to", holder=last.holder)
        step = completed(step, now)
        event = self._next(step, id_, entered_at, by, giver=last.holder)
        require_roles(self.item, self.read, now, event)
        return event

    def corrected(
        self, correction: Correction, id_: UUID, entered_at: datetime, by: str
    ) -> CustodyEvent:
        """Return an event that says what is wrong with another one; that one itself stays.

        Raises:
            Refused: there is no such event or field, the field cannot say that, it would put the
                step out of order, or no reason is given.
        """
        last = self.last
        found = next((event for event in self.read if event.seq == correction.seq), None)
        if last is None or found is None:
            raise Refused("custody.no_such_event", field="corrects", seq=correction.seq)
        if not correction.reason:
            raise Refused("custody.reason_missing", field="purpose")
        event = CustodyEvent(
            id=id_, case=self.item.case, item=self.item.id, seq=len(self.events) + 1,
            action=Action.CORRECTED, at=entered_at, entered_at=entered_at, entered_by=by,
            giver=last.holder, holder=last.holder, place=last.place, location=last.location,
            purpose=correction.reason, corrects=correction.seq,
            details=correction.details(found),
        )  # fmt: skip
        if correction.field:
            event = self._as_read_with(event, found, correction.field)
        return self._linked(event)

    def breaks(self) -> tuple[int, ...]:
        """Return the positions (``seq``) whose link does not follow from what stands before."""
        broken = []
        previous = ""
        for position, event in enumerate(self.events, start=1):
            if event.seq != position or event.link != event.linked_to(previous):
                broken.append(event.seq)
            previous = event.link
        return tuple(broken)

    def _as_read_with(self, event: CustodyEvent, wrong: CustodyEvent, field: str) -> CustodyEvent:
        """Return a correction that carries where the item is once the wrong step is read so."""
        new = Chain(self.item, (*self.events, event))
        _check_in_order(new.read, wrong.seq)
        if field == "second_person" and is_witnessed(self.item, wrong.action):
            new._require_second(wrong.seq)
        last, move = new.last, new.last_move
        if last is not None:
            event = replace(
                event, giver=last.holder, holder=last.holder, place=last.place,
                location=last.location,
            )  # fmt: skip
        if field == "due_back_on" and move is not None and move.seq == wrong.seq:
            event = replace(event, due_back_on=move.due_back_on)
        return event

    def _require_second(self, seq: int) -> None:
        event = self.read[seq - 1]
        if not is_third_person(event.second_person, event.holder, event.giver):
            raise Refused("custody.second_person", field="new", tag=self.item.tag)

    def _next(
        self, step: HandOver, id_: UUID, entered_at: datetime, by: str, giver: str
    ) -> CustodyEvent:
        if step.at > entered_at:
            raise Refused("custody.ahead_of_now", field="at", at=step.at)
        if not step.to:
            raise Refused("custody.receiver_missing", field="to")
        _check_return(step)
        if is_witnessed(self.item, step.action) and not is_third_person(
            step.second_person, step.to, giver
        ):
            raise Refused("custody.second_person", field="second_person", tag=self.item.tag)
        event = CustodyEvent(
            id=id_, case=self.item.case, item=self.item.id, seq=len(self.events) + 1,
            action=step.action, at=step.at, entered_at=entered_at, entered_by=by, giver=giver,
            holder=step.to, place=step.place, purpose=step.purpose,
            second_person=step.second_person, seal_intact=step.seal_intact, seal=step.seal,
            condition=step.condition, method=step.method, due_back_on=step.due_back_on,
            note=step.note, zone=step.zone, location=step.location, authority=step.authority,
            contents_inventoried=step.contents_inventoried, details=step.details, batch=step.batch,
        )  # fmt: skip
        return self._linked(event)

    def _linked(self, event: CustodyEvent) -> CustodyEvent:
        previous = self.events[-1].link if self.events else ""
        return replace(event, link=event.linked_to(previous))


def is_witnessed(item: EvidenceItem, action: Action) -> bool:
    """Whether a second person must stand by: the kind asks for one, or the act itself does."""
    is_touched = item.needs_two_people and action not in PAPER_ACTIONS
    return is_touched or any(asked.key == "second_person" for asked in required_of(action))


def _stays(step: HandOver, last: CustodyEvent) -> bool:
    """Whether the step would change neither holder nor place, nor how the item is held."""
    same_place = step.place in {"", last.place} and step.location in (None, last.location)
    is_same = same_place and same_person(step.to, last.holder)
    return is_same and step.action not in CHANGES_STANDING


CHANGES_STANDING = frozenset({Action.RECEIVED, Action.ADMITTED})
"""The clerk who took an exhibit in at court may hold it on as admitted."""


def _check_in_order(read: tuple[CustodyEvent, ...], seq: int) -> None:
    """Refuse a corrected time that puts its step before the one before, or after the next.

    Raises:
        Refused: it does, or it lies after the step was written down.
    """
    steps = [event for event in read if event.action is not Action.CORRECTED]
    place = next((n for n, event in enumerate(steps) if event.seq == seq), None)
    if place is None:
        return
    at = steps[place].at
    if at > steps[place].entered_at:
        raise Refused("custody.ahead_of_now", field="new", at=at)
    if place and at < steps[place - 1].at:
        raise Refused("custody.before_last", field="new", last=steps[place - 1].at)
    if place + 1 < len(steps) and at > steps[place + 1].at:
        raise Refused("custody.after_next", field="new", next=steps[place + 1].at)


def _check_return(step: HandOver) -> None:
    if step.due_back_on is None:
        return
    if step.action not in AWAY_ACTIONS:
        raise Refused("custody.not_leaving", field="due_back_on")
    if step.due_back_on < step.at.date():
        raise Refused("custody.due_before_out", field="due_back_on", at=step.at)
