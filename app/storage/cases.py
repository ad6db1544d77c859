"""Cases on disk, with their numbers, assignments, flags and walls."""

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.cases import Assignment, Case, CaseFlag, CaseNumber
from app.domain.errors import Missing
from app.storage.columns import Identity
from app.storage.driver import run
from app.storage.numbering import highest_number
from app.storage.repository import Changeable
from app.storage.schema import metadata, record_table
from app.storage.search_index import SearchEntry

cases = record_table(
    "cases",
    Case,
    unique=[("number",)],
    indexed=[("stage", "number"), ("status", "number"), ("received_on", "id")],
)
case_numbers = record_table("case_numbers", CaseNumber, indexed=[("number",)])
assignments = record_table("assignments", Assignment, indexed=[("user", "case")])
case_flags = record_table("case_flags", CaseFlag)

case_walls = sa.Table(
    "case_walls",
    metadata,
    sa.Column("case", Identity, sa.ForeignKey("cases.id"), primary_key=True),
    sa.Column("user", Identity, primary_key=True),
)
"""Users admitted to a walled case; a case without rows here is open to the whole office."""


class Cases(Changeable[Case]):
    """The office's cases."""

    record = Case
    table = cases

    def by_number(self, number: str) -> Case:
        """Return the case with the office's number.

        Raises:
            Missing: there is none.
        """
        found = self.where(cases.c.number == number)
        if not found:
            raise Missing("case.no_such_number", number=number)
        return found[0]

    def is_taken(self, number: str) -> bool:
        """Whether a case, also one the user may not know of, has the number."""
        return self.count(cases.c.number == number) > 0

    def numbers_behind(self, prefix: str) -> frozenset[str]:
        """Return every number that begins with ``prefix``, also of cases nobody may know of."""
        behind = cases.c.number.startswith(prefix, autoescape=True)
        return frozenset(
            self._connection.execute(sa.select(cases.c.number).where(behind)).scalars()
        )

    def highest_number(self, prefix: str) -> int:
        """Return the highest number given behind a prefix, e.g. ``"2026-"``; 0 if none."""
        return highest_number(self._connection, cases.c.number, prefix)

    def search_entry(self, record: Case) -> SearchEntry:
        """A case is found by number, title, place and synopsis."""
        return SearchEntry(
            record=record.id,
            case=record.id,
            kind="case",
            number=record.number,
            name=record.title,
            words=" ".join((record.category, record.offense_place, record.synopsis)),
        )


class CaseNumbers(Changeable[CaseNumber]):
    """Numbers other bodies gave."""

    record = CaseNumber
    table = case_numbers

    def search_entry(self, record: CaseNumber) -> SearchEntry:
        """A case is also found by the numbers of others."""
        return SearchEntry(
            record=record.id,
            case=record.case,
            kind="case_number",
            number=record.number,
            name=record.issuer,
        )


class Assignments(Changeable[Assignment]):
    """Who works on what."""

    record = Assignment
    table = assignments


class CaseFlags(Changeable[CaseFlag]):
    """Banners on cases."""

    record = CaseFlag
    table = case_flags


class Walls:
    """Which cases are walled off from whom."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def admits(self, case: UUID, user: UUID) -> bool:
        """Whether the user may know of the case."""
        sql = 'SELECT "user" FROM case_walls WHERE "case" = ?'
        admitted = {stored for (stored,) in run(self._connection, sql, (case.bytes,))}
        return not admitted or user.bytes in admitted

    def closed_to(self, user: UUID) -> frozenset[UUID]:
        """Return the cases the user may not know of."""
        walled = sa.select(case_walls.c.case).distinct()
        admitted = sa.select(case_walls.c.case).where(case_walls.c.user == user)
        return frozenset(self._connection.execute(walled.except_(admitted)).scalars())

    def close(self, case: UUID, admitted: Iterable[UUID]) -> None:
        """Wall the case off from everybody but ``admitted``."""
        self._connection.execute(case_walls.delete().where(case_walls.c.case == case))
        self._connection.execute(
            case_walls.insert(), [{"case": case, "user": user} for user in admitted]
        )


def visible_to(user: UUID, case: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """Return the condition that the case named by ``case`` is open to the user.

    A row without a case (None) is visible to all.
    """
    walled = sa.select(case_walls.c.case)
    admitted = sa.select(case_walls.c.case).where(case_walls.c.user == user)
    return sa.or_(case.is_(None), case.not_in(walled), case.in_(admitted))
