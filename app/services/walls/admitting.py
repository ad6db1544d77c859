"""Whom a wall may admit: known, active people, the one who sets it, and somebody who can work."""

from collections.abc import Iterable
from uuid import UUID

from app.domain.errors import Refused
from app.domain.users import User
from app.domain.walls import can_keep
from app.storage.unit_of_work import Reading


def active_users(reading: Reading) -> tuple[User, ...]:
    """Return everybody who can unlock the vault, by name."""
    users = reading.users.table.c
    return reading.users.where(users.is_active.is_(True), order=(users.name, users.id))


def named(
    reading: Reading, people: Iterable[UUID], *, field: str, already: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return identities as walls keep them, each once, in order.

    Args:
        reading: where to look them up.
        people: who is named.
        field: the field of the form that names them.
        already: who stood there before; somebody who left in the meantime may stay named.

    Raises:
        Refused: ``wall.unknown_user``, for somebody who is not in the office or switched off.
    """
    active = {user.id.hex for user in active_users(reading)}
    wanted = sorted({person.hex for person in people})
    if not active.union(already).issuperset(wanted):
        raise Refused("wall.unknown_user", field=field)
    return tuple(wanted)


def all_but(reading: Reading, people: Iterable[str]) -> tuple[str, ...]:
    """Return everybody active who is not among these."""
    out = set(people)
    return tuple(sorted(user.id.hex for user in active_users(reading) if user.id.hex not in out))


def require_workable(
    reading: Reading, inside: frozenset[UUID], *, may_step_outside: bool, field: str = "admitted"
) -> None:
    """Refuse a wall behind which nobody can work, or that shuts out who sets it unasked.

    Raises:
        Refused: ``wall.nobody_left``, ``wall.without_you``.
    """
    if not can_keep(user for user in active_users(reading) if user.id in inside):
        raise Refused("wall.nobody_left", field=field)
    if reading.user not in inside and not may_step_outside:
        raise Refused("wall.without_you", field=field)
