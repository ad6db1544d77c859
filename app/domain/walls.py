"""Walls: which matter exists for whom.

A case may have several walls; somebody must be admitted by every one of them, so the most
restrictive answer wins. Behind a wall the matter does not exist: not in lists, counts, search,
calendar, reminders, exports or prints. A lifted wall stays on file with the reason.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType, Self
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.errors import Refused
from app.domain.persons import PersonId
from app.domain.record import Record
from app.domain.text import require
from app.domain.users import OfficeRole, Permission, User

WallId = NewType("WallId", UUID)


class WallKind(StrEnum):
    """Why matter is closed."""

    CONFLICT = "conflict"
    SEALED = "sealed"
    JUVENILE = "juvenile"


OPENABLE = frozenset({WallKind.SEALED, WallKind.JUVENILE})
"""Kinds behind which somebody may look for a reason; a conflict is none."""


@dataclass(frozen=True, kw_only=True)
class _Enclosure(Record):
    """What every wall has.

    Attributes:
        admitted: identities of the users admitted, 32 hexadecimal digits each.
        lifted_at: None while the wall stands.
    """

    id: WallId
    admitted: tuple[str, ...]
    reason: str
    set_by: UUID
    set_at: datetime
    lifted_by: UUID | None = None
    lifted_at: datetime | None = None
    lift_reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it has not been lifted."""
        return self.lifted_at is None

    def admits(self, user: UUID) -> bool:
        """Whether the user stands on the inner side."""
        return user.hex in self.admitted

    def require_standing(self) -> Self:
        """Return the wall if it has not been lifted.

        Raises:
            Refused: ``wall.lifted``.
        """
        if not self.stands:
            raise Refused("wall.lifted")
        return self

    def letting_in(self, user: UUID) -> Self:
        """Return the wall as it admits one user more."""
        return self if self.admits(user) else replace(self, admitted=(*self.admitted, user.hex))

    def lifted(self, by: UUID, at: datetime, reason: str) -> Self:
        """Return the wall taken down, with who did it, when and why.

        Raises:
            Refused: it was lifted before, or there is no reason.
        """
        self.require_standing()
        why = require(reason, "reason")
        return replace(self, lifted_by=by, lifted_at=at, lift_reason=why)


@dataclass(frozen=True, kw_only=True)
class Wall(_Enclosure):
    """One reason why a case is closed to all but some.

    Attributes:
        may_be_opened: whether somebody with ``walls.open`` may look behind it for a reason; never
            for a conflict.
        screened: identities of those the wall was set against, as ``admitted``; they never let
            themselves in.
    """

    case: CaseId
    kind: WallKind
    may_be_opened: bool = False
    screened: tuple[str, ...] = ()

    def screens(self, user: UUID) -> bool:
        """Whether the wall was set against this user."""
        return user.hex in self.screened

    def checked(self) -> "Wall":
        """Return the wall if its kind allows what it says.

        Raises:
            Refused: ``wall.conflict_stays_shut``.
        """
        if self.may_be_opened and self.kind not in OPENABLE:
            raise Refused("wall.conflict_stays_shut", field="may_be_opened")
        return self


@dataclass(frozen=True, kw_only=True)
class PersonWall(_Enclosure):
    """Why a person is known to some only, whatever the person's cases."""

    person: PersonId


@dataclass(frozen=True, kw_only=True)
class WallOpening(Record):
    """Somebody looked behind the walls of a case for a reason, until the end of that session.

    Attributes:
        is_for_good: whether the person was let in to stay, because nobody else was left.
    """

    case: CaseId
    user: UUID
    reason: str
    opened_at: datetime
    is_for_good: bool = False


def admitted_by_all(walls: Iterable[_Enclosure], everybody: Iterable[UUID]) -> frozenset[UUID]:
    """Return those whom every wall admits."""
    closed = tuple(walls)
    return frozenset(user for user in everybody if all(wall.admits(user) for wall in closed))


def can_keep(users: Iterable[User]) -> bool:
    """Whether somebody among these can go on working on a case."""
    return any(user.is_active and user.may(Permission.CASES_EDIT) for user in users)


def may_look_behind(walls: Iterable[Wall], user: UUID) -> bool:
    """Whether every wall that keeps the user out may be opened for a reason."""
    shut = [wall for wall in walls if not wall.admits(user)]
    return bool(shut) and all(wall.may_be_opened and not wall.screens(user) for wall in shut)


def is_lost(walls: Iterable[_Enclosure], office: Iterable[User]) -> bool:
    """Whether nobody who can work is left on the inner side."""
    closed, users = tuple(walls), tuple(office)
    inside = admitted_by_all(closed, (user.id for user in users))
    return bool(closed) and not can_keep(user for user in users if user.id in inside)


def may_regain(walls: Iterable[_Enclosure], office: Iterable[User], who: User) -> bool:
    """Whether lost matter may be given to this administrator, who was not screened out of it."""
    closed = tuple(walls)
    screened = any(isinstance(wall, Wall) and wall.screens(who.id) for wall in closed)
    is_administrator = OfficeRole.ADMINISTRATOR in who.roles
    return is_administrator and not screened and is_lost(closed, office)
