"""Naming the counts an item of evidence proves."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from app.domain.charges import ChargeId
from app.domain.errors import Missing, Refused
from app.domain.evidence import ItemId
from app.domain.ids import new_id
from app.domain.item_charges import ItemCharge
from app.domain.text import clean, one_line
from app.domain.users import Permission
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class LinkItemToCharge(Command[ItemCharge]):
    """Say that an item proves a count of its case, or one element of it."""

    item: ItemId
    charge: ChargeId
    element: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def concerns(self, work: Reading) -> UUID:
        """The case of the item."""
        return work.evidence.get(self.item).case

    def run(self, work: UnitOfWork) -> ItemCharge:
        """Write the link.

        Raises:
            Missing: the count is none of the item's case.
            Refused: the count has no such element, or the link is there already.
        """
        item = work.evidence.get(self.item)
        charge = work.charges.get(self.charge)
        if charge.case != item.case:
            raise Missing("record.missing", kind="charges")
        element = one_line(self.element, "element")
        if element and element not in map(_as_one_line, charge.elements.splitlines()):
            raise Refused("proof.no_such_element", field="element", number=charge.number)
        known = ((each.charge, each.element) for each in work.item_charges.of_item(item.id))
        if (charge.id, element) in known:
            raise Refused("proof.there_already", field="charge", number=charge.number)
        link = ItemCharge(
            id=new_id(),
            case=item.case,
            item=item.id,
            charge=charge.id,
            element=element,
            note=clean(self.note, "note"),
        )
        return work.item_charges.add(link)

    def undo(self, done: ItemCharge) -> "UnlinkItemFromCharge":
        """Take the link out again."""
        return UnlinkItemFromCharge(link=done)


@dataclass(frozen=True, kw_only=True)
class UnlinkItemFromCharge(Command[ItemCharge]):
    """Take back that an item proves a count."""

    link: ItemCharge
    needs: ClassVar[Permission] = Permission.EVIDENCE_ADD

    def concerns(self, work: Reading) -> UUID:
        """The case of the link as it is stored, whatever this one says."""
        return work.item_charges.get(self.link.id).case

    def run(self, work: UnitOfWork) -> ItemCharge:
        """Remove the row.

        Raises:
            Missing: it is not there.
            Stale: what is stored is another link.
        """
        work.item_charges.remove(self.link)
        return self.link

    def undo(self, done: ItemCharge) -> LinkItemToCharge:
        """Name the count again."""
        return LinkItemToCharge(
            item=done.item, charge=done.charge, element=done.element, note=done.note
        )


def _as_one_line(element: str) -> str:
    return one_line(element, "element")
