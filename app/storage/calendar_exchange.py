"""Court feeds on disk, and what a calendar file is made from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from app.domain.calendar_exchange import CourtFeed, FeedLink
from app.domain.cases import CaseId
from app.domain.deadlines import Deadline
from app.domain.disclosure.owed_days import OwingRecord
from app.domain.hearings import Hearing
from app.domain.tasks import Task
from app.storage.cases import case_numbers, cases
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import Deadlines, deadlines
from app.storage.disclosure import AgencyInquiries, DefenseRequests, DisclosureItems
from app.storage.hearings import Hearings, hearings
from app.storage.known import visible_to
from app.storage.repository import Changeable, in_portions
from app.storage.schema import record_table
from app.storage.tasks import Tasks, tasks

court_feeds = record_table("court_feeds", CourtFeed, unique=[("name",)])
feed_links = record_table("feed_links", FeedLink, indexed=[("uid",), ("feed",), ("hearing",)])


class CourtFeeds(Changeable[CourtFeed]):
    """The feeds an office takes in."""

    record = CourtFeed
    table = court_feeds

    def named(self, name: str) -> CourtFeed | None:
        """Return the feed of that name."""
        found = self.where(court_feeds.c.name == name)
        return found[0] if found else None


class FeedLinks(Changeable[FeedLink]):
    """Which hearings came from which events; those of hidden cases are not to be had."""

    record = FeedLink
    table = feed_links

    def of_events(self, uids: Iterable[str]) -> tuple[FeedLink, ...]:
        """Return the links of events by their UID."""
        return tuple(
            link
            for some in in_portions(sorted(set(uids)))
            for link in self.where(feed_links.c.uid.in_(some), self._open)
        )

    def of_feed(self, name: str) -> tuple[FeedLink, ...]:
        """Return every link of a feed."""
        return self.where(feed_links.c.feed == name, self._open)

    @property
    def _open(self) -> sa.ColumnElement[bool]:
        return visible_to(self._user, feed_links.c.case)


@dataclass(frozen=True)
class CaseName:
    """What a feed may call a case by."""

    case: CaseId
    number: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which records go into a calendar file.

    Attributes:
        first, last: days, both of them in; None = no bound.
        case, person: only those of a case, or of a member of the office; None = of all.
    """

    first: date | None
    last: date | None
    case: CaseId | None = None
    person: UUID | None = None


class CalendarRecords:
    """Reads what a calendar file is made from, behind the walls."""

    def __init__(
        self,
        connection: sa.Connection,
        user: UUID,
        kinds: tuple[Hearings, Deadlines, Tasks],
        disclosure: tuple[DefenseRequests, AgencyInquiries, DisclosureItems],
    ) -> None:
        self._connection = connection
        self._user = user
        self._hearings, self._deadlines, self._tasks = kinds
        self._disclosure = disclosure

    def hearings(self, wanted: Wanted) -> tuple[Hearing, ...]:
        """Return hearings: of a person those the person covers, or has in a case unnamed."""
        table = hearings.c
        conditions = self._within(wanted, table.on, table.case)
        if wanted.person is not None:
            own = sa.and_(table.attorney.is_(None), table.case.in_(cases_of(wanted.person)))
            conditions.append(sa.or_(table.attorney == wanted.person, own))
        return self._hearings.where(*conditions, order=(table.starts_at, table.id))

    def hearings_by_id(self, ids: Iterable[UUID]) -> tuple[Hearing, ...]:
        """Return hearings by identity, those of hidden cases left out."""
        table = hearings.c
        return tuple(
            hearing
            for some in in_portions(ids)
            for hearing in self._hearings.where(
                table.id.in_(some), visible_to(self._user, table.case)
            )
        )

    def continuing(self, ids: Iterable[UUID]) -> dict[UUID, Hearing]:
        """Return the hearings that took the place of some, by the one whose place it was."""
        table = hearings.c
        return {
            hearing.continues: hearing
            for some in in_portions(ids)
            for hearing in self._hearings.where(
                table.continues.in_(some), visible_to(self._user, table.case)
            )
            if hearing.continues is not None
        }

    def hearings_between(
        self, cases_: Iterable[UUID], first: date, last: date
    ) -> tuple[Hearing, ...]:
        """Return the hearings of some cases within a span of days."""
        table = hearings.c
        return tuple(
            hearing
            for some in in_portions(cases_)
            for hearing in self._hearings.where(
                table.case.in_(some),
                table.on.between(first, last),
                visible_to(self._user, table.case),
            )
        )

    def deadlines(self, wanted: Wanted) -> tuple[Deadline, ...]:
        """Return deadlines: of a person those given to the person, or in the person's cases."""
        order = (deadlines.c.due_on, deadlines.c.id)
        return self._deadlines.where(*self._given(wanted, deadlines), order=order)

    def tasks(self, wanted: Wanted) -> tuple[Task, ...]:
        """Return tasks with a day, as for deadlines."""
        return self._tasks.where(*self._given(wanted, tasks), order=(tasks.c.due_on, tasks.c.id))

    def disclosure(self, wanted: Wanted) -> tuple[OwingRecord, ...]:
        """Return what disclosure is owed under: of a person what lies in the person's cases."""
        found: list[OwingRecord] = []
        for kind in self._disclosure:
            column = kind.table.c
            conditions = self._within(wanted, column.due_on, column.case)
            if wanted.person is not None:
                conditions.append(column.case.in_(cases_of(wanted.person)))
            found += kind.where(*conditions, order=(column.due_on, column.id))
        return tuple(found)

    def names_of(self, ids: Iterable[UUID]) -> dict[UUID, CaseName]:
        """Return number and caption of cases."""
        found = {}
        for some in in_portions(ids):
            query = sa.select(cases.c.id, cases.c.number, cases.c.title).where(
                cases.c.id.in_(some), visible_to(self._user, cases.c.id)
            )
            for row in self._connection.execute(query):
                found[row.id] = CaseName(CaseId(row.id), row.number, row.title)
        return found

    def case_names(self) -> list[CaseName]:
        """Return number and caption of every case the user may know of."""
        query = sa.select(cases.c.id, cases.c.number, cases.c.title).where(
            visible_to(self._user, cases.c.id)
        )
        rows = self._connection.execute(query)
        return [CaseName(CaseId(row.id), row.number, row.title) for row in rows]

    def other_numbers(self) -> list[tuple[CaseId, str]]:
        """Return the numbers other bodies gave the cases the user may know of."""
        query = sa.select(case_numbers.c.case, case_numbers.c.number).where(
            visible_to(self._user, case_numbers.c.case)
        )
        rows = self._connection.execute(query)
        return [(CaseId(row.case), row.number) for row in rows]

    def _given(self, wanted: Wanted, table: sa.Table) -> list[sa.ColumnElement[bool]]:
        column = table.c
        conditions = self._within(wanted, column.due_on, column.case)
        if wanted.person is not None:
            own = column.case.in_(cases_of(wanted.person))
            conditions.append(sa.or_(column.assigned_to == wanted.person, own))
        return conditions

    def _within(
        self,
        wanted: Wanted,
        day: sa.ColumnElement[date | None],
        case: sa.ColumnElement[UUID],
    ) -> list[sa.ColumnElement[bool]]:
        conditions = [visible_to(self._user, case), day.is_not(None)]
        if wanted.case is not None:
            conditions.append(case == wanted.case)
        if wanted.first is not None:
            conditions.append(day >= wanted.first)
        if wanted.last is not None:
            conditions.append(day <= wanted.last)
        return conditions
