"""Giving a new vault its office: the profile, the court rules and the first administrator."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID
from zoneinfo import available_timezones

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.text import one_line, require
from app.domain.users import OfficeProfile, OfficeRole, Permission, User, UserId
from app.services.court_rules import install_shipped
from app.services.office import Command
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class FoundOffice(Command[OfficeProfile]):
    """The first act in a new vault."""

    name: str
    zone: str
    administrator: UUID
    login: str
    person: str
    jurisdiction: str = ""
    is_demo: bool = False
    needs: ClassVar[Permission] = Permission.USERS_MANAGE

    def run(self, work: UnitOfWork) -> OfficeProfile:
        """Write profile, the program's court rules and the first user.

        Raises:
            Refused: the vault has an office, or the zone is unknown.
        """
        if work.offices.count():
            raise Refused("office.founded_already")
        if self.zone not in available_timezones():
            raise Refused("office.unknown_zone", field="zone", zone=self.zone)
        work.users.add(
            User(
                id=UserId(self.administrator),
                login=self.login,
                name=require(one_line(self.person, "person"), "person"),
                role=OfficeRole.ADMINISTRATOR,
                since=work.now,
                passphrase_at=None if self.is_demo else work.now,
            )
        )
        install_shipped(work, self.jurisdiction)
        return work.offices.add(
            OfficeProfile(
                id=new_id(),
                name=require(one_line(self.name, "name"), "name"),
                zone=self.zone,
                jurisdiction=one_line(self.jurisdiction, "jurisdiction"),
                is_demo=self.is_demo,
            )
        )
