"""Walls on disk: why matter is closed, and who has looked behind one for a reason.

Whom the walls of a case admit in the end is kept in `cases.case_walls`, which every list asks;
for people `person_walls` is the same.
"""

import sqlalchemy as sa

from app.domain.walls import PersonWall, Wall, WallOpening
from app.storage.columns import Identity
from app.storage.repository import Changeable, Repository
from app.storage.schema import metadata, record_table

walls = record_table("walls", Wall, unique=[("case", "kind")])
person_wall_records = record_table("person_wall_records", PersonWall, unique=[("person",)])
wall_openings = record_table("wall_openings", WallOpening, indexed=[("user",)], append_only=True)

person_walls = sa.Table(
    "person_walls",
    metadata,
    sa.Column("person", Identity, sa.ForeignKey("persons.id"), primary_key=True),
    sa.Column("user", Identity, primary_key=True),
)
"""Users admitted to a protected person; a person without rows here is known to the office."""


class WallRecords(Changeable[Wall]):
    """The walls of cases."""

    record = Wall
    table = walls


class PersonWallRecords(Changeable[PersonWall]):
    """The walls around people."""

    record = PersonWall
    table = person_wall_records


class WallOpenings(Repository[WallOpening]):
    """Who looked behind which wall and why; rows are only ever added."""

    record = WallOpening
    table = wall_openings
