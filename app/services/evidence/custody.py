"""Handing items over and correcting their chains of custody."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from app.domain.custody import HANDLING_ACTIONS, Action, CustodyEvent, HandOver
from app.domain.deadlines import Severity
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.ids import new_id
from app.domain.reminders import SubjectKind
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.office import Command
from app.services.reminding import Occasion, drop_reminders, set_reminders
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class TransferCustody(Command[CustodyEvent]):
    """Hand an item to another holder, or move it; who gives it is read off its chain.

    Attributes:
        at: when it changed hands; None = now.
    """

    item: ItemId
    to: str
    purpose: str
    action: Action = Action.OUT
    at: datetime | None = None
    place: str = ""
    second_person: str = ""
    seal_intact: bool | None = None
    seal: str = ""
    condition: str = ""
    method: str = ""
    due_back_on: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> CustodyEvent:
        """Add the event to the chain; there is no way back but a correction.

        Raises:
            Missing: there is no such item.
            Refused: the chain does not allow the step (see `Chain.handed_over`).
        """
        item = work.evidence.get(self.item)
        chain = work.custody.chain(item)
        step = self._step(work.local(self.at or work.now))
        event = chain.handed_over(step, new_id(), work.now, work.actor.name)
        _remind_of_return(work, item, event)
        return work.custody.add(event)

    def _step(self, at: datetime) -> HandOver:
        return HandOver(
            action=self.action,
            at=at,
            to=one_line(self.to, "to"),
            purpose=clean(self.purpose, "purpose"),
            place=one_line(self.place, "place"),
            second_person=one_line(self.second_person, "second_person"),
            seal_intact=self.seal_intact,
            seal=one_line(self.seal, "seal"),
            condition=one_line(self.condition, "condition"),
            method=one_line(self.method, "method"),
            due_back_on=self.due_back_on,
            note=clean(self.note, "note"),
        )


@dataclass(frozen=True, kw_only=True)
class CorrectCustody(Command[CustodyEvent]):
    """Say what is wrong with a step of a chain; the step itself stays as it was written.

    Attributes:
        seq: position of the wrong step; ``reason``: what is wrong and what is right.
    """

    item: ItemId
    seq: int
    reason: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_TRANSFER

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> CustodyEvent:
        """Add the correction to the chain.

        Raises:
            Missing: there is no such item.
            Refused: there is no such step, or no reason is given.
        """
        chain = work.custody.chain(work.evidence.get(self.item))
        reason = clean(self.reason, "reason")
        event = chain.corrected(self.seq, reason, new_id(), work.now, work.actor.name)
        return work.custody.add(event)


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
