"""What came of a hearing: its result, with the next setting in one go."""

from dataclasses import dataclass, replace
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.court_time import court_time
from app.domain.errors import Refused
from app.domain.hearings import (
    CANCELED,
    LEADS_TO_NEW_DAY,
    Hearing,
    HearingId,
    HearingStatus,
)
from app.domain.ids import new_id
from app.domain.record import FIRST
from app.domain.text import clean
from app.domain.users import Permission
from app.services.hearing_writing import add, change, lead_days, remove, tidy
from app.services.hearings.standing import OnHearing
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class NextSetting:
    """The next date before the court, as it is called out when a hearing ends.

    Attributes:
        kind: code list ``hearing``; empty = the same kind.
        minutes: None = as long as this one; court, courtroom, judge and attorney are this one's.
    """

    on: date
    clock: time
    kind: str = ""
    minutes: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Resulted:
    """A hearing with its result: as it was, as it now stands, and the next date, if one was set."""

    before: Hearing
    after: Hearing
    following: Hearing | None = None


@dataclass(frozen=True, kw_only=True)
class ResultHearing(OnHearing, Command[Resulted]):
    """Write down that a hearing was held and what came of it, with the next date if there is one.

    Attributes:
        result: code list ``hearing_result``; one that means a continuance is refused, because it
            needs the new day, who asked and why (`ContinueHearing`).
    """

    result: str
    note: str = ""
    following: NextSetting | None = None
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Resulted:
        """Close it with its result, and set the next one.

        Raises:
            Refused: it no longer stands, lies ahead, the result is unknown or leads elsewhere, or
                the next date cannot be set or does not lie behind it.
        """
        before = self.standing(work)
        if before.on > work.today:
            raise Refused("hearing.not_yet", field="result", on=before.on)
        _require_held(work, self.result)
        note = clean(self.note, "note") or before.note
        after = replace(before, status=HearingStatus.HELD, result=self.result, note=note)
        leads = lead_days(work, before)
        closed = change(work, before, after)
        following = None
        if self.following is not None:
            following = add(work, _following(work, before, self.following), leads)
        return Resulted(closed.before, closed.after, following)

    def undo(self, done: Resulted) -> "WithdrawResult":
        """Let it stand again."""
        return WithdrawResult(resulted=done)


@dataclass(frozen=True, kw_only=True)
class WithdrawResult(Command[Hearing]):
    """Undo a result: the hearing stands again, and the next date goes."""

    resulted: Resulted
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.resulted.after.id).case

    def run(self, work: UnitOfWork) -> Hearing:
        """Remove the next date and restore the hearing.

        Raises:
            Stale: one of the two was changed since.
            Refused: something names the next date.
        """
        done = self.resulted
        stored = work.hearings.get(done.after.id)
        if done.following is not None:
            remove(work, done.following)
        before = replace(done.before, case=stored.case, version=done.after.version)
        return change(work, done.after, before).after

    def undo(self, done: Hearing) -> ResultHearing:
        """Write the result again."""
        closed, following = self.resulted.after, self.resulted.following
        return ResultHearing(
            hearing=done.id,
            expects=done.version,
            result=closed.result,
            note=closed.note,
            following=_as_set(following) if following is not None else None,
        )


def _require_held(work: Reading, result: str) -> None:
    if not work.codes.knows(CodeList.HEARING_RESULT, result):
        raise Refused("hearing.unknown_result", field="result")
    label = work.codes.label(CodeList.HEARING_RESULT, result)
    if result in LEADS_TO_NEW_DAY:
        raise Refused("hearing.result_continues", field="result", result=label)
    if result == CANCELED:
        raise Refused("hearing.result_vacates", field="result", result=label)


def _following(work: UnitOfWork, held: Hearing, setting: NextSetting) -> Hearing:
    starts_at = court_time(
        setting.on, setting.clock, held.zone, on_field="next_on", clock_field="next_clock"
    )
    if starts_at <= held.starts_at:
        raise Refused("hearing.next_not_later", field="next_on", on=held.on)
    following = replace(
        held,
        id=HearingId(new_id()),
        version=FIRST,
        status=HearingStatus.SET,
        kind=setting.kind or held.kind,
        on=setting.on,
        starts_at=starts_at,
        minutes=held.minutes if setting.minutes is None else setting.minutes,
        note=setting.note,
        continues=None,
    )
    return tidy(work, following)


def _as_set(following: Hearing) -> NextSetting:
    return NextSetting(
        kind=following.kind,
        on=following.on,
        clock=following.local.time(),
        minutes=following.minutes,
        note=following.note,
    )
