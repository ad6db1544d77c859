"""Walls on disk: why matter is closed, and who has looked behind one for a reason.

Whom the walls of a case admit in the end is kept in `cases.case_walls`, which every list asks;
for people `person_walls` is the same (see `known`).
"""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.walls import PersonWall, Wall, WallKind, WallOpening
from app.storage.columns import Identity, identity
from app.storage.driver import run, run_many
from app.storage.known import NOBODY, case_walls
from app.storage.repository import Changeable, Repository
from app.storage.schema import metadata, record_table

walls = record_table("walls", Wall)
person_wall_records = record_table("person_wall_records", PersonWall)
wall_openings = record_table("wall_openings", WallOpening, indexed=[("user",)], append_only=True)

person_walls = sa.Table(
    "person_walls",
    metadata,
    sa.Column("person", Identity, sa.ForeignKey("persons.id"), primary_key=True),
    sa.Column("user", Identity, primary_key=True),
)
"""Users admitted to a protected person; a person without rows here is known to the office."""


class WallRecords(Changeable[Wall]):
    """The walls of cases, standing and lifted."""

    record = Wall
    table = walls

    def standing(self, case: UUID) -> tuple[Wall, ...]:
        """Return the walls around a case now, oldest first."""
        return self.where(walls.c.case == case, walls.c.lifted_at.is_(None))

    def all_standing(self) -> tuple[Wall, ...]:
        """Return every wall of the office, also of cases the user may not know of."""
        return self.where(walls.c.lifted_at.is_(None))

    def around(self, cases: Iterable[UUID]) -> dict[UUID, tuple[WallKind, ...]]:
        """Return why each of these cases is closed, for those that are."""
        standing = self.where(walls.c.case.in_(list(cases)), walls.c.lifted_at.is_(None))
        kinds: dict[UUID, tuple[WallKind, ...]] = {}
        for wall in standing:
            kinds[wall.case] = (*kinds.get(wall.case, ()), wall.kind)
        return kinds


class PersonWallRecords(Changeable[PersonWall]):
    """The walls around people, standing and lifted."""

    record = PersonWall
    table = person_wall_records

    def standing(self, person: UUID) -> PersonWall | None:
        """Return the wall around a person now."""
        column = person_wall_records.c
        found = self.where(column.person == person, column.lifted_at.is_(None))
        return found[0] if found else None

    def all_standing(self) -> tuple[PersonWall, ...]:
        """Return every wall around a person, also one the user may not know of."""
        return self.every(person_wall_records.c.lifted_at.is_(None))


class WallOpenings(Repository[WallOpening]):
    """Who looked behind which wall and why; rows are only ever added."""

    record = WallOpening
    table = wall_openings


class Walls:
    """Which cases are walled off from whom, and which people are protected from whom."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def standing(self, case: UUID, user: UUID) -> tuple[bool, bool]:
        """Return whether the case is walled off at all, and whether the user may know of it."""
        sql = 'SELECT "user" FROM case_walls WHERE "case" = ?'
        admitted = {stored for (stored,) in run(self._connection, sql, (case.bytes,))}
        return bool(admitted), not admitted or user.bytes in admitted

    def is_walled(self, case: UUID) -> bool:
        """Whether there are walls around the case."""
        return self.standing(case, case)[0]

    def admits(self, case: UUID, user: UUID) -> bool:
        """Whether the user may know of the case."""
        return self.standing(case, user)[1]

    def closed_to(self, user: UUID) -> frozenset[UUID]:
        """Return the cases the user may not know of."""
        sql = """SELECT DISTINCT "case" FROM case_walls WHERE "case" NOT IN
          (SELECT "case" FROM case_walls WHERE "user" = ?)"""
        return frozenset(identity(each) for (each,) in run(self._connection, sql, (user.bytes,)))

    def close(self, case: UUID, admitted: Iterable[UUID]) -> None:
        """Wall the case off from everybody but ``admitted``; an opening of it ends."""
        self.open_up(case)
        inside = {NOBODY, *(user.bytes for user in admitted)}
        sql = 'INSERT INTO case_walls ("case", "user", opened) VALUES (?, ?, 0)'
        run_many(self._connection, sql, [(case.bytes, user) for user in sorted(inside)])

    def open_up(self, case: UUID) -> None:
        """Open the case to the whole office."""
        self._connection.execute(case_walls.delete().where(case_walls.c.case == case))

    def let_in(self, case: UUID, user: UUID) -> None:
        """Admit a user until the session ends."""
        self._connection.execute(case_walls.insert().values(case=case, user=user, opened=True))

    def is_opened(self, case: UUID, user: UUID) -> bool:
        """Whether the user is inside for this session only."""
        sql = 'SELECT opened FROM case_walls WHERE "case" = ? AND "user" = ?'
        row = run(self._connection, sql, (case.bytes, user.bytes)).fetchone()
        return row is not None and bool(row[0])

    def has_openings(self) -> bool:
        """Whether anything is open for a session."""
        sql = "SELECT 1 FROM case_walls WHERE opened LIMIT 1"
        return run(self._connection, sql).fetchone() is not None

    def end_openings(self) -> None:
        """Close again what was opened for a session: one person at a time uses a vault."""
        self._connection.execute(case_walls.delete().where(case_walls.c.opened))

    def protect(self, person: UUID, admitted: Iterable[UUID]) -> None:
        """Let the person exist for ``admitted`` only."""
        self.make_known(person)
        inside = {NOBODY, *(user.bytes for user in admitted)}
        sql = 'INSERT INTO person_walls (person, "user") VALUES (?, ?)'
        run_many(self._connection, sql, [(person.bytes, user) for user in sorted(inside)])

    def make_known(self, person: UUID) -> None:
        """Let the person exist for the whole office."""
        self._connection.execute(person_walls.delete().where(person_walls.c.person == person))

    def is_protected(self, person: UUID) -> bool:
        """Whether the person exists for some only."""
        sql = "SELECT 1 FROM person_walls WHERE person = ? LIMIT 1"
        return run(self._connection, sql, (person.bytes,)).fetchone() is not None
