"""Places of storage and agencies on disk."""

from typing import Any

import sqlalchemy as sa

from app.domain.errors import Missing
from app.domain.locations import Agency, Location
from app.storage.repository import Changeable
from app.storage.schema import record_table

locations = record_table("locations", Location, unique=[("code",)])
agencies = record_table("agencies", Agency, unique=[("code",)])


class Locations(Changeable[Location]):
    """Rooms, shelves and lockers."""

    record = Location
    table = locations

    def by_code(self, code: str) -> Location:
        """Return the place with that barcode.

        Raises:
            Missing: there is none.
        """
        found = self.where(*_has_code(locations, code))
        if not found:
            raise Missing("location.no_such_code", barcode=code)
        return found[0]


class Agencies(Changeable[Agency]):
    """Police, laboratories, courts."""

    record = Agency
    table = agencies

    def by_code(self, code: str) -> Agency:
        """Return the agency with that barcode.

        Raises:
            Missing: there is none.
        """
        found = self.where(*_has_code(agencies, code))
        if not found:
            raise Missing("agency.no_such_code", barcode=code)
        return found[0]


def _has_code(table: sa.Table, code: str) -> tuple[sa.ColumnElement[Any]]:
    return (table.c.code == code.strip().upper(),)
