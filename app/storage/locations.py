"""Places of storage and agencies on disk."""

from collections.abc import Collection
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.domain.errors import Missing
from app.domain.locations import AGENCY_PREFIX, LOCATION_PREFIX, Agency, Location, Places
from app.storage.numbering import highest_number
from app.storage.repository import Changeable
from app.storage.schema import metadata, record_table

locations = record_table("locations", Location, unique=[("code",)])
agencies = record_table("agencies", Agency, unique=[("code",)])

C = TypeVar("C", Location, Agency)


class Coded(Changeable[C]):
    """A kind of record with a barcode of its own."""

    prefix: ClassVar[str]
    unknown: ClassVar[str]

    def by_code(self, code: str) -> C:
        """Return the record with that barcode.

        Raises:
            Missing: there is none.
        """
        found = self.where(self.table.c.code == code.strip().upper())
        if not found:
            raise Missing(self.unknown, barcode=code)
        return found[0]

    def taken(self, codes: Collection[str]) -> frozenset[str]:
        """Return those of the codes that are on a record of this kind."""
        if not codes:
            return frozenset()
        query = sa.select(self.table.c.code).where(self.table.c.code.in_(codes))
        return frozenset(self._connection.execute(query).scalars())

    def highest_number(self) -> int:
        """Return the number of the highest barcode the office gave itself, 0 if none."""
        return highest_number(self._connection, self.table.c.code, self.prefix)

    def is_used(self, id_: UUID) -> bool:
        """Whether any record names this one; whatever does so is a foreign key."""
        return any(self._is_named(column, id_) for column in self._naming())

    def _naming(self) -> list[sa.Column[Any]]:
        keys = (key for table in metadata.sorted_tables for key in table.foreign_keys)
        return [key.parent for key in keys if key.column is self.table.c.id]

    def _is_named(self, column: sa.Column[Any], id_: UUID) -> bool:
        query = sa.select(sa.literal(1)).where(column == id_).limit(1)
        return self._connection.execute(query).first() is not None


class Locations(Coded[Location]):
    """Rooms, shelves and lockers."""

    record = Location
    table = locations
    prefix = LOCATION_PREFIX
    unknown = "location.no_such_code"

    def places(self) -> Places:
        """Return all of them with how they lie in each other."""
        return Places(self.where())


class Agencies(Coded[Agency]):
    """Police, laboratories, courts."""

    record = Agency
    table = agencies
    prefix = AGENCY_PREFIX
    unknown = "agency.no_such_code"
