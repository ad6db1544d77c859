"""Acts on demands of the defense, inquiries to agencies, losses and courts' orders."""

import abc
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.disclosure.items import DisclosureItemId
from app.domain.disclosure.requests import (
    AgencyInquiry,
    BradyOrder,
    DefenseRequest,
    LossNotice,
    ProtectiveOrder,
    require_order,
    tidied,
)
from app.domain.errors import Refused
from app.domain.persons import PartyId, Role
from app.domain.record import FIRST
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command
from app.services.owed_disclosure import following
from app.services.taking_out import InCase, TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork

R = TypeVar("R", DefenseRequest, AgencyInquiry, LossNotice, ProtectiveOrder, BradyOrder)
T = TypeVar("T", bound=InCase)


class _Writing(Command[Any]):
    """What adding and changing one of these records share; ``record`` is as it was filled in."""

    record: Any
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    @abc.abstractmethod
    def kept_in(self, work: Reading) -> Changeable[Any]:
        """Return the repository of the kind."""

    @abc.abstractmethod
    def checked(self, work: UnitOfWork, record: Any) -> Any:  # noqa: ANN401  one kind a subclass
        """Return the record as it will be stored, once what it names is of the same case."""


class _Add(_Writing):
    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return UUID(int=self.record.case.int)

    def run(self, work: UnitOfWork) -> Any:  # noqa: ANN401  as above
        """Write the record.

        Raises:
            Missing: no such case, or something it names is not there.
            Stale: it is there already.
            Refused: a text is missing, a day impossible, or something named is of another case.
        """
        work.cases.get(self.record.case)
        record = self.checked(work, replace(self.record, version=FIRST))
        with following(work, *_owing(record)):
            return self.kept_in(work).restore(record)


class _Amend(_Writing):
    def concerns(self, work: Reading) -> UUID:
        """The case."""
        case: UUID = self.kept_in(work).get(self.record.id).case
        return case

    def run(self, work: UnitOfWork) -> Amended[Any]:
        """Write the new content; the case stays.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as when it was added.
        """
        before = self.kept_in(work).get(self.record.id)
        after = self.checked(work, replace(self.record, case=before.case))
        with following(work, *_owing(before), *_owing(after)):
            return Amended(before, self.kept_in(work).change(after))


class _Remove(TakeOut[T]):
    """What taking out one of these records shares."""

    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> T:
        """Remove the row; nothing rings for it any more.

        Raises:
            Stale: somebody changed or removed it since it was shown.
        """
        with following(work, *_owing(self.record)):
            return super().run(work)


def _owing(record: object) -> tuple[UUID | None, ...]:
    """Return what may be owed anew, or no longer, once a record is written.

    A loss, and an agency's word that there is nothing, end the wait for a row of the ledger.
    """
    if isinstance(record, DefenseRequest):
        return (record.id,)
    if isinstance(record, AgencyInquiry):
        return (record.id, record.row)
    return (record.row,) if isinstance(record, LossNotice) else ()


class _OfRequests:
    def kept_in(self, work: Reading) -> Changeable[DefenseRequest]:
        """Return the demands."""
        return work.defense_requests

    def checked(self, work: UnitOfWork, record: DefenseRequest) -> DefenseRequest:
        """Return the demand as it will be stored."""
        _require_defendant(work, record.case, record.defendant)
        require_order(record.made_on, record.due_on, "due_on")
        require_order(record.made_on, record.answered_on, "answered_on")
        return tidied(record, work.today)


@dataclass(frozen=True, kw_only=True)
class AddDefenseRequest(_OfRequests, _Add):
    """Write down a demand of the defense."""

    record: DefenseRequest

    def undo(self, done: DefenseRequest) -> "RemoveDefenseRequest":
        """Take it out again."""
        return RemoveDefenseRequest(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendDefenseRequest(_OfRequests, _Amend):
    """Change a demand, or write down how it was answered."""

    record: DefenseRequest

    def undo(self, done: Amended[DefenseRequest]) -> "AmendDefenseRequest":
        """Put the old content back."""
        return AmendDefenseRequest(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveDefenseRequest(_OfRequests, _Remove[DefenseRequest]):
    """Take out a demand that was entered by mistake."""

    record: DefenseRequest

    def undo(self, done: DefenseRequest) -> AddDefenseRequest:
        """Write it down again."""
        return AddDefenseRequest(record=done)


class _OfInquiries:
    def kept_in(self, work: Reading) -> Changeable[AgencyInquiry]:
        """Return the inquiries."""
        return work.agency_inquiries

    def checked(self, work: UnitOfWork, record: AgencyInquiry) -> AgencyInquiry:
        """Return the inquiry as it will be stored."""
        _require_row(work, record.case, record.row)
        if record.witness is not None and work.parties.get(record.witness).case != record.case:
            raise Refused("disclosure.other_case", field="witness")
        require_order(record.asked_on, record.due_on, "due_on")
        require_order(record.asked_on, record.replied_on, "replied_on")
        if record.attests_none:
            _require_attested(record)
        return tidied(record, work.today)


@dataclass(frozen=True, kw_only=True)
class AskAgency(_OfInquiries, _Add):
    """Write down what an agency was asked."""

    record: AgencyInquiry

    def undo(self, done: AgencyInquiry) -> "RemoveInquiry":
        """Take it out again."""
        return RemoveInquiry(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendInquiry(_OfInquiries, _Amend):
    """Change an inquiry, or write down the reply."""

    record: AgencyInquiry

    def undo(self, done: Amended[AgencyInquiry]) -> "AmendInquiry":
        """Put the old content back."""
        return AmendInquiry(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveInquiry(_OfInquiries, _Remove[AgencyInquiry]):
    """Take out an inquiry that was entered by mistake."""

    record: AgencyInquiry

    def undo(self, done: AgencyInquiry) -> AskAgency:
        """Write it down again."""
        return AskAgency(record=done)


class _OfLosses:
    def kept_in(self, work: Reading) -> Changeable[LossNotice]:
        """Return the losses."""
        return work.loss_notices

    def checked(self, work: UnitOfWork, record: LossNotice) -> LossNotice:
        """Return the loss as it will be stored."""
        _require_row(work, record.case, record.row)
        require_order(record.lost_on, record.noticed_on, "noticed_on")
        others = work.loss_notices.of_case(record.case)
        if record.row is not None and any(
            each.row == record.row and each.id != record.id for each in others
        ):
            raise Refused("disclosure.lost_already", field="row")
        return tidied(record, work.today)


@dataclass(frozen=True, kw_only=True)
class RecordLoss(_OfLosses, _Add):
    """Write down what was lost or destroyed."""

    record: LossNotice

    def undo(self, done: LossNotice) -> "RemoveLoss":
        """Take it out again."""
        return RemoveLoss(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendLoss(_OfLosses, _Amend):
    """Change what is said of a loss, or write down when the defense was told."""

    record: LossNotice

    def undo(self, done: Amended[LossNotice]) -> "AmendLoss":
        """Put the old content back."""
        return AmendLoss(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveLoss(_OfLosses, _Remove[LossNotice]):
    """Take out a loss that was entered by mistake."""

    record: LossNotice

    def undo(self, done: LossNotice) -> RecordLoss:
        """Write it down again."""
        return RecordLoss(record=done)


class _OfOrders:
    def kept_in(self, work: Reading) -> Changeable[ProtectiveOrder]:
        """Return the orders."""
        return work.protective_orders

    def checked(self, work: UnitOfWork, record: ProtectiveOrder) -> ProtectiveOrder:
        """Return the order as it will be stored."""
        require_order(record.ordered_on, record.expires_on, "expires_on")
        require_order(record.ordered_on, record.vacated_on, "vacated_on")
        known = {each.id.hex for each in work.disclosure_items.of_case(record.case)}
        if not known.issuperset(record.items):
            raise Refused("disclosure.other_case", field="items")
        return tidied(replace(record, items=tuple(dict.fromkeys(record.items))), work.today)


@dataclass(frozen=True, kw_only=True)
class AddProtectiveOrder(_OfOrders, _Add):
    """Write down a court's protective order and the rows it covers."""

    record: ProtectiveOrder

    def undo(self, done: ProtectiveOrder) -> "RemoveProtectiveOrder":
        """Take it out again."""
        return RemoveProtectiveOrder(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendProtectiveOrder(_OfOrders, _Amend):
    """Change an order: what it covers, when it ends, that it was vacated."""

    record: ProtectiveOrder

    def undo(self, done: Amended[ProtectiveOrder]) -> "AmendProtectiveOrder":
        """Put the old content back."""
        return AmendProtectiveOrder(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveProtectiveOrder(_OfOrders, TakeOut[ProtectiveOrder]):
    """Take out an order nothing was produced under."""

    record: ProtectiveOrder
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def run(self, work: UnitOfWork) -> ProtectiveOrder:
        """Remove the row.

        Raises:
            Refused: something was produced under it.
            Stale: somebody changed or removed it since it was shown.
        """
        lines = work.production_lines
        if lines.count(lines.table.c.order == self.record.id):
            raise Refused("disclosure.order_in_use")
        return super().run(work)

    def undo(self, done: ProtectiveOrder) -> AddProtectiveOrder:
        """Write it down again."""
        return AddProtectiveOrder(record=done)


class _OfBradyOrders:
    def kept_in(self, work: Reading) -> Changeable[BradyOrder]:
        """Return the orders under Rule 5(f)."""
        return work.brady_orders

    def checked(self, work: UnitOfWork, record: BradyOrder) -> BradyOrder:
        """Return the order as it will be stored."""
        if record.oral_on is None and record.written_on is None:
            raise Refused("text.required", field="oral_on")
        return tidied(record, work.today, optional=frozenset({"terms"}))


@dataclass(frozen=True, kw_only=True)
class AddBradyOrder(_OfBradyOrders, _Add):
    """Write down the order of Rule 5(f): the oral one, the written one, or both."""

    record: BradyOrder

    def undo(self, done: BradyOrder) -> "RemoveBradyOrder":
        """Take it out again."""
        return RemoveBradyOrder(record=done)


@dataclass(frozen=True, kw_only=True)
class AmendBradyOrder(_OfBradyOrders, _Amend):
    """Change it, e.g. when the written one follows."""

    record: BradyOrder

    def undo(self, done: Amended[BradyOrder]) -> "AmendBradyOrder":
        """Put the old content back."""
        return AmendBradyOrder(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveBradyOrder(_OfBradyOrders, TakeOut[BradyOrder]):
    """Take out an order that was entered by mistake."""

    record: BradyOrder
    needs: ClassVar[Permission] = Permission.DISCLOSURE_EDIT

    def undo(self, done: BradyOrder) -> AddBradyOrder:
        """Write it down again."""
        return AddBradyOrder(record=done)


def _require_defendant(work: UnitOfWork, case: CaseId, defendant: PartyId | None) -> None:
    if defendant is None:
        return
    party = work.parties.get(defendant)
    if party.case != case or party.role is not Role.DEFENDANT:
        raise Refused("disclosure.no_defendant", field="defendant")


def _require_row(work: UnitOfWork, case: CaseId, row: DisclosureItemId | None) -> None:
    if row is not None and work.disclosure_items.get(row).case != case:
        raise Refused("disclosure.other_case", field="row")


def _require_attested(record: AgencyInquiry) -> None:
    if record.replied_on is None:
        raise Refused("text.required", field="replied_on")
    if not record.attested_by.strip():
        raise Refused("text.required", field="attested_by")
