"""What the window and the terminal show of walls, to those who stand inside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.persons import PersonId
from app.domain.users import OfficeRole, Permission
from app.domain.walls import PersonWall, Wall, WallKind, admitted_by_all
from app.services.office import OfCase, Query
from app.services.protection import open_person
from app.services.walls.admitting import active_users
from app.storage.unit_of_work import Reading


@dataclass(frozen=True)
class Insider:
    """Somebody a wall may admit; ``is_you``: the person who asks."""

    user: UUID
    login: str
    name: str
    role: OfficeRole
    is_you: bool


@dataclass(frozen=True)
class Admissible(Query[tuple[Insider, ...]]):
    """Whom a wall may admit: everybody active, by name."""

    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, reading: Reading) -> tuple[Insider, ...]:
        """Return them."""
        return tuple(
            Insider(user.id, user.login, user.name, user.role, user.id == reading.user)
            for user in active_users(reading)
        )


@dataclass(frozen=True)
class WallView:
    """A wall that stands, with names.

    Attributes:
        inside: names of those it admits; ``outside``: of those it was set against.
    """

    wall: Wall
    inside: tuple[str, ...]
    outside: tuple[str, ...]
    set_by: str


@dataclass(frozen=True)
class WallsOfCase:
    """The walls around a case.

    Attributes:
        inside: names of those whom all of them admit, and who are still in the office.
        is_opened: whether the asking person is inside for this session only.
    """

    walls: tuple[WallView, ...]
    inside: tuple[str, ...]
    is_opened: bool


@dataclass(frozen=True)
class CaseWalls(OfCase, Query[WallsOfCase]):
    """The walls around one case."""

    case: CaseId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> WallsOfCase:
        """Return them, oldest first."""
        users = reading.users.where()
        names = {user.id.hex: user.name for user in users}
        standing = reading.wall_records.standing(self.case)
        inside = admitted_by_all(standing, (user.id for user in users if user.is_active))
        return WallsOfCase(
            walls=tuple(_view(names, wall) for wall in standing),
            inside=_named(names, (user.hex for user in inside)) if standing else (),
            is_opened=reading.walls.is_opened(self.case, reading.user),
        )


@dataclass(frozen=True)
class WalledCase:
    """A case behind walls that is open to the asking person."""

    case: CaseId
    number: str
    title: str
    kinds: tuple[WallKind, ...]
    since: datetime


@dataclass(frozen=True)
class WalledCases(Query[tuple[WalledCase, ...]]):
    """The cases behind walls the asking person stands inside of, the newest wall first."""

    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, reading: Reading) -> tuple[WalledCase, ...]:
        """Return them."""
        table = reading.wall_records.table.c
        standing = reading.wall_records.where(
            table.lifted_at.is_(None), reading.sees(table.case), order=(table.set_at.desc(),)
        )
        around: dict[CaseId, list[Wall]] = {}
        for wall in standing:
            around.setdefault(wall.case, []).append(wall)
        return tuple(_walled(reading, case, walls) for case, walls in around.items())


@dataclass(frozen=True)
class ProtectionView:
    """The wall around a person, with names."""

    wall: PersonWall
    inside: tuple[str, ...]
    set_by: str


@dataclass(frozen=True)
class ProtectionOf(Query[ProtectionView | None]):
    """For whom a person exists; None for the whole office."""

    person: PersonId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> ProtectionView | None:
        """Return the protection.

        Raises:
            Missing: there is no such person, or none the user may know of.
            NotPermitted: a victim, without the right to see victims.
        """
        person = open_person(reading, self.person, Permission.VICTIMS_VIEW)
        wall = reading.person_wall_records.standing(person.id)
        if wall is None:
            return None
        names = {user.id.hex: user.name for user in reading.users.where()}
        inside = _named(names, wall.admitted)
        return ProtectionView(wall, inside, names.get(wall.set_by.hex, ""))


def _view(names: dict[str, str], wall: Wall) -> WallView:
    return WallView(
        wall=wall,
        inside=_named(names, wall.admitted),
        outside=_named(names, wall.screened),
        set_by=names.get(wall.set_by.hex, ""),
    )


def _walled(reading: Reading, case: CaseId, walls: list[Wall]) -> WalledCase:
    known = reading.cases.get(case)
    kinds = tuple(wall.kind for wall in reversed(walls))
    return WalledCase(case, known.number, known.title, kinds, walls[0].set_at)


def _named(names: dict[str, str], users: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names[user] for user in users if user in names))
