"""Excluding days from clocks: entered, proposed by a continuance, confirmed, closed, withdrawn."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.clocks import ExcludedSpan, ExcludedSpanId, SpanState
from app.domain.errors import Refused
from app.domain.hearings import HearingId
from app.domain.ids import new_id
from app.domain.persons import PartyId
from app.domain.record import Version
from app.domain.text import require
from app.domain.users import Permission
from app.i18n import _
from app.services.amending import Amended
from app.services.clock_reminders import follow
from app.services.clocks.writing import change_span, decided, tidy_span
from app.services.office import Command, OfCase
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class AddExclusion(OfCase, Command[ExcludedSpan]):
    """Exclude days from the clocks of a case, both ends included.

    Attributes:
        last: None while it is still open, as a pending motion is.
        defendant: whose clocks stop; None = those of every defendant.
        is_shared: whether the clocks of joined codefendants stop as well.
        is_confirmed: whether it counts at once; otherwise it is proposed.
    """

    case: CaseId
    kind: str
    first: date
    last: date | None = None
    defendant: PartyId | None = None
    is_shared: bool = True
    authority: str = ""
    reason: str = ""
    hearing: HearingId | None = None
    is_confirmed: bool = True
    note: str = ""
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> ExcludedSpan:
        """Write the exclusion; limits and reminders of the clocks follow.

        Raises:
            Refused: the kind is unknown, the days are reversed, an open range begins in the
                future, or the hearing belongs to another case.
        """
        if self.hearing is not None and work.hearings.get(self.hearing).case != self.case:
            raise Refused("exclusion.other_case", field="hearing")
        span = ExcludedSpan(
            id=ExcludedSpanId(new_id()),
            case=self.case,
            kind=self.kind,
            first=self.first,
            last=self.last,
            defendant=self.defendant,
            is_shared=self.is_shared,
            authority=self.authority,
            reason=self.reason,
            hearing=self.hearing,
            note=self.note,
            entered_by=work.actor.name,
            entered_at=work.now,
        )
        if self.is_confirmed:
            span = decided(work, span, SpanState.CONFIRMED)
        added = work.excluded_spans.add(tidy_span(work, span))
        follow(work, self.case)
        return added

    def undo(self, done: ExcludedSpan) -> "TakeOutExclusion":
        """Take it out again."""
        return TakeOutExclusion(span=done)


@dataclass(frozen=True, kw_only=True)
class TakeOutExclusion(Command[ExcludedSpan]):
    """Undo the entry of an exclusion; one that was relied on is withdrawn with a reason instead."""

    span: ExcludedSpan
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.span.case

    def run(self, work: UnitOfWork) -> ExcludedSpan:
        """Remove the row; limits and reminders of the clocks follow.

        Raises:
            Stale: somebody changed or removed it since.
        """
        work.excluded_spans.remove(self.span)
        follow(work, self.span.case)
        return self.span

    def undo(self, done: ExcludedSpan) -> "EnterExclusionAgain":
        """Enter it again as it was."""
        return EnterExclusionAgain(span=done)


@dataclass(frozen=True, kw_only=True)
class EnterExclusionAgain(Command[ExcludedSpan]):
    """Enter an exclusion again that was just taken out."""

    span: ExcludedSpan
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return self.span.case

    def run(self, work: UnitOfWork) -> ExcludedSpan:
        """Write it as it was.

        Raises:
            Stale: it is there.
        """
        work.excluded_spans.restore(self.span)
        follow(work, self.span.case)
        return self.span

    def undo(self, done: ExcludedSpan) -> TakeOutExclusion:
        """Take it out again."""
        return TakeOutExclusion(span=done)


@dataclass(frozen=True, kw_only=True)
class AmendExclusion(Command[Amended[ExcludedSpan]]):
    """Change what is written about an exclusion; the record carries the version that was shown."""

    span: ExcludedSpan
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.excluded_spans.get(self.span.id).case

    def run(self, work: UnitOfWork) -> Amended[ExcludedSpan]:
        """Write kind, days, defendant, authority, reason and note; the state stays as it is.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: it was withdrawn, or as for `AddExclusion`.
        """
        before = work.excluded_spans.get(self.span.id)
        _require_not_withdrawn(before)
        new = self.span
        after = replace(
            before,
            version=new.version,
            kind=new.kind,
            first=new.first,
            last=new.last,
            defendant=new.defendant,
            is_shared=new.is_shared,
            authority=new.authority,
            reason=new.reason,
            note=new.note,
        )
        return change_span(work, before, tidy_span(work, after))

    def undo(self, done: Amended[ExcludedSpan]) -> "RestoreExclusion":
        """Put the old content back."""
        return RestoreExclusion(span=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class RestoreExclusion(Command[Amended[ExcludedSpan]]):
    """Undo a change: the exclusion stands as it stood before."""

    span: ExcludedSpan
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.excluded_spans.get(self.span.id).case

    def run(self, work: UnitOfWork) -> Amended[ExcludedSpan]:
        """Write the old content.

        Raises:
            Stale: somebody changed it since.
        """
        now = work.excluded_spans.get(self.span.id)
        return change_span(work, now, replace(self.span, case=now.case))

    def undo(self, done: Amended[ExcludedSpan]) -> "RestoreExclusion":
        """Make the change again."""
        return RestoreExclusion(span=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class _OnExclusion:
    """Mixed into acts on a stored exclusion.

    Attributes:
        expects: the version that was shown; None = whatever is stored.
    """

    span: ExcludedSpanId
    expects: Version | None = None

    def concerns(self, work: Reading) -> UUID:
        """The case the exclusion belongs to."""
        return work.excluded_spans.get(self.span).case

    def undo(self, done: Amended[ExcludedSpan]) -> RestoreExclusion:
        """Put the old content back."""
        return RestoreExclusion(span=done.taken_back)

    def _shown(self, work: UnitOfWork) -> ExcludedSpan:
        stored = work.excluded_spans.get(self.span)
        return stored if self.expects is None else replace(stored, version=self.expects)


@dataclass(frozen=True, kw_only=True)
class ConfirmExclusion(_OnExclusion, Command[Amended[ExcludedSpan]]):
    """Let a proposed exclusion count, in one's own name.

    Attributes:
        authority: the order or finding it rests on; empty leaves what is written.
    """

    authority: str = ""
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[ExcludedSpan]:
        """Confirm it; limits and reminders of the clocks follow.

        Raises:
            Refused: it is not proposed.
            Stale: somebody changed it since it was shown.
        """
        before = self._shown(work)
        if before.state is not SpanState.PROPOSED:
            raise Refused("exclusion.not_proposed", state=before.state)
        authority = self.authority or before.authority
        after = decided(work, replace(before, authority=authority), SpanState.CONFIRMED)
        return change_span(work, before, tidy_span(work, after))


@dataclass(frozen=True, kw_only=True)
class CloseExclusion(_OnExclusion, Command[Amended[ExcludedSpan]]):
    """Write down the last day of an open exclusion: the motion was decided.

    Attributes:
        last: the day of the decision, itself excluded.
        how: what ended it, e.g. ``"denied, ECF 44"``; added to the reason.
    """

    last: date
    how: str = ""
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[ExcludedSpan]:
        """Close it; limits and reminders of the clocks follow.

        Raises:
            Refused: it is closed or withdrawn already, or the day lies before its first.
        """
        before = self._shown(work)
        _require_not_withdrawn(before)
        if before.last is not None:
            raise Refused("exclusion.closed", last=before.last)
        reason = "; ".join(part for part in (before.reason, self.how.strip()) if part)
        after = tidy_span(work, replace(before, last=self.last, reason=reason))
        return change_span(work, before, after)


@dataclass(frozen=True, kw_only=True)
class WithdrawExclusion(_OnExclusion, Command[Amended[ExcludedSpan]]):
    """Let an exclusion count no longer, or never; it stays on file with the reason."""

    reason: str
    needs: ClassVar[Permission] = Permission.DEADLINES_EDIT

    def run(self, work: UnitOfWork) -> Amended[ExcludedSpan]:
        """Withdraw it; limits and reminders of the clocks follow.

        Raises:
            Refused: it is withdrawn already, or no reason is given.
        """
        before = self._shown(work)
        _require_not_withdrawn(before)
        why = _("Withdrawn: {reason}").format(reason=require(self.reason, "reason"))
        note = "\n".join(part for part in (before.note, why) if part)
        after = decided(work, replace(before, note=note), SpanState.WITHDRAWN)
        return change_span(work, before, after)


def _require_not_withdrawn(span: ExcludedSpan) -> None:
    if span.state is SpanState.WITHDRAWN:
        raise Refused("exclusion.withdrawn")
