"""Handing items over, one or many at once, and correcting their chains of custody."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.custody import (
    DIVIDING_ACTIONS,
    HANDLING_ACTIONS,
    Action,
    Chain,
    Correction,
    CustodyEvent,
    HandOver,
    same_person,
)
from app.domain.custody.asked import WITHIN
from app.domain.custody.details import known_details
from app.domain.custody.situation import Where
from app.domain.errors import NotPermitted, Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.locations import LocationId
from app.domain.particulars import Particulars, particulars
from app.domain.reminders import SubjectKind
from app.domain.retention.disposal import DISPOSAL_ACTIONS
from app.domain.severity import Severity
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.i18n.sentences import sentence
from app.services.office import Command
from app.services.placing import require_open
from app.services.reminding import Occasion, drop_reminders, set_reminders
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """What is written down about a step, whatever items it is about.

    Attributes:
        at: when it changed hands; None = now.
        location: the place of storage it goes to; ``place`` is then its name.
        contents_inventoried: False = received sealed, contents not looked through.
        details: what only this act has (see `app.domain.custody.asked`).
    """

    to: str
    purpose: str
    action: Action = Action.OUT
    at: datetime | None = None
    place: str = ""
    location: LocationId | None = None
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    authority: str = ""
    contents_inventoried: bool | None = None
    due_back_on: date | None = None
    note: str = ""
    details: Particulars = ()

    def step(self, reading: Reading) -> HandOver:
        """Return the step as it will be stored.

        Raises:
            Refused: a text is too long, the act has no such detail, or the place is switched off.
            Missing: there is no such place of storage.
        """
        place = self.place
        if self.location is not None:
            place = require_open(reading, self.location)
        return HandOver(
            action=self.action,
            at=reading.local(self.at or reading.now),
            to=one_line(self.to, "to"),
            purpose=clean(self.purpose, "purpose"),
            place=one_line(place, "place"),
            location=self.location,
            second_person=one_line(self.second_person, "second_person"),
            seal_intact=self.seal_intact,
            seal=one_line(self.seal, "seal"),
            condition=one_line(self.condition, "condition"),
            method=one_line(self.method, "method"),
            authority=one_line(self.authority, "authority"),
            contents_inventoried=self.contents_inventoried,
            due_back_on=self.due_back_on,
            note=clean(self.note, "note"),
            zone=reading.zone,
            details=particulars(known_details(self.action, dict(self.details))),
        )


@dataclass(frozen=True, kw_only=True)
class TransferCustody(StepFacts, Command[CustodyEvent]):
    """Hand an item to another holder, move it, or write down what was done with it.

    Who gives it is read off its chain. What lies inside a container goes where the container
    goes, with a step of its own in each chain.
    """

    item: ItemId
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> CustodyEvent:
        """Add the event to the chain; there is no way back but a correction.

        Raises:
            Missing: there is no such item.
            Refused: the chain does not allow the step (see `Chain.handed_over`), or that of an
                item inside does not; then nothing is written.
        """
        item = work.evidence.get(self.item)
        return _handed_over(work, [(item, self.step(work))])[0]


@dataclass(frozen=True, kw_only=True)
class _ManyItems:
    """What check-out and check-in share: all items or none, in one act."""

    items: tuple[ItemId, ...]

    def concerns(self, work: Reading) -> UUID | None:
        """The case of the items, if it is one; others are asked for when it is carried out."""
        cases = {work.evidence.get(item).case for item in self.items}
        return cases.pop() if len(cases) == 1 else None

    def run(self, work: UnitOfWork) -> tuple[CustodyEvent, ...]:
        """Add a step to the chain of each item and of what lies inside it.

        Raises:
            Missing: there is no such item.
            NotPermitted: one belongs to a case that is closed to the user.
            Refused: no item is named, one is named twice, or the chain of one does not allow the
                step; the sentence names its tag.
        """
        items = [work.evidence.get(item) for item in self.items]
        _require_each_once(items)
        _require_open(work, items)
        return _handed_over(work, [(item, self.step_of(work, item)) for item in items])

    def step_of(self, work: UnitOfWork, item: EvidenceItem) -> HandOver:
        """Return the step of one item."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class CheckOut(StepFacts, _ManyItems, Command[tuple[CustodyEvent, ...]]):
    """Release many items at once: to a person, a laboratory or a court."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def step_of(self, work: UnitOfWork, item: EvidenceItem) -> HandOver:
        """Return the step, the same for each.

        Raises:
            Refused: the act does not take an item out.
        """
        if self.action not in LEAVING:
            raise Refused("custody.no_check_out", field="action")
        return self.step(work)


LEAVING = (Action.OUT, Action.TO_LAB, Action.TO_COURT)
"""Ways of checking out."""


@dataclass(frozen=True, kw_only=True)
class CheckIn(_ManyItems, Command[tuple[CustodyEvent, ...]]):
    """Take many items back at once, each from where its chain says it is.

    Attributes:
        to: who takes them; empty = the person at the keyboard.
        result: of the laboratory, for those that come from there; ``result_on``: the day of its
            report, as in ISO 8601; ``lab_number``: its number.
    """

    to: str = ""
    purpose: str
    at: datetime | None = None
    place: str = ""
    location: LocationId | None = None
    second_person: str = ""
    seal_intact: bool | None = None
    condition: str = ""
    contents_inventoried: bool | None = None
    result: str = ""
    result_on: str = ""
    lab_number: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def step_of(self, work: UnitOfWork, item: EvidenceItem) -> HandOver:
        """Return the way back from where the item is."""
        is_at_lab = work.custody.chain(item).situation.where is Where.LAB
        said = {"result": self.result, "result_on": self.result_on, "lab_number": self.lab_number}
        of_lab = particulars(said)
        facts = StepFacts(
            action=Action.FROM_LAB if is_at_lab else Action.RETURNED,
            to=self.to or work.actor.name,
            purpose=self.purpose,
            at=self.at,
            place=self.place,
            location=self.location,
            second_person=self.second_person,
            seal_intact=self.seal_intact,
            condition=self.condition,
            contents_inventoried=self.contents_inventoried,
            details=of_lab if is_at_lab else (),
        )
        return facts.step(work)


@dataclass(frozen=True, kw_only=True)
class CorrectCustody(Command[CustodyEvent]):
    """Say what is wrong with a step of a chain; the step itself stays as it was written.

    Attributes:
        seq: position of the wrong step; ``reason``: what is wrong and what is right.
        field: the one field that is wrong, with what it should say in ``new``; empty = the reason
            says it all. Holder, place and day back are then read as corrected.
        approver: who allowed the correction.
    """

    item: ItemId
    seq: int
    reason: str
    field: str = ""
    new: str = ""
    approver: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> CustodyEvent:
        """Add the correction to the chain.

        Raises:
            Missing: there is no such item.
            Refused: there is no such step or field, it cannot say that, or no reason is given.
        """
        item = work.evidence.get(self.item)
        correction = Correction(
            seq=self.seq,
            reason=clean(self.reason, "reason"),
            field=self.field,
            new=self.new,
            approver=self.approver,
        )
        event = work.custody.chain(item).corrected(correction, new_id(), work.now, work.actor.name)
        if event.due_back_on is not None:
            _remind_of_return(work, item, event)
        return work.custody.add(event)


def _handed_over(
    work: UnitOfWork, steps: Sequence[tuple[EvidenceItem, HandOver]]
) -> tuple[CustodyEvent, ...]:
    """Write the steps of items and of what goes along inside them: all of them or none.

    Raises:
        Refused: a chain does not allow its step; of several items, the sentence names the one. So
            does a step of a disposal or of dividing and combining, which have acts of their own.
    """
    if any(step.action in DISPOSAL_ACTIONS for _item, step in steps):
        raise Refused("disposal.own_form", field="action")
    if any(step.action in DIVIDING_ACTIONS for _item, step in steps):
        raise Refused("custody.own_form", field="action")
    every = _with_contents(work, steps)
    batch = new_id() if len(every) > 1 else None
    events = []
    for item, chain, step in every:
        try:
            event = chain.handed_over(
                replace(step, batch=batch), new_id(), work.now, work.actor.name
            )
        except Refused as why:
            raise (why if batch is None else _named(item, why)) from None
        _remind_of_return(work, item, event)
        events.append(event)
    work.custody.add_all(events)
    return tuple(events)


def _with_contents(
    work: UnitOfWork, steps: Sequence[tuple[EvidenceItem, HandOver]]
) -> tuple[tuple[EvidenceItem, Chain, HandOver], ...]:
    """Return each step with those of the items that go along; an item goes once."""
    every: dict[ItemId, tuple[EvidenceItem, Chain, HandOver]] = {}
    for item, step in steps:
        chain = work.custody.chain(item)
        every[item.id] = (item, chain, step)
    for item, step in steps:
        if step.action in HANDLING_ACTIONS:
            continue
        for inside in work.evidence.inside(item.id):
            chain = work.custody.chain(inside)
            if inside.id not in every and _lies_with(chain, every[item.id][1]):
                along = replace(step, details=(*step.details, (WITHIN, item.tag)))
                every[inside.id] = (inside, chain, along)
    return tuple(every.values())


def _lies_with(chain: Chain, container: Chain) -> bool:
    """Whether an item is where its container is; what was taken out of it stays where it went."""
    mine, its = chain.last, container.last
    if mine is None or its is None or not same_person(mine.holder, its.holder):
        return False
    return chain.situation.where is container.situation.where


def _named(item: EvidenceItem, why: Refused) -> Refused:
    return Refused("custody.in_batch", field=why.field, tag=item.tag, why=sentence(why).rstrip("."))


def _require_each_once(items: Sequence[EvidenceItem]) -> None:
    if not items:
        raise Refused("custody.empty_batch", field="items")
    for tag, times in Counter(item.tag for item in items).items():
        if times > 1:
            raise Refused("custody.twice_in_batch", field="items", tag=tag)


def _require_open(work: UnitOfWork, items: Sequence[EvidenceItem]) -> None:
    """Ask the wall of each case: the door asked it only where there is one case."""
    if work.hidden_of({item.case for item in items}):
        raise NotPermitted("case.walled")


def _remind_of_return(work: UnitOfWork, item: EvidenceItem, event: CustodyEvent) -> None:
    """Set reminders for an item that is due back, and silence those of its last absence."""
    if event.action in HANDLING_ACTIONS:
        return
    drop_reminders(work, item.id)
    if event.due_back_on is None:
        return
    occasion = Occasion(
        subject_kind=SubjectKind.EVIDENCE,
        subject=item.id,
        case=item.case,
        title=f"{item.tag} is due back from {event.holder}",
        limit_on=event.due_back_on,
        severity=Severity.INTERNAL,
    )
    set_reminders(work, occasion)
