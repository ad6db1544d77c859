"""Victims: what keeps them safe, what they asked for and every contact with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from app.domain.cases import CaseId
from app.domain.persons import PartyId
from app.domain.record import Record

VictimId = NewType("VictimId", UUID)

SAFETY_RECHECK_DAYS = 30
"""A safety rule confirmed longer ago than this is asked again (NNEDV: safety changes)."""


@dataclass(frozen=True, kw_only=True)
class Victim(Record):
    """A victim in one case; shares its id with the party.

    Attributes:
        called: how the victim is named on screens and paper that others may see, e.g. "J.S.".
        safety: the rule shown above everything, in words; empty when there is none.
        safety_by: name of who set it.
        script: what to say on the phone.
        rights_given_on: day the rights were explained (18 U.S.C. 3771(a)(10)).
        wants_notice, wants_to_be_heard: rights invoked; None = not asked yet.
    """

    id: VictimId
    case: CaseId
    party: PartyId
    called: str
    safety: str = ""
    safety_by: str = ""
    safety_set_on: date | None = None
    safety_confirmed_on: date | None = None
    script: str = ""
    rights_given_on: date | None = None
    rights_language: str = ""
    rights_form: str = ""
    wants_notice: bool | None = None
    wants_to_be_heard: bool | None = None
    wants_to_confer: bool | None = None
    representative: str = ""
    guardian: str = ""
    vine_registered: bool = False
    impact_asked_on: date | None = None
    impact_received_on: date | None = None
    impact_filed_on: date | None = None
    compensation_claim: str = ""
    note: str = ""

    def safety_is_stale(self, today: date) -> bool:
        """Whether the safety rule must be asked again."""
        if not self.safety:
            return False
        confirmed = self.safety_confirmed_on
        return confirmed is None or (today - confirmed).days > SAFETY_RECHECK_DAYS


class ContactResult(StrEnum):
    """What came of an attempt to reach somebody (code list ``contact_result``)."""

    REACHED = "reached"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    RETURNED = "returned"
    DECLINED = "declined"
    SENT = "sent"


TOLD = frozenset({ContactResult.REACHED, ContactResult.SENT, ContactResult.DECLINED})
"""Results after which a victim counts as told; a voicemail may have been heard by anybody."""


@dataclass(frozen=True, kw_only=True)
class Contact(Record):
    """One attempt to reach a victim, or a call from one; never changed.

    Attributes:
        way_label: label of the way used, never the number itself.
        way: the way used, if it is one of those on file.
        by: name of who in the office wrote, called or answered.
        covers: keys of the duties it was about (see `app.domain.victim_duties`).
    """

    case: CaseId
    victim: VictimId
    at: datetime
    way_label: str
    outgoing: bool
    result: ContactResult
    by: str
    way: UUID | None = None
    covers: tuple[str, ...] = ()
    note: str = ""


class LossKind(StrEnum):
    """What a victim lost (code list ``loss_kind``)."""

    MEDICAL = "medical"
    PROPERTY = "property"
    FUNERAL = "funeral"
    INCOME = "income"
    COUNSELING = "counseling"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Restitution(Record):
    """One line of loss; amounts in cents."""

    case: CaseId
    victim: VictimId
    kind: LossKind
    what: str
    claimed_cents: int
    documented_cents: int = 0
    ordered_cents: int = 0
    paid_cents: int = 0


@dataclass(frozen=True)
class RestitutionTotals:
    """The lines of a victim's worksheet added up; amounts in cents."""

    lines: int
    claimed: int
    documented: int
    ordered: int
    paid: int

    @classmethod
    def of(cls, lines: Sequence[Restitution]) -> "RestitutionTotals":
        """Add up the lines."""
        return cls(
            lines=len(lines),
            claimed=sum(line.claimed_cents for line in lines),
            documented=sum(line.documented_cents for line in lines),
            ordered=sum(line.ordered_cents for line in lines),
            paid=sum(line.paid_cents for line in lines),
        )


WORKSHEET_DAYS = 60
"""Days before sentencing by which the losses are listed for probation (18 U.S.C. 3664(d)(1))."""


def worksheet_due(sentencing_on: date | None) -> date | None:
    """Return the day by which the losses must be listed, None while no sentencing is set."""
    return None if sentencing_on is None else sentencing_on - timedelta(days=WORKSHEET_DAYS)
