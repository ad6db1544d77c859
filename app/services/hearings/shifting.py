"""Giving a hearing another day: the record itself, and those of the same day that go along."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.errors import Refused, Stale
from app.domain.hearings import ContinuedBy, Hearing, HearingId, HearingStatus
from app.domain.ids import new_id
from app.domain.record import FIRST, Version
from app.domain.ripple import RippleKind, RippleRow, Tick
from app.services.hearing_writing import add, change, lead_days, remove
from app.services.hearings.ripple import (
    DayChange,
    Rippled,
    follow,
    ripple_of,
    rows_along,
    take_back,
)
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True)
class Terms:
    """What a continuance says, beside the new day.

    Attributes:
        reason: in words; ``code``: code list ``continuance_reason``.
        result: code list ``hearing_result``, what the clerk writes down of the old date.
    """

    by: ContinuedBy
    reason: str
    code: str
    result: str
    excludable: bool | None


@dataclass(frozen=True)
class Shifted:
    """A hearing that was given another day.

    Attributes:
        successor: the record that took its place; None where the hearing itself was moved.
        rippled: what followed it; ``along``: other hearings of that day that went with it.
    """

    before: Hearing
    after: Hearing
    successor: Hearing | None
    rippled: Rippled = field(default_factory=Rippled)
    along: tuple["Shifted", ...] = ()

    @property
    def stands(self) -> Hearing:
        """The hearing on its new day."""
        return self.successor or self.after


class Unshifted(NamedTuple):
    """A hearing that stands on its old day again, and the version of each record put back."""

    hearing: Hearing
    versions: dict[UUID, Version]


def planned(reading: Reading, before: Hearing, on: date, clock: time, *, new: bool) -> DayChange:
    """Return the change a new day would be; nothing is written.

    Args:
        reading: the transaction.
        before: the hearing as it stands.
        on: the new day.
        clock: the new start on the court's own clock.
        new: whether a new record takes its place, as a continuance does.

    Raises:
        Refused: the clocks skip that hour, or the year cannot be meant.
    """
    stands = before.moved_to(on, clock)
    if new:
        stands = replace(
            stands, id=HearingId(new_id()), version=FIRST, note="", continues=before.id
        )
    return DayChange(before, stands, reading.codes.label(CodeList.HEARING, before.kind))


def shift(
    work: UnitOfWork, planned_: DayChange, terms: Terms | None, ticks: Iterable[Tick] = ()
) -> Shifted:
    """Give a hearing its new day with everything that was ticked.

    Raises:
        Stale: the hearing, or something ticked, is not what was shown any more.
        Refused: a record no longer allows it.
    """
    rows = ripple_of(work, planned_).picked(ticks)
    others = [row for row in rows if row.kind is RippleKind.HEARING]
    hanging = [row for row in rows if row.kind is not RippleKind.HEARING]
    shifted = _shift_one(work, planned_, terms, hanging)
    along = tuple(_shift_along(work, planned_, terms, row) for row in others)
    return replace(shifted, along=along)


def unshift(work: UnitOfWork, done: Shifted, case: CaseId) -> Unshifted:
    """Put a hearing back on its old day with everything that followed it.

    Raises:
        Stale: a record was changed since, or belongs to another case.
        Refused: something else names the new date by now.
    """
    if work.hearings.get(done.after.id).case != case:
        raise Stale("record.stale")
    back = [unshift(work, each, case) for each in reversed(done.along)]
    versions = {key: value for each in back for key, value in each.versions.items()}
    rippled = take_back(work, done.rippled, case)
    if done.successor is not None:
        remove(work, done.successor)
    restored = replace(done.before, case=case, version=done.after.version)
    hearing = change(work, done.after, restored).after
    return Unshifted(hearing, versions | rippled.versions | {hearing.id: hearing.version})


def ticks_again(ticks: Iterable[Tick], versions: dict[UUID, Version]) -> tuple[Tick, ...]:
    """Return the ticks as they have to be made after the change was taken back."""
    return tuple(replace(tick, version=versions.get(tick.record, tick.version)) for tick in ticks)


def _shift_one(
    work: UnitOfWork, planned_: DayChange, terms: Terms | None, rows: Iterable[RippleRow]
) -> Shifted:
    before, stands = planned_.before, planned_.stands
    if terms is None:
        moved = change(work, before, stands)
        rippled = follow(work, planned_.standing_as(moved.after), rows)
        return Shifted(before, moved.after, None, rippled)
    leads = lead_days(work, before)
    closed = change(work, before, _closed(before, terms)).after
    successor = add(work, stands, leads)
    return Shifted(before, closed, successor, follow(work, planned_, rows))


def _shift_along(
    work: UnitOfWork, leading: DayChange, terms: Terms | None, row: RippleRow
) -> Shifted:
    other = work.hearings.get(row.record)
    clock = other.local.time()
    planned_ = planned(work, other, leading.new, clock, new=terms is not None)
    return _shift_one(work, planned_, terms, rows_along(work, planned_))


def _closed(before: Hearing, terms: Terms) -> Hearing:
    if not terms.reason and not terms.code:
        raise Refused("hearing.reason_needed", field="reason")
    return replace(
        before,
        status=HearingStatus.CONTINUED,
        result=terms.result,
        continued_by=terms.by,
        continuance_reason=terms.reason,
        continuance_code=terms.code,
        excludable=terms.excludable,
    )
