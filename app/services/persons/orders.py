"""Warrants against defendants, and orders that keep them away from somebody."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId, check_span
from app.domain.errors import Missing, Refused
from app.domain.ids import new_id
from app.domain.persons import NoContactOrder, PartyId, Role, Warrant
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, OfCase
from app.services.taking_out import TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class IssueWarrant(OfCase, Command[Warrant]):
    """Note a warrant against a defendant."""

    case: CaseId
    defendant: PartyId
    kind: str
    issued_on: date | None = None
    note: str = ""
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def run(self, work: UnitOfWork) -> Warrant:
        """Write the warrant.

        Raises:
            Refused: no kind, or the day lies ahead.
            Missing: no such defendant in this case.
        """
        _require_defendant(work, self.case, self.defendant)
        issued_on = _not_ahead(work, self.issued_on, "issued_on")
        return work.warrants.add(
            Warrant(
                id=new_id(),
                case=self.case,
                defendant=self.defendant,
                kind=require(one_line(self.kind, "kind"), "kind"),
                issued_on=issued_on,
                note=clean(self.note, "note"),
            )
        )

    def undo(self, done: Warrant) -> "RemoveWarrant":
        """Take it out again."""
        return RemoveWarrant(record=done)


@dataclass(frozen=True, kw_only=True)
class RemoveWarrant(TakeOut[Warrant]):
    """Take out a warrant that was noted by mistake."""

    record: Warrant
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[Warrant]:
        """The warrants."""
        return work.warrants


@dataclass(frozen=True, kw_only=True)
class AmendWarrant(Command[Amended[Warrant]]):
    """Change what is noted of a warrant; the record carries the version that was shown."""

    warrant: Warrant
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.warrants.get(self.warrant.id).case

    def run(self, work: UnitOfWork) -> Amended[Warrant]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
        """
        before = work.warrants.get(self.warrant.id)
        warrant = replace(
            self.warrant,
            case=before.case,
            defendant=before.defendant,
            kind=require(one_line(self.warrant.kind, "kind"), "kind"),
            note=clean(self.warrant.note, "note"),
        )
        return Amended(before, work.warrants.change(warrant))

    def undo(self, done: Amended[Warrant]) -> "AmendWarrant":
        """Put the old content back."""
        return AmendWarrant(warrant=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class _EndWarrant:
    """What serving and recalling share."""

    warrant: UUID
    on: date | None = None
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.warrants.get(self.warrant).case

    def _end(self, work: UnitOfWork) -> tuple[Warrant, date]:
        warrant = work.warrants.get(self.warrant)
        if not warrant.is_active:
            raise Refused("warrant.ended")
        on = _not_ahead(work, self.on, "on")
        check_span(warrant.issued_on, on, "on")
        return warrant, on

    def undo(self, done: Amended[Warrant]) -> AmendWarrant:
        """Make it active again."""
        return AmendWarrant(warrant=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class ServeWarrant(_EndWarrant, Command[Amended[Warrant]]):
    """Note that a warrant was served."""

    def run(self, work: UnitOfWork) -> Amended[Warrant]:
        """Write the day.

        Raises:
            Refused: it is served or recalled already, or the day is impossible.
        """
        warrant, on = self._end(work)
        return Amended(warrant, work.warrants.change(replace(warrant, served_on=on)))


@dataclass(frozen=True, kw_only=True)
class RecallWarrant(_EndWarrant, Command[Amended[Warrant]]):
    """Note that the court recalled a warrant."""

    def run(self, work: UnitOfWork) -> Amended[Warrant]:
        """Write the day.

        Raises:
            Refused: it is served or recalled already, or the day is impossible.
        """
        warrant, on = self._end(work)
        return Amended(warrant, work.warrants.change(replace(warrant, recalled_on=on)))


@dataclass(frozen=True, kw_only=True)
class OrderNoContact(OfCase, Command[NoContactOrder]):
    """Note the court's order that a defendant keeps away from a protected party."""

    case: CaseId
    defendant: PartyId
    protects: PartyId
    issued_on: date | None = None
    expires_on: date | None = None
    terms: str = ""
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def run(self, work: UnitOfWork) -> NoContactOrder:
        """Write the order.

        Raises:
            Refused: it protects the defendant from himself, lies ahead, or ends before it begins.
            Missing: no such defendant or party in this case.
        """
        _require_defendant(work, self.case, self.defendant)
        if work.parties.get(self.protects).case != self.case:
            raise Missing("record.missing", kind="parties")
        if self.protects == self.defendant:
            raise Refused("no_contact.same_person", field="protects")
        issued_on = _not_ahead(work, self.issued_on, "issued_on")
        check_span(issued_on, self.expires_on, "expires_on")
        return work.no_contact_orders.add(
            NoContactOrder(
                id=new_id(),
                case=self.case,
                defendant=self.defendant,
                protects=self.protects,
                issued_on=issued_on,
                expires_on=self.expires_on,
                terms=clean(self.terms, "terms"),
            )
        )

    def undo(self, done: NoContactOrder) -> "RemoveNoContact":
        """Take it out again."""
        return RemoveNoContact(record=done)


@dataclass(frozen=True, kw_only=True)
class RemoveNoContact(TakeOut[NoContactOrder]):
    """Take out an order that was noted by mistake."""

    record: NoContactOrder
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[NoContactOrder]:
        """The no contact orders."""
        return work.no_contact_orders


@dataclass(frozen=True, kw_only=True)
class AmendNoContact(Command[Amended[NoContactOrder]]):
    """Change an order's days or terms; the record carries the version that was shown."""

    order: NoContactOrder
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.no_contact_orders.get(self.order.id).case

    def run(self, work: UnitOfWork) -> Amended[NoContactOrder]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it ends before it begins.
        """
        before = work.no_contact_orders.get(self.order.id)
        check_span(self.order.issued_on, self.order.expires_on, "expires_on")
        order = replace(
            self.order,
            case=before.case,
            defendant=before.defendant,
            protects=before.protects,
            terms=clean(self.order.terms, "terms"),
        )
        return Amended(before, work.no_contact_orders.change(order))

    def undo(self, done: Amended[NoContactOrder]) -> "AmendNoContact":
        """Put the old content back."""
        return AmendNoContact(order=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class EndNoContact(Command[Amended[NoContactOrder]]):
    """Note that the court lifted an order: it does not bind from the day on."""

    order: UUID
    on: date | None = None
    needs: ClassVar[Permission] = Permission.PERSONS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.no_contact_orders.get(self.order).case

    def run(self, work: UnitOfWork) -> Amended[NoContactOrder]:
        """Write the day.

        Raises:
            Refused: it is over already, or the day is impossible.
        """
        before = work.no_contact_orders.get(self.order)
        if not before.binds(work.today):
            raise Refused("no_contact.over")
        on = _not_ahead(work, self.on, "on")
        check_span(before.issued_on, on, "on")
        return Amended(before, work.no_contact_orders.change(replace(before, lifted_on=on)))

    def undo(self, done: Amended[NoContactOrder]) -> AmendNoContact:
        """Put it back in force."""
        return AmendNoContact(order=done.taken_back)


def _require_defendant(work: Reading, case: UUID, party: PartyId) -> None:
    found = work.parties.get(party)
    if found.case != case or found.role is not Role.DEFENDANT:
        raise Missing("record.missing", kind="parties")


def _not_ahead(work: Reading, on: date | None, field: str) -> date:
    day = on or work.today
    if day > work.today:
        raise Refused("date.ahead_of_today", field=field)
    return day
