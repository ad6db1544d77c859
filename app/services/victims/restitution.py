"""What a victim lost: the lines of the restitution worksheet (18 U.S.C. 3664(d))."""

from dataclasses import dataclass, replace
from typing import ClassVar
from uuid import UUID

from app.domain.errors import Refused, Stale
from app.domain.ids import new_id
from app.domain.money import require_amount
from app.domain.text import one_line, require
from app.domain.users import Permission
from app.domain.victims import LossKind, Restitution, VictimId
from app.services.amending import Amended
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork

AMOUNTS = ("claimed_cents", "documented_cents", "ordered_cents", "paid_cents")


@dataclass(frozen=True, kw_only=True)
class LossEntry:
    """One loss as filled in; amounts in cents."""

    kind: LossKind
    what: str
    claimed_cents: int
    documented_cents: int = 0
    ordered_cents: int = 0
    paid_cents: int = 0


@dataclass(frozen=True, kw_only=True)
class AddRestitution(Command[Restitution]):
    """Note a loss.

    Attributes:
        id: of a line that was taken out and is put back; None for a new one.
    """

    victim: VictimId
    entry: LossEntry
    id: UUID | None = None
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.victims.get(self.victim).case

    def run(self, work: UnitOfWork) -> Restitution:
        """Write the line.

        Raises:
            Refused: it says nothing, or an amount is below zero or absurd.
            Stale: the line was put back already.
        """
        victim = work.victims.get(self.victim)
        id_ = self.id or new_id()
        if work.restitution.find(id_) is not None:
            raise Stale("record.stale", kind="restitution")
        line = Restitution(id=id_, case=victim.case, victim=victim.id, **self.entry.__dict__)
        return work.restitution.add(_tidy(line))

    def undo(self, done: Restitution) -> "RemoveRestitution":
        """Take it out again."""
        return RemoveRestitution(line=done)


@dataclass(frozen=True, kw_only=True)
class AmendRestitution(Command[Amended[Restitution]]):
    """Change a loss; the record carries the version that was shown."""

    line: Restitution
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.restitution.get(self.line.id).case

    def run(self, work: UnitOfWork) -> Amended[Restitution]:
        """Write the new content; case and victim stay.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `AddRestitution`.
        """
        before = work.restitution.get(self.line.id)
        after = replace(_tidy(self.line), case=before.case, victim=before.victim)
        return Amended(before, work.restitution.change(after))

    def undo(self, done: Amended[Restitution]) -> "AmendRestitution":
        """Put the old content back."""
        return AmendRestitution(line=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RemoveRestitution(Command[Restitution]):
    """Take out a loss that was noted by mistake."""

    line: Restitution
    needs: ClassVar[Permission] = Permission.VICTIMS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.restitution.get(self.line.id).case

    def run(self, work: UnitOfWork) -> Restitution:
        """Remove the line.

        Raises:
            Refused: the court has ordered something for it.
            Stale: somebody changed it since.
        """
        line = work.restitution.get(self.line.id)
        if line.ordered_cents or line.paid_cents:
            raise Refused("restitution.ordered", what=line.what[:80])
        work.restitution.remove(replace(line, version=self.line.version))
        return line

    def undo(self, done: Restitution) -> AddRestitution:
        """Note it again."""
        entry = LossEntry(
            kind=done.kind,
            what=done.what,
            claimed_cents=done.claimed_cents,
            documented_cents=done.documented_cents,
        )
        return AddRestitution(victim=done.victim, entry=entry, id=done.id)


def _tidy(line: Restitution) -> Restitution:
    for name in AMOUNTS:
        require_amount(getattr(line, name), name)
    return replace(line, what=require(one_line(line.what, "what"), "what"))
