"""Walls: which matter exists for whom.

A case may have several walls; somebody must be admitted by every one of them, so the most
restrictive answer wins. Behind a wall the matter does not exist: not in lists, counts, search,
calendar, reminders, exports or prints.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.persons import PersonId
from app.domain.record import Record

WallId = NewType("WallId", UUID)


class WallKind(StrEnum):
    """Why matter is closed."""

    CONFLICT = "conflict"
    SEALED = "sealed"
    JUVENILE = "juvenile"


@dataclass(frozen=True, kw_only=True)
class Wall(Record):
    """One reason why a case is closed to all but some.

    Attributes:
        admitted: identities of the users admitted, 32 hexadecimal digits each.
        may_be_opened: whether somebody with ``walls.open`` may look behind it for a reason; never
            for a conflict.
    """

    id: WallId
    case: CaseId
    kind: WallKind
    admitted: tuple[str, ...]
    reason: str
    set_by: UUID
    set_at: datetime
    may_be_opened: bool = False

    def admits(self, user: UUID) -> bool:
        """Whether the user stands on the inner side."""
        return user.hex in self.admitted


@dataclass(frozen=True, kw_only=True)
class PersonWall(Record):
    """Why a person is known to some only, whatever the person's cases.

    Attributes:
        admitted: as in `Wall`.
    """

    id: WallId
    person: PersonId
    admitted: tuple[str, ...]
    reason: str
    set_by: UUID
    set_at: datetime


@dataclass(frozen=True, kw_only=True)
class WallOpening(Record):
    """Somebody looked behind a wall for a reason, until the end of that session."""

    case: CaseId
    user: UUID
    reason: str
    opened_at: datetime


def admitted_by_all(walls: Iterable[Wall], everybody: Iterable[UUID]) -> frozenset[UUID]:
    """Return those whom every wall admits."""
    closed = tuple(walls)
    return frozenset(user for user in everybody if all(wall.admits(user) for wall in closed))
