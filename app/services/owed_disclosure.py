"""Days by which disclosure is owed: what they hang on, and the reminders that follow them.

Every act that can set, move or settle such a day writes inside `following`, so that record and
reminders are one transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import ClassVar
from uuid import UUID

from app.domain.audit import Fact
from app.domain.cases import CaseId
from app.domain.disclosure.items import DisclosureItem
from app.domain.disclosure.owed_days import (
    OwedDay,
    OwingRecord,
    answer_owed,
    arrival_owed,
    reply_owed,
    severity_of,
)
from app.domain.disclosure.requests import AgencyInquiry, DefenseRequest
from app.domain.errors import Missing
from app.domain.reminders import SubjectKind
from app.domain.users import Permission
from app.i18n.disclosure import owed_words
from app.services.office import Command, Query
from app.services.reminding import (
    Occasion,
    drop_reminders,
    move_reminders,
    rename_reminders,
    set_all_reminders,
)
from app.storage.owed_days import Unannounced, unannounced
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class OwedDisclosure(Query[OwedDay]):
    """The day by which something of disclosure is owed, and why.

    Attributes:
        record: the demand, the inquiry or the row of the ledger.
    """

    record: UUID
    needs: ClassVar[Permission] = Permission.DISCLOSURE_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case."""
        return require_owed_day(reading, self.record).case

    def run(self, reading: Reading) -> OwedDay:
        """Return it.

        Raises:
            Missing: there is no such record, or it has no day.
        """
        return require_owed_day(reading, self.record)


@dataclass(frozen=True)
class DisclosureUnannounced(Query[bool]):
    """Whether a day ahead was never given reminders: older editions set none."""

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, reading: Reading) -> bool:
        """Look behind walls as well; nobody is told which."""
        return bool(unannounced(reading.connection, reading.today))


@dataclass(frozen=True)
class AnnounceDisclosure(Command[int]):
    """Set reminders for days ahead that were never given any, whoever opens the office.

    Returns how many days there were.
    """

    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def run(self, work: UnitOfWork) -> int:
        """Write them, behind walls as well."""
        silent = unannounced(work.connection, work.today)
        set_all_reminders(work, map(_first_occasion, silent))
        return len(silent)

    def noted(self, done: int) -> tuple[Fact, ...]:
        """How many."""
        return (("days", str(done)),)


def _first_occasion(silent: Unannounced) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.DISCLOSURE,
        subject=silent.id,
        case=CaseId(silent.case),
        title=silent.what,
        limit_on=silent.due_on,
        severity=severity_of(silent.kind, silent.why),
    )


def owed_day(reading: Reading, record: UUID) -> OwedDay | None:
    """Return the day a record says something is owed by, None where it says none."""
    kinds = (reading.defense_requests, reading.agency_inquiries, reading.disclosure_items)
    found: Iterator[OwingRecord | None] = (kind.find(record) for kind in kinds)
    stored = next((each for each in found if each is not None), None)
    return owed_under(stored, partial(_can_come, reading)) if stored is not None else None


def owed_under(record: OwingRecord, can_come: Callable[[DisclosureItem], bool]) -> OwedDay | None:
    """Return the day such a record says something is owed by, None where it says none.

    Args:
        record: the demand, the inquiry or the row of the ledger.
        can_come: whether a row is neither lost nor said by the agency not to exist.
    """
    if isinstance(record, DefenseRequest):
        return answer_owed(record)
    if isinstance(record, AgencyInquiry):
        return reply_owed(record)
    return arrival_owed(record, can_come=can_come(record))


def require_owed_day(reading: Reading, record: UUID) -> OwedDay:
    """Return the day a record says something is owed by.

    Raises:
        Missing: there is no such record, or it has no day.
    """
    found = owed_day(reading, record)
    if found is None:
        raise Missing("record.missing", kind="defense_requests")
    return found


def owed_occasion(owed: OwedDay) -> Occasion:
    """Return what the reminders of such a day warn of."""
    return Occasion(
        subject_kind=SubjectKind.DISCLOSURE,
        subject=owed.id,
        case=owed.case,
        title=owed_words(owed),
        limit_on=owed.due_on,
        severity=owed.severity,
    )


@contextmanager
def following(work: UnitOfWork, *records: UUID | None) -> Iterator[None]:
    """Let the reminders of some records follow what is written inside.

    Args:
        work: the transaction.
        records: those whose day may be set, moved or settled; None is passed over.
    """
    before = {record: owed_day(work, record) for record in records if record is not None}
    yield
    for record, was in before.items():
        _follow(work, record, was, owed_day(work, record))


def _follow(work: UnitOfWork, record: UUID, was: OwedDay | None, now: OwedDay | None) -> None:
    if now is None or not now.is_owed:
        drop_reminders(work, record)
    elif was is not None and was.is_owed and was.due_on == now.due_on:
        rename_reminders(work, owed_occasion(now))
    else:
        move_reminders(work, owed_occasion(now))


def _can_come(reading: Reading, item: DisclosureItem) -> bool:
    """Whether it is neither lost nor said by the agency not to exist."""
    lost, asked = reading.loss_notices, reading.agency_inquiries
    denied = asked.table.c.attests_none.is_(True)
    return not (
        lost.count_every(lost.table.c.row == item.id)
        or asked.count_every(asked.table.c.row == item.id, denied)
    )
