"""Looking behind a wall for a reason, and giving back matter that nobody can reach any more."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import Case, CaseId
from app.domain.errors import NotPermitted
from app.domain.ids import new_id
from app.domain.text import one_line, require
from app.domain.users import OfficeRole, Permission, User
from app.domain.walls import (
    PersonWall,
    Wall,
    WallOpening,
    admitted_by_all,
    may_look_behind,
    may_regain,
)
from app.services.office import Command
from app.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class OpenWall(Command[Case]):
    """Look behind sealed or juvenile walls until the session ends; the log keeps every look."""

    number: str
    reason: str
    needs: ClassVar[Permission] = Permission.WALLS_OPEN

    def run(self, work: UnitOfWork) -> Case:
        """Admit the asking person and return the case.

        Raises:
            Refused: no reason is given.
            NotPermitted: ``wall.stays_shut``: no such case, it is not closed to the person, or it
                may not be opened; all three read the same.
        """
        reason = require(self.reason, "reason")
        found = work.cases.where(work.cases.table.c.number == one_line(self.number, "number"))
        for case in found:
            if self._may_be_opened(work, case):
                work.wall_openings.add(_opening(work, case.id, reason))
                work.walls.let_in(case.id, work.user)
                return case
        raise NotPermitted("wall.stays_shut", field="number")

    @staticmethod
    def _may_be_opened(work: UnitOfWork, case: Case) -> bool:
        is_shut = not work.walls.admits(case.id, work.user)
        return is_shut and may_look_behind(work.wall_records.standing(case.id), work.user)


@dataclass(frozen=True)
class Given:
    """How much lost matter was given to an administrator."""

    cases: int
    people: int


@dataclass(frozen=True, kw_only=True)
class RegainLost(Command[Given]):
    """Admit an administrator to all matter nobody who can work is left for.

    Whom a wall was set against is never let in this way; then another administrator has to.
    """

    reason: str
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def noted(self, done: Given) -> tuple[Fact, ...]:
        """Return how much it was."""
        return (("cases", str(done.cases)), ("people", str(done.people)))

    def run(self, work: UnitOfWork) -> Given:
        """Admit the asking person; the walls stay as they are.

        Raises:
            Refused: no reason is given.
            NotPermitted: the asking person is no administrator.
        """
        if OfficeRole.ADMINISTRATOR not in work.actor.roles:
            raise NotPermitted("wall.administrators_only")
        reason = require(self.reason, "reason")
        office = work.users.where()
        who = next(user for user in office if user.id == work.user)
        lost: dict[UUID, list[Wall]] = {}
        for wall in work.wall_records.all_standing():
            lost.setdefault(wall.case, []).append(wall)
        cases = [walls for walls in lost.values() if may_regain(walls, office, who)]
        for walls in cases:
            _give_case(work, walls, office, reason)
        people = [
            wall
            for wall in work.person_wall_records.all_standing()
            if may_regain((wall,), office, who)
        ]
        for person in people:
            _give_person(work, person, office, reason)
        return Given(len(cases), len(people))


def _give_case(work: UnitOfWork, walls: list[Wall], office: tuple[User, ...], reason: str) -> None:
    opened = [wall.letting_in(work.user) for wall in walls]
    for before, wall in zip(walls, opened, strict=True):
        if wall is not before:
            work.wall_records.change(wall)
    case = walls[0].case
    work.walls.close(case, admitted_by_all(opened, (user.id for user in office)))
    work.wall_openings.add(_opening(work, case, reason, is_for_good=True))


def _give_person(work: UnitOfWork, wall: PersonWall, office: tuple[User, ...], reason: str) -> None:
    opened = replace(wall.letting_in(work.user), reason=f"{wall.reason}\n{reason}")
    work.walls.protect(wall.person, admitted_by_all((opened,), (user.id for user in office)))
    work.person_wall_records.change(opened)


def _opening(
    work: UnitOfWork, case: CaseId, reason: str, *, is_for_good: bool = False
) -> WallOpening:
    return WallOpening(
        id=new_id(),
        case=case,
        user=work.user,
        reason=reason,
        opened_at=work.now,
        is_for_good=is_for_good,
    )
