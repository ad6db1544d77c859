"""A prosecution case: its numbers, where it stands and who works on it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.errors import Refused
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


@dataclass(frozen=True, kw_only=True)
class CaseLine:
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
