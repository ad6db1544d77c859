"""Setting, moving and closing dates before the court."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.codes import CodeList
from app.domain.court_time import court_time
from app.domain.errors import Refused
from app.domain.hearings import (
    LONGEST_MINUTES,
    ContinuedBy,
    Hearing,
    HearingId,
    HearingStatus,
)
from app.domain.ids import new_id
from app.domain.reminders import SubjectKind
from app.domain.severity import Severity
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.office import Command, OfCase, Query
from app.services.reminding import (
    Occasion,
    drop_reminders,
    move_reminders,
    rename_reminders,
    set_reminders,
)
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class SetHearing(OfCase, Command[Hearing]):
    """Put a case on the court's calendar.

    Attributes:
        clock: the start on the court's own clock; the office's zone is the court's.
        lead_days: days ahead at which the office is reminded; None = the usual ones.
    """

    case: CaseId
    kind: str
    on: date
    clock: time
    minutes: int = 30
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    attorney: UUID | None = None
    mode: str = ""
    note: str = ""
    lead_days: tuple[int, ...] | None = None
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Hearing:
        """Write the hearing and its reminders.

        Raises:
            Refused: the kind is unknown, the clocks skip that hour, or the length is absurd.
        """
        work.cases.get(self.case)
        hearing = Hearing(
            id=HearingId(new_id()),
            case=self.case,
            kind=self.kind,
            on=self.on,
            starts_at=court_time(self.on, self.clock, work.zone),
            zone=work.zone,
            minutes=self.minutes,
            court=self.court,
            courtroom=self.courtroom,
            judge=self.judge,
            attorney=self.attorney,
            mode=self.mode,
            note=self.note,
        )
        return _add(work, _tidy(work, hearing), self.lead_days)

    def undo(self, done: Hearing) -> "RemoveHearing":
        """Take it off the calendar again."""
        return RemoveHearing(hearing=done)


@dataclass(frozen=True, kw_only=True)
class RemoveHearing(Command[Hearing]):
    """Take off a hearing that was entered by mistake; a real one is vacated or continued."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.hearing.case

    def run(self, work: UnitOfWork) -> Hearing:
        """Remove the row and silence its reminders.

        Raises:
            Stale: somebody changed or removed it since.
            Refused: a subpoena orders a witness to it.
        """
        _remove(work, self.hearing)
        return self.hearing

    def undo(self, done: Hearing) -> "RestoreHearing":
        """Put it back."""
        return RestoreHearing(hearing=done)


@dataclass(frozen=True, kw_only=True)
class RestoreHearing(Command[Hearing]):
    """Put back a hearing that was just taken off."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.hearing.case

    def run(self, work: UnitOfWork) -> Hearing:
        """Write it as it was; its reminders ring again at the same lead times.

        Raises:
            Stale: it is there.
        """
        work.hearings.restore(self.hearing)
        if self.hearing.status is HearingStatus.SET:
            move_reminders(work, _occasion(work, self.hearing))
        return self.hearing

    def undo(self, done: Hearing) -> RemoveHearing:
        """Take it off again."""
        return RemoveHearing(hearing=done)


@dataclass(frozen=True, kw_only=True)
class AmendHearing(Command[Amended[Hearing]]):
    """Change what is written about a hearing; the record carries the version that was shown."""

    hearing: Hearing
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.hearing.id).case

    def run(self, work: UnitOfWork) -> Amended[Hearing]:
        """Write the new content; reminders follow the date.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: as for `SetHearing`.
        """
        before = work.hearings.get(self.hearing.id)
        on = self.hearing.local.date()
        after = _tidy(work, replace(self.hearing, case=before.case, on=on))
        return _change(work, before, after)

    def undo(self, done: Amended[Hearing]) -> "AmendHearing":
        """Put the old content back."""
        return AmendHearing(hearing=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class _OnHearing:
    """Mixed into acts on a stored hearing.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    hearing: HearingId
    expects: int | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the hearing belongs to."""
        return work.hearings.get(self.hearing).case

    def _standing(self, work: UnitOfWork) -> Hearing:
        """Return the hearing as it was shown.

        Raises:
            Missing: there is none.
            Refused: it was held, continued or vacated already.
        """
        stored = work.hearings.get(self.hearing)
        stored.require_set()
        return stored if self.expects is None else replace(stored, version=self.expects)


@dataclass(frozen=True)
class Continued:
    """A hearing that was moved: as it was, as it now stands, and the new date."""

    before: Hearing
    after: Hearing
    successor: Hearing


@dataclass(frozen=True, kw_only=True)
class ContinueHearing(_OnHearing, Command[Continued]):
    """Move a hearing to a later day; the old one stays on file with who asked and why.

    Attributes:
        by: who asked.
        excludable: whether the time is excluded from a speedy-trial clock; None = not decided.
    """

    on: date
    clock: time
    by: ContinuedBy
    reason: str
    excludable: bool | None = None
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Continued:
        """Close the old hearing and set the new one.

        Raises:
            Refused: it no longer stands, the new time is not later, or no reason is given.
        """
        before = self._standing(work)
        moved = before.moved_to(self.on, self.clock)
        if moved.starts_at <= before.starts_at:
            raise Refused("hearing.continued_backward", field="on", on=before.on)
        closed = replace(
            before,
            status=HearingStatus.CONTINUED,
            continued_by=self.by,
            continuance_reason=require(self.reason, "reason"),
            excludable=self.excludable,
        )
        leads = _lead_days(work, before)
        after = _change(work, before, closed).after
        successor = replace(moved, id=HearingId(new_id()), version=1, note="")
        return Continued(before, after, _add(work, successor, leads))

    def undo(self, done: Continued) -> "WithdrawContinuance":
        """Put the old date back."""
        return WithdrawContinuance(continued=done)


@dataclass(frozen=True, kw_only=True)
class WithdrawContinuance(Command[Hearing]):
    """Undo a continuance: the new date goes, the old one stands again."""

    continued: Continued
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.continued.after.id).case

    def run(self, work: UnitOfWork) -> Hearing:
        """Remove the successor and restore the hearing.

        Raises:
            Stale: one of the two was changed since.
            Refused: a subpoena orders a witness to the new date.
        """
        done = self.continued
        _remove(work, done.successor)
        restored = replace(done.before, version=done.after.version)
        return _change(work, done.after, restored).after

    def undo(self, done: Hearing) -> ContinueHearing:
        """Continue it again, to the same date."""
        closed, successor = self.continued.after, self.continued.successor
        return ContinueHearing(
            hearing=done.id,
            expects=done.version,
            on=successor.on,
            clock=successor.local.time(),
            by=ContinuedBy(closed.continued_by),
            reason=closed.continuance_reason,
            excludable=closed.excludable,
        )


@dataclass(frozen=True, kw_only=True)
class VacateHearing(_OnHearing, Command[Amended[Hearing]]):
    """Take a hearing off the court's calendar without a new date."""

    reason: str
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Hearing]:
        """Close it.

        Raises:
            Refused: it no longer stands, or no reason is given.
        """
        before = self._standing(work)
        reason = require(self.reason, "reason")
        after = replace(before, status=HearingStatus.VACATED, vacate_reason=reason)
        return _change(work, before, after)

    def undo(self, done: Amended[Hearing]) -> AmendHearing:
        """Put it back on."""
        return AmendHearing(hearing=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class ResultHearing(_OnHearing, Command[Amended[Hearing]]):
    """Write down that a hearing was held and what came of it.

    Attributes:
        result: code list ``hearing_result``.
    """

    result: str
    note: str = ""
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Amended[Hearing]:
        """Close it with its result.

        Raises:
            Refused: it no longer stands, lies ahead, or the result is unknown.
        """
        before = self._standing(work)
        if before.on > work.today:
            raise Refused("hearing.not_yet", field="result", on=before.on)
        if not work.codes.knows(CodeList.HEARING_RESULT, self.result):
            raise Refused("hearing.unknown_result", field="result")
        note = clean(self.note, "note") or before.note
        after = replace(before, status=HearingStatus.HELD, result=self.result, note=note)
        return _change(work, before, after)

    def undo(self, done: Amended[Hearing]) -> AmendHearing:
        """Let it stand again."""
        return AmendHearing(hearing=done.taken_back)


@dataclass(frozen=True)
class HearingOf(Query[Hearing]):
    """One hearing."""

    hearing: HearingId
    needs: ClassVar[Permission] = Permission.CASES_VIEW

    def concerns(self, reading: Reading) -> UUID:
        """The case it belongs to."""
        return reading.hearings.get(self.hearing).case

    def run(self, reading: Reading) -> Hearing:
        """Return it.

        Raises:
            Missing: there is none.
        """
        return reading.hearings.get(self.hearing)


def _add(work: UnitOfWork, hearing: Hearing, lead_days: Iterable[int] | None) -> Hearing:
    work.hearings.add(hearing)
    set_reminders(work, _occasion(work, hearing), lead_days)
    return hearing


def _change(work: UnitOfWork, before: Hearing, after: Hearing) -> Amended[Hearing]:
    """Write the new content and make the reminders follow: only a hearing that stands has any."""
    changed = work.hearings.change(after)
    stood, stands = (each.status is HearingStatus.SET for each in (before, changed))
    if stands and not (stood and before.on == changed.on):
        move_reminders(work, _occasion(work, changed))
    elif stands:
        rename_reminders(work, _occasion(work, changed))
    else:
        drop_reminders(work, changed.id)
    return Amended(before, changed)


def _remove(work: UnitOfWork, hearing: Hearing) -> None:
    subpoenas = work.subpoenas.table.c
    if work.subpoenas.count_every(subpoenas.hearing == hearing.id):
        raise Refused("hearing.has_subpoenas")
    drop_reminders(work, hearing.id)
    work.hearings.remove(hearing)


def _lead_days(work: UnitOfWork, hearing: Hearing) -> set[int] | None:
    """Return the lead times a hearing was set with, for the date that takes its place."""
    held = work.reminders.where(work.reminders.table.c.subject == hearing.id)
    return {reminder.lead_days for reminder in held} or None


def _occasion(work: UnitOfWork, hearing: Hearing) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.HEARING,
        subject=hearing.id,
        case=hearing.case,
        title=work.codes.label(CodeList.HEARING, hearing.kind),
        limit_on=hearing.on,
        severity=Severity.COURT_ORDERED,
    )


def _tidy(work: UnitOfWork, hearing: Hearing) -> Hearing:
    if not work.codes.knows(CodeList.HEARING, hearing.kind):
        raise Refused("hearing.unknown_kind", field="kind")
    if not 1 <= hearing.minutes <= LONGEST_MINUTES:
        raise Refused("hearing.minutes", field="minutes", longest=LONGEST_MINUTES)
    if hearing.attorney is not None:
        work.users.get(hearing.attorney)
    return replace(
        hearing,
        court=one_line(hearing.court, "court"),
        courtroom=one_line(hearing.courtroom, "courtroom"),
        judge=one_line(hearing.judge, "judge"),
        mode=one_line(hearing.mode, "mode"),
        note=clean(hearing.note, "note"),
    )
