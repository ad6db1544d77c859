"""Steps of a foreign file made into a chain of custody of ours.

What the file says is taken in as it says it, also where it breaks a rule a person at our own
counter would be held to: a chain that was bad elsewhere must not look good here. Each such place
is a finding, kept with the vault. Two things cannot be taken as told: a step that lies ahead of
now would bar every later one, so it bears the time of the import and its note the stated one; and
a correction of a step that is not in the file corrects nothing.

Steps of another program have no giver, code or receiver of ours. The giver is whoever held the
thing before, the receiver is the performer. An action that only looks into a thing (imaging,
parsing) does not move it; who did it and with what stands in its details and its note.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from app.domain.custody import (
    ENTRY_ACTIONS,
    FINAL_ACTIONS,
    HANDLING_ACTIONS,
    PAPER_ACTIONS,
    Action,
    Chain,
    CustodyEvent,
    is_third_person,
)
from app.domain.custody.asked import details_of
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.particulars import Particulars, tidied
from app.domain.text import clean, one_line
from app.interchange.case_uco import SourceExhibit, SourceStep, typed_facts
from app.services.evidence_exchange.doubts import Doubts
from app.services.evidence_exchange.verbs import action_called

NOT_STATED = "Not stated"
"""Holds a thing of which the file does not say who holds it."""

_LINES = ("giver", "holder", "place", "second_person", "seal", "condition", "method", "authority")
_PROSE = ("purpose", "note")
_OF_ORIGIN = frozenset({"id", "seq", "link", "entered_at", "entered_by", "location", "batch"})
"""Of a step of ours: what belongs to the office that wrote it down. It is kept with its origin."""
_OF_STEP = frozenset(CustodyEvent.__dataclass_fields__) - {"version", "case", "item"}


@dataclass(frozen=True)
class Desk:
    """Where and by whom a file is taken in.

    Attributes:
        zone: IANA zone of the courthouse, for moments stated without one.
        words: what each of our own acts is called, for findings.
    """

    now: datetime
    by: str
    zone: str
    words: Mapping[Action, str]


@dataclass(frozen=True)
class Arrived:
    """A step that came in.

    Attributes:
        origin: what the file says of it that our record does not hold, by field.
    """

    source: SourceStep
    event: CustodyEvent
    origin: Mapping[str, str]


class ChainMaker:
    """Makes the chain of one item."""

    def __init__(self, item: EvidenceItem, desk: Desk, doubts: Doubts) -> None:
        self._item = item
        self._desk = desk
        self._doubts = doubts
        self._events: list[CustodyEvent] = []
        self._seqs: dict[int, int] = {}

    def arrived(self, exhibit: SourceExhibit) -> tuple[Arrived, ...]:
        """Return the steps of an exhibit; one without any comes in with one that says so."""
        self._check_links(exhibit)
        steps = tuple(filter(None, map(self._step, exhibit.steps)))
        return steps or (self._receipt(exhibit),)

    def _receipt(self, exhibit: SourceExhibit) -> Arrived:
        """Return the step that says that the file has none."""
        self._doubts.doubtful(exhibit.place, "no_steps", related=self._item.tag)
        step = SourceStep(key=exhibit.key, place=exhibit.place)
        nobody = {"action": Action.RECEIVED, "holder": NOT_STATED, "giver": NOT_STATED}
        return Arrived(step, self._added(step, self._plain(nobody)), {})

    @property
    def _last(self) -> CustodyEvent | None:
        return self._events[-1] if self._events else None

    def _step(self, step: SourceStep) -> Arrived | None:
        said = {name: text for name, text in step.stated.items() if name != "names_masked"}
        facts, unreadable = typed_facts(CustodyEvent, said)
        for name in {*unreadable, *(facts.keys() - _OF_STEP)}:
            self._doubts.left_out(step.place, "field", stated=said[name], related=name)
            facts.pop(name, None)
        origin = {name: said[name] for name in _OF_ORIGIN & facts.keys()}
        if step.signatures:
            origin["signatures"] = json.dumps([dict(each) for each in step.signatures])
        seq = facts.get("seq")
        told = {name: value for name, value in facts.items() if name not in _OF_ORIGIN}
        is_ours = "action" in told and "holder" in told
        plain = self._plain(told if is_ours else self._translated(step))
        if plain["action"] is Action.CORRECTED and not self._may_correct(step, plain):
            return None
        for words in self._signed(step):
            plain["note"] = _line(plain["note"], clean(words, "note"))
        event = self._added(step, plain)
        if isinstance(seq, int):
            self._seqs[seq] = event.seq
        return Arrived(step, event, origin)

    def _check_links(self, exhibit: SourceExhibit) -> None:
        """Check the links of a chain that Dossier wrote, as its own office would.

        Where names were replaced nothing can be checked: the links are of the full names.
        """
        linked = [step.stated for step in exhibit.steps if "link" in step.stated]
        if any("names_masked" in stated for stated in linked):
            self._doubts.doubtful(exhibit.place, "links_masked", related=self._item.tag)
            return
        events = tuple(filter(None, (self._as_stated(exhibit, each) for each in linked)))
        broken = Chain(self._item, events).breaks()
        if broken or len(events) < len(linked):
            where = ", ".join(map(str, broken))
            self._doubts.doubtful(exhibit.place, "links", stated=where, related=self._item.tag)

    def _as_stated(self, exhibit: SourceExhibit, stated: Mapping[str, str]) -> CustodyEvent | None:
        facts, _unreadable = typed_facts(CustodyEvent, stated)
        try:
            item = ItemId(UUID(exhibit.stated["id"]))
            return CustodyEvent(case=self._item.case, item=item, **facts)
        except (KeyError, TypeError, ValueError):
            return None

    def _signed(self, step: SourceStep) -> Iterator[str]:
        """Yield in words who signed: our own signatures are only those given here."""
        for signature in step.signatures:
            told = ("name", "part", "kind", "signed_at", "statement")
            words = ", ".join(signature[name] for name in told if signature.get(name))
            if "strokes" in signature:
                self._doubts.left_out(step.place, "signature_drawing", stated=words)
            yield f"Signed at the office it comes from: {words}."

    def _may_correct(self, step: SourceStep, facts: dict[str, Any]) -> bool:
        """Turn the corrected position into ours; False if there is no such step."""
        corrects = self._seqs.get(facts.get("corrects") or 0)
        if corrects is None:
            self._doubts.left_out(step.place, "correction", stated=facts["purpose"])
            return False
        facts["corrects"] = corrects
        return True

    def _plain(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return the facts as they may be stored."""
        tidy = dict(facts)
        for name in _LINES:
            tidy[name] = one_line(tidy.get(name, ""), name)
        for name in _PROSE:
            tidy[name] = clean(tidy.get(name, ""), name)
        tidy["details"] = tidied(tidy.get("details", ()))
        return tidy

    def _added(self, step: SourceStep, facts: dict[str, Any]) -> CustodyEvent:
        self._time(step, facts)
        facts["holder"] = facts["holder"] or NOT_STATED
        facts["giver"] = facts["giver"] or facts["holder"]
        event = CustodyEvent(
            id=new_id(),
            case=self._item.case,
            item=self._item.id,
            seq=len(self._events) + 1,
            entered_at=self._desk.now,
            entered_by=self._desk.by,
            **facts,
        )
        for code in broken_rules(self._item, self._last, event):
            self._doubts.doubtful(step.place, code, stated=_stated(event), related=self._item.tag)
        linked = replace(event, link=event.linked_to(self._last.link if self._last else ""))
        self._events.append(linked)
        return linked

    # --- the time

    def _time(self, step: SourceStep, facts: dict[str, Any]) -> None:
        """Set when it happened, as stated where that is possible."""
        stated: datetime | None = facts.get("at") or step.at
        last = self._last
        if stated is None:
            facts["at"] = last.at if last else self._desk.now
            facts["note"] = _line(facts["note"], "The file does not say when this was.")
            self._doubts.doubtful(step.place, "no_time", related=self._item.tag)
            return
        if stated.tzinfo is None:
            stated = stated.replace(tzinfo=ZoneInfo(self._desk.zone))
            self._doubts.doubtful(step.place, "no_zone", stated=stated.isoformat())
        try:
            facts["at"] = stated.astimezone(UTC)
        except OverflowError:
            facts["at"] = self._desk.now
        if facts["at"] > self._desk.now or facts["at"].year < _EARLIEST:
            facts["at"] = self._desk.now
            facts["note"] = _line(facts["note"], f"Stated as of {stated.isoformat()}.")
            self._doubts.doubtful(step.place, "impossible_time", stated=stated.isoformat())

    # --- steps of other programs

    def _translated(self, step: SourceStep) -> dict[str, Any]:
        """Return our facts for an action that has none of ours."""
        action = self._action(step)
        last = self._last
        moves = last is None or action not in HANDLING_ACTIONS
        holder = step.performer if moves else ""
        place = ", ".join(step.places) if moves else ""
        if not holder:
            holder = last.holder if last else NOT_STATED
        if not step.performer:
            self._doubts.doubtful(step.place, "no_performer", related=self._item.tag)
        return {
            "action": action,
            "holder": holder,
            "giver": last.holder if last else holder,
            "place": place or (last.place if last and not moves else ""),
            "purpose": step.words or step.verb or NOT_STATED,
            "note": _told(step, moves=moves),
            "details": _details(action, step),
        }

    def _action(self, step: SourceStep) -> Action:
        """Return our code for a verb; a chain begins with a collection or a receipt."""
        action = action_called(step.verb)
        if self._last is None:
            if action in ENTRY_ACTIONS:
                return action
            if step.makes and action is not None:
                return Action.COLLECTED  # an image is collected by imaging
            entry = Action.COLLECTED if step.makes else Action.RECEIVED
            return self._read_as(step, "entry_read_as", entry)
        if action is None:
            return self._read_as(step, "verb", Action.OPENED)
        # A second collection or receipt is a hand-over: the thing is in the log by now.
        return Action.OUT if action in ENTRY_ACTIONS else action

    def _read_as(self, step: SourceStep, code: str, action: Action) -> Action:
        words = self._desk.words.get(action, action.value)
        self._doubts.doubtful(step.place, code, stated=step.verb or NOT_STATED, related=words)
        return action


def broken_rules(
    item: EvidenceItem, last: CustodyEvent | None, event: CustodyEvent
) -> Iterator[str]:
    """Yield what a step that came from elsewhere does against the rules of our own counter."""
    if last is None:
        if event.action not in ENTRY_ACTIONS:
            yield "no_entry"
    else:
        yield from _broken_after(last, event)
    touched = item.needs_two_people and event.action not in PAPER_ACTIONS | {Action.CORRECTED}
    if touched and not is_third_person(event.second_person, event.holder, event.giver):
        yield "second_person"


def _broken_after(last: CustodyEvent, event: CustodyEvent) -> Iterator[str]:
    if event.action in ENTRY_ACTIONS:
        yield "entry_again"
    if event.at < last.at:
        yield "before_last"
    if event.giver.casefold() != last.holder.casefold():
        yield "giver"
    if last.action in FINAL_ACTIONS and event.action is not Action.CORRECTED:
        yield "after_final"


def _details(action: Action, step: SourceStep) -> Particulars:
    """Return what the file says of the fields our own form of the act has."""
    said = {"operator": step.performer, "by": step.performer, "tool": ", ".join(step.tools)}
    asked = (each.key for each in details_of(action))
    return tuple((key, said[key]) for key in asked if said.get(key))


def _told(step: SourceStep, *, moves: bool) -> str:
    """Return in words what has no field of its own in a step that came from elsewhere."""
    places = ", ".join(step.places)
    said = (
        (step.verb and step.words, f"Called “{step.verb}” in the file."),
        (step.performer and not moves, f"Done by {step.performer}."),
        (places and not moves, f"Done at {places}."),
        (step.tools, f"With {', '.join(step.tools)}."),
        (step.others, f"Taking part: {', '.join(step.others)}."),
        (step.ended, f"Until {step.ended}."),
    )
    return "\n".join(words for is_said, words in said if is_said)


def _stated(event: CustodyEvent) -> str:
    return f"{event.seq}. {event.action.value} {event.at.isoformat()} {event.holder}"


def _line(note: str, more: str) -> str:
    return "\n".join(filter(None, [note, more]))


_EARLIEST = 1800
"""No exhibit has a chain from before."""
