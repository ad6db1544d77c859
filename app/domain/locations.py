"""Where evidence is kept, and the agencies it goes to: each with a barcode of its own."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.record import Record
from app.domain.text import clean, one_line, require

LocationId = NewType("LocationId", UUID)
AgencyId = NewType("AgencyId", UUID)


class LocationKind(StrEnum):
    """What a place of storage is, from the largest to the smallest."""

    ROOM = "room"
    VAULT = "vault"
    SHELF = "shelf"
    LOCKER = "locker"
    REFRIGERATOR = "refrigerator"
    FREEZER = "freezer"
    BIN = "bin"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Location(Record):
    """A place of storage; items name it in the custody event that brought them there.

    Attributes:
        code: what its barcode says, in capitals, e.g. ``"LOC-0012"``; never on another place.
        parent: the larger place it is part of.
        holds: evidence kinds kept apart here (IAPE: firearms, narcotics, cash); empty = any.
        is_active: whether items may still be brought here.
    """

    id: LocationId
    code: str
    name: str
    kind: LocationKind = LocationKind.SHELF
    parent: LocationId | None = None
    holds: tuple[str, ...] = ()
    note: str = ""
    is_active: bool = True

    def tidied(self) -> "Location":
        """Return the place as it will be stored.

        Raises:
            Refused: it has no name or code, or a text is too long.
        """
        return replace(
            self,
            code=one_line(require(self.code, "code"), "code").upper(),
            name=one_line(require(self.name, "name"), "name"),
            note=clean(self.note, "note"),
        )


@dataclass(frozen=True, kw_only=True)
class Agency(Record):
    """A body evidence comes from or goes to: police, laboratory, court.

    Attributes:
        code: what its barcode says, in capitals, e.g. ``"AGY-0003"``.
        kind: code list ``agency_kind``.
    """

    id: AgencyId
    code: str
    name: str
    kind: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    note: str = ""
    is_active: bool = True

    def tidied(self) -> "Agency":
        """Return the agency as it will be stored.

        Raises:
            Refused: it has no name or code, or a text is too long.
        """
        return replace(
            self,
            code=one_line(require(self.code, "code"), "code").upper(),
            name=one_line(require(self.name, "name"), "name"),
            address=clean(self.address, "address"),
            phone=one_line(self.phone, "phone"),
            contact=one_line(self.contact, "contact"),
            note=clean(self.note, "note"),
        )
