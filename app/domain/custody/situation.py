"""Where a chain stands after each of its steps, and which act may follow: a table with reasons."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from types import MappingProxyType

from app.domain.custody.actions import FINAL_ACTIONS, HANDLING_ACTIONS, Action
from app.domain.custody.events import CustodyEvent
from app.domain.particulars import particular


class Where(Enum):
    """Where the last step that moved an item brought it."""

    NOWHERE = "nowhere"
    """The chain has not begun."""
    ROOM = "room"
    OUT = "out"
    LAB = "lab"
    COURT = "court"
    ADMITTED = "admitted"
    """It lies with the court as an exhibit."""
    CLOSED = "closed"


_BROUGHT = {
    Action.OUT: Where.OUT,
    Action.TO_LAB: Where.LAB,
    Action.TO_COURT: Where.COURT,
    Action.ADMITTED: Where.ADMITTED,
    **dict.fromkeys(FINAL_ACTIONS, Where.CLOSED),
}


SEALING = frozenset({Action.RESEALED, Action.FROM_LAB})
"""Acts whose seal is a new one; a laboratory opens and seals what it examines."""


@dataclass(frozen=True)
class Situation:
    """What the steps so far leave behind.

    Attributes:
        is_received: whether it came into a room of the office, or was brought elsewhere from there.
        opened_at: ``seq`` of the step that broke its seal, until it is sealed again.
        seal: number of the seal on it; empty = none is known.
        digests: those recorded of its content, by algorithm.
        discrepancies, holds: ``seq`` of those still open.
        request, approval: of its disposal, while they stand.
    """

    where: Where = Where.NOWHERE
    is_received: bool = False
    opened_at: int | None = None
    seal: str = ""
    digests: tuple[tuple[str, str], ...] = ()
    discrepancies: tuple[int, ...] = ()
    holds: tuple[int, ...] = ()
    request: CustodyEvent | None = None
    approval: CustodyEvent | None = None

    def after(self, event: CustodyEvent) -> "Situation":
        """Return how things stand once the event has happened; a correction changes nothing."""
        if event.action is Action.CORRECTED:
            return self
        note = _NOTED.get(event.action, _nothing)
        return note(_sealed(_moved(self, event), event), event)


def _moved(now: Situation, event: CustodyEvent) -> Situation:
    if event.action in HANDLING_ACTIONS:
        return now
    is_placed = bool(event.place) or event.location is not None
    is_received = now.is_received or event.action is not Action.COLLECTED or is_placed
    return replace(now, where=_BROUGHT.get(event.action, Where.ROOM), is_received=is_received)


def _sealed(now: Situation, event: CustodyEvent) -> Situation:
    if event.action in SEALING and event.seal:
        return replace(now, opened_at=None, seal=event.seal)
    if event.action is Action.OPENED or event.seal_intact is False:
        return replace(now, opened_at=now.opened_at or event.seq)
    if event.seal and not now.seal:
        return replace(now, seal=event.seal)
    return now


def _nothing(now: Situation, _event: CustodyEvent) -> Situation:
    return now


def _digest(now: Situation, event: CustodyEvent) -> Situation:
    made = (particular(event.details, "algorithm"), particular(event.details, "digest").lower())
    return replace(now, digests=(*now.digests, made))


def _discrepancy(now: Situation, event: CustodyEvent) -> Situation:
    return replace(now, discrepancies=(*now.discrepancies, event.seq))


def _resolved(now: Situation, event: CustodyEvent) -> Situation:
    meant = particular(event.details, "discrepancy")
    return replace(now, discrepancies=_without(now.discrepancies, meant))


def _held(now: Situation, event: CustodyEvent) -> Situation:
    """A hold takes the ground from an approval: it must be given anew."""
    return replace(now, holds=(*now.holds, event.seq), approval=None)


def _hold_released(now: Situation, event: CustodyEvent) -> Situation:
    return replace(now, holds=_without(now.holds, particular(event.details, "hold")))


def _requested(now: Situation, event: CustodyEvent) -> Situation:
    return replace(now, request=event, approval=None)


def _approved(now: Situation, event: CustodyEvent) -> Situation:
    return replace(now, approval=event)


_NOTED: Mapping[Action, Callable[[Situation, CustodyEvent], Situation]] = MappingProxyType(
    {
        Action.IMAGED: _digest,
        Action.HASHED: _digest,
        Action.DISCREPANCY: _discrepancy,
        Action.RESOLVED: _resolved,
        Action.HELD: _held,
        Action.HOLD_RELEASED: _hold_released,
        Action.DISPOSAL_REQUESTED: _requested,
        Action.DISPOSAL_APPROVED: _approved,
    }
)


def _without(open_: tuple[int, ...], meant: str) -> tuple[int, ...]:
    return tuple(seq for seq in open_ if str(seq) != meant)


def situation(events: Iterable[CustodyEvent]) -> Situation:
    """Return how things stand after all the events."""
    now = Situation()
    for event in events:
        now = now.after(event)
    return now


@dataclass(frozen=True)
class Rule:
    """One condition on the step to come.

    Attributes:
        code: of the sentence that says why not.
        allows: whether the step may follow in the situation.
    """

    code: str
    allows: Callable[[Situation], bool]


def _from(code: str, *places: Where) -> Rule:
    return Rule(code, lambda now: now.where in places)


_HERE = Where.ROOM
_ABROAD = (Where.OUT, Where.COURT, Where.ADMITTED)

_BEGUN = Rule("custody.not_begun", lambda now: now.where is not Where.NOWHERE)
_NOT_GONE = Rule("custody.closed", lambda now: now.where is not Where.CLOSED)
_NOT_AT_LAB = Rule("custody.still_at_lab", lambda now: now.where is not Where.LAB)
_FREE = Rule("custody.is_held", lambda now: not now.holds)
_DISPOSABLE = (
    _NOT_AT_LAB,
    _FREE,
    Rule("custody.not_requested", lambda now: now.request is not None),
    Rule("custody.not_approved", lambda now: now.approval is not None),
)

RULES: Mapping[Action, tuple[Rule, ...]] = MappingProxyType(
    {
        Action.RECEIVED: (Rule("custody.received_already", lambda now: not now.is_received),),
        Action.MOVED: (_NOT_AT_LAB, _from("custody.move_abroad", _HERE)),
        Action.OUT: (_NOT_AT_LAB,),
        Action.TO_LAB: (_from("custody.lab_from_court", _HERE, Where.OUT, Where.LAB),),
        Action.TO_COURT: (_NOT_AT_LAB,),
        Action.RETURNED: (_NOT_AT_LAB, _from("custody.not_out", *_ABROAD)),
        Action.FROM_LAB: (_from("custody.not_at_lab", Where.LAB),),
        Action.ADMITTED: (_from("custody.not_at_court", Where.COURT),),
        Action.OPENED: (Rule("custody.open_already", lambda now: now.opened_at is None),),
        Action.RESEALED: (Rule("custody.not_opened", lambda now: now.opened_at is not None),),
        Action.VERIFIED: (Rule("custody.no_digest", lambda now: bool(now.digests)),),
        Action.RESOLVED: (Rule("custody.no_discrepancy", lambda now: bool(now.discrepancies)),),
        Action.HOLD_RELEASED: (Rule("custody.no_hold", lambda now: bool(now.holds)),),
        Action.DISPOSAL_APPROVED: (
            *(_NOT_AT_LAB, _FREE),
            Rule("custody.not_requested", lambda now: now.request is not None),
        ),
        Action.DESTROYED: _DISPOSABLE,
        Action.RELEASED: _DISPOSABLE,
        Action.TRANSFERRED: _DISPOSABLE,
    }
)
"""What must be so before each act; acts that are not named may happen at any time.

A laboratory hands back to the office and to nobody else, so that its result is written down. The
court's exhibits come from what was brought to court. What leaves for good was asked for, approved
after, and is under no hold (DOMAIN 5.2, invariants).
"""


def broken_rules(now: Situation, action: Action) -> tuple[str, ...]:
    """Return the codes of the rules an act would break; none where it may follow."""
    if action is Action.CORRECTED:
        return () if _BEGUN.allows(now) else (_BEGUN.code,)
    if action is Action.COLLECTED:
        return () if now.where is Where.NOWHERE else ("custody.already_begun",)
    if action is Action.RECEIVED and now.where is Where.NOWHERE:
        return ()
    rules = (_BEGUN, _NOT_GONE, *RULES.get(action, ()))
    return tuple(rule.code for rule in rules if not rule.allows(now))
