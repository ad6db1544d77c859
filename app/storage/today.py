"""The day's matters and figures, read across the kinds of record and behind the walls.

Every query is served by an index on its day, and lists stop after a few rows: an office with a
hundred thousand cases opens this page first thing in the morning.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.attachments import CheckResult
from app.domain.cases import OPEN_STATUSES, CaseId, CaseStatus
from app.domain.clocks.regimes import regime
from app.domain.codes import CodeBook, CodeList
from app.domain.custody import Whereabouts
from app.domain.deadlines import DeadlineStatus
from app.domain.hearings import HearingStatus
from app.domain.reminders import SubjectKind
from app.domain.severity import Severity
from app.domain.tasks import TaskKind
from app.domain.today import (
    CLOCK_DAYS,
    TIME_STANDARDS,
    AgeOfPending,
    Consequence,
    Matter,
    TodayCounts,
)
from app.storage.attachment_records import attachment_checks, attachments, still_failed
from app.storage.case_heads import NEVER, case_heads
from app.storage.cases import assignments, cases
from app.storage.clock_heads import clock_heads, in_open_case, limit_as_of
from app.storage.clocks import speedy_clocks
from app.storage.deadline_lines import cases_of
from app.storage.deadlines import deadlines
from app.storage.evidence_heads import evidence_heads
from app.storage.hearings import hearings
from app.storage.known import known_to, visible_to
from app.storage.owed_days import OWED_TABLES, OwedTable
from app.storage.tasks import tasks
from app.storage.users import users
from app.storage.victims import victims

MOST = 50
"""Rows of one kind on the day's list."""
_SHOWN = 200
"""Characters of a text that a line shows."""
_Conditions = tuple[sa.ColumnElement[bool], ...]
_IS_CONTACT = tasks.c.kind == TaskKind.VICTIM_CONTACT


@dataclass(frozen=True)
class Viewer:
    """For whom the day is read: everybody's matters, or only those of one person.

    Attributes:
        zone: IANA zone in which moments fall on days.
        discloses: whether the person may know of disclosure.
        answers_for_evidence: whether the person handles evidence: told of every file that is no
            longer what was taken in, whoever's case it is in.
    """

    user: UUID
    zone: str
    mine: bool = False
    discloses: bool = True
    answers_for_evidence: bool = True


class TodayMatters:
    """Reads one day for one viewer."""

    def __init__(
        self, connection: sa.Connection, viewer: Viewer, today: date, codes: CodeBook
    ) -> None:
        self._connection = connection
        self._viewer = viewer
        self._today = today
        self._codes = codes

    def seen(self, *, mine: bool) -> "TodayMatters":
        """Return the same day with everybody's matters or only the user's own.

        A matter is one's own if it is given to the user or lies in a case of the user.
        """
        viewer = replace(self._viewer, mine=mine)
        return TodayMatters(self._connection, viewer, self._today, self._codes)

    def matters(self) -> tuple[Matter, ...]:
        """Return the day's list, most urgent first; at most `MOST` of each kind of record."""
        readers = (
            self._deadlines,
            self._disclosure,
            self._clocks,
            self._files,
            self._hearings,
            self._tasks,
            self._contacts,
            self._evidence,
            self._reviews,
            self._undated_cases,
        )
        found = [matter for reader in readers for matter in reader()]
        return tuple(sorted(found, key=lambda matter: matter.order))

    def counts(self) -> TodayCounts:
        """Return the figures above the list."""
        today = self._today
        week = (today + timedelta(days=1), today + timedelta(days=7))
        due, done = deadlines.c.due_on, tasks.c.due_on
        return TodayCounts(
            overdue=self._count_deadlines(due < today)
            + self._count_disclosure(lambda owed: owed < today)
            + self._count_tasks(done < today, ~_IS_CONTACT),
            due_today=self._count_deadlines(due == today)
            + self._count_disclosure(lambda owed: owed == today)
            + self._count_tasks(done == today, ~_IS_CONTACT)
            + self._count_hearings(hearings.c.on == today),
            next_7_days=self._count_deadlines(due.between(*week))
            + self._count_disclosure(lambda owed: owed.between(*week))
            + self._count_tasks(done.between(*week))
            + self._count_hearings(hearings.c.on.between(*week)),
            contacts_owed=self._count_tasks(_IS_CONTACT, done <= today),
            evidence_late=self._count(evidence_heads, self._late_evidence()),
            evidence_review=self._count(evidence_heads, self._to_review()),
            no_next_date=self._count(case_heads, self._undated()),
            clocks=self._count(clock_heads, self._clocks_running_out()),
            files_damaged=self._count(attachment_checks, self._failed_checks()),
        )

    def pending(self) -> tuple[tuple[AgeOfPending, ...], int]:
        """Return the age of active cases against the standards, and how many it leaves out."""
        active = (cases.c.status == CaseStatus.ACTIVE, *self._seen(cases.c.id))
        known = (*active, cases.c.received_on.is_not(None))
        ages = []
        for kind, days, goal in TIME_STANDARDS:
            of_kind = (*known, cases.c.kind == kind)
            young = cases.c.received_on >= self._today - timedelta(days=days)
            within = self._count(cases, (*of_kind, young))
            every = self._count(cases, of_kind)
            ages.append(AgeOfPending(kind=kind, days=days, goal=goal, within=within, cases=every))
        measured = {age.kind: age.cases for age in ages}
        return tuple(ages), self._count(cases, active) - sum(measured.values())

    def _deadlines(self) -> Iterator[Matter]:
        table = deadlines.c
        query = (
            _with_case(deadlines, table.due_on, table.severity, table.override_reason,
                       table.period, table.trigger, table.citation,
                       _short(table.title, "what"), users.c.name.label("who"))
            .outerjoin(users, users.c.id == table.assigned_to)
            .where(*self._open_deadlines(), table.due_on <= self._today)
            .order_by(table.due_on, table.id)
            .limit(MOST)
        )  # fmt: skip
        for row in self._connection.execute(query):
            yield self._matter(
                row,
                self._urgency(row.due_on),
                SubjectKind.DEADLINE,
                on=row.due_on,
                is_statutory=row.severity is Severity.STATUTORY,
                about=_reason(row),
            )

    def _disclosure(self) -> Iterator[Matter]:
        """Yield what is owed to the defense, and by agencies to the office."""
        for owed in self._owed():
            table = owed.table.c
            query = (
                _with_case(owed.table, table.due_on, owed.what.label("what"),
                           owed.why.label("why"))
                .where(*self._owed_in(owed), table.due_on <= self._today)
                .order_by(table.due_on, table.id)
                .limit(MOST)
            )  # fmt: skip
            for row in self._connection.execute(query):
                yield self._matter(
                    row,
                    self._urgency(row.due_on),
                    SubjectKind.DISCLOSURE,
                    on=row.due_on,
                    is_statutory=bool(row.why),
                    about=row.why,
                )

    def _clocks(self) -> Iterator[Matter]:
        """Yield speedy-trial clocks that run out soon, or have."""
        runs_out = limit_as_of(self._today)
        query = (
            sa.select(clock_heads.c.clock.label("id"), clock_heads.c.case, cases.c.number,
                      _short(cases.c.title, "title"), runs_out.label("limit_day"),
                      speedy_clocks.c.regime, _short(speedy_clocks.c.charges, "charges"))
            .join(cases, cases.c.id == clock_heads.c.case)
            .join(speedy_clocks, speedy_clocks.c.id == clock_heads.c.clock)
            .where(*self._clocks_running_out())
            .order_by(runs_out, clock_heads.c.clock)
            .limit(MOST)
        )  # fmt: skip
        for row in self._connection.execute(query):
            law = regime(row.regime)
            yield self._matter(
                row,
                Consequence.CLOCK,
                SubjectKind.CLOCK,
                on=date.fromordinal(row.limit_day),
                is_statutory=True,
                what=law.title,
                about=", ".join(part for part in (row.charges, law.law) if part),
            )

    def _clocks_running_out(self) -> _Conditions:
        until = (self._today + timedelta(days=CLOCK_DAYS)).toordinal()
        soon = limit_as_of(self._today) <= until
        return (soon, in_open_case(), *self._seen(clock_heads.c.case))

    def _files(self) -> Iterator[Matter]:
        """Yield kept files that are no longer what was taken in."""
        check = attachment_checks.c
        query = (
            sa.select(attachments.c.id, check.case, check.at, check.result, cases.c.number,
                      _short(cases.c.title, "title"), _short(attachments.c.name, "what"),
                      evidence_heads.c.tag)
            .join(attachments, attachments.c.id == check.attachment)
            .join(cases, cases.c.id == check.case)
            .outerjoin(evidence_heads, evidence_heads.c.item == attachments.c.item)
            .where(*self._failed_checks())
            .order_by(check.id)
            .limit(MOST)
        )  # fmt: skip
        for row in self._connection.execute(query):
            yield self._matter(
                row,
                Consequence.FILE_DAMAGED,
                SubjectKind.EVIDENCE,
                on=row.at.astimezone(ZoneInfo(self._viewer.zone)).date(),
                is_missing=row.result is CheckResult.MISSING,
                about=row.tag or "",
            )

    def _failed_checks(self) -> _Conditions:
        if not self._viewer.answers_for_evidence:
            return (sa.false(),)
        return (still_failed(), visible_to(self._viewer.user, attachment_checks.c.case))

    def _hearings(self) -> Iterator[Matter]:
        table = hearings.c
        query = (
            _with_case(hearings, table.kind, table.starts_at, table.zone, table.court,
                       table.courtroom, table.judge, users.c.name.label("who"))
            .outerjoin(users, users.c.id == table.attorney)
            .where(*self._set_hearings(), table.on == self._today)
            .order_by(table.starts_at, table.id)
            .limit(MOST)
        )  # fmt: skip
        for row in self._connection.execute(query):
            yield self._matter(
                row,
                Consequence.HEARING,
                SubjectKind.HEARING,
                on=self._today,
                what=self._codes.label(CodeList.HEARING, row.kind),
                clock=row.starts_at.astimezone(ZoneInfo(row.zone)).time(),
                place=row.courtroom or row.court,
                about=row.judge,
            )

    def _tasks(self) -> Iterator[Matter]:
        for row in self._connection.execute(self._tasks_due(~_IS_CONTACT)):
            consequence = self._urgency(row.due_on)
            yield self._matter(row, consequence, SubjectKind.TASK, on=row.due_on)

    def _contacts(self) -> Iterator[Matter]:
        for row in self._connection.execute(self._tasks_due(_IS_CONTACT)):
            yield self._matter(
                row,
                Consequence.CONTACT_OWED,
                SubjectKind.TASK,
                on=row.due_on,
                about=row.called or "",
            )

    def _evidence(self) -> Iterator[Matter]:
        due = evidence_heads.c.due_back_on
        yield from self._items(Consequence.EVIDENCE_LATE, due, self._late_evidence())

    def _reviews(self) -> Iterator[Matter]:
        """Yield items somebody wanted to look at again by now."""
        day = evidence_heads.c.review_on
        yield from self._items(Consequence.EVIDENCE_REVIEW, day, self._to_review())

    def _items(
        self, consequence: Consequence, day: sa.ColumnElement[date], which: _Conditions
    ) -> Iterator[Matter]:
        table = evidence_heads.c
        query = (
            sa.select(table.item.label("id"), table.case, table.tag, table.description,
                      table.holder, day.label("day"), cases.c.number,
                      _short(cases.c.title, "title"))
            .join(cases, cases.c.id == table.case)
            .where(*which)
            .order_by(day, table.item)
            .limit(MOST)
        )  # fmt: skip
        for row in self._connection.execute(query):
            yield self._matter(
                row,
                consequence,
                SubjectKind.EVIDENCE,
                on=row.day,
                what=f"{row.tag} {row.description}".strip(),
                about=row.holder,
            )

    def _undated_cases(self) -> Iterator[Matter]:
        table = case_heads.c
        query = (
            sa.select(table.case.label("id"), table.case, table.number, table.title,
                      table.charge)
            .where(*self._undated())
            .order_by(table.received_on, table.case)
            .limit(MOST)
        )  # fmt: skip
        rows = self._connection.execute(query).fetchall()
        members = self._members(frozenset(row.case for row in rows))
        for row in rows:
            who = members.get(row.case, "")
            yield self._matter(
                row, Consequence.NO_NEXT_DATE, None, on=None, about=row.charge, who=who
            )

    def _matter(
        self,
        row: Any,  # noqa: ANN401  a row of this module's own queries
        consequence: Consequence,
        subject: SubjectKind | None,
        **facts: Any,  # noqa: ANN401  fields of the matter
    ) -> Matter:
        facts.setdefault("what", getattr(row, "what", ""))
        facts.setdefault("who", getattr(row, "who", "") or "")
        return Matter(
            consequence=consequence,
            subject=subject,
            id=row.id,
            case=CaseId(row.case),
            number=row.number,
            title=row.title,
            **facts,
        )

    def _urgency(self, due_on: date) -> Consequence:
        return Consequence.OVERDUE if due_on < self._today else Consequence.DUE_TODAY

    def _members(self, of: frozenset[UUID]) -> dict[UUID, str]:
        """Return who works on each case, the first named of them."""
        query = (
            sa.select(assignments.c.case, users.c.name)
            .join(users, users.c.id == assignments.c.user)
            .where(assignments.c.case.in_(sorted(of)), assignments.c.until.is_(None))
            .order_by(assignments.c.id.desc())
        )
        return {row.case: row.name for row in self._connection.execute(query)}

    def _tasks_due(self, which: sa.ColumnElement[bool]) -> sa.Select[Any]:
        table = tasks.c
        return (
            _with_case(tasks, table.due_on, _short(table.title, "what"),
                       users.c.name.label("who"), victims.c.called)
            .outerjoin(users, users.c.id == table.assigned_to)
            .outerjoin(victims, victims.c.id == table.victim)
            .where(*self._open_tasks(), which, table.due_on <= self._today)
            .order_by(table.due_on, table.id)
            .limit(MOST)
        )  # fmt: skip

    def _open_deadlines(self) -> _Conditions:
        table = deadlines.c
        return (table.status == DeadlineStatus.OPEN, *self._seen(table.case, table.assigned_to))

    def _owed(self) -> tuple[OwedTable, ...]:
        return OWED_TABLES if self._viewer.discloses else ()

    def _owed_in(self, owed: OwedTable) -> _Conditions:
        known = known_to(self._viewer.user, owed.table)
        return (owed.is_owed, *self._seen(owed.table.c.case), *known)

    def _open_tasks(self) -> _Conditions:
        known = known_to(self._viewer.user, tasks)
        return (tasks.c.done_at.is_(None), *self._seen(tasks.c.case, tasks.c.assigned_to), *known)

    def _set_hearings(self) -> _Conditions:
        table = hearings.c
        return (table.status == HearingStatus.SET, *self._seen(table.case, table.attorney))

    def _late_evidence(self) -> _Conditions:
        table = evidence_heads.c
        late = (table.whereabouts == Whereabouts.OUT, table.due_back_on < self._today)
        return (*late, *self._seen(table.case))

    def _to_review(self) -> _Conditions:
        table = evidence_heads.c
        due = (table.review_on <= self._today, table.whereabouts != Whereabouts.CLOSED)
        return (*due, *self._seen(table.case))

    def _undated(self) -> _Conditions:
        table = case_heads.c
        nothing_ahead = sa.type_coerce(table.next_on, sa.String) == NEVER
        undated = (nothing_ahead, table.status.in_(sorted(OPEN_STATUSES)))
        return (*undated, *self._seen(table.case))

    def _seen(
        self,
        case: sa.ColumnElement[UUID],
        given_to: sa.ColumnElement[UUID | None] | None = None,
    ) -> _Conditions:
        """Return the conditions that the viewer may see a row and wants to."""
        user = self._viewer.user
        open_to = visible_to(user, case)
        if not self._viewer.mine:
            return (open_to,)
        in_my_cases = case.in_(cases_of(user))
        return (open_to, in_my_cases if given_to is None else sa.or_(in_my_cases, given_to == user))

    def _count_deadlines(self, *when: sa.ColumnElement[bool]) -> int:
        return self._count(deadlines, (*self._open_deadlines(), *when))

    def _count_disclosure(
        self, when: Callable[[sa.ColumnElement[date]], sa.ColumnElement[bool]]
    ) -> int:
        return sum(
            self._count(owed.table, (*self._owed_in(owed), when(owed.table.c.due_on)))
            for owed in self._owed()
        )

    def _count_tasks(self, *when: sa.ColumnElement[bool]) -> int:
        return self._count(tasks, (*self._open_tasks(), *when))

    def _count_hearings(self, *when: sa.ColumnElement[bool]) -> int:
        return self._count(hearings, (*self._set_hearings(), *when))

    def _count(self, table: sa.Table, conditions: _Conditions) -> int:
        query = sa.select(sa.func.count()).select_from(table).where(*conditions)
        return int(self._connection.execute(query).scalar_one())


def _with_case(table: sa.Table, *columns: sa.ColumnElement[Any]) -> sa.Select[Any]:
    """Select columns of a table with number and title of their case."""
    caption = (cases.c.number, _short(cases.c.title, "title"))
    return sa.select(table.c.id, table.c.case, *columns, *caption).join(
        cases, cases.c.id == table.c.case
    )


def _short(text: sa.ColumnElement[str], name: str) -> sa.ColumnElement[str]:
    """A line shows the beginning of a text; nobody's hundred thousand characters are fetched."""
    return sa.func.substr(text, 1, _SHOWN).label(name)


def _reason(row: Any) -> str:  # noqa: ANN401  a row of this module's own query
    """Say in one line why the day is what it is."""
    if row.override_reason:
        return str(row.override_reason)[:_SHOWN]
    counted = " ".join(part for part in (row.period, row.trigger) if part)
    return ", ".join(part for part in (counted, row.citation) if part)[:_SHOWN]
