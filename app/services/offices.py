"""What every screen and paper says of the office itself."""

from dataclasses import dataclass
from typing import ClassVar

from app.domain.users import OfficeProfile, Permission
from app.services.office import Query
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class TheOffice(Query[OfficeProfile]):
    """The office this vault belongs to."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> OfficeProfile:
        """Return its profile."""
        return reading.offices.only()
