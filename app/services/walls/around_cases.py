"""Walls around cases: several on one case, one of each kind, and the most restrictive wins.

Only somebody whom every wall of a case admits can touch them: the door asks that first.
"""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.errors import NotPermitted, Refused
from app.domain.ids import new_id
from app.domain.record import Version
from app.domain.text import require
from app.domain.users import Permission
from app.domain.walls import Wall, WallId, WallKind, admitted_by_all
from app.services.amending import Amended
from app.services.office import Command, OfCase
from app.services.walls.admitting import all_but, named, require_workable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class WallTerms:
    """What a wall says.

    Attributes:
        admitted: who stands inside; empty where ``screened`` is given.
        screened: who is kept out, everybody else who is active today stands inside. Whoever joins
            the office later is not admitted of itself.
        steps_outside: whether the one who sets it knows to be outside.
    """

    reason: str
    admitted: tuple[UUID, ...] = ()
    screened: tuple[UUID, ...] = ()
    may_be_opened: bool = False
    steps_outside: bool = False


class _Noted:
    """Mixed into acts on walls: the log keeps the kind."""

    def noted(self, done: Wall | Amended[Wall]) -> tuple[Fact, ...]:
        """Return the kind of the wall."""
        wall = done.after if isinstance(done, Amended) else done
        return (("wall", wall.kind.value),)


@dataclass(frozen=True, kw_only=True)
class SetWall(_Noted, OfCase, Command[Wall]):
    """Close a case to all but some, for a reason."""

    case: CaseId
    kind: WallKind
    terms: WallTerms
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> Wall:
        """Write the wall.

        Raises:
            Missing: there is no such case.
            Refused: no reason, there is one of this kind, nobody who can work would be left, or it
                would shut out the one who sets it.
        """
        work.cases.require(self.case)
        _require_none_of(work, self.case, self.kind)
        wall = Wall(
            id=WallId(new_id()),
            case=self.case,
            kind=self.kind,
            admitted=(),
            reason="",
            set_by=work.user,
            set_at=work.now,
        )
        wall = work.wall_records.add(_agreed(work, wall, self.terms))
        _enclose(work, self.case, may_step_outside=self.terms.steps_outside)
        return wall

    def undo(self, done: Wall) -> "RemoveWall | None":
        """Take it down again; who stepped outside has no way back."""
        return RemoveWall(wall=done) if done.admits(done.set_by) else None


@dataclass(frozen=True, kw_only=True)
class RemoveWall(_Noted, Command[Wall]):
    """Take down a wall that was set by mistake just now."""

    wall: Wall
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case; nothing but what is stored just like it is removed."""
        return self.wall.case

    def run(self, work: UnitOfWork) -> Wall:
        """Remove the row.

        Raises:
            Stale: somebody changed the wall since.
        """
        work.wall_records.remove(self.wall)
        _enclose(work, self.wall.case, may_step_outside=True)
        return self.wall


class _OnWall(_Noted):
    """Mixed into acts that name a wall in a field ``wall``."""

    wall: WallId

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.wall_records.get(self.wall).case


@dataclass(frozen=True, kw_only=True)
class AmendWall(_OnWall, Command[Amended[Wall]]):
    """Change whom a wall admits, or why.

    Attributes:
        expects: the version that was shown.
    """

    wall: WallId
    expects: Version
    terms: WallTerms
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Wall]:
        """Write the new content.

        Raises:
            Stale: somebody changed the wall since it was shown.
            Refused: as for `SetWall`, or the wall was lifted.
        """
        before = work.wall_records.get(self.wall).require_standing()
        after = replace(_agreed(work, before, self.terms), version=self.expects)
        after = work.wall_records.change(after)
        _enclose(work, before.case, may_step_outside=self.terms.steps_outside)
        return Amended(before, after)

    def undo(self, done: Amended[Wall]) -> "RestoreWall | None":
        """Put the old content back; who stepped outside has no way back."""
        return None if self.terms.steps_outside else RestoreWall(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class LiftWall(_OnWall, Command[Amended[Wall]]):
    """Take a wall down for a reason; it stays on file."""

    wall: WallId
    expects: Version
    reason: str
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Wall]:
        """Write who lifted it, when and why.

        Raises:
            Stale: somebody changed the wall since it was shown.
            Refused: no reason, or it was lifted before.
        """
        before = work.wall_records.get(self.wall)
        lifted = before.lifted(work.user, work.now, self.reason)
        after = work.wall_records.change(lifted, self.expects)
        _enclose(work, before.case, may_step_outside=True)
        return Amended(before, after)

    def undo(self, done: Amended[Wall]) -> "RestoreWall":
        """Set it again as it was."""
        return RestoreWall(record=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RestoreWall(_Noted, Command[Amended[Wall]]):
    """Put back what a wall said before the last change."""

    record: Wall
    needs: ClassVar[Permission] = Permission.WALLS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.wall_records.get(self.record.id).case

    def run(self, work: UnitOfWork) -> Amended[Wall]:
        """Write the old content.

        Raises:
            Stale: somebody changed the wall since.
            Refused: another wall of its kind stands, or nobody who can work would be left.
        """
        before = work.wall_records.get(self.record.id)
        if self.record.stands and not before.stands:
            _require_none_of(work, before.case, before.kind)
        after = replace(self.record, case=before.case, kind=before.kind)
        after = work.wall_records.change(after.checked())
        _enclose(work, before.case, may_step_outside=False)
        return Amended(before, after)

    def undo(self, done: Amended[Wall]) -> "RestoreWall":
        """Do again what was taken back."""
        return RestoreWall(record=done.taken_back)


def _agreed(work: Reading, wall: Wall, terms: WallTerms) -> Wall:
    """Return the wall as the terms have it."""
    if terms.screened:
        screened = named(work, terms.screened, field="admitted", already=wall.screened)
        admitted = all_but(work, screened)
    else:
        admitted = named(work, terms.admitted, field="admitted", already=wall.admitted)
        # Whom a conflict wall leaves out stays out, also when nobody else is left.
        out = all_but(work, admitted) if wall.kind is WallKind.CONFLICT else ()
        screened = tuple(sorted({*out, *wall.screened}.difference(admitted)))
    return replace(
        wall,
        admitted=admitted,
        screened=screened,
        reason=require(terms.reason, "reason"),
        may_be_opened=terms.may_be_opened,
    ).checked()


def _require_none_of(work: Reading, case: UUID, kind: WallKind) -> None:
    if any(wall.kind is kind for wall in work.wall_records.standing(case)):
        raise Refused("wall.there_already", field="kind")


def _enclose(work: UnitOfWork, case: UUID, *, may_step_outside: bool) -> None:
    """Bring up to date whom all walls of a case together admit; openings of it end.

    Raises:
        NotPermitted: ``wall.only_looking``: who opened a case for a reason moves no wall of it.
        Refused: as for `require_workable`.
    """
    if work.walls.is_opened(case, work.user):
        raise NotPermitted("wall.only_looking")
    standing = work.wall_records.standing(case)
    if not standing:
        work.walls.open_up(case)
        return
    inside = admitted_by_all(standing, (user.id for user in work.users.where()))
    require_workable(work, inside, may_step_outside=may_step_outside)
    work.walls.close(case, inside)
