"""The audit log to look through, and the week's report for the person who reviews it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, cast
from uuid import UUID

from app.domain.audit import AuditEntry, Outcome
from app.domain.audit_view import (
    ActGroup,
    AuditFilter,
    AuditLine,
    PersonWeek,
    WeekReport,
    group_of,
)
from app.domain.court_time import midnight, time_zone
from app.domain.errors import Missing
from app.domain.paging import PAGE, Cursor, Page
from app.domain.users import Permission
from app.i18n.acts import act_words
from app.services.office import Query
from app.storage.audit_lines import acts, between, of
from app.storage.unit_of_work import Reading

EVERYTHING = AuditFilter()
WEEK = timedelta(days=7)
LOOKED_AT = 200
"""Lines of a week's report; further ones are counted."""
_NOTABLE = frozenset(
    {ActGroup.REVEALS, ActGroup.EXPORTS, ActGroup.USERS, ActGroup.WALLS, ActGroup.VAULT}
)


@dataclass(frozen=True, kw_only=True)
class AuditPage(Query[Page[AuditLine]]):
    """The log, newest first, a page at a time; entries of cases behind a wall are left out."""

    wanted: AuditFilter = EVERYTHING
    after: Cursor | None = None
    size: int = PAGE
    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY

    def run(self, reading: Reading) -> Page[AuditLine]:
        """Return the page."""
        before = None if self.after is None else cast("int", self.after[0])
        conditions = _conditions(reading, self.wanted)
        entries = reading.audit_lines.newest(conditions, self.size + 1, before)
        shown = entries[: self.size]
        more = len(entries) > self.size
        return Page(_lines(reading, shown), (shown[-1].seq,) if more else None)


@dataclass(frozen=True)
class WeekOfAudit(Query[WeekReport]):
    """What happened in the seven days that end with a day.

    Attributes:
        until: the last day; None = today.
    """

    until: date | None = None
    needs: ClassVar[Permission] = Permission.AUDIT_VERIFY
    is_audited: ClassVar[bool] = True

    def run(self, reading: Reading) -> WeekReport:
        """Sum the week up; the log keeps that somebody reviewed it."""
        until = self.until or reading.today
        since = until - WEEK + timedelta(days=1)
        period = _conditions(reading, AuditFilter(since=since, until=until))
        sums = reading.audit_lines.sums(period)
        groups = Counter[ActGroup]()
        for _, action, _, number, _, _ in sums:
            groups[group_of(action)] += number
        listed, left_out = _to_look_at(reading, period)
        return WeekReport(
            since=since,
            until=until,
            entries=sum(groups.values()),
            people=_people(reading, sums),
            groups=tuple((group, groups[group]) for group in ActGroup if groups[group]),
            to_look_at=listed,
            left_out=left_out,
        )


def _conditions(reading: Reading, wanted: AuditFilter) -> list[Any]:
    conditions = between(
        _begin(reading, wanted.since),
        _begin(reading, wanted.until + timedelta(days=1)) if wanted.until else None,
    )
    user = _user_named(reading, wanted.login) if wanted.login else wanted.user
    conditions += of(user, wanted.case, wanted.outcome)
    if wanted.group is not None:
        names = reading.audit_lines.actions()
        conditions.append(acts([name for name in names if group_of(name) is wanted.group]))
    return conditions


def _user_named(reading: Reading, login: str) -> UUID:
    found = reading.users.where(reading.users.table.c.login == login)
    if not found:
        raise Missing("user.no_such_login", field="login", login=login)
    return found[0].id


def _begin(reading: Reading, day: date | None) -> datetime | None:
    """Return the moment a day begins at the courthouse."""
    return None if day is None else midnight(day, time_zone(reading.zone))


def _to_look_at(reading: Reading, period: Sequence[Any]) -> tuple[tuple[AuditLine, ...], int]:
    """Return the lines a reviewer should read, and how many there are beyond them."""
    names = [name for name in reading.audit_lines.actions() if group_of(name) in _NOTABLE]
    notable = acts(names) | of(None, None, Outcome.DENIED)[0]
    found = reading.audit_lines.newest([*period, notable], LOOKED_AT, None)
    sums = reading.audit_lines.sums([*period, notable])
    total = sum(number for _, _, _, number, _, _ in sums)
    return _lines(reading, found), total - len(found)


def _people(
    reading: Reading, sums: Sequence[tuple[UUID, str, Outcome, int, datetime, datetime]]
) -> tuple[PersonWeek, ...]:
    numbers: dict[UUID, Counter[Outcome]] = {}
    spans: dict[UUID, tuple[datetime, datetime]] = {}
    for user, _, outcome, number, first, last in sums:
        numbers.setdefault(user, Counter())[outcome] += number
        begun, ended = spans.get(user, (first, last))
        spans[user] = (min(begun, first), max(ended, last))
    weeks = [
        PersonWeek(
            reading.users.name_of(user),
            counted[Outcome.DONE],
            counted[Outcome.READ],
            counted[Outcome.DENIED],
            *spans[user],
        )
        for user, counted in numbers.items()
    ]
    return tuple(sorted(weeks, key=lambda week: week.who.casefold()))


def _lines(reading: Reading, entries: Sequence[AuditEntry]) -> tuple[AuditLine, ...]:
    hidden = reading.hidden_records()
    if hidden:
        entries = [e for e in entries if not any(each.id in hidden for each in e.subjects)]
    cases = reading.audit_lines.case_numbers([e.case for e in entries if e.case is not None])
    signed = reading.audit_lines.signed([entry.seq for entry in entries])
    people = {user: reading.users.name_of(user) for user in {entry.user for entry in entries}}
    return tuple(
        AuditLine(
            seq=entry.seq,
            at=entry.at,
            who=people[entry.user],
            role=entry.role,
            machine=entry.machine,
            action=entry.action,
            what=act_words(entry.action),
            outcome=entry.outcome,
            case_number=cases.get(entry.case, "") if entry.case else "",
            touched=_touched(entry),
            facts=entry.facts,
            signed=entry.seq in signed,
        )
        for entry in entries
    )


def _touched(entry: AuditEntry) -> str:
    """Return how many records of each kind the entry lists, e.g. ``"charges 2, cases 1"``."""
    kinds = Counter(subject.kind for subject in entry.subjects)
    words = [f"{kind.replace('_', ' ')} {number}" for kind, number in kinds.most_common()]
    more = entry.subject_count - len(entry.subjects)
    return ", ".join([*words, f"… +{more:,}"] if more else words)
