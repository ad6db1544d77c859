"""Protected people: somebody who exists only for the users named, whatever the cases.

A defendant cannot be hidden from the case against him; there a wall goes around the case. Notes
and other free text are not looked into.
"""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import PersonId, Role
from app.domain.record import Version
from app.domain.text import require
from app.domain.users import Permission
from app.domain.walls import PersonWall, WallId, admitted_by_all
from app.services.amending import Amended
from app.services.office import Command
from app.services.protection import open_person
from app.services.walls.admitting import named, require_workable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ProtectPerson(Command[PersonWall]):
    """Let a person exist for some users only.

    Attributes:
        steps_outside: whether the one who does it knows to be outside.
    """

    person: PersonId
    admitted: tuple[UUID, ...]
    reason: str
    steps_outside: bool = False
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> PersonWall:
        """Write the wall.

        Raises:
            Missing: there is no such person.
            NotPermitted: a victim, without the right to see victims.
            Refused: a defendant somewhere, protected already, no reason, nobody who can work
                would be left, or it would shut out the one who does it.
        """
        person = open_person(work, self.person, Permission.VICTIMS_VIEW)
        _require_no_defendant(work, self.person)
        if work.walls.is_protected(self.person):
            raise Refused("person.is_protected")
        wall = PersonWall(
            id=WallId(new_id()),
            person=person.id,
            admitted=named(work, self.admitted, field="admitted"),
            reason=require(self.reason, "reason"),
            set_by=work.user,
            set_at=work.now,
        )
        work.person_wall_records.add(wall)
        _surround(work, wall, may_step_outside=self.steps_outside)
        return wall

    def undo(self, done: PersonWall) -> "RemoveProtection | None":
        """Take it down again; who stepped outside has no way back."""
        return RemoveProtection(wall=done) if done.admits(done.set_by) else None


@dataclass(frozen=True, kw_only=True)
class RemoveProtection(Command[PersonWall]):
    """Take down a protection that was set by mistake just now."""

    wall: PersonWall
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> PersonWall:
        """Remove the row.

        Raises:
            Stale: somebody changed it since.
            Missing: the person is protected from the user.
        """
        work.person_wall_records.remove(self.wall)
        _make_known(work, self.wall.person)
        return self.wall


@dataclass(frozen=True, kw_only=True)
class AmendProtection(Command[Amended[PersonWall]]):
    """Change for whom a protected person exists, or why.

    Attributes:
        expects: the version that was shown.
    """

    wall: WallId
    expects: Version
    admitted: tuple[UUID, ...]
    reason: str
    steps_outside: bool = False
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> Amended[PersonWall]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Missing: the person is protected from the user.
            Refused: as for `ProtectPerson`, or the protection was lifted.
        """
        before = work.person_wall_records.get(self.wall).require_standing()
        after = replace(
            before,
            version=self.expects,
            admitted=named(work, self.admitted, field="admitted", already=before.admitted),
            reason=require(self.reason, "reason"),
        )
        after = work.person_wall_records.change(after)
        _surround(work, after, may_step_outside=self.steps_outside)
        return Amended(before, after)

    def undo(self, done: Amended[PersonWall]) -> "RestoreProtection | None":
        """Put the old content back; who stepped outside has no way back."""
        return None if self.steps_outside else RestoreProtection(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class LiftProtection(Command[Amended[PersonWall]]):
    """Let a protected person exist for the whole office again; the reason stays on file."""

    wall: WallId
    expects: Version
    reason: str
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> Amended[PersonWall]:
        """Write who lifted it, when and why.

        Raises:
            Stale: somebody changed it since it was shown.
            Missing: the person is protected from the user.
            Refused: no reason, or it was lifted before.
        """
        before = work.person_wall_records.get(self.wall)
        lifted = before.lifted(work.user, work.now, self.reason)
        after = work.person_wall_records.change(lifted, self.expects)
        _make_known(work, before.person)
        return Amended(before, after)

    def undo(self, done: Amended[PersonWall]) -> "RestoreProtection":
        """Protect the person again as before."""
        return RestoreProtection(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RestoreProtection(Command[Amended[PersonWall]]):
    """Put back what a protection said before the last change."""

    record: PersonWall
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> Amended[PersonWall]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since.
            Missing: the person is protected from the user.
            Refused: the person became a defendant, or is protected anew.
        """
        before = work.person_wall_records.get(self.record.id)
        after = replace(self.record, person=before.person)
        if after.stands and not before.stands:
            _require_no_defendant(work, before.person)
            if work.walls.is_protected(before.person):
                raise Refused("person.is_protected")
        after = work.person_wall_records.change(after)
        if after.stands:
            _surround(work, after, may_step_outside=False)
        else:
            _make_known(work, after.person)
        return Amended(before, after)

    def undo(self, done: Amended[PersonWall]) -> "RestoreProtection":
        """Do again what was taken back."""
        return RestoreProtection(record=done.taken_back)


def _require_no_defendant(work: Reading, person: PersonId) -> None:
    if any(party.role is Role.DEFENDANT for party in work.parties.of_person(person)):
        raise Refused("person.is_defendant")


def _surround(work: UnitOfWork, wall: PersonWall, *, may_step_outside: bool) -> None:
    inside = admitted_by_all((wall,), (user.id for user in work.users.where()))
    require_workable(work, inside, may_step_outside=may_step_outside)
    work.walls.protect(wall.person, inside)
    _refresh_heads(work, wall.person)


def _make_known(work: UnitOfWork, person: PersonId) -> None:
    work.walls.make_known(person)
    _refresh_heads(work, person)


def _refresh_heads(work: UnitOfWork, person: PersonId) -> None:
    """Lines of cases are the same for everybody, so they name no protected person's tasks.

    The cases do not go into the journal: their history would tell of it.
    """
    here = work.parties.table.c.person == person
    work.heads.refresh({party.case for party in work.parties.every(here)})
