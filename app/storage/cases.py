"""Cases on disk, with their numbers, assignments and flags."""

import sqlalchemy as sa

from app.domain.cases import Assignment, Case, CaseFlag, CaseNumber
from app.domain.errors import Missing
from app.storage.numbering import highest_number
from app.storage.repository import Changeable
from app.storage.schema import record_table
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
