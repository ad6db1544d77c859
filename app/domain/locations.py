"""Where evidence is kept, and the agencies it goes to: each with a barcode of its own."""

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import NewType
from uuid import UUID

from app.domain.errors import Refused
from app.domain.record import Record
from app.domain.text import clean, one_line, require

LocationId = NewType("LocationId", UUID)
AgencyId = NewType("AgencyId", UUID)

LOCATION_PREFIX = "LOC-"
AGENCY_PREFIX = "AGY-"
LONGEST_CODE = 40
"""Characters of a barcode; more make a Code 128 bar wider than a label (50 mm at 0.19 mm a bar)."""
DEEPEST = 20
"""Places that may lie in each other."""


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
            code=code_as_kept(self.code),
            name=one_line(require(self.name, "name"), "name"),
            note=clean(self.note, "note"),
        )


@dataclass(frozen=True)
class Places:
    """All places of storage and how they lie in each other."""

    every: tuple[Location, ...] = ()

    def get(self, id_: UUID | None) -> Location | None:
        """Return the place, or None."""
        return self._by_id.get(id_) if id_ is not None else None

    def coded(self, code: str) -> Location | None:
        """Return the place with that barcode, or None."""
        return self._by_code.get(code.strip().upper())

    def above(self, id_: UUID | None) -> tuple[Location, ...]:
        """Return the place and those it lies in, the largest first."""
        found: list[Location] = []
        place = self.get(id_)
        while place is not None and place not in found:
            found.insert(0, place)
            place = self.get(place.parent)
        return tuple(found)

    def path(self, id_: UUID | None) -> str:
        """Return the names from the largest to the place itself, e.g. "Room A, Shelf 3"."""
        return ", ".join(place.name for place in self.above(id_))

    def below(self, id_: LocationId) -> frozenset[LocationId]:
        """Return the place and everything that lies in it."""
        found: set[LocationId] = set()
        waiting = [id_]
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting.extend(each.id for each in self._within[place])
        return frozenset(found)

    def in_order(self) -> tuple[tuple[Location, int], ...]:
        """Return every place behind the one it lies in, by name, with its depth from 0."""
        found: list[tuple[Location, int]] = []
        waiting = [(place, 0) for place in reversed(self._within[None])]
        while waiting:
            place, depth = waiting.pop()
            found.append((place, depth))
            waiting.extend((each, depth + 1) for each in reversed(self._within[place.id]))
        return tuple(found)

    def kept_for(self, id_: UUID | None) -> tuple[str, ...]:
        """Return the kinds the place, or the nearest around it that says so, is kept for."""
        said = (place.holds for place in reversed(self.above(id_)) if place.holds)
        return next(said, ())

    def suits(self, id_: UUID | None, kind: str) -> bool:
        """Whether the kind may lie there without a remark (IAPE: kinds kept apart)."""
        kept_for = self.kept_for(id_)
        return not kept_for or kind in kept_for

    def require_tree(self, changed: Location) -> None:
        """Make sure that the place, as changed, does not come to lie in itself.

        Raises:
            Refused: it would, or too many places would lie in each other.
        """
        others = tuple(each for each in self.every if each.id != changed.id)
        around = Places((*others, changed)).above(changed.parent)
        if changed in around or changed.parent == changed.id:
            raise Refused("location.within_itself", field="parent", name=changed.name)
        if len(around) >= DEEPEST:
            raise Refused("location.too_deep", field="parent", most=DEEPEST)

    @cached_property
    def _by_id(self) -> dict[UUID, Location]:
        return {place.id: place for place in self.every}

    @cached_property
    def _by_code(self) -> dict[str, Location]:
        return {place.code: place for place in self.every}

    @cached_property
    def _within(self) -> defaultdict[UUID | None, list[Location]]:
        within: defaultdict[UUID | None, list[Location]] = defaultdict(list)
        for place in sorted(self.every, key=_by_name):
            within[place.parent].append(place)
        return within


def code_as_kept(code: str) -> str:
    """Return a barcode in capitals.

    Raises:
        Refused: it is empty, too long for a label, or has letters no Code 128 bar can hold.
    """
    kept = one_line(require(code, "code"), "code").upper()
    if len(kept) > LONGEST_CODE or not (kept.isascii() and kept.isprintable()):
        raise Refused("barcode.unfit", field="code", longest=LONGEST_CODE)
    return kept


def _by_name(place: Location) -> tuple[list[tuple[int, str]], UUID]:
    """Sort key: "Shelf 2" before "Shelf 10"."""
    words = place.name.casefold().split()
    return [(int(word), "") if word.isdecimal() else (-1, word) for word in words], place.id


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
            code=code_as_kept(self.code),
            name=one_line(require(self.name, "name"), "name"),
            address=clean(self.address, "address"),
            phone=one_line(self.phone, "phone"),
            contact=one_line(self.contact, "contact"),
            note=clean(self.note, "note"),
        )
