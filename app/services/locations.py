"""Places of storage and agencies: adding, changing and listing them."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.locations import (
    Agency,
    AgencyId,
    Location,
    LocationId,
    LocationKind,
    Places,
    code_as_kept,
)
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.barcodes import next_code, require_free_code, require_unused
from app.services.office import Command, Query
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddLocation(Command[Location]):
    """Take a place of storage into the list.

    Attributes:
        code: its barcode; empty = the office's next.
        holds: codes of ``evidence_kind`` it is kept for; empty = any.
    """

    name: str
    kind: LocationKind = LocationKind.SHELF
    parent: LocationId | None = None
    holds: tuple[str, ...] = ()
    code: str = ""
    note: str = ""
    needs: ClassVar[Permission] = Permission.LOCATIONS_EDIT

    def run(self, work: UnitOfWork) -> Location:
        """Write the place.

        Raises:
            Refused: it has no name, its barcode is taken or unfit, or a kind is unknown.
            Missing: the place around it does not exist.
        """
        code = self.code or next_code(work, work.locations)
        require_free_code(work, code_as_kept(code))
        location = Location(
            id=LocationId(new_id()),
            code=code,
            name=self.name,
            kind=self.kind,
            parent=self.parent,
            holds=self.holds,
            note=self.note,
        ).tidied()
        _require_possible(work, location)
        return work.locations.add(location)

    def undo(self, done: Location) -> "RemoveLocation":
        """Take it away again."""
        return RemoveLocation(location=done)


@dataclass(frozen=True, kw_only=True)
class AmendLocation(Command[Amended[Location]]):
    """Change a place of storage, or switch it off: nothing may be brought there any more."""

    location: Location
    needs: ClassVar[Permission] = Permission.LOCATIONS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Location]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: its barcode is taken or unfit, a kind is unknown, or it would lie in itself.
            Missing: it, or the place around it, does not exist.
        """
        before = work.locations.get(self.location.id)
        location = self.location.tidied()
        require_free_code(work, location.code, before.code)
        _require_possible(work, location)
        return Amended(before, work.locations.change(location))

    def undo(self, done: Amended[Location]) -> "AmendLocation":
        """Put the old content back."""
        return AmendLocation(location=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveLocation(Command[Location]):
    """Take a place away that was added by mistake."""

    location: Location
    needs: ClassVar[Permission] = Permission.LOCATIONS_EDIT

    def run(self, work: UnitOfWork) -> Location:
        """Delete it.

        Raises:
            Refused: an item was brought there, or another place lies in it; switch it off.
            Stale: somebody changed it in the meantime.
        """
        require_unused(work.locations, self.location.id, self.location.name)
        work.locations.remove(self.location)
        return self.location


@dataclass(frozen=True, kw_only=True)
class AddAgency(Command[Agency]):
    """Take an agency into the list.

    Attributes:
        code: its barcode; empty = the office's next.
        kind: code list ``agency_kind``.
    """

    name: str
    kind: str = ""
    address: str = ""
    phone: str = ""
    contact: str = ""
    note: str = ""
    code: str = ""
    needs: ClassVar[Permission] = Permission.LOCATIONS_EDIT

    def run(self, work: UnitOfWork) -> Agency:
        """Write the agency.

        Raises:
            Refused: it has no name, its barcode is taken or unfit, or its kind is unknown.
        """
        code = self.code or next_code(work, work.agencies)
        require_free_code(work, code_as_kept(code))
        agency = Agency(
            id=AgencyId(new_id()),
            code=code,
            name=self.name,
            kind=self.kind,
            address=self.address,
            phone=self.phone,
            contact=self.contact,
            note=self.note,
        ).tidied()
        _require_agency_kind(work, agency)
        return work.agencies.add(agency)

    def undo(self, done: Agency) -> "RemoveAgency":
        """Take it away again."""
        return RemoveAgency(agency=done)


@dataclass(frozen=True, kw_only=True)
class AmendAgency(Command[Amended[Agency]]):
    """Change an agency, or switch it off: it is no longer offered."""

    agency: Agency
    needs: ClassVar[Permission] = Permission.LOCATIONS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Agency]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it has no name, its barcode is taken or unfit, or its kind is unknown.
        """
        before = work.agencies.get(self.agency.id)
        agency = self.agency.tidied()
        require_free_code(work, agency.code, before.code)
        _require_agency_kind(work, agency)
        return Amended(before, work.agencies.change(agency))

    def undo(self, done: Amended[Agency]) -> "AmendAgency":
        """Put the old content back."""
        return AmendAgency(agency=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveAgency(Command[Agency]):
    """Take an agency away that was added by mistake."""

    agency: Agency
    needs: ClassVar[Permission] = Permission.LOCATIONS_EDIT

    def run(self, work: UnitOfWork) -> Agency:
        """Delete it.

        Raises:
            Refused: a record names it; switch it off.
            Stale: somebody changed it in the meantime.
        """
        require_unused(work.agencies, self.agency.id, self.agency.name)
        work.agencies.remove(self.agency)
        return self.agency


@dataclass(frozen=True)
class LocationLine:
    """A place of storage as one line of a list.

    Attributes:
        path: its name behind those of the places it lies in.
        depth: how many places it lies in.
        kept_for: words of the kinds it, or a place around it, is kept for.
        items: how many items in the room lie right in it, as far as the asker may know.
    """

    location: Location
    path: str
    depth: int
    kept_for: tuple[str, ...]
    items: int


@dataclass(frozen=True)
class StoragePlaces(Query[tuple[LocationLine, ...]]):
    """All places of storage, each behind the one it lies in."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> tuple[LocationLine, ...]:
        """Return the lines, those switched off among them."""
        places = reading.locations.places()
        counts = reading.evidence_heads.count_by_place()
        return tuple(
            LocationLine(
                location=place,
                path=places.path(place.id),
                depth=depth,
                kept_for=_kind_words(reading, places.kept_for(place.id)),
                items=counts.get(place.id, 0),
            )
            for place, depth in places.in_order()
        )


@dataclass(frozen=True)
class Barcoded:
    """What barcodes of places and agencies stand for."""

    places: Places = field(default_factory=Places)
    agencies: tuple[Agency, ...] = ()

    def agency(self, code: str) -> Agency | None:
        """Return the agency with that barcode that is still in use, or None."""
        wanted = code.strip().upper()
        found = (each for each in self.agencies if each.code == wanted and each.is_active)
        return next(found, None)


@dataclass(frozen=True)
class PlacesAndAgencies(Query[Barcoded]):
    """Places and agencies for a form that is filled in by scanner."""

    needs: ClassVar[Permission] = Permission.EVIDENCE_VIEW

    def run(self, reading: Reading) -> Barcoded:
        """Return all of them, agencies by name."""
        agencies = sorted(reading.agencies.where(), key=lambda each: each.name.casefold())
        return Barcoded(reading.locations.places(), tuple(agencies))


def _require_possible(work: UnitOfWork, location: Location) -> None:
    if location.parent is not None:
        work.locations.require(location.parent)
        work.locations.places().require_tree(location)
    for kind in location.holds:
        if not work.codes.knows(CodeList.EVIDENCE_KIND, kind):
            raise Refused("evidence.unknown_kind", field="holds", kind=kind)


def _require_agency_kind(work: UnitOfWork, agency: Agency) -> None:
    if agency.kind and not work.codes.knows(CodeList.AGENCY_KIND, agency.kind):
        raise Refused("code.unknown", field="kind", given=agency.kind)


def _kind_words(reading: Reading, kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(reading.codes.label(CodeList.EVIDENCE_KIND, kind) for kind in kinds)
