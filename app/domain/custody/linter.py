"""Looks over a chain of custody as the defense would, before the defense does.

Pure: it is given the chain, the signatures under it and the day, and says what it finds. A chain
made by the acts of the program has no `Gravity.BROKEN` finding; what was changed, left out or
swapped afterwards, or written down by another program, has. A missing last step alone leaves no
trace in a chain; the check of the audit log finds that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from app.domain.court_calendars import CalendarNotLoaded, court_calendar
from app.domain.custody.actions import (
    AWAY_ACTIONS,
    ENTRY_ACTIONS,
    FINAL_ACTIONS,
    HANDLING_ACTIONS,
    Action,
    Whereabouts,
)
from app.domain.custody.asked import MISMATCH, required_of
from app.domain.custody.chain import Chain, is_witnessed
from app.domain.custody.details import is_lacking
from app.domain.custody.events import CustodyEvent, is_third_person, same_person
from app.domain.custody.findings import Fault, Finding, gravest_first
from app.domain.custody.roles import broken_separation
from app.domain.custody.signing import is_under, unsigned_parts
from app.domain.custody.situation import SEALING, Situation, Where, broken_rules
from app.domain.custody.weights import Weight, weight_of
from app.domain.particulars import particular
from app.domain.signatures import Signature, SignatureKind

LAB_DAYS = 90
"""Days at a laboratory without a day to be back, after which somebody should ask."""


@dataclass(frozen=True)
class Standard:
    """By what a chain is measured.

    Attributes:
        zone: of the courthouse; ``today``: the day it is there.
        tolerance_percent: by how much a weight may differ from the one before.
    """

    today: date
    zone: ZoneInfo
    tolerance_percent: int


def lint(
    chain: Chain, signatures: tuple[Signature, ...], standard: Standard
) -> tuple[Finding, ...]:
    """Return what is wrong with a chain, gravest first; nothing where all is well.

    Args:
        chain: the item with all its events.
        signatures: those under its steps.
        standard: by what it is measured.
    """
    if not chain.events:
        return (Finding(Fault.START),)
    look = _Look(chain, signatures, standard)
    found = (finding for check in _CHECKS for finding in check(look))
    return gravest_first(look.with_corrections(finding) for finding in found)


@dataclass(frozen=True)
class _Look:
    """What the checks look at."""

    chain: Chain
    signatures: tuple[Signature, ...]
    standard: Standard

    @cached_property
    def steps(self) -> tuple[tuple[CustodyEvent, CustodyEvent], ...]:
        """Every step but corrections: as written, and as corrected."""
        both = zip(self.chain.events, self.chain.read, strict=True)
        return tuple(pair for pair in both if pair[0].action is not Action.CORRECTED)

    @cached_property
    def situations(self) -> tuple[tuple[Situation, CustodyEvent], ...]:
        """Each step as corrected, behind how things stood before it."""
        stood = []
        now = Situation()
        for event in self.chain.read:
            if event.action is not Action.CORRECTED:
                stood.append((now, event))
            now = now.after(event)  # a correction may end a request
        return tuple(stood)

    @cached_property
    def now(self) -> Situation:
        """How things stand after the last step."""
        return self.chain.situation

    def day(self, event: CustodyEvent) -> date:
        """Return the day of a step by the courthouse clock."""
        return event.at.astimezone(self.standard.zone).date()

    def with_corrections(self, finding: Finding) -> Finding:
        """Return the finding with the corrections that speak of its steps."""
        speaking = (e.seq for e in self.chain.events if e.corrects in finding.steps)
        return replace(finding, corrections=tuple(speaking))


def _links(look: _Look) -> Iterator[Finding]:
    broken = look.chain.breaks()
    if broken:
        yield Finding(Fault.LINK, broken)
    numbers = [event.seq for event in look.chain.events]
    wrong = [seq for place, seq in enumerate(numbers, start=1) if seq != place]
    if wrong:
        yield Finding(Fault.NUMBER, tuple(wrong))
    item = look.chain.item
    foreign = [e.seq for e in look.chain.events if (e.item, e.case) != (item.id, item.case)]
    if foreign:
        yield Finding(Fault.FOREIGN, tuple(foreign))
    for event in look.chain.events:
        if event.corrects is not None and event.corrects not in numbers[: event.seq - 1]:
            yield Finding(Fault.NO_SUCH_STEP, (event.seq,), (("seq", str(event.corrects)),))


def _begins(look: _Look) -> Iterator[Finding]:
    first = look.chain.events[0]
    if first.action not in ENTRY_ACTIONS:
        yield Finding(Fault.START, (first.seq,))


def _hands(look: _Look) -> Iterator[Finding]:
    """The receiver of one step gives in the next; whoever handles an item goes on holding it."""
    for (before, corrected), (event, _) in zip(look.steps, look.steps[1:], strict=False):
        holders = (before.holder, corrected.holder)
        if not any(same_person(event.giver, holder) for holder in holders):
            said = (("holder", corrected.holder), ("giver", event.giver))
            yield Finding(Fault.GAP, (before.seq, event.seq), said)
        elif event.action in HANDLING_ACTIONS and not same_person(event.giver, event.holder):
            yield Finding(Fault.MOVED, (event.seq,), (("holder", event.holder),))


def _times(look: _Look) -> Iterator[Finding]:
    for (_, before), (_, event) in zip(look.steps, look.steps[1:], strict=False):
        if event.at < before.at:
            yield Finding(Fault.TIME, (before.seq, event.seq))
    ahead = [event.seq for event in look.chain.read if event.at > event.entered_at]
    if ahead:
        yield Finding(Fault.AHEAD, tuple(ahead))


def _sequence(look: _Look) -> Iterator[Finding]:
    for stood, event in look.situations[1:]:
        for rule in broken_rules(stood, event.action):
            if rule == "custody.is_held":
                holds = ", ".join(map(str, stood.holds))
                yield Finding(Fault.HOLD, (event.seq,), (("holds", holds),))
            else:
                yield Finding(Fault.ORDER, (event.seq,), (("rule", rule),))


def _persons(look: _Look) -> Iterator[Finding]:
    item = look.chain.item
    alone = []
    for place, (stood, event) in enumerate(look.situations):
        before = (each for _, each in look.steps[:place])
        code = broken_separation(item, before, stood, event)
        if code:
            yield Finding(Fault.ROLES, (event.seq,), (("rule", code),))
        witnessed = is_third_person(event.second_person, event.holder, event.giver)
        if is_witnessed(item, event.action) and not witnessed:
            alone.append(event.seq)
    if alone:
        yield Finding(Fault.TWO_PERSONS, tuple(alone))


def _answers(look: _Look) -> Iterator[Finding]:
    for _, event in look.steps[1:]:
        lacking = [asked.key for asked in required_of(event.action) if is_lacking(asked, event)]
        fields = [key for key in lacking if key != "second_person"]
        if fields:
            yield Finding(Fault.DETAIL, (event.seq,), (("fields", ",".join(fields)),))


def _signed(look: _Look) -> Iterator[Finding]:
    events = {event.id: event for event in look.chain.events}
    astray = [each for each in look.signatures if each.event not in events]
    if astray:
        names = ", ".join(sorted({each.name for each in astray}))
        yield Finding(Fault.NO_SUCH_STEP, (), (("seq", ""), ("name", names)))
    for each in look.signatures:
        event = events.get(each.event)
        if event is not None and not is_under(each, event):
            yield Finding(Fault.SIGNATURE, (event.seq,), (("name", each.name),))
        elif event is not None and each.kind is SignatureKind.UNABLE:
            said = (("name", each.name), ("why", each.statement))
            yield Finding(Fault.UNABLE, (event.seq,), said)


def _unsigned(look: _Look) -> Iterator[Finding]:
    """Only hand-overs must be signed: where the holder stays, nobody receives anything."""
    under: dict[object, list[Signature]] = {}
    for each in look.signatures:
        under.setdefault(each.event, []).append(each)
    lacking = [
        event.seq
        for event, _ in look.steps
        if event.action not in HANDLING_ACTIONS
        and event.giver != event.holder
        and unsigned_parts(event, under.get(event.id, ()))
    ]
    if lacking:
        yield Finding(Fault.UNSIGNED, tuple(lacking))


def _weights(look: _Look) -> Iterator[Finding]:
    """Dividing an item changes what it weighs, a new seal what its package does."""
    known: dict[str, tuple[int, Weight]] = {}
    for key in ("net", "gross"):
        pairs = look.chain.item.particulars
        first = weight_of(particular(pairs, key), particular(pairs, "unit"))
        if first is not None:
            known[key] = (0, first)
    for _, event in look.steps:
        if event.action in (Action.SPLIT, Action.MERGED):
            known.clear()
        elif event.action is Action.RESEALED:
            known.pop("gross", None)
        elif event.action is Action.WEIGHED:
            yield from _differing(look, event, known)


def _differing(
    look: _Look, event: CustodyEvent, known: dict[str, tuple[int, Weight]]
) -> Iterator[Finding]:
    for key in ("net", "gross"):
        unit = particular(event.details, "unit")
        weight = weight_of(particular(event.details, key), unit)
        if weight is None:
            continue
        earlier_at, earlier = known.get(key, (0, weight))
        if weight.differs_from(earlier, look.standard.tolerance_percent):
            steps = (earlier_at, event.seq) if earlier_at else (event.seq,)
            said = (("what", key), ("earlier", str(earlier)), ("later", str(weight)))
            yield Finding(Fault.WEIGHT, steps, said)
        known[key] = (event.seq, weight)


def _seals(look: _Look) -> Iterator[Finding]:
    """An item that changes hands open, or lies about open, is not under seal.

    At a laboratory it is open as long as it is worked on.
    """
    told: set[int] = set()
    for stood, event in look.situations:
        leaves = event.action not in HANDLING_ACTIONS and event.action not in FINAL_ACTIONS
        opened = stood.opened_at
        if opened is not None and leaves and opened not in told:
            told.add(opened)
            yield Finding(Fault.SEAL, (opened, event.seq))
        is_read_off = event.seal and event.action not in SEALING and event.seal_intact is not False
        if is_read_off and stood.seal and not same_person(event.seal, stood.seal):
            said = (("seal", event.seal), ("known", stood.seal))
            yield Finding(Fault.SEAL_NUMBER, (event.seq,), said)
    opened = look.now.opened_at
    if opened is not None and opened not in told and look.now.where in (Where.ROOM, Where.OUT):
        yield Finding(Fault.SEAL, (opened,))


def _due(look: _Look) -> Iterator[Finding]:
    move = look.chain.last_move
    if move is None or look.chain.whereabouts is not Whereabouts.OUT:
        return
    today = look.standard.today
    due = move.due_back_on
    if due is not None and due < today:
        said = (("holder", move.holder), ("due", due.isoformat()))
        fault = Fault.LAB if look.now.where is Where.LAB else Fault.OVERDUE
        yield Finding(fault, (move.seq,), said)
    elif due is None and look.now.where is Where.LAB:
        if look.day(move) + timedelta(days=LAB_DAYS) < today:
            said = (("holder", move.holder), ("due", ""))
            yield Finding(Fault.LAB, (move.seq,), said)
    elif due is None and move.action is not Action.ADMITTED and move.action in AWAY_ACTIONS:
        yield Finding(Fault.NO_DUE_DAY, (move.seq,), (("holder", move.holder),))


def _discrepancies(look: _Look) -> Iterator[Finding]:
    events = {event.seq: event for event in look.chain.read}
    for seq in look.now.discrepancies:
        deadline = particular(events[seq].details, "deadline")
        yield Finding(Fault.DISCREPANCY, (seq,), (("deadline", deadline),))


def _received(look: _Look) -> Iterator[Finding]:
    """The custodian has it by the first working day after it was collected (AR 195-5)."""
    first = look.steps[0][1] if look.steps else None
    if first is None or look.now.is_received or first.action is not Action.COLLECTED:
        return
    if _first_working_day_after(look.day(first)) < look.standard.today:
        yield Finding(Fault.NOT_RECEIVED, (first.seq,), (("holder", first.holder),))


def _entered(look: _Look) -> Iterator[Finding]:
    """A hand-over is written down by the first working day after it, or explained.

    What happened before the item came into the log was written down elsewhere at the time.
    """
    late = []
    logged_at = look.chain.events[0].entered_at
    for _, event in look.steps[1:]:
        if event.at < logged_at:
            continue
        entered = event.entered_at.astimezone(look.standard.zone).date()
        day = look.day(event)
        is_late = entered > day + timedelta(days=1) and entered > _first_working_day_after(day)
        if is_late and event.action not in HANDLING_ACTIONS:
            late.append(event.seq)
    if late:
        yield Finding(Fault.LATE, tuple(late))


def _hashes(look: _Look) -> Iterator[Finding]:
    for _, event in look.steps:
        is_checked = event.action is Action.VERIFIED
        if is_checked and particular(event.details, "result") == MISMATCH:
            said = (("algorithm", particular(event.details, "algorithm")),)
            yield Finding(Fault.HASH, (event.seq,), said)


def _first_working_day_after(day: date) -> date:
    try:
        return court_calendar("US-FED").nth_after(day, 1)
    except CalendarNotLoaded:
        return day + timedelta(days=3)  # over a weekend


_CHECKS = (
    *(_links, _begins, _hands, _times, _sequence, _persons, _answers),
    *(_signed, _unsigned, _weights, _seals, _due, _discrepancies, _received, _entered, _hashes),
)
