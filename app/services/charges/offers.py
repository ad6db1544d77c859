"""Plea offers: terms, expiry, the answer and what the victim thought of them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from uuid import UUID

from app.domain.cases import CaseId, check_span
from app.domain.charges import OfferAnswer, PleaOffer
from app.domain.errors import Refused
from app.domain.ids import new_id
from app.domain.persons import PartyId, Role
from app.domain.text import clean, one_line, require
from app.domain.users import Permission
from app.services.amending import Amended
from app.services.charges.checks import require_party
from app.services.office import Command, OfCase
from app.services.taking_out import TakeOut
from app.storage.repository import Changeable
from app.storage.unit_of_work import Reading, UnitOfWork


@dataclass(frozen=True, kw_only=True)
class MakeOffer(OfCase, Command[PleaOffer]):
    """Note the terms offered to a defendant."""

    case: CaseId
    defendant: PartyId
    terms: str
    made_on: date | None = None
    expires_on: date | None = None
    told_defendant_on: date | None = None
    approved_by: str = ""
    victim_view: str = ""
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def run(self, work: UnitOfWork) -> PleaOffer:
        """Write the offer.

        Raises:
            Refused: no terms, or it expires before it was made.
        """
        require_party(work, self.case, self.defendant, Role.DEFENDANT)
        made_on = self.made_on or work.today
        check_span(made_on, self.expires_on, "expires_on")
        return work.plea_offers.add(
            PleaOffer(
                id=new_id(),
                case=self.case,
                defendant=self.defendant,
                made_on=made_on,
                expires_on=self.expires_on,
                told_defendant_on=self.told_defendant_on,
                approved_by=one_line(self.approved_by, "approved_by"),
                victim_view=clean(self.victim_view, "victim_view"),
                terms=require(self.terms, "terms"),
            )
        )

    def undo(self, done: PleaOffer) -> "RemoveOffer":
        """Take it out again."""
        return RemoveOffer(record=done)


@dataclass(frozen=True, kw_only=True)
class RemoveOffer(TakeOut[PleaOffer]):
    """Take out an offer that was noted by mistake."""

    record: PleaOffer
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def kept_in(self, work: UnitOfWork) -> Changeable[PleaOffer]:
        """The plea offers."""
        return work.plea_offers


@dataclass(frozen=True, kw_only=True)
class AmendOffer(Command[Amended[PleaOffer]]):
    """Change what an offer says; the record carries the version that was shown."""

    offer: PleaOffer
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.plea_offers.get(self.offer.id).case

    def run(self, work: UnitOfWork) -> Amended[PleaOffer]:
        """Write the new content.

        Raises:
            Stale: somebody changed it since it was shown.
            Refused: no terms, or it expires before it was made.
        """
        before = work.plea_offers.get(self.offer.id)
        check_span(self.offer.made_on, self.offer.expires_on, "expires_on")
        offer = replace(
            self.offer,
            case=before.case,
            defendant=before.defendant,
            approved_by=one_line(self.offer.approved_by, "approved_by"),
            victim_view=clean(self.offer.victim_view, "victim_view"),
            terms=require(self.offer.terms, "terms"),
        )
        return Amended(before, work.plea_offers.change(offer))

    def undo(self, done: Amended[PleaOffer]) -> "AmendOffer":
        """Put the old content back."""
        return AmendOffer(offer=done.taken_back)


@dataclass(frozen=True, kw_only=True)
class AnswerOffer(Command[Amended[PleaOffer]]):
    """Note what became of an open offer."""

    offer: UUID
    answer: OfferAnswer
    on: date | None = None
    needs: ClassVar[Permission] = Permission.CHARGES_EDIT

    def concerns(self, work: Reading) -> UUID:
        """The case."""
        return work.plea_offers.get(self.offer).case

    def run(self, work: UnitOfWork) -> Amended[PleaOffer]:
        """Write the answer.

        Raises:
            Refused: it was answered already, or the day lies ahead or before the offer.
        """
        before = work.plea_offers.get(self.offer)
        if before.answer not in {OfferAnswer.OFFERED, OfferAnswer.COUNTER}:
            raise Refused("offer.answered")
        on = self.on or work.today
        if on > work.today:
            raise Refused("date.ahead_of_today", field="on")
        check_span(before.made_on, on, "on")
        answered = replace(before, answer=self.answer, answered_on=on)
        return Amended(before, work.plea_offers.change(answered))

    def undo(self, done: Amended[PleaOffer]) -> AmendOffer:
        """Open it again."""
        return AmendOffer(offer=done.taken_back)
