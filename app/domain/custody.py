"""The chain of custody of an item.

Holder and place of an item are never stored as such: they are what the last custody event says.
Events are only ever added. A correction is a new event that points at the wrong one.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.locations import LocationId
from app.domain.particulars import Particulars, particular
from app.domain.record import Record


class Action(StrEnum):
    """What happened to an item (DOMAIN codes of a custody form)."""

    COLLECTED = "COL"
    RECEIVED = "RCV"
    MOVED = "MOV"
    OUT = "OUT"
    RETURNED = "IN"
    TO_LAB = "LAB"
    FROM_LAB = "LBR"
    TO_COURT = "CRT"
    ADMITTED = "ADM"
    OPENED = "OPN"
    RESEALED = "RSL"
    SPLIT = "SPL"
    MERGED = "MRG"
    IMAGED = "IMG"
    HASHED = "HSH"
    VERIFIED = "VFY"
    WEIGHED = "WGT"
    COUNTED = "CNT"
    INVENTORIED = "INV"
    DISCREPANCY = "DSC"
    RESOLVED = "RSV"
    HELD = "HLD"
    HOLD_RELEASED = "HLR"
    DISPOSAL_REQUESTED = "DRQ"
    DISPOSAL_APPROVED = "DAP"
    RELEASED = "RTO"
    TRANSFERRED = "XFR"
    DESTROYED = "DSP"
    CORRECTED = "COR"


ENTRY_ACTIONS = frozenset({Action.COLLECTED, Action.RECEIVED})
"""How an item comes into the log."""
AWAY_ACTIONS = frozenset({Action.OUT, Action.TO_LAB, Action.TO_COURT, Action.ADMITTED})
"""After these the item is out of the evidence room."""
FINAL_ACTIONS = frozenset({Action.RELEASED, Action.TRANSFERRED, Action.DESTROYED})
"""After these nothing but a correction may follow."""
HANDLING_ACTIONS = frozenset(
    {Action.OPENED, Action.RESEALED, Action.SPLIT, Action.MERGED}
    | {Action.IMAGED, Action.HASHED, Action.VERIFIED, Action.WEIGHED, Action.COUNTED}
    | {Action.INVENTORIED, Action.DISCREPANCY, Action.RESOLVED}
    | {Action.HELD, Action.HOLD_RELEASED, Action.DISPOSAL_REQUESTED, Action.DISPOSAL_APPROVED}
)
"""These happen to an item where it is; whoever holds it goes on holding it."""
PAPER_ACTIONS = frozenset(
    {Action.HELD, Action.HOLD_RELEASED, Action.DISPOSAL_REQUESTED, Action.DISPOSAL_APPROVED}
    | {Action.INVENTORIED, Action.DISCREPANCY, Action.RESOLVED}
)
"""These do not touch the item, so no second person need stand by."""


class Whereabouts(StrEnum):
    """Where an item is, as far as the office is concerned."""

    ROOM = "room"
    OUT = "out"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class CustodyEvent(Record):
    """One step of the chain of custody; never changed.

    Attributes:
        seq: position in the item's chain, from 1 without gaps.
        at: when it happened; ``entered_at``: when it was written down.
        holder: who holds the item after the event; ``place``: where it then is.
        second_person: the witness where the kind needs two.
        corrects: ``seq`` of the wrong event, with ``purpose`` as the reason.
        link: SHA-256 over the previous event's link and this event, hexadecimal.
        zone: IANA zone of the clock ``at`` was read off.
        location: the place of storage it then lies in; ``place`` is its name as it was.
        contents_inventoried: False = "sealed container received, contents not inventoried".
        details: what only this kind of event has, e.g. a laboratory's request number.
        batch: the same for all events written down in one act.
    """

    case: CaseId
    item: ItemId
    seq: int
    action: Action
    at: datetime
    entered_at: datetime
    entered_by: str
    giver: str
    holder: str
    place: str = ""
    purpose: str = ""
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    due_back_on: date | None = None
    corrects: int | None = None
    note: str = ""
    link: str = ""
    zone: str = ""
    location: LocationId | None = None
    authority: str = ""
    contents_inventoried: bool | None = None
    details: Particulars = ()
    batch: UUID | None = None

    def linked_to(self, previous: str) -> str:
        """Return the link of this event after an event whose link is ``previous``."""
        facts = [
            self.item.hex, self.seq, self.action, _utc(self.at), _utc(self.entered_at),
            self.entered_by, self.giver, self.holder, self.place, self.purpose,
            self.second_person, self.seal_intact, self.seal, self.condition, self.method,
            self.due_back_on.isoformat() if self.due_back_on else None, self.corrects, self.note,
            *self._later_facts(),
        ]  # fmt: skip
        canonical = json.dumps([previous, *facts], ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _later_facts(self) -> list[object]:
        """Return what was not kept at first; events that say none of it keep their old link."""
        said = {
            "zone": self.zone,
            "location": self.location.hex if self.location else "",
            "authority": self.authority,
            "contents_inventoried": self.contents_inventoried,
            "details": self.details,
            "batch": self.batch.hex if self.batch else "",
        }
        return [[name, value] for name, value in said.items() if value not in ("", None, ())]


def _utc(moment: datetime) -> str:
    """Write a moment the same whatever zone it was entered in."""
    return moment.astimezone(UTC).isoformat()


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """What a person writes down when an item changes hands.

    Attributes:
        at: when, by the courthouse clock: its day is the first on which the item can be due back.
    """

    action: Action
    at: datetime
    to: str
    purpose: str
    place: str = ""
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    due_back_on: date | None = None
    note: str = ""
    zone: str = ""
    location: LocationId | None = None
    authority: str = ""
    contents_inventoried: bool | None = None
    details: Particulars = ()
    batch: UUID | None = None


@dataclass(frozen=True)
class Chain:
    """The custody events of one item, oldest first, and what they allow next."""

    item: EvidenceItem
    events: tuple[CustodyEvent, ...]

    @property
    def last(self) -> CustodyEvent | None:
        """The event that says who holds the item now; a correction of words does not move it."""
        moved = [event for event in self.events if event.action is not Action.CORRECTED]
        return moved[-1] if moved else None

    @property
    def holds(self) -> tuple[CustodyEvent, ...]:
        """The holds that are not released; each release names the position of its hold."""
        released = {
            particular(event.details, "hold")
            for event in self.events
            if event.action is Action.HOLD_RELEASED
        }
        held = (event for event in self.events if event.action is Action.HELD)
        return tuple(event for event in held if str(event.seq) not in released)

    @property
    def last_move(self) -> CustodyEvent | None:
        """The event that brought the item where it is; opening it there moved nothing."""
        still = HANDLING_ACTIONS | {Action.CORRECTED}
        moves = [event for event in self.events if event.action not in still]
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
            Refused: the item is gone for good, the receiver has it already, the time lies before
                the last event or ahead of now, it is due back before it leaves, it would come in
                a second time, a purpose or a second person is missing.
        """
        last = self.last
        if last is None:
            raise Refused("custody.not_begun", tag=self.item.tag)
        if last.action in FINAL_ACTIONS:
            raise Refused("custody.closed", tag=self.item.tag, holder=last.holder)
        if step.action in ENTRY_ACTIONS or step.action is Action.CORRECTED:
            raise Refused("custody.already_begun", field="action", tag=self.item.tag)
        if step.at < last.at:
            raise Refused("custody.before_last", field="at", last=last.at)
        if not step.purpose:
            raise Refused("custody.purpose_missing", field="purpose")
        stays = same_person(step.to, last.holder) and step.place in {"", last.place}
        if step.action in HANDLING_ACTIONS:
            step = replace(step, to=last.holder, place=last.place, location=last.location)
        elif stays:
            raise Refused("custody.same_holder", field="to", holder=last.holder)
        return self._next(step, id_, entered_at, by, giver=last.holder)

    def corrected(
        self, wrong: int, reason: str, id_: UUID, entered_at: datetime, by: str
    ) -> CustodyEvent:
        """Return an event that says what is wrong with event ``wrong``; the event itself stays.

        Raises:
            Refused: there is no such event, or no reason is given.
        """
        last = self.last
        if last is None or not any(event.seq == wrong for event in self.events):
            raise Refused("custody.no_such_event", field="corrects", seq=wrong)
        if not reason:
            raise Refused("custody.reason_missing", field="purpose")
        event = CustodyEvent(
            id=id_, case=self.item.case, item=self.item.id, seq=len(self.events) + 1,
            action=Action.CORRECTED, at=entered_at, entered_at=entered_at, entered_by=by,
            giver=last.holder, holder=last.holder, place=last.place, location=last.location,
            purpose=reason, corrects=wrong,
        )  # fmt: skip
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

    def _next(
        self, step: HandOver, id_: UUID, entered_at: datetime, by: str, giver: str
    ) -> CustodyEvent:
        if step.at > entered_at:
            raise Refused("custody.ahead_of_now", field="at", at=step.at)
        if not step.to:
            raise Refused("custody.receiver_missing", field="to")
        _check_return(step)
        is_touched = self.item.needs_two_people and step.action not in PAPER_ACTIONS
        if is_touched and not is_third_person(step.second_person, step.to, giver):
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


def _check_return(step: HandOver) -> None:
    if step.due_back_on is None:
        return
    if step.action not in AWAY_ACTIONS:
        raise Refused("custody.not_leaving", field="due_back_on")
    if step.due_back_on < step.at.date():
        raise Refused("custody.due_before_out", field="due_back_on", at=step.at)


def same_person(one: str, other: str) -> bool:
    """Whether two names are the same but for capitals."""
    return one.casefold() == other.casefold()


def is_third_person(second: str, receiver: str, giver: str) -> bool:
    """Whether ``second`` names somebody who neither gives nor receives."""
    return bool(second) and not (same_person(second, receiver) or same_person(second, giver))
