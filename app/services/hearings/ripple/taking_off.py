"""A hearing taken off without a new day: what hangs on it is listed, and called off as ticked.

Nothing takes its place, so nothing moves: a deadline counted from it is no longer owed, an order to
come to it is taken back, people who were to come are told, work that was for it is closed. The
event that is the hearing stays on file, with the day it was set for.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.domain.codes import CodeList
from app.domain.deadlines import Deadline, DeadlineStatus
from app.domain.hearings import Hearing
from app.domain.record import Version
from app.domain.reminders import ReminderState
from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy
from app.domain.tasks import TaskKind
from app.domain.victims import VictimId
from app.domain.witnesses import SubpoenaStatus
from app.services import deadline_writing
from app.services.hearings.ripple.beside import (
    deadlines_by_hand,
    interpreters_to_tell,
    others_that_day,
    victims_to_tell,
    work_before,
)
from app.services.hearings.ripple.change import is_federal, tell_by
from app.services.hearings.ripple.listing import items_out
from app.services.hearings.ripple.permitted import as_permitted
from app.services.hearings.ripple.written import Rippled, Writing
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading, UnitOfWork

_NOTICE = {
    None: RippleWhy.OFF_NOT_ASKED,
    True: RippleWhy.OFF_TO_BE_TOLD,
    False: RippleWhy.WANTS_NO_NOTICE,
}
"""Why a victim is listed, by whether notice is wanted."""

Rows = Iterator[RippleRow]


def ripple_off(reading: Reading, hearing: Hearing) -> Ripple:
    """Return everything that hangs on a hearing that is, or was, taken off.

    Args:
        reading: the transaction.
        hearing: as it stood.
    """
    names = PartyNames(reading, hearing.case)
    rows = (
        row
        for listed in (
            _deadlines(reading, hearing),
            _subpoenas(reading, hearing, names),
            victims_to_tell(reading, hearing, _NOTICE),
            interpreters_to_tell(reading, hearing, names, RippleWhy.OFF_TO_BE_TOLD),
            _work_before(reading, hearing),
            items_out(reading, hearing),
            _same_day(reading, hearing),
            _reminders(reading, hearing),
        )
        for row in listed
    )
    case = reading.cases.get(hearing.case)
    return Ripple(
        hearing=hearing,
        what=reading.codes.label(CodeList.HEARING, hearing.kind),
        number=case.number,
        title=case.title,
        on=hearing.on,
        starts_at=hearing.starts_at,
        rows=tuple(as_permitted(reading, row) for row in rows),
        is_federal=is_federal(reading, hearing.case),
        is_off=True,
    )


def call_off(work: UnitOfWork, ripple: Ripple, rows: Iterable[RippleRow]) -> Rippled:
    """Do what the rows say; the hearing itself has been taken off already.

    Raises:
        Refused: a record no longer allows it.
    """
    return _CallingOff(work, ripple).all(rows)


def _deadlines(reading: Reading, hearing: Hearing) -> Rows:
    """Yield what is counted from it, through the event it is or from its day, then what is near."""
    events, table = reading.triggering_events.table.c, reading.deadlines.table.c
    tied = [event.id for event in reading.triggering_events.where(events.hearing == hearing.id)]
    counted = reading.deadlines.where(
        table.case == hearing.case,
        table.status == DeadlineStatus.OPEN,
        table.computed_due_on.is_not(None),
        table.event.in_(tied) | (table.event.is_(None) & (table.trigger_on == hearing.on)),
        order=(table.due_on, table.id),
    )
    for deadline in counted:
        yield _counted_row(deadline, hearing)
    for deadline in deadlines_by_hand(reading, hearing):
        days = (hearing.on - deadline.due_on).days
        yield replace(_deadline_row(deadline), why=RippleWhy.OFF_BY_HAND, count=days)


def _counted_row(deadline: Deadline, hearing: Hearing) -> RippleRow:
    """Return the row of a counted deadline.

    What ends before the day is counted back from what was to take place then. What runs on from it
    may as well have begun with anything else that happened that day.
    """
    row = _deadline_row(deadline)
    if deadline.override_reason:
        return replace(row, why=RippleWhy.OFF_OVERRIDDEN, said=deadline.override_reason)
    row = replace(row, said=f"{deadline.period} {deadline.trigger}".strip())
    if deadline.event is None and deadline.due_on >= hearing.on:
        return replace(row, why=RippleWhy.OFF_FROM_DAY)
    return replace(row, is_proposed=True)


def _deadline_row(deadline: Deadline) -> RippleRow:
    return RippleRow(
        kind=RippleKind.DEADLINE,
        record=deadline.id,
        version=deadline.version,
        act=RippleAct.CANCEL,
        what=deadline.title,
        why=RippleWhy.OFF_COUNTED,
        old=deadline.due_on,
    )


def _subpoenas(reading: Reading, hearing: Hearing, names: PartyNames) -> Rows:
    for subpoena in reading.subpoenas.where(reading.subpoenas.table.c.hearing == hearing.id):
        if not subpoena.is_open:
            continue
        served = subpoena.status is SubpoenaStatus.SERVED
        yield RippleRow(
            kind=RippleKind.SUBPOENA,
            record=subpoena.id,
            version=subpoena.version,
            act=RippleAct.RECALL if served else RippleAct.CANCEL,
            what=names.name(reading.witnesses.get(subpoena.witness).party),
            why=RippleWhy.OFF_SERVED if served else RippleWhy.OFF_UNSERVED,
            old=hearing.on,
            new=tell_by(reading, hearing.on) if served else None,
            is_proposed=True,
        )


def _work_before(reading: Reading, hearing: Hearing) -> Rows:
    for task in work_before(reading, hearing):
        if task.due_on is not None:
            yield RippleRow(
                kind=RippleKind.TASK,
                record=task.id,
                version=task.version,
                act=RippleAct.CLOSE,
                what=task.title,
                why=RippleWhy.OFF_DAYS_BEFORE,
                old=task.due_on,
                count=(hearing.on - task.due_on).days,
            )


def _same_day(reading: Reading, hearing: Hearing) -> Rows:
    for other in others_that_day(reading, hearing):
        yield RippleRow(
            kind=RippleKind.HEARING,
            record=other.id,
            version=other.version,
            act=RippleAct.NOTHING,
            what=reading.codes.label(CodeList.HEARING, other.kind),
            why=RippleWhy.OFF_SAME_DAY,
            old=other.on,
            said=f"{other.local:%H:%M}",
        )


def _reminders(reading: Reading, hearing: Hearing) -> Rows:
    """Yield the reminders that end, or ended as a feed took the hearing off.

    A lead time counts once: each time the hearing was put back, it was given its reminders anew.
    """
    held = reading.reminders.of_subject(hearing.id)
    ending = {
        each.lead_days
        for each in held
        if each.is_open
        or (
            each.state is ReminderState.DROPPED
            and each.limit_on == hearing.on
            and each.due_at > reading.now
        )
    }
    if ending:
        yield RippleRow(
            kind=RippleKind.REMINDER,
            record=hearing.id,
            version=Version(0),
            act=RippleAct.NOTHING,
            what=reading.codes.label(CodeList.HEARING, hearing.kind),
            why=RippleWhy.OFF_ENDS,
            old=hearing.on,
            count=len(ending),
        )


class _CallingOff:
    """Calls off what hangs on one hearing."""

    def __init__(self, work: UnitOfWork, ripple: Ripple) -> None:
        self._work = work
        self._hearing = ripple.hearing
        self._writing = Writing(work, ripple.hearing.case)
        self._recalled: list[date | None] = []
        local = ripple.hearing.local
        self._words = f"{ripple.what} of {local:%a %d %b %Y}, {local:%H:%M}"
        self._why = f"The hearing of {local:%d %b %Y} was taken off."

    def all(self, rows: Iterable[RippleRow]) -> Rippled:
        acts: dict[RippleKind, Callable[[RippleRow], None]] = {
            RippleKind.DEADLINE: self._cancel_deadline,
            RippleKind.SUBPOENA: self._cancel_subpoena,
            RippleKind.VICTIM: self._tell_victim,
            RippleKind.INTERPRETER: self._tell_interpreter,
            RippleKind.TASK: self._close_task,
            RippleKind.EVIDENCE: self._ask_for_item,
        }
        for row in rows:
            acts[row.kind](row)
        self._tell_witnesses()
        return self._writing.rippled()

    def _cancel_deadline(self, row: RippleRow) -> None:
        before = self._work.deadlines.get(row.record)
        after = deadline_writing.cancelled(self._work, before, self._why)
        self._writing.change_deadline(before, after)

    def _cancel_subpoena(self, row: RippleRow) -> None:
        self._writing.cancel_subpoena(self._work.subpoenas.get(row.record), self._why)
        if row.act is RippleAct.RECALL:
            self._recalled.append(row.new)

    def _tell_victim(self, row: RippleRow) -> None:
        self._writing.ask(
            f"Tell {row.what} that it does not take place: {self._words}",
            row.new,
            kind=TaskKind.VICTIM_CONTACT,
            victim=VictimId(row.record),
        )

    def _tell_interpreter(self, row: RippleRow) -> None:
        title = f"Tell the interpreter that it does not take place: {self._words}"
        self._writing.ask(title, row.new)

    def _close_task(self, row: RippleRow) -> None:
        work = self._work
        before = work.tasks.get(row.record)
        note = f"{before.note}\nNot needed any more. {self._why}".strip()
        after = replace(before.completed(work.now, work.actor.name), note=note)
        self._writing.change_task(before, after)

    def _ask_for_item(self, row: RippleRow) -> None:
        title = f"{row.what} is out for court: have it back, the hearing was taken off"
        self._writing.ask(title, row.new, kind=TaskKind.EVIDENCE)

    def _tell_witnesses(self) -> None:
        """Ask for a word to those who hold an order, in one task however many there are."""
        count = len(self._recalled)
        if count:
            whom = "the witness" if count == 1 else f"{count} witnesses"
            self._writing.ask(
                f"Tell {whom} with a served subpoena not to come: {self._words}",
                self._recalled[0],
                kind=TaskKind.WITNESS,
                assigned_to=self._hearing.attorney,
            )
