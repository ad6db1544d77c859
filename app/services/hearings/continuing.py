"""Continuing and moving hearings, each with its ripple, and the way back."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import ClassVar
from uuid import UUID

from app.domain.clocks import ExcludedSpan, ExcludedSpanId, SpanState
from app.domain.codes import CodeList
from app.domain.continuances import (
    UNSTATED,
    Exclusion,
    likely_kind,
    require_span,
    usual_days,
)
from app.domain.errors import Refused, Stale
from app.domain.hearings import LEADS_TO_NEW_DAY, ContinuedBy, Hearing
from app.domain.ids import new_id
from app.domain.plausible_days import require_plausible
from app.domain.ripple import Tick
from app.domain.text import clean
from app.domain.users import Permission
from app.services.coding import optional_code
from app.services.hearings.ripple import Rippled, is_federal
from app.services.hearings.shifting import (
    Shifted,
    Terms,
    planned,
    shift,
    ticks_again,
    unshift,
)
from app.services.hearings.standing import OnHearing
from app.services.office import Command
from app.storage.unit_of_work import Reading, UnitOfWork

_RESULTS = {side: code for code, side in reversed(LEADS_TO_NEW_DAY.items())}
"""Who asked -> the result that says so."""


@dataclass(frozen=True)
class Continued:
    """A hearing that was continued: as it was, as it now stands, and the new date.

    Attributes:
        span: the excluded time that was proposed, if any.
        rippled: what followed; ``along``: hearings of the same day that went with it.
    """

    before: Hearing
    after: Hearing
    successor: Hearing
    span: ExcludedSpan | None = None
    rippled: Rippled = field(default_factory=Rippled)
    along: tuple[Shifted, ...] = ()

    @property
    def shifted(self) -> Shifted:
        """The same as a change of day."""
        return Shifted(self.before, self.after, self.successor, self.rippled, self.along)


@dataclass(frozen=True, kw_only=True)
class ContinueHearing(OnHearing, Command[Continued]):
    """Move a hearing to a later day; the old one stays on file with who asked and why.

    Attributes:
        by: who asked.
        reason: in words; ``code``: code list ``continuance_reason``. One of the two is needed.
        result: what is written down of the old date (code list ``hearing_result``); empty = that it
            was continued by whoever asked.
        excludable: whether the time is excluded from a speedy-trial clock; None = not decided.
        exclusion: the days proposed, where it is; what is left out is what is usual.
        ticked: what shall follow, as the ripple showed it.
    """

    on: date
    clock: time
    by: ContinuedBy
    reason: str = ""
    code: str = ""
    result: str = ""
    excludable: bool | None = None
    exclusion: Exclusion = UNSTATED
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Continued:
        """Close the old hearing, set the new one, and let follow what was ticked.

        Raises:
            Stale: the hearing, or something ticked, is not what was shown any more.
            Refused: it no longer stands, the new time is not later, no reason is given, a code is
                unknown, or the days excluded cannot be those of this continuance.
        """
        before = self.standing(work)
        change = planned(work, before, self.on, self.clock, new=True)
        if change.stands.starts_at <= before.starts_at:
            raise Refused("hearing.continued_backward", field="on", on=before.on)
        done = shift(work, change, self._terms(work), self.ticked)
        span = self._span(work, done) if self.excludable else None
        return Continued(done.before, done.after, done.stands, span, done.rippled, done.along)

    def undo(self, done: Continued) -> "WithdrawContinuance":
        """Put the old date back."""
        return WithdrawContinuance(continued=done, ticked=self.ticked)

    def _terms(self, work: Reading) -> Terms:
        result = optional_code(work, CodeList.HEARING_RESULT, self.result, "result")
        if result and result not in LEADS_TO_NEW_DAY:
            raise Refused("hearing.unknown_result", field="result")
        return Terms(
            by=self.by,
            reason=clean(self.reason, "reason"),
            code=optional_code(work, CodeList.CONTINUANCE_REASON, self.code, "code"),
            result=result or _RESULTS[self.by],
            excludable=self.excludable,
        )

    def _span(self, work: UnitOfWork, done: Shifted) -> ExcludedSpan:
        """Propose the days; they count only when somebody has confirmed them."""
        asked, old, new = self.exclusion, done.before.on, done.stands.on
        federal = is_federal(work, done.after.case)
        kind = asked.kind or likely_kind(self.by, self.code, is_federal=federal)
        optional_code(work, CodeList.EXCLUDED_TIME, kind, "excluded_kind")
        category = work.codes.category(CodeList.EXCLUDED_TIME, kind)
        usual_first, usual_last = usual_days(category, old, new)
        first = require_plausible(asked.first or usual_first, "excluded_first")
        last = require_plausible(asked.last or usual_last, "excluded_last")
        require_span(first, last, new)
        why = work.codes.label(CodeList.CONTINUANCE_REASON, done.after.continuance_code)
        said = (why if done.after.continuance_code else "", done.after.continuance_reason)
        return work.excluded_spans.add(
            ExcludedSpan(
                id=ExcludedSpanId(new_id()),
                case=done.after.case,
                kind=kind,
                first=first,
                last=last,
                reason=". ".join(part for part in said if part),
                hearing=done.after.id,
                note=work.codes.label(CodeList.HEARING_RESULT, done.after.result),
                entered_by=work.actor.name,
            )
        )


@dataclass(frozen=True)
class Withdrawn:
    """A hearing that stands on its old day again.

    Attributes:
        ticked: what follows if it is given the new day once more.
    """

    hearing: Hearing
    ticked: tuple[Tick, ...] = ()


@dataclass(frozen=True, kw_only=True)
class WithdrawContinuance(Command[Withdrawn]):
    """Undo a continuance: the new date goes, the old one and all that hung on it stand again.

    Attributes:
        ticked: what had followed.
    """

    continued: Continued
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.continued.after.id).case

    def run(self, work: UnitOfWork) -> Withdrawn:
        """Take the proposed exclusion away, put back what followed, restore the hearing.

        Raises:
            Stale: a record was changed since.
            Refused: the exclusion was decided on since, or something names the new date.
        """
        done = self.continued
        if done.span is not None:
            _withdraw_span(work, done.span)
        case = work.hearings.get(done.after.id).case
        back = unshift(work, done.shifted, case)
        return Withdrawn(back.hearing, ticks_again(self.ticked, back.versions))

    def undo(self, done: Withdrawn) -> ContinueHearing:
        """Continue it again, to the same date."""
        closed, successor = self.continued.after, self.continued.successor
        span = self.continued.span
        return ContinueHearing(
            hearing=done.hearing.id,
            expects=done.hearing.version,
            on=successor.on,
            clock=successor.local.time(),
            by=ContinuedBy(closed.continued_by),
            reason=closed.continuance_reason,
            code=closed.continuance_code,
            result=closed.result,
            excludable=closed.excludable,
            exclusion=Exclusion(span.kind, span.first, span.last) if span else UNSTATED,
            ticked=done.ticked,
        )


@dataclass(frozen=True, kw_only=True)
class MoveHearing(OnHearing, Command[Shifted]):
    """Give a hearing another day without a continuance: the court set it anew, or it was wrong.

    Attributes:
        ticked: what shall follow, as the ripple showed it.
    """

    on: date
    clock: time
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def run(self, work: UnitOfWork) -> Shifted:
        """Write the new day, and let follow what was ticked.

        Raises:
            Stale: the hearing, or something ticked, is not what was shown any more.
            Refused: it no longer stands, the clocks skip that hour, or nothing would change.
        """
        before = self.standing(work)
        change = planned(work, before, self.on, self.clock, new=False)
        if change.stands.starts_at == before.starts_at:
            raise Refused("hearing.same_time", field="on", on=before.on)
        return shift(work, change, None, self.ticked)

    def undo(self, done: Shifted) -> "MoveHearingBack":
        """Put it back on the old day."""
        return MoveHearingBack(shifted=done, ticked=self.ticked)


@dataclass(frozen=True, kw_only=True)
class MoveHearingBack(Command[Withdrawn]):
    """Undo a move: the hearing and all that followed it stand on their old days again.

    Attributes:
        ticked: what had followed.
    """

    shifted: Shifted
    ticked: tuple[Tick, ...] = ()
    needs: ClassVar[Permission] = Permission.HEARINGS_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case it is stored with."""
        return work.hearings.get(self.shifted.after.id).case

    def run(self, work: UnitOfWork) -> Withdrawn:
        """Put everything back.

        Raises:
            Stale: a record was changed since.
        """
        case = work.hearings.get(self.shifted.after.id).case
        back = unshift(work, self.shifted, case)
        return Withdrawn(back.hearing, ticks_again(self.ticked, back.versions))

    def undo(self, done: Withdrawn) -> MoveHearing:
        """Move it again."""
        stands = self.shifted.after
        return MoveHearing(
            hearing=done.hearing.id,
            expects=done.hearing.version,
            on=stands.on,
            clock=stands.local.time(),
            ticked=done.ticked,
        )


def _withdraw_span(work: UnitOfWork, span: ExcludedSpan) -> None:
    stored = work.excluded_spans.find(span.id)
    if stored is None:
        raise Stale("record.stale")
    if stored.state is not SpanState.PROPOSED:
        raise Refused("hearing.exclusion_decided", state=stored.state)
    work.excluded_spans.remove(span)
