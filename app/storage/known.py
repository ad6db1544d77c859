"""Which rows exist for whom: the conditions that every list, count and repository carries.

A case behind walls exists only for those admitted. A row that hangs on a protected person exists
only for those admitted to the person: every kind of record that names one is listed here once,
with the column that does.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.storage.columns import Identity
from app.storage.schema import metadata

case_walls = sa.Table(
    "case_walls",
    metadata,
    sa.Column("case", Identity, sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("user", Identity, primary_key=True),
    sa.Column("opened", sa.Boolean, nullable=False, server_default="0"),
)
"""Users admitted to a walled case; a case without rows here is open to the whole office.

``opened``: the user is inside for a reason, until the session ends.
"""
NOBODY = bytes(16)
"""Stands among the users of every walled case: one that admits nobody is not open to all."""

HIDDEN_PEOPLE = """SELECT person FROM person_walls
  WHERE person NOT IN (SELECT person FROM person_walls WHERE "user" = :user)"""
"""For SQL written out: the people who do not exist for the user named ``:user``."""
HIDDEN_TASKS = f"""SELECT t.id FROM tasks t JOIN parties p ON p.id = t.victim
  WHERE p.person IN ({HIDDEN_PEOPLE})"""  # noqa: S608  words of our own
"""The tasks that hang on them."""

_walls = sa.table("person_walls", sa.column("person", Identity()), sa.column("user", Identity()))
_parties = sa.table("parties", sa.column("id", Identity()), sa.column("person", Identity()))
_tasks = sa.table("tasks", sa.column("id", Identity()), sa.column("victim", Identity()))
_inquiries = sa.table(
    "agency_inquiries", sa.column("id", Identity()), sa.column("witness", Identity())
)
_officers = sa.table(
    "listed_officers", sa.column("id", Identity()), sa.column("person", Identity())
)
_Hidden = Callable[[UUID], "sa.Select[Any] | sa.CompoundSelect[Any]"]


def _people(user: UUID) -> "sa.Select[tuple[UUID]]":
    admitted = sa.select(_walls.c.person).where(_walls.c.user == user)
    return sa.select(_walls.c.person).where(_walls.c.person.not_in(admitted))


def _roles(user: UUID) -> "sa.Select[tuple[UUID]]":
    return sa.select(_parties.c.id).where(_parties.c.person.in_(_people(user)))


def _contact_tasks(user: UUID) -> "sa.Select[tuple[UUID]]":
    return sa.select(_tasks.c.id).where(_tasks.c.victim.in_(_roles(user)))


def _rung_for(user: UUID) -> "sa.CompoundSelect[Any]":
    asked = sa.select(_inquiries.c.id).where(_inquiries.c.witness.in_(_roles(user)))
    return sa.union_all(_contact_tasks(user), asked)


def _entries_of_officers(user: UUID) -> "sa.Select[tuple[UUID]]":
    return sa.select(_officers.c.id).where(_officers.c.person.in_(_people(user)))


HANGS_ON: dict[str, tuple[str, _Hidden]] = {
    "persons": ("id", _people),
    "contact_ways": ("person", _people),
    "parties": ("person", _people),
    "person_wall_records": ("person", _people),
    "victims": ("party", _roles),
    "witnesses": ("party", _roles),
    "contacts": ("victim", _roles),
    "restitution": ("victim", _roles),
    "charge_victims": ("victim", _roles),
    "no_contact_orders": ("protects", _roles),
    "subpoenas": ("witness", _roles),
    "tasks": ("victim", _roles),
    "reminders": ("subject", _rung_for),
    "agency_inquiries": ("witness", _roles),
    "favorable_matters": ("witness", _roles),
    "listed_officers": ("person", _people),
    "officer_steps": ("officer", _entries_of_officers),
}
"""Table -> the column that names somebody, and what it may not name.

Not listed is what hangs on defendants: they cannot be protected, only their case walled off.
"""


def visible_to(user: UUID, case: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return the condition that the case named by ``case`` is open to the user.

    A row without a case (None) is visible to all.
    """
    walled = sa.select(case_walls.c.case)
    admitted = sa.select(case_walls.c.case).where(case_walls.c.user == user)
    return sa.or_(case.is_(None), case.not_in(walled), case.in_(admitted))


@lru_cache(maxsize=256)
def known_to(user: UUID, table: sa.Table) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the condition, if the kind needs one, that a row of the table exists for the user."""
    if table.name not in HANGS_ON:
        return ()
    name, hidden = HANGS_ON[table.name]
    column = table.c[name]
    known = column.not_in(hidden(user))
    return (sa.or_(column.is_(None), known) if column.nullable else known,)


def hidden_records(connection: sa.Connection, user: UUID) -> frozenset[UUID]:
    """Return the identity of every row that does not exist for the user."""
    somebody = sa.select(_walls.c.person).limit(1)
    if connection.execute(somebody).first() is None:
        return frozenset()
    found: set[UUID] = set()
    for kind, (name, hidden) in HANGS_ON.items():
        rows = sa.table(kind, sa.column("id", Identity()), sa.column(name, Identity()))
        query = sa.select(rows.c.id).where(rows.c[name].in_(hidden(user)))
        found.update(connection.execute(query).scalars())
    return frozenset(found)
