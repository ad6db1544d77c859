"""Writing a hearing: the same tidying and the same reminders, whichever act writes it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.codes import CodeList
from app.domain.errors import Refused
from app.domain.hearings import LONGEST_MINUTES, Hearing, HearingId, HearingStatus
from app.domain.reminders import SubjectKind
from app.domain.severity import Severity
from app.domain.text import clean, one_line
from app.services.amending import Amended
from app.services.reminding import (
    Occasion,
    drop_reminders,
    move_reminders,
    rename_reminders,
    set_reminders,
)
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class OnHearing:
    """Mixed into acts on a stored hearing.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    hearing: HearingId
    expects: int | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the hearing belongs to."""
        return work.hearings.get(self.hearing).case

    def standing(self, work: Reading) -> Hearing:
        """Return the hearing as it was shown.

        Raises:
            Missing: there is none.
            Refused: it was held, continued or vacated already.
        """
        stored = work.hearings.get(self.hearing)
        stored.require_set()
        return stored if self.expects is None else replace(stored, version=self.expects)


def add(work: UnitOfWork, hearing: Hearing, lead_days: Iterable[int] | None) -> Hearing:
    """Write a new hearing with its reminders."""
    work.hearings.add(hearing)
    set_reminders(work, _occasion(work, hearing), lead_days)
    return hearing


def restore(work: UnitOfWork, hearing: Hearing) -> None:
    """Write a hearing again that was taken off; its reminders ring at the same lead times.

    Raises:
        Stale: it is there.
    """
    work.hearings.restore(hearing)
    if hearing.status is HearingStatus.SET:
        move_reminders(work, _occasion(work, hearing))


def change(work: UnitOfWork, before: Hearing, after: Hearing) -> Amended[Hearing]:
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


def remove(work: UnitOfWork, hearing: Hearing) -> None:
    """Take a hearing off with its reminders.

    Raises:
        Stale: somebody changed or removed it since.
        Refused: a subpoena, an event, an exclusion or another hearing names it.
    """
    subpoenas, events = work.subpoenas.table.c, work.triggering_events.table.c
    if work.subpoenas.count_every(subpoenas.hearing == hearing.id):
        raise Refused("hearing.has_subpoenas")
    spans, hearings = work.excluded_spans.table.c, work.hearings.table.c
    named = (
        work.triggering_events.count_every(events.hearing == hearing.id)
        + work.excluded_spans.count_every(spans.hearing == hearing.id)
        + work.hearings.count_every(hearings.continues == hearing.id)
    )
    if named:
        raise Refused("hearing.is_named")
    drop_reminders(work, hearing.id)
    work.hearings.remove(hearing)


def lead_days(work: Reading, hearing: Hearing) -> set[int] | None:
    """Return the lead times a hearing was set with, for the date that takes its place."""
    held = work.reminders.where(work.reminders.table.c.subject == hearing.id)
    return {reminder.lead_days for reminder in held} or None


def tidy(work: UnitOfWork, hearing: Hearing) -> Hearing:
    """Return the hearing as it will be stored.

    Raises:
        Missing: nobody in the office is the person who covers it.
        Refused: the kind is unknown or the length is absurd.
    """
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


def _occasion(work: UnitOfWork, hearing: Hearing) -> Occasion:
    return Occasion(
        subject_kind=SubjectKind.HEARING,
        subject=hearing.id,
        case=hearing.case,
        title=work.codes.label(CodeList.HEARING, hearing.kind),
        limit_on=hearing.on,
        severity=Severity.COURT_ORDERED,
    )
