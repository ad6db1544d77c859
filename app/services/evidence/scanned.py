"""What a barcode stands for, wherever in the program it was read."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Missing
from app.domain.text import one_line
from app.domain.users import Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


class BarcodeOf(StrEnum):
    """What carries barcodes."""

    ITEM = "item"
    LOCATION = "location"
    AGENCY = "agency"
    CASE = "case"


@dataclass(frozen=True)
class Scanned:
    """What a barcode stands for.

    Attributes:
        id: of the item, place, agency or case; ``case``: the one an item belongs to.
        name: its words.
    """

    of: BarcodeOf
    id: UUID
    code: str
    name: str
    case: CaseId | None = None


@dataclass(frozen=True)
class ReadBarcode(Query[Scanned]):
    """The item, place, agency or case with a barcode, as scanned."""

    code: str
    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def concerns(self, reading: Reading) -> UUID | None:
        """The case with that number, or the case of the item."""
        found = _found(reading, self._kept())
        return found.id if found.of is BarcodeOf.CASE else found.case

    def behind_wall(self) -> Missing:
        """A code typed at a guess does not tell that there is such an item or case."""
        return Missing("barcode.unknown", barcode=self._kept())

    def run(self, reading: Reading) -> Scanned:
        """Return it.

        Raises:
            Missing: nothing has the code.
        """
        return _found(reading, self._kept())

    def _kept(self) -> str:
        return one_line(self.code, "code")


def _found(reading: Reading, as_read: str) -> Scanned:
    code = as_read.upper()
    place = reading.locations.places().coded(code)
    if place is not None:
        name = reading.locations.places().path(place.id)
        return Scanned(BarcodeOf.LOCATION, place.id, code, name)
    if reading.agencies.taken((code,)):
        agency = reading.agencies.by_code(code)
        return Scanned(BarcodeOf.AGENCY, agency.id, code, agency.name)
    return _item_or_case(reading, code, as_read)


def _item_or_case(reading: Reading, code: str, number: str) -> Scanned:
    for item in reading.evidence.owners((code,)):
        return Scanned(BarcodeOf.ITEM, item.id, code, item.description, item.case)
    try:
        case = reading.cases.by_number(number)
    except Missing:
        raise Missing("barcode.unknown", barcode=code) from None
    return Scanned(BarcodeOf.CASE, case.id, case.number, case.title)
