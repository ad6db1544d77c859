"""A prosecution case: its numbers, where it stands and who works on it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple, NewType
from uuid import UUID

from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.record import Record

CaseId = NewType("CaseId", UUID)


class Stage(StrEnum):
    """Where a case stands on its way through the court, in order."""

    REFERRAL = "referral"
    SCREENING = "screening"
    FILED = "filed"
    ARRAIGNMENT = "arraignment"
    PRELIMINARY = "preliminary"
    PRETRIAL = "pretrial"
    TRIAL = "trial"
    SENTENCING = "sentencing"
    POST_CONVICTION = "post_conviction"
    CLOSED = "closed"


class CaseStatus(StrEnum):
    """Whether the office can move the case now (an interval, not a flag, in statistics)."""

    ACTIVE = "active"
    WARRANT = "warrant"
    COMPETENCY = "competency"
    DIVERSION = "diversion"
    APPEAL = "appeal"
    STAYED = "stayed"
    DECLINED = "declined"
    CLOSED = "closed"


OPEN_STATUSES = frozenset(CaseStatus) - {CaseStatus.DECLINED, CaseStatus.CLOSED}


class ScreeningDecision(StrEnum):
    """What the screening attorney decided about a referral."""

    FILE = "FILE"
    FILE_MODIFIED = "FILE-MOD"
    DECLINE = "DECLINE"
    FURTHER_INVESTIGATION = "FURTHER-INV"
    DIVERT = "DIVERT"
    REFER = "REFER"
    GRAND_JURY = "GJ-PRESENT"


_STAGE_AFTER = {
    ScreeningDecision.FILE: Stage.FILED,
    ScreeningDecision.FILE_MODIFIED: Stage.FILED,
    ScreeningDecision.GRAND_JURY: Stage.PRELIMINARY,
}
_STATUS_AFTER = {
    ScreeningDecision.DECLINE: CaseStatus.DECLINED,
    ScreeningDecision.REFER: CaseStatus.DECLINED,
    ScreeningDecision.DIVERT: CaseStatus.DIVERSION,
}


class NumberKind(StrEnum):
    """Who gave a case one of its other numbers."""

    POLICE = "police"
    COURT = "court"
    TRACKING = "tracking"
    RELATED = "related"


class AssignmentRole(StrEnum):
    """What a member of the office does on a case."""

    LEAD = "PROS"
    SECOND = "PROS2"
    PARALEGAL = "PARALEGAL"
    ADVOCATE = "VIC-ADV"
    INVESTIGATOR = "INVEST"


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """One prosecution, with one or more defendants.

    Attributes:
        number: the office's file number, unique.
        kind: code list ``case_kind``.
        referral_source: code list ``referral_source``.
        declination_reason: code list ``declination_reason``; empty unless declined.
        complexity: differentiated case management track, code list ``track``.
    """

    id: CaseId
    number: str
    title: str
    stage: Stage = Stage.REFERRAL
    status: CaseStatus = CaseStatus.ACTIVE
    status_since: date | None = None
    status_reason: str = ""
    kind: str = ""
    category: str = ""
    referral_source: str = ""
    agency: str = ""
    received_on: date | None = None
    offense_from: date | None = None
    offense_to: date | None = None
    offense_place: str = ""
    court: str = ""
    courtroom: str = ""
    judge: str = ""
    complexity: str = ""
    screening: ScreeningDecision | None = None
    screened_on: date | None = None
    screened_by: str = ""
    declination_reason: str = ""
    synopsis: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the office still owes work on it."""
        return self.status in OPEN_STATUSES

    def moved_to(self, stage: Stage) -> "Case":
        """Return the case at another stage of its way through the court.

        Raises:
            Refused: it is closed, is at that stage already, or would be closed by the way.
        """
        if not self.is_open:
            raise Refused("case.not_open", number=self.number)
        if stage is Stage.CLOSED:
            raise Refused("case.close_apart", field="stage")
        if stage is self.stage:
            raise Refused("case.same_stage", field="stage")
        return replace(self, stage=stage)

    def with_status(self, status: CaseStatus, since: date, reason: str) -> "Case":
        """Return the case with another status, from a day on; the stage stays."""
        return replace(self, status=status, status_since=since, status_reason=reason)

    def screened(
        self, decision: ScreeningDecision, on: date, by: str, reason: str, words: str
    ) -> "Case":
        """Return the case after the screening attorney decided.

        Args:
            decision: file, decline, divert, send back and so on.
            on: the day of the decision.
            by: who decided.
            reason: code list ``declination_reason``, needed to decline.
            words: the decision explained.

        Raises:
            Refused: it is closed, past screening, or declined without a reason.
        """
        if self.status is CaseStatus.CLOSED or not self.is_before_court:
            raise Refused("case.past_screening", number=self.number)
        if decision is ScreeningDecision.DECLINE and not reason:
            raise Refused("case.declination_reason", field="reason")
        decided = replace(
            self,
            screening=decision,
            screened_on=on,
            screened_by=by,
            declination_reason=reason,
            stage=_STAGE_AFTER.get(decision, Stage.SCREENING),
        )
        return decided.with_status(_STATUS_AFTER.get(decision, CaseStatus.ACTIVE), on, words)

    @property
    def is_before_court(self) -> bool:
        """Whether nothing was filed yet."""
        return self.stage in {Stage.REFERRAL, Stage.SCREENING}

    def closed(self, on: date, reason: str) -> "Case":
        """Return the case closed.

        Raises:
            Refused: it is closed already.
        """
        if self.status is CaseStatus.CLOSED:
            raise Refused("case.closed_already", number=self.number)
        return replace(self, stage=Stage.CLOSED).with_status(CaseStatus.CLOSED, on, reason)

    def reopened(self, stage: Stage, on: date, reason: str) -> "Case":
        """Return a closed or declined case taken up again at a stage.

        Raises:
            Refused: it is open, or the stage is no open one.
        """
        if self.is_open:
            raise Refused("case.open_already", number=self.number)
        if stage is Stage.CLOSED:
            raise Refused("case.close_apart", field="stage")
        return replace(self, stage=stage).with_status(CaseStatus.ACTIVE, on, reason)


@dataclass(frozen=True, kw_only=True)
class CaseNumber(Record):
    """A number another body gave the case."""

    case: CaseId
    kind: NumberKind
    number: str
    issuer: str = ""


@dataclass(frozen=True, kw_only=True)
class Assignment(Record):
    """A member of the office on a case, from a day until a day."""

    case: CaseId
    user: UUID
    role: AssignmentRole
    since: date
    until: date | None = None

    @classmethod
    def begun(cls, case: CaseId, user: UUID, role: AssignmentRole, *, since: date) -> "Assignment":
        """Return a new assignment that begins on a day."""
        return cls(id=new_id(), case=case, user=user, role=role, since=since)


@dataclass(frozen=True, kw_only=True)
class CaseFlag(Record):
    """A special status shown as a banner, e.g. "No-contact order".

    Attributes:
        tone: one of the palette's tones: danger, warn, ok, accent, victim.
    """

    case: CaseId
    name: str
    tone: str
    since: date
    until: date | None = None
    note: str = ""


class CaseSort(StrEnum):
    """What a list of cases can be ordered by."""

    NUMBER = "number"
    DEFENDANT = "defendant"
    CHARGE = "charge"
    STAGE = "stage"
    NEXT = "next_on"
    RECEIVED = "received_on"


@dataclass(frozen=True, kw_only=True)
class CaseFilter:
    """Which cases a list shows.

    Attributes:
        mine: only cases the asking user is assigned to now.
        open_only: leave out declined and closed cases.
        without_date: only cases with nothing dated ahead.
        words: only cases found by these words.
    """

    mine: bool = False
    open_only: bool = False
    stage: Stage | None = None
    without_date: bool = False
    words: str = ""


EVERY_CASE = CaseFilter()


class CaseLine(NamedTuple):
    """A case as one line of a list.

    Attributes:
        defendant: name of the first defendant; ``defendants`` how many there are.
        charge: description of the top charge; ``charges`` how many counts.
        next_on: earliest open dated entry, also when it lies behind us; None = nothing dated.
        next_what: title of it, or a hearing's code; ``next_kind``: h, d or t (hearing, deadline,
            task).
    """

    case: CaseId
    number: str
    title: str
    stage: Stage
    status: CaseStatus
    category: str
    received_on: date | None
    defendant: str
    defendants: int
    charge: str
    charges: int
    next_on: date | None
    next_kind: str
    next_what: str


def check_span(first: date | None, last: date | None, field: str) -> None:
    """Refuse a span that ends before it begins.

    Raises:
        Refused: ``date.ends_before_begin``.
    """
    if first is not None and last is not None and last < first:
        raise Refused("date.ends_before_begin", field=field, first=first, last=last)


def title_from(defendant: str) -> str:
    """Return the usual caption, e.g. ``"State v. Roe"``."""
    return f"State v. {defendant}"
