"""Choosing how long items are kept, for many at once."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.evidence import EvidenceItem, ItemId
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command
from app.services.retention.standing import items_chosen, only_case
from app.storage.unit_of_work import Reading, UnitOfWork

Reclassed = tuple[Amended[EvidenceItem], ...]


@dataclass(frozen=True, kw_only=True)
class ClassifyItems(Command[Reclassed]):
    """Give items a retention class, or a day on which somebody looks at them again.

    Attributes:
        retention_class: None = leave it.
        review_on: None = leave it.
    """

    items: tuple[ItemId, ...]
    retention_class: str | None = None
    review_on: date | None = None
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE

    def concerns(self, work: Reading) -> UUID | None:
        """The case, where all items are of one."""
        return only_case(work.evidence.get(each).case for each in self.items)

    def run(self, work: UnitOfWork) -> Reclassed:
        """Write the items that change.

        Raises:
            Refused: the class is unknown, or nothing changes.
        """
        code = self.retention_class
        if code and not work.codes.knows(CodeList.RETENTION_CLASS, code):
            raise Refused("retention.unknown_class", field="retention_class", named=code)
        changed = []
        for item in items_chosen(work, self.items):
            new = replace(
                item,
                retention_class=item.retention_class if code is None else code,
                review_on=self.review_on or item.review_on,
            )
            if new != item:
                changed.append(Amended(item, work.evidence.change(new)))
        if not changed:
            raise Refused("retention.unchanged", field="retention_class")
        return tuple(changed)

    def undo(self, done: Reclassed) -> "PutBackClasses":
        """Put class and day back as they were."""
        return PutBackClasses(items=tuple(each.taken_back for each in done))


@dataclass(frozen=True, kw_only=True)
class PutBackClasses(Command[Reclassed]):
    """Take a change of classes back, or that again."""

    items: tuple[EvidenceItem, ...]
    needs: ClassVar[Permission] = Permission.EVIDENCE_DISPOSE

    def concerns(self, work: Reading) -> UUID | None:
        """The case, where all items are of one."""
        return only_case(work.evidence.get(each.id).case for each in self.items)

    def run(self, work: UnitOfWork) -> Reclassed:
        """Write class and day of each item, and nothing else of it.

        Raises:
            Stale: somebody changed an item since.
        """
        stored = items_chosen(work, tuple(each.id for each in self.items))
        wanted = {each.id: each for each in self.items}
        return tuple(
            Amended(
                item,
                work.evidence.change(
                    replace(
                        item,
                        retention_class=wanted[item.id].retention_class,
                        review_on=wanted[item.id].review_on,
                    ),
                    expects=wanted[item.id].version,
                ),
            )
            for item in stored
        )

    def undo(self, done: Reclassed) -> "PutBackClasses":
        """Put them back once more."""
        return PutBackClasses(items=tuple(each.taken_back for each in done))
