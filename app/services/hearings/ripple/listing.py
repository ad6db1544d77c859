"""The rows of a ripple, kind by kind, as the asking user may see and change them."""

from collections.abc import Iterator
from datetime import date

from app.domain.codes import CodeList
from app.domain.custody import Whereabouts
from app.domain.day_arithmetic import plus_days
from app.domain.deadlines import Deadline
from app.domain.hearings import Hearing
from app.domain.record import Version
from app.domain.recounting import DateChange, Outlook
from app.domain.ripple import Ripple, RippleAct, RippleKind, RippleRow, RippleWhy
from app.domain.unavailable import names_day
from app.domain.users import Permission
from app.domain.witnesses import SubpoenaStatus
from app.services.hearings.ripple.beside import (
    deadlines_by_hand,
    interpreters_to_tell,
    others_that_day,
    victims_to_tell,
    work_before,
)
from app.services.hearings.ripple.change import (
    DayChange,
    is_federal,
    open_on_or_before,
)
from app.services.hearings.ripple.counted import counted_changes
from app.services.hearings.ripple.permitted import as_permitted
from app.services.party_names import PartyNames
from app.storage.unit_of_work import Reading

SURELY_BEFORE = 7
"""Work due so many days before a hearing most likely has to do with it."""
DAYS_OUT = 3
"""An item due back so soon after a hearing went out for it."""

_NOTICE = {
    None: RippleWhy.NOT_ASKED,
    True: RippleWhy.TO_BE_TOLD,
    False: RippleWhy.WANTS_NO_NOTICE,
}
"""Why a victim is listed, by whether notice is wanted."""

Rows = Iterator[RippleRow]


def ripple_of(reading: Reading, change: DayChange) -> Ripple:
    """Return everything that hangs on the old day of a hearing."""
    names = PartyNames(reading, change.before.case)
    rows = [
        row
        for listed in (
            _deadlines(reading, change),
            _subpoenas(reading, change, names),
            victims_to_tell(reading, change.before, _NOTICE),
            interpreters_to_tell(reading, change.before, names, RippleWhy.TO_BE_TOLD),
            _work_before(reading, change),
            () if change.old == change.new else items_out(reading, change.before),
            _same_day(reading, change),
            _unavailable(reading, change, names),
            _reminders(reading, change),
        )
        for row in listed
    ]
    case = reading.cases.get(change.before.case)
    return Ripple(
        hearing=change.before,
        what=change.what,
        number=case.number,
        title=case.title,
        on=change.new,
        starts_at=change.stands.starts_at,
        rows=tuple(as_permitted(reading, row) for row in sorted(rows, key=_warns_first)),
        is_federal=is_federal(reading, change.before.case),
    )


def rows_along(reading: Reading, change: DayChange) -> tuple[RippleRow, ...]:
    """Return what follows a hearing that goes along with another: its own dates and subpoenas."""
    names = PartyNames(reading, change.before.case)
    counted = map(_counted_row, counted_changes(reading, change))
    rows = (*counted, *_subpoenas(reading, change, names))
    return tuple(row for row in rows if row.is_proposed and row.can_be_ticked)


def _warns_first(row: RippleRow) -> bool:
    """Sort key: who cannot come on the new day is read before anything is moved."""
    return row.why is not RippleWhy.UNAVAILABLE_THEN


def _deadlines(reading: Reading, change: DayChange) -> Rows:
    counted = counted_changes(reading, change)
    if change.old == change.new:
        yield from (_counted_row(each) for each in counted if _follows_the_clock(each))
        return
    yield from map(_counted_row, counted)
    for deadline in deadlines_by_hand(reading, change.before):
        yield _by_hand_row(reading, change, deadline)


def _follows_the_clock(each: DateChange) -> bool:
    """Whether it ends at another moment where only the time of the hearing changes."""
    counts_hours = each.count is not None and each.count.due_at is not None
    return counts_hours and each.outlook is Outlook.MOVES


def _counted_row(each: DateChange) -> RippleRow:
    deadline = each.deadline
    moves = each.outlook in (Outlook.MOVES, Outlook.OVERRIDDEN)
    return RippleRow(
        kind=RippleKind.DEADLINE,
        record=deadline.id,
        version=deadline.version,
        act=RippleAct.MOVE if moves else RippleAct.NOTHING,
        what=deadline.title,
        why=RippleWhy.GONE_BY if moves and each.is_past else _COUNTED_WHY[each.outlook],
        old=deadline.due_on,
        new=each.becomes if moves else None,
        said=deadline.override_reason or f"{deadline.period} {deadline.trigger}".strip(),
        is_proposed=each.outlook is Outlook.MOVES,
    )


_COUNTED_WHY: dict[Outlook, RippleWhy] = {
    Outlook.MOVES: RippleWhy.COUNTED,
    Outlook.OVERRIDDEN: RippleWhy.OVERRIDDEN,
    Outlook.STAYS: RippleWhy.UNCHANGED,
    Outlook.CLOSED: RippleWhy.UNCHANGED,
    Outlook.LOST: RippleWhy.UNCOUNTABLE,
}


def _by_hand_row(reading: Reading, change: DayChange, deadline: Deadline) -> RippleRow:
    court = reading.court_calendars.of_office().calendar
    day = open_on_or_before(court, change.shifted(deadline.due_on))
    return RippleRow(
        kind=RippleKind.DEADLINE,
        record=deadline.id,
        version=deadline.version,
        act=RippleAct.MOVE,
        what=deadline.title,
        why=RippleWhy.BY_HAND,
        old=deadline.due_on,
        new=max(day, reading.today),
        count=(change.old - deadline.due_on).days,
    )


def _subpoenas(reading: Reading, change: DayChange, names: PartyNames) -> Rows:
    table = reading.subpoenas.table.c
    for subpoena in reading.subpoenas.where(table.hearing == change.before.id):
        if not subpoena.is_open:
            continue
        served = subpoena.status is SubpoenaStatus.SERVED
        follows = RippleAct.FOLLOW if change.is_continued else RippleAct.NOTHING
        unserved = RippleWhy.UNSERVED if change.is_continued else RippleWhy.SAME_HEARING
        party = reading.witnesses.get(subpoena.witness).party
        yield RippleRow(
            kind=RippleKind.SUBPOENA,
            record=subpoena.id,
            version=subpoena.version,
            act=RippleAct.REISSUE if served else follows,
            what=names.name(party),
            why=RippleWhy.SERVED if served else unserved,
            old=change.old,
            new=change.new,
            is_proposed=True,
        )


def _work_before(reading: Reading, change: DayChange) -> Rows:
    if change.old == change.new:
        return
    court = reading.court_calendars.of_office().calendar
    for task in work_before(reading, change.before):
        if task.due_on is None:
            continue
        days = (change.old - task.due_on).days
        day = open_on_or_before(court, change.shifted(task.due_on))
        yield RippleRow(
            kind=RippleKind.TASK,
            record=task.id,
            version=task.version,
            act=RippleAct.MOVE,
            what=task.title,
            why=RippleWhy.DAYS_BEFORE,
            old=task.due_on,
            new=max(day, reading.today),
            count=days,
            is_proposed=days <= SURELY_BEFORE,
        )


def items_out(reading: Reading, hearing: Hearing) -> Rows:
    """Yield the evidence that went out for a hearing: it is due back that day or just after."""
    if not reading.actor.may(Permission.EVIDENCE_VIEW):
        return
    last = plus_days(hearing.on, DAYS_OUT)
    for line in reading.evidence_heads.of_case(hearing.case):
        due = line.due_back_on
        if line.whereabouts is Whereabouts.OUT and due and hearing.on <= due <= last:
            yield RippleRow(
                kind=RippleKind.EVIDENCE,
                record=line.item,
                version=Version(0),
                act=RippleAct.TELL,
                what=line.tag,
                why=RippleWhy.OUT_FOR_COURT,
                old=due,
                new=max(reading.today, due),
                said=line.holder,
                is_proposed=True,
            )


def _same_day(reading: Reading, change: DayChange) -> Rows:
    if change.old == change.new:
        return
    for other in others_that_day(reading, change.before):
        yield RippleRow(
            kind=RippleKind.HEARING,
            record=other.id,
            version=other.version,
            act=RippleAct.MOVE,
            what=reading.codes.label(CodeList.HEARING, other.kind),
            why=RippleWhy.SAME_DAY,
            old=change.old,
            new=change.new,
            said=f"{other.local:%H:%M}",
        )


def _unavailable(reading: Reading, change: DayChange, names: PartyNames) -> Rows:
    for witness in reading.witnesses.of_case(change.before.case):
        if witness.unavailable:
            yield RippleRow(
                kind=RippleKind.WITNESS,
                record=witness.id,
                version=witness.version,
                act=RippleAct.NOTHING,
                what=names.name(witness.party),
                why=_why_unavailable(witness.unavailable, change.new, reading.today),
                said=witness.unavailable,
            )


def _why_unavailable(words: str, new: date, today: date) -> RippleWhy:
    is_then = names_day(words, new, today)
    return RippleWhy.UNAVAILABLE_THEN if is_then else RippleWhy.UNAVAILABLE


def _reminders(reading: Reading, change: DayChange) -> Rows:
    count = len(reading.reminders.open_for(change.before.id))
    if count and change.old != change.new:
        yield RippleRow(
            kind=RippleKind.REMINDER,
            record=change.before.id,
            version=Version(0),
            act=RippleAct.NOTHING,
            what=change.what,
            why=RippleWhy.FOLLOWS,
            old=change.old,
            new=change.new,
            count=count,
        )
